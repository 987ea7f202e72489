"""
The last line of defence against a rule gone wild and against a bad night: no silent mass removal.

A guard holds back the outlet, not the night: its rows wait, its standing ones stand, the rest is published.
"""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.corpus.crowds import NAMED, find_crowds
from flows.corpus.database import count, first
from flows.store.errors import RefusedError

if TYPE_CHECKING:
    import duckdb

FEWEST_NEW_PAGES = 200
"""New pages of one outlet in one run; with fewer, the shares struck or merged say little."""

FEWEST_PAGES = 20
"""Standing pages of one outlet that a run touches; outlets with fewer are judged together."""

FEWEST_ALONE = 5
"""Standing pages of a small outlet that must all be harmed before it is held back by itself."""

MOST_TOUCHED = 0.02
"""Share of all standing rows that may go or change cluster in one run."""

FEWEST_TOUCHED = 50
"""Rows; where fewer go or change cluster, their share says little."""

MOST_OUTLETS = 0.25
"""Share of the outlets of a run that may be held back before the whole run is refused."""

FEWEST_OUTLETS = 2
"""Outlets that may be held back however few there are."""

MOST_TOLD = 10
"""Outlets that a refusal names."""

EVERYTHING = "*"
"""The name under which `--accept` lets the whole run pass."""

SMALL = "small outlets together"


@dataclass(frozen=True, slots=True)
class Guard:
    """The largest share that a run may reach for one outlet, and how to say it."""

    what: str
    share: float
    says: str


GUARDS = (
    Guard("struck", 0.75, "of the text would be struck as furniture"),
    Guard("merged", 0.75, "of the new pages would be merged as copies"),
    Guard("gone", 0.1, "of the standing articles would go"),
    Guard("withdrawn", 0.1, "of the standing articles would be taken for withdrawn"),
    Guard("shrunk", 0.25, "of the standing articles would lose more than half of their text"),
    Guard("joined", 0.5, "of the standing articles would become copies of others"),
)
"""
Shares are choices. Labelled blog pages, many with bodies pasted twice, have .34 struck at most by outlet;
outlets that live on wire copy have .5 merged.
"""

OUTLET = "coalesce(outlet_domain, outlet, '')"

HARM = f"""
CREATE OR REPLACE TABLE harm AS
WITH was AS (
    SELECT id, {OUTLET} AS outlet, n_chars, withdrawn, outcome = 'article' AS canonical, cluster_id
    FROM old WHERE current AND outcome IN ('article', 'duplicate')
), now AS (
    SELECT id, n_chars, withdrawn, outcome, cluster_id FROM after WHERE current
), fresh AS (SELECT DISTINCT page_key FROM crawls WHERE fresh)
SELECT w.id, w.outlet, n.id IS NULL AS gone, coalesce(n.withdrawn AND NOT w.withdrawn, false) AS withdrawn,
       coalesce(2 * n.n_chars < w.n_chars AND NOT n.withdrawn, false) AS shrunk,
       coalesce(w.canonical AND n.outcome = 'duplicate', false) AS joined,
       coalesce(n.cluster_id <> w.cluster_id, true) AS moved
FROM was w LEFT JOIN now n USING (id)
WHERE ((SELECT anew FROM joins_near) OR w.id IN (SELECT id FROM old JOIN fresh USING (page_key)) OR n.id IS NULL
       OR n.cluster_id <> w.cluster_id OR (w.canonical AND n.outcome = 'duplicate'))
  AND (n.id IS NOT NULL OR w.id NOT IN (FROM forgotten_pages))
"""
"""
The standing pages that a run touches, and what happens to each; what was asked to be forgotten is no harm. Where all
pages are sketched anew, that is all of them.
"""

EXAMPLES = f"(list(id ORDER BY id) FILTER ({{}}))[1:{NAMED}]"

HARMED = "(gone OR withdrawn OR shrunk OR joined)"

SHARES = f"""
WITH new_pages AS (
    SELECT a.id, coalesce(r.outlet_domain, r.outlet, '') AS outlet, r.n_removed_chars AS struck, a.n_chars AS kept,
           coalesce(a.verdict IN ('same_text', 'near'), false) AS merged
    FROM all_rows r JOIN after a USING (record_id)
), sized AS (
    SELECT *, if(count(*) OVER (PARTITION BY outlet) < {FEWEST_PAGES}, '{SMALL}', outlet) AS judged FROM harm
)
SELECT outlet, 'struck' AS what, count(*) AS pages, sum(struck) / greatest(sum(struck + kept), 1) AS share,
       {FEWEST_NEW_PAGES} AS fewest, {EXAMPLES.format("true")} AS examples FROM new_pages GROUP BY outlet
UNION ALL SELECT outlet, 'merged', count(*), avg(merged::INTEGER), {FEWEST_NEW_PAGES}, {
    EXAMPLES.format("merged")
} FROM new_pages
    WHERE outlet <> '' GROUP BY outlet
{
    "".join(
        f'''
UNION ALL SELECT judged, '{what}', count(*), avg({what}::INTEGER), {FEWEST_PAGES}, {EXAMPLES.format(what)} FROM sized
    GROUP BY judged'''
        for what in ("gone", "withdrawn", "shrunk", "joined")
    )
}
UNION ALL SELECT outlet, 'gone', count(*), 0.999 * avg({HARMED}::INTEGER), {FEWEST_ALONE},
    {EXAMPLES.format(HARMED)} FROM sized WHERE judged = '{SMALL}' AND outlet <> '' GROUP BY outlet
    HAVING bool_and({HARMED})
ORDER BY 1, 2
"""


def outlets_beyond(con: duckdb.DuckDBPyConnection, accepted: Mapping[str, str]) -> dict[str, str]:
    """
    Return the outlets that a run would strip, merge or empty, with what it would do to each.

    Args:
        con: The run's database, after `find_outcomes`.

        accepted: Outlets (their domain, as the message names it) that may pass this once, with reasons.
    """
    con.execute(HARM)
    if EVERYTHING in accepted:
        return {}
    guards = {guard.what: guard for guard in GUARDS}
    beyond: dict[str, str] = {}
    for outlet, what, pages, share, fewest, examples in con.execute(SHARES).fetchall():
        guard = guards[what]
        if pages < fewest or share <= guard.share:
            continue
        said = f"{share:.0%} {guard.says} ({pages} pages, at most {guard.share:.0%}), such as {', '.join(examples)}"
        for name in members_of(con, what) if outlet == SMALL else (outlet,):
            if name not in accepted:
                beyond.setdefault(name, said)
    for outlet, said in find_crowds(con):
        if outlet not in accepted:
            beyond.setdefault(outlet, said)
    return beyond


def members_of(con: duckdb.DuckDBPyConnection, what: str) -> list[str]:
    """Return the small outlets that a harm befalls."""
    sql = f"SELECT outlet FROM harm GROUP BY outlet HAVING count(*) < {FEWEST_PAGES} AND bool_or({what}) ORDER BY 1"
    return [outlet for (outlet,) in con.execute(sql).fetchall()]


def hold_back(con: duckdb.DuckDBPyConnection, outlets: Mapping[str, str]) -> int:
    """Put the records of some outlets into the table `holding`; return how many these are."""
    con.execute(
        """
        INSERT INTO holding
        SELECT b.record_id FROM batch b LEFT JOIN old o USING (record_id)
        WHERE list_contains($outlets, coalesce(b.outlet_domain, b.outlet, o.outlet_domain, o.outlet, ''))
          AND (b.kind = 'row' OR o.outcome IN ('article', 'duplicate', 'refetched', 'superseded'))
        """,
        {"outlets": list(outlets)},
    )
    return count(con, "holding")


def check_nobody(beyond: Mapping[str, str]) -> None:
    """
    Refuse a run that brings no pages, and so cannot hold any back, where it would do an outlet harm.

    Raises:
        RefusedError: The message names the outlets and the remedy.
    """
    if beyond:
        raise RefusedError(
            f"{named(beyond)}. Nothing was published. Look at these pages; if this is right, run again with --accept "
            "OUTLET=REASON, once for each outlet."
        )


def named(outlets: Mapping[str, str]) -> str:
    """Return some outlets with what a run would do to each, as a message says it."""
    some = sorted(outlets.items())[:MOST_TOLD]
    return "; ".join(f"{outlet or 'pages without an outlet'}: {why}" for outlet, why in some)


def check_whole_run(con: duckdb.DuckDBPyConnection, held: Mapping[str, str], accepted: Mapping[str, str]) -> None:
    """
    Refuse a run that would change too much of what stands.

    Raises:
        RefusedError: The message names the shares and the remedy.
    """
    if EVERYTHING in accepted:
        return
    outlets = first(con, f"SELECT count(DISTINCT {OUTLET}) FROM all_rows")
    if len(held) > max(FEWEST_OUTLETS, MOST_OUTLETS * outlets):
        raise RefusedError(
            f"{len(held)} of {outlets} outlets would be held back ({named(held)}). Nothing was published. Look at some "
            "of their pages; if this is right, let each pass with --accept OUTLET=REASON, or all with --accept "
            "'*=REASON'."
        )
    touched = first(con, "SELECT count(*) FROM harm WHERE gone OR moved")
    if touched <= FEWEST_TOUCHED:
        return
    sql = "SELECT count(*) FROM old_index WHERE outcome IN ('article', 'duplicate')"
    standing = first(con, sql)
    if touched > MOST_TOUCHED * standing:
        raise RefusedError(
            f"{touched} of {standing} standing rows would go or change their cluster ({touched / standing:.0%}, at "
            f"most {MOST_TOUCHED:.0%}). Nothing was published. Look at some of them; if this is right, run again with "
            "--accept '*=REASON'."
        )
