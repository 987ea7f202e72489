"""What a line is, and where a sentence ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.text.lines import (
    BREAK,
    SURE_BREAK,
    announces,
    ends_in_full_stop,
    ends_like_story,
    ends_marked,
    ends_sentence,
    has_sentences,
    is_cut_off,
    is_headline,
    is_label,
    is_prose,
    is_story_like,
    is_text,
    opens_sentence_at,
    sentence_close,
)

PARAGRAPHS = (is_prose, is_story_like, has_sentences, is_text)
WORDS = "Warga menyeberang lewat jembatan bambu karena jalan ke pasar masih terendam "
LINES = st.text(alphabet="aB 1.?!…:,\"”’')]»*", max_size=300) | st.builds(
    lambda times, mark: WORDS * times + mark, st.integers(0, 4), st.sampled_from(["", ".", "…", "...", ".”", "?", ":"])
)


@pytest.mark.parametrize("line", ["Air surut.", "Air surut!", "Air surut?", "“Air surut.”", "(Air surut.)", "*Surut.*"])
def test_a_sentence_ends_in_its_mark(line: str) -> None:
    """Quotes, brackets and stars may close behind it."""
    assert ends_sentence(line)


@pytest.mark.parametrize("line", ["", "Air Surut", "Air surut…", "Air surut:", "Air surut,", "Air (surut)"])
def test_other_marks_end_no_sentence(line: str) -> None:
    """A colon announces, an ellipsis breaks off."""
    assert not ends_sentence(line)


def test_headlines_ask_and_shout_but_take_no_full_stop() -> None:
    """A full stop alone tells a sentence from a headline."""
    lines = ("Air Surut?", "Air Surut!", "Air sudah surut.", "“Air sudah surut.”")

    assert [False, False, True, True] == [ends_in_full_stop(line) for line in lines]


@pytest.mark.parametrize("end", ["...", "…", "[…]", "[...]", "[ … ]", "..”"])
def test_an_ellipsis_cuts_a_line_off(end: str) -> None:
    """Teasers write it as dots, as one character, or in brackets."""
    assert is_cut_off(f"Warga menyeberang lewat jembatan {end}")


def test_an_ellipsis_inside_a_line_cuts_nothing_off() -> None:
    """Only the end tells a cut-off lead."""
    assert not is_cut_off("“Kami … menunggu,” kata Ayu.")


def test_a_break_is_the_end_of_one_sentence_before_another() -> None:
    """A capital follows the full stop."""
    lines = ("Air surut. Warga pulang", "Air surut, Warga pulang")

    assert [True, False] == [BREAK.search(line) is not None for line in lines]


def test_initials_are_no_break() -> None:
    """Their full stop stands behind a capital."""
    assert BREAK.search("Ketua RT A. Lestari") is None


def test_a_sure_break_needs_a_whole_word_and_no_space() -> None:
    """What follows may be glued to the full stop; behind an abbreviation nothing breaks."""
    lines = ("Air surut.Warga pulang", "Menurut dr. Ayu")

    assert [True, False] == [SURE_BREAK.search(line) is not None for line in lines]


def test_any_mark_closes_text_on_a_page_of_links() -> None:
    """A colon, a quotation and the full stop of another script as well; a link ends bare."""
    lines = ("Air surut:", "“Air surut”", "水が引いた。", "Berita Terkait")

    assert [True, True, True, False] == [ends_marked(line) for line in lines]


def test_a_sentence_opens_behind_the_end_of_another() -> None:
    """Quotes before its first word aside; never in the middle of one."""
    text = "Air surut. “Warga pulang.”"

    assert [True, True, False] == [opens_sentence_at(text, at) for at in (0, text.index("Warga"), text.index("surut"))]


def test_a_sentence_closes_with_the_marks_behind_its_last_word() -> None:
    """The place behind them is told; inside a sentence and inside an address there is none."""
    text = "“Air surut.” kata Ayu di kabar.id"

    assert (text.index(" kata"), None, None, len(text)) == (
        sentence_close(text, text.index(".”")),
        sentence_close(text, text.index(" surut")),
        sentence_close(text, text.index(".id")),
        sentence_close(text, len(text)),
    )


def test_a_line_of_words_with_a_colon_announces() -> None:
    """The heading of a list of links announces nothing that belongs to the story."""
    lines = ("Ia mengunggah foto dengan narasi:", "Berita Terkait:", "Ia mengunggah foto dengan narasi")

    assert [True, False, False] == [announces(line) for line in lines]


def test_a_short_line_is_no_paragraph_whatever_it_ends_with() -> None:
    """Prompts and captions end in full stops as well."""
    line = "Warga menyeberang."

    assert not any(notion(line) for notion in PARAGRAPHS)


def test_a_long_sentence_is_a_paragraph_by_every_notion() -> None:
    """The notions part on short and on bare lines only."""
    line = WORDS * 2 + "air."

    assert all(notion(line) for notion in PARAGRAPHS)


def test_a_long_lead_that_is_cut_off_is_text_and_no_prose() -> None:
    """Above a story no headline is as long; elsewhere it is the teaser of another story."""
    line = WORDS * 4 + "…"

    assert [is_text] == [notion for notion in PARAGRAPHS if notion(line)]


def test_a_sentence_in_front_of_a_credit_is_found() -> None:
    """The line ends bare, but a sentence ends inside it."""
    line = f"{WORDS}sejak kemarin. Foto: Ayu Lestari"

    assert has_sentences(line)
    assert not is_story_like(line)


def test_a_label_is_short_and_announces_nothing() -> None:
    """Names and counters are labels, what announces is none."""
    lines = ("Ekonomi", "12 komentar", "Bagikan:", "Air surut.", WORDS)

    assert [True, True, False, False, False] == [is_label(line) for line in lines]


@pytest.mark.parametrize("line", ["“Air surut”, kata Ayu", "Air surut,", "Air surut.”"])
def test_quotes_and_commas_are_of_the_story(line: str) -> None:
    """Headlines end bare."""
    assert ends_like_story(line)


def test_a_headline_writes_its_words_large() -> None:
    """In small letters it is one right under its heading alone, and only where it does not go on."""
    large, small = "Jembatan Bambu Dibuka Lagi", "Warga membuka jembatan bambu lagi"

    assert is_headline(large, "", first=False)
    assert not is_headline(small, "", first=False)
    assert is_headline(small, "", first=True)
    assert not is_headline(small, "di pasar", first=True)


CLOSING, MOST_CLOSING = "\"'”’»)]*_", 3
"""What closes behind a stop, and how many of these are read over."""


@given(LINES)
def test_prose_is_no_label(line: str) -> None:
    """Nothing is both a paragraph and a label."""
    assert not (is_label(line) and any(notion(line) for notion in PARAGRAPHS))


@given(LINES)
def test_what_ends_in_a_full_stop_ends_a_sentence(line: str) -> None:
    """The narrower notion lies inside the wider, as far as either looks behind the stop: past three marks."""
    behind = len(line) - len(line.rstrip(CLOSING))

    assert ends_sentence(line) or not ends_in_full_stop(line) or behind > MOST_CLOSING


@given(LINES)
def test_prose_reads_like_story_unless_it_asks(line: str) -> None:
    """Matching takes shorter lines than weighing does, and spares those that ask or shout."""
    assert is_story_like(line) or line[-1:] in {"?", "!"} or not is_prose(line)


@given(LINES)
def test_what_reads_like_story_has_sentences(line: str) -> None:
    """The wider notion takes in the narrower, the quick question the slow one's cases."""
    assert has_sentences(line) or not is_story_like(line)
