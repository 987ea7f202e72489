"""
What each outlet brought tonight, measured once: counts and sums of its new pages, and of the days they were printed on.

New is a page that the store did not hold: crawls of known pages, backfills and retries are no news of an outlet.
"""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flows.alarms import LOOK_BACK, judge, night_of, read_bounds
from flows.corpus.database import connect, names_of, read_list
from flows.corpus.guards import EVERYTHING
from flows.corpus.undone import find_undone
from flows.store.layout import current_snapshot
from flows.store.nights import nights_between, write_pending
from flows.store.quoting import quote
from flows.store.snapshot import files, scan
from flows.store.tombstones import forgotten_outlets
from transforms.schema import OUTLET_NIGHTS, arrow_schema

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from flows.alarms import Night, Verdicts
    from flows.corpus.plan import RunPlan
    from flows.store import Draft

STUB_WORDS = 60
"""Words below which a page counts as a stub: of 17,190 real articles 3 % have fewer."""

DAYS_TOLD = 60
"""Days before the night for which a row of their own is written."""

RECENT_DAYS = 3
"""Days before the night on which most of its pages may be printed without a word: a crawl's own rhythm."""

PAGES_READ = 300
"""Pages of an outlet whose lines are compared in a night; an archive has no more to say of a template."""

FEWEST_ALIKE = 3
"""Pages of a night that hold a line before it counts as repeated."""

SHARE_ALIKE = 0.05
"""The same as a share: on a large night of a real paper 13 % of the lines stood on three pages of 317."""

GARBLED = r"\x{FFFD}|[\x{80}-\x{9F}]|[\x{C2}\x{C3}\x{E2}][\x{80}-\x{BF}\x{20AC}\x{201A}-\x{2026}\x{0152}-\x{017E}]"
"""Replacement marks, control characters, and UTF-8 that was read as another encoding."""

DAYS_KNOWN = 21
"""Days since an outlet's first night in which its authors become known: most write every week, columnists every
fortnight."""

DIGITS_OF_NAME = 12
"""Of its digest: enough to tell the names of one outlet apart."""

ARRIVED = f"""
CREATE OR REPLACE TABLE arrived AS
WITH standing AS (
    SELECT page_key FROM old WHERE outcome NOT IN ('held', 'reject', 'followed')
), known AS (
    SELECT record_id FROM old WHERE outcome <> 'held'
)
SELECT r.record_id, coalesce(r.outlet_domain, r.outlet, '') AS outlet, true AS page,
       coalesce(r.published_date, r.seen_day) AS printed,
       (r.n_words < {STUB_WORDS} OR coalesce(a.verdict = 'truncated', false))::INTEGER AS stub,
       (a.verdict IS NOT NULL)::INTEGER AS duplicate,
       (r.title IS NULL)::INTEGER AS no_title, (r.published_date IS NULL)::INTEGER AS no_date,
       (coalesce(len(r.authors), 0) = 0)::INTEGER AS no_author, hash(r.title) AS title,
       if(len(r.authors) > 0, hash(r.authors), NULL) AS author,
       [left(md5(lower(name)), {DIGITS_OF_NAME}) FOR name IN coalesce(r.authors, [])] AS author_keys,
       regexp_matches(r.text, '{GARBLED}')::INTEGER AS garbled,
       (coalesce(r.n_removed_chars, 0) = 0)::INTEGER AS untouched,
       coalesce(r.n_chars, 0) AS kept, coalesce(r.n_removed_chars, 0) AS struck,
       round(1000 * ln(1 + coalesce(r.n_words, 0)))::BIGINT AS log_words, coalesce(r.language, '') AS language
FROM all_rows r LEFT JOIN after a USING (record_id)
WHERE record_id NOT IN (FROM known) AND r.page_key NOT IN (FROM standing)
  AND coalesce(a.outcome, 'article') IN ('article', 'duplicate')
UNION ALL BY NAME
SELECT record_id, host AS outlet, false AS page FROM all_rejects
WHERE record_id NOT IN (FROM known) AND page_key NOT IN (FROM standing)
"""

HOSTS = """
CREATE OR REPLACE TABLE hosts AS
SELECT h.host, arg_max(o.outlet, length(o.outlet)) AS outlet
FROM (SELECT DISTINCT outlet AS host FROM arrived WHERE NOT page AND outlet IS NOT NULL) h
     JOIN outlets o ON o.outlet <> '' AND (h.host = o.outlet OR suffix(h.host, '.' || o.outlet))
GROUP BY h.host
"""
FIND_HOSTS = """
UPDATE arrived SET outlet = coalesce((SELECT h.outlet FROM hosts h WHERE h.host = arrived.outlet), outlet, '')
WHERE NOT page
"""
"""A refused page has no outlet but its address, whose host may lie below the outlet's own."""

LINES = f"""
CREATE OR REPLACE TABLE night_lines AS
WITH picked AS (
    SELECT record_id, outlet, printed FROM arrived WHERE page AND duplicate = 0
    QUALIFY row_number() OVER (PARTITION BY outlet ORDER BY record_id) <= {PAGES_READ}
), lines AS (
    SELECT s.record_id, s.outlet, s.printed, hash(unnest(string_split(r.text, chr(10)))) AS line
    FROM picked s JOIN all_rows r USING (record_id)
), sizes AS (
    SELECT outlet, count(*) AS pages FROM picked GROUP BY outlet
), alike AS (
    SELECT l.outlet, l.line FROM lines l JOIN sizes z USING (outlet) GROUP BY ALL
    HAVING count(DISTINCT l.record_id) >= greatest({FEWEST_ALIKE}, {SHARE_ALIKE} * any_value(z.pages))
)
SELECT l.outlet, l.printed, count(*) AS lines, count(a.line) AS repeated
FROM lines l LEFT JOIN alike a ON a.outlet = l.outlet AND a.line = l.line GROUP BY ALL
"""

MOST_OF = """
SELECT outlet, max(n) FILTER (WHERE what = 'title') AS same_title, max(n) FILTER (WHERE what = 'author') AS same_author,
       max(n) FILTER (WHERE what = 'day') AS same_day
FROM (SELECT outlet, 'title' AS what, count(*) AS n FROM arrived WHERE title IS NOT NULL GROUP BY outlet, title
      UNION ALL SELECT outlet, 'author', count(*) FROM arrived WHERE author IS NOT NULL GROUP BY outlet, author
      UNION ALL SELECT outlet, 'day', count(*) FROM arrived WHERE printed < $recent AND no_date = 0
                GROUP BY outlet, printed)
GROUP BY outlet
"""

AUTHORS = f"""
CREATE OR REPLACE TABLE night_authors AS
WITH known AS (
    SELECT outlet, list_distinct(flatten(list(author_keys))) AS keys, min(night) AS since FROM nights
    WHERE printed IS NULL AND NOT held GROUP BY outlet
)
SELECT a.outlet, list_sort(list_distinct(flatten(list(a.author_keys)))) AS author_keys,
       count(*) FILTER (WHERE k.since <= $night - {DAYS_KNOWN}) AS signed,
       count(*) FILTER (WHERE k.since <= $night - {DAYS_KNOWN} AND NOT list_has_any(k.keys, a.author_keys)) AS strangers
FROM arrived a LEFT JOIN known k USING (outlet) WHERE a.page AND len(a.author_keys) > 0 GROUP BY a.outlet
"""
"""
Names are compared by digests that no later version of the database changes. Who writes for an outlet is known when it
was looked at for weeks; until then no page counts.
"""

STRUCK = """
SELECT outlet, json_group_object(kind, n) AS struck
FROM (SELECT outlet, kind, sum("end" - start)::BIGINT AS n
      FROM (SELECT record_id, kind, start, "end" FROM all_removals WHERE NOT (kind = 'chrome' AND layer = 'extractor'))
           JOIN (SELECT record_id, outlet FROM arrived WHERE page) USING (record_id)
      GROUP BY ALL ORDER BY ALL)
GROUP BY outlet
"""

LANGUAGES = """
SELECT outlet, json_group_object(language, n) AS languages
FROM (SELECT outlet, language, count(*) AS n FROM arrived WHERE page GROUP BY ALL ORDER BY ALL) GROUP BY outlet
"""

SUMS = """
count(*) FILTER (WHERE page) AS pages, count(*) FILTER (WHERE NOT page) AS rejects,
sum(stub) AS stubs, sum(duplicate) AS duplicates, sum(no_title) AS no_title, sum(no_date) AS no_date,
sum(no_author) AS no_author, sum(garbled) AS garbled, sum(untouched) AS untouched, sum(kept) AS kept_chars,
sum(struck) AS struck_chars, sum(log_words) AS log_words, sum(log_words * log_words) AS log_words_squared
"""

TONIGHT = f"""
CREATE OR REPLACE TABLE tonight AS
WITH l AS (SELECT outlet, sum(lines) AS lines, sum(repeated) AS repeated_lines FROM night_lines GROUP BY outlet),
     m AS ({MOST_OF}), s AS ({STRUCK}), g AS ({LANGUAGES}),
     t AS (SELECT outlet, count(DISTINCT printed) AS days, {SUMS} FROM arrived GROUP BY outlet)
SELECT t.*, NULL::DATE AS printed, l.lines, l.repeated_lines, m.same_title, m.same_author, m.same_day, s.struck,
       g.languages, w.signed, w.strangers, w.author_keys
FROM t LEFT JOIN l USING (outlet) LEFT JOIN m USING (outlet) LEFT JOIN s USING (outlet) LEFT JOIN g USING (outlet)
     LEFT JOIN night_authors w USING (outlet)
UNION ALL BY NAME
SELECT outlet, printed, 1 AS days, {SUMS} FROM arrived WHERE page GROUP BY outlet, printed
"""

ORDER = "night, run_id, outlet, printed"
TOLD = "printed IS NULL OR printed BETWEEN $first AND $last"

NUMBERS = ("int32", "float64")
COUNTED = tuple(name for name, kind in OUTLET_NIGHTS if kind in NUMBERS)


@dataclass(frozen=True, slots=True)
class Held:
    """
    What guards and alarms say of a run.

    Attributes:
        outlets: Outlets that are held back, with the reason.

        flagged: Outlets whose night is unlike their others, with what was found.

        begun: Outlets that an operator lets pass: their history begins anew.
    """

    outlets: Mapping[str, str]
    flagged: Mapping[str, str]
    begun: frozenset[str]


def watch_nights(con: duckdb.DuckDBPyConnection, clean: Path, plan: RunPlan) -> Held:
    """
    Measure what every outlet brought and judge it against the outlet's own nights.

    Makes the table `tonight`, which `write_nights` writes once it is known who is held back.

    Args:
        con: The run's database, after `find_outcomes`.

        clean: The clean folder.

        plan: The run.
    """
    bounds = read_bounds(plan.bounds)
    open_history(con, clean, plan.as_of)
    measure(con, plan.as_of)
    found = judge(nights_in(con, "tonight", plan.as_of), taught(con, plan.as_of), plan.as_of, bounds)
    everything = EVERYTHING in plan.accepted
    held = {} if everything else {name: why for name, why in found.held.items() if name not in plan.accepted}
    begun = frozenset(plan.accepted) | (frozenset(found.held) if everything else frozenset())
    return Held(held, found.flagged if plan.scheduled else without_silent(con, found), begun)


def without_silent(con: duckdb.DuckDBPyConnection, found: Verdicts) -> Mapping[str, str]:
    """Return what was flagged of outlets that brought something: a run by hand need not bring every outlet."""
    came = {outlet for (outlet,) in con.execute("SELECT outlet FROM tonight").fetchall()}
    return {name: said for name, said in found.flagged.items() if name in came}


def watch_silence(con: duckdb.DuckDBPyConnection, clean: Path, plan: RunPlan) -> dict[str, str]:
    """Return the outlets that are silent for longer than ever, in a night of the schedule that brought nothing."""
    if not plan.scheduled:
        return {}
    open_history(con, clean, plan.as_of)
    return dict(judge((), taught(con, plan.as_of), plan.as_of, read_bounds(plan.bounds)).flagged)


def silent_night(clean: Path, plan: RunPlan) -> dict[str, str]:
    """Do what `watch_silence` does where not even a file was staged."""
    if not plan.scheduled:
        return {}
    with connect() as con:
        return watch_silence(con, clean, plan)


def measure(con: duckdb.DuckDBPyConnection, night: dt.date) -> None:
    """Make the table `tonight` of `all_rows`, `all_removals`, `all_rejects`, `after` and `old`."""
    con.execute(ARRIVED)
    con.execute(
        "CREATE OR REPLACE TABLE outlets AS SELECT outlet FROM arrived WHERE page UNION SELECT outlet FROM nights"
    )
    con.execute(HOSTS)
    con.execute(FIND_HOSTS)
    con.execute(LINES)
    con.execute(AUTHORS, {"night": night})
    con.execute(TONIGHT, {"recent": night - dt.timedelta(days=RECENT_DAYS)})


def open_history(con: duckdb.DuckDBPyConnection, clean: Path, night: dt.date) -> None:
    """Make the table `nights`: what published runs measured in the weeks that are looked back on, of living outlets."""
    paths = nights_between(clean, night - LOOK_BACK, night)
    root = current_snapshot(clean)
    runs = [file for file in files(clean, "runs") if file.rows]
    if not paths or not root or not runs:
        con.register("nights", arrow_schema(OUTLET_NIGHTS).empty_table())
        return
    con.register("no_nights", arrow_schema(OUTLET_NIGHTS).empty_table())
    con.execute("CREATE OR REPLACE TABLE nights AS FROM no_nights")
    con.execute(
        f"INSERT INTO nights BY NAME SELECT * FROM {read_list(paths, aged=True)} WHERE night BETWEEN $first AND $last "
        f"AND run_id IN (SELECT run_id FROM {scan(root, 'runs', runs)}) AND NOT list_contains($undone, run_id) "
        "AND NOT coalesce(list_bool_or([outlet = name OR ends_with(outlet, '.' || name) FOR name IN $gone]), false)",
        {
            "first": night - LOOK_BACK,
            "last": night,
            "undone": sorted(find_undone(con, clean)),
            "gone": forgotten_outlets(clean),
        },
    )


def taught(con: duckdb.DuckDBPyConnection, night: dt.date) -> list[Night]:
    """Return the nights that teach: scheduled, not held back, and none before the last that an operator accepted."""
    con.execute("""
        CREATE OR REPLACE VIEW teaching AS
        WITH begun AS (SELECT outlet, max(run_id) AS since FROM nights WHERE accepted GROUP BY outlet)
        SELECT n.* FROM nights n LEFT JOIN begun b USING (outlet)
        WHERE n.scheduled AND NOT n.held AND (b.since IS NULL OR n.run_id >= b.since)
    """)
    return nights_in(con, "teaching", night)


def nights_in(con: duckdb.DuckDBPyConnection, table: str, night: dt.date) -> list[Night]:
    """Return the rows of a table as records, in an order that does not depend on how they came."""
    own = "night, run_id" if table != "tonight" else "$night AS night, '' AS run_id"
    counted = ", ".join(f"coalesce({name}, 0) AS {name}" for name in COUNTED)
    parameters = {"night": night} if table == "tonight" else None
    answer = con.execute(
        f"SELECT {own}, outlet, printed, {counted}, struck, languages FROM {table} ORDER BY {ORDER}",
        parameters,
    )
    names = [column[0] for column in answer.description or ()]
    return [night_of(dict(zip(names, row, strict=True))) for row in answer.fetchall()]


def write_nights(con: duckdb.DuckDBPyConnection, draft: Draft, plan: RunPlan, held: Held) -> None:
    """
    Write what was measured beside the history; nothing where no outlet brought anything new.

    Args:
        con: The run's database, after `watch_nights`.

        draft: The snapshot in the making.

        plan: The run.

        held: Outlets that are held back, and those whose history begins anew.
    """
    counted = ", ".join(f"coalesce({name}, 0) AS {name}" for name in COUNTED)
    wanted = (
        f"{quote(draft.run_id)} AS run_id, $night AS night, outlet, printed, $scheduled AS scheduled, "
        f"list_contains($held, outlet) AS held, list_contains($accepted, outlet) AS accepted, {counted}, struck, "
        "languages, author_keys"
    )
    rows: Any = con.sql(
        f"SELECT {wanted} FROM tonight WHERE {TOLD} ORDER BY outlet, printed",
        params={
            "night": plan.as_of,
            "scheduled": plan.scheduled,
            "held": sorted(held.outlets),
            "accepted": sorted(held.begun),
            "first": plan.as_of - dt.timedelta(days=DAYS_TOLD),
            "last": plan.as_of + dt.timedelta(days=1),
        },
    ).to_arrow_table()
    if rows.num_rows:
        write_pending(draft.clean, draft.number, rows.select(names_of(OUTLET_NIGHTS)).cast(arrow_schema(OUTLET_NIGHTS)))
