"""The weekday in front of a date."""

from __future__ import annotations

import re
from functools import cache

from transforms.lexicon.calendar import calendar, cues, fold_word

LETTER = r"[^\W\d_]"

LOOK_BACK = 34
"""Characters in front of a date that may hold its weekday: `Donnerstagabend, den ` and the like."""

BETWEEN = " ,.(/|-–"
LONGEST_GAP = 4
"""What may stand between a weekday and its date, and how many characters of it."""

MOST_WORDS_BETWEEN = 2
"""Words such as `den` or `pagi` between a weekday and its date."""

LONGEST_WORD = 15
"""Letters that are read of a word in front of a date; `Donnerstagabend` has as many."""

LAST_WORD = re.compile(rf"({LETTER}(?:{LETTER}|['’‘`´-]){{1,{LONGEST_WORD - 1}}})[ ,.(]{{0,3}}$")


def look_back(text: str, start: int, floor: int) -> tuple[int | None, bool, int]:
    """Return (weekday, whether a bracket opens between it and the date, where the mention starts)."""
    low = max(floor, start - LOOK_BACK)
    before = text[low:start]
    stripped = before.rstrip(BETWEEN)
    if not stripped or len(before) - len(stripped) > LONGEST_GAP:
        return None, False, start
    weekdays, fill = calendar().weekdays, filling()
    last = stripped[stripped.rfind(" ") + 1 :]
    if last.isalpha() and len(last) <= LONGEST_WORD and (word := fold_word(last)) not in fill:
        # The usual case: one plain word, which is the weekday or ends the search.
        if word in weekdays:
            return weekdays[word], "(" in before[len(stripped) :], low + len(stripped) - len(last)
        return None, False, start
    end = len(stripped)
    for _ in range(MOST_WORDS_BETWEEN + 1):
        match = LAST_WORD.search(stripped, stripped.rfind(" ", 0, len(stripped[:end].rstrip(" ,.("))) + 1, end)
        if not match:
            break
        word = fold_word(match[1])
        if word in weekdays:
            return weekdays[word], "(" in before[match.end(1) :], low + match.start(1)
        if word not in fill:
            break
        end = match.start(1)
    return None, False, start


@cache
def filling() -> frozenset[str]:
    """Return the words that may stand between a weekday and its date, each part of a long one alone."""
    return frozenset(part for name in ("daytime", "tied", "market_day") for word in cues(name) for part in word.split())
