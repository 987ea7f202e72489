"""Reading the box about the author: whom it names. The box itself is furniture and another's business."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of, folded, words
from transforms.names.outlets import is_domain, is_known, is_shaped
from transforms.names.persons import is_name, is_person, person, tidy
from transforms.text.lines import LONGER_THAN_HEADS
from transforms.text.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transforms.records import Block, Kind
    from transforms.sheet import Standing

LONGEST_LINE = 70
MOST_BOXES = 8
"""Names tried; a page with more lists its staff."""
MARKS = re.compile(r"\W*")
LAST_LINES = 4
"""Standing lines at the end among which a biography in prose stands."""
LONGEST_LIFE = 420
BOX: Kind = "author_box"
"""What the heading over an author's box is struck as."""


@cache
def biography() -> re.Pattern[str]:
    """Return the pattern of how a biography begins: a trade, and soon behind it where or since when."""
    trades, behind = any_of("roles", "biography"), any_of("roles", "biography_words")
    return re.compile(rf"{trades}\b.{{0,60}}\b{behind}\b")


def boxed_authors(blocks: Sequence[Block], outlet: str | None) -> list[str]:
    """
    Return the authors whom boxes name.

    Args:
        blocks: All blocks of the page, struck ones too; boxes stand in the last two thirds. Items are none of them:
            menus have `About Our Ads`.

        outlet: The copy's outlet, which is no person.
    """
    lines = [*["" if block.kind == "item" else block.text for block in blocks[len(blocks) // 3 :]], ""]
    lives, openings = words("roles", "biography"), box_openings()
    names = [
        boxed(line, after)
        for line, after in pairwise(lines)
        if 0 < len(line) <= LONGEST_LINE
        and (((fold(line[:2]) in openings or not line[:1].isalpha()) and opens_box(line)) or after.startswith(lives))
    ]
    tried = [n for n in dict.fromkeys(names) if " " in n and is_name().fullmatch(n) and not is_heading(n)][:MOST_BOXES]
    return [tidy(name) for name in tried if is_author(name, blocks, outlet)]


def is_heading(name: str) -> bool:
    """Return whether a name holds a word of the tab beside the author's, `Recent Posts`, which no person bears."""
    return not folded("roles", "box_tabs").isdisjoint(map(fold, name.split()))


def opens_box(line: str) -> bool:
    """Return whether a line begins as a box does, marks aside: the quick question before the slow one."""
    front = line if line[:1].isalpha() else MARKS.sub("", line, count=1)
    return fold(front[:2]) in box_openings() and fold(front).startswith(box_words())


def boxed(line: str, after: str) -> str:
    """Return what a box names that begins with a line: `Tentang X`, `About the Author` and X, X and a biography."""
    bare = line if line[:1].isalpha() and line[-1:].isalpha() else re.sub(r"^[^\w]+|[^\w.]+$", "", line)
    small = fold(bare)
    if small in box_heads():
        return after
    if after.startswith(words("roles", "biography")) and biography().match(after):
        return line
    lead = next((lead for lead in box_leads() if small.startswith(lead)), "")
    return bare[len(lead) :].strip(" :") if lead else ""


@cache
def box_heads() -> frozenset[str]:
    """Return the lines, casefolded, behind which the author's name stands."""
    return frozenset(words("roles", "box_heads"))


@cache
def box_leads() -> tuple[str, ...]:
    """Return what stands in front of the author's name, casefolded, with the space between them."""
    return tuple(f"{lead} " for lead in words("roles", "box"))


@cache
def box_openings() -> frozenset[str]:
    """Return the first two letters of everything with which the line of a box begins."""
    return frozenset(word[:2] for word in box_words())


@cache
def box_words() -> tuple[str, ...]:
    """Return everything with which the line of a box begins, casefolded."""
    return (*box_leads(), *box_heads())


def is_author(name: str, blocks: Sequence[Block], outlet: str | None) -> bool:
    """Return whether a name in a box is a person's, not a subject's: the story does not speak of it."""
    if not is_person(name, outlet) or is_domain(name) or is_known(name) or is_shaped(name):
        return False
    return not any(name in block.text for block in blocks if len(block.text) > LONGER_THAN_HEADS)


@cache
def life() -> re.Pattern[str]:
    """Return the pattern of a biography in prose: a star or nothing, a name, and soon behind it a trade."""
    trades, joints = any_of("prompts/press", "author_trade"), any_of("roles", "life_joints")
    return re.compile(
        rf"(?P<star>[*†]{{1,3}}\)? ?|\(\*\) ?|\W{{0,2}})(?P<name>{person()})"
        rf"(?:[.:]| ?[–—-]|,? (?i:{joints})|,)(?: [^\s.!?]{{1,20}}){{0,4}}? (?i:{trades})\b"
    )


@cache
def own_life() -> re.Pattern[str]:
    """Return the pattern of a name and what its bearer does or has done: a biography where it is the author's."""
    between, verbs = any_of("roles", "life_between"), any_of("roles", "life_verbs")
    return re.compile(rf"\W{{0,3}}(?P<star>)(?P<name>{person()})(?: (?i:{between})){{0,2}} (?i:{verbs})\b")


@cache
def speech() -> re.Pattern[str]:
    """Return the pattern of a verb of speech."""
    return re.compile(rf"\b{any_of('pictures', 'speech')}\b")


@cache
def own_piece() -> re.Pattern[str]:
    """Return the pattern of words with which a biography speaks of the piece above it."""
    return re.compile(rf"\b{any_of('roles', 'life_words')}\b", re.IGNORECASE)


@cache
def of_the_trade() -> re.Pattern[str]:
    """Return the pattern of what tells that somebody writes: the trade, its deeds and works, an address."""
    trades, deeds = any_of("prompts/press", "press_trade"), any_of("roles", "life_deeds")
    return re.compile(rf"\b(?:{trades}|{deeds}|https?:|www\.)\b|@\w", re.IGNORECASE)


def biographies(standing: Standing, authors: Sequence[str]) -> list[tuple[int, str]]:
    """
    Find biographies in prose beneath the story: (block, name).

    A star stands in front of them, or they are the author's own, or nothing else on the page speaks of their name and
    they speak of the piece. Short lines may be bylines. Under the heading of an author's box, and of an author's own
    name at the very end, what its bearer does tells them as well as a trade; a review has a box about another's.
    Without that heading it must be something of the trade: stories of one's own end with what their author does.

    Args:
        standing: The page.

        authors: Who wrote the copy, as far as is known.
    """
    story = standing.story
    found: list[tuple[int, str]] = []
    last = len(story) - 1
    boxed = any(removal.kind == BOX for removal in standing.removals)
    for n in range(last, max(0, last - LAST_LINES), -1):
        index, block = story[n]
        if len(block.text) > LONGEST_LIFE or is_quoting(block.text):
            continue
        headed = boxed and index > 0 and standing.kinds[index - 1] == BOX
        said = standing.sheet.words_in(index)
        match = None if trade_heads().isdisjoint(said) else life().match(block.text)
        if not match and (headed or (last - n == len(found) and is_of_writer(block.text, said))):
            match = own_life().match(block.text)
        if not match or not is_life(block.text, match, authors, headed=headed):
            continue
        others = (other.text for number, other in story if number != index and len(other.text) > LONGEST_LINE)
        if not any(match["name"] in text for text in others):
            found.append((index, tidy(match["name"])))
    return found


def is_quoting(text: str) -> bool:
    """Return whether a line quotes somebody."""
    return '"' in text or "“" in text or "”" in text


def is_of_writer(text: str, said: Iterable[str]) -> bool:
    """Return whether a line of these words tells that it is about somebody who writes, or of the piece above."""
    if "@" not in text and writer_heads().isdisjoint(said):
        return False  # as most lines: the patterns take a hundred times as long
    return of_the_trade().search(text) is not None or own_piece().search(text) is not None


@cache
def trade_heads() -> frozenset[str]:
    """Return the first words of the trades that biographies name: what holds none is no `life`."""
    return first_words("prompts/press", "author_trade")


@cache
def writer_heads() -> frozenset[str]:
    """Return the first words of all that `of_the_trade` and `own_piece` know."""
    trades, deeds = first_words("prompts/press", "press_trade"), first_words("roles", "life_deeds")
    return trades | deeds | first_words("roles", "life_words") | {"http", "https", "www"}


def first_words(file: str, name: str) -> frozenset[str]:
    """Return the first words of a list, folded."""
    return frozenset(fold_words(word)[0] for word in words(file, name))


def is_life(text: str, match: re.Match[str], authors: Sequence[str], *, headed: bool = False) -> bool:
    """Return whether a line that names somebody and their work is a biography: nobody speaks in it."""
    name = tidy(match["name"])
    if " " not in name or not is_person(name) or is_quoting(text) or speech().search(text):
        return False
    if headed and not authors:
        return True
    return bool(match["star"].strip(" (")) or name in authors or own_piece().search(text) is not None
