"""Which blocks bear witness: those still standing, and credits that a rule has struck already."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transforms.records import Article, Block

WITNESSES = frozenset(
    {"author_box", "byline", "editor_credit", "credit", "copyright", "copy_protection", "dateline", "republication"}
)
"""Kinds of furniture that name people and sources; other furniture tells of other stories."""


def credited(article: Article) -> tuple[tuple[int, Block], ...]:
    """Return (index, block) of every block that still leaves a line, or that was struck as a credit."""
    gone = {r.block for r in article.removals if r.whole and r.kind not in WITNESSES}
    return tuple((i, block) for i, block in enumerate(article.blocks) if i not in gone)
