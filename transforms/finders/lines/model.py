"""The model: a weighted sum of named features and of named n-grams, squeezed to a probability."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import mul

from transforms.finders.lines.features import FEATURES
from transforms.finders.lines.units import Unit
from transforms.lexicon.grams import Gram, known_grams, load_grams, openers_of, shares, weigh
from transforms.lexicon.tables import read_table
from transforms.records.kept import kept

MOST_TERMS = 5
"""Terms that a reader of the ledger takes in at a glance; of some hundred most are nothing or next to it."""

LEAST_TERM = 0.05
"""Log-odds; a smaller term would be written as nothing."""


ZONES = ("inside", "before", "after", "under", "said", "part")
"""
Where a line stands, as far as it takes another probability to strike it: inside the story's bounds; before them; behind
them; behind them under a heading of links or under what ends a story, such as its editor or its tags; before or behind
them where its own words say that it is furniture; and a sentence inside a line.
"""


@dataclass(frozen=True)
class Model:
    """
    What was learned.

    Attributes:
        weights: One weight for each of `FEATURES`, in log-odds of furniture.

        limits: For each of `ZONES` the probability from which on a line is struck.

        grams: What n-grams weigh.
    """

    weights: tuple[float, ...]
    limits: Mapping[str, float]
    grams: Mapping[str, Gram]

    @kept
    def openers(self) -> frozenset[str]:
        """The first two words of each n-gram of three."""
        return openers_of(self.grams)


@lru_cache(maxsize=1)
def load_model() -> Model:
    """
    Read `weights.toml` and `grams.tsv`.

    Raises:
        ValueError: The file's features are not those of `FEATURES`: train anew.
    """
    return model_of(read_table("finders/lines/weights.toml"), load_grams())


def model_of(table: dict[str, object], grams: Mapping[str, Gram]) -> Model:
    """
    Return the model of a table as `weights.toml` holds it.

    Raises:
        TypeError: A part of the table is missing.

        ValueError: Its features are not those of `FEATURES`.
    """
    rows = table["feature"]
    limits = table["limits"]
    if not isinstance(rows, list) or not isinstance(limits, dict):
        raise TypeError("weights.toml needs [limits] and [[feature]]. Run tests/bench/train_lines.py.")
    weights = {str(row["name"]): float(row["weight"]) for row in rows}
    if set(weights) != set(FEATURES):
        odd = sorted(set(weights) ^ set(FEATURES))
        raise ValueError(f"weights.toml does not fit the features ({', '.join(odd)}). Run tests/bench/train_lines.py.")
    ordered = tuple(weights[name] for name in FEATURES)
    return Model(ordered, {zone: float(limits[zone]) for zone in ZONES}, grams)


@dataclass(frozen=True, slots=True)
class Judged:
    """
    A line or sentence with all that speaks for and against it.

    Attributes:
        unit: The line or sentence.

        line: Its features, in the order of `FEATURES`.

        said: The n-grams and senses of it that are known.

        grams: What those weigh.

        words: The log-odds that they add.

        odds: The log-odds that it is furniture.
    """

    unit: Unit
    line: Sequence[float]
    said: Sequence[str]
    grams: Mapping[str, Gram]
    words: float
    odds: float


def judge(unit: Unit, line: Sequence[float], model: Model) -> Judged:
    """Return what the model makes of a line or sentence with these features."""
    said = known_grams(unit.text, model.grams, model.openers)
    words = weigh(said, model.grams)
    return Judged(unit, line, said, model.grams, words, words + sum(map(mul, model.weights, line)))


def largest_terms(judged: Judged, model: Model) -> str:
    """
    Return what weighs most in a line's log-odds, either way: `under_heading +2.1, "baca juga" +1.8, long -1.4`.

    The bias is left out: it is the same for every line.
    """
    shapes = [(name, weight * value) for name, weight, value in zip(FEATURES, model.weights, judged.line, strict=True)]
    words = [(f'"{gram}"', model.grams[gram].weight * share) for gram, share in shares(judged.said)]
    weighty = [term for term in (*shapes[1:], *words) if abs(term[1]) >= LEAST_TERM]
    weighty.sort(key=lambda term: -abs(term[1]))
    return ", ".join([f"{name} {term:+.1f}" for name, term in weighty[:MOST_TERMS]])


def probability(odds: float) -> float:
    """
    Return the probability of log-odds.

    >>> probability(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
