"""
`saring prefer`: an operator decides which state of a page stands.

Reverses what §4 of the contract lets a paper do: a withdrawal, or a stub that stood so long that it was taken for
the article. The decision ends when a later crawl brings a full text.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flows.corpus.database import INDEX_IN_HEX, connect, make_view, open_index
from flows.corpus.plan import Preference, RunPlan, what_makes_rows
from flows.corpus.run import publish_run
from flows.errors import SaringError
from transforms.duplicates.crawls import STRAY_CHARACTERS, STRAY_LENGTH, STUB_CONTAINED, STUB_LENGTH

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

Row = dict[str, Any]

STATES = f"""
SELECT record_id, id, current, withdrawn, verdict, containment, n_chars, outcome, source, content_key,
       coalesce(fetched_at, modified_at, first_seen::TIMESTAMPTZ) AS fetched_at
FROM (SELECT {INDEX_IN_HEX} FROM old_index) WHERE outcome IN ('article', 'duplicate', 'refetched', 'superseded')
  AND id IN (SELECT id FROM (SELECT {INDEX_IN_HEX} FROM old_index) WHERE (id = $1 OR record_id = $1))
ORDER BY record_id
"""  # noqa: S608 - our own names, values are bound
STORED = ("article", "duplicate")


class PreferError(SaringError):
    """What was asked for cannot be preferred; the message says why."""


@dataclass(frozen=True, slots=True)
class Preferred:
    """
    What a decision came to.

    Attributes:
        snapshot: The snapshot that it was published in.

        id: The page.

        record_id: The delivery whose text stands now; None where an earlier decision was taken back.

        source: Where that delivery came from.

        reason: Why.

        taken_back: Whether an earlier decision was taken back.
    """

    snapshot: int | None
    id: str
    record_id: str | None
    source: str
    reason: str
    taken_back: bool


def prefer(clean: Path, wanted: str, reason: str, *, as_of: dt.date | None = None) -> Preferred:
    """
    Put one state of a page in the place of the one that stands, and publish.

    Args:
        clean: The clean folder.

        wanted: A page's id: where a notice or a stub stands, the fullest text that is kept takes its place;
            where a state stands by an earlier decision, that is taken back. Or the `record_id` of a state.

        reason: Why; kept with the decision and in the manifest.

        as_of: Day that counts as today; None is today in UTC.

    Raises:
        PreferError: No page is called so, or nothing of it can take the place of what stands.

        StoreError: As `publish_run`.
    """
    from flows.store import begin_staging, lock, resolved_root
    from flows.store.without import read_model

    resolved_root(clean)
    started = dt.datetime.now(tz=dt.UTC)
    made_by, stamp = what_makes_rows(None, model=read_model(clean))
    with lock(clean), begin_staging(clean) as staging:
        wish, source = decide(clean, wanted.strip().lower(), reason)
        plan = RunPlan(as_of or started.date(), stamp, made_by, started, preference=wish)
        summary = publish_run(clean, staging, plan)
    return Preferred(summary.snapshot, wish.id, wish.record_id, source, reason, wish.record_id is None)


def decide(clean: Path, wanted: str, reason: str) -> tuple[Preference, str]:
    """Return what a name given by an operator comes to, and the source of the text that will stand."""
    with connect() as con:
        open_index(con, clean)
        make_view(con, "preferred", clean, "preferred")
        states = rows_of(con, STATES, wanted)
        if not states:
            raise PreferError(
                f"{wanted}: no page and no record of {clean} is called so. Ids stand in `articles` and `duplicates`: "
                "saring query 'FROM articles'"
            )
        page = states[0]["id"]
        decided = {row["record_id"] for row in rows_of(con, "FROM preferred WHERE id = $1", page)}
    freshest = max(state["fetched_at"] for state in states)
    if wanted != page:
        state = named_state(wanted, states)
        return Preference(page, state["record_id"], reason, freshest), state["source"]
    chosen = {state["content_key"] for state in states if state["record_id"] in decided}
    current = next(state for state in states if state["current"])
    if current["content_key"] in chosen:
        return Preference(page, None, reason, freshest), current["source"]
    state = fullest_state(current, [state for state in states if state["outcome"] in STORED])
    return Preference(page, state["record_id"], reason, freshest), state["source"]


def rows_of(con: duckdb.DuckDBPyConnection, sql: str, name: str) -> list[Row]:
    """Return the rows of a query about one name."""
    rows: list[Row] = con.sql(sql, params=[name]).to_arrow_table().to_pylist()
    return rows


def named_state(record_id: str, states: list[Row]) -> Row:
    """
    Return the state that one delivery is the row of.

    Raises:
        PreferError: It stands already, or its text is no longer kept.
    """
    state = next(state for state in states if state["record_id"] == record_id)
    if state["current"]:
        raise PreferError(f"{record_id}: this text stands already; nothing was changed")
    if state["outcome"] not in STORED:
        kept = ", ".join(state["record_id"] for state in states if state["outcome"] in STORED)
        raise PreferError(f"{record_id}: no row of this record is kept ({state['outcome']}); kept are {kept}")
    return state


def fullest_state(current: Row, stored: list[Row]) -> Row:
    """
    Return the longest older state that is neither notice nor stub, where the current one is either.

    Raises:
        PreferError: The current one is neither, or there is no other.
    """
    page = current["id"]
    older = [s for s in stored if not s["current"] and not s["withdrawn"] and s["verdict"] != "truncated"]
    if not older:
        raise PreferError(f"{page}: no other text of this page is kept; nothing was changed")
    fullest = max(older, key=lambda state: (state["n_chars"], state["fetched_at"], state["record_id"]))
    if not (current["withdrawn"] or is_stub_beside(current, fullest)):
        names = ", ".join(state["record_id"] for state in older)
        raise PreferError(
            f"{page}: what stands is neither a notice nor a stub. To let an older text stand all the same, name its "
            f"record id: {names}"
        )
    return fullest


def is_stub_beside(current: Row, fuller: Row) -> bool:
    """Return whether the current state is held by a fuller one at a fraction of its length, or strayed in."""
    length = fuller["n_chars"] or 0
    if (fuller["containment"] or 0.0) >= STUB_CONTAINED:
        return bool(current["n_chars"] < STUB_LENGTH * length)
    return bool(current["n_chars"] < min(STRAY_CHARACTERS, STRAY_LENGTH * length))
