"""Datelines: what they look like, what they name, and what only looks like one."""

from __future__ import annotations

import pytest
from bench.standing import stand

from transforms.finders.dateline.find import Dateline, find_dateline
from transforms.records import Article, Block, Removal
from transforms.text.normal import text_blocks

STORY = "Air sungai naik dua meter semalam dan warga di bantaran mengungsi ke balai desa sejak subuh, kata petugas."


def dateline_of(text: str, hint: str | None = None) -> Dateline:
    """Find the dateline of a text."""
    return find_dateline(stand(Article("a.txt", None, text_blocks(text))), outlet_hint=hint)


def clean(text: str, hint: str | None = None) -> str:
    """Strike the dateline of a text."""
    article = Article("a.txt", None, text_blocks(text))
    return article.strike(find_dateline(stand(article), outlet_hint=hint).removals).text


@pytest.mark.parametrize(
    ("head", "place", "outlet"),
    [
        ("RABAT– ", "Rabat", None),
        ("KOLAKA UTARA – ", "Kolaka Utara", None),
        ("Liputan6.com, Roma - ", "Roma", "Liputan6.com"),
        ("Liputan6 . com , Roma - ", "Roma", "Liputan6.com"),
        ("TRIBUNNEWS.COM, JAKARTA - ", "Jakarta", "TRIBUNNEWS.COM"),
        ("Jakarta (ANTARA) - ", "Jakarta", "ANTARA"),
        ("KUALA LUMPUR, 12 Jun (Bernama) -- ", "Kuala Lumpur", "Bernama"),
        ("JAKARTA, KOMPAS.com -", "Jakarta", "KOMPAS.com"),
        ("KOMPAS.com- ", None, "KOMPAS.com"),
        ("Jakarta - ", "Jakarta", None),
        ("KRUI (Lampost.co) -- ", "Krui", "Lampost.co"),
        ("Bandar Lampung , Lampung – ", "Bandar Lampung", None),
        ("SURYA.co.id | BANGKALAN - ", "Bangkalan", "SURYA.co.id"),
        ("NATUNA, TRIBUNBATAM.id - ", "Natuna", "TRIBUNBATAM.id"),
        ("kabarrawa.net – ", None, "kabarrawa.net"),
        ("KabarRawa.Info-", None, "KabarRawa.Info"),
        ("Berita Rawa – ", None, "Berita Rawa"),
        ("BATAM, POSMETRO: ", "Batam", "POSMETRO"),
        ("INFO NASIONAL– ", None, None),
        ("Liputan6.com, Jakarta", "Jakarta", "Liputan6.com"),
        ("POS-KUPANG, KUPANG - ", "Kupang", "POS-KUPANG"),
    ],
)
def test_a_dateline_leaves_and_names_place_and_outlet(head, place, outlet):
    """Every form of the inventory is cut whole; the place is written as a reader writes it."""
    found = dateline_of(head + STORY)
    assert (place, outlet) == (found.place, found.outlet)
    assert clean(head + STORY) == STORY


@pytest.mark.parametrize(
    "lead",
    [
        "Amerika - kata dia - tidak akan mengirim pasukan ke wilayah yang dipersengketakan itu sampai akhir tahun.",
        "Timnas Indonesia - Vietnam bertemu di laga terakhir grup yang dimainkan di stadion kabupaten malam ini.",
        "Pemerintah - melalui dinas terkait - membagikan benih kepada petani di tiga kecamatan sejak awal pekan.",
        "Jakarta-Bandung ditempuh empat puluh menit dengan kereta yang berangkat pagi hari, kata kepala stasiun.",
        "Jakarta - Bandung ditempuh empat puluh menit dengan kereta yang berangkat pagi hari, kata kepala stasiun.",
        "Video: Air sungai naik dua meter semalam dan warga mengungsi ke balai desa sejak subuh, kata petugas.",
    ],
)
def test_story_that_looks_like_a_dateline_stays(lead):
    """Pairs of places and dashes of speech belong to the story."""
    assert dateline_of(lead) == Dateline()


def test_a_split_dateline_leaves_with_its_lines():
    """A dateline broken over lines by link markup leaves every line that it fills."""
    assert clean(f"Bandar Lampung (\nLampost.co\n)\n — {STORY}") == STORY
    assert clean(f"Tulang Bawang\n - \n{STORY}") == STORY


def test_a_list_item_behind_a_short_line_is_no_split_dateline():
    """A heading and the first item under it stay."""
    assert dateline_of("Syarat Pendaftaran\n- Kartu keluarga\n- Ijazah terakhir yang sudah dilegalisir") == Dateline()


def test_a_glued_dateline_ends_where_the_sentence_begins():
    """A place glued to the first word is told from it."""
    assert (
        clean("Liputan6.com, JakartaKita semua tahu air sungai naik semalam.")
        == "Kita semua tahu air sungai naik semalam."
    )


def test_a_dateline_behind_a_glued_headline_leaves_alone():
    """The headline on the same line stays for others to judge."""
    headline = "Air Sungai Rawa Naik Dua Meter, Warga Mengungsi"
    assert clean(f"{headline} KabarRawa.com – {STORY}") == f"{headline} {STORY}"
    assert clean(f"{headline}Lensa Rawa-{STORY}", hint="Lensa Rawa") == f"{headline} {STORY}"


def test_captions_and_a_deck_may_stand_above():
    """The dateline is found below title, byline and a deck that it repeats."""
    text = f"Air Sungai Naik\noleh Kabar Rawa, 29 Jun 2026\n{STORY}\nWarga di balai desa. (Ist)\nJakarta - {STORY}"
    assert dateline_of(text).place == "Jakarta"


def test_a_name_without_a_domain_is_known_by_the_hint():
    """A paper's odd name is a dateline's outlet where URL or page call it so."""
    assert dateline_of(f"Aksara Timur – {STORY}").outlet is None
    assert dateline_of(f"Aksara Timur – {STORY}", hint="Aksara Timur").outlet == "Aksara Timur"


def test_a_dateline_in_a_second_copy_leaves_too():
    """A body pasted twice loses both datelines."""
    assert clean(f"RABAT– {STORY}\nParagraf kedua.\nRABAT– {STORY}").count("RABAT") == 0


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("[KENDARI] ", "Kendari"),
        ("(PALU) ", "Palu"),
        ("PALU – (Kabar Rawa) – ", "Palu"),
        ("Kabar Rawa – Palu – ", "Palu"),
        ("Palu, 24/08/2018 (KabarRawa) - ", "Palu"),
        ("KAPIT, 29 Disember – ", "Kapit"),
        ("ALOR SETAR, 4 Mac (Bernama) -- ", "Alor Setar"),
        ("KUCHING, 26 Ogos: ", "Kuching"),
    ],
)
def test_brackets_second_dashes_and_malay_days_stand_in_datelines(head, place):
    """Papers set the town in brackets, the outlet behind a dash of its own, the day with Malay months."""
    story = "Air sungai naik dua meter semalam dan warga mengungsi ke balai desa sejak subuh, kata petugas."
    found = find_dateline(stand(Article("a", None, text_blocks(head + story))))
    assert (head.strip(), place, len(head)) == (found.text, found.place, found.removals[0].end)


def test_a_bracket_behind_a_town_and_a_day_names_the_paper():
    """No shape betrays some papers' names; where they stand does."""
    story = "Air sungai naik dua meter semalam dan warga mengungsi ke balai desa sejak subuh, kata petugas."
    found = find_dateline(stand(Article("a", None, text_blocks(f"Palu, 24/08/2018 (Tinta Rawa) - {story}"))))
    assert ("Palu", "Tinta Rawa") == (found.place, found.outlet)


LATER = "Warga menemukan meriam besi sepanjang satu meter saat menggali kolam lele di belakang rumah mereka."


@pytest.mark.parametrize(
    ("head", "place", "outlet"),
    [
        ("KRW, BANDUNG — ", "Bandung", None),
        ("DEPOK, KR – ", "Depok", None),
        ("KRW, Rantepao | ", "Rantepao", None),
        ("KABAR POS, SIDOARJO – ", "Sidoarjo", "KABAR POS"),
        ("RAWATIME.COM, JAKARTA | ", "Jakarta", "RAWATIME.COM"),
        ("Rawatime.com - Ternate |", "Ternate", "Rawatime.com"),
        ("PESAWARAN | ", "Pesawaran", None),
        ("[MERAUKE, RADARRAWA] ", "Merauke", None),
        ("(KR) Vientiane. ", "Vientiane", None),
        ("KBRRAWA, Wamena: ", "Wamena", "KBRRAWA"),
        ("KABARRAWA.CO.ID - NEW YORK. ", "New York", "KABARRAWA.CO.ID"),
        ("Palangka Raya(14/11), Rawasaya.com – ", "Palangka Raya", "Rawasaya.com"),
        ("KUDUS : WARTA-RAWA.COM– ", "Kudus", "WARTA-RAWA.COM"),
        ("Polresta Serang – ", None, None),
    ],
)
def test_head_of_an_odd_form_is_a_dateline(head: str, place: str | None, outlet: str | None) -> None:
    """Initials for the paper, bars, stops, brackets and offices are read."""
    found = find_dateline(stand(Article("test", None, (Block("paragraph", head + LATER),))))
    assert (place, outlet, head.strip()) == (found.place, found.outlet, found.text)


@pytest.mark.parametrize(("head", "text"), [("Pesona Rawa, Jakarta ", "Jakarta"), ("Kampus Rawa, Malang. ", "Malang")])
def test_place_behind_a_known_paper_needs_no_dash(head: str, text: str) -> None:
    """Only the outlet's own name opens a dateline without a mark, or with a full stop."""
    article = Article("test", None, (Block("paragraph", head + LATER),))
    named = find_dateline(stand(article), outlet_hint=head.split(",", maxsplit=1)[0])
    assert (named.place, find_dateline(stand(article)).place) == (text, None)


def test_doubled_word_at_the_head_of_a_story_is_no_dateline_end() -> None:
    """The hyphen of `Mama-mama` is no dash."""
    line = "Kabarawa.com | Nabire | Mama-mama pedagang pasar meminta atap los yang bocor sejak lama segera diganti."
    found = find_dateline(stand(Article("test", None, (Block("paragraph", line),))))
    assert found.text == "Kabarawa.com | Nabire |"


def test_place_below_several_sentences_heads_an_item() -> None:
    """In a list below the story's first lines a place with a dash is no dateline."""
    short = "Panitia membacakan hasil lomba perahu itu satu per satu."
    lines = (short, short, short, short, f"Kudus - {LATER}")
    found = find_dateline(stand(Article("test", None, tuple(Block("paragraph", line) for line in lines))))
    assert found.text is None


@pytest.mark.parametrize(
    ("head", "place", "outlet"),
    [
        ("Washington, (Tagar 23/11/2018) - ", "Washington", "Tagar"),
        ("Palu (KabarRawa 23/11/2026) – ", "Palu", "KabarRawa"),
        ("KABARLEMBAH.COM ? ", None, "KABARLEMBAH.COM"),
        ("PALU, KABARLEMBAH.COM ? ", "Palu", "KABARLEMBAH.COM"),
        ("PALU \ufffd ", "Palu", None),
        ("PALU â€“ ", "Palu", None),
        ("PALU // ", "Palu", None),
        ("PALU (KABAR): ", "Palu", "KABAR"),
        ("https://kabarlembah.com – ", None, "kabarlembah.com"),
        ("Palu_Kabarlembah.com – ", "Palu", "Kabarlembah.com"),
        ("Palu, Kabarlembah.com ", "Palu", "Kabarlembah.com"),
        ("Rabu, 12 Mei 2026, Palu – ", "Palu", None),
        ("Kabupaten Sigi – ", "Kabupaten Sigi", None),
        ("Kab. Sigi – ", "Kab. Sigi", None),
        ("Sungai Rawa, Palu – ", "Sungai Rawa", None),
        ("Lembah Sari – ", "Lembah Sari", None),
    ],
)
def test_odd_dashes_days_and_kinds_of_places(head: str, place: str | None, outlet: str | None) -> None:
    """Marks that were read in the wrong alphabet, a day beside the paper, words for what a place is, two new words."""
    found = dateline_of(head + STORY, hint="Tagar" if "Tagar" in head else None)
    assert (place, outlet) == (found.place, found.outlet)
    assert clean(head + STORY, hint="Tagar" if "Tagar" in head else None) == STORY


def test_an_unknown_place_agrees_with_the_outlet() -> None:
    """The paper is called by it."""
    assert dateline_of(f"Lembahsari – {STORY}") == Dateline()
    assert dateline_of(f"Lembahsari – {STORY}", hint="Radar Lembahsari").place == "Lembahsari"


def test_the_papers_own_domain_may_have_a_colon() -> None:
    """Another's is cited so."""
    assert clean(f"Kabarlembah.com: {STORY}", hint="Kabarlembah.com") == STORY
    assert dateline_of(f"Kabarlembah.com: {STORY}") == Dateline()


def test_a_dateline_stands_behind_all_that_is_struck_at_the_head() -> None:
    """A headline, a byline and a caption may fill hundreds of characters of a page on one line."""
    front, dated = f"{STORY} Suasana di balai desa. ", "Kabarlembah.com, PALU – "
    article = Article("a", None, text_blocks(front + dated + STORY)).strike(
        [
            Removal(0, 0, len(STORY), "title", "title.glued", "metadata"),
            Removal(0, len(STORY), len(front), "caption", "caption.front", "metadata"),
        ]
    )
    found = find_dateline(stand(article))
    assert [(len(front), len(front + dated))] == [(r.start, r.end) for r in found.removals]


@pytest.mark.parametrize(
    "lead",
    [
        "Kota Palu – kota di teluk – dihantam gempa dan gelombang pada bulan September tujuh tahun yang lalu itu.",
        "Ayu Lestari – perempuan itu biasa dipanggil Ayu – menanam padi sejak kecil di sawah milik kakeknya di Rawa.",
        "Benarkah Palu ? Kota itu tidak disebut dalam surat yang ditandatangani oleh kepala dusun pekan yang lalu.",
        "PALU? Kota itu tidak disebut dalam surat yang ditandatangani oleh kepala dusun pada pekan yang lalu.",
        "Rumah Makan – Warung itu berdiri sejak lama di tepi jalan dan rumah makan lain menyusul di sebelahnya.",
        "Kabupaten Sigi – Kota Palu ditempuh dua jam dengan mobil sejak jalan itu dilebarkan pada pekan yang lalu.",
        "Ayu Lestari - Kabarlembah.com",
    ],
)
def test_story_with_marks_and_names_like_these_stays(lead: str) -> None:
    """Questions, asides, roads, words that come again, a byline."""
    assert dateline_of(lead) == Dateline()


def test_a_quotation_behind_a_town_and_a_colon_may_be_short() -> None:
    """It is a sentence of its own."""
    lines = ("PALU: 'Kami pulang besok pagi.'", LATER)
    assert "Palu" == find_dateline(stand(Article("a", None, text_blocks("\n".join(lines))))).place


PARAGRAPH = "Warga menyeberang lagi dengan rakit bambu, kata kepala dusun itu ketika ditemui di dermaga kemarin sore."


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("KAMPUNG MERBAH: ", "Kampung Merbah"),
        ("Teluk Merbah, KRW: ", "Teluk Merbah"),
        ("MERBAH BAY – ", "Merbah Bay"),
        ("Port Merbah – ", "Port Merbah"),
    ],
)
def test_unknown_place_is_known_by_its_form(line: str, place: str) -> None:
    """A word of land or water beside a name makes a place, whatever the mark behind it."""
    found = find_dateline(stand(Article("test", None, (Block("paragraph", line + PARAGRAPH),))))
    assert (place, line.strip()) == (found.place, found.text)


@pytest.mark.parametrize("behind", ["Bupati Merbah datang siang itu.", "Jalan ke kampung Merbah putus."])
def test_shouted_place_with_a_colon_is_one_that_the_story_speaks_of(behind: str) -> None:
    """Else it is a label: `TERKINI: Warga …`."""
    told = find_dateline(stand(Article("test", None, (Block("paragraph", f"MERBAH: {PARAGRAPH} {behind}"),))))
    alone = find_dateline(stand(Article("test", None, (Block("paragraph", f"MERBAH: {PARAGRAPH}"),))))
    assert ("Merbah", None) == (told.place, alone.place)


@pytest.mark.parametrize("head", ["MERBAH-KABAR RAWA-", "Merbah-KabarRawa.com: ", "KABAR RAWA-MERBAH – "])
def test_hyphen_parts_a_place_from_the_page_s_own_paper(head: str) -> None:
    """Either may stand first; where the paper's own name has the hyphen it stays whole."""
    article = Article("test", None, (Block("paragraph", head + PARAGRAPH),))
    assert find_dateline(stand(article), names=["KabarRawa"]).place == "Merbah"


def test_line_of_place_and_own_paper_needs_no_dash() -> None:
    """`Merbah, Kabar Rawa Hilir` above the first paragraph is one; the edition behind the name is the paper's."""
    blocks = (Block("paragraph", "Merbah, Kabar Rawa Hilir"), Block("paragraph", f"{PARAGRAPH} Merbah sepi."))
    found = find_dateline(stand(Article("test", None, blocks)), names=["Kabar Rawa"])
    assert ("Merbah", "Kabar Rawa Hilir") == (found.place, found.outlet)


def test_name_below_an_author_s_label_is_no_place() -> None:
    """`Oleh`, a name and a dash on lines of their own are a byline in pieces."""
    lines = ("Oleh", "Ayu Lestari", "-", PARAGRAPH)
    blocks = tuple(Block("paragraph", line) for line in lines)
    assert find_dateline(stand(Article("test", None, blocks))).place is None


def test_who_speaks_in_an_interview_is_no_place() -> None:
    """A label that begins several lines is whoever asks or answers, whatever paper or town is called so."""
    text = f"KUALA LUMPUR: {STORY}\nYANTO: {STORY[::-1].capitalize()}\nKUALA LUMPUR: Apa yang terjadi kemudian, Pak?"

    assert dateline_of(text).place is None
    assert clean(text) == text
