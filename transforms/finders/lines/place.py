"""Where a line stands: before, in or after the story, and among what."""

from __future__ import annotations

from transforms.finders.lines.units import Unit
from transforms.sheet import METADATA, Standing
from transforms.text.chains import announced, in_quotation, runs_on
from transforms.text.lines import announces, ends_sentence, is_cut_off

NEAR = 4
"""Blocks to either side in which struck lines count as neighbours."""

FARTHEST = 40
"""Blocks up to which a struck line above still says something; keeps the search linear."""

DEEPEST = 10
"""Blocks behind the story's end from which on depth says no more."""

HEADING_KINDS = frozenset({"related", "tags", "nav", "widget"})
"""Kinds whose short lines open lists of links; advertisements and read-also links interrupt stories instead."""

LONGEST_HEADING = 30
"""Characters of `Berita Terkait`, `Rekomendasi untuk Anda`; a link with its headline is longer."""

END_KINDS = frozenset(
    {"editor_credit", "credit", "tags", "comments", "copyright", "republication", "author_box", "copy_protection"}
)
"""Kinds that stand behind stories, not in them."""


def part_features(page: Standing, unit: Unit) -> list[float]:
    """Return what a sentence has beside it in its line, and what a line has above and below it."""
    number, kinds = unit.block, page.kinds
    first = unit.part and unit.start == 0
    last = unit.part and unit.end == page.sheet.sizes[number]
    touched = unit.part and any(
        r.block == number and (unit.start in (r.end, r.end + 1) or r.start in (unit.end, unit.end + 1))
        for r in page.removals
    )
    tail = last and not ends_sentence(unit.text)
    above = number > 0 and page.furniture[number - 1]
    below = number + 1 < len(kinds) and page.furniture[number + 1]
    cue = above and kinds[number - 1] == "related" and page.sheet.sizes[number - 1] <= LONGEST_HEADING
    return [
        float(page.prose[number]),
        float(unit.part),
        float(first),
        float(last),
        float(touched),
        float(not unit.part and cue),
        float(not unit.part and above and below),
        float(page.prose[number] and number == page.first),
        float(page.prose[number] and number == page.last),
        float(tail),
        float(tail and number == page.last),
    ]


def place_features(page: Standing, number: int, *, bare: bool) -> list[float]:
    """Return where a line stands: before, in or after the story, and among what."""
    texts, kinds, paragraph, furniture = page.left, page.kinds, page.prose, page.furniture
    before, after = number < page.first, number > page.last
    low, high = max(0, number - NEAR), min(len(texts), number + NEAR + 1)
    above = kinds[number - 1] if number else ""
    below = kinds[number + 1] if number + 1 < len(texts) else ""
    struck = struck_above(page, number)
    wall_above = number > 0 and paragraph[number - 1]
    wall_below = number + 1 < len(texts) and paragraph[number + 1]
    return [
        float(before),
        float(after),
        float(after and bare),
        float(after and not bare),
        float(before and bare),
        float(bare and not (before or after)),
        min(1.0, (number - page.last) / DEEPEST) if after else 0.0,
        float(number > 0 and furniture[number - 1]),
        float(number + 1 < len(texts) and furniture[number + 1]),
        sum(furniture[low:high]) / (2 * NEAR),
        nearness(number - struck) if struck >= 0 else 0.0,
        float(above in METADATA or below in METADATA),
        float(wall_above and wall_below),
        float(wall_below),
        float(wall_above),
        siblings(page, number) / NEAR,
        float(runs_on(texts, number)),
        float(announced(texts, number)),
        float(announces(texts[number])),
        float(in_quotation(texts, number)),
        float(number + 1 < len(texts) and is_cut_off(texts[number + 1])),
        float(struck >= 0 and heads_links(page, struck)),
        float(after and not END_KINDS.isdisjoint(kinds[max(page.last, number - FARTHEST) : number])),
    ]


def struck_above(page: Standing, number: int) -> int:
    """Return the nearest block above that was struck as furniture, no paragraph between; -1 where there is none."""
    prose, furniture = page.prose, page.furniture
    for at in range(number - 1, max(-1, number - FARTHEST), -1):
        if prose[at]:
            return -1
        if furniture[at]:
            return at
    return -1


def heads_links(page: Standing, number: int) -> bool:
    """Return whether a struck block is a short heading of links."""
    return page.kinds[number] in HEADING_KINDS and page.sheet.sizes[number] <= LONGEST_HEADING


def nearness(back: int) -> float:
    """Return how near a block is that stands so many blocks above: 1 next to a line."""
    return max(0.1, 1 - (back - 1) / (2 * NEAR))


def siblings(page: Standing, number: int) -> int:
    """Count the bare lines next to a line, up to `NEAR`: menus and lists come in rows."""
    left, prose, count = page.left, page.prose, 0
    for step in (-1, 1):
        at = number + step
        while 0 <= at < len(left) and count < NEAR and left[at] and not prose[at]:
            if ends_sentence(left[at]):
                break
            count += 1
            at += step
    return count
