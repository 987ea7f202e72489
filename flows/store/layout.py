"""
Where things lie in a clean folder.

```
CLEAN/articles -> .saring/current/articles      fixed, one for each dataset that readers see
CLEAN/outlet_nights -> .saring/history/outlet_nights    fixed: the one dataset that lies outside the snapshots
CLEAN/README.md                                 the dataset card
CLEAN/.saring/current -> snapshots/000042       the one symlink that is swapped
CLEAN/.saring/snapshots/000042/catalogue.json   what files it holds: days, rows, bytes
CLEAN/.saring/snapshots/000042/articles/month=2021-06/part-000042-01.parquet
CLEAN/.saring/building/000043                   a run's draft; a killed run leaves it to the next
CLEAN/.saring/history/outlet_nights/part-2026-11.parquet    a month's nights, see `flows.store.nights`
CLEAN/.saring/history/pending-000042.parquet    a run's nights until it is published
CLEAN/.saring/staging/run-k3x9                  where a run stages; what a stopped one cleaned waits for the next
CLEAN/.saring/last-number                       the highest number ever given
CLEAN/.saring/feeds.json                        raw folders by name
CLEAN/.saring/without.json                      layers that are left out, where one is
CLEAN/.saring/retention.json                    how long old snapshots and changes stay, where somebody said it
CLEAN/.saring/pinned.json                       snapshots that stay until a day
CLEAN/.saring/forgotten/000001.parquet          keys of what was forgotten, one file an act
CLEAN/.saring/lock, lock-holder                 one writer at a time
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.store.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

PUBLIC = ("articles", "duplicates", "removals", "rejects", "changes", "relations", "runs")
"""The datasets that readers see; each is a symlink in the clean folder."""

HISTORIES = ("outlet_nights",)
"""Datasets that readers see outside the snapshots: neither retention nor a rollback takes them away."""

RUN_BY_RUN = ("changes", "runs")
"""The datasets of a snapshot to which each run adds a file of its own."""

OWN = (
    "index",
    "files",
    "held_rows",
    "held_removals",
    "held_rejects",
    "preferred",
    "sketches",
    "compared",
    "passages",
    "hashes",
    "holders",
)
"""The store's own."""

TIERED = ("hashes", "holders")
"""Of these, files that are mapped into memory, see `flows.store.tiers`; the others are Parquet."""

DATASETS = (*PUBLIC, *OWN)
"""Everything a snapshot holds."""

DATED = frozenset({"articles", "duplicates", "removals", "rejects"})
"""Datasets in folders `month=YYYY-MM`, with a column `date`; the others' files lie side by side."""

EMPTY_MONTH = "month=1970-01"
"""
Partition of the one file of a dataset without rows.

DuckDB, Polars, pandas and PyArrow read it as empty. Hive's own `__HIVE_DEFAULT_PARTITION__` breaks pandas
and PyArrow, a file outside a partition breaks DuckDB and Polars as soon as others lie in partitions.
"""


def home(clean: Path) -> Path:
    """Return the store's own folder."""
    return clean / ".saring"


def history(clean: Path, dataset: str) -> Path:
    """Return the folder of a dataset that lies outside the snapshots."""
    return home(clean) / "history" / dataset


def snapshots(clean: Path) -> Path:
    """Return the folder of the published snapshots."""
    return home(clean) / "snapshots"


def building(clean: Path) -> Path:
    """Return the folder of drafts."""
    return home(clean) / "building"


def snapshot_name(number: int) -> str:
    """Return a snapshot's folder name, which is its run's id: `000042`."""
    return f"{number:06d}"


def dataset_folder(clean: Path, root: Path, dataset: str) -> Path:
    """Return the folder of a dataset that readers see: in the snapshot `root`, or outside all of them."""
    return history(clean, dataset) if dataset in HISTORIES else root / dataset


def current_number(clean: Path) -> int | None:
    """Return the number of the published snapshot; None before the first."""
    pointer = home(clean) / "current"
    return int(pointer.readlink().name) if pointer.is_symlink() else None


def current_snapshot(clean: Path) -> Path | None:
    """Return the folder of the published snapshot, links resolved; None before the first."""
    pointer = home(clean) / "current"
    return pointer.resolve(strict=True) if pointer.is_symlink() else None


def resolved_root(clean: Path) -> Path:
    """
    Return the folder whose datasets stay as they are, whatever is published meanwhile.

    Raises:
        StoreError: Nothing was published in this folder yet.
    """
    root = current_snapshot(clean)
    if root is None:
        raise StoreError(f"{clean}: nothing is published here yet; run `saring clean RAW {clean}` first")
    return root
