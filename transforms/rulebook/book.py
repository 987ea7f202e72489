"""What a rule is and what a book of rules is: records and nothing else."""

from __future__ import annotations

import hashlib
import re
import re._parser as p
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Literal

from transforms.rulebook.heads import OPEN, Heads, heads_of
from transforms.rulebook.literals import rarest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from transforms.rulebook.index import Index
    from transforms.rulebook.page import Claim, Line

Scope = Literal["line", "span", "rest", "run"]
Glued = Literal["no", "end", "any"]

SCOPES = ("line", "span", "rest", "run")
GLUED = ("no", "end", "any")
ENDS = ("", "title")
UNDER = ("any", "titles", "short", "bullets")

OPENING = 2
"""Letters of a first word that are looked at before a `span` is tried; most places fail by them."""

MOST_LINES = 2048
"""Short lines that are remembered with what the rules claim of them."""

KNOWN_LISTS = ("network", "prompt_word", "share_more", "here")
"""Word lists whose words belong to prompts, however they are written."""

DECORATED_BEFORE = r"(?:[-–—*•·»>→|\[(#]{1,3}\s?|(?-i:(?=[A-Z0-9@\"“\[])))"
DECORATED_BEHIND = r"(?:\s?[-–—*»›>→↓|\])!:.…]{1,6})?"
NOTHING_BEHIND = r"(?=\s?(?:$|\x1f))"
SENTENCE_BEHIND = r"(?=\s?(?:$|\x1f)|\s(?-i:[A-Z0-9\"“‘(\[#@©-])|(?<=[.!?…→»›)\]])(?-i:[A-Z\"“‘(\[#@©]))"


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

        lead: A literal ends within this many characters of where a match begins.

        ends: `title`: a `span` goes on to the end of the headline that follows its match.

        after: Least share (0 to 1) of the page's story that stands before the line.

        most: Lines that a `run` takes at most under its heading.

        under: What a `run` takes under its heading: `any` line that is no paragraph of a story,
            `titles` alone, `short` lines alone, or `bullets`: titles behind a bullet.

        resumes: Story-like paragraphs that a `rest` may swallow at most.

        slack: Unknown small words (0 or 1) that a whole line may hold beside what the pattern knows.
    """

    id: str
    kind: str
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
    lead: int = 160
    ends: str = ""
    after: float = 0.0
    most: int = 0
    under: str = "any"
    resumes: int = 0
    slack: int = 0

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern. Compiled when it is first tried: few rules are on any one page."""
        return re.compile(self.pattern, re.IGNORECASE)

    @cached_property
    def inline(self) -> re.Pattern[str] | None:
        """The compiled pattern with what may stand around it inside a line, for `glued` rules."""
        return None if self.glued == "no" else re.compile(inline_pattern(self.pattern, self.glued), re.IGNORECASE)

    @cached_property
    def traits(self) -> tuple[Heads, tuple[str, ...]]:
        """
        How the first word of every match begins, and witnesses: strings of which every match holds one.

        There are witnesses where literals alone would let the rule be tried in vain, and rarer strings exist.
        """
        tree = p.parse(self.pattern)
        heads = heads_of(tree)
        return heads, rarest_of(tree, self.literals) if OPEN in heads or self.scope == "span" else ()

    @cached_property
    def openings(self) -> frozenset[str]:
        """The first two letters of every match's first word; none where they could be any."""
        pairs = frozenset(head[:OPENING] for head in self.traits[0])
        return pairs if all(pair.isalpha() and len(pair) == OPENING for pair in pairs) else frozenset()

    @cached_property
    def name(self) -> str:
        """What the ledger calls it, such as `share.id-bagikan`."""
        return f"{self.kind}.{self.id}"


@dataclass(frozen=True)
class RuleBook:
    """
    Every rule, sorted by site, kind and id, with what the engine needs to try them.

    Attributes:
        rules: The rules.

        words: Vocabularies by name, all languages together.

        digest: Short stable id of rules and words.

        known: Words that prompts write with a capital without opening a sentence, casefolded.

        firm: Words that no rule may pass over as its one unknown word, casefolded.

        index: What tells which rules could say something about a line.
    """

    rules: tuple[Rule, ...]
    words: Mapping[str, tuple[str, ...]]
    digest: str
    known: frozenset[str] = field(compare=False, repr=False)
    firm: frozenset[str] = field(compare=False, repr=False)
    index: Index = field(compare=False, repr=False)

    @cached_property
    def judged(self) -> Callable[[Line], tuple[list[Claim], list[Rule]]]:
        """What the rules say of a line by itself; remembered, for sites repeat their prompts."""
        from transforms.rulebook.single import judge  # noqa: PLC0415 - it needs books itself

        return lru_cache(maxsize=MOST_LINES)(partial(judge, self))

    @cached_property
    def dangling(self) -> frozenset[str]:
        """Words, casefolded, that no glued prompt ends on."""
        return frozenset(self.words.get("dangling", ()))

    @cached_property
    def networks(self) -> frozenset[str]:
        """Names of networks, casefolded: a prompt at the head of a paragraph may end on one without a mark."""
        return frozenset(self.words.get("network_long", ()))

    @cached_property
    def reader(self) -> frozenset[str]:
        """Words, casefolded, of questions that prompts put to the reader."""
        return frozenset(self.words.get("reader", ()))

    @cached_property
    def spoken_to(self) -> frozenset[str]:
        """Words, casefolded, that bear a capital in mid-sentence: a sentence goes on with one."""
        return frozenset(self.words.get("spoken_to", ()))

    @cached_property
    def announcing(self) -> tuple[str, ...]:
        """Words, casefolded, with which a line announces a quoted message."""
        return self.words.get("announcing", ())


def rulebook_digest(book: RuleBook) -> str:
    """Return the short stable id of a book's rules and words: 12 hex digits, for the `rulebook` column."""
    return book.digest


def inline_pattern(pattern: str, glued: str) -> str:
    """Return the pattern as it is tried where a sentence has ended; `end` wants nothing behind it."""
    behind = NOTHING_BEHIND if glued == "end" else SENTENCE_BEHIND
    return f"{DECORATED_BEFORE}(?:{pattern}){DECORATED_BEHIND}{behind}"


def known_words(words: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return the single words of the lists in `KNOWN_LISTS`, casefolded."""
    return frozenset(part for name in KNOWN_LISTS for word in words.get(name, ()) for part in word.casefold().split())


def firm_words(words: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return the words of the list `firm`, casefolded: what tells a story from a prompt."""
    return frozenset(word.casefold() for word in words.get("firm", ()))


def digest_of(rules: tuple[Rule, ...], words: Mapping[str, tuple[str, ...]]) -> str:
    """Hash what rules and words do; examples and reasons change nothing, so they stay out."""
    parts = [
        repr(
            (
                r.site,
                r.name,
                r.scope,
                r.pattern,
                r.literals,
                r.longest,
                r.glued,
                r.ends,
                r.after,
                r.most,
                r.under,
                r.resumes,
                r.slack,
            )
        )
        for r in rules
    ]
    parts += [repr((name, words[name])) for name in sorted(words)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
