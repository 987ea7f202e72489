"""
Whether the day of a page may be another, by its row, where the index does not say it: before schema 8.

Pages are compared by their days, and a day that is about right is none: old pages are compared as new ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.store.quoting import quoted_list

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ABOUT = ("published_about", "bool")
"""The column of the index, and its type."""

PRECISION = ("published_precision", "string")
"""The column of pages that tells it."""


def with_about(read: str, pages: Iterable[Path]) -> str:
    """
    Return the SQL that reads rows of the index together with whether the day of each is about right.

    Args:
        read: SQL of the rows.

        pages: The files of articles and duplicates of the same snapshot; none where they do not tell it either.
    """
    quoted = quoted_list(pages)
    if not quoted:
        return f'(SELECT *, NULL::BOOLEAN AS "{ABOUT[0]}" FROM {read})'  # noqa: S608 - our own names
    return f"""(
        SELECT *, nullif(record_id::UUID IN (
            SELECT record_id::UUID FROM read_parquet([{quoted}], hive_partitioning = false)
            WHERE "{PRECISION[0]}" = 'about'
        ), false) AS "{ABOUT[0]}" FROM {read}
    )"""  # noqa: S608 - our own names, quoted paths
