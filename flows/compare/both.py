"""One record on both sides, fetched for a closer look."""
# ruff: noqa: S608 - SQL is put together from our own names, values are bound

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flows.compare.pairs import CHROME, FIELDS, SIDES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    Row = dict[str, Any]

MOST_JUDGED = 20_000
"""Differing records that are looked at one by one, chosen by their ids; some 100 µs each."""

AT_A_TIME = 2_000


@dataclass(frozen=True, slots=True)
class Span:
    """What was struck of a record."""

    kind: str
    rule: str
    layer: str
    text: str

    @property
    def struck_by(self) -> str:
        """Kind and rule, as causes name them."""
        return f"{self.kind}, {self.rule}" if self.rule else self.kind


@dataclass(frozen=True, slots=True)
class Both:
    """
    One record on both sides.

    Attributes:
        record_id: Which.

        source: Where it came from.

        seen_day: The day that bounds its dates, where it is known.

        was: Its row before; None where it had none.

        now: Its row now.

        was_spans: What was struck before.

        now_spans: What is struck now.

        was_refused: Stage and reason of a reject before.

        now_refused: The same now.
    """

    record_id: str
    source: str
    seen_day: dt.date | None = None
    was: Row | None = None
    now: Row | None = None
    was_spans: tuple[Span, ...] = ()
    now_spans: tuple[Span, ...] = ()
    was_refused: str = ""
    now_refused: str = ""

    @property
    def newly(self) -> tuple[Span, ...]:
        """What is struck now and was not."""
        return beyond(self.now_spans, self.was_spans)

    @property
    def back(self) -> tuple[Span, ...]:
        """What was struck and is no more."""
        return beyond(self.was_spans, self.now_spans)


def beyond(some: tuple[Span, ...], others: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the spans whose text is struck more often than among others, whoever struck it."""
    left = Counter(span.text for span in others)
    found = []
    for span in some:
        if left[span.text]:
            left[span.text] -= 1
        else:
            found.append(span)
    return tuple(found)


@dataclass(slots=True)
class Sides:
    """Rows, spans and rejects of some records, by side and record."""

    rows: dict[str, dict[str, Row]] = field(default_factory=dict)
    spans: dict[str, dict[str, list[Span]]] = field(default_factory=dict)
    refused: dict[str, dict[str, str]] = field(default_factory=dict)


def differing(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Return the records to look at, with their sources: all that differ, or a sample by their ids."""
    sql = f"SELECT record_id, any_value(source) FROM differing GROUP BY 1 ORDER BY md5(record_id) LIMIT {MOST_JUDGED}"
    return con.execute(sql).fetchall()


def fetch(con: duckdb.DuckDBPyConnection, records: list[tuple[str, str]]) -> Iterator[Both]:
    """Yield records with all that either side says of them."""
    for start in range(0, len(records), AT_A_TIME):
        some = dict(records[start : start + AT_A_TIME])
        sides = read_sides(con, list(some))
        for name, source in some.items():
            was, now = (sides.rows[side].get(name) for side in SIDES)
            day = next((row["seen_day"] for row in (was, now) if row and row["seen_day"]), None)
            spans = {side: tuple(sides.spans[side].get(name, ())) for side in SIDES}
            refused = {side: sides.refused[side].get(name, "") for side in SIDES}
            yield Both(name, source, day, was, now, spans["was"], spans["now"], refused["was"], refused["now"])


def read_sides(con: duckdb.DuckDBPyConnection, names: list[str]) -> Sides:
    """Read what both sides say of some records."""
    sides = Sides()
    columns = ", ".join(f'"{name}"' for name in ("record_id", "seen_day", "text", *FIELDS))
    for side in SIDES:
        bound = {"names": names}
        where = "WHERE list_contains($names, record_id)"
        table: Any = con.sql(f"SELECT {columns} FROM {side}_rows {where}", params=bound).to_arrow_table()
        sides.rows[side] = {row["record_id"]: row for row in table.to_pylist()}
        spans: dict[str, list[Span]] = {}
        told_spans = f"SELECT record_id, kind, rule, layer, text FROM {side}_spans {where} AND NOT {CHROME}"
        sql = f"{told_spans} ORDER BY block, start"
        for name, *told in con.execute(sql, bound).fetchall():
            spans.setdefault(name, []).append(Span(*(part or "" for part in told)))
        sides.spans[side] = spans
        sql = f"SELECT record_id, any_value(stage || ', ' || reason) FROM {side}_refused {where} GROUP BY 1"
        sides.refused[side] = dict(con.execute(sql, bound).fetchall())
    return sides
