"""
Two states of the same records side by side: what differs, in narrow tables.

Whoever compares makes six views first, three a side (`was_…`, `now_…`): `rows` (what the cleaner says of a page, with
`source`, `seen_day`), `spans` (the ledger) and `refused` (rejects), all by `record_id`.
"""
# ruff: noqa: S608 - SQL is put together from our own names

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.records import TOLD

if TYPE_CHECKING:
    import duckdb

SIDES = ("was", "now")

COUNTED = frozenset({"text", "text_sha256", "n_words", "n_blocks", "n_removed_chars", "model_characters", "fetched_at"})
"""Columns that follow from text and ledger, or tell of the fetch."""

WITNESSES = frozenset(f"{column.name}_from" for column in TOLD) | {"conflicts"}
"""Columns that tell who was believed: where that changes and nothing else does, nobody reads another thing."""

FIELDS = tuple(sorted({column.name: column for column in TOLD}.keys() - COUNTED - WITNESSES))
"""What may differ beside text and ledger."""

KEPT = ("title", "outlet", "outlet_domain", "language", "published_date")
"""Fields that are told as they are; of the others digests are enough, so that a million rows fit."""

CHROME = "(kind = 'chrome' AND layer = 'extractor')"
"""A page's chrome is in the ledger as count and digest only."""


def pair(con: duckdb.DuckDBPyConnection) -> None:
    """Make the table `pairs`: each record of either side, and the names of what differs."""
    for side in SIDES:
        digests = ", ".join(f'hash("{name}") AS "{name}_digest"' for name in ("text", *FIELDS))
        con.execute(f"""
            CREATE OR REPLACE TABLE {side}_narrow AS
            SELECT record_id, source, length(text) AS n_chars, md5(text) AS text, {", ".join(KEPT)}, {digests},
                   hash(list_sort(coalesce(l.spans, []))) AS ledger_digest
            FROM {side}_rows LEFT JOIN (
                SELECT record_id, list(hash(block, start, "end", kind, rule, layer)) AS spans
                FROM {side}_spans GROUP BY record_id
            ) l USING (record_id)
        """)
    differs = ", ".join(
        f"if(w.{name}_digest <> n.{name}_digest, '{name}', NULL)" for name in ("text", *FIELDS, "ledger")
    )
    con.execute(f"""
        CREATE OR REPLACE TABLE pairs AS
        SELECT coalesce(w.record_id, n.record_id) AS record_id, coalesce(w.source, n.source) AS source,
               CASE WHEN n.record_id IS NULL THEN 'lost' WHEN w.record_id IS NULL THEN 'gained' ELSE 'both' END AS fate,
               if(w.record_id IS NULL OR n.record_id IS NULL, [],
                  list_filter([{differs}], lambda name: name IS NOT NULL)) AS fields,
               w.n_chars AS was_chars, n.n_chars AS now_chars, w.outlet AS was_outlet, n.outlet AS now_outlet,
               w.published_date AS was_date, n.published_date AS now_date
        FROM was_narrow w FULL JOIN now_narrow n ON n.record_id = w.record_id
    """)
    con.execute("CREATE OR REPLACE VIEW differing AS FROM pairs WHERE fate <> 'both' OR len(fields) > 0")


def unpair(con: duckdb.DuckDBPyConnection) -> None:
    """Drop what `pair` made: a run that goes on needs the memory."""
    con.execute("DROP VIEW IF EXISTS differing; DROP TABLE IF EXISTS pairs")
    for side in SIDES:
        con.execute(f"DROP TABLE IF EXISTS {side}_narrow")
