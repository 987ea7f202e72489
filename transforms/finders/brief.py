"""What a finder is told beside the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from transforms.evidence import Claim
from transforms.finders.settled import FIELDS, LISTS, WITNESSED, all_tell, settle
from transforms.rulebook import RuleBook


@dataclass(frozen=True, slots=True)
class Brief:
    """
    What a finder is told beside the page.

    Attributes:
        book: The rules for which the page was scanned.

        today: The day on which the page was seen.

        model: Whether the model is asked.

        said: What witnesses said of each field so far; it grows while a page is read.

        fetched: The moment (aware, UTC) of its fetch on that day, where it is known.

        settled: What is believed of the fields that were asked for, until somebody says more.
    """

    book: RuleBook
    today: dt.date
    model: bool = True
    said: dict[str, list[Claim[Any]]] = field(default_factory=dict)
    fetched: dt.datetime | None = None
    settled: dict[str, tuple[Claim[Any], ...]] = field(default_factory=dict)

    def hear(self, claims: Iterable[Claim[Any]]) -> None:
        """Keep these claims for the finders that follow."""
        for claim in claims:
            self.said.setdefault(claim.field, []).append(claim)
            self.settled.pop(claim.field, None)

    def believed(self, field: str) -> tuple[Claim[Any], ...]:
        """Return the claims that are believed of a field so far: one, or one for each value of a list."""
        found = self.settled.get(field)
        if found is None:
            found = self.settled[field] = settle(field, self.said.get(field, ()))
        return found

    def value(self, field: str, default: Any = None) -> Any:  # noqa: ANN401 - fields hold names, days, tuples of names
        """Return what is believed of a field so far; `default` where nobody spoke of it."""
        found = self.believed(field)
        if not found:
            return default
        return tuple([claim.value for claim in found]) if field in LISTS else found[0].value

    def disputed(self) -> tuple[str, ...]:
        """Return the fields of which a witness says something else than what is believed."""
        return tuple([field for field in FIELDS if self.is_disputed(field)])

    def is_disputed(self, field: str) -> bool:
        """Return whether a witness of a field says something else than what is believed."""
        claims = self.said.get(WITNESSED.get(field, field), ())
        if len(claims) < 2 and field not in WITNESSED:  # noqa: PLR2004 - one voice is believed, or nobody is
            return False
        values = [claim.value for claim in self.believed(field)]
        return bool(values) and not all_tell(field, claims, values)
