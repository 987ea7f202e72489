"""
Cutting spans out of blocks and putting them back.

`resolve` settles which removal owns which character, `remainder` is what is
left, `rebuild` puts everything back: `rebuild(text, removals)` is the source
text, character for character.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from operator import attrgetter

from transforms.records.spans import KINDS, Block, Removal

LAYER_ORDER = {"extractor": 0, "metadata": 1, "site": 2, "rule": 3, "repeat": 4, "model": 5}
"""Which layer names a span that two layers found alike: the more specific witness first."""

OPENS_A_WORD = "\"'“‘«([{#@$€£¥"
"""Marks that start a word: text in front of them wants a space."""


def resolve(blocks: Sequence[Block], removals: Iterable[Removal], settled: Sequence[Removal]) -> tuple[Removal, ...]:
    """
    Settle overlapping removals into disjoint ones, in reading order.

    A function of the *set* of removals: longer spans win, then layer, kind, rule and score. A span takes
    the space on one side with it, and gets its `text`, `whole` and `joint`.

    Args:
        blocks: The blocks that removals point into.

        removals: What is to be settled.

        settled: What was settled before; blocks without new removals keep theirs as they are.

    Raises:
        ValueError: A span lies outside its block, or its kind is unknown.
    """
    fresh: dict[int, list[Removal]] = {}
    for removal in removals:
        check_span(blocks, removal)
        fresh.setdefault(removal.block, []).append(removal)
    earlier = by_number([r for r in settled if r.block in fresh])
    kept = [r for r in settled if r.block not in fresh]
    for number, found in fresh.items():
        if number not in earlier and len(found) == 1 and is_settled(blocks[number].text, found[0]):
            kept += found  # as four lines in five of an HTML page are, its chrome
        else:
            kept += settle_block(blocks[number].text, [*earlier.get(number, ()), *found])
    return tuple(sorted(kept, key=attrgetter("block")))  # a block's spans stay in their order


def check_span(blocks: Sequence[Block], removal: Removal) -> None:
    """Refuse a removal that points outside its block or has an unknown kind."""
    if not 0 <= removal.block < len(blocks):
        message = f"removal names block {removal.block}; there are {len(blocks)}"
        raise ValueError(message)
    if not 0 <= removal.start <= removal.end <= len(blocks[removal.block].text):
        message = f"span {removal.start}:{removal.end} lies outside block {removal.block}"
        raise ValueError(message)
    if removal.kind not in KINDS:
        message = f"unknown kind of removal {removal.kind!r}"
        raise ValueError(message)


def settle_block(text: str, removals: list[Removal]) -> list[Removal]:
    """Settle one block's removals: disjoint, sorted, with text, whole and joint set."""
    if len(removals) == 1:
        return settle_one(text, removals[0])
    covering = [r for r in removals if r.start < r.end and r.end - r.start == len(text)]
    if covering:
        return [cover(text, covering[0] if len(covering) == 1 else min(covering, key=rank))]
    owned = fill_blank_gaps(text, own_characters(removals))
    whole = sum(r.end - r.start for r in owned) == len(text)
    settled = owned if whole else [r for group in group_touching(owned) for r in close_up(text, group)]
    return [
        with_span(r, r.start, r.end, text=text[r.start : r.end], whole=whole, joint="" if whole else r.joint)
        for r in merge_neighbours(settled)
    ]


def is_settled(text: str, removal: Removal) -> bool:
    """Return whether a removal says already that it takes a whole block."""
    return removal.whole and removal.text == text and not removal.joint


def settle_one(text: str, removal: Removal) -> list[Removal]:
    """Settle the only removal of a block, as three in four are, in one step."""
    if is_settled(text, removal):
        return [removal]
    if removal.start == removal.end:
        return []
    start = removal.start if text[: removal.start].strip() else 0
    end = removal.end if text[removal.end :].strip() else len(text)
    if end - start == len(text):
        return [cover(text, removal)]
    start, end, joint = close_span(text, start, end)
    return [with_span(removal, start, end, text=text[start:end], joint=joint)]


def with_span(
    removal: Removal, start: int, end: int, *, text: str = "", whole: bool = False, joint: str = ""
) -> Removal:
    """Return the removal over another span; `dataclasses.replace` takes 1.75 times as long."""
    r = removal
    return Removal(r.block, start, end, r.kind, r.rule, r.layer, r.score, r.why, text, whole=whole, joint=joint)


def cover(text: str, removal: Removal) -> Removal:
    """Return the removal of a whole block, settled; as most of a page's are, and settled already, this way is short."""
    return removal if is_settled(text, removal) else with_span(removal, 0, len(text), text=text, whole=True)


def rank(removal: Removal) -> tuple[int, int, int, str, str, float, str]:
    """Return what decides which of two removals owns a character, the lower; no two that differ are equal in it."""
    r = removal
    return r.start - r.end, LAYER_ORDER[r.layer], r.start, r.kind, r.rule, -(r.score or 0.0), r.why


def own_characters(removals: list[Removal]) -> list[Removal]:
    """Give each character to one removal: the longest first, then as `rank` says."""
    ranked = sorted((r for r in removals if r.start < r.end), key=rank)
    taken: list[tuple[int, int]] = []
    owned: list[Removal] = []
    for removal in ranked:
        pieces = [(removal.start, removal.end)]
        for other in overlapping(taken, removal):
            pieces = [p for piece in pieces for p in subtract(piece, other)]
        for piece in pieces:
            insort(taken, piece)
        owned += [with_span(removal, a, b) for a, b in pieces]
    return sorted(owned, key=lambda r: r.start)


def overlapping(taken: list[tuple[int, int]], removal: Removal) -> list[tuple[int, int]]:
    """Return which of some disjoint spans, in order, overlap a removal; a block may hold thousands."""
    first = bisect_right(taken, (removal.start, removal.start))
    if first and taken[first - 1][1] > removal.start:
        first -= 1
    return taken[first : bisect_left(taken, (removal.end, 0))]


def subtract(piece: tuple[int, int], taken: tuple[int, int]) -> list[tuple[int, int]]:
    """Return what is left of a half-open span when another is taken out of it."""
    left = (piece[0], min(piece[1], taken[0]))
    right = (max(piece[0], taken[1]), piece[1])
    return [(a, b) for a, b in (left, right) if a < b]


def name_of(removal: Removal) -> tuple[str, str, str, float | None, str]:
    """Return what a removal says, without where."""
    return removal.kind, removal.rule, removal.layer, removal.score, removal.why


def merge_neighbours(removals: list[Removal]) -> list[Removal]:
    """Join touching spans of one rule."""
    merged: list[Removal] = []
    for removal in removals:
        last = merged[-1] if merged else None
        if last and last.end == removal.start and name_of(last) == name_of(removal):
            merged[-1] = with_span(last, last.start, removal.end, joint=removal.joint)
        else:
            merged.append(removal)
    return merged


def fill_blank_gaps(text: str, removals: list[Removal]) -> list[Removal]:
    """Give a gap of nothing but space to the span in front of it, a leading one to the first."""
    filled: list[Removal] = []
    for n, removal in enumerate(removals):
        start, end = removal.start, removal.end
        if n == 0 and not text[:start].strip():
            start = 0
        after = removals[n + 1].start if n + 1 < len(removals) else len(text)
        if not text[end:after].strip():
            end = after
        filled.append(with_span(removal, start, end))
    return filled


def group_touching(removals: list[Removal]) -> list[list[Removal]]:
    """Group spans that stand without a gap: one hole in the text."""
    groups: list[list[Removal]] = []
    for removal in removals:
        if groups and groups[-1][-1].end == removal.start:
            groups[-1].append(removal)
        else:
            groups.append([removal])
    return groups


def close_up(text: str, hole: list[Removal]) -> list[Removal]:
    """Close one hole; see `close_span`."""
    start, end, joint = close_span(text, hole[0].start, hole[-1].end)
    closed = [with_span(hole[0], start, hole[0].end), *hole[1:]]
    return [*closed[:-1], with_span(closed[-1], closed[-1].start, end, joint=joint)]


def close_span(text: str, start: int, end: int) -> tuple[int, int, str]:
    """
    Return a hole's start, end and joint: no doubled, leading or trailing space is left, and no two words grow together.

    Text is normalised, so at most one space stands on either side of the hole.
    """
    joint = ""
    if start == 0:
        end += text[end] == " "
    elif text[start - 1] == " ":
        start -= end == len(text) or text[end] == " "
    elif end < len(text) and (text[end].isalnum() or text[end] in OPENS_A_WORD):
        joint = " "
    return start, end, joint


def remainder(blocks: Sequence[Block], removals: Sequence[Removal]) -> list[str]:
    """Return the lines that settled removals leave. Blocks with nothing left leave no line."""
    return [line for line in left_of([block.text for block in blocks], removals) if line]


def left_of(texts: Iterable[str], removals: Sequence[Removal]) -> list[str]:
    """Return what settled removals leave of each line, empty where it is struck whole."""
    lines = list(texts)
    for removal in removals:
        if removal.whole:  # as most are on an HTML page
            lines[removal.block] = ""
    for number, spans in by_number([removal for removal in removals if not removal.whole]).items():
        lines[number] = cut_line(lines[number], spans)
    return lines


def by_number(removals: Iterable[Removal]) -> dict[int, list[Removal]]:
    """Return the removals of each block that has some, in their order."""
    found: dict[int, list[Removal]] = {}
    for removal in removals:
        found.setdefault(removal.block, []).append(removal)
    return found


def cut_line(text: str, removals: Sequence[Removal]) -> str:
    """Return one block's text without its settled removals."""
    if not removals:
        return text
    if removals[0].whole:
        return ""
    parts, at = [], 0
    for removal in removals:
        parts += [text[at : removal.start], removal.joint]
        at = removal.end
    return "".join([*parts, text[at:]])


def struck_heads(blocks: Sequence[Block], removals: Iterable[Removal]) -> dict[int, int]:
    """Return where what is struck at the head of blocks ends, of those that are not struck whole; spaces aside."""
    ends: dict[int, int] = {}
    for removal in [removal for removal in removals if not removal.whole]:
        at = ends.get(removal.block, 0)
        if not blocks[removal.block].text[at : removal.start].strip():
            ends[removal.block] = max(at, removal.end)
    return ends


def rebuild(text: str, removals: Iterable[Removal]) -> str:
    """
    Put everything back: the source text, from the clean text and its ledger.

    Args:
        text: `Article.text`.

        removals: `Article.removals`, in any order.

    Returns:
        `Article.source_text`, character for character.
    """
    by_block = by_number(removals)
    kept = iter(text.split("\n") if text else [])
    lines: list[str] = []
    gone = sorted(by_block)
    last = gone[-1] if gone else -1
    number = 0
    while number <= last:
        spans = sorted(by_block.get(number, ()), key=lambda r: r.start)
        lines.append("".join(r.text for r in spans) if spans and spans[0].whole else fill_line(next(kept), spans))
        number += 1
    return "\n".join([*lines, *kept])


def fill_line(line: str, removals: Sequence[Removal]) -> str:
    """Put one line's removals back where they stood."""
    parts: list[str] = []
    length = at = 0
    for removal in removals:
        take = removal.start - length
        parts += [line[at : at + take], removal.text]
        length = removal.end
        at += take + len(removal.joint)
    return "".join([*parts, line[at:]])
