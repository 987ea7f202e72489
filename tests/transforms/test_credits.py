"""People: who wrote, who edited, and what of their credits leaves the text."""

from __future__ import annotations

import pytest
from bench.standing import stand

from transforms.finders.credits.find import People, find_people
from transforms.finders.credits.labels import openers
from transforms.finders.credits.wordings import phrases
from transforms.lexicon.lists import words
from transforms.names.literals import all_literals
from transforms.records import Article, Removal
from transforms.records.facts import PageFacts
from transforms.text.normal import text_blocks

STORY = "Air sungai naik dua meter semalam dan warga mengungsi ke balai desa sejak subuh, kata petugas."


def people_of(text: str, **kwargs: object) -> People:
    """Find the people of a text."""
    return find_people(stand(Article("a.txt", None, text_blocks(text))), **kwargs)


def clean(text: str) -> str:
    """Strike the credits of a text."""
    article = Article("a.txt", None, text_blocks(text))
    return article.strike(find_people(stand(article)).removals).text


@pytest.mark.parametrize(
    ("line", "authors", "editors"),
    [
        ("Penulis: Rina Dewi", ("Rina Dewi",), ()),
        ("Reporter: Rina Dewi | Editor: Budi Harsono", ("Rina Dewi",), ("Budi Harsono",)),
        ("(Reporter: Rina Dewi, Agus S. | Editor: Budi Harsono)", ("Rina Dewi", "Agus S."), ("Budi Harsono",)),
        ("Pewarta: Rina Dewi Editor: Budi Harsono", ("Rina Dewi",), ("Budi Harsono",)),
        ("Laporan: Rina Dewi ↓", ("Rina Dewi",), ()),
        ("Laporan Wartawan KabarRawa.com, Rina Dewi", ("Rina Dewi",), ()),
        ("(Ditulis oleh Rina Dewi)", ("Rina Dewi",), ()),
        ("Oleh: Rina Dewi", ("Rina Dewi",), ()),
        ("By Rina Dewi - May 26, 2026", ("Rina Dewi",), ()),
        ("Posted by Rina Dewi on May 19, 2026", ("Rina Dewi",), ()),
        ("Rina Dewi - Selasa, 19 Mei 2026 | 19:58 WIB", ("Rina Dewi",), ()),
        ("Editor : Budi Harsono", (), ("Budi Harsono",)),
        ("Editor in charge: Budi Harsono", (), ("Budi Harsono",)),
        ("Sumber: AcakEditor: Budi Harsono", (), ("Budi Harsono",)),
        ("(Rina Dewi Lestari)", ("Rina Dewi Lestari",), ()),
        ("(rin/bud)", (), ()),
        ("(*)", (), ()),
        ("Red/rin", (), ()),
    ],
)
def test_a_credit_line_leaves_and_names_its_people(line, authors, editors):
    """A line of credits leaves whole; initials name nobody."""
    text = f"{STORY}\n{STORY}\n{line}"
    found = people_of(text)
    assert (authors, editors) == (found.authors, found.editors)
    assert clean(text) == f"{STORY}\n{STORY}"


@pytest.mark.parametrize(
    "line",
    [
        "Editor: seorang yang membaca naskah sebelum terbit, kata kepala balai bahasa itu kepada para siswa.",
        "Ia bekerja sebagai penulis: pagi menulis, malam membaca.",
        "Tinggi muka air dicatat dalam satuan sentimeter. (cm)",
        "Oleh karena itu warga diminta menjauh dari bantaran.",
        "Laporan warga masuk sejak pukul tiga dini hari.",
        "Petugas memeriksa (foto) tanggul yang retak.",
        "Redaksi Kabar Rawa",
    ],
)
def test_prose_and_desks_stay(line):
    """Words of the trade in prose are no credits, desks are no persons."""
    text = f"{STORY}\n{STORY}\n{line}"
    assert ((), ()) == (people_of(text).authors, people_of(text).editors)
    assert clean(text) == text


def test_a_glued_agency_tail_leaves_in_pieces():
    """Each piece of a tail glued to the story has its own kind."""
    tail = "Pewarta: Rina Dewi Editor: Budi Harsono Copyright © KABAR 2026 Dilarang keras mengambil konten tanpa izin."
    article = Article("a.txt", None, text_blocks(f"{STORY} {tail}"))
    found = find_people(stand(article))
    assert article.strike(found.removals).text == STORY
    assert {r.kind for r in found.removals} == {"copyright", "copy_protection", "editor_credit"}


def test_initials_behind_a_sentence_leave():
    """Initials at the end of a paragraph leave, the sentence stays."""
    assert clean(f"{STORY} (rin)") == STORY
    assert clean(f"{STORY} (*/rin)") == STORY


def test_fields_on_lines_of_their_own_are_read():
    """A label and the name on the next line are one credit."""
    text = f"{STORY}\n{STORY}\nSource:\nRina Dewi\nVia:\nBudi Harsono"
    found = people_of(text)
    assert (("Rina Dewi",), ("Budi Harsono",)) == (found.authors, found.editors)
    assert clean(text) == f"{STORY}\n{STORY}"


def test_the_box_about_the_author_names_the_author():
    """The box is read; cutting it is not this finder's business."""
    found = people_of(f"{STORY}\n{STORY}\nTentang Penulis\nRina Dewi")
    assert (("Rina Dewi",), ()) == (found.authors, found.removals)


def test_claims_are_merged_without_duplicates_outlets_and_desks():
    """Markup and hints add persons, not outlets, desks or the same name again."""
    facts = PageFacts(authors=("RINA DEWI", "Kompas.com", "Admin"))
    article = Article("a.txt", None, text_blocks(f"Oleh: Rina Dewi\n{STORY}"))
    found = find_people(stand(article, facts=facts, hints={"author": "Tim Redaksi, Agus Salim"}), outlet="Kabar Rawa")
    assert found.authors == ("Rina Dewi", "Agus Salim")


def test_a_credit_that_a_rule_struck_still_names_its_people():
    """Order is nothing: furniture rules may strike credit lines before they are read."""
    article = Article("a.txt", None, text_blocks(f"{STORY}\n{STORY}\nEditor: Budi Harsono"))
    struck = article.strike([Removal(2, 0, len("Editor: Budi Harsono"), "editor_credit", "editor_credit.x", "rule")])
    assert find_people(stand(struck)).editors == ("Budi Harsono",)


def test_a_section_and_its_day_name_nobody() -> None:
    """`Hukum - 23 Februari 2024` stands where a byline does; a desk's rubric wrote nothing."""
    assert () == people_of(f"Hukum - 23 Februari 2024\n{STORY}").authors


def test_a_name_ends_at_its_day_not_inside_itself() -> None:
    """The `on` at the end of Simbolon is no preposition."""
    assert ("Wulan Simbolon",) == people_of(f"Wulan Simbolon 20 April 2021\n{STORY}").authors


def test_a_poster_with_a_clock_alone_is_an_author() -> None:
    """Blog themes print who posted and when, without the day."""
    assert ("Ayu Lestari",) == people_of(f"Diposkan oleh Ayu Lestari di 07:12\n{STORY}").authors


def test_a_name_alone_above_a_struck_date_is_a_byline() -> None:
    """Themes break the byline over lines; a town there is none."""
    blocks = text_blocks(f"Ayu Lestari\n12 Mei 2026\n{STORY}")
    article = Article("a", None, blocks).strike([Removal(1, 0, 11, "byline", "byline.dated", "metadata")])
    found = find_people(stand(article))
    assert (("Ayu Lestari",), [0]) == (found.authors, [r.block for r in found.removals])


def test_phrases_are_looked_for_by_what_the_table_lists():
    """A sentence that credits somebody is read only on pages that hold its literal."""
    assert [literal for literal, _ in phrases()] == list(words("roles", "phrases"))
    assert {literal.lower() for literal, _ in phrases()} <= all_literals()


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("Air surut. Editor: Rina Dewi", [11]),
        ("Air surut.(Pewarta Foto : Rina Dewi", [10]),
        ("Air surut Sumber Foto: Ist. Editor: Rina", [10, 28]),
        ("Airsurutoleh: Rina", []),
        ("Air surut pukul 10: kata warga", []),
    ],
)
def test_labels_open_behind_spaces_and_sentences(line: str, begins: list[int]):
    """A label with its colon opens credits behind a space or a sentence, the longest label first."""
    assert begins == list(openers(line, 1))


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Rina DewiMaret 18, 2025", "Rina Dewi"),
        ("March 4, 2026Rina Dewi", "Rina Dewi"),
        ("Rina Dewi, Staff Writer", "Rina Dewi"),
        ("Rina Dewi, Senior Business Reporter", "Rina Dewi"),
    ],
)
def test_a_name_stuck_to_its_day_or_with_its_trade_is_a_byline(line: str, author: str) -> None:
    """Themes drop the space between name and day."""
    assert (people_of(f"{line}\n{STORY}").authors, clean(f"{line}\n{STORY}")) == ((author,), STORY)


LONG_STORY = f"{STORY} Mereka membawa kasur, beras dan ayam."


@pytest.mark.parametrize("line", ["oleh", "09:00 MYT", "By"])
def test_a_piece_of_a_byline_leaves_above_the_story_alone(line: str) -> None:
    """Below a paragraph the same line is a schedule's, or verse."""
    assert clean(f"{line}\n{LONG_STORY}") == LONG_STORY
    assert clean(f"{LONG_STORY}\n{line}\n{LONG_STORY}").split("\n")[1] == line


@pytest.mark.parametrize("sign", ["(nau/KPO-1)", "(*/c11/ttg)", "(#)", "(ws/01)", "(p1/c)", "(*/)", "(/ayu)"])
def test_initials_with_figures_and_stars_leave(sign: str) -> None:
    """Desks count their editions."""
    assert clean(f"{STORY}{sign}\n{STORY}") == f"{STORY}\n{STORY}"


@pytest.mark.parametrize("aside", ["(1/2)", "(12/5/2026)", "(UU ITE)", "(3)"])
def test_figures_in_brackets_are_no_initials(aside: str) -> None:
    """Fractions, days and notes stay."""
    text = f"{STORY} {aside} {STORY}"
    assert clean(text) == text


def test_a_tab_beside_the_authors_box_is_no_author() -> None:
    """What stands behind the heading of a box is a name, and no heading of another box."""
    lines = ["Air sungai naik dua meter semalam, kata petugas.", "Warga mengungsi ke balai desa sejak subuh."]
    tail = ["About the Author", "Recent Posts", "About the Author", "Sari Melati"]

    assert ("Sari Melati",) == people_of("\n".join([*lines, *tail])).authors


@pytest.mark.parametrize("name", ["Happy Marpaung", "Undang Suherman", "Cara Melati", "Gambar Sitorus"])
def test_a_name_in_a_box_may_be_a_word_elsewhere(name: str) -> None:
    """Words with which nobody signs beneath a story are names behind the heading of a box."""
    lines = ["Air sungai naik dua meter semalam, kata petugas.", "Warga mengungsi ke balai desa sejak subuh."]

    assert (name,) == people_of("\n".join([*lines, *lines, "Tentang Penulis", name])).authors
