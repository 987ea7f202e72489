"""Copies whose sentences were glued or parted on the way: compared letter by letter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.lexicon.fold import fold
from transforms.records import Removal
from transforms.text.words import without_marks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transforms.sheet import Standing

FEWEST_LETTERS = 60
"""Letters and digits of a line that is looked for in earlier ones; shorter ones recur by their nature."""

NO_LETTER = re.compile(r"[\W_]+")
NO_LATIN_LETTER = bytes(n for n in range(256) if NO_LETTER.match(chr(n)))


def find_glued_copies(standing: Standing, taken: Iterable[Removal]) -> tuple[Removal, ...]:
    """
    Find lines whose letters stand, in one run, in one longer line above them.

    A line that is another one letter by letter is left to those who know verse and tables.

    Args:
        standing: The page.

        taken: What is struck as a copy anyhow.
    """
    gone = {removal.block for removal in taken}
    above = "\n"
    found = []
    for number, text in enumerate(standing.left):
        letters = letters_of(text) if len(text) >= FEWEST_LETTERS and number not in gone else ""
        if len(letters) < FEWEST_LETTERS:
            continue
        at = above.find(letters)
        if at >= 0 and not above[at - 1] == above[at + len(letters)] == "\n":
            found.append(Removal(number, 0, standing.sheet.sizes[number], "repeat", "repeat.letters", "repeat"))
        above += f"{letters}\n"
    return tuple(found)


def letters_of(text: str) -> str:
    """
    Return the letters and digits of a text, casefolded; of Latin-1 in a tenth of the time.

    >>> letters_of("“Air” surut: 12_cm")
    'airsurut12cm'
    """
    folded = fold(without_marks(text))
    try:
        return folded.encode("latin-1").translate(None, NO_LATIN_LETTER).decode("latin-1")
    except UnicodeEncodeError:
        return NO_LETTER.sub("", folded)
