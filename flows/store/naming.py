"""
What a store's exports call their fields, where a user told: `{"text": ["berita"]}` in a small JSON file.

It is the store that remembers: a night or a backfill whose command forgets the names would refuse every record.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from flows.mapping import NO_MAP, FieldMap
from flows.store.errors import StoreError, disk_errors
from flows.store.layout import home

if TYPE_CHECKING:
    from pathlib import Path


def fields_file(clean: Path) -> Path:
    """Return the file that remembers the names."""
    return home(clean) / "fields.json"


def read_fields(clean: Path) -> FieldMap:
    """
    Return what a store's exports call their fields.

    Raises:
        StoreError: The file is there and is none of ours.
    """
    path = fields_file(clean)
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return tuple((str(ours), tuple(map(str, theirs))) for ours, theirs in said.items())
    except FileNotFoundError:
        return NO_MAP
    except (OSError, ValueError, AttributeError, TypeError) as error:
        remedy = 'it holds names such as {"text": ["berita"]}; mend it, or remove it and name them with --map'
        raise StoreError(f"{path}: cannot be read ({error}): {remedy}. Nothing was published.") from error


def write_fields(clean: Path, fields: FieldMap) -> None:
    """
    Remember what a store's exports call their fields. A reader of the file sees the old one or the new one.

    Raises:
        StoreError: The disk is full or the folder cannot be written.
    """
    path = fields_file(clean)
    if fields == read_fields(clean):
        return
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".json.new")
        with fresh.open("w", encoding="utf-8") as file:
            file.write(json.dumps(dict(fields), ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
