"""A few words and a paper in brackets, alone between paragraphs, are a caption."""

from __future__ import annotations

import pytest
from bench.standing import stand

from transforms.finders.pictures.find import find_captions
from transforms.records import Article, Block

STORY = "Air sungai di dua dusun sudah surut sejak Senin pagi, dan warga kembali membersihkan rumah mereka dari lumpur."
MORE = "Kepala dusun meminta warga tetap waspada karena hujan masih turun di hulu dan tanah di tebing mulai retak."


def left(*lines: str) -> list[str]:
    """Return the lines that are left."""
    article = Article("a.txt", None, tuple(Block("paragraph", line) for line in lines))
    return article.strike(find_captions(stand(article)).removals).text.split("\n")


@pytest.mark.parametrize(
    "line",
    [
        "Ayu Lestari (Kabarrawa.com)",
        "Darma (Tribun Jogja)",
        "Perahu karet warga di dermaga (Kompas.com)",
        "The old pier at low tide (Bukit Post)",
        "Pelabuhan lama Lembah Sari (Harian Rawa).",
    ],
)
def test_a_few_words_and_a_paper_are_a_caption(line):
    """A paragraph stands beside them."""
    assert [STORY, MORE] == left(STORY, line, MORE)


@pytest.mark.parametrize(
    "lines",
    [
        (STORY, "Ayu Lestari (Kabarrawa.com)", "Rina Dewi (Tribun Jogja)", MORE),  # winners and their papers
        ("Juara lomba foto itu ialah:", "Ayu Lestari (Kabarrawa.com)", MORE),
        (STORY, "1. Ayu Lestari (Kabarrawa.com)", MORE),
        (STORY, "Ayu Lestari (Partai Rawa)", MORE),
        (STORY, "Ayu Lestari (45)", MORE),
        (STORY, "Air sungai sudah surut, kata Rina. (Kabarrawa.com)", MORE),
        (STORY, "“Kami pulang,” kata Rina (Kabarrawa.com)", MORE),
        (STORY, "Undang-Undang Informasi (UU ITE)", MORE),
        (STORY, MORE, "Warga pulang dari balai desa (Kabarrawa.com)"),  # the story's source
    ],
)
def test_lists_sentences_and_sources_stay(lines):
    """Lists of people look alike; a paper behind a sentence, or at the end, is the story's source."""
    assert list(lines) == left(*lines)


def test_a_file_credit_behind_a_caption_may_begin_small():
    """`dok.` and a name behind the label."""
    assert [STORY, MORE] == left(STORY, "Panggung konser di alun-alun. Foto: dok. Sanggar Rawa", MORE)
