"""The model: a weighted sum of named features, squeezed to a probability."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import mul

from transforms.finders.lines.features import AT, FEATURES
from transforms.lexicon.tables import read_table

MOST_TERMS = 5
"""Terms that a reader of the ledger takes in at a glance; of some seventy most are nothing or next to it."""

LEAST_TERM = 0.05
"""Log-odds; a smaller term would be written as nothing."""


@dataclass(frozen=True, slots=True)
class Model:
    """
    What was learned.

    Attributes:
        weights: One weight for each of `FEATURES`, in log-odds of furniture.

        inside: Probability from which on a line inside the story's bounds is struck.

        before: The same for a line before them.

        after: The same for a line behind them.

        under: The same for a line behind them that stands under a heading of links or under what
            ends a story, such as its editor or its tags.
    """

    weights: tuple[float, ...]
    inside: float
    before: float
    after: float
    under: float


@lru_cache(maxsize=1)
def load_model() -> Model:
    """
    Read `weights.toml`.

    Raises:
        ValueError: The file's features are not those of `FEATURES`: train anew.
    """
    return model_of(read_table("finders/lines/weights.toml"))


def model_of(table: dict[str, object]) -> Model:
    """
    Return the model of a table as `weights.toml` holds it.

    Raises:
        TypeError: A part of the table is missing.

        ValueError: Its features are not those of `FEATURES`.
    """
    rows = table["feature"]
    limits = table["limits"]
    if not isinstance(rows, list) or not isinstance(limits, dict):
        raise TypeError("weights.toml needs [limits] and [[feature]]. Run tests/bench/train_shape.py.")
    weights = {str(row["name"]): float(row["weight"]) for row in rows}
    if set(weights) != set(FEATURES):
        odd = sorted(set(weights) ^ set(FEATURES))
        raise ValueError(f"weights.toml does not fit the features ({', '.join(odd)}). Run tests/bench/train_shape.py.")
    ordered = tuple(weights[name] for name in FEATURES)
    return Model(ordered, *(float(limits[zone]) for zone in ("inside", "before", "after", "under")))


def log_odds(features: Sequence[float], model: Model) -> float:
    """Return the log-odds that a line is furniture."""
    odds: float = sum(map(mul, model.weights, features))
    return odds


def largest_terms(features: Sequence[float], model: Model) -> str:
    """
    Return what weighs most in a line's log-odds, either way: `under_heading +2.1, ends_sentence -1.4`.

    The bias is left out: it is the same for every line.
    """
    terms = list(map(mul, model.weights, features))
    terms[AT["bias"]] = 0.0
    weighty = sorted([(-abs(term), at) for at, term in enumerate(terms) if term and abs(term) >= LEAST_TERM])
    return ", ".join([f"{FEATURES[at]} {terms[at]:+.1f}" for _, at in weighty[:MOST_TERMS]])


def probability(odds: float) -> float:
    """
    Return the probability of log-odds.

    >>> probability(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
