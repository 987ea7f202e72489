"""Comparing the two sides that a database holds as views; see `flows.compare.pairs`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flows.compare.figures import Figures, count_all
from flows.compare.pairs import pair, unpair

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    What differs between two states of the same records.

    Attributes:
        figures: Counts.
    """

    figures: Figures = field(default_factory=Figures)

    def said(self) -> dict[str, Any]:
        """Return what may stand in a manifest: ids and counts, no text."""
        return self.figures.said()


def compare(con: duckdb.DuckDBPyConnection) -> Comparison:
    """Compare the two sides of a database."""
    pair(con)
    try:
        return Comparison(count_all(con))
    finally:
        unpair(con)
