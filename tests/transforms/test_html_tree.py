"""Parsing is bounded: a hostile page is refused or read, never fatal."""

from __future__ import annotations

import pytest

from transforms.html import UnreadableHtml, read_html
from transforms.html.tree import LONGEST_PAGE, is_fragment, parse_html
from transforms.records import RawPage


def page(content: str) -> RawPage:
    """Return an HTML page."""
    return RawPage("halaman.html", "html", content)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "empty"),
        ("\0\0 \n", "empty"),
        ("<html><body><div><br></div></body></html>", "no text"),
        ("<html><body>" + "<div>" * 100_000 + "x", "stopped"),
        ("<html><body>" + "<font>" * 3_000 + "x", "stopped"),
        ("<p>" * 300_000, "tags"),
        ("x" * (LONGEST_PAGE + 1), "characters"),
    ],
)
def test_hopeless_pages_are_refused_with_a_reason(content: str, message: str) -> None:
    """A page that would be read in part only, or not at all, is refused."""
    with pytest.raises(UnreadableHtml, match=message):
        read_html(page(content))


def test_refusal_is_a_value_error() -> None:
    """Callers that know nothing of HTML can catch the refusal."""
    assert issubclass(UnreadableHtml, ValueError)


@pytest.mark.parametrize(
    "content",
    [
        "<html><body>" + "<div>" * 1_500 + "<p>Hujan turun.</p>" * 3_000,
        "<html><body>" + "<p>x<b><i>" * 5_000,
        "<html><body>" + "<table><tr><td>" * 400 + "x",
        "<html><head><script type='application/ld+json'>" + "[" * 100_000 + "</script></head><body><p>Hujan.</p>",
        "<html><body><p class='" + "a " * 200_000 + "'>Hujan turun.</p></body></html>",
    ],
)
def test_deep_and_wide_pages_are_read(content: str) -> None:
    """Depth and width within bounds cost no stack."""
    blocks, removals, *_ = read_html(page(content))
    assert len(removals) <= len(blocks)


def test_nul_and_control_characters_vanish() -> None:
    """Control characters are taken out before parsing."""
    assert parse_html("<p>Hu\0jan\x01 turun.</p>").findtext(".//p") == "Hujan turun."


def test_entities_are_never_expanded() -> None:
    """An entity that the page declares itself stays unknown."""
    bomb = "<!DOCTYPE html [<!ENTITY a 'boom'><!ENTITY b '&a;&a;&a;'>]><html><body><p>&b;</p></body></html>"
    assert "boomboom" not in "".join(parse_html(bomb).itertext())


def test_declared_charset_is_ignored() -> None:
    """The page is decoded already, whatever it declares."""
    markup = "<?xml version='1.0' encoding='utf-16'?><html><head><meta charset='latin-1'></head><body><p>Café</p>"
    assert parse_html(markup).findtext(".//p") == "Café"


@pytest.mark.parametrize(
    ("content", "fragment"),
    [
        ("<p>Hujan turun.</p>", True),
        ("<div><header>Hujan</header></div>", True),
        ("<!DOCTYPE html><p>Hujan turun.</p>", False),
        ("<HTML lang=id><p>Hujan turun.</p>", False),
        ("<body class=x>Hujan turun.", False),
    ],
)
def test_fragments_are_told_from_pages(content: str, fragment: bool) -> None:  # noqa: FBT001 - a parameter of the case
    """Markup without a page around it is a fragment."""
    assert is_fragment(content) == fragment


def test_a_fragment_is_story_from_end_to_end() -> None:
    """Nothing of an export's content field is called chrome."""
    blocks, removals, facts, *_ = read_html(page("<p>Hujan turun.</p><p><a href=x>Baca juga: Banjir</a></p>"))
    assert [block.text for block in blocks] == ["Hujan turun.", "Baca juga: Banjir"]
    assert removals == ()
    assert facts.titles == ()


def test_each_line_knows_where_it_stood_in_the_markup() -> None:
    """The tags around it, and how much of it is a link."""
    read = read_html(
        page("<html><body><div><p>Hujan turun.</p><ul><li><a href=x>Banjir</a></li></ul></div></body></html>")
    )
    assert ("html/body/div/p", "html/body/div/ul/li") == read.markup.paths
    assert (0.0, 1.0) == read.markup.links
