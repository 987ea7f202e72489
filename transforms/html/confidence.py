"""
How likely it is that a page's story was found: what a reader is told as `body_confidence`.

A few plain signs with weights, fitted to labelled pages (`tests/bench/train_confidence.py`). It says how sure the
extraction is, not how good the story.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from transforms.html.extent import parent_of
from transforms.lexicon.tables import read_packaged

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transforms.html.blocks import Line
    from transforms.html.story import Found
    from transforms.html.tree import Tag

FIRST_JUDGE = "extractor.density"
SHORT = 900
"""Characters of a story of which a third of the sign `short` is left."""

DECIMALS = 3

NO_DOUBT_OF_NONE = -30.0
"""Log-odds below which it is nought; `exp` fails at 710, and a page of hardly any prose may come there."""


@cache
def weights() -> tuple[float, Mapping[str, float]]:
    """Return the weight of a page without signs, and that of each sign."""
    table = read_packaged("html/confidence.toml")
    return table["base"], table["signs"]


def confidence_of(lines: Sequence[Line], found: Found) -> float:
    """Return how likely it is, from 0 to 1, that most of a story was found and little else."""
    base, signs = weights()
    told = signs_of(lines, found)
    score = base + sum(weight * told[sign] for sign, weight in signs.items())
    return round(1 / (1 + math.exp(-max(score, NO_DOUBT_OF_NONE))), DECIMALS)


def signs_of(lines: Sequence[Line], found: Found) -> dict[str, float]:
    """
    Return the signs of a page.

    `share` of the page's prose; the judge was `overruled`; the story is `short`; `items` and cells among its lines;
    `breaks` by lines that are none; prose that it `passed` between its first and its last line; how much of it is set
    `alike`, in elements of one tag and class; `nparents` that hold it (logarithm); the `average` length of a line
    (logarithm).
    """
    density = found.density
    told = [n for n, kept in enumerate(found.story) if kept]
    count = max(1, len(told))
    parents = {parent_of(lines[n][1]) for n in told}
    alike: Counter[tuple[Tag, str | None]] = Counter()
    for n in told:
        alike[lines[n][1].tag, lines[n][1].get("class")] += len(lines[n][0].text)
    length = max(1, alike.total())
    inside = [n for n in range(told[0], told[-1] + 1) if not found.story[n]] if told else []
    prose, passed = (sum(max(0.0, density.worth[n]) for n in numbers) for numbers in (told, inside))
    return {
        "share": density.share,
        "overruled": float(found.judge != FIRST_JUDGE),
        "short": math.exp(-length / SHORT),
        "items": sum(lines[n][0].kind in ("item", "table") for n in told) / count,
        "breaks": sum(after - before > 1 for before, after in pairwise(told)) / count,
        "passed": passed / max(1.0, prose),
        "alike": max(alike.values(), default=0) / length,
        "nparents": math.log1p(len(parents)) / 4,
        "average": math.log(max(10.0, length / count)) / 6,
    }
