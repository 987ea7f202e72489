"""
The normal form of text.

NFC, one kind of newline, one kind of space, no invisible characters, no entities that an
extraction left behind, and none of UTF-8 that was read as another charset. `normalise(normalise(x)) == normalise(x)`.
"""

from __future__ import annotations

import html
import html.entities
import re
import unicodedata

from transforms.records import Block
from transforms.text.mojibake import may_be_damaged, mend_mojibake

MOST_PASSES = 8
"""Passes over one text; each nested layer of entities takes five times the characters of the last."""

SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
COMMON_SPACES = "\u00a0\t"
"""One replacement for each; the table costs five times as much and few texts hold anything else."""
NEWLINES = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
    "\u2066\u2067\u2068\u2069\ufeff\ufff9\ufffa\ufffb"
)
CONTROLS = "".join(chr(c) for c in (*range(0x20), *range(0x7F, 0xA0)) if chr(c) not in SPACES + NEWLINES + "\n")

TABLE = str.maketrans(
    dict.fromkeys(SPACES, " ") | dict.fromkeys(NEWLINES, "\n") | dict.fromkeys(INVISIBLE + CONTROLS, "")
)
ODD = re.compile("[" + re.escape(SPACES + NEWLINES + INVISIBLE + CONTROLS) + "\ud800-\udfff\u200c\u200d]")
PRINTABLE_JOINER = "\u034f"
"""The one odd character that Python calls printable; surrogates, controls and all spaces but one are not."""

ODD_ASCII = bytes([n for n in range(128) if ODD.match(chr(n))])
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
NESTED = re.compile(r"&(?:(?:[aA][mM][pP]|#0{0,5}38|#[xX]0{0,4}26);)+")
SURROGATE = re.compile("[\ud800-\udfff]")
JOINERS = re.compile(r"(?<![^\x00-\u024f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u024f])")
"""Zero-width joiners are letters' business in some scripts and emoji; next to Latin they are residue."""
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Thai, Lao, Burmese, Khmer, kana, Han: scripts that write words without spaces between them."""

RUN_OF_SPACES = re.compile(r" {2,}")


def clean_characters(text: str) -> str:
    """Return the text in NFC, with plain spaces and newlines, without entities, invisible or misread characters."""
    if is_clean(text):
        return text
    damaged = may_be_damaged(text)
    text = plain_spaces(mend_mojibake(text)[0] if damaged else text)  # first: most texts have nothing else that is odd
    for number in range(MOST_PASSES):
        cleaned = clean_once(text, mend=damaged or number > 0)
        if cleaned == text:
            break
        text = cleaned
    return text


def clean_once(text: str, *, mend: bool = True) -> str:
    """
    Make one pass; a pass can bring new entities to light. Spaces and controls may be bytes that were misread.

    Args:
        text: The text.

        mend: Whether it may hold misread characters: one that held none has none until something else was changed.
    """
    if mend:
        text = plain_spaces(mend_mojibake(text)[0])
    if is_odd(text):
        text = SURROGATE.sub("\ufffd", text).translate(TABLE)
        text = JOINERS.sub("", text) if "\u200c" in text or "\u200d" in text else text
    if "&" in text:
        text = ENTITY.sub(read_entity, NESTED.sub("&", text))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def is_clean(text: str) -> bool:
    """Return whether a text of one line is clean for sure, as most lines are; told in a quarter of the time."""
    if text.isascii():
        return text.isprintable() and "&" not in text
    return text.isprintable() and PRINTABLE_JOINER not in text and withstands_cuts(text)


def is_odd(text: str) -> bool:
    """Return whether a text holds a character that `TABLE` takes out or changes; of ASCII in a quarter of the time."""
    if text.isascii():
        return len(text.encode().translate(None, ODD_ASCII)) < len(text)
    return ODD.search(text) is not None


def plain_spaces(text: str) -> str:
    """Return a text with the usual newline and, for the spaces that texts are full of, the usual one."""
    text = text.replace("\r\n", "\n") if "\r" in text else text
    for space in COMMON_SPACES:
        text = text.replace(space, " ")
    return text


def read_entity(match: re.Match[str]) -> str:
    """Return what an entity stands for, or the entity where nobody knows it (`&notanentity;` is no `&not`)."""
    entity = match[0]
    return html.unescape(entity) if entity[1] == "#" else html.entities.html5.get(entity[1:], entity)


def count_words(text: str) -> int:
    """
    Return how many words a text has, about: scripts without spaces count two characters for a word.

    >>> count_words("Kereta berjalan lagi."), count_words("列車は再び走り出した。")
    (3, 6)
    """
    return len(text.split()) + (0 if text.isascii() else len(UNSPACED.findall(text)) // 2)


def count_spaced_words(text: str) -> int:
    """
    Return what `count_words` does, of a text in normal form: one space or newline stands between two words.

    >>> count_spaced_words("Kereta berjalan lagi.")
    3
    """
    if not text:
        return 0
    spaced = text.count(" ") + text.count("\n") + 1
    return spaced + (0 if text.isascii() else len(UNSPACED.findall(text)) // 2)


def split_lines(text: str) -> list[str]:
    """Return the non-blank lines of a text in normal form."""
    text = clean_characters(text)
    if "  " in text:
        text = RUN_OF_SPACES.sub(" ", text)
    return [trimmed for line in text.split("\n") if (trimmed := line.strip(" "))]


def normalise(text: str) -> str:
    r"""
    Return a text in normal form: its non-blank lines, folded and trimmed, joined by one newline.

    >>> normalise("Banjir\u00a0 surut. \r\n\r\n Kereta &amp; bus jalan lagi.")
    'Banjir surut.\nKereta & bus jalan lagi.'
    """
    return "\n".join(split_lines(text))


def withstands_cuts(text: str) -> bool:
    """
    Return whether what is left of lines in normal form is in normal form for sure.

    Where a span is cut out, what stood apart may become an entity, a letter with an accent, a joiner beside a Latin
    letter, or what misread characters look like; spaces were closed up.
    """
    if "&" in text or "\u200c" in text or "\u200d" in text or may_be_damaged(text):
        return False
    return unicodedata.is_normalized("NFC", text)


def text_blocks(text: str) -> tuple[Block, ...]:
    """Return one block for each non-blank line of a text."""
    return tuple([Block("paragraph", line) for line in split_lines(text)])
