"""What a finder is told beside the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
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

        today: No story is younger.

        claims: What finders before it said, by field.
    """

    book: RuleBook
    today: dt.date
    claims: Mapping[str, tuple[Claim[Any], ...]] = field(default_factory=dict)

    def value(self, field: str) -> Any:  # noqa: ANN401 - fields hold names, days, tuples of names
        """Return what was decided of a field so far; None where nobody spoke of it."""
        claim = decide(self.claims.get(field, ()))
        return claim.value if claim else None

    def hearing(self, claims: Iterable[Claim[Any]]) -> Brief:
        """Return the brief of those who come behind these claims."""
        heard = dict(self.claims)
        for claim in claims:
            heard[claim.field] = (*heard.get(claim.field, ()), claim)
        return Brief(self.book, self.today, heard)
