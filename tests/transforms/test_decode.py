"""Bytes into text, and what kind of thing bytes and text are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.text.decode import decode, holds_tags, keep_line_breaks, looks_binary

SENTENCE = "“Sungai naik dua meter,” kata warga – café Ngupi tetap buka."
RUSSIAN = "Вода в реке поднялась на два метра, рассказали жители посёлка у моста."


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_a_text_comes_back_from_every_common_charset(charset):
    """A byte order mark, UTF-16 without one and windows-1252 need no declaration."""
    assert decode(SENTENCE.encode(charset), None, is_html=False) == SENTENCE


def test_utf8_wins_over_a_wrong_declaration():
    """UTF-8 that declares itself as ISO-8859-1 is read as UTF-8."""
    assert decode(SENTENCE.encode(), "iso-8859-1", is_html=False) == SENTENCE


def test_latin1_is_read_as_windows_1252():
    """The declared Latin-1 of old pages holds curly quotes."""
    assert decode(SENTENCE.encode("cp1252"), "latin-1", is_html=False) == SENTENCE


def test_a_page_declares_its_own_charset():
    """A meta tag is believed where the bytes are no UTF-8."""
    page = f'<html><head><meta charset="windows-1251"><p>{RUSSIAN}</p>'
    assert decode(page.encode("cp1251"), None, is_html=True) == page


def test_the_old_form_of_declaration_is_read():
    """A charset inside a content type counts."""
    page = f'<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>{RUSSIAN}</p>'
    assert decode(page.encode("koi8-r"), None, is_html=True) == page


def test_a_charset_is_guessed_without_a_declaration():
    """A text that is no UTF-8 and not Latin goes to the guesser."""
    text = f"{RUSSIAN} {RUSSIAN.lower()} " * 5
    assert decode(text.encode("cp1251"), None, is_html=False) == text


def test_iso_2022_is_believed_although_it_is_ascii():
    """A shifted charset is valid UTF-8 and means something else."""
    text = "大雨のため川が増水した。"
    assert decode(text.encode("iso2022_jp"), "iso-2022-jp", is_html=False) == text


@pytest.mark.parametrize("declared", ["unicode_escape", "idna", "zip", "rot13", "utf-7", "no-such", "\0", "x" * 9999])
def test_codecs_that_are_no_charsets_are_not_believed(declared):
    """A hostile declaration changes nothing."""
    assert decode(SENTENCE.encode("cp1252"), declared, is_html=False) == SENTENCE


def test_a_stray_byte_does_not_spoil_a_utf8_page():
    """One windows-1252 byte among UTF-8 is read as what it is; the rest stays UTF-8."""
    data = "“Hujan” – “deras” ".encode() + b"\x93pagi\x94"
    assert decode(data, "iso-8859-1", is_html=False) == "“Hujan” – “deras” “pagi”"


def test_a_torn_end_costs_one_character():
    """A page cut off inside a character keeps all the others."""
    data = "“Hujan” – “deras”".encode()[:-1]
    assert decode(data, None, is_html=False) == "“Hujan” – “deras\ufffd"


def test_a_utf8_mark_before_windows_1252_does_not_mislead():
    """Editors put a mark in front of bytes that are no UTF-8."""
    assert decode(b"\xef\xbb\xbf" + SENTENCE.encode("cp1252"), None, is_html=False) == SENTENCE


def test_nuls_are_dropped():
    """Parsers end a page at a NUL, so none is left."""
    assert decode(b"Banjir\0 surut.", None, is_html=False) == "Banjir surut."


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "gbk", "shift_jis", "iso-8859-9"]), st.booleans())
def test_any_bytes_become_text_that_utf8_can_hold(data, declared, is_html):
    """Decoding never fails and never leaves half a character."""
    assert "\0" not in decode(data, declared, is_html=is_html).encode().decode()


@given(
    st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"]), min_size=1).filter(
        lambda t: t[0] > "~"
    )
)
def test_utf8_is_never_mistaken(text):
    """Valid UTF-8 comes back as it is, whatever is declared."""
    assert decode(text.encode(), "windows-1252", is_html=True) == text


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0",
        b"%PDF-1.7\n",
        b"PK\x03\x04\x14\0",
        b"\x1f\x8b\x08\0",
        b"\0" * 100,
        bytes(range(256)) * 4,
    ],
)
def test_binary_data_is_told(data):
    """Images, documents, archives and noise are no text."""
    assert looks_binary(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Banjir surut.",
        ("Hujan deras. " * 9).encode() + b"\0",
        RUSSIAN.encode("cp1251"),
        SENTENCE.encode("utf-16-le"),
    ],
)
def test_text_is_not_taken_for_binary(data):
    """Any charset is text, and so is a text with a stray NUL."""
    assert not looks_binary(data)


@pytest.mark.parametrize(
    "text",
    [
        "<p>Hujan.</p>",
        'Hujan <a href="/x">deras</a>',
        "Hujan<br>deras",
        '<img src="x.jpg">',
        "<!DOCTYPE html>",
        "<B>Hujan</B >",
    ],
)
def test_markup_is_told(text):
    """A known tag that closes, or stands alone by nature, is markup."""
    assert holds_tags(text)


@pytest.mark.parametrize(
    "text",
    [
        "Aku <3 kamu",
        "a < b dan c > d",
        "Redaksi <redaksi@contoh.id>",
        "<p>",
        "tag <b> tidak ditutup",
        "</p>",
        "<foo>x</foo>",
        "",
    ],
)
def test_angle_brackets_alone_are_no_markup(text):
    """Hearts, sums, addresses and lone or unknown tags are text."""
    assert not holds_tags(text)


@pytest.mark.parametrize("unit", ["<img ", "<p ", "<img =", "</p", "<meta charset=", "< p<"])
def test_hostile_markup_does_not_run_away(unit):
    """Two hundred thousand half tags are no markup; a quadratic scan would take hours to say so."""
    text = unit * 200_000
    assert not holds_tags(text)
    assert decode(text.encode() + b"\x93", None, is_html=True) == text + "“"


def test_lines_of_a_fragment_without_blocks_are_kept():
    """Newlines between inline markup become breaks; block markup is left alone."""
    assert keep_line_breaks("Hujan <i>deras</i>\nJalan tutup") == "Hujan <i>deras</i><br>\nJalan tutup"
    assert keep_line_breaks("<p>Hujan\nderas</p>") == "<p>Hujan\nderas</p>"
