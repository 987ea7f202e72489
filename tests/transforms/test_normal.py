"""The normal form: one kind of space and newline, no residue of an extraction."""

import sys

import pytest
from hypothesis import given
from strategies import TEXTS

from transforms.text.normal import ODD, PRINTABLE_JOINER, normalise, text_blocks


@given(TEXTS)
def test_the_normal_form_is_stable(text):
    """Normalising twice is normalising once."""
    assert normalise(normalise(text)) == normalise(text)


@given(TEXTS)
def test_blocks_are_the_lines_of_the_normal_form(text):
    """One block stands for each line of the normal form, none is blank."""
    lines = [block.text for block in text_blocks(text)]

    assert "\n".join(lines) == normalise(text)
    assert all(line.strip() == line != "" for line in lines)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Harga&nbsp;beras &amp; gula", "Harga beras & gula"),
        ("a &amp;amp;nbsp; b", "a b"),
        ("ba\u00adnjir\u200b \ufeffsurut", "banjir surut"),
        ("satu\r\ndua\rtiga\u2028empat", "satu\ndua\ntiga\nempat"),
        ("Cafe\u0301", "Café"),
        ("satu\u00a0\u2003 dua\t", "satu dua"),
        ("nul\x00 bel\x07", "nul bel"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("kata\u200clain", "katalain"),
        ("R&D; AT&T &notanentity;", "R&D; AT&T &notanentity;"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("", ""),
    ],
)
def test_residue_is_cleared(raw, expected):
    """Odd spaces, invisible characters and left-over entities go; letters stay."""
    assert normalise(raw) == expected


def test_one_odd_character_is_printable():
    """Of what the normal form takes out or changes, Python calls one character printable: `is_clean` rests on that."""
    odd = [c for c in map(chr, range(sys.maxunicode + 1)) if c.isprintable() and ODD.match(c)]

    assert odd == [PRINTABLE_JOINER]
