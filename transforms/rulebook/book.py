"""What a book of rules is: the rules, the words of their patterns, and the index that tells which to try."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from transforms.lexicon.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from transforms.rulebook.index import Index
    from transforms.rulebook.rule import Rule

KNOWN_LISTS = ("network", "prompt_word", "share_more", "here")
"""Word lists whose words belong to prompts, however they are written."""


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

    def __hash__(self) -> int:
        """Return the hash of the digest, which tells books apart: words do not hash, and rules take long."""
        return hash(self.digest)

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
    def steps(self) -> frozenset[str]:
        """Words, casefolded, with which the steps of instructions begin."""
        return frozenset(self.words.get("step", ()))

    @cached_property
    def announcing(self) -> tuple[str, ...]:
        """Words, casefolded, with which a line announces a quoted message."""
        return self.words.get("announcing", ())


def known_words(words: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return the single words of the lists in `KNOWN_LISTS`, casefolded."""
    return frozenset(part for name in KNOWN_LISTS for word in words.get(name, ()) for part in fold(word).split())


def firm_words(words: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return the words of the list `firm`, casefolded: what tells a story from a prompt."""
    return frozenset(fold(word) for word in words.get("firm", ()))


def digest_of(rules: tuple[Rule, ...], words: Mapping[str, tuple[str, ...]]) -> str:
    """Hash what rules and words do; what is struck and reasons change nothing, so they stay out. Spares bind."""
    parts = [
        repr(
            (
                r.site,
                r.name,
                r.scope,
                r.pattern,
                r.literals,
                r.spares,
                r.longest,
                r.glued,
                r.ends,
                r.after,
                r.most,
                r.under,
                r.resumes,
                r.slack,
                r.edge,
            )
        )
        for r in rules
    ]
    parts += [repr((name, words[name])) for name in sorted(words)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
