"""Tags: those that markup names, else those that came along with a page."""

from __future__ import annotations

import datetime as dt

import pytest

from transforms.finders.tags.find import split_tags
from transforms.knowledge import load_knowledge
from transforms.page import clean_page
from transforms.records import RawPage

STORY = "Warga Dusun Kemuning menutup jalan desa selama tiga hari untuk memperbaiki gorong-gorong yang ambles."
MARKED = f'<html><head><meta name="keywords" content="desa, jalan"></head><body><p>{STORY}</p></body></html>'


@pytest.mark.parametrize(
    ("told", "tags"),
    [
        ("desa; jalan", ("desa", "jalan")),
        ("desa,jalan, Desa", ("desa", "jalan")),
        ("Desa Kemuning | jalan", ("Desa Kemuning", "jalan")),
        ("#desa #jalan rusak", ("desa", "jalan rusak")),
        ("desa", ("desa",)),
        ("", ()),
        (STORY, ()),
    ],
)
def test_tags_are_parted_as_exports_part_them(told, tags):
    """By the first of the signs that stands in them; each once."""
    assert split_tags(told) == tags


@pytest.mark.parametrize(("kind", "content", "tags"), [("text", STORY, ("tani",)), ("html", MARKED, ("desa", "jalan"))])
def test_what_came_along_counts_where_markup_says_nothing(kind, content, tags):
    """A row of an export has its tags."""
    page = RawPage("a", kind, content, hints={"tags": "tani"})

    assert tags == clean_page(page, knowledge=load_knowledge(), today=dt.date(2026, 11, 20)).tags


def test_hints_are_read_in_normal_form():
    """Titles of interfaces hold entities, and what a wrong charset made of quotes."""
    page = RawPage(
        "a", "text", STORY, hints={"title": "Warga â€œKemuningâ€\x9d Perbaiki &#8216;Gorong-gorong&#8217; â€” Camat"}
    )

    article = clean_page(page, knowledge=load_knowledge(), today=dt.date(2026, 11, 20))

    assert article.title == "Warga “Kemuning” Perbaiki ‘Gorong-gorong’ — Camat"
