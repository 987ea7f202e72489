"""
Which files of a dataset a run writes anew, and which rows go where.

A month has base files of whole days and at most one late file. What comes in for one of the last two months
goes into the base file of its day; what comes in for an older month goes into the month's late file, unless the
base file of its day is written anyway, so that fifty late texts do not rewrite whole years. Only a row that itself
changes rewrites the file it lies in.
"""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flows.store import DataFile, Draft, scan
from flows.store.writing import MOST_BYTES, month_of

if TYPE_CHECKING:
    import duckdb

FILL = 4_000_000
"""
Bytes from which the newest base file of a month is left alone and a new day begins the next one.

A night writes its last few days anew: with files of 16 MB that would be ten times what came in.
"""

MOST_LATE = 0.1
"""Share of a month's rows from which its late file is folded into the base."""


@dataclass(slots=True)
class Job:
    """
    Files that are written in the place of others.

    Attributes:
        gone: Published files that it replaces.

        late: Whether it writes a late file.

        fill: Bytes from which a file is closed at the end of a day.

        days: Days whose new rows it takes.
    """

    gone: list[DataFile]
    late: bool = False
    fill: int = MOST_BYTES
    days: set[dt.date] = field(default_factory=set)


def find_jobs(con: duckdb.DuckDBPyConnection, draft: Draft, dataset: str, as_of: dt.date) -> list[Job]:
    """
    Return the jobs of one dataset: which files to write anew, and the days whose new rows each takes.

    Args:
        con: The run's database, with the table `moves`.

        draft: The snapshot in the making.

        dataset: One of the datasets with months.

        as_of: The run's day.
    """
    leaving = days_of(con, f"SELECT old_date, count(*) FROM moves WHERE old_dataset = '{dataset}' GROUP BY 1")
    coming = days_of(con, f"SELECT date, count(*) FROM moves WHERE dataset = '{dataset}' GROUP BY 1")
    fresh = Job([])
    jobs: list[Job] = []
    by_month: dict[str, dict[dt.date, int]] = defaultdict(dict)
    for day, rows in coming.items():
        by_month[month_of(day)][day] = rows
    for month in sorted({*by_month, *map(month_of, leaving)}):
        some = [file for file in draft.published.get(dataset, ()) if file.rows and file.month == month]
        new = by_month[month]
        if not some:
            fresh.days |= set(new)
            continue
        old = {day for day in leaving if month_of(day) == month}
        jobs += month_jobs(con, draft, dataset, some, old, new, live=is_live(month, as_of), fresh=fresh)
    return [job for job in (fresh, *jobs) if job.gone or job.days]


def days_of(con: duckdb.DuckDBPyConnection, sql: str) -> dict[dt.date, int]:
    """Return how many rows each day has in an answer."""
    return dict(con.execute(sql).fetchall())


def is_live(month: str, as_of: dt.date) -> bool:
    """Return whether a month is the run's own, the one before, or to come."""
    before = as_of.replace(day=1) - dt.timedelta(days=1)
    return month >= month_of(before)


def month_jobs(
    con: duckdb.DuckDBPyConnection,
    draft: Draft,
    dataset: str,
    some: list[DataFile],
    old: set[dt.date],
    new: dict[dt.date, int],
    *,
    live: bool,
    fresh: Job,
) -> list[Job]:
    """Return the jobs of one month that has files."""
    base = sorted((file for file in some if not file.late), key=lambda file: (file.first, file.last, file.name))
    late = [file for file in some if file.late]
    from_base, from_late = where_old_rows_lie(con, draft, dataset, late, old)
    jobs = {file.name: Job([file], fill=FILL if live else MOST_BYTES) for file in base}
    late_job = Job(late, late=True)
    used = {file.name for file in base if any(file.covers(day) for day in from_base)}
    rewritten = [file for file in base if file.name in used]
    for day in sorted(new):
        if not live and base and not any(file.covers(day) for file in rewritten):
            late_job.days.add(day)
        elif (file := home_of(day, base if live else rewritten)) is not None:
            jobs[file.name].days.add(day)
            used.add(file.name)
        else:
            fresh.days.add(day)
    touched = [jobs[name] for name in sorted(used)]
    if not (late_job.days or from_late):
        return touched
    if late_rows(late, late_job, new) > MOST_LATE * sum(file.rows for file in some):
        return [Job(some, days={day for job in (late_job, *touched) for day in job.days})]
    return [*touched, late_job]


def home_of(day: dt.date, base: list[DataFile]) -> DataFile | None:
    """Return the base file that takes a day's rows in a live month; None where the day begins a new one."""
    covering = [file for file in base if file.covers(day)]
    if covering:  # several where a day is too large for one
        return min(covering, key=lambda file: file.bytes)
    before = [file for file in base if file.last is not None and file.last < day]
    if before and before[-1].bytes < FILL:
        return before[-1]
    behind = [file for file in base if file.first is not None and file.first > day]
    return behind[0] if behind and behind[0].bytes < FILL else None


def late_rows(late: list[DataFile], job: Job, new: dict[dt.date, int]) -> int:
    """Return how many rows a month's late file would hold, at most."""
    return sum(file.rows for file in late) + sum(new[day] for day in job.days)


def where_old_rows_lie(
    con: duckdb.DuckDBPyConnection, draft: Draft, dataset: str, late: list[DataFile], days: set[dt.date]
) -> tuple[set[dt.date], bool]:
    """Return the days on which rows leave base files, and whether some leave the late file."""
    if not days:
        return set(), False
    wanted = f"SELECT record_id, old_date FROM moves WHERE old_dataset = '{dataset}' AND list_contains($days, old_date)"
    if not late or draft.base is None:
        return days, False
    in_late = f"(SELECT record_id FROM {scan(draft.base, dataset, late)})"
    rows = con.execute(
        f"SELECT DISTINCT old_date, record_id IN {in_late} FROM ({wanted})", {"days": sorted(days)}
    ).fetchall()
    return {day for day, lies_late in rows if not lies_late}, any(lies_late for _, lies_late in rows)
