"""One snapshot as inspection sees it: every dataset a view, whatever is published meanwhile."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from flows.corpus.database import INDEX_IN_HEX, connect, names_of, open_merged_of
from flows.store import layout, scan
from flows.store.catalogue import DataFile, read_catalogue
from flows.store.tiers import read_tier, schema_of
from transforms.schema import DATASETS, arrow_schema

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

MERGED = {
    "index": ("record_id", "outcome <> 'gone'"),
    "files": ("path", "n_records >= 0"),
    "sketches": ("id", "number >= 0"),
}
"""Datasets whose newer files overrule the older ones: what names a row, and which rows are more than a note."""

PAGE = "id record_id source date text n_blocks n_removed_chars model_characters text_sha256 cluster_id cluster_size"
PAGE_NAMES = [*PAGE.split(), "published_date", "first_seen", "run_id"]


@dataclass(frozen=True, slots=True)
class Opened:
    """
    A snapshot that is looked at.

    Attributes:
        clean: The clean folder.

        root: The snapshot's folder.

        files: Its files by dataset.

        con: A database with a view of each dataset's name, `pages` of articles and duplicates together.
    """

    clean: Path
    root: Path
    files: Mapping[str, tuple[DataFile, ...]]
    con: duckdb.DuckDBPyConnection


@contextmanager
def open_snapshot(clean: Path, root: Path) -> Iterator[Opened]:
    """Open a snapshot for reading; what does not fit into memory spills beside the system's temporary files."""
    files = read_catalogue(root)
    with TemporaryDirectory(prefix="saring-inspect-") as spill, connect(Path(spill)) as con:
        for dataset in layout.DATASETS:
            open_view(con, root, dataset, files.get(dataset, ()))
        con.execute(f"CREATE VIEW hex_index AS SELECT {INDEX_IN_HEX} FROM index")
        listed = ", ".join(PAGE_NAMES)
        con.execute(f"""
            CREATE VIEW pages AS
            SELECT 'article' AS outcome, {listed}, NULL::VARCHAR AS verdict, NULL::VARCHAR AS matched_id,
                   NULL::DOUBLE AS containment, filename FROM articles
            UNION ALL SELECT 'duplicate', {listed}, verdict, matched_id, containment, filename FROM duplicates
        """)
        yield Opened(clean, root, files, con)


def table_of(root: Path, dataset: str, some: tuple[DataFile, ...]) -> pa.Table:
    """Return the tiers of a dataset as one table."""
    import pyarrow as pa

    return pa.concat_tables([schema_of(dataset).empty_table(), *(read_tier(root / dataset / f.name) for f in some)])


def open_view(con: duckdb.DuckDBPyConnection, root: Path, dataset: str, files: tuple[DataFile, ...]) -> None:
    """Make the view of one dataset; a row says in which file it lies where rows lie in months."""
    some = tuple(file for file in files if file.rows)
    if dataset in layout.TIERED:
        con.register(dataset, table_of(root, dataset, some))
        return
    if dataset in MERGED:
        open_merged_of(con, dataset, root, some, dataset, *MERGED[dataset])
        return
    wanted = ", ".join(f'"{name}"' for name in names_of(DATASETS[dataset]))
    if some:
        read = scan(root, dataset, some).replace(", hive_partitioning", ", filename = true, hive_partitioning")
        con.execute(f"CREATE VIEW {dataset} AS SELECT {wanted}, filename FROM {read}")
        return
    con.register(f"{dataset}_empty", arrow_schema(DATASETS[dataset]).empty_table())
    con.execute(f"CREATE VIEW {dataset} AS SELECT *, NULL::VARCHAR AS filename FROM {dataset}_empty")
