"""One published page, read from raw again: who said what of each field, and why the others were not believed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.errors import SaringError
from flows.mapping import NO_MAP, FieldMap
from flows.read.records import read_records
from transforms.explain import Weighed, explain
from transforms.knowledge import packaged_knowledge
from transforms.records import RawPage, Reject

if TYPE_CHECKING:
    from transforms.knowledge import Knowledge


def explain_row(
    row: dict[str, Any], raw: Path, *, fields: FieldMap = NO_MAP, knowledge: Knowledge | None = None
) -> tuple[Weighed, ...]:
    """
    Return what every witness said of each field of a published page.

    Args:
        row: The page's row in `articles` or `duplicates`.

        raw: The raw folder from which it came.

        fields: Names of fields that the store was told.

        knowledge: The rules and tables; the packaged ones by default.

    Raises:
        SaringError: The page is no longer in the folder, or another one is, or it is no story by this knowledge.
    """
    page = find_record(row["source"], raw, fields)
    day = row["fetched_at"].date() if row.get("fetched_at") else row["first_seen"]
    weighed = explain(page, knowledge=knowledge or packaged_knowledge(), today=day)
    if isinstance(weighed, Reject):
        raise SaringError(f"{row['source']} is refused by this knowledge: {weighed.reason} ({weighed.detail})")
    return weighed


def find_record(source: str, raw: Path, fields: FieldMap) -> RawPage:
    """Return the raw page of a source; only its file is read."""
    path = raw / source.partition("#")[0]
    if not path.is_file():
        raise SaringError(f"{path} is not there: name the raw folder from which the page was cleaned")
    for record in read_records(raw, [path], fields=fields):
        if isinstance(record, RawPage) and record.source == source:
            return record
    raise SaringError(f"{path} holds no page {source} any more")
