"""Parts that a server streamed behind a page stand where a browser shows them."""

from __future__ import annotations

from transforms.html.blocks import visible_lines
from transforms.html.claims import read_claims
from transforms.html.streams import show_streamed
from transforms.html.tree import parse_html


def shown(body: str) -> list[str]:
    """Return the lines that a reader of a page with this body sees."""
    tree = parse_html(f"<html><body>{body}</body></html>")
    show_streamed(read_claims(tree))
    return [block.text for block, *_ in visible_lines(tree)]


def test_a_streamed_part_stands_in_its_hole() -> None:
    """The story that came last stands between headline and footer."""
    body = (
        "<h1>Banjir</h1><div><template id='B:0'></template></div><p>Redaksi</p><div hidden id='S:0'><p>Isi.</p></div>"
    )
    assert shown(body) == ["Banjir", "Isi.", "Redaksi"]


def test_parts_within_parts_are_shown() -> None:
    """A streamed part has holes of its own, and numbers are hexadecimal."""
    body = (
        "<main><template id='B:a'></template></main><p>Kaki</p><div hidden id='S:a'>Satu <template id='P:b'></template>"
        "</div>akhir<div hidden id='S:b'><p>Dua</p></div>"
    )
    assert shown(body) == ["Satu", "Dua", "Kaki", "akhir"]


def test_ids_may_have_a_prefix() -> None:
    """Several roots of one page put names of their own before their numbers."""
    body = "<div><template id='app-B:0'></template></div><p>Kaki</p><div hidden id='app-S:0'>Isi.</div>"
    assert shown(body) == ["Isi.", "Kaki"]


def test_a_part_without_a_hole_is_shown_where_it_stands() -> None:
    """A page that was saved after half of the moves loses nothing."""
    assert shown("<p>Atas</p><div hidden id='S:3'>Isi.</div><p>Bawah</p>") == ["Atas", "Isi.", "Bawah"]


def test_other_hidden_elements_stay_hidden() -> None:
    """Menus and forms are hidden for good, also beside streamed parts."""
    body = "<div hidden id='menu'>Menu</div><div hidden id='FAQS:x'>Tanya</div><div hidden id='S:0'>Isi.</div>"
    assert shown(body) == ["Isi."]


def test_a_hole_within_its_own_part_breaks_nothing() -> None:
    """A page that turns in circles is read as it stands."""
    assert shown("<div hidden id='S:0'>Isi.<template id='B:0'></template></div>") == ["Isi."]
