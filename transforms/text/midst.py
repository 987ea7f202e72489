"""
Whether a line stands in the midst of a story, where no page signs, tags or closes it.

On 900 labelled pages 3 of 3,600 such lines stood between two paragraphs before and two behind them; lists of books,
casts, posts and dates inside a story are read as such lines again and again.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from transforms.lexicon.fold import fold
from transforms.text.chains import announced
from transforms.text.extent import RESUMED, SMALL_REST, shared_words
from transforms.text.lines import ends_in_full_stop, is_story_like

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


def in_midst(texts: Sequence[str], gone: Container[int], number: int, doubted: Container[int] = ()) -> bool:
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
    """
    above = next((n for n in range(number - 1, -1, -1) if n not in doubted), None)
    if above is None or above in gone:
        return False
    if stands_over_others(texts, gone, number):
        return True
    behind = sum(1 for _ in paragraphs_behind(texts, gone, number, doubted))
    if not behind:
        return False
    before = [n for n in range(number) if n not in gone and n not in doubted and is_story_like(texts[n])]
    if len(before) >= PARAGRAPHS and behind >= PARAGRAPHS:
        return goes_on(texts, before, [n for n in range(number, len(texts)) if is_story_like(texts[n])])
    return bool(before) and len(texts[number]) <= LONGEST_ITEM and announced(texts, number)


def goes_on(texts: Sequence[str], before: Sequence[int], behind: Sequence[int]) -> bool:
    """Return whether one story goes on: much of it stands behind, or the little that does speaks of the same."""
    if len(before) + len(behind) > MOST_PARAGRAPHS:
        return False
    front, rest = (" ".join([texts[n] for n in some]) for some in (before, behind))
    return len(rest) >= SMALL_REST * (len(front) + len(rest)) or shared_words(rest, front) >= RESUMED


def paragraphs_behind(
    texts: Sequence[str], gone: Container[int], number: int, doubted: Container[int]
) -> Iterator[int]:
    """Yield the next paragraphs behind a line, as long as each follows soon and no line between them leaves."""
    found, last = 0, number
    for n in range(number + 1, len(texts)):
        if n in gone or n - last > REACH or found == PARAGRAPHS:
            return
        if n not in doubted and is_story_like(texts[n]):
            found, last = found + 1, n
            yield n


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
    for n, text in enumerate(texts):
        if abs(n - number) > 1 and n not in gone and text[: len(label)].lower() == label.lower():
            other, said = label_of(text)
            between = range(min(n, number) + 1, max(n, number))
            if other == label and differ(said, value) and any(is_sentence(texts[at]) for at in between):
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
