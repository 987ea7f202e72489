"""
How much the model struck of a page, counted from the ledger where the row does not say it: before schema 4.

Before schema 3 a table of contents that the model struck bore the name and layer of a rule. Pages that have such a row
and were cleaned then, or come from a store of the first form, are left without a number: it would be a guess itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from transforms.schema import Dataset

GUESSED = ("model_characters", "int32")
"""The column, and its type."""

LEDGERS: Mapping[Dataset, Dataset] = {"articles": "removals", "duplicates": "removals", "held_rows": "held_removals"}
"""Where the ledger of a dataset's rows lies."""

NAMED_AS_RULES = 3
"""The schema version from which on every row of the ledger is of the layer that struck it."""

UNSURE = "widget.contents"
"""What both a rule and the model called what they struck."""

COUNTED = f"""
SELECT record_id, sum("end" - "start") FILTER (layer = 'model') AS struck,
    bool_or(rule = '{UNSURE}' AND layer = 'rule') AS unsure
FROM {{ledger}} GROUP BY record_id
"""  # noqa: S608 - our own names

WITH_COUNT = f"""(
    SELECT f.*, CASE
        WHEN g.unsure AND (f.code = '' OR f.code IN (
            SELECT code FROM {{runs}} WHERE try_cast(schema_version AS INTEGER) < {NAMED_AS_RULES}
        )) THEN NULL
        ELSE coalesce(g.struck, 0)
    END::INTEGER AS {GUESSED[0]}
    FROM {{read}} f LEFT JOIN ({COUNTED}) g ON g.record_id = f.record_id
)"""  # noqa: S608 - our own names


def with_guessed(read: str, ledger: str, runs: str) -> str:
    """
    Return the SQL that reads rows together with how much the model struck of each.

    Args:
        read: SQL of the rows.

        ledger: SQL of what was struck of them.

        runs: SQL of the runs, which say by which code and under which schema they cleaned.
    """
    return WITH_COUNT.format(read=read, ledger=ledger, runs=runs)


def count_guessed(ledger: Iterable[Mapping[str, Any]]) -> int | None:
    """Return the same of one page of a store of the first form; None where its ledger cannot tell."""
    struck = 0
    for removal in ledger:
        if removal["rule"] == UNSURE and removal["layer"] == "rule":
            return None
        if removal["layer"] == "model":
            struck += removal["end"] - removal["start"]
    return struck
