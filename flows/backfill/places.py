"""Where the raw of chosen records lies: by the places that the files manifest tells, and only those that hold some."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flows.read.discover import raw_file
from flows.read.feeds import ReadError

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from flows.read import Feed, RawFile

ESCAPED = re.compile(rb"\\x([0-9a-f]{2})")
"""A byte that is not UTF-8, as a source writes it."""

OWN_FILE = "regexp_replace(c.source, '#[0-9]{1,12}$', '')"


def within(feed: Feed, source: str) -> bool:
    """Return whether a source lies in the raw folder that was named."""
    inside = feed.prefix + feed.below
    if source.startswith(tuple(f"{name}/" for name in feed.apart)):
        return False
    return not inside or source == inside or source.startswith(inside if inside.endswith("/") else f"{inside}/")


def find_places(con: duckdb.DuckDBPyConnection, feed: Feed) -> tuple[int, int]:
    """
    Make the table `placed`: for each chosen record whose raw is there the file that is read for it.

    A file that looks as it did when it was read is taken before one that changed, the record's first place before
    others. No file is opened.

    Returns:
        How many chosen records are gone, and how many lie in other raw folders only.
    """
    import pyarrow as pa

    con.execute("""
        CREATE OR REPLACE TABLE places AS
        SELECT DISTINCT f.record_id, f.path
        FROM (SELECT path, unnest(records) AS record_id FROM old_files) f
        WHERE f.record_id IN (SELECT record_id FROM chosen)
    """)
    states = "SELECT path, size, mtime_ns, inode, sidecar FROM old_files WHERE path IN (SELECT path FROM places)"
    rows = [row for row in con.execute(states).fetchall() if within(feed, row[0])]
    found = [
        (source, file.state.size, looks(file) == tuple(state)) for source, *state in rows if (file := at(feed, source))
    ]
    names = ("path", "size", "unchanged")
    columns = dict(zip(names, zip(*found, strict=True), strict=True)) if found else dict.fromkeys(names, ())
    kinds = {"path": pa.string(), "size": pa.int64(), "unchanged": pa.bool_()}
    con.register("there_now", pa.table({name: pa.array(columns[name], kinds[name]) for name in names}))
    con.execute("CREATE OR REPLACE TABLE there AS FROM there_now")
    con.unregister("there_now")
    inside = pa.table({"path": pa.array([row[0] for row in rows], pa.string())})
    con.register("inside_now", inside)
    con.execute("CREATE OR REPLACE TABLE inside AS FROM inside_now")
    con.unregister("inside_now")
    con.execute(f"""
        CREATE OR REPLACE TABLE placed AS
        SELECT p.record_id, p.path FROM places p JOIN there t USING (path) JOIN chosen c USING (record_id)
        QUALIFY row_number() OVER (
            PARTITION BY p.record_id ORDER BY NOT t.unchanged, p.path <> {OWN_FILE}, p.path
        ) = 1
    """)
    ((missing,),) = con.execute(
        "SELECT count(*) FROM chosen WHERE record_id NOT IN (SELECT record_id FROM placed)"
    ).fetchall()
    ((elsewhere,),) = con.execute("""
        SELECT count(DISTINCT record_id) FROM places WHERE record_id NOT IN (SELECT record_id FROM placed)
        AND record_id NOT IN (SELECT record_id FROM places WHERE path IN (FROM inside))
    """).fetchall()
    return missing - elsewhere, elsewhere


def looks(file: RawFile) -> tuple[int, int, int, str]:
    """Return how a file looks, as the manifest remembers it."""
    return file.state.size, file.state.mtime_ns, file.state.inode, file.state.sidecar


def at(feed: Feed, source: str) -> RawFile | None:
    """Return the raw file of a source, None where it is no longer there."""
    try:
        file = raw_file(path_of(feed, source), source)
    except ReadError:
        return None
    return file if file.state.size >= 0 else None


def path_of(feed: Feed, source: str) -> Path:
    """Return the path of a source; bytes that it escapes are tried as they were."""
    below = source.removeprefix(feed.prefix)
    path = feed.root / below
    if "\\x" in below and not path.exists():
        import os

        raw = ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), below.encode())
        return feed.root / os.fsdecode(raw)
    return path
