"""
A page as every finder reads it: laid out once, and what still stands of it.

`Sheet` is the page as it came and never changes. `Standing` is a sheet with what was struck so far: it is made
anew before each finder. What only some finders ask is worked out when it is first asked for, and `kept`.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain
from typing import TypeAlias

from transforms.records import NO_FACTS, NO_HINTS, Block, Kind, PageFacts, PageKind, Removal
from transforms.records.cut import by_number, left_of, resolve
from transforms.records.facts import NO_MARKUP, Markup
from transforms.records.kept import kept
from transforms.text.chains import chain_end, closes
from transforms.text.extent import GAP, story_end
from transforms.text.lines import is_prose
from transforms.text.midst import in_midst
from transforms.text.words import fold_words

Numbered: TypeAlias = tuple[tuple[int, Block], ...]
"""Blocks with their index among all blocks."""

Hits: TypeAlias = "list[tuple[int, int]]"
"""Where literals of rules end in a line, in reading order, and the set of the rules whose they are."""

WITNESSES = frozenset(
    {"author_box", "byline", "editor_credit", "credit", "copyright", "copy_protection", "dateline", "republication"}
)
"""Kinds of furniture that name people and sources; other furniture tells of other stories."""

METADATA = frozenset({"title", "deck", "byline", "dateline", "caption", "credit", "editor_credit"})
"""Kinds that belong to the story: a line beside them says little about furniture."""

NO_FURNITURE = METADATA | {"", "repeat"}
"""Kinds of blocks that are the story's own or a copy of it; "" is one that stands."""

LONGEST_BYLINE = 140
"""Characters up to which a line as a whole may be a byline or another credit."""


@dataclass(frozen=True)
class Sheet:
    """
    A page as it came.

    Attributes:
        blocks: Its lines, in reading order.

        texts: The text of each.

        text: The same, joined: one line each.

        small: The same in small letters, letter for letter.

        kind: What it was: HTML or text.

        url: Where it stands, where that is known.

        hints: What came along with it.

        facts: What its markup claims.

        markup: Where each line stood in the markup; empty where the page was text.

        prompts: By block, where literals of rules end and whose they are; this is what the one scan found.

        places: Where each literal that finders ask for stands in `text`; literals that the page lacks are no keys.
    """

    blocks: tuple[Block, ...]
    texts: Sequence[str]
    text: str
    small: str
    kind: PageKind = "text"
    url: str | None = None
    hints: Mapping[str, str] = field(default_factory=lambda: NO_HINTS)
    facts: PageFacts = NO_FACTS
    markup: Markup = NO_MARKUP
    prompts: Mapping[int, Hits] = field(default_factory=dict)
    places: Mapping[str, Sequence[int]] = field(default_factory=dict)

    @kept
    def sizes(self) -> list[int]:
        """The characters of each block. Not to be changed."""
        return [len(text) for text in self.texts]

    @kept
    def unspaced(self) -> bytes:
        """The page in small letters without spaces and hyphens, which outlets set or leave out in their names."""
        return self.small.encode(errors="replace").translate(None, b" -")

    @kept
    def starts(self) -> list[int]:
        """Where each block begins in `text`, and one place more. Not to be changed."""
        return [0, *accumulate([len(line) + 1 for line in self.texts])]

    @kept
    def folded(self) -> dict[int, list[str]]:
        """The words of the blocks that `words_in` was asked for: of an HTML page most are chrome, and nobody asks."""
        return {}

    def words_in(self, number: int) -> list[str]:
        """Return the folded words of a block. Not to be changed."""
        if number not in self.folded:
            self.folded[number] = fold_words(self.texts[number])
        return self.folded[number]


@dataclass(frozen=True)
class Standing:
    """
    What still stands of a page.

    Attributes:
        sheet: The page.

        removals: What was struck so far, settled and in reading order.
    """

    sheet: Sheet
    removals: tuple[Removal, ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks of the page."""
        return self.sheet.blocks

    @kept
    def struck(self) -> frozenset[int]:
        """The blocks that leave no line."""
        return frozenset([removal.block for removal in self.removals if removal.whole])

    @kept
    def story(self) -> Numbered:
        """Every block that still leaves a line."""
        return self.without(self.struck)

    @property
    def seen(self) -> Numbered:
        """The lines among which bylines are looked for: what markup calls chrome holds them as well."""
        return self.story if self.sheet.kind == "text" else tuple(enumerate(self.sheet.blocks))

    @kept
    def words(self) -> list[str]:
        """The words, folded, of `story` from end to end. Not to be changed."""
        return [*chain.from_iterable([self.sheet.words_in(number) for number, _ in self.story])]

    @property
    def is_told_apart(self) -> bool:
        """Whether markup has told story from chrome."""
        return any(removal.layer == "extractor" for removal in self.removals)

    @kept
    def mute(self) -> set[int]:
        """The blocks that leave no line and name nobody. Not to be changed."""
        return {r.block for r in self.removals if r.whole and r.kind not in WITNESSES}

    @kept
    def credited(self) -> Numbered:
        """Every block that still leaves a line, or was struck as a credit."""
        return self.without(self.mute) if self.mute != self.struck else self.story

    @kept
    def marked(self) -> list[int]:
        """Which of `credited` may hold a credit by their looks: short ones, and those with a colon or brackets."""
        return [  # `[` for `[]`: a search for two characters takes ten times as long
            n
            for n, (_, block) in enumerate(self.credited)
            if len(line := block.text) <= LONGEST_BYLINE or ":" in line or "(" in line or "[" in line
        ]

    @kept
    def left(self) -> list[str]:
        """What stands of each block, empty where it is struck. Not to be changed."""
        return left_of(self.sheet.texts, self.removals)

    @kept
    def kinds(self) -> list[Kind]:
        """What each block that is struck whole was, empty where it stands. Not to be changed."""
        kinds = [""] * len(self.blocks)
        for number, removals in by_number([removal for removal in self.removals if removal.whole]).items():
            longest = removals[0] if len(removals) == 1 else max(removals, key=lambda r: (len(r.text), r.kind))
            kinds[number] = longest.kind
        return kinds

    @kept
    def furniture(self) -> list[bool]:
        """Whether each block is struck and was neither metadata nor a copy. Not to be changed."""
        return [kind not in NO_FURNITURE for kind in self.kinds]

    @kept
    def prose(self) -> list[bool]:
        """Whether each block stands and reads like a paragraph of prose. Not to be changed."""
        return [text != "" and is_prose(text) for text in self.left]

    @kept
    def first(self) -> int:
        """The block of the first paragraph; the number of blocks where there is none."""
        return self.prose.index(True) if True in self.prose else len(self.prose)

    @kept
    def last(self) -> int:
        """The block with which the story ends, -1 where it has no paragraph; leads of other stories do not count."""
        where = [n for n, yes in enumerate(self.prose) if yes]
        if not where:
            return -1
        left = self.left
        signed = [r.block for r in self.removals if r.kind == "credit" and not r.whole and closes(left[r.block])]
        parted = where[-1] - where[0] >= len(where) - 1 + GAP  # else no gap is wide enough for furniture to matter
        end = story_end(left, self.furniture, where) if parted else where[-1]
        return max([chain_end(left, end), *signed[-1:]])

    @kept
    def tail(self) -> float:
        """The share of the standing characters behind the story: teasers are short, a closing recipe is not."""
        behind = sum(map(len, self.left[self.last + 1 :]))
        return behind / sum(map(len, self.left)) if behind else 0.0

    def in_midst(self, number: int, doubted: Container[int] = ()) -> bool:
        """Return whether a block stands in the midst of the story; see `text.midst`."""
        return in_midst(self.sheet.texts, self.struck, number, doubted)

    def without(self, gone: frozenset[int] | set[int]) -> Numbered:
        """Return all blocks but those of these numbers."""
        every = enumerate(self.sheet.blocks)
        return tuple([pair for pair in every if pair[0] not in gone]) if gone else tuple(every)

    def strike(self, removals: Iterable[Removal]) -> Standing:
        """Return what stands once these spans are struck as well; see `Article.strike`."""
        found = tuple(removals)
        return Standing(self.sheet, resolve(self.blocks, found, self.removals)).after(self) if found else self

    def after(self, earlier: Standing) -> Standing:
        """Return the same, with what is known of an earlier standing and of the lines that are left of it."""
        known = earlier.__dict__
        if self.struck == earlier.struck:
            self.__dict__.update({name: known[name] for name in SAME_LINES if name in known})
        elif "story" in known:  # no line comes back
            self.__dict__["story"] = tuple([pair for pair in earlier.story if pair[0] not in self.struck])
        return self


SAME_LINES = ("story", "words")
"""What is the same of a page as long as the same lines stand."""
