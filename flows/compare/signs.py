"""A sign that a record became better or worse, and how much it says."""

from __future__ import annotations

from dataclasses import dataclass

LITTLE, SOME, MUCH, MOST = 0.5, 1.0, 2.0, 4.0
"""How much a sign weighs: a lost tag, a lost author, a lost headline or sentence, a lost lead or row. Choices."""


@dataclass(frozen=True, slots=True)
class Sign:
    """
    What one change of a record says.

    Attributes:
        cause: What changed it: a rule and its kind, a field, a refusal. Rows are grouped by it.

        weight: Above 0 for the better, below for the worse, 0 where nothing tells.

        says: Why, in few words and without text of the page.
    """

    cause: str
    weight: float
    says: str
