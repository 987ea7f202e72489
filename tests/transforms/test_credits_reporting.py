"""Credits for deeds, and the pass that finds every literal."""

from __future__ import annotations

import pytest
from bench.standing import stand

from transforms.finders.credits.initials import is_signoff_line
from transforms.finders.credits.reporting import Deeds, read_deeds
from transforms.names.literals import all_literals, places_of
from transforms.records import Article, Block, Removal
from transforms.text.normal import text_blocks


@pytest.mark.parametrize(
    ("line", "authors", "editors"),
    [
        ("(Reporting by Rina Dewi in Lembah; editing by Budi Harsono)", ("Rina Dewi",), ("Budi Harsono",)),
        ("Diterjemahkan oleh Rina Dewi", (), ()),
        ("Disunting oleh Budi Harsono", (), ("Budi Harsono",)),
        ("Rep: rina dewi/ Red: budi harsono", ("Rina Dewi",), ("Budi Harsono",)),
        ("Rep: Antara/ Red: Budi Harsono", (), ("Budi Harsono",)),
        ("Written by Rina Dewi, content writer", ("Rina Dewi",), ()),
    ],
)
def test_a_line_of_deeds_names_who_did_them(line: str, authors: tuple[str, ...], editors: tuple[str, ...]) -> None:
    """Writers are authors, editors are editors; a translator's line leaves, and an agency is nobody."""
    assert Deeds(authors, editors) == read_deeds(line, ending=False)


@pytest.mark.parametrize("line", ["Edited by hand, the film took two years.", "Disunting oleh Rina, buku itu laris."])
def test_a_sentence_about_a_deed_is_no_credit(line: str) -> None:
    """What goes on behind the name is a story."""
    assert read_deeds(line, ending=True) is None


def test_an_editor_without_a_mark_is_named_only_where_the_story_ends() -> None:
    """`Editor Rina Dewi` in mid-story is a person's title."""
    assert (None, Deeds((), ("Rina Dewi",))) == (
        read_deeds("Editor Rina Dewi", ending=False),
        read_deeds("Editor Rina Dewi", ending=True),
    )


@pytest.mark.parametrize("line", ["-abc/def-", "(Tim)", "(Red.)"])
def test_a_desk_and_dashed_initials_sign(line: str) -> None:
    """A team in brackets and initials between dashes are sign-offs."""
    assert is_signoff_line(line)


@pytest.mark.parametrize("line", ["(reff)", "(tertawa)", "(2x)", "(3)", "(a)", "(12/5/2024)"])
def test_asides_do_not_sign(line: str) -> None:
    """Laughter, refrains, counts, items and days in brackets belong to the story."""
    assert not is_signoff_line(line)


def test_names_in_a_struck_author_box_are_read() -> None:
    """A credit that a rule has struck as an author box still bears witness."""
    article = Article("x", None, text_blocks("Posted by Rina Dewi"))
    struck = article.strike([Removal(0, 0, 19, "author_box", "author_box.posted-by", "rule")])
    assert [(0, article.blocks[0])] == list(stand(struck).credited)


def test_one_scan_finds_what_a_search_for_each_literal_finds() -> None:
    """Overlapping literals are all found, each where it begins."""
    text = "Dilansir dari X, dikutip Y; told Z. Dikutip lagi. Laporan " + " ".join(sorted(all_literals()))
    sheet = stand(Article("x", None, (Block("paragraph", text),))).sheet
    assert sheet.places.keys() == all_literals()
    for literal, at in sheet.places.items():
        assert [n for n in range(len(text)) if sheet.small.startswith(literal, n)] == at
    assert sorted(sheet.places["dikutip"]) == places_of(sheet.places, ["dikutip"])


def test_letters_keep_their_places_when_they_become_small() -> None:
    """A letter whose small form is two characters long moves none behind it; `ß`, longer when casefolded, neither."""
    sheet = stand(Article("x", None, text_blocks("İHA, Dikutip\nStraße, Dikutip"))).sheet
    assert "iha, dikutip\nstraße, dikutip" == sheet.small
    assert [5, 21] == sheet.places["dikutip"]
