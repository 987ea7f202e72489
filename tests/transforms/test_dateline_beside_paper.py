"""Datelines that the page's own paper shows behind what came on the same line."""

from __future__ import annotations

import pytest
from bench.standing import stand

from transforms.finders.dateline.find import Dateline, find_dateline
from transforms.records import Article
from transforms.text.normal import text_blocks

BODY = "Warga memperbaiki jembatan kayu yang rusak diterjang banjir, kata kepala dusun di Teluk Merbah kemarin sore."


def found(line: str, *names: str) -> tuple[Dateline, str]:
    """Find the dateline of a page of one line, and what is left of the line."""
    article = Article("a.txt", None, text_blocks(line))
    dateline = find_dateline(stand(article), names=names)
    return dateline, article.strike(dateline.removals).text


@pytest.mark.parametrize(
    ("front", "head", "place"),
    [
        ("Jembatan itu dilihat dari seberang. Foto: Kabar/Ayu ", "Teluk Merbah, Kabar Rawa — ", "Teluk Merbah"),
        ("The bridge is back By Ayu Lestari Share Print ", "MERBAH BAY (Kabar Rawa) -- ", "Merbah Bay"),
        ("Jembatan kayu diperbaiki lagi 13.05 ", "Kabar Rawa/Palu. ", "Palu"),
        ("Jembatan kayu diperbaiki lagi oleh warga ", "Palu, KR - ", "Palu"),
    ],
)
def test_the_own_paper_beside_a_town_shows_the_dateline(front, head, place):
    """What stands in front on the line stays as it is: others judge it."""
    dateline, left = found(f"{front}{head}{BODY}", "Kabar Rawa")

    assert (place, "KR" if "KR" in head else "Kabar Rawa") == (dateline.place, dateline.outlet)
    assert f"{front}{BODY}" == left


def test_a_town_in_brackets_behind_an_unknown_paper_counts_where_the_story_speaks_of_it():
    """`Semut Kilat (Merbah) -- `: nothing else betrays either."""
    line = f"Semut Kilat (Merbah) -- {BODY.replace('Teluk Merbah', 'Pulau Merbah')}"
    assert ("Merbah", "Semut Kilat") == (found(line)[0].place, found(line)[0].outlet)
    assert found(line.replace("Pulau Merbah", "sana"))[0].place != "Merbah"


@pytest.mark.parametrize(
    "line",
    [
        f"Menurut catatan warga, Kabar Rawa — koran desa itu — terbit lagi. {BODY}",
        f"Warga Palu, Lensa Bukit - {BODY}",
    ],
)
def test_a_paper_without_its_town_or_another_paper_shows_none(line):
    """A dash alone, or a paper that is not the page's own is no dateline."""
    assert found(line, "Kabar Rawa")[0].place is None
