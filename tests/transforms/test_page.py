"""A page's whole way: what the sample's pages become, and the laws that hold for all of them."""

import dataclasses
import datetime as dt
import gc
import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import SAMPLE
from strategies import TEXTS

from flows.read import read_records
from transforms.finders.all import FINDERS
from transforms.finders.brief import Brief
from transforms.knowledge import load_knowledge
from transforms.layout import lay_out
from transforms.page import clean_page, extract
from transforms.records import KINDS, Article, RawPage, Reject, rebuild
from transforms.sheet import Standing
from transforms.text.broken import story_lines

TODAY = dt.date(2026, 11, 20)
KNOWLEDGE = load_knowledge()
PAGES = {r.source: r for r in read_records(SAMPLE) if isinstance(r, RawPage)}
EXAMPLES = sorted({line for rule in KNOWLEDGE.book.rules for line in (*rule.strips, *rule.spares)})

TERM = re.compile(r"\w+ [+-]\d+\.\d\b")


@cache
def cleaned(source):
    """Return what became of a page of the sample."""
    return clean_page(PAGES[source], knowledge=KNOWLEDGE, today=TODAY)


def clean_text(text):
    """Clean a text page."""
    return clean_page(RawPage("any.txt", "text", text), knowledge=KNOWLEDGE, today=TODAY)


@pytest.mark.parametrize("source", sorted(PAGES))
def test_a_page_of_the_sample_is_not_lost(source):
    """Each page becomes an article whose ledger rebuilds it, or a reject that says why."""
    outcome = cleaned(source)

    if isinstance(outcome, Reject):
        assert "reject" in source
    else:
        assert rebuild(outcome.text, outcome.removals) == outcome.source_text


@pytest.mark.parametrize("source", sorted(PAGES))
def test_what_is_clean_stays_clean(source):
    """An article fed back with its metadata as hints loses nothing to rules and repeats."""
    first = cleaned(source)
    if isinstance(first, Reject):
        pytest.skip("no article")
    hints = {"title": first.title or "", "outlet": first.outlet or "", "author": "; ".join(first.authors)}
    again = clean_page(RawPage(source, "text", first.text, first.url, hints=hints), knowledge=KNOWLEDGE, today=TODAY)

    assert [r for r in again.removals if r.layer in ("rule", "repeat", "model")] == []


@pytest.mark.parametrize("source", sorted(PAGES))
def test_what_the_model_struck_says_why(source):
    """Named after a kind and a reason without digits; a probability or none; at most five terms, or the place."""
    removals = getattr(cleaned(source), "removals", ())
    assert [r for r in removals if r.layer != "model" and (r.score is not None or r.why)] == []
    assert [r for r in removals if r.layer == "model" and not is_explained(r)] == []


def is_explained(removal):
    """Return whether a removal of the model says who struck it and why."""
    name, known = rf"{removal.kind}\.[a-z-]+", removal.kind in KINDS
    scored = removal.score is None or 0 <= removal.score <= 1
    terms = TERM.findall(removal.why)
    told = 0 < len(terms) <= 5 if removal.score is not None else removal.why and not terms
    return bool(known and re.fullmatch(name, removal.rule) and scored and told)


@given(st.lists(TEXTS | st.sampled_from(EXAMPLES), min_size=1, max_size=12).map("\n".join))
def test_nothing_is_lost_or_made_up_by_the_whole_house(text):
    """Random text mixed with every rule's examples: the ledger rebuilds the normal form."""
    outcome = clean_text(text)

    if isinstance(outcome, Article):
        assert rebuild(outcome.text, outcome.removals) == "\n".join(story_lines(text))
        assert [r for r in outcome.removals if r.layer == "model" and not is_explained(r)] == []


@given(st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=8).map("\n".join))
def test_cleaning_is_a_function_of_the_page(text):
    """The same page gives the same article."""
    assert clean_text(text) == clean_text(text)


@pytest.mark.parametrize("source", sorted(name for name, page in PAGES.items() if page.kind == "text"))
def test_a_page_leaves_nothing_to_the_collector_of_cycles(source):
    """
    What a page took is free as soon as its article is made: a sheet that held itself made every page dearer.

    Threads of a server that other tests started leave circles of their own at any time.
    """
    cleaned(source)
    gc.collect()
    gc.disable()
    try:
        clean_page(PAGES[source], knowledge=KNOWLEDGE, today=TODAY)
        gc.set_debug(gc.DEBUG_SAVEALL)
        gc.collect()
        left = [type(thing).__name__ for thing in gc.garbage if type(thing).__module__.startswith("transforms.")]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()

    assert left == []


@pytest.mark.parametrize("source", sorted(PAGES))
def test_each_finder_strikes_as_the_layer_that_it_is_listed_with(source):
    """Rules for one host alone strike as `site`."""
    page = PAGES[source]
    extracted = extract(page)
    if isinstance(extracted, Reject):
        pytest.skip("nothing to read")
    article, facts, markup = extracted
    sheet = lay_out(
        article.blocks, KNOWLEDGE.book, kind=page.kind, url=article.url, hints=page.hints, facts=facts, markup=markup
    )
    standing, brief = Standing(sheet, article.removals), Brief(KNOWLEDGE.book, TODAY)
    strange = []
    for name, layer, find in FINDERS:
        finding = find(standing, brief)
        brief.hear(finding.claims)
        strange += [
            (name, r.layer) for r in finding.removals if r.layer not in {layer, "site" if layer == "rule" else layer}
        ]
        standing = standing.strike(finding.removals)

    assert strange == []


def test_finders_have_names_of_their_own():
    """A finder is told of by its name."""
    assert len({name for name, _, _ in FINDERS}) == len(FINDERS)


def test_the_raw_page_is_not_changed():
    """Cleaning leaves the raw page as it came."""
    page = PAGES[min(PAGES)]
    before = dataclasses.replace(page)
    clean_page(page, knowledge=KNOWLEDGE, today=TODAY)

    assert page == before


def test_a_page_of_furniture_alone_is_refused():
    """A page on which no story is left becomes a reject that says so."""
    outcome = clean_text("Bagikan Artikel ini:\nBaca Juga:")

    assert (outcome.stage, outcome.reason) == ("validate", "no_story")


OWN = "https://kabarcontoh.id/2026/11/p1"
NAMED = (f'<link rel="canonical" href="{OWN}">', f'<meta property="og:url" content="{OWN}">')


@pytest.mark.parametrize(
    ("body", "reason"), [("<p>Masuk</p><p>Daftar</p>", "no_story"), ("<div id=app></div>", "unreadable_html")]
)
@pytest.mark.parametrize("head", NAMED)
def test_a_refused_page_has_the_address_that_it_names(head, body, reason):
    """That which its article would have had; the one that came along goes before it."""
    page = RawPage("a.html", "html", f"<html><head>{head}</head><body>{body}</body></html>")
    told = dataclasses.replace(page, url="https://lain.id/a")
    refused, other = (clean_page(one, knowledge=KNOWLEDGE, today=TODAY) for one in (page, told))

    assert (refused.reason, refused.url, other.url) == (reason, OWN, "https://lain.id/a")


def test_a_refused_page_that_names_no_address_has_none():
    """Neither text nor a fragment nor what cannot be parsed says where it stood."""
    pages = [RawPage("a.html", "html", one) for one in (NAMED[0], "", "<html><p>Masuk</p>")]
    refused = [clean_page(one, knowledge=KNOWLEDGE, today=TODAY) for one in pages]

    assert [one.url for one in (*refused, clean_text("Baca Juga:"))] == [None] * 4


@pytest.mark.parametrize(
    ("language", "byline", "story", "prompt"),
    [
        (
            "id",
            "Penulis: Rina Dewi\nDiterbitkan: 3 November 2026 10:15\n",
            (
                "Air sungai naik dua meter semalam dan warga mengungsi ke balai desa sebelum fajar.\n"
                "Petugas memeriksa tanggul di hulu sampai pagi, kata camat kepada wartawan."
            ),
            "\nBagikan artikel ini",
        ),
        (
            "ms",
            "Penulis: Rina Dewi\nDiterbitkan: 3 November 2026 10:15\n",
            (
                "Air sungai naik dua meter malam tadi dan penduduk berpindah ke dewan orang ramai kerana banjir.\n"
                "Pasukan bomba memeriksa tebing sungai sehingga pagi, kata penghulu kepada pemberita."
            ),
            "\nKongsi artikel ini",
        ),
        (
            "en",
            "By Rina Dewi\nPublished: 3 November 2026 10:15\n",
            (
                "The river rose by two metres last night and people moved to the village hall before dawn.\n"
                "Workers checked the dam upstream until the morning, the mayor told reporters."
            ),
            "\nShare this article",
        ),
        (
            "de",
            "Von Rina Dewi\nVeröffentlicht: 3. November 2026 10:15\n",
            (
                "Der Fluss stieg in der Nacht um zwei Meter, und die Bewohner zogen vor Tag in das Gemeindehaus.\n"
                "Arbeiter prüften den Damm am Oberlauf bis zum Morgen, sagte der Bürgermeister den Reportern."
            ),
            "",
        ),
    ],
)
def test_a_page_of_a_language_is_read(language, byline, story, prompt):
    """Author and day are read, label, day and prompt are struck; nothing of the story is."""
    article = clean_text(byline + story + prompt)

    assert (article.language, article.authors) == (language, ("Rina Dewi",))
    assert article.published_date == dt.date(2026, 11, 3)
    assert article.text == story
