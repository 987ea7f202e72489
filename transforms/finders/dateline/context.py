"""Whether a head of places and outlets is a dateline: what stands above it, behind it, and in the story."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from transforms.finders.dateline.grammar import Head, is_outlet
from transforms.finders.dateline.opening import OPENS, REST_OF_WEAK, TITLE_WORD, opens_with_place, printed_day
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of, words
from transforms.names.outlets import same_outlet
from transforms.names.places import countries, is_place
from transforms.names.squeeze import squeeze
from transforms.text.lines import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.finders.dateline.found import Walk
    from transforms.records import Block

LEADS = 3
"""Sentences in front of a dateline that names its outlet: a deck, captions."""

MOST_ABOVE = 3
"""Sentences of any length in front of a place with a dash; below them it is the head of a list's item."""

SHORTEST_NAMED = 5
"""Letters of a place by which an outlet is called."""

NAME_WORDS = 2
"""Words of an unknown place that shows itself by nothing but that it is never said again."""

ODD = re.compile(r"(?:\s+(?P<mark>\?{1,3}|�{1,3}|â€\S?\S?|//|~|=)|\s*(?P<bare>�{1,3}|â€\S?\S?))\s+")
"""What is left of a dash that was read in the wrong alphabet, or stands for one; only behind a sure head."""

SEPARATED = re.compile(r"[,|/()\[\]_\n]")
"""What stands between two parts of a head."""

QUOTES = frozenset("\"'“‘")
"""Marks that open a quotation, with which a story may begin that is short."""

DASH_ALONE = re.compile(r"\n\s*[-–—]+\s*\n")


def may_be_dateline(
    head: Head, mark: re.Match[str], stretch: str, walk: Walk, story: Sequence[tuple[int, Block]]
) -> bool:
    """Return whether a head and its mark make a dateline where they stand."""
    after = stretch[mark.end() :]
    if not after or printed_day().match(after) or not (OPENS.match(after) or (head.sure_outlet and head.place)):
        return False
    if mark["mark"] == ":":
        return not speaks_again(stretch[: mark.end()].strip(), story) and fits_colon(head, after, walk, story)
    if mark.re is ODD:
        line = after.partition("\n")[0]
        sure = head.sure_outlet or (head.shouted and head.sure_place)
        return sure and walk.passed == 0 and len(line) >= REST_OF_WEAK and ends_sentence(line)
    if mark[0] == "-" and after[0].islower() and not ends_head(stretch[: mark.start()], walk):
        return False
    return walk.passed < LEADS if head.sure_outlet else fits_weakly(head, mark, stretch, walk, story)


def ends_head(front: str, walk: Walk) -> bool:
    """Return whether the last part in front of a hyphen is a place or outlet, no half of a word: `Palu | Mama-mama`."""
    last = SEPARATED.split(front)[-1].strip()
    return is_place(last) or last.isupper() or is_outlet(last, walk.names)


def fits_weakly(head: Head, mark: re.Match[str], stretch: str, walk: Walk, story: Sequence[tuple[int, Block]]) -> bool:
    """Return whether a head without a sure outlet is a dateline: only at the lead, or where a deck comes again."""
    after = stretch[mark.end() :]
    if walk.lines > MOST_ABOVE and not (head.shouted or head.outlet):
        return False
    late = walk.passed > (head.place is not None and (head.shouted or head.outlet is not None))
    if late and not after.startswith(walk.decks):
        return False
    if not head.sure_place and len(after) < REST_OF_WEAK:
        return False
    if head.outlet:
        return spaced(mark) or TITLE_WORD.match(after) is not None
    return head.rubric or fits_place(head, mark, stretch, walk, story)


def fits_colon(head: Head, after: str, walk: Walk, story: Sequence[tuple[int, Block]]) -> bool:
    """Return whether a head with a colon is a dateline: `BATAM, POSMETRO: `, `KUALA LUMPUR: `."""
    own = head.outlet is not None and any(same_outlet(head.outlet, name) for name in walk.names)
    if head.outlet and (head.place is None or head.sure_outlet or not head.shouted):
        return head.sure_outlet and (head.place is not None or (own and walk.passed == 0))
    return (
        walk.passed == 0
        and head.shouted
        and (head.sure_place or is_attested(head.place, walk, story))
        and (len(after) >= REST_OF_WEAK or (after[0] in QUOTES and ends_sentence(after)))
        and bool(TITLE_WORD.match(after))
    )


def speaks_again(label: str, story: Sequence[tuple[int, Block]]) -> bool:
    """Return whether several lines begin with a head and its colon: it is who speaks in an interview."""
    return sum(block.text.startswith(label) for _, block in story) > 1


def spaced(mark: re.Match[str]) -> bool:
    """Return whether space stands on a side of the mark, or it is longer than a hyphen."""
    return mark[0] != "-"


def fits_place(head: Head, mark: re.Match[str], stretch: str, walk: Walk, story: Sequence[tuple[int, Block]]) -> bool:
    """Return whether a head of places alone is a dateline."""
    after = stretch[mark.end() :]
    alone = DASH_ALONE.fullmatch(mark[0]) is not None
    if head.shouted:
        return bool(TITLE_WORD.match(after) or (spaced(mark) and OPENS.match(after)))
    if not spaced(mark) or not head.place or fold(head.place) in countries():
        return False
    if head.sure_place or head.near:
        return alone or not opens_with_place(after)
    if "\n" in mark[0]:
        return alone and not is_credited(head.place, story)
    return not opens_with_place(after) and (
        is_attested(head.place, walk, story) or is_said_once(head.place, after, walk, story)
    )


def is_attested(place: str | None, walk: Walk, story: Sequence[tuple[int, Block]]) -> bool:
    """Return whether the page knows an unknown place: the story speaks of it, or the outlet is called by it."""
    return place is not None and (is_spoken_of(place, story) or is_named_by_outlet(place, walk))


def is_credited(place: str, story: Sequence[tuple[int, Block]]) -> bool:
    """Return whether a name stands alone below an author's label: then it is a person's."""
    labels = words("roles", "split_author")
    return any(below.text == place and fold(above.text) in labels for (_, above), (_, below) in pairwise(story))


def is_named_by_outlet(place: str, walk: Walk) -> bool:
    """Return whether the outlet is called by a place: `Lembahsari – ` in Radar Lembahsari."""
    squeezed = squeeze(place)
    return len(squeezed) >= SHORTEST_NAMED and any(squeezed in squeeze(name) for name in walk.names)


def is_said_once(place: str, after: str, walk: Walk, story: Sequence[tuple[int, Block]]) -> bool:
    """Return whether an unknown name of two words opens the page, and nothing on it holds a word of the name again."""
    words = place.split()
    line = after.partition("\n")[0]
    if (
        walk.passed
        or walk.lines
        or len(line) < REST_OF_WEAK
        or not ends_sentence(line)
        or len(words) != NAME_WORDS
        or not all(word[:1].isupper() for word in words)
    ):
        return False
    page = fold("\n".join(block.text for _, block in story))
    return all(len(re.findall(rf"\b{re.escape(fold(word))}", page)) == 1 for word in words)


def is_spoken_of(place: str, story: Sequence[tuple[int, Block]]) -> bool:
    """Return whether the story speaks of a name as of a place."""
    return any(is_said_of_place(place, block.text) for _, block in story)


def is_said_of_place(name: str, text: str) -> bool:
    """
    Return whether a text speaks of a name as of a place.

    >>> is_said_of_place("Rawa", "Warga di Rawa bekerja."), is_said_of_place("Budi", "Warga memuji Budi.")
    (True, False)
    """
    if name not in text:
        return False
    near = rf"(?:{any_of('places', 'before_place')}|(?i:{any_of('places', 'form_first')}))"
    return re.search(rf"\b{near} {re.escape(name)}\b", text) is not None
