"""Panels that headings open are read though they are closed; menus, dialogues and tabs are not opened."""

from __future__ import annotations

import pytest
from html_pages import FOOTER, MENU, PROSE, STORY, read

ANSWER = "Dermaga dibuka pukul lima pagi, dan perahu terakhir berangkat pukul enam sore setiap hari."
CLOSED = f"id=p1 role=region aria-labelledby=b1 style='display:none'><p>{ANSWER}</p>"


def lines(panel: str) -> list[str]:
    """Return the lines of a story behind which a panel stands."""
    return read(f"{MENU}<div class=isi>{STORY}{panel}</div>{FOOTER}").text.split("\n")


@pytest.mark.parametrize(
    "panel",
    [
        f"<h3><button id=b1 aria-controls=p1>Kapan dibuka?</button></h3><div {CLOSED}</div>",
        f"<a id=b1 role=button aria-controls=p1><i role=heading>Kapan dibuka?</i></a><div {CLOSED}</div>",
        f"<h3 id=b1 aria-controls='p1 p2'>Kapan dibuka?</h3><div hidden {CLOSED}</div>",
    ],
)
def test_what_a_heading_opens_is_story(panel: str) -> None:
    """The heading is pressed and tells which region it opens: the region is read."""
    assert lines(panel) == [*PROSE, "Kapan dibuka?", ANSWER]


@pytest.mark.parametrize(
    "panel",
    [
        f"<button id=b1 aria-controls=p1>Menu</button><div {CLOSED}</div>",
        f"<h3><button id=b1 aria-controls=p2>Kapan dibuka?</button></h3><div {CLOSED}</div>",
        f"<h3><button aria-controls=p1>Tab</button></h3><div id=p1 role=tabpanel hidden><p>{ANSWER}</p></div>",
        f"<nav><h3><button id=b1 aria-controls=p1>Layanan</button></h3><div {CLOSED}</div></nav>",
        f"<div class=cookie-settings><h3><button id=b1 aria-controls=p1>Kuki</button></h3><div {CLOSED}</div></div>",
        f"<dialog><h3><button id=b1 aria-controls=p1>Bagikan</button></h3><div {CLOSED}</div></dialog>",
    ],
)
def test_what_else_is_closed_stays_closed(panel: str) -> None:
    """Menus, tabs, settings and dialogues open something as well."""
    assert ANSWER not in lines(panel)


NOTICE = f"<h3><button id=b1 aria-controls=p1>Pilihan</button></h3><div {CLOSED}</div>"


@pytest.mark.parametrize(
    "page",
    [
        f"<main>{STORY}</main><div class=k1>{NOTICE}</div>",
        f"<main><article>{STORY}</article><section>{NOTICE}</section></main>",
        f"<article>{STORY}</article><article><p>Tulis tanggapan.</p>{NOTICE}</article>",
        f"<div><div class=isi>{STORY}</div><div class=k1><div>{NOTICE}</div></div></div>",
        f"{STORY}<div class=k1>{NOTICE}</div>",
    ],
)
def test_what_opens_beyond_the_story_stays_closed(page: str) -> None:
    """Settings and terms open as answers do, by a heading, whatever they are called: they stand elsewhere."""
    assert ANSWER not in read(MENU + page + FOOTER).text


@pytest.mark.parametrize(
    "page",
    [
        f"<main><h1>Dermaga</h1>{STORY}<div class=k1><div>{NOTICE}</div></div></main>",
        f"<article>{STORY}<section>{NOTICE}</section></article><main><p>Kapal.</p></main>",
        f"<div class=isi>{STORY}<div class=k1><div>{NOTICE}</div></div></div>",
    ],
)
def test_panels_with_the_story_are_open(page: str) -> None:
    """In its article, in the main part, or beside its paragraphs."""
    assert ANSWER in read(MENU + page + FOOTER).text
