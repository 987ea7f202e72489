"""What signs a page behind its last words: initials and topics, a name in brackets, an edition, a label and a dash."""

from __future__ import annotations

import pytest
from bench.standing import stand

from transforms.finders.credits.find import find_people
from transforms.finders.credits.signature import find_closing
from transforms.finders.credits.tail import find_tail
from transforms.records import Article, Block, Removal

STORY = (
    "Air sungai di Lembah Sari sudah surut sejak Senin pagi, dan warga dua dusun kembali ke rumah mereka. Kepala dusun "
    "meminta warga tetap waspada karena hujan masih turun di hulu. Perahu karet disiagakan di tiga titik, sementara "
    "dapur umum di balai desa dibuka sampai akhir pekan. Jembatan gantung yang rusak diperbaiki warga bersama petugas."
)


def page(*lines: str) -> Article:
    """Return a page of such lines."""
    return Article("a.txt", None, tuple(Block("paragraph", line) for line in lines))


def tail(*lines: str, struck: tuple[Removal, ...] = ()) -> list[str]:
    """Return the lines that are left without initials and topics."""
    article = page(*lines).strike(struck)
    return article.strike(find_tail(stand(article))).text.split("\n")


def closed(*lines: str, names: tuple[str, ...] = ()) -> list[str]:
    """Return the lines that are left without a signature."""
    return page(*lines).strike(find_closing(stand(page(*lines)), names).removals).text.split("\n")


@pytest.mark.parametrize(
    "behind",
    [
        "(auh/hil) banjir sungai lembah sari jembatan gantung",
        "(ayu/rin) Lembah Sari Panen Jembatan",
        "( ayu / rin ) banjir sungai",
        "(ayu|rin) #banjir #sungai",
        "(ayu/rin/bud) flood river valley bridge",
    ],
)
def test_initials_and_topics_behind_a_page_on_one_line_go(behind):
    """Topics are a run without a mark, all small or all large."""
    assert [STORY] == tail(f"{STORY} {behind}")


@pytest.mark.parametrize(
    "behind",
    [
        "(rt/rw) yang masih mengungsi di balai",  # a sentence goes on
        "(ayu/rin) dan warga di hilir",
        "(ayu/rin) Warga pulang ke rumah.",
        "(ayu/rin) Warga pulang ke rumah",
        "(UU ITE) pasal kabar bohong",
        "(km/jam) angin kencang",
        "(ayu/rin) banjir, sungai, lembah",
    ],
)
def test_what_goes_on_behind_brackets_stays(behind):
    """Words that join, marks and mixed letters are a sentence's."""
    assert [f"{STORY} {behind}"] == tail(f"{STORY} {behind}")


def test_initials_in_the_midst_stay():
    """A paragraph below is the story's."""
    lines = (f"{STORY} (ayu/rin) banjir sungai lembah", STORY)

    assert list(lines) == tail(*lines)


def test_initials_in_front_of_topics_may_stand_behind_what_is_struck():
    """A video's headline was struck between the story and its initials."""
    line = f"{STORY} Video: Banjir di Lembah (ayu/rin) banjir sungai"
    video = Removal(0, len(STORY), len(STORY) + 24, "video", "video.x", "rule")

    assert [STORY] == tail(line, struck=(video,))


@pytest.mark.parametrize("sign", ["(Dani)", "(Darmawan)", "(Ayu Lestari)", "(*) RAL", "(*)RAL", "(*) Ayu Lestari"])
def test_a_name_in_brackets_signs_the_last_words(sign):
    """Nothing else on the page holds it."""
    assert [STORY, STORY[:99] + "."] == closed(STORY, f"{STORY[:99]}. {sign}")


@pytest.mark.parametrize("edition", ["Cetak", "Online", "Network"])
def test_a_paper_signs_with_its_edition(edition):
    """The word behind its name says which."""
    assert [STORY] == closed(f"{STORY} (Kabar Rawa {edition})", names=("Kabar Rawa",))


@pytest.mark.parametrize(
    "lines",
    [
        (STORY, f"{STORY} (Bersambung)"),
        (STORY, f"{STORY} (Amin)"),
        (STORY, f"{STORY} (Palembang)"),
        (STORY, f"{STORY} (UU ITE)"),
        (STORY, f"{STORY} (UU Pers)"),
        (f"{STORY} Darmawan ikut hadir.", f"{STORY} (Darmawan)"),
        (f"{STORY} (Darmawan)", STORY),
        (STORY, f"{STORY[:40]} (Darmawan)"),
        (STORY, f"{STORY} (Sarinya sungai)"),
        (STORY, f"{STORY} (*) DAN SETERUSNYA"),
    ],
)
def test_other_brackets_stay(lines):
    """Places, laws, what goes on, whom the story tells of."""
    assert list(lines) == closed(*lines)


@pytest.mark.parametrize(
    ("credit", "authors", "editors"),
    [
        ("Penulis - Ayu Lestari, S.Ikom.", ("Ayu Lestari",), ()),
        ("Reporter – Ayu Lestari", ("Ayu Lestari",), ()),
        ("Editor - Rina Dewi, M.Pd", (), ("Rina Dewi",)),
    ],
)
def test_a_label_and_a_dash_credit_behind_the_last_words(credit, authors, editors):
    """No colon stands there."""
    article = page(STORY, f"{STORY} {credit}")
    found = find_people(stand(article))

    assert (authors, editors) == (found.authors, found.editors)
    assert [STORY, STORY] == article.strike(found.removals).text.split("\n")


@pytest.mark.parametrize(
    "end", ["Penulis - penulis muda hadir.", "Editor - begitu ia disapa - Rina Dewi.", "Kata Penulis - Ayu"]
)
def test_a_dash_in_a_sentence_stays(end):
    """A label is followed by nothing but names."""
    article = page(STORY, f"{STORY} {end}")

    assert article.strike(find_people(stand(article)).removals).text == article.text
