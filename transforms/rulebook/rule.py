"""What a rule is: one sentence of the rule book, with evidence, and what its pattern tells of its matches."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from transforms.lexicon.branches import branched
from transforms.records import Kind
from transforms.rulebook.heads import OPEN, Heads, heads_of
from transforms.rulebook.literals import rarest_of, reach_of
from transforms.rulebook.parsing import parse

Scope = Literal["line", "span", "rest", "run"]
Glued = Literal["no", "end", "any"]

SCOPES = ("line", "span", "rest", "run")
GLUED = ("no", "end", "any")
ENDS = ("", "title")
UNDER = ("any", "titles", "short", "bullets")

LOOKED_AHEAD = 63
"""Characters over which the next match of a `span` is looked for in one go."""

DECORATED_BEFORE = r"(?:[-–—*•·»>→|\[(#]{1,3}\s?|(?-i:(?=[A-Z0-9@\"“\[])))"
DECORATED_BEHIND = r"(?:\s?[-–—*»›>→↓|\])!:.…]{1,6})?"
NOTHING_BEHIND = r"(?=\s?(?:$|\x1f))"
SENTENCE_BEHIND = r"(?=\s?(?:$|\x1f)|\s(?-i:[A-Z0-9\"“‘(\[#@©-])|(?<=[.!?…→»›)\]])(?-i:[A-Z\"“‘(\[#@©]))"


class Traits(NamedTuple):
    """
    What a pattern tells of its matches without being tried.

    Attributes:
        heads: How the first word of every match begins.

        witnesses: Strings of which every match holds one. There are some where literals alone would let the
            rule be tried in vain, and rarer strings exist.

        reach: Characters from where a match begins within which one of its literals ends.
    """

    heads: Heads
    witnesses: tuple[str, ...]
    reach: int


@dataclass(frozen=True)
class Rule:
    """
    One sentence of the rule book: what a piece of furniture looks like, with evidence.

    Attributes:
        id: Unique within its kind; `kind.id` names it in the ledger.

        kind: What it strikes, one of `records.KINDS`.

        languages: ISO 639-1 codes of the pages it was written for; it is tried on all pages.

        scope: `line` must cover a whole line, decoration aside; `span` strikes each match; `rest`
            strikes its line and all that follows; `run` its line and the teasers under it.

        why: Why such text is furniture.

        literals: Casefolded strings; wherever the pattern matches, one of them stands.

        pattern: Regular expression, words filled in, matched without regard to case. A `span` that
            names a group `cut` strikes that group alone.

        strips: Lines it must strike.

        spares: Near misses that the whole book must spare.

        site: Host that the rule is for; empty for all.

        longest: Characters of the longest line it may match.

        glued: Whether a `line` rule is also tried at sentence ends inside longer lines: `no`, only
            where nothing follows it (`end`), or anywhere (`any`).

        ends: `title`: a `span` goes on to the end of the headline that follows its match.

        after: Least share (0 to 1) of the page's story that stands before the line.

        most: Lines that a `run` takes at most under its heading.

        under: What a `run` takes under its heading: `any` line that is no paragraph of a story,
            `titles` alone, `short` lines alone, or `bullets`: titles behind a bullet.

        resumes: Story-like paragraphs that a `rest` may swallow at most.

        slack: Unknown small words (0 or 1) that a whole line may hold beside what the pattern knows.

        edge: Such lines stand at the edges of a page, and none that it takes whole in the midst of a story.

        written: Characters of the longest part of the pattern, as its file writes it.

        spelt: Characters of all its parts and of the pieces that they name, each piece once.
    """

    id: str
    kind: Kind
    languages: tuple[str, ...]
    scope: Scope
    why: str
    literals: tuple[str, ...]
    pattern: str
    strips: tuple[str, ...]
    spares: tuple[str, ...]
    site: str = ""
    longest: int = 160
    glued: Glued = "no"
    ends: str = ""
    after: float = 0.0
    most: int = 0
    under: str = "any"
    resumes: int = 0
    slack: int = 0
    edge: bool = False
    written: int = 0
    spelt: int = 0

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern. Compiled when it is first tried: few rules are on any one page."""
        return re.compile(branched(self.pattern), re.IGNORECASE)

    @cached_property
    def inline(self) -> re.Pattern[str] | None:
        """The compiled pattern with what may stand around it inside a line, for `glued` rules."""
        return (
            None
            if self.glued == "no"
            else re.compile(branched(inline_pattern(self.pattern, self.glued)), re.IGNORECASE)
        )

    @cached_property
    def ahead(self) -> re.Pattern[str]:
        """The compiled pattern of what may stand in front of the next match, up to `LOOKED_AHEAD` characters."""
        return re.compile(rf"(?s:.{{0,{LOOKED_AHEAD}}}?)(?={branched(self.pattern)})", re.IGNORECASE)

    @cached_property
    def traits(self) -> Traits:
        """What the pattern tells of every match; worked out once, and kept on disk for the packaged rules."""
        tree = parse(self.pattern)
        heads = heads_of(tree)
        sought = OPEN in heads or self.scope == "span"
        witnesses = rarest_of(tree, self.literals) if sought else ()
        reach = reach_of(tree, self.literals)
        return Traits(heads, witnesses, reach if self.scope == "span" else min(reach, self.longest))

    @cached_property
    def reach(self) -> int:
        """Characters from where a match begins within which one of its literals ends."""
        return self.traits.reach

    @cached_property
    def name(self) -> str:
        """What the ledger calls it, such as `share.id-bagikan`."""
        return f"{self.kind}.{self.id}"


def inline_pattern(pattern: str, glued: Glued) -> str:
    """Return the pattern as it is tried where a sentence has ended; `end` wants nothing behind it."""
    behind = NOTHING_BEHIND if glued == "end" else SENTENCE_BEHIND
    return f"{DECORATED_BEFORE}(?:{pattern}){DECORATED_BEHIND}{behind}"
