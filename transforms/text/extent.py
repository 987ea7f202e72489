"""Where a story ends: at its last paragraph, unless that is the lead of another story."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.lexicon.fold import fold

GAP = 2
"""Lines between two paragraphs; behind such a gap a lone paragraph may be a teaser's lead."""

MOST_GAPS = 3
"""Gaps that are looked into: each costs a reading of the page."""

SHORTEST_LENDER = 40
"""Characters; shorter lines lend no vocabulary to the story, they may be menus."""

LONGEST_READ = 20_000
"""Characters of a story whose words are compared; more change no verdict."""

RESUMED = 0.4
"""Share of long words in common from which on a late paragraph belongs to the story."""

SMALL_REST = 0.25
"""Share of the story's characters; less than this behind a gap is no second half of the story."""

LONG_WORD = re.compile(r"\w{5,}")


def story_end(texts: Sequence[str], furniture: Sequence[bool], where: Sequence[int]) -> int:
    """
    Return the line of the story's last paragraph.

    Few paragraphs behind a gap with struck furniture in it are leads of other stories, unless the
    story resumes in them: unless they share its vocabulary.

    Args:
        texts: What stands of each line.

        furniture: Which lines were struck as furniture.

        where: The paragraphs, by number; at least one.
    """
    total, behind, gaps = sum([len(texts[n]) for n in where]), 0, 0
    for at in range(len(where) - 1, 0, -1):
        behind += len(texts[where[at]])
        if behind >= SMALL_REST * total or gaps == MOST_GAPS:
            break
        above, below = where[at - 1], where[at]
        if below - above > GAP and True in furniture[above + 1 : below]:
            front = "\n".join(t for t in texts[: above + 1] if len(t) >= SHORTEST_LENDER)
            rest = "\n".join(texts[n] for n in where[at:])
            gaps += 1
            if shared_words(rest, front) < RESUMED:
                return above
    return where[-1]


def shared_words(text: str, story: str) -> float:
    """Return the share of a text's longer words that a story uses as well."""
    known = set(LONG_WORD.findall(fold(story[:LONGEST_READ])))
    words = LONG_WORD.findall(fold(text[:LONGEST_READ]))
    return sum(w in known for w in words) / (len(words) or 1)
