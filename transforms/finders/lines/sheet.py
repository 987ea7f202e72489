"""A page as the shape model sees it: what stands, what is struck, and where the story lies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.finders.lines.chains import chain_end, closes
from transforms.finders.lines.lists import HOUSE, PROMPT, word_bits
from transforms.lexicon.fold import fold
from transforms.records.cut import by_number, cut_line
from transforms.sheet import Standing
from transforms.text.lines import is_prose
from transforms.text.words import WORD

METADATA = frozenset({"title", "deck", "byline", "dateline", "caption", "credit", "editor_credit"})
"""Kinds that belong to the story: a line beside them says little about furniture."""

NO_FURNITURE = METADATA | {"", "repeat"}
"""Kinds of blocks that are the story's own or a copy of it; "" is one that stands."""

WORDED = re.compile(r"\w")
BRACKETED = re.compile(r"[(\[{][^)\]}]{0,60}[)\]}]$")

LONGEST_CANDIDATE = 260
"""Longer lines are prose; furniture of that length speaks in full sentences, which only a rule can tell."""

LONGEST_LEAD = 450
"""Characters of the longest cut-off lead that is looked at."""

SHORTEST_PROSE = 40
"""Characters; shorter lines lend no vocabulary to the story, they may be menus."""

REACH = 4
"""Blocks to either side of a bare line inside the story among which furniture must have been struck: what stands
farther from any is a sub-head, an item or a verse."""

LABELLED = re.compile(r"[A-Z][\w ]{1,24}: ?\S")
"""A label with its value: two in a row above a story are the data of a book, a match, a house."""

RECURS = 3
"""Times that a label stands on a page whose list of places or dishes names opening hours under each; a refrain too."""

LONGEST_LABEL = 40

OPENING = 40
"""Characters that hold a line's first two words."""

GAP = 2
"""Blocks between two paragraphs; behind such a gap a lone paragraph may be a teaser's lead."""

MOST_GAPS = 3
"""Gaps that are looked into: each costs a reading of the page."""

LONGEST_READ = 20_000
"""Characters of a story whose words are compared; more change no verdict."""

RESUMED = 0.4
"""Share of long words in common from which on a late paragraph belongs to the story."""

LONG_WORD = re.compile(r"\w{5,}")

SMALL_REST = 0.25
"""Share of the story's characters; less than this behind a gap is no second half of the story."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """
    One page, a row for each block.

    Attributes:
        texts: What stands of each block, empty where it is struck.

        kinds: What a block that is struck whole was, empty where it stands.

        sizes: Characters of each block as it was extracted.

        furniture: Whether the block is struck and was neither metadata nor a copy.

        paragraph: Whether the block stands and reads like a paragraph of prose.

        first: Block of the first paragraph; the number of blocks where there is none.

        last: Block of the last paragraph of the story proper, -1 where there is none. Lone
            paragraphs far behind it (leads of other stories) do not count.

        tail: Share (0 to 1) of the standing characters that stands behind the story proper: menus and
            teasers are short, a recipe or a table that ends a page is not.

        title: The headline, empty where it is not known.
    """

    texts: tuple[str, ...]
    kinds: tuple[str, ...]
    sizes: tuple[int, ...]
    furniture: tuple[bool, ...]
    paragraph: tuple[bool, ...]
    first: int
    last: int
    tail: float
    title: str


def read_sheet(page: Standing, title: str | None) -> Sheet:
    """Lay out an article for the model. The headline is read off its removals where `title` is None."""
    texts, kinds = standing(page)
    paragraph = [is_prose(text) for text in texts]
    where = [n for n, yes in enumerate(paragraph) if yes]
    first = where[0] if where else len(texts)
    known = title or next((r.text for r in page.removals if r.kind == "title"), "")
    last = max(chain_end(texts, story_end(texts, kinds, where)), signed_line(page, texts)) if where else -1
    behind = sum(map(len, texts[last + 1 :]))
    tail = behind / sum(map(len, texts)) if behind else 0.0
    return Sheet(
        texts=tuple(texts),
        kinds=tuple(kinds),
        sizes=tuple([len(block.text) for block in page.blocks]),
        furniture=tuple([kind not in NO_FURNITURE for kind in kinds]),
        paragraph=tuple(paragraph),
        first=first,
        last=last,
        tail=tail,
        title=known,
    )


def signed_line(page: Standing, texts: Sequence[str]) -> int:
    """Return the last block behind whose sentence a sign-off was struck, with which the story ends; -1 for none."""
    signed = [r.block for r in page.removals if r.kind == "credit" and not r.whole and closes(texts[r.block])]
    return signed[-1] if signed else -1


def standing(page: Standing) -> tuple[list[str], list[str]]:
    """Return what is left of each block, and the kind of each block that is struck whole."""
    texts = [block.text for block in page.blocks]
    kinds = [""] * len(texts)
    for number, removals in by_number(page.removals).items():
        texts[number] = cut_line(texts[number], removals)
        if removals[0].whole:
            longest = max(removals, key=lambda r: (len(r.text), r.kind)) if removals[1:] else removals[0]
            kinds[number] = longest.kind
    return texts, kinds


def story_end(texts: Sequence[str], kinds: Sequence[str], where: Sequence[int]) -> int:
    """
    Return the block of the story's last paragraph.

    Few paragraphs behind a gap with struck furniture in it are leads of other stories, unless the
    story resumes in them: unless they share its vocabulary.
    """
    total, behind, gaps = sum([len(texts[n]) for n in where]), 0, 0
    for at in range(len(where) - 1, 0, -1):
        behind += len(texts[where[at]])
        if behind >= SMALL_REST * total or gaps == MOST_GAPS:
            break
        gap = range(where[at - 1] + 1, where[at])
        if len(gap) >= GAP and any(kinds[n] not in NO_FURNITURE for n in gap):
            front = "\n".join(t for t in texts[: where[at - 1] + 1] if len(t) >= SHORTEST_PROSE)
            rest = "\n".join(texts[n] for n in where[at:])
            gaps += 1
            if shared_words(rest, front) < RESUMED:
                return where[at - 1]
    return where[-1]


def shared_words(text: str, story: str) -> float:
    """Return the share of a text's longer words that a story uses as well."""
    known = set(LONG_WORD.findall(fold(story[:LONGEST_READ])))
    words = LONG_WORD.findall(fold(text[:LONGEST_READ]))
    return sum(w in known for w in words) / (len(words) or 1)


def beside_furniture(sheet: Sheet, number: int, far: int = 1) -> bool:
    """Say whether a block next to this one, or up to `far` blocks away, was struck as furniture."""
    return True in sheet.furniture[max(0, number - far) : number + far + 1]


def beside(sheet: Sheet, number: int) -> Sequence[str]:
    """Return what stands in the blocks next to this one."""
    return (*sheet.texts[max(0, number - 1) : number], *sheet.texts[number + 1 : number + 2])


def candidates(sheet: Sheet) -> list[int]:
    """
    Return the blocks worth scoring.

    Prose is left out at once: long lines, paragraphs of the story, its sentences with nothing struck beside them,
    its bare lines with nothing struck near unless they open like prompts, lone marks and asides in brackets with
    nothing struck beside them. A story of plain paragraphs has no candidates and costs next to nothing.
    """
    first, last, paragraph = sheet.first, sheet.last, sheet.paragraph
    loose = [n for n, text in enumerate(sheet.texts) if text and not (paragraph[n] and first <= n <= last)]
    return [n for n in loose if is_candidate(sheet, n, sheet.texts[n])]


def asks(text: str) -> bool:
    """Say whether one of a line's first two words asks the reader for something or belongs to the site."""
    get = word_bits().get
    return any(get(word, 0) & (PROMPT | HOUSE) for word in WORD.findall(fold(text[:OPENING]))[:2])


def is_candidate(sheet: Sheet, number: int, text: str) -> bool:
    """Say whether a block that stands, but for the story's paragraphs, is worth scoring; cheap tests come first."""
    if len(text) > (LONGEST_CANDIDATE if sheet.paragraph[number] else LONGEST_LEAD):
        return False
    if len(text) <= LONGEST_LABEL and sheet.texts.count(text) >= RECURS and not beside_furniture(sheet, number):
        return False
    if number < sheet.first and LABELLED.match(text) and any(LABELLED.match(t) for t in beside(sheet, number)):
        return False
    if sheet.first <= number <= sheet.last:
        near = beside_furniture(sheet, number, 1 if closes(text) else REACH)
        return near or asks(text)
    if BRACKETED.match(text) or not WORDED.search(text):
        return beside_furniture(sheet, number)
    return True
