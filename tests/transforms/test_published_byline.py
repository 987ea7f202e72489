"""Byline furniture comes apart; sentences and headlines do not."""

import datetime as dt

import pytest

from transforms.finders.published.byline import read_byline
from transforms.finders.published.furniture import find_bylines
from transforms.lexicon.calendar import calendar
from transforms.records import Block

PROSE = (
    "Perahu kayu itu berangkat dari dermaga lama sebelum fajar, membawa hasil kebun dan tiga keluarga yang pulang. " * 2
)


def bylines(lines):
    """Return the bylines of numbered lines."""
    return find_bylines(tuple((number, Block("paragraph", text)) for number, text in lines))


@pytest.mark.parametrize(
    "line",
    [
        "oleh KabarTeluk.com diperbarui 17 Agu 2022, 09:05 WIB",
        "Diterbitkan 17 Agu 2022, 09:05 WIB",
        "Admin | Selasa, 26 Mei 2026",
        "Rabu, 18 Juni 2025 - 11:23 WIB",
        "Jurnalis-Senin, 18 Mei 2026 |07:04 WIB",
        "Tayang: Rabu, 27 Mei 2026 08:18 WITA",
        "3 jam lalu",
        "Last updated: June 18, 2025",
        "Published June 18, 2025 at 10:07 am",
        "By Sinta Marpaung - June 18, 2025",
        "Posted by Sinta Marpaung on June 18, 2025",
        "Sinta Marpaung - Rabu, 18 Juni 2025 | 16:35 WIB",
        "Penulis: Sinta Marpaung | Rabu, 18 Juni 2025",
        "Redaksi Kabar Teluk - 18/06/2025 19:52",
        "🔴 By Sinta Marpaung - June 18, 2025 >>",
        "Dikemas kini 18 Jun 2025, 10:07 pagi"[:-5],
        "18 Juni 2025 • 4 menit baca",
        "(Ditulis oleh Sinta)",
        "Laporan Wartawan KabarTeluk.com, Sinta Marpaung",
        "Veröffentlicht am 18. Juni 2025 um 10:30 Uhr",
    ],
)
def test_a_byline_is_furniture(line):
    """Whole lines of author, outlet and date are found."""
    assert [(0, len(line))] == [(f.byline.start, f.byline.end) for f in bylines([(4, line)])]


@pytest.mark.parametrize(
    "line",
    [
        "Sinta lahir pada 12 Mei 2006.",
        "Acara itu digelar Rabu (18/6/2025).",
        ", Selasa (10/6/2025).",
        "Jadwal Kapal Ruteng, 12 Mei 2026",
        "Harga Cabai 12 Mei 2026: Naik Lagi",
        "Diterbitkan buku baru pada 12 Mei 2026 oleh warga desa.",
        "Oleh karena itu, warga menunggu.",
        "Tiga jam lalu air masih setinggi lutut.",
        "Ramalan Cuaca Besok Rabu 18 Juni 2025",
        "By then the ferry had left.",
    ],
)
def test_a_sentence_or_headline_with_a_date_is_none(line):
    """What merely holds a date stays."""
    assert () == bylines([(0, line)])


def test_a_byline_glued_behind_a_headline_is_a_span():
    """Only the byline goes, and only what it covers."""
    line = "Kapal Baru Tiba di Ruteng Posted by Sinta Marpaung on June 18, 2025 " + PROSE
    assert ["Posted by Sinta Marpaung on June 18, 2025"] == [
        line[f.byline.start : f.byline.end] for f in bylines([(0, line)])
    ]


def test_a_date_in_prose_is_no_glued_byline():
    """A sentence that goes on behind its date is a sentence."""
    assert () == bylines([(0, "Oleh Sinta Marpaung pada 18 Juni 2025, kapal itu dibeli. " + PROSE)])


def test_a_date_alone_behind_prose_is_not_struck():
    """It may be the heading of a chronicle."""
    lines = [(0, PROSE), (1, "18 Juni 2025"), (2, PROSE), (3, PROSE), (4, "19 Juni 2025")]
    assert [(1, False)] == [(f.block, f.strike) for f in bylines(lines)]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Penulis: Sinta Marpaung | Rabu, 18 Juni 2025", ("Sinta Marpaung",)),
        ("Oleh Sinta Marpaung dan Yusuf bin Hasan - 12 Mei 2026", ("Sinta Marpaung", "Yusuf bin Hasan")),
        ("Sinta Marpaung - Rabu, 18 Juni 2025 | 16:35 WIB", ("Sinta Marpaung",)),
        ("oleh KabarTeluk.com diperbarui 17 Agu 2022", ()),
        ("Redaksi Kabar Teluk - 18/06/2025 19:52", ()),
        ("Laporan Wartawan Kabar Teluk, Sinta Marpaung", ("Sinta Marpaung",)),
    ],
)
def test_a_byline_names_its_persons(line, authors):
    """Names behind an author's cue count; outlets and desks do not."""
    byline = read_byline(line)
    assert byline
    assert authors == byline.authors


def test_a_change_is_told_from_the_publication():
    """Each date belongs to the word before it."""
    byline = read_byline("Published June 18, 2025 | Updated June 20, 2025")
    assert byline
    assert byline.published
    assert byline.modified
    assert [18, 20] == [byline.published.month_day[1], byline.modified.month_day[1]]


def test_an_empty_text_is_no_byline():
    """Nothing to read is nothing found."""
    assert read_byline("") is None


def test_a_name_and_its_day_with_a_space_between_are_a_byline_above_the_story_alone():
    """Below prose the same form is an anniversary, a heading, a caption."""
    line, prose = "Ayu Lestari 24 Juni 2021", "Air sungai naik dua meter semalam dan warga mengungsi. " * 4
    above, below = bylines([(1, line), (2, prose)]), bylines([(1, prose), (2, line)])
    assert ([("Ayu Lestari",)], []) == ([f.byline.authors for f in above], list(below))
    assert () == bylines([(0, line), (1, prose)])


def test_a_name_in_front_of_a_day_counted_back_is_no_byline():
    """`3 jam lalu` behind a bare name has no date that could stand off from it."""
    assert read_byline("Sinta Marpaung 3 jam lalu") is None


@pytest.mark.parametrize("line", ["YAYINLANMA 18 Juni 2025", "Yayinlanma: 18/06/2025 19:52", "yayınlanma 18 Juni 2025"])
def test_a_cue_is_known_without_the_dot_of_its_i(line):
    """Capitals lose which i they were; the pattern takes both for one letter, and so does the table."""
    byline = read_byline(line)
    assert (True, line[line.index("18") :]) == (byline.cued, byline.published.raw)


def test_a_day_in_brackets_is_a_byline_alone_or_behind_an_author():
    """`Sabtu (22/4/2023)` in a sentence is the way of prose."""
    assert read_byline("Sabtu (22/4/2023)") is not None
    assert read_byline("Wartawan: Ayu Lestari | Isnin (21/4/2025)").authors == ("Ayu Lestari",)
    assert read_byline("Ayu Lestari, Sabtu (22/4/2023)") is None


def test_a_day_in_brackets_alone_below_prose_is_not_struck():
    """It may head an entry of a chronicle."""
    prose = "Warga membersihkan selokan di sepanjang jalan dusun itu setiap pekan agar air tidak lagi naik " * 2
    assert [f.strike for f in bylines([(0, prose), (1, "Sabtu (22/4/2023)"), (2, prose)])] == [False]


@pytest.mark.parametrize(
    "line",
    [
        "May 13, 2026 In Garden",
        "12 Mei 2026 dalam Catatan Harian",
        "Posted May 3, 2026 in Garden & Home",
        "12 Mei 2026 Kategori Kebun",
    ],
)
def test_a_section_behind_the_day_belongs_to_the_byline(line):
    """Blogs print where a post was filed."""
    found = read_byline(line)

    assert found is not None
    assert (0, len(line)) == (found.start, found.end)


@pytest.mark.parametrize(
    "line",
    ["12 Mei 2026 in Jakarta", "Warga lahir pada 12 Mei 2026 dalam Keluarga", "12 Mei 2026 dalam kebun itu ia pulang"],
)
def test_a_place_or_a_sentence_behind_a_day_is_no_section(line):
    """Events are dated so."""
    assert read_byline(line) is None


MONTHS = sorted(item for item in calendar().months.items() if item[0].isalpha() and item[0][-1] not in "月월")
"""Every word for a month, with its number; the counted ones of East Asia have a frame of their own."""

CASES = (str.lower, str.title, str.upper)

FRAMES = """
    {d} {m} {y}
    {d} {m}, {y}
    {d} {m} {y} 10.30 WIB
    {d} {m} {y} pukul 10.30
    {d}-{m}-{y}
    {d}/{m}/{y}
    {d}. {m} {y}
    {m} {d}, {y}
    {m} {d} {y} 10:30
    {m} {d}, {y} 8:05 p.m.
    Rabu, {d} {m} {y}
    Rabu Pon, {d} {m} {y}
    Rabu {d} {m} {y} | 10:30 WIB
    Wednesday, {m} {d}, {y}
    Rabu,{d} {m} {y},10:30 WIB
    10:30 WIB, {d} {m} {y}
    8:05 p.m. ET {m} {d}, {y}
    8:05 p.m. on {m} {d}, {y}
    Published {m} {d}, {y} at 10:30 am
    Posted on {d} {m} {y}
    Diterbitkan {d} {m} {y}, 10:30 WIB
    Dikemas kini {d} {m} {y}
    Oleh Ayu Lestari - {d} {m} {y}
    Ayu Lestari - {d} {m} {y} 10:30
    Ayu Lestari | {d} {m} {y}
    Redaksi, {d} {m} {y}
    By Ayu Lestari, {m} {d}, {y}
    {d} de {m} de {y}
    {d} of {m}, {y}
    ({d} {m} {y})
    {d} {m} {y} / 12 Syawal 1446 H
    12 Syawal 1446 H / {d} {m} {y}
    {d} {m} {y} (Rabu)
    Tanggal: {d} {m} {y} Jam: 10:30
"""


@pytest.mark.parametrize("frame", [line.strip() for line in FRAMES.strip().splitlines()])
def test_every_word_for_a_month_makes_a_byline_in_every_frame(frame):
    """The whole line is furniture, and names its day."""
    day, year = 18, 2025
    for number, (word, month) in enumerate(MONTHS):
        line = frame.format(d=day, m=CASES[number % len(CASES)](word), y=year)
        byline = read_byline(line)
        assert byline, line
        mention = byline.published or byline.modified
        assert (0, len(line), dt.date(year, month, day)) == (byline.start, byline.end, mention and mention.day), line


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Penulis: Media Marpaung, Sinta Dewi - 12 Mei 2026", ("Media Marpaung", "Sinta Dewi")),
        ("Oleh Lensa Sinta dan Agus Salim, 12 Mei 2026", ("Lensa Sinta", "Agus Salim")),
        ("Oleh: Emily Post, Sinta Dewi | 12 Mei 2026", ("Emily Post", "Sinta Dewi")),
        ("Oleh: Sinta Dewi, Palu - 12 Mei 2026", ("Sinta Dewi",)),
        ("Oleh: Sinta Dewi, Jawa Pos - 12 Mei 2026", ("Sinta Dewi",)),
    ],
)
def test_only_known_papers_and_towns_beside_a_writer_are_none(line, authors):
    """Media, Lensa and Post are names of persons as well as words of papers."""
    assert authors == read_byline(line).authors
