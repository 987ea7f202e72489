"""Names and offices that sign a story by where they stand, and biographies in prose."""

from __future__ import annotations

import datetime as dt

import pytest
from bench.standing import stand

from transforms.finders.credits.find import People, find_people
from transforms.finders.headline.deck import find_deck
from transforms.finders.published.find import choose_published
from transforms.finders.published.seen import Seen
from transforms.names.signed import are_names, is_full_name, named_with_place
from transforms.records import Article, Removal
from transforms.text.normal import text_blocks

STORY = (
    "Air sungai naik dua meter semalam dan warga di bantaran mengungsi ke balai desa sejak subuh, kata petugas di sana."
)
MORE = (
    "Mereka membawa kasur, beras dan ayam, dan berharap tanggul yang jebol itu segera diperbaiki oleh dinas pengairan."
)


def people_of(*lines: str) -> People:
    """Find the people of a page."""
    return find_people(stand(Article("a.txt", None, text_blocks("\n".join(lines)))))


def left(*lines: str, struck: tuple[int, str] | None = None) -> list[str]:
    """Return the lines that are left; a line may be struck beforehand, by its number and kind."""
    article = Article("a.txt", None, text_blocks("\n".join(lines)))
    if struck:
        block, kind = struck
        article = article.strike([Removal(block, 0, len(lines[block]), kind, f"{kind}.test", "rule")])
    return article.strike(find_people(stand(article)).removals).text.split("\n")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("AYU LESTARI, Palu", "AYU LESTARI"),
        ("Ayu Lestari – Palu", "Ayu Lestari"),
        ("Ayu Lestari | Palu", "Ayu Lestari"),
        ("AYU LESTARI dan BUDI HARSONO, Palu", None),
        ("AYU LESTARI/BUDI HARSONO, Palu", "AYU LESTARI/BUDI HARSONO"),
        ("Ayu Lestari melaporkan dari Palu", "Ayu Lestari"),
        ("Ayu Lestari in Palu", "Ayu Lestari"),
        ("Ayu Lestari - Kabar Rawa", "Ayu Lestari"),
        ("Ayu Lestari, Jurnalis", "Ayu Lestari"),
        ("Ayu Lestari, Kontributor Palu", "Ayu Lestari"),
        ("Palu, Kendari", None),
        ("Ayu Lestari, Ketua", None),
        ("Humas Polres, Palu", None),
        ("Kabar Rawa, Palu", None),
        ("Ayu Lestari, Rawa Kecil", None),
        ("Ayu, Palu", None),
        ("Pada Senin, Palu", None),
    ],
)
def test_a_line_of_names_with_a_known_town(line: str, names: str | None) -> None:
    """Names are persons' in full, the town is known."""
    assert names == named_with_place(line)


@pytest.mark.parametrize(
    "line",
    ["By Ayu Lestari in Palu", "Naskah dan foto: Ayu Lestari", "Teks dan Foto oleh Ayu Lestari", "Words: Ayu Lestari"],
)
def test_labels_of_text_and_pictures_and_a_town_behind_the_name(line: str) -> None:
    """Features are credited so."""
    assert [STORY, MORE] == left(line, STORY, MORE)
    assert ("Ayu Lestari",) == people_of(line, STORY, MORE).authors


def test_names_with_a_town_above_the_story_are_a_byline() -> None:
    """Other lines do not speak of them, and none of their words stands small."""
    assert [STORY, MORE] == left("AYU LESTARI, Palu", STORY, MORE)
    assert ("Ayu Lestari",) == people_of("AYU LESTARI, Palu", STORY, MORE).authors


@pytest.mark.parametrize(
    "line",
    ["Tanggul Jebol, Palu", "Warga Desa, Palu"],
)
def test_what_is_no_name_above_the_story_stays(line: str) -> None:
    """Words of the story itself make a heading of it."""
    assert [line, STORY, MORE] == left(line, STORY, MORE)


def test_a_person_of_the_story_signs_nothing() -> None:
    """A profile begins with whom it is about."""
    line, told = "Ayu Lestari, Palu", f"{STORY} Ayu Lestari ikut mengungsi."
    assert [line, told, MORE] == left(line, told, MORE)


@pytest.mark.parametrize(
    "line", ["AYU LESTARI", "AYU LESTARI | BUDI HARSONO", "Ayu Lestari/Budi Harsono", "Ayu Lestari, Palu"]
)
def test_names_beneath_the_last_paragraph_are_a_byline(line: str) -> None:
    """In capitals, with a bar between them or with a town."""
    assert [STORY, MORE] == left(STORY, MORE, line)


def test_names_with_a_bar_between_them_are_two() -> None:
    """Both wrote it."""
    assert ("Ayu Lestari", "Budi Harsono") == people_of(STORY, MORE, "AYU LESTARI | BUDI HARSONO").authors


@pytest.mark.parametrize(
    "line",
    [
        "Ayu Lestari",
        "Bawang Merah, Bawang Putih",
        "Kuah Santan Kental",
        "SELAMAT MENCOBA",
        "TERIMA KASIH",
        "Salam Literasi",
        "WASSALAMUALAIKUM WARAHMATULLAHI",
        "WARGA MENGUNGSI",
        "PT KAI",
        "Warga pulang.",
    ],
)
def test_ends_of_lists_and_greetings_stay(line: str) -> None:
    """One name in small letters wants another sign beside it."""
    assert [STORY, MORE, line] == left(STORY, MORE, line)


def test_a_name_beside_a_struck_box_is_the_boxs() -> None:
    """Then it needs no capitals."""
    lines = (STORY, MORE, "Ayu Lestari", "Jurnalis sejak 2021")
    assert [STORY, MORE] == left(*lines, struck=(3, "author_box"))


def test_some_names_in_capitals_may_have_a_box_of_facts_below_them() -> None:
    """A sub-head in capitals stands over a paragraph."""
    facts = ("Luas sawah", "-40 hektare")
    assert [STORY, MORE, *facts] == left(STORY, MORE, "AYU LESTARI, BUDI HARSONO", *facts)
    for line in ("AYU LESTARI, BUDI HARSONO", "DUA TEWAS, SATU HILANG", "AYU LESTARI"):
        assert [STORY, MORE, line, MORE] == left(STORY, MORE, line, MORE)


@pytest.mark.parametrize("line", ["Humas Polres Rawa", "Tim Humas Pemkab Sigi", "Dinas Pertanian Kabupaten Sigi"])
def test_an_office_beneath_the_story_is_a_byline(line: str) -> None:
    """Offices sign their own copy."""
    assert [STORY, MORE] == left(STORY, MORE, line)


@pytest.mark.parametrize("line", ["Dinas itu diam", "Bagian Kedua dari cerita ini", "Air Sungai Naik"])
def test_a_line_that_is_no_offices_name_stays(line: str) -> None:
    """Small words and other beginnings make it something else."""
    assert [STORY, MORE, line] == left(STORY, MORE, line)


def test_an_office_with_which_the_story_begins_signs_it() -> None:
    """Whatever it is called."""
    story = f"Lembaga Tani di Rawa membagikan benih kepada petani. {STORY}"
    assert [story, MORE] == left(story, MORE, "Lembaga Tani di Rawa")


def test_a_field_that_names_nobody_leaves_above_the_story_alone() -> None:
    """Between paragraphs it may be a field of what is told."""
    assert "Reporter:" not in left("Air Sungai Naik", "Reporter:", "Foto baru", STORY, MORE)
    assert "Reporter:" in left(STORY, MORE, "Reporter:", STORY, MORE)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("* Ayu Lestari. Peneliti di Lembaga Tani Rawa. Artikel ini adalah opini penulis.", "Ayu Lestari"),
        ("*) Ayu Lestari adalah dosen Universitas Rawa", "Ayu Lestari"),
        ("**Ayu Lestari, pengajar di Universitas Rawa", "Ayu Lestari"),
        ("Ayu Lestari, dosen Universitas Rawa. Tulisan ini pendapat pribadi.", "Ayu Lestari"),
        ("Ayu Lestari is a lecturer at Rawa University. The views expressed are her own.", "Ayu Lestari"),
        ("Ayu Lestari ialah pensyarah di Universiti Rawa. Rencana ini pandangan peribadi.", "Ayu Lestari"),
    ],
)
def test_a_biography_beneath_the_story_leaves_and_names_the_author(line: str, author: str) -> None:
    """A star in front, or words about the piece itself."""
    assert [STORY, MORE] == left(STORY, MORE, line)
    assert (author,) == people_of(STORY, MORE, line).authors


@pytest.mark.parametrize(
    "line",
    [
        "Ayu Lestari adalah dosen yang datang ke dusun itu pekan lalu bersama mahasiswanya.",
        "Budi Harsono, guru di desa itu, ikut mengangkut karung pasir dan tinggal di balai sampai pagi.",
        '* Ayu Lestari, dosen Universitas Rawa: "Artikel ini penting bagi kami."',
        "* Ayu Lestari, dosen Universitas Rawa, kata warga, ikut mengungsi.",
        "* Beras dan ayam",
    ],
)
def test_a_person_in_the_last_paragraph_stays(line: str) -> None:
    """A trade alone makes no biography."""
    assert [STORY, MORE, line] == left(STORY, MORE, line)


def test_the_authors_own_life_needs_no_star() -> None:
    """The name in the byline tells."""
    lines = ("Penulis: Ayu Lestari", STORY, MORE, "Ayu Lestari adalah dosen Universitas Rawa")
    assert [STORY, MORE] == left(*lines)


def test_whom_the_story_speaks_of_has_no_biography() -> None:
    """A starred line about a person of the story is a note."""
    line, told = "* Ayu Lestari. Peneliti di Lembaga Tani Rawa.", f"{MORE} Ayu Lestari ikut mengungsi."
    assert [STORY, told, line] == left(STORY, told, line)


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("Ayu Lestari", True), ("SG WIBISONO", True), ("UU ITE", False), ("Hadis Riwayat Muslim", False), ("Palu", False)],
)
def test_a_full_name(name: str, *, is_one: bool) -> None:
    """Abbreviations, greetings and single words are none."""
    assert is_one == is_full_name(name)


def test_many_names_are_a_list() -> None:
    """More than four sign nothing."""
    assert not are_names("Ayu Lestari, Budi Harsono, Rina Dewi, Agus Salim, Tono Wibowo")


def test_a_line_over_a_reporters_name_with_the_town_is_the_standfirst() -> None:
    """The name stands in capitals between it and the story."""
    deck = "Ayu Rawa menyusun kamus bahasa hulu yang pertama. Ia juga menerjemahkan karya sastrawan di teluk itu."

    def decked(*lines: str) -> int:
        return len(find_deck(stand(Article("a.txt", None, text_blocks("\n".join(lines)))), None).removals)

    assert decked(deck, "AYU LESTARI, Palu", STORY, MORE) == 1
    assert decked(deck, "Ayu Lestari, Palu", STORY, MORE) == 0
    assert decked(deck, "TANGGUL JEBOL", STORY, MORE) == 0
    assert decked(deck, STORY, MORE) == 0


def test_an_author_behind_a_struck_headline_leaves_with_it() -> None:
    """The last word of the name may be the story's."""
    headline = "Air Sungai Naik 12 Mei 2026, 15:33 WIB"
    line = f"{headline} - Oleh: Ayu Lestari ANTARA {STORY}"
    article = Article("a", None, text_blocks(line)).strike(
        [Removal(0, 0, len(headline), "title", "title.glued", "metadata")]
    )
    standing = stand(article)
    chosen = choose_published(standing, Seen(standing, dt.date(2026, 11, 20)))
    assert ["- Oleh: Ayu Lestari"] == [
        line[r.start : r.end].strip() for r in chosen.removals if r.start >= len(headline)
    ]
    assert "Ayu Lestari" in chosen.authors
