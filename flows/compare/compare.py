"""Comparing the two sides that a database holds as views; see `flows.compare.pairs`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flows.compare.both import differing, fetch
from flows.compare.context import read_context
from flows.compare.fields import field_signs
from flows.compare.figures import Figures, count_all
from flows.compare.pairs import pair, unpair
from flows.compare.sample import Sample, sample_of
from flows.compare.signs import Sign
from flows.compare.texts import fate_signs, text_signs
from flows.compare.verdict import LEDGER, Group, decide, gather

if TYPE_CHECKING:
    import duckdb

    from flows.compare.both import Both
    from flows.compare.context import Context
    from flows.compare.verdict import Verdict

MOST_SAMPLED = 12
"""Causes of which samples are shown."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    What differs between two states of the same records.

    Attributes:
        figures: Counts.

        judged: Differing rows that were looked at one by one; where there are more, a sample by their ids.

        causes: What changed them, the most harmful first.

        verdict: `good`, `bad`, or `look`: where signs disagree, or tell nothing.

        samples: How the worst rows look. Text: never for a manifest or a log.
    """

    figures: Figures = field(default_factory=Figures)
    judged: int = 0
    causes: tuple[Group, ...] = ()
    verdict: Verdict = "good"
    samples: tuple[Sample, ...] = ()

    def said(self) -> dict[str, Any]:
        """Return what may stand in a manifest: ids and counts, no text."""
        causes = [group.said() for group in self.causes]
        return self.figures.said() | {"judged": self.judged, "causes": causes, "verdict": self.verdict}


def compare(con: duckdb.DuckDBPyConnection) -> Comparison:
    """Compare the two sides of a database."""
    pair(con)
    try:
        figures = count_all(con)
        context = read_context(con)
        digests = dict(
            con.execute(
                "SELECT record_id, text FROM was_narrow WHERE record_id IN "
                "(SELECT record_id FROM pairs WHERE fate = 'lost')"
            ).fetchall()
        )
        records = differing(con)
        groups = gather((both.record_id, judge(both, context, digests)) for both in fetch(con, records))
        samples = take_samples(con, groups, dict(records))
    finally:
        unpair(con)
    return Comparison(figures, len(records), tuple(groups), decide(groups, len(records)), samples)


def judge(both: Both, context: Context, digests: dict[str, str]) -> list[Sign]:
    """Return the signs in one record."""
    signs = [
        *fate_signs(both, context, digests.get(both.record_id)),
        *text_signs(both, context),
        *field_signs(both, context),
    ]
    return signs or [Sign(LEDGER, 0.0, "other rules strike the same")]


def take_samples(con: duckdb.DuckDBPyConnection, groups: list[Group], sources: dict[str, str]) -> tuple[Sample, ...]:
    """Return how the worst rows of the most harmful causes look."""
    wanted = [(group.cause, name) for group in groups[:MOST_SAMPLED] for _, name in group.worst]
    some = {both.record_id: both for both in fetch(con, [(name, sources[name]) for _, name in wanted])}
    return tuple(sample_of(cause, some[name]) for cause, name in wanted)
