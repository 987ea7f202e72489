"""What one outlet brought in one night, in counts."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

LOOK_BACK = dt.timedelta(days=56)
"""Nights that tonight is compared with: eight of each weekday."""

KEYS = frozenset({"night", "run_id", "outlet", "printed", "struck", "languages"})


@dataclass(frozen=True, slots=True)
class Night:
    """
    What an outlet brought in a night, or of it what was printed on one day.

    Attributes:
        night: The run's day.

        outlet: Its domain, else its name.

        printed: The day, None for the whole night.

        counts: Pages, rejects and so on, see `transforms.schema.OUTLET_NIGHTS`.

        struck: Characters struck by kind.

        languages: Pages by language.

        run_id: The run; empty for the one that goes on.
    """

    night: dt.date
    outlet: str
    printed: dt.date | None
    counts: Mapping[str, int]
    struck: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    run_id: str = ""

    @property
    def pages(self) -> int:
        """New pages, rejects aside."""
        return self.counts["pages"]


def night_of(row: Mapping[str, Any]) -> Night:
    """Return a row of the dataset as a record."""
    counts = {name: value for name, value in row.items() if name not in KEYS}
    struck, languages = (json.loads(row[name]) if row[name] else {} for name in ("struck", "languages"))
    return Night(row["night"], row["outlet"], row["printed"], counts, struck, languages, row["run_id"])


def sum_of(nights: Iterable[Night]) -> Night:
    """Return several rows as one; day and outlet are those of the last."""
    counts: Counter[str] = Counter()
    struck: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    last = None
    for last in nights:
        counts.update(last.counts)
        struck.update(last.struck)
        languages.update(last.languages)
    assert last is not None, "a sum of nothing has no night"  # noqa: S101 - callers ask for what there is
    return Night(last.night, last.outlet, last.printed, counts, struck, languages)


def blocks_of(nights: Iterable[Night], pages: int) -> list[Night]:
    """Return nights in order as sums of so many pages each; what is left at the end joins the last of them."""
    blocks: list[list[Night]] = [[]]
    gathered = 0
    for night in nights:
        blocks[-1].append(night)
        gathered += night.pages + night.counts["rejects"]
        if gathered >= pages:
            blocks.append([])
            gathered = 0
    rest = blocks.pop()
    if rest and blocks:
        blocks[-1] += rest
    return [sum_of(block) for block in blocks if block]
