"""Text that stands twice leaves once; what a story says twice stays."""

from __future__ import annotations

import pytest
from bench.standing import stand

from transforms.finders.repeats import find_repeats
from transforms.finders.repeats.runs import find_anchors, find_runs
from transforms.records import Article, Block, Removal

TITLE = "Jembatan Gantung Lembah Sari Dibuka Lagi Pekan Ini"
LEAD = "Jembatan gantung di Lembah Sari dibuka lagi pekan ini setelah papan lantainya yang lapuk diganti seluruhnya."
SECOND = "Sebanyak empat puluh warga bergotong royong memasang papan baru itu selama tiga hari penuh sejak Selasa pagi."
THIRD = "Kepala dusun berharap pedagang sayur tidak lagi memutar lewat bukit untuk mencapai pasar di seberang sungai."


def clean(*lines: str, title: str | None = None, kind: str = "paragraph") -> list[str]:
    """Return the lines that are left."""
    article = Article("a.txt", None, tuple(Block(kind, line) for line in lines))
    return article.strike(find_repeats(stand(article), title)).text.split("\n")


def rules(*lines: str, title: str | None = None) -> set[str]:
    """Return the rules that struck something."""
    article = Article("a.txt", None, tuple(Block("paragraph", line) for line in lines))
    return {r.rule for r in find_repeats(stand(article), title)}


def test_a_headline_set_three_times_stays_once():
    """Later copies go, whatever their case and final mark."""
    assert [TITLE, LEAD] == clean(TITLE, TITLE.upper(), TITLE + ".", LEAD, title=TITLE)


def test_a_copy_with_the_outlets_name_goes():
    """A page title is the headline with the outlet hung on it."""
    assert [TITLE, LEAD] == clean(TITLE, f"{TITLE} - Kabar Lembah", LEAD, title=TITLE)


def test_a_cut_copy_goes():
    """A headline that breaks off in an ellipsis is a copy."""
    assert [TITLE, LEAD] == clean(TITLE, "Jembatan Gantung Lembah Sari Dibu...", LEAD, title=TITLE)


def test_headlines_glued_in_front_of_the_lead_go():
    """Two glued copies leave the dateline and the lead."""
    assert [TITLE, f"kabarlembah.com – {LEAD}"] == clean(
        TITLE, f"{TITLE} {TITLE} kabarlembah.com – {LEAD}", title=TITLE
    )


def test_every_copy_goes_once_the_headline_is_struck():
    """Where the headline left the text as title, no copy may stay."""
    article = Article("a.txt", None, (Block("paragraph", TITLE), Block("paragraph", TITLE), Block("paragraph", LEAD)))
    struck = article.strike([Removal(0, 0, len(TITLE), "title", "title.line", "metadata")])
    assert LEAD == struck.strike(find_repeats(stand(struck), TITLE)).text


def test_a_lead_that_begins_as_the_headline_does_stays():
    """A sentence that goes on behind the headline's words is no copy."""
    lead = f"{TITLE.capitalize()}, kata kepala dusun ketika ditemui di tepi sungai pada Rabu sore."
    assert [TITLE, lead] == clean(TITLE, lead, title=TITLE)


def test_a_body_pasted_twice_stays_once():
    """The second copy goes, be its quotes, spaces and one word changed."""
    copy = [LEAD, SECOND.replace("empat puluh", "40"), THIRD.replace("sungai.", "sungai .")]
    assert [LEAD, SECOND, THIRD] == clean(LEAD, SECOND, THIRD, *copy)
    assert {"repeat.body"} == rules(LEAD, SECOND, THIRD, *copy)


def test_a_copy_without_the_dateline_goes():
    """The first copy keeps its dateline."""
    assert [f"LEMBAH SARI – {LEAD}", SECOND] == clean(f"LEMBAH SARI – {LEAD}", SECOND, LEAD)


def test_pieces_of_a_paragraph_go():
    """A paragraph whole, then in pieces: the pieces are copies."""
    assert [f"{LEAD} {SECOND}", THIRD] == clean(f"{LEAD} {SECOND}", THIRD, LEAD, SECOND)


def test_a_whole_after_its_pieces_goes():
    """The pieces stood first and stay."""
    assert [LEAD, SECOND, THIRD] == clean(LEAD, SECOND, THIRD, f"{LEAD} {SECOND}")


def test_a_pulled_sentence_goes_and_the_story_stays_whole():
    """A pull quote above its paragraph is the copy, not the sentence in the paragraph."""
    assert [LEAD, f"{SECOND} {THIRD}"] == clean(LEAD, THIRD, f"{SECOND} {THIRD}")


def test_a_passage_pasted_into_one_line_goes():
    """In a text of one line the second copy of whole sentences is cut."""
    assert [f"{LEAD} {SECOND} {THIRD} Isi lengkapnya:"] == clean(
        f"{LEAD} {SECOND} {THIRD} Isi lengkapnya: {LEAD} {SECOND} {THIRD}"
    )


def test_struck_text_is_nobodys_first_copy():
    """A teaser that was struck does not take the story's lead with it."""
    article = Article("a.txt", None, (Block("paragraph", LEAD), Block("paragraph", SECOND), Block("paragraph", LEAD)))
    struck = article.strike([Removal(0, 0, len(LEAD), "related", "related.teaser", "rule")])
    assert f"{SECOND}\n{LEAD}" == struck.strike(find_repeats(stand(struck))).text


def test_a_second_run_finds_nothing():
    """Clean text holds no copies."""
    once = clean(LEAD, SECOND, LEAD, SECOND, THIRD)
    assert once == clean(*once)


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Air mengalir ke hulu hati",
            "Batu menunggu di tepi kali",
            LEAD,
            "Air mengalir ke hulu hati",
            "Batu menunggu di tepi kali",
        ],
        [LEAD, '"Saya tidak tahu," katanya.', SECOND, '"Saya tidak tahu," katanya.'],
        ["T: Berapa lama?", SECOND, "T: Berapa lama?", THIRD],
        ["Senin", "Hujan ringan, suhu 24-31 derajat", "Selasa", "Hujan ringan, suhu 24-31 derajat", LEAD],
        [
            f"Pada pagi hari itu juga {SECOND[0].lower()}{SECOND[1:]}",
            f"Esoknya, kata camat, {SECOND[0].lower()}{SECOND[1:]}",
        ],
        [
            "Uang muka: Rp 30.000.000",
            "Cicilan per bulan: Rp 4.529.000",
            "Tenor pinjaman: 36 bulan penuh",
            LEAD,
            "Uang muka: Rp 30.000.000",
            "Cicilan per bulan: Rp 4.529.000",
            "Tenor pinjaman: 36 bulan penuh",
        ],
    ],
    ids=["refrain", "short-quote", "question", "weather", "same-end", "price-list"],
)
def test_what_a_story_says_twice_stays(lines):
    """Refrains, short quotes, labels, tables and sentences that only end alike are spared."""
    assert lines == clean(*lines)


def test_one_changed_figure_is_a_new_sentence():
    """A template filled with other figures says something new."""
    first = "Harga cabai di Pasar Lembah naik menjadi 45 ribu rupiah per kilogram pada pekan pertama bulan ini."
    second = first.replace("45", "60")
    assert [first, LEAD, second] == clean(first, LEAD, second)


def test_no_headline_is_known_for_lines_above_the_story():
    """Even without a title a line set twice above the first paragraph stays once."""
    assert ["kali kering ilustrasi", LEAD] == clean("kali kering ilustrasi", "kali kering ilustrasi", LEAD)


@pytest.mark.parametrize("word", ["a ", "ha ha hi ", "a b c d e f g h "])
def test_hostile_text_keeps_its_first_words(word):
    """A text of one stammer is searched in a single pass and never struck whole."""
    assert clean((word * 20_000).strip())[0].startswith(word.strip())


def test_runs_follow_small_edits():
    """One changed word does not end a run."""
    words = [f"w{n}" for n in range(20)]
    run = find_runs([*words, *words[:10], "x", *words[11:]])[0]
    assert (20, 40, 0, (30,)) == (run.start, run.end, run.source, run.edited)


def test_the_quick_look_spares_plain_text():
    """Text without a repeated anchor is never searched."""
    assert find_anchors([f"w{n}" for n in range(400)]) == []


def test_lines_that_each_say_another_figure_are_no_copies():
    """A form that is filled anew line by line, such as departures or winners, says something new each time."""
    lines = [
        f"Perahu ke-{n} warga Kampung Lumbung kembali melayani penyeberangan setelah dermaga kayu selesai dibangun."
        for n in range(1, 6)
    ]

    assert clean(*lines) == lines
