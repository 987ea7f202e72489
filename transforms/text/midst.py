"""
Whether a line stands in the midst of a story, where no page signs, tags or closes it.

On 900 labelled pages 3 of 3,600 such lines stood between two paragraphs before and two behind them; lists of books,
casts, posts and dates inside a story are read as such lines again and again.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from transforms.lexicon.fold import fold
from transforms.lexicon.lists import folded
from transforms.text.chains import announced
from transforms.text.extent import RESUMED, SMALL_REST, shared_words
from transforms.text.lines import PARAGRAPH, ends_in_full_stop, is_story_like

PARAGRAPHS = 2
"""Paragraphs on either side of what stands in the midst of a story."""

REACH = 8
"""Lines among which the next paragraph stands, where a story goes on."""

MOST_PARAGRAPHS = 60
"""Paragraphs of one story; a file of more holds several, each with its own credits and tags."""

LONGEST_ITEM = 110
"""Characters of an item that a label opens."""

LONGEST_LABEL = 24

SHORTEST_SENTENCE = 40

FIRST = re.compile(r"1[.)] ?\w")
FEWEST_SPACES = 2
"""Spaces in a step or a question."""

MOST_LINES = 250
"""Lines of a page in which this is asked at all: each question reads the page, and a longer one is a file of many."""

MOST_ROWS = 8
"""Rows of data above a line, and below it, that are one entry with it."""

FEWEST_OF_WORK = 2
"""Rows of a work's data; one alone is a house's own: its publisher, the price of a copy."""


def in_midst(
    texts: Sequence[str],
    gone: Container[int],
    number: int,
    doubted: Container[int] = (),
    *,
    least: int = PARAGRAPHS,
) -> bool:
    """
    Return whether a line stands in the midst of a story.

    Paragraphs stand before it and the story goes on behind it: soon, and with no furniture between. Fewer paragraphs
    do where a line with a colon announces a list of which it is an item, or where its label stands over another
    item as well.

    Args:
        texts: The lines of the page.

        gone: Those that leave as a whole.

        number: The line.

        doubted: Lines of which the same is asked, which say nothing of each other.

        least: Paragraphs that must stand before it.
    """
    if len(texts) <= MOST_LINES and (in_entry(texts, gone, number) or heads_items(texts, gone, number)):
        return True
    lines_above = range(number - 1, -1, -1) if len(texts) <= MOST_LINES else ()
    above = next((n for n in lines_above if n not in doubted), None)
    if above is None or above in gone:
        return False
    behind = sum(1 for _ in paragraphs_behind(texts, gone, number, doubted))
    if not behind:
        return False
    before = [n for n in range(number) if n not in gone and n not in doubted and is_story_like(texts[n])]
    if len(before) >= least and behind >= PARAGRAPHS:
        return goes_on(texts, before, [n for n in range(number, len(texts)) if is_story_like(texts[n])])
    if not before or len(texts[number]) > LONGEST_ITEM:
        return False
    return announced(texts, number) or in_table(texts, gone, number, doubted)


def heads_items(texts: Sequence[str], gone: Container[int], number: int) -> bool:
    """Return whether a line behind the opening heads steps numbered from one on, or a question and its answer."""
    if number + 2 >= len(texts) or number + 1 in gone or all(len(text) < PARAGRAPH for text in texts[:number]):
        return False
    below = texts[number + 1]
    steps = texts[number].endswith(":") and FIRST.match(below) is not None
    asked = below.endswith("?") and ends_in_full_stop(texts[number + 2])
    return (steps or asked) and below.count(" ") >= FEWEST_SPACES


def in_table(texts: Sequence[str], gone: Container[int], number: int, doubted: Container[int]) -> bool:
    """Return whether a line is a label and what it says, and one beside it is too that stands."""
    if not label_of(texts[number])[0]:
        return False
    beside = (n for n in (number - 1, number + 1) if 0 <= n < len(texts) and n not in gone and n not in doubted)
    return any(label_of(texts[n])[0] for n in beside)


def goes_on(texts: Sequence[str], before: Sequence[int], behind: Sequence[int]) -> bool:
    """Return whether one story goes on: much of it stands behind, or the little that does speaks of the same."""
    if len(before) + len(behind) > MOST_PARAGRAPHS:
        return False
    front, rest = (" ".join([texts[n] for n in some]) for some in (before, behind))
    return len(rest) >= SMALL_REST * (len(front) + len(rest)) or shared_words(rest, front) >= RESUMED


def paragraphs_behind(
    texts: Sequence[str], gone: Container[int], number: int, doubted: Container[int]
) -> Iterator[int]:
    """
    Yield the next paragraphs behind a line, as long as each follows soon and no line between them leaves.

    Rows of data are not counted among the lines between: an entry of a film has as many as it has hands.
    """
    found, last, rows = 0, number, 0
    for n in range(number + 1, len(texts)):
        if rows < MOST_ROWS and label_of(texts[n])[0]:
            rows, last = rows + 1, last + 1
        if n in gone or n - last > REACH or found == PARAGRAPHS:
            return
        if n not in doubted and is_story_like(texts[n]):
            found, last = found + 1, n
            yield n


def in_entry(texts: Sequence[str], gone: Container[int], number: int) -> bool:
    """
    Return whether a line is a row of data on a work that the story is about: a book, a film.

    One of the rows beside it has a label that recurs, as each of several works has its rows; or it stands among the
    data of one work, see `in_work`.
    """
    if len(texts) > MOST_LINES or not label_of(texts[number])[0]:
        return False
    first = last = number
    while first and number - first < MOST_ROWS and label_of(texts[first - 1])[0]:
        first -= 1
    while last + 1 < len(texts) and last - number < MOST_ROWS and label_of(texts[last + 1])[0]:
        last += 1
    rows = range(first, last + 1)
    return in_work(texts, gone, number, rows) or any(stands_over_others(texts, gone, row) for row in rows)


def in_work(texts: Sequence[str], gone: Container[int], number: int, rows: Sequence[int]) -> bool:
    """
    Return whether a row stands between the first and the last of a work's data, of which one row works alone have.

    Who wrote the copy, its day and what it asks stand in front of such data or behind, in rows of the same form.
    """
    labels = {row: fold(label_of(texts[row])[0]) for row in rows if row not in gone}
    data = [row for row, label in labels.items() if label in folded("roles", "work") | folded("roles", "work_alone")]
    sure = any(labels[row] in folded("roles", "work_alone") for row in data)
    return sure and len(data) >= FEWEST_OF_WORK and data[0] <= number <= data[-1]


def stands_over_others(texts: Sequence[str], gone: Container[int], number: int) -> bool:
    """
    Return whether the label of a line opens another one too, with other words, and a sentence stands between them.

    >>> books = ("Kapal Tua", "Penulis: Ayu", "Kisah seorang kelasi yang enggan pulang.", "Lumbung", "Penulis: Bima")
    >>> stands_over_others(books, (), 1)
    True
    """
    label, value = label_of(texts[number])
    if not label:
        return False
    small, first = label.lower(), label[:1].lower()
    for n, text in enumerate(texts):
        if text[:1].lower() != first or abs(n - number) <= 1 or n in gone:
            continue
        if text[: len(label)].lower() == small:
            other, said = label_of(text)
            between = range(min(n, number) + 1, max(n, number))
            told = (texts[at] for at in between if at not in gone)
            if other == label and differ(said, value) and any(map(is_sentence, told)):
                return True
    return False


def differ(one: str, other: str) -> bool:
    """Return whether two labels say different things, not the same in more words."""
    one, other = fold(one), fold(other)
    return one not in other and other not in one


def is_sentence(text: str) -> bool:
    """Return whether a line is a sentence, be it a short one."""
    return len(text) >= SHORTEST_SENTENCE and ends_in_full_stop(text)


def label_of(text: str) -> tuple[str, str]:
    """Return (label, what it says) of a short line that a label opens, empty where none does."""
    label, colon, value = text.partition(":")
    fits = colon and value.strip() and len(text) <= LONGEST_ITEM and len(label) <= LONGEST_LABEL
    return (label.strip(), value.strip()) if fits else ("", "")
