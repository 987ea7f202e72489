"""The words of a text as copies are told by: folded, parted by every mark, scripts without spaces by characters."""

from __future__ import annotations

import unicodedata

from transforms.duplicates.agree import MOST_WORDS

PARTS = 0
"""A character that stands between words: a space, a mark, whatever its script."""

WORD = 1
"""A letter, a digit, a mark that belongs to a letter."""

ALONE = 2
"""A character of a script that is written without spaces: a word of its own."""

UNSEEN = 3
"""A character that is not seen, such as a soft hyphen: as if it were not there."""

UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x1B00, 0x1B7F),  # Balinese
    (0x3005, 0x3007),  # marks of repeated characters, and nought
    (0x3040, 0x30FF),  # Hiragana, Katakana
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),  # Chinese characters
    (0x4E00, 0x9FFF),
    (0xA980, 0xA9DF),  # Javanese
    (0xAA60, 0xAA7F),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
"""Code points of scripts that put no spaces between words, first and last."""

OF_WORDS = ("L", "M", "N")
"""Classes of Unicode that words are made of: letters, the marks on them, numbers."""


def kind_of(character: str) -> int:
    r"""
    Return what a character is to words: PARTS, WORD, ALONE, UNSEEN.

    >>> [kind_of(c) for c in ("a", "’", "水", "\u00ad")]
    [1, 0, 2, 3]
    """
    category = unicodedata.category(character)
    if category == "Cf":
        return UNSEEN
    if category[0] not in OF_WORDS:
        return PARTS
    return ALONE if any(first <= ord(character) <= last for first, last in UNSPACED) else WORD


def shown(character: str) -> str:
    """Return what a folded text shows for a character, so that splitting it at spaces gives its words."""
    kind = kind_of(character)
    if kind == ALONE:
        return f" {character} "
    return "" if kind == UNSEEN else character if kind == WORD else " "


class Shown(dict[int, str]):
    """What each code point is shown as, worked out when it is first met: a text holds a few hundred of a million."""

    def __missing__(self, code: int) -> str:
        """Work out and keep what a code point is shown as."""
        self[code] = shown(chr(code))
        return self[code]


SHOWN = Shown()

ASCII_SHOWN = "".join(map(shown, map(chr, range(128)))).encode().ljust(256)
"""The same for the bytes of an ASCII text, whose words are found in a quarter of the time."""


def fold(text: str) -> str:
    """Return a text in one form of its characters and in small letters."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).lower()


def words_of(text: str) -> list[str]:
    r"""
    Return the words of a text, at most `MOST_WORDS`.

    >>> words_of("Rp3.000—“Naik”, kata\u00adnya; 水位")
    ['rp3', '000', 'naik', 'katanya', '水', '位']
    """
    folded = fold(text)
    if folded.isascii():
        return folded.encode().translate(ASCII_SHOWN).decode().split()[:MOST_WORDS]
    return folded.translate(SHOWN).split()[:MOST_WORDS]
