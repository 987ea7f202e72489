"""What elements are called tells what they hold, where the word names the thing and not its looks."""

from __future__ import annotations

import pytest
from html_pages import FOOTER, MENU, PROSE, read
from lxml import html

from transforms.html.controls import MOST_INSIDE
from transforms.html.density import is_offer
from transforms.html.words import names_other

NAMED = (
    "related-posts",
    "shareBar",
    "AdContainer",
    "top-ad",
    "ad",
    "post_author",
    "comments",
    "hidden",
    "baca-juga",
    "tags2",
)
NOT = (
    "overflow-hidden", "field--label-hidden", "with-sidebar", "hasVideo", "c-bb80b6ad2d", "w-node-b5343ad4", "isi",
    "min-h-full", "ksLxRg", "stickyness", "paywall-content", "accordion__item", "page-layout_hasLeadingAdXs",
    "cta_button", "whatsapp-logo",
)  # fmt: skip


CALLS = ("cta", "article-cta", "ej-post-cta", "saboxplugin-wrap")
OFFERS = ("donate-box", "text-disclaimer", "whatsapp-group", "republish", "isi donasi")
TOPICS = ("organ-donation", "why-people-donate", "disclaimer", "whatsapp-group", "google-news", "cta", "donations")
ASKS = "<p>Bantu kami menulis tentang sungai dan orang-orang yang tinggal di tepinya.</p>"


def with_part(part: str) -> str:
    """Return the text of a page in whose story a part stands."""
    story = [f"<p>{text}</p>" for text in PROSE]
    return read(f"{MENU}<article>{''.join([*story[:2], part, *story[2:]])}</article>{FOOTER}").text


@pytest.mark.parametrize("name", NAMED)
def test_words_for_other_things_are_found(name: str) -> None:
    """A part of a name, a whole name or a pair says that the element is no story."""
    assert names_other(name)


@pytest.mark.parametrize("name", NOT)
def test_looks_and_made_up_names_say_nothing(name: str) -> None:
    """How an element looks, what stands beside it, and letters that a machine made up tell nothing of it."""
    assert not names_other(name)


def test_what_pays_for_a_story_does_not_hide_it() -> None:
    """Text that is shown in an element named after the wall is the story behind it."""
    body = "".join(f"<p class=paywall>{text}</p>" for text in PROSE[1:])
    assert read(f"{MENU}<article><p>{PROSE[0]}</p>{body}</article>{FOOTER}").text == "\n".join(PROSE)


def test_questions_that_unfold_are_story() -> None:
    """Answers that unfold stand in the story's own element."""
    fold = f"<div class=accordion><div class='accordion-item overflow-hidden'><p>{PROSE[2]}</p></div></div>"
    assert read(f"{MENU}<article><p>{PROSE[0]}</p><p>{PROSE[1]}</p>{fold}</article>{FOOTER}").text == "\n".join(PROSE)


@pytest.mark.parametrize("name", [*CALLS, *OFFERS])
def test_classes_of_calls_and_offers_say_so(name: str) -> None:
    """One paragraph in an element whose class names a call is no story."""
    assert with_part(f"<div class='{name}'>{ASKS}</div>") == "\n".join(PROSE)


@pytest.mark.parametrize("name", OFFERS)
def test_an_offer_of_several_paragraphs_asks_for_something(name: str) -> None:
    """A heading and paragraphs over a form are an offer as well."""
    box = f"<h3>Bantu kami</h3>{ASKS}{ASKS}<form><input name=jumlah></form>"
    assert with_part(f"<div class='{name}'>{box}</div>") == "\n".join(PROSE)


@pytest.mark.parametrize("name", [*OFFERS, "section-disclaimer", "google-news", "donations"])
def test_a_part_of_a_story_is_no_offer_by_its_class(name: str) -> None:
    """Stories tell of gifts and groups, and builders name their parts after what they tell."""
    told = [
        "Kelompok di hulu",
        "Mereka membagi beras dan perahu setiap pekan.",
        "Siapa yang datang menulis namanya di sini.",
    ]
    part = f"<h3>{told[0]}</h3><p>{told[1]}</p><p>{told[2]}</p>"
    assert set(told) <= set(with_part(f"<section class='{name}'>{part}</section>").split("\n"))


@pytest.mark.parametrize("name", TOPICS)
@pytest.mark.parametrize("tag", ["h2", "section", "div"])
def test_ids_are_made_of_headings(name: str, tag: str) -> None:
    """An id that names a call is a place to which a list of contents leads."""
    head, text = "Bagaimana kelompok bekerja", f"{PROSE[0][:-1]} lagi."
    part = f"<h2 id='{name}'>{head}</h2><p>{text}</p>"
    lines = with_part(part if tag == "h2" else f"<{tag} id='{name}'><h2>{head}</h2><p>{text}</p></{tag}>").split("\n")
    assert {head, text} <= set(lines)


def test_a_large_element_is_no_offer() -> None:
    """However many of its class lie in one another, each is asked for a few elements alone."""
    tree = html.fromstring(f"<div><p>satu</p>{'<i>a</i>' * MOST_INSIDE}<button>Kirim</button></div>")
    assert not is_offer(tree)
    assert is_offer(html.fromstring("<div><p>satu</p><i>a</i><button>Kirim</button></div>"))
