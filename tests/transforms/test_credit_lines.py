"""Credits that no list of labels holds, signatures beside the paper's name, bylines with days stuck together."""

import pytest

from transforms import clean_text

ABOVE = "Dermaga Kayu Lumbung Selesai Dibangun"
STORY = [
    "Perahu dayung warga Kampung Lumbung kembali melayani penyeberangan setelah dermaga kayu selesai dibangun.",
    "Dermaga itu dikerjakan bersama selama tiga bulan dengan kayu ulin sumbangan para pemilik kebun di hulu.",
    "Ketua kelompok Mardiana menyebut ongkos sekali menyeberang tetap dua ribu rupiah bagi anak sekolah.",
    "Warga berharap pemerintah kabupaten memasang lampu di kedua ujung dermaga sebelum musim hujan tiba.",
]
ONE, OTHER = ("Sekar Wulandari",), ("Bayu Prakoso",)


def people_of(*lines: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Return authors, editors and the clean text of a page."""
    article = clean_text("\n".join(lines), url="https://wartarawa.example/a/1")
    return article.authors, article.editors, article.text


@pytest.mark.parametrize(
    ("line", "authors", "editors"),
    [
        ("Penulis/Fotografer: Sekar Wulandari (Tenaga Peliput)", ONE, ()),
        ("Peliput dan penyunting: Sekar Wulandari", ONE, ONE),
        ("Disarikan oleh: Sekar Wulandari", ONE, ()),
        ("Disediakan oleh: Sekar Wulandari", ONE, ()),
        ("Penyelaras bahasa: Bayu Prakoso", (), OTHER),
        ("Penanggung jawab naskah: Bayu Prakoso", (), OTHER),
        ("Compiled by: Sekar Wulandari / Proofreader: Bayu Prakoso", ONE, OTHER),
        ("Wartawan Warta Rawa: Sekar Wulandari", ONE, ()),
        ("Editor | : | Bayu Prakoso |", (), OTHER),
    ],
)
@pytest.mark.parametrize("below", [True, False])
def test_labels_of_an_open_class_are_credits_at_the_edges(line, authors, editors, below):
    """Above the story and beneath it; the line leaves."""
    lines = (ABOVE, *STORY, line) if below else (ABOVE, line, *STORY)

    assert people_of(*lines) == (authors, editors, "\n".join(STORY))


@pytest.mark.parametrize("line", ["Pelatih: Bayu Prakoso", "Pemenang: Sekar Wulandari", "Sutradara: Bayu Prakoso"])
def test_labels_of_other_trades_are_none(line):
    """Who coached, won or directed did not write."""
    assert people_of(ABOVE, *STORY, line)[:2] == ((), ())


def test_in_the_midst_of_a_story_such_a_line_stays():
    """A list of those who made a book is the story's."""
    assert "Penyusun: Sekar Wulandari" in people_of(ABOVE, *STORY, "Penyusun: Sekar Wulandari", *STORY[::-1])[2]


@pytest.mark.parametrize(
    ("sign", "authors"),
    [
        ("(wartarawa.example.com/Sekar Wulandari)", ONE),
        ("(WartaRawa.com / sekar wulandari)", ONE),
        ("(sekar wulandari)", ONE),
        ("(WartaRawa.com/sekarwulan)", ("Sekarwulan",)),
        ("(sek/bay)", ()),
        ("(Humas Polres/sek)", ()),
    ],
)
def test_who_signs_beside_the_paper_or_in_full_is_the_author(sign, authors):
    """Initials and desks name nobody."""
    found = people_of(ABOVE, *STORY[:-1], f"{STORY[-1]} {sign}")

    assert (found[0], found[2]) == (authors, "\n".join(STORY))


@pytest.mark.parametrize(
    "line",
    [
        "by Sekar Wulandari May 12, 2026 | 6:03 pmMay 12, 2026 | 7:10 pm",
        "By Sekar Wulandari, 7 Kabar Rawa News",
        "Oleh: Sekar Wulandari Selasa, 12 Mei 2026 10:20 WIB12 Mei 2026",
        "Article by\nSekar Wulandari",
        "Dirangkum oleh:\nSekar Wulandari",
    ],
)
def test_a_byline_with_more_days_or_its_paper_names_its_author(line):
    """Days stuck together, the paper behind the names, a label on a line of its own."""
    assert people_of(ABOVE, *line.split("\n"), *STORY)[::2] == (ONE, "\n".join(STORY))


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Sekar Wulandari | Bayu Prakoso Selasa, 12 Mei 2026 | 14:00 WIB", ONE + OTHER),
        ("Sekar Wulandari | 12 Mei 2026", ONE),
        ("SEKAR WULANDARI\n12 Mei 2026, 11:15", ONE),
        ("Dermaga Lumbung (Rawa Hulu)", ()),
        ("JAWA BARAT\n12 Mei 2026, 11:15", ()),
    ],
)
def test_names_above_the_story_need_no_cue(line, authors):
    """Several with bars and a day, or in capitals beside the day; places are none."""
    assert people_of(ABOVE, *line.split("\n"), *STORY)[0] == authors
