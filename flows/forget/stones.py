"""The tombstones of an act: which deliveries it means, and the keys by which they are known again."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flows.corpus.database import count
from flows.corpus.forgotten import MEETING, add_records, lay_stones, told_by_text
from flows.store import files, scan
from flows.store.layout import current_snapshot
from flows.store.tombstones import STONES, Tombstones, rows_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb
    import pyarrow as pa

    from flows.forget.aim import Aim

NO_STONE: dict[str, Any] = dict.fromkeys(name for name, _ in STONES)
FEWEST_WORDS = 25
"""Words of a text below which it may stand on many pages: an error page that was met had 18, notices have ten."""

WITH_TEXT = ("articles", "duplicates", "held_rows")

SAME_PAGE = """
INSERT INTO meant
SELECT DISTINCT record_id FROM known
WHERE id IN (SELECT id FROM known WHERE record_id IN (FROM meant) AND id NOT NULL)
  AND record_id NOT IN (FROM meant)
"""
"""Whatever else was delivered of a page that is meant."""

SHARED = """
EXISTS (FROM known o WHERE o.{key} = k.{key} AND o.id NOT IN (FROM meant_pages) AND o.outcome NOT IN ('reject', 'followed'))
"""  # noqa: E501 - one condition

ROWS = f"""
SELECT k.record_id, k.id, k.page_key, k.url_key, k.text_key, k.outlet_domain,
       coalesce(k.outlet, k.outlet_domain, '') AS outlet, k.first_seen, k.first_run, k.seen_day,
       coalesce(k.withdrawn OR k.verdict = 'truncated', false) AS common,
       {SHARED.format(key="page_key")} OR {SHARED.format(key="url_key")} AS shared, h.heir
FROM known k LEFT JOIN heirs_now h USING (cluster_id)
WHERE k.record_id IN (FROM meant) ORDER BY k.record_id
"""

HEIRS = """
CREATE OR REPLACE TABLE heirs_now AS
WITH pages AS (
    SELECT id, max(cluster_id) FILTER (current) AS cluster_id, min((first_seen, first_run)) AS arrived
    FROM known WHERE id NOT NULL AND outcome NOT IN ('reject', 'followed', 'held') GROUP BY id
)
SELECT cluster_id, arg_min(id, (arrived, id)) AS heir FROM pages
WHERE cluster_id NOT NULL AND id NOT IN (FROM meant_pages) GROUP BY cluster_id
"""
"""Of each story, the page that is left and arrived first: the story's name passes to it."""


@dataclass(slots=True)
class Meant:
    """
    What an act means in a store as it stands.

    Attributes:
        rows: Its tombstones.

        texts: The texts of its deliveries, by record id: looked for once all is done, and never written down.
    """

    rows: list[dict[str, Any]]
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def records(self) -> list[str]:
        """The deliveries that are meant."""
        return [row["record_id"] for row in self.rows if row["record_id"]]

    @property
    def pages(self) -> set[str]:
        """The pages that are meant."""
        return {row["id"] for row in self.rows if row["id"]}


def gather(
    con: duckdb.DuckDBPyConnection, clean: Path, aim: Aim, *, copies: bool = False, also: tuple[str, ...] = ()
) -> Meant:
    """
    Return what an aim means: its pages, all deliveries of them, and what tells the same without an address.

    Rows that tombstones would meet are added until there are no more: what is shown before is what will leave.

    Args:
        con: A database with the table `known`.

        clean: The clean folder.

        aim: What is to be forgotten.

        copies: The same texts elsewhere are meant as well.

        also: Further pages that are meant, such as near copies.
    """
    con.execute("CREATE OR REPLACE TABLE meant (record_id VARCHAR)")
    con.execute(f"INSERT INTO meant SELECT record_id FROM known WHERE {aim.where}", {"name": aim.name})
    con.execute("INSERT INTO meant SELECT record_id FROM known WHERE list_contains($ids, id)", {"ids": list(also)})
    named = named_pages(con, aim)
    met = f"INSERT INTO meant SELECT * FROM ({MEETING.format(came='known')}) WHERE record_id NOT IN (FROM meant)"
    while True:
        con.execute(SAME_PAGE)
        meant = Meant(stones_of(con, aim), dict(texts_of(con, clean)))
        engrave(meant, named)
        lay_stones(con, as_tombstones(meant.rows, aim, copies=copies))
        before = count(con, "meant")
        con.execute(met)
        add_records(con, "meant", told_by_text(con, standing_texts(clean)))
        if count(con, "meant") == before:
            return meant


def named_pages(con: duckdb.DuckDBPyConnection, aim: Aim) -> frozenset[str]:
    """Return the pages that the name itself means: of these alone copies are looked for."""
    found = con.execute(f"SELECT DISTINCT id FROM known WHERE {aim.where}", {"name": aim.name}).fetchall()
    return frozenset(page for (page,) in found)


def standing_texts(clean: Path) -> str:
    """Return the SQL of what stands and is not meant yet, with texts."""
    root = current_snapshot(clean)
    columns = "record_id, page_key, url_key, outlet_domain, outlet, text"
    parts = [f"SELECT {columns} FROM (SELECT *, '' AS text FROM known LIMIT 0)"]
    for dataset in WITH_TEXT:
        some = [file for file in files(clean, dataset) if file.rows]
        if root is None or not some:
            continue
        read = f"(FROM {scan(root, dataset, some)} WHERE coalesce(text, '') <> '')"
        held = f"SELECT {columns.replace('url_key', 'md5(url_key) AS url_key')} FROM {read}"
        told = f"SELECT {columns} FROM (SELECT record_id, text FROM {read}) JOIN known USING (record_id)"
        parts.append(held if dataset == "held_rows" else told)
    return f"SELECT * FROM ({' UNION ALL '.join(parts)}) WHERE record_id NOT IN (FROM meant)"


def stones_of(con: duckdb.DuckDBPyConnection, aim: Aim) -> list[dict[str, Any]]:
    """Return the tombstones of what is meant, without what only texts tell."""
    con.execute("CREATE OR REPLACE TABLE meant_pages AS SELECT DISTINCT id FROM known WHERE record_id IN (FROM meant)")
    con.execute("DELETE FROM meant_pages WHERE id IS NULL")
    con.execute(HEIRS)
    rows = [row | {"fold_key": None, "trace": []} for row in con.sql(ROWS).to_arrow_table().to_pylist()]
    if aim.kind != "address":
        return rows
    here = NO_STONE | {"page_key": aim.page_key, "url_key": aim.name, "shared": False, "trace": []}
    return [*(row | {"shared": row["shared"] and row["url_key"] != aim.name} for row in rows), here]


def as_tombstones(rows: list[dict[str, Any]], aim: Aim, *, copies: bool) -> Tombstones:
    """Return rows as a run meets them."""
    import pyarrow as pa

    table = rows_table(rows)
    table = table.append_column("copies", pa.array([copies] * len(rows), pa.bool_()))
    return Tombstones(outlets=frozenset({aim.name} if aim.kind == "outlet" else ()), rows=table)


def texts_of(con: duckdb.DuckDBPyConnection, clean: Path) -> Iterator[tuple[str, str]]:
    """Yield the texts that are kept of what is meant, by record."""
    for table in tables_with_text(con, clean, "record_id, text", "record_id IN (FROM meant)"):
        yield from zip(table["record_id"].to_pylist(), table["text"].to_pylist(), strict=True)


def tables_with_text(con: duckdb.DuckDBPyConnection, clean: Path, names: str, where: str) -> Iterator[pa.Table]:
    """Yield columns of all published and waiting rows that have a text, some thousand rows at a time."""
    import pyarrow as pa

    root = current_snapshot(clean)
    for dataset in WITH_TEXT:
        some = [file for file in files(clean, dataset) if file.rows]
        if root is None or not some:
            continue
        query = f"SELECT {names} FROM {scan(root, dataset, some)} WHERE {where} AND coalesce(text, '') <> ''"
        for batch in con.sql(query).to_arrow_reader(2_000):
            yield pa.Table.from_batches([batch])


def engrave(meant: Meant, named: frozenset[str]) -> None:
    """
    Add what texts are known by; traces of the named pages alone, for copies of their copies are none.

    By what other pages say as well, nothing is known: a notice of withdrawal, an error page, a line or two.
    """
    from transforms.duplicates.traces import WORD, runs_of, trace_of
    from transforms.identity import page_key_of_text

    lengths = {record: len(WORD.findall(text)) for record, text in meant.texts.items()}
    common = {
        row["text_key"]
        for row in meant.rows
        if row.pop("common", False) or lengths.get(row["record_id"], FEWEST_WORDS) < FEWEST_WORDS
    }
    common.discard(None)  # what waits in quarantine has no key yet
    for row in meant.rows:
        text = meant.texts.get(row["record_id"])
        if text is None or lengths[row["record_id"]] < FEWEST_WORDS or row["text_key"] in common:
            continue
        row["fold_key"] = page_key_of_text(text)
        row["n_words"] = lengths[row["record_id"]]
        if row["id"] in named:
            row["trace"] = [f"{one:016x}" for one in trace_of(runs_of(text)).tolist()]
    for row in meant.rows:
        row["text_key"] = None if row["text_key"] in common else row["text_key"]
