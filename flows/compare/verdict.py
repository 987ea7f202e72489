"""Signs gathered by cause, and the verdict on a change."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from flows.compare.signs import LITTLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flows.compare.signs import Sign

    Verdict = Literal["good", "bad", "look"]

MOST_WORSE = 0.2
"""Share of the rows of one cause, of those that tell, that may be worse off; above, the change is bad."""

SOME_WORSE = 0.05
"""Above this share somebody should look."""

FEW = 2
"""Rows that a cause may make worse beside others that it does not decide upon; a good rule has its by-catch."""

FEW_OF_MANY = 0.02
"""Share of the differing rows from which what a cause makes worse decides; below it somebody should look."""

NOTHING_TOLD = 0.5
"""Share of the differing rows of which no sign tells anything, above which somebody should look."""

LEDGER = "ledger"
"""Cause of rows of which only the ledger differs: other rules strike the same."""

SAMPLES = 3
"""Records that are named for each cause, the worst first."""


@dataclass(slots=True)
class Group:
    """
    The rows that one cause changes.

    Attributes:
        cause: What changed them.

        rows: How many.

        worse: How many became worse by it.

        better: How many became better.

        harm: The weights of the worse ones, as a positive number.

        says: How many rows say what, most first.

        worst: The records that became worst, with their weights.
    """

    cause: str
    rows: int = 0
    worse: int = 0
    better: int = 0
    harm: float = 0.0
    says: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    worst: list[tuple[float, str]] = field(default_factory=list)

    def add(self, record_id: str, signs: Iterable[Sign]) -> None:
        """Count a row by the signs in it that have this cause."""
        some = list(signs)
        weight = sum(sign.weight for sign in some)
        self.rows += 1
        self.worse += weight <= -LITTLE
        self.better += weight >= LITTLE
        self.harm += max(-weight, 0.0)
        for says in {sign.says for sign in some}:
            self.says[says] += 1
        self.worst = sorted([*self.worst, (weight, record_id)])[:SAMPLES]

    @property
    def verdict(self) -> Verdict:
        """Whether the rows of this cause became better."""
        told = self.worse + self.better
        if self.cause == LEDGER:
            return "good"
        if not told:
            return "look"
        if self.worse > MOST_WORSE * told:
            return "bad"
        return "look" if self.worse > SOME_WORSE * told else "good"

    def said(self) -> dict[str, Any]:
        """Return the group as a manifest holds it: no text, ids of the worst."""
        return {
            "cause": self.cause,
            "rows": self.rows,
            "worse": self.worse,
            "better": self.better,
            "verdict": self.verdict,
            "worst": [record_id for _, record_id in self.worst],
        }


def gather(signs: Iterable[tuple[str, list[Sign]]]) -> list[Group]:
    """Return the causes of some records' signs, the most harmful first."""
    groups: dict[str, Group] = {}
    for record_id, some in signs:
        by_cause: dict[str, list[Sign]] = defaultdict(list)
        for sign in some:
            by_cause[sign.cause].append(sign)
        for cause, of_one in by_cause.items():
            groups.setdefault(cause, Group(cause)).add(record_id, of_one)
    return sorted(groups.values(), key=lambda group: (-group.harm, -group.rows, group.cause))


def decide(groups: Iterable[Group], rows: int) -> Verdict:
    """
    Return the verdict on a change.

    It is bad where the rows of some cause became worse, whatever other causes did: a good rule and a bad one that
    come together are one bad upgrade. Somebody should look where signs disagree, or tell nothing.

    Args:
        groups: The causes.

        rows: Differing rows.
    """
    some = list(groups)
    harmful = [group for group in some if group.verdict != "good" and group.worse]
    decisive = [group for group in harmful if group.worse > max(FEW, FEW_OF_MANY * rows) or 2 * group.worse > rows]
    if any(group.verdict == "bad" for group in decisive):
        return "bad"
    if any(group.worse > FEW or 2 * group.worse > rows for group in harmful):
        return "look"
    silent = sum(group.rows for group in some if not (group.worse or group.better or group.cause == LEDGER))
    return "look" if silent > NOTHING_TOLD * max(rows, 1) else "good"
