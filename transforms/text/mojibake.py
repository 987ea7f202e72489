"""
UTF-8 that was once read as another charset and saved so: `â€œKata” warga cafÃ©`.

Put right where a strict round trip proves it: a run of characters goes back to the bytes that it was read from, and
these are UTF-8. Two accented letters with a quote behind them may go back as well (`CAFÉ”`), so that what a run would
become is looked at too: marks and letters that such damage is made of, or several in a row.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def bytes_of(charset: str) -> dict[str, int]:
    """Return which byte above 0x7F each character of a one-byte charset was; C1 controls stand for themselves."""
    table = {chr(byte): byte for byte in range(0x80, 0xA0)}
    for byte in range(0x80, 0x100):
        try:
            table[bytes([byte]).decode(charset)] = byte
        except UnicodeDecodeError:
            continue
    return table


def sequences(table: dict[str, int], leads: str = "") -> re.Pattern[str]:
    """
    Return what finds whole UTF-8 sequences in the characters of a charset, several in a row as one run.

    Args:
        table: The charset.

        leads: Characters that a sequence may begin with; empty for all that its bytes allow.
    """

    def some(first: int, last: int, among: str = "") -> str:
        return "".join(re.escape(c) for c, byte in table.items() if first <= byte <= last and (c in among or not among))

    follows = f"[{some(0x80, 0xBF)}]"
    kinds = ((0xC2, 0xDF, 1), (0xE0, 0xEF, 2), (0xF0, 0xF4, 3))
    parts = [f"[{found}]{follows}{{{more}}}" for first, last, more in kinds if (found := some(first, last, leads))]
    return re.compile(f"(?:{'|'.join(parts)})+")


WESTERN = bytes_of("cp1252")
MAC = bytes_of("mac_roman")
RUNS = ((MAC, sequences(MAC, leads="‚√¬")), (WESTERN, sequences(WESTERN)))
"""
Charsets that UTF-8 was read as (Latin-1 is windows-1252 with controls), and what their damage looks like. The narrower
goes first: `‚Ä¶` holds what the other would take for a letter.
"""

MARKS_BEHIND_WORDS = frozenset("‚„…‘’“”•–—™")
"""What may stand behind a capital in any text."""

BEGINNINGS = tuple(
    (byte, re.compile(pattern))
    for byte, pattern in (
        (0xC3, rb"\xc3[\x82-\xb4][\xc2\xc5\xc6\xcb\xe2]"),
        (0x9A, rb"\xe2[\x80\x88]\x9a[\xc2-\xf4]"),
        (0xAC, rb"\xc2\xac[\xc2-\xf4]"),
    )
)
"""
How a run begins, in UTF-8: a letter from Â to ô or one of `‚√¬`, and what can follow it in its charset. Each with the
rarest of its bytes, without which it is not looked for: that byte is found, or missed, in a hundredth of the time.
"""

PLAIN = bytes.maketrans(bytes(range(0x80)), b" " * 0x80)
STRETCH = re.compile(r"[^\x00-\x7f]{2,}")
"""What is not ASCII. A run stands within one stretch of it, so that of a page only its few stretches are read."""

SHORTEST_STRETCH = 4
"""Bytes of two characters, in UTF-8; most letters with an accent stand alone."""

LETTERS = ((0xA0, 0x17F),)
"""What a single sequence of two may become: signs and letters of Latin."""

SIGNS = ((0x2000, 0x2BFF), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0x1F000, 0x1FAFF))
"""What a single longer sequence may become: dashes, quotes, currencies, arrows, symbols, emoji."""

MOST_LAYERS = 3
"""How often a text may have been misread: each turns one letter into two or three."""

NOT_PRINTED = frozenset({"Cc", "Cn", "Co", "Cs"})
"""Categories of characters that no run becomes; `Cf` holds joiners and marks of order, which texts have."""

CONTROLS = frozenset(map(chr, range(0x80, 0xA0)))
"""Characters that no run becomes alone; in the midst of one they are what a second misreading made."""


def mend_mojibake(text: str, data: bytes | None = None) -> tuple[str, int]:
    r"""
    Return a text with what was read in a wrong charset put right, and how many runs that were.

    Args:
        text: The text.

        data: The same in UTF-8, where that is at hand.

    >>> mend_mojibake("â€œKataâ€\x9d warga cafÃ©"), mend_mojibake("CAFÉ”")
    (('“Kata” warga café', 3), ('CAFÉ”', 0))
    """
    runs = 0
    for _ in range(MOST_LAYERS if may_be_damaged(text, data) else 0):
        text, mended = mend_layer(text)
        if not mended:
            break
        runs = runs or mended
    return text, runs


def may_be_damaged(text: str, data: bytes | None = None) -> bool:
    """Return whether a text holds what such a run begins with; most texts do not, and are asked quickly."""
    if text.isascii():
        return False
    data = text.encode("utf-8", "surrogatepass") if data is None else data
    for byte, pattern in BEGINNINGS:  # noqa: SIM110 - `any` takes twice as long, for each of a page's lines
        if byte in data and pattern.search(data):
            return True
    return False


def stretches_of(text: str) -> list[str]:
    """Return what a text holds of two or more characters that are not ASCII, each once."""
    data = text.encode("utf-8", "surrogatepass").translate(PLAIN)
    return [found.decode("utf-8", "surrogatepass") for found in set(data.split()) if len(found) >= SHORTEST_STRETCH]


def mend_layer(text: str) -> tuple[str, int]:
    """Return a text with one misreading put right, and how many runs that were."""
    before = stretches_of(text)
    after, counts = list(before), [0] * len(before)
    for table, runs in RUNS:
        sure = any(meant(run[0], table, doubtful=False) for stretch in after for run in runs.finditer(stretch))
        for n, stretch in enumerate(after):
            after[n], mended = mend_stretch(stretch, runs, table, doubtful=sure)
            counts[n] += mended
    mended_ones = {old: (new, count) for old, new, count in zip(before, after, counts, strict=True) if count}
    return put_back(text, mended_ones) if mended_ones else (text, 0)


def mend_stretch(stretch: str, runs: re.Pattern[str], table: dict[str, int], *, doubtful: bool) -> tuple[str, int]:
    """Return a stretch with the runs of one charset put right, and how many those were."""
    mended = 0

    def mend(run: re.Match[str]) -> str:
        nonlocal mended
        said = meant(run[0], table, doubtful=doubtful)
        mended += said is not None
        return run[0] if said is None else said

    return runs.sub(mend, stretch), mended


def put_back(text: str, mended: Mapping[str, tuple[str, int]]) -> tuple[str, int]:
    """Return a text with its mended stretches, and how many runs they hold; each stretch is given with its runs."""
    total = 0

    def mend(stretch: re.Match[str]) -> str:
        nonlocal total
        said, runs = mended.get(stretch[0], (stretch[0], 0))
        total += runs
        return said

    return STRETCH.sub(mend, text), total


def meant(run: str, table: dict[str, int], *, doubtful: bool) -> str | None:
    """
    Return what a run was before it was damaged, None where that is not sure.

    Args:
        run: Whole sequences.

        table: The charset that it was read in.

        doubtful: Whether a mark that stands behind letters in any text counts, as in `Ã”`: elsewhere in the text
            damage is sure.
    """
    try:
        said = bytes(table[c] for c in run).decode()
    except UnicodeDecodeError:
        return None
    if any(unicodedata.category(c) in NOT_PRINTED for c in said if len(said) == 1 or c not in CONTROLS):
        return None
    if len(said) > 1:
        return said
    small = len(run) == 2  # noqa: PLR2004 - a letter of two bytes
    if not any(first <= ord(said) <= last for first, last in (LETTERS if small else SIGNS)):
        return None
    return None if small and not doubtful and run[1] in MARKS_BEHIND_WORDS else said
