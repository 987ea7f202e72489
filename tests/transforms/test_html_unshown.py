"""A page that holds a story and hardly shows it is read all the same, and the ledger says by whom."""

from __future__ import annotations

import json

import pytest
from html_pages import FOOTER, MENU, PROSE, STORY, read, read_page

from transforms import clean_html

LONG = " ".join((*PROSE, *PROSE))
DECK = "<h1>Banjir</h1><p>Tiga kampung di tepi sungai terendam air sejak Minggu malam kemarin.</p>"


def ld(body: str) -> str:
    """Return a JSON-LD script with the text of a story."""
    node = {"@type": "NewsArticle", "headline": "Banjir", "articleBody": body}
    return f"<script type='application/ld+json'>{json.dumps(node)}</script>"


def judges(body: str, head: str = "") -> set[str]:
    """Return by which rules the rest of a page is struck."""
    return {removal.rule for removal in read(body, head).removals}


def test_a_body_in_json_ld_is_the_story_of_a_page_that_shows_little() -> None:
    """The deck is shown, the story stands in JSON-LD."""
    body = f"{MENU}<main>{DECK}</main>{FOOTER}"
    assert read(body, ld("\n\n".join(PROSE))).text.split("\n") == list(PROSE)
    assert judges(body, ld("\n\n".join(PROSE))) == {"extractor.jsonld"}


def test_json_ld_may_hold_markup() -> None:
    """Tags in a body are markup and not text."""
    assert read(f"<main>{DECK}</main>", ld(STORY)).text.split("\n") == list(PROSE)


def test_json_ld_is_not_asked_where_the_story_is_shown() -> None:
    """A page that shows its story keeps it, whatever JSON-LD adds."""
    assert read(f"<main>{STORY}</main>", ld(f"{LONG} Ini hanya di JSON-LD.")).text.split("\n") == list(PROSE)


def test_a_short_body_in_json_ld_is_no_story() -> None:
    """A description in the place of the body gains nothing."""
    assert "Ringkas" not in read(f"<main>{DECK}</main>", ld("Ringkas saja.")).text


def test_hidden_elements_are_read_where_nothing_is_shown() -> None:
    """A page that waits for its script shows a button; the story is hidden."""
    body = f"{MENU}<main><p>Memuat…</p><div class=isi style='display:none'>{STORY}</div></main>{FOOTER}"
    assert read(body).text.split("\n") == list(PROSE)
    assert "extractor.hidden" in judges(body)


def test_hidden_menus_and_dialogues_stay_hidden() -> None:
    """What is named as something else is no story, also where little is shown."""
    body = f"{MENU}<main><p>Memuat halaman ini.</p><div class='cookie-consent' hidden>{STORY}</div></main>"
    assert PROSE[0] not in read(body).text


def test_hidden_parts_beside_a_story_stay_hidden() -> None:
    """The next page of a story, or another one, is hidden beside what is shown."""
    hidden = "".join(f"<p>Halaman berikutnya: {text}</p>" for text in PROSE)
    text = read(f"{MENU}<main>{STORY}<div hidden>{hidden}</div></main>").text
    assert text.split("\n") == list(PROSE)


@pytest.mark.parametrize(
    "packed", [json.dumps({"a": {"html": STORY}}), json.dumps({"x": STORY}).replace("<", "\\u003c")]
)
def test_markup_in_a_script_is_read_where_nothing_is_shown(packed: str) -> None:
    """A page that its script builds holds the story as a string."""
    script = f"<script>window.__STATE__ = {packed};</script>"
    body = f"<div id=app>Memuat</div>{script}"
    assert read(body).text.split("\n") == list(PROSE)
    assert judges(body) == {"extractor.script"}


def test_a_page_without_a_line_is_read_from_its_scripts() -> None:
    """Nothing is shown at all: the story is what JSON-LD says."""
    assert read("<div id=app></div>", ld("\n".join(PROSE))).text.split("\n") == list(PROSE)


def test_captions_are_the_story_of_a_photo_page() -> None:
    """Where no sentence stands outside of captions they are what the page tells."""
    figures = "".join(f"<figure><img src=x><figcaption>{text}</figcaption></figure>" for text in PROSE)
    article = clean_html(f"<html><body>{MENU}<h1>Foto: Banjir</h1><main>{figures}</main>{FOOTER}</body></html>")
    assert all(text in article.text for text in PROSE)


def test_captions_beside_a_story_stay_captions() -> None:
    """One sentence of story is enough for captions to be captions."""
    figure = f"<figure><img src=x><figcaption>{PROSE[2]}</figcaption></figure>"
    assert read(f"<main><p>{PROSE[0]}</p>{figure}<p>{PROSE[1]}</p></main>").text.split("\n") == list(PROSE[:2])


def test_shadow_trees_are_shown() -> None:
    """A template that a browser turns into a shadow tree is read as shown."""
    page = f"<html><body><story-text><template shadowrootmode=open>{STORY}</template></story-text></body></html>"
    assert read_page(page).text.split("\n") == list(PROSE)


@pytest.mark.parametrize("broken", ["{", '"' * 999, "\\" * 5_000, "<p" * 999, '"<p>' + "a" * 250_000])
def test_broken_scripts_break_nothing(broken: str) -> None:
    """Whatever a script holds, the page is read."""
    assert "Memuat" in read(f"<p>Memuat</p><script>{broken}</script>").text
