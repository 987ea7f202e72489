"""Where a headline ends that runs into the next sentence without a mark between them."""

from __future__ import annotations

import re
from functools import cache

from transforms.lexicon.calendar import month_names
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import words as listed
from transforms.text.casing import FEWEST_SMALL, is_function_word, is_small, is_titled, reads_on, title_words
from transforms.text.lines import ends_in_full_stop

LONGEST_TITLE = 180
"""Characters; headlines are shorter, so nothing behind this is looked at."""

LONGEST_CUE = 20
"""Characters of a cue in brackets, `[Baca juga: ` and its like."""

FEWEST_WORDS = 3
"""A headline has at least this many words before a sentence may begin."""

SHORTEST_SENTENCE = 6
"""Words behind a headline that is written small; fewer are its own end."""

LONGEST_APPOSITION = 5
"""Words from the noun to the comma behind the name."""

OPENING_QUOTES, CLOSING_QUOTES = '"“', '"”'

WORD = re.compile(r"\S{1,60}")
GLUE = re.compile(r"(?<=[a-zà-ÿ0-9%?!.”\"')])(?=[A-Z“\"][a-zA-Z“\"]{1,30}[ ,])")
YEAR = re.compile(r"(?:19|20)\d{2}")
CLOSED = re.compile(r"[?!]['\"”’)]{0,2}$|(?<![A-Z0-9])\.['\"”’)]{0,2}$|[…\])»]$")


def title_end(text: str, start: int) -> int:
    """
    Return where the headline that begins at `start` ends: the end of the line, or where a sentence begins.

    The marks, surest first: a capital glued to a small letter where prose follows (`LainKalimat baru`),
    a headline's own final `?` or `!`, the day that it ends with, a word that opens sentences or sub-heads, and the
    last capital before words turn small in a headline that wrote its words large. Headlines seldom end in a full
    stop: where the first end found is one, the last of these is asked as well, and a capital between small words.

    >>> text = "Baca juga: Jembatan Baru Dibuka Pekan DepanWarga sudah lama menunggu jembatan itu."
    >>> text[title_end(text, 11):]
    'Warga sudah lama menunggu jembatan itu.'
    """
    window = text[start : start + LONGEST_TITLE]
    words = [(m.start(), m.group()) for m in WORD.finditer(window)]
    bracket = end_by_bracket(text, start)
    if bracket is not None:
        return bracket
    marks = (end_by_glue(window), end_by_mark(words), end_by_day(words), end_by_opener(words), end_by_sub_head(words))
    sure = [mark for mark in marks if mark is not None]
    found = min(sure, default=None)
    if found is None or ends_in_full_stop(window[:found]):
        stop = len(window) if found is None else found
        turn = end_by_case(words) or (
            end_by_name([word for word in words if word[0] < stop]) if ends_in_full_stop(window[:stop]) else None
        )
        found = turn if turn is not None and (found is None or turn < found) else found
    if found is not None:
        return start + found
    return len(text) if len(text) - start <= LONGEST_TITLE else start


def end_by_bracket(text: str, start: int) -> int | None:
    """Find the bracket that closes the one in which the cue stands."""
    for opener, closer in ("()", "[]"):
        cue = text[max(0, start - LONGEST_CUE) : start]
        if opener in cue and closer not in cue:
            end = text.find(closer, start, start + LONGEST_TITLE)
            if end >= 0:
                return end + 1
    return None


def end_by_glue(window: str) -> int | None:
    """Find a capital glued to the word before it, with prose behind it."""
    for match in GLUE.finditer(window):
        behind = window[match.start() :].split(" ")[:7]
        ahead = len(window[: match.start()].split())
        if ahead >= FEWEST_WORDS and (window[match.start() - 1] in "?!" or reads_on(behind)):
            opens = window[match.start() - 2 : match.start()] == ' "'
            return match.start() - 2 if opens else match.start()
    return None


def end_by_mark(words: list[tuple[int, str]]) -> int | None:
    """Find the headline's own final mark with a capital behind it."""
    for n in range(FEWEST_WORDS - 1, len(words) - 1):
        at, word = words[n]
        following = words[n + 1][1].lstrip("\"“‘'(")
        if CLOSED.search(word) and following[:1].isupper() and reads_on([w for _, w in words[n + 1 : n + 8]]):
            return at + len(word)
    return None


def end_by_day(words: list[tuple[int, str]]) -> int | None:
    """
    Find the day with its year that ends a headline (`Jadwal Kapal, 16 Mei 2026 Dinas itu menambah …`).

    Behind it stand names with a capital, and a small word soon; one is enough, for between the names are others.
    """
    for n in range(FEWEST_WORDS, len(words) - 2):
        if YEAR.fullmatch(words[n][1]) and fold(words[n - 1][1]) in months():
            behind = [word for _, word in words[n + 1 : n + 1 + SHORTEST_SENTENCE]]
            if behind[0][:1].isupper() and any(map(is_small, behind[1:])):
                return words[n][0] + len(words[n][1])
    return None


@cache
def months() -> frozenset[str]:
    """Return the names of the months, folded."""
    return frozenset(map(fold, month_names()))


def end_by_opener(words: list[tuple[int, str]]) -> int | None:
    """Find a capitalised word that opens sentences, with small words behind it."""
    openers = title_words()[1]
    for n in range(FEWEST_WORDS, len(words) - 2):
        word = words[n][1]
        bare = fold(word.strip("\"“‘'(,"))
        before = words[n - 1][1]
        opens = bare in openers and word.lstrip("\"“‘'(")[:1].isupper()
        goes_on = before[-1] in ",:-–" or is_function_word(before)
        if opens and not goes_on and sum(w[:1].islower() for _, w in words[n + 1 : n + 4]) >= FEWEST_SMALL:
            return words[n - 1][0] + len(before)
    return None


def end_by_sub_head(words: list[tuple[int, str]]) -> int | None:
    """
    Find the sub-head that stands behind a headline in capitals and is not written so itself: `Cara daftar Kartu Rawa`.

    >>> end_by_sub_head([(0, "Dermaga"), (8, "Baru"), (13, "Rawa"), (18, "Dibuka"), (25, "Cara"), (30, "daftar")])
    24
    """
    for n in range(FEWEST_WORDS + 1, len(words) - 1):
        if words[n][1] in openers_of_sub_heads() and is_small(words[n + 1][1]) and is_titled([w for _, w in words[:n]]):
            before = words[n - 1]
            goes_on = before[1][-1] in ",:-–&" or is_function_word(before[1])
            return None if goes_on else before[0] + len(before[1])
    return None


@cache
def openers_of_sub_heads() -> frozenset[str]:
    """Return the words with which sub-heads begin."""
    return frozenset(listed("titles", "sub_head_opener"))


def end_by_case(words: list[tuple[int, str]]) -> int | None:
    """Find where a headline in capitals turns into prose: before the word that stands ahead of small ones."""
    for n in range(FEWEST_WORDS + 1, len(words)):
        if not (
            is_small(words[n][1])
            and is_titled([w for _, w in words[:n]])
            and reads_on(["", *(w for _, w in words[n : n + 5])])
        ):
            continue
        quoted = quotation_before(words, n)
        if quoted is not None:
            return quoted
        subject = with_apposition(words, n - 1)
        while subject > FEWEST_WORDS and is_function_word(words[subject][1]):
            subject -= 1
        before = words[subject - 1]
        return before[0] + len(before[1])
    return None


def quotation_before(words: list[tuple[int, str]], turn: int) -> int | None:
    """
    Return where the word ends in front of a quotation that opens behind a headline and is still open at its turn.

    >>> quotation_before([(0, "Dermaga"), (8, "Baru"), (13, "Dibuka"), (20, '"Rawa'), (26, "Tengah"), (33, "bisa")], 5)
    19
    """
    for n in range(turn - 1, FEWEST_WORDS - 1, -1):
        before, word = words[n - 1][1], words[n][1]
        if word[-1] in CLOSING_QUOTES or before[-1] in ",:-–":
            return None
        if word[0] in OPENING_QUOTES:
            return words[n - 1][0] + len(before)
    return None


def with_apposition(words: list[tuple[int, str]], subject: int) -> int:
    """
    Return where a sentence's subject begins whose last word is given: before its apposition, where it has one.

    >>> with_apposition([(0, "Hujan"), (6, "Perakitnya,"), (18, "Kang"), (23, "Ujang,")], 3)
    1
    """
    if words[subject][1].endswith(","):
        for n in range(subject - 1, max(0, subject - LONGEST_APPOSITION), -1):
            if words[n][1].endswith(","):
                return n
    return subject


def end_by_name(words: list[tuple[int, str]]) -> int | None:
    """
    Find where a sentence begins behind a headline that is written small: at a capital between small words.

    A name in the headline may look so too; then less than the headline goes, and no story.
    """
    for n in range(FEWEST_WORDS + 1, len(words) - SHORTEST_SENTENCE + 1):
        before, word, behind = words[n - 1][1], words[n][1], words[n + 1][1]
        begins = word[:1].isupper() and not word.isupper() and behind[:1].islower()
        if begins and (is_small(before) or before.isdigit()) and not is_function_word(before):
            return words[n - 1][0] + len(before)
    return None
