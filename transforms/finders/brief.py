"""What a finder is told beside the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from transforms.evidence import Claim, decide
from transforms.rulebook import RuleBook


@dataclass(frozen=True, slots=True)
class Brief:
    """
    What a finder is told beside the page.

    Attributes:
        book: The rules for which the page was scanned.

        today: The day on which the page was seen.

        model: Whether the model is asked.

        told: What was decided of each field so far; it grows while a page is read.

        fetched: The moment (aware, UTC) of its fetch on that day, where it is known.

        heard: Where everything goes that any witness says of a field; None where nobody asks.
    """

    book: RuleBook
    today: dt.date
    model: bool = True
    told: dict[str, Claim[Any]] = field(default_factory=dict)
    fetched: dt.datetime | None = None
    heard: list[Claim[Any]] | None = None

    def value(self, field: str, default: Any = None) -> Any:  # noqa: ANN401 - fields hold names, days, tuples of names
        """Return what was decided of a field so far; `default` where nobody spoke of it."""
        claim = self.told.get(field)
        return claim.value if claim else default

    def hear(self, claims: Iterable[Claim[Any]]) -> None:
        """Keep these claims for the finders that follow."""
        told = self.told
        for claim in claims:
            earlier = told.get(claim.field)
            told[claim.field] = decide((earlier, claim)) or claim if earlier else claim
