"""Datelines that the page's own paper shows behind what came on the same line."""

from __future__ import annotations

import pytest
from bench.standing import stand

from transforms.finders.dateline.find import Dateline, find_dateline
from transforms.records import Article
from transforms.text.normal import text_blocks

BODY = "Warga memperbaiki jembatan kayu yang rusak diterjang banjir, kata kepala dusun di Teluk Merbah kemarin sore."


AT_MERBAH = BODY.replace("Teluk Merbah", "Pulau Merbah")


def found(line: str, *names: str, url: str | None = None) -> tuple[Dateline, str]:
    """Find the dateline of a page of one line, and what is left of the line."""
    article = Article("a.txt", url, text_blocks(line))
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


@pytest.mark.parametrize(
    ("line", "names", "url"),
    [
        ("Semut Kilat (Merbah) -- ", (), "https://kilat.semutbukit.example/2026/a"),
        ("Semut Kilat (Merbah) -- ", ("Semut Kilat",), None),
        ("Lensa Bukit (Merbah) -- ", (), None),
    ],
)
def test_a_town_in_brackets_behind_a_paper_is_the_datelines(line, names, url):
    """The page's own paper, one that is called as papers are, or one whose words stand in the host."""
    dateline, left = found(f"{line}{AT_MERBAH}", *names, url=url)
    assert ("Merbah", line[:11], AT_MERBAH) == (dateline.place, dateline.outlet, left)


@pytest.mark.parametrize("name", ["Sinta Marpaung", "Merbah United", "Ketua Sinta Marpaung"])
def test_a_person_or_a_club_with_a_town_in_brackets_is_no_paper(name):
    """`Sinta Marpaung (Merbah) - `: the story speaks of the town all the same."""
    line = f"{name} (Merbah) - {AT_MERBAH}"
    assert found(line, url="https://kabarmerbah.example/a")[0].outlet is None


@pytest.mark.parametrize(
    "told",
    [
        "“Kami mulai sejak subuh,” kata Ketua Rukun Sinta kepada Kabar Rawa, Rabu. ",
        "Keterangan tertulis itu diterima Kabar Rawa, Palu. ",
        "The crews will be back soon, the clerk told Kabar Rawa, Wednesday. ",
        "Hal itu dikatakan ketua rukun kepada Kabar Rawa, Sinta. ",
        "Hal itu dikatakan ketua rukun kepada Kabar Rawa/Palu. ",
        "Hal itu dikatakan ketua rukun kepada Kabar Rawa (Palu) - ",
        "Jembatan diperbaiki lagi. Foto: Kabar Rawa, Rabu - ",
        "Jembatan diperbaiki lagi. Foto: Kabar Rawa, Sinta - ",
        "Jembatan diperbaiki lagi. Foto: Kabar Rawa/Sinta. ",
        "Rapat warga digelar di Palu, Kabar Rawa - ",
    ],
)
def test_to_whom_it_was_told_is_no_dateline(told):
    """A sentence runs into the paper's name, or what stands beside it is a day or a person: no word leaves."""
    line = f"{told}{BODY} Rabu pagi Wednesday Sinta Palu."
    assert (None, line) == (found(line, "Kabar Rawa")[0].place, found(line, "Kabar Rawa")[1])


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
