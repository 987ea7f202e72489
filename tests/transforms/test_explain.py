"""Every witness of a field is listed, with why it won or lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from flows.errors import SaringError
from flows.why import explain_row
from transforms.explain import Weighed, conflicts, explain
from transforms.knowledge import load_knowledge
from transforms.records import RawPage, Reject

TODAY = dt.date(2026, 11, 20)
STORY = (
    "Rakit itu berangkat lagi sejak subuh, dan para pedagang sayur menumpang dengan ongkos yang sama seperti dulu.\n"
    "Kepala dusun berkata jembatan baru selesai sebelum musim hujan, asal baja datang dari kota bulan ini."
)
PAGE = (
    "Rakit Bambu Berangkat Lagi\nOleh: Ayu Lestari\n12 Mei 2026 14:33 WIB\n"
    f"PALU, KabarRawa.id - {STORY}\nHak cipta © 2026 Lensa Bukit"
)


def weighed(text: str, url: str | None = None, hints: dict[str, str] | None = None) -> tuple[Weighed, ...]:
    """Explain a page that is a story."""
    told = explain(RawPage("a.txt", "text", text, url, None, hints or {}), knowledge=load_knowledge(), today=TODAY)
    assert not isinstance(told, Reject)
    return told


def test_every_voice_of_a_field_is_listed() -> None:
    """Those that say what the article says are kept, the loser is told what beat it."""
    told = weighed(PAGE, "https://kabarrawa.id/2026/05/14/rakit", {"author": "Rina Dewi"})
    days = {(w.origin, w.value, w.kept) for w in told if w.field == "published_date"}
    assert {("url", "2026-05-14", True), ("byline", "2026-05-12", False)} == days
    assert "more support" in next(w.why for w in told if not w.kept and w.field == "published_date")
    assert {"Ayu Lestari", "Rina Dewi"} == {w.value for w in told if w.field == "authors" and w.kept}
    assert {"published_date", "outlet"} == set(conflicts(told))


def test_to_ask_why_changes_nothing() -> None:
    """The article is the same, asked or not."""
    from transforms.page import clean_page

    page = RawPage("a.txt", "text", PAGE)
    asked, plain = (clean_page(page, knowledge=load_knowledge(), today=TODAY, heard=heard) for heard in ([], None))
    assert asked == plain


def test_refused_page_has_no_witnesses() -> None:
    """The reject is handed on."""
    told = explain(RawPage("a.txt", "text", "Beranda\nMenu"), knowledge=load_knowledge(), today=TODAY)
    assert isinstance(told, Reject)


def test_published_row_is_explained_from_raw(tmp_path: Path) -> None:
    """Its source names file and record; where they are gone a sentence says so."""
    (tmp_path / "kabar").mkdir()
    (tmp_path / "kabar" / "rakit.txt").write_text(PAGE, encoding="utf-8")
    row = {"source": "kabar/rakit.txt", "first_seen": TODAY, "fetched_at": None}
    assert any(w.field == "outlet" and w.kept for w in explain_row(row, tmp_path))
    with pytest.raises(SaringError, match="is not there"):
        explain_row(row | {"source": "kabar/other.txt"}, tmp_path)
