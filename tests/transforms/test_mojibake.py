"""UTF-8 that was read as another charset, and what only looks like it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.knowledge import load_knowledge
from transforms.page import clean_page
from transforms.records import Article, RawPage
from transforms.text.mojibake import may_be_damaged, mend_mojibake
from transforms.text.normal import normalise

MEANT = "“Air surut,” kata Réza – warga Kampung Çeria… naïf, 3°C, €5, it’s 😀"
CHARSETS = {"windows-1252": "cp1252", "Latin-1": "latin-1", "Mac": "mac_roman"}
STORY = (
    "“Keramba hanyut semalam,” kata Seno — ketua kelompok — di Muara Lanting.",
    "Warga menambatkan sisanya di dekat dermaga, lalu minum kopi di Café Pasir sampai pagi.",
)


def misread(text, charset):
    """Return a text whose UTF-8 somebody read in another charset, as browsers read bytes that it lacks."""
    return "".join(bytes([byte]).decode(charset, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("charset", CHARSETS.values(), ids=CHARSETS)
def test_a_misread_text_is_put_right(charset):
    """Quotes, dashes, accents, signs and emoji are as they were meant."""
    text = MEANT.replace("😀", "").replace("Ç", "C") if charset == "mac_roman" else MEANT

    mended, runs = mend_mojibake(misread(text, charset))

    assert (mended, runs > 5) == (text, True)


@pytest.mark.parametrize("text", ["“Air surut,” kata Réza", "naïf – it’s", "Ü 😀"])
def test_a_text_that_was_misread_twice_is_put_right(text):
    """Exports of exports: each reading makes two letters of one."""
    assert mend_mojibake(misread(misread(text, "cp1252"), "cp1252"))[0] == text


@pytest.mark.parametrize(
    "text",
    [
        MEANT,
        "Pemilik CAFÉ” itu pulang.",
        "Il a dit « VOILÀ ».",
        "AMANHÃ” e “MANHÃ…” foram",
        "Sein „Spaß“ und „Straße“",
        "their résumé”…",
        "Ângela, São Paulo, Ärger, Åse, Œuvre, ñandú",
        "‚Änderung‘ der Straße",
        "Привет, สวัสดี, 列車",
        "Â dan â sendirian, √4 = 2, ¬p",
    ],
)
def test_letters_that_were_meant_stay(text):
    """Accents before quotes and dashes are no damage, whatever bytes they would make."""
    assert mend_mojibake(text) == (text, 0)


def test_a_doubtful_letter_is_put_right_where_the_text_is_damaged_for_sure():
    """`Ã“` alone may be a capital before a quote."""
    assert mend_mojibake("Ã“scar")[0] == "Ã“scar"
    assert mend_mojibake("Ã“scar, â€œkataâ€\x9d")[0] == "Óscar, “kata”"


def test_damage_in_entities_and_behind_spaces_is_put_right_by_the_normal_form():
    """Some exports wrote each byte as an entity; a space may be the second half of a letter."""
    assert normalise("&acirc;&euro;&oelig;Kata&Acirc;&nbsp;warga") == "“Kata warga"
    assert normalise("voil\u00c3\u00a0, Jakarta,\u00c2\u00a0polisi") == "voilà, Jakarta, polisi"


@given(st.text(alphabet=st.sampled_from([*"aé”“ÃâÂ€œ™ ‚√ÄúÅ\u00a0\x9d\x80ŸðÐ¿", "😀"]), max_size=30))
def test_the_normal_form_of_damage_is_stable(text):
    """What was put right once is not read as damage again."""
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(max_size=40))
def test_what_cannot_be_damaged_is_told_quickly(text):
    """The quick question never overlooks a run."""
    assert may_be_damaged(text) or mend_mojibake(text) == (text, 0)


@pytest.mark.parametrize("charset", ["cp1252", "latin-1"])
@pytest.mark.parametrize("kind", ["text", "html"])
def test_a_damaged_page_reads_like_its_clean_twin(charset, kind):
    """Text and title are as they were meant, and the row counts what was put right."""
    content = "\n".join(STORY) if kind == "text" else "".join(f"<p>{line}</p>" for line in STORY)
    hints = {"title": "Keramba “Seno” Hanyut — Muara Lanting"}
    damaged = {name: misread(said, charset) for name, said in hints.items()}
    knowledge, today = load_knowledge(), dt.date(2026, 11, 20)

    twin = clean_page(RawPage("a", kind, content, hints=hints), knowledge=knowledge, today=today)
    found = clean_page(RawPage("a", kind, misread(content, charset), hints=damaged), knowledge=knowledge, today=today)

    assert isinstance(twin, Article)
    assert (found.text, found.title, found.removals) == (twin.text, twin.title, twin.removals)
    assert (twin.repaired, found.repaired) == (0, 5)


@pytest.mark.parametrize("charset", CHARSETS.values(), ids=CHARSETS)
def test_runs_are_counted_wherever_they_stand(charset):
    """A run that a page holds three times, once inside a longer word of other letters, is three runs."""
    run = misread("…", charset)

    mended, runs = mend_mojibake(f"satu{run} dua{run} tiga {run}Я Ωé empat")

    assert (mended, runs) == ("satu… dua… tiga …Я Ωé empat", 3)
