"""
How much of a body an extractor found, and how sure that is.

Shingles of four words, each page weighing the same; F1 is that of the mean precision and the mean recall, as the
article-extraction-benchmark has it. Errors are 1.96 standard deviations over resampled pages; the difference of two
extractors is resampled page by page, since pages are hard for both.
"""

import random
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

WORD = re.compile(r"\w+")
SHINGLE, SAMPLES, DEVIATIONS = 4, 1_000, 1.96
SEED = 20261120

Pair = tuple[float | None, float | None]
"""Precision and recall of a page; None where nothing was found, or nothing was there."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and its error."""

    value: float
    error: float

    def __str__(self) -> str:
        """Write it as `.957 ± .012`."""
        return f"{self.value:.3f} ± {self.error:.3f}".replace("0.", ".")


def pair_of(body: str, found: str) -> Pair:
    """Return precision and recall of what was found on a page."""
    want, have = shingles(body), shingles(found)
    hit = (want & have).total()
    return (hit / have.total() if have else None), (hit / want.total() if want else None)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words in a text, the whole text where it has fewer."""
    words = WORD.findall(text)
    runs = [tuple(words[n : n + SHINGLE]) for n in range(max(1, len(words) - SHINGLE + 1))]
    return Counter(run for run in runs if run)


def figures_of(pairs: Sequence[Pair]) -> tuple[Figure, Figure, Figure]:
    """Return F1, precision and recall over pages."""
    samples = [scores([pairs[n] for n in picked]) for picked in resampled(len(pairs))]
    errors = [DEVIATIONS * statistics.pstdev(column) for column in zip(*samples, strict=True)]
    f1, precision, recall = map(Figure, scores(pairs), errors)
    return f1, precision, recall


def difference(ours: Sequence[Pair], theirs: Sequence[Pair]) -> Figure:
    """Return by how much the first's F1 is higher on the same pages."""
    samples = [
        scores([ours[n] for n in picked])[0] - scores([theirs[n] for n in picked])[0] for picked in resampled(len(ours))
    ]
    return Figure(scores(ours)[0] - scores(theirs)[0], DEVIATIONS * statistics.pstdev(samples))


def scores(pairs: Sequence[Pair]) -> tuple[float, float, float]:
    """Return F1, precision and recall, 0 where no page says anything."""
    precision, recall = (mean_of([pair[n] for pair in pairs]) for n in (0, 1))
    both = precision + recall
    return (2 * precision * recall / both if both else 0.0), precision, recall


def mean_of(values: Sequence[float | None]) -> float:
    """Return the mean of those that say something."""
    told = [value for value in values if value is not None]
    return sum(told) / len(told) if told else 0.0


def resampled(count: int) -> list[list[int]]:
    """Return the same samples of so many pages each time, drawn with replacement."""
    draw = random.Random(SEED)  # noqa: S311 - no secret
    return [draw.choices(range(count), k=count) for _ in range(SAMPLES)]
