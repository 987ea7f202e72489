"""What a page's text is made of, and the spans that leave it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

BlockKind = Literal["paragraph", "heading", "item", "quote", "caption", "table", "embed"]
Layer = Literal["rule", "site", "repeat", "metadata", "extractor", "model"]

Kind: TypeAlias = str
"""What a removal was: one of `KINDS`."""

KINDS: frozenset[Kind] = frozenset(
    "title deck byline dateline caption repeat share related copy_protection newsletter pagination "
    "author_box comments ad nav video paywall app_promo follow tags disclaimer republication "
    "editor_credit credit copyright widget chrome".split()
)
"""The one vocabulary of what a removal was: rules, ledger, gold labels and report share it."""


@dataclass(frozen=True, slots=True)
class Block:
    """One non-blank line of visible text. Never holds a newline; normalised and trimmed."""

    kind: BlockKind
    text: str


class Removal(NamedTuple):
    """
    A span of a block that leaves the text, and who says so.

    A tuple, as a page makes some fifteen and a frozen dataclass takes three times as long, .9 µs each.

    Attributes:
        block: Index of the block in `Article.blocks`.

        start: First character of the span in the block's text.

        end: One past the last character of the span.

        kind: What the span was, one of `KINDS`.

        rule: Who says so, such as `share.id-bagikan`.

        layer: Which layer of the house found it.

        score: The model's probability that the span is furniture; None where no score was taken.

        why: What spoke for it, in words or as the model's largest terms; empty where `rule` says it all.

        text: The span itself, set by `strike`, as are the next two; who takes a whole block may say so.

        whole: The block leaves no line in the clean text.

        joint: What stands in the span's place: one space where both halves would touch, else
            nothing.
    """

    block: int
    start: int
    end: int
    kind: Kind
    rule: str
    layer: Layer
    score: float | None = None
    why: str = ""
    text: str = ""
    whole: bool = False
    joint: str = ""


def source_text(blocks: Iterable[Block]) -> str:
    """Return every block's text, one line each."""
    return "\n".join(block.text for block in blocks)
