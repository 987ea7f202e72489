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
