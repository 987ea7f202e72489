"""
A story's lines with what each was on its page, as readers of the datasets have them, and Markdown made of them.

`line_kinds` says for each line of `text` its kind, a level where there is one, and `more` where the line goes on with
the item, quote or cell of the line above: `heading 2`, `item 1`, `item 1 more`, `table 3`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, TypeAlias

LineKind: TypeAlias = str
"""`paragraph`, `heading`, `item`, `numbered`, `quote`, `table`, `caption` or `embed`."""

ITEMS = frozenset(("item", "numbered"))
SPECIAL = re.compile(r"[\\`*_\[\]<&~|#]")
"""Characters that mean something anywhere in a line of Markdown."""

AT_START = re.compile(r"^(?:(?P<number>[0-9]{1,9})(?=[.)](?: |$))|(?=[>+=-]))")
"""Where a line would begin a list or a quote: the backslash stands there, behind the number of a numbered list."""

INDENT = " " * 5
"""Before what stands inside an item, up to the 999th of a list."""


class StoryBlock(NamedTuple):
    """
    One line of a story.

    Attributes:
        kind: What it was on the page; all lines of a text are paragraphs.

        text: The line.

        level: Rank of a heading (1 to 6), depth of an item or a quote, column of a cell; 0 for other lines.

        more: It goes on with the item, quote or cell of the line above.
    """

    kind: LineKind
    text: str
    level: int = 0
    more: bool = False


def story_blocks(text: str, line_kinds: Sequence[str] | None) -> list[StoryBlock]:
    r"""
    Return the lines of a story with what they were.

    Args:
        text: The column `text`.

        line_kinds: The column of that name; None where the page was text.

    Raises:
        ValueError: The two do not belong together.

    >>> story_blocks("Banjir surut.\nJalan dibuka", ["paragraph", "heading 2"])[1]
    StoryBlock(kind='heading', text='Jalan dibuka', level=2, more=False)
    """
    lines = text.split("\n") if text else []
    if line_kinds is None:
        return [StoryBlock("paragraph", line) for line in lines]
    return [block_of(kind, line) for kind, line in zip(line_kinds, lines, strict=True)]


def block_of(told: str, line: str) -> StoryBlock:
    """Return a line as what its page says that it was."""
    kind, *rest = told.split(" ")
    return StoryBlock(kind, line, int(rest[0]) if rest else 0, len(rest) > 1)


def markdown_of(text: str, line_kinds: Sequence[str] | None, title: str | None = None) -> str:
    r"""
    Return a story as Markdown, with its title as the heading of first rank.

    >>> print(markdown_of("Banjir surut.\nJalan dibuka\nKereta", ["paragraph", "heading 2", "item 1"], "Surut"))
    # Surut
    <BLANKLINE>
    Banjir surut.
    <BLANKLINE>
    ## Jalan dibuka
    <BLANKLINE>
    - Kereta
    """
    head = [f"# {escaped(title)}"] if title else []
    groups = groupby(story_blocks(text, line_kinds), lambda block: "item" if block.kind in ITEMS else block.kind)
    return "\n\n".join([*head, *(part for kind, blocks in groups for part in parts_of(kind, list(blocks)))])


def parts_of(kind: LineKind, blocks: list[StoryBlock]) -> Iterator[str]:
    """Yield neighbouring lines of one kind as they stand apart in Markdown."""
    if kind == "item":
        yield "\n".join(items_of(blocks))
    elif kind == "table":
        yield "\n".join(rows_of(blocks))
    elif kind == "quote":
        yield from quotes_of(blocks)
    else:
        for _, text, level, _ in blocks:
            yield f"{'#' * level} {escaped(text)}" if kind == "heading" and level else escaped(text)


def items_of(blocks: list[StoryBlock]) -> Iterator[str]:
    """Yield the lines of a list; what goes on with an item stands under it, apart."""
    counts: list[int] = []
    for kind, text, level, more in blocks:
        if not more:
            depth = min(level - 1, len(counts)) if counts else 0
            counts = [*counts, 0][: depth + 1]
            counts[-1] += 1
        inner = INDENT * (len(counts) - 1)
        marker = f"{counts[-1]}." if kind == "numbered" else "-"
        yield f"\n{inner}{INDENT}{escaped(text)}\n" if more else f"{inner}{marker} {escaped(text)}"


def quotes_of(blocks: list[StoryBlock]) -> Iterator[str]:
    """Yield one quote for all lines that stood in one."""
    quote: list[str] = []
    for block in blocks:
        if quote and not block.more:
            yield "\n>\n".join(quote)
            quote = []
        quote.append(f"> {escaped(block.text)}")
    yield "\n>\n".join(quote)


def rows_of(blocks: list[StoryBlock]) -> Iterator[str]:
    """Yield the rows of a table; a row begins where the column does not rise. The first one is its head."""
    rows: list[list[str]] = []
    column = 0
    for _, text, level, more in blocks:
        if more:
            rows[-1][-1] += f"<br>{escaped(text)}"
            continue
        if level <= column or not rows:
            rows.append([])
        rows[-1] += [""] * (level - 1 - len(rows[-1]))
        rows[-1].append(escaped(text))
        column = level
    width = max(map(len, rows))
    for number, row in enumerate(rows):
        yield f"| {' | '.join(row + [''] * (width - len(row)))} |"
        if not number:
            yield f"|{' --- |' * width}"


def escaped(line: str) -> str:
    """Return a line of which nothing is taken for a mark of Markdown."""
    line = SPECIAL.sub(r"\\\g<0>", line)
    return AT_START.sub(lambda start: f"{start['number'] or ''}\\", line)
