"""
Reference corpora: folders of texts of a user's own, licensed or kept for testing, that pages are compared with.

They are read where they lie and never published: of a text that a page copies, `relations/` has the place. The store
remembers the files, so that a later run compares what came with all of them, and all pages with what is new in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flows.corpus.database import make_view
from flows.store import StoreError, replace_table
from transforms.schema import DATASETS, arrow_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import duckdb
    import pyarrow as pa

    from flows.store import Draft

REFERENCE = "reference:"
"""Stands before the place of a text in `relations`, where else the id of a page stands."""

READ = (".parquet", ".txt")
TEXTS_AT_A_TIME = 5_000
"""Texts of a reference file that are in memory at once."""


@dataclass(frozen=True, slots=True, order=True)
class ReferenceFile:
    """
    A file of a reference corpus as it was compared last.

    Attributes:
        folder: The corpus.

        path: The file below it.

        size: Its bytes.

        mtime_ns: When it was changed.
    """

    folder: str
    path: str
    size: int
    mtime_ns: int

    @property
    def name(self) -> str:
        """What `relations` calls the file."""
        return f"{REFERENCE}{Path(self.folder).name}/{self.path}"


def list_references(folders: Sequence[Path]) -> list[ReferenceFile]:
    """
    Return the files of reference corpora.

    Raises:
        StoreError: A folder is not there, holds no file that is read, or two have one name.
    """
    roots = [folder.resolve() for folder in folders]
    if twice := {root.name for root in roots if sum(root.name == other.name for other in roots) > 1}:
        raise StoreError(f"--reference: two folders are called {min(twice)}; `relations` could not tell them apart")
    return [file for root in roots for file in files_in(root)]


def files_in(root: Path) -> Iterator[ReferenceFile]:
    """Yield the files of a reference corpus."""
    if not root.is_dir():
        raise StoreError(f"--reference {root}: no such folder. Mount it, or forget it with `--reference none`.")
    paths = sorted(path for path in root.rglob("*") if path.suffix in READ and path.is_file())
    if not paths:
        raise StoreError(f"--reference {root}: holds no file of {' or '.join(READ)}")
    for path in paths:
        state = path.stat()
        yield ReferenceFile(str(root), path.relative_to(root).as_posix(), state.st_size, state.st_mtime_ns)


def open_references(con: duckdb.DuckDBPyConnection, clean: Path) -> None:
    """Make the view `old_compared`."""
    make_view(con, "old_compared", clean, "compared")


def read_references(con: duckdb.DuckDBPyConnection) -> list[ReferenceFile]:
    """Return the files that the store remembers, from the view `old_compared`."""
    return sorted(ReferenceFile(*row) for row in con.execute("FROM old_compared").fetchall())


def remembered_folders(clean: Path) -> tuple[Path, ...]:
    """Return the reference corpora that a store remembers."""
    from flows.corpus.database import question

    with question() as con:
        open_references(con, clean)
        return tuple(sorted({Path(file.folder) for file in read_references(con)}))


def table_of(files: Sequence[ReferenceFile]) -> pa.Table:
    """Return files as the store keeps them."""
    import pyarrow as pa

    rows = [(file.folder, file.path, file.size, file.mtime_ns) for file in files]
    schema = arrow_schema(DATASETS["compared"])
    return pa.Table.from_pylist([dict(zip(schema.names, row, strict=True)) for row in rows], schema=schema)


def write_references(draft: Draft, files: Sequence[ReferenceFile], *, anew: bool) -> None:
    """Write which files were compared, where they are other ones than before."""
    if anew:
        replace_table(draft, "compared", table_of(files))


def texts_in(file: ReferenceFile) -> Iterator[tuple[list[str], list[str], list[str | None]]]:
    """
    Yield names, texts and titles of a file's texts, some at a time.

    Raises:
        StoreError: The file is gone, broken, or has no column `text`.
    """
    import pyarrow as pa

    path = Path(file.folder, file.path)
    try:
        yield from rows_of(path, file.name) if path.suffix == ".parquet" else [whole(path, file.name)]
    except (OSError, pa.ArrowInvalid) as error:
        remedy = "Mend it, or forget the folder with `--reference none`. Nothing was published."
        raise StoreError(f"--reference {path}: cannot be read ({error}). {remedy}") from error


def whole(path: Path, name: str) -> tuple[list[str], list[str], list[str | None]]:
    """Return the one text of a plain file."""
    return [f"{name}#1"], [path.read_text(encoding="utf-8", errors="replace")], [None]


def rows_of(path: Path, name: str) -> Iterator[tuple[list[str], list[str], list[str | None]]]:
    """Yield the texts of a Parquet file with a column `text`, titles where it has some."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as opened:
        names = opened.schema_arrow.names
        if "text" not in names:
            raise StoreError(f"--reference {path}: has no column `text`, only {', '.join(names)}")
        at = 0
        for batch in opened.iter_batches(TEXTS_AT_A_TIME, columns=[one for one in ("text", "title") if one in names]):
            texts = [text or "" for text in batch["text"].to_pylist()]
            titles = batch["title"].to_pylist() if "title" in names else [None] * len(texts)
            yield [f"{name}#{at + n + 1}" for n in range(len(texts))], texts, titles
            at += len(texts)
