"""Looking through every byte of a store: for phrases, and for what is forgotten."""

from __future__ import annotations

import mmap
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flows.backfill.folder import backfills
from flows.store.holding import KEYS_ONLY, records_in
from flows.store.layout import current_number, home, snapshots
from flows.store.staging import staging_folder
from flows.store.tiers import SUFFIX
from flows.store.tombstones import folder_of, read_tombstones

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from flows.store.tombstones import Tombstones


@dataclass(frozen=True, slots=True)
class Remain:
    """
    A file that holds what is forgotten.

    Attributes:
        path: The file, below the clean folder.

        what: What was found in it.

        left: It belongs to an earlier snapshot, which was left to its readers, or to rows that are staged, which are
            published without it: purging alone takes it out of either.
    """

    path: str
    what: str
    left: bool = False


def find_phrases(clean: Path, phrases: Sequence[str]) -> list[Remain]:
    """
    Return the files under a clean folder in which a phrase stands, read as bytes and as what they hold.

    Each file is read once whatever links lead to it. Columns of Parquet files are unpacked; other files are searched
    for the phrase as UTF-8, as UTF-16 and as JSON writes it.
    """
    return [
        Remain(str(path.relative_to(clean)), f"{len(found)} of {len(phrases)} phrases", is_left(clean, path))
        for path in every_file(clean)
        if (found := phrases_in(path, phrases))
    ]


def phrases_in(path: Path, phrases: Sequence[str]) -> set[str]:
    """Return the phrases that stand in a file."""
    found = phrases_in_bytes(path, phrases)
    if path.suffix == ".parquet" and phrases:
        from ahocorasick_rs import AhoCorasick

        scan = AhoCorasick(phrases)
        for strings in columns_of(path):
            met = {number for number, _, _ in scan.find_matches_as_indexes("\0".join(strings), overlapping=True)}
            found |= {phrases[number] for number in met}
    return found


def phrases_in_bytes(path: Path, phrases: Sequence[str]) -> set[str]:
    """Return the phrases that stand in the bytes of a file, in one of the ways in which they may be written."""
    import json

    from ahocorasick_rs import BytesAhoCorasick

    if not phrases or path.stat().st_size == 0:
        return set()
    ways = [
        (way, phrase)
        for phrase in phrases
        for way in {phrase.encode(), phrase.encode("utf-16-le"), json.dumps(phrase)[1:-1].encode()}
    ]
    scan = BytesAhoCorasick([way for way, _ in ways])
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return {ways[number][1] for number, _, _ in scan.find_matches_as_indexes(data, overlapping=True)}


def every_file(clean: Path) -> Iterator[Path]:
    """Yield every file under a clean folder once, whatever hard or symbolic links lead to it."""
    met: set[tuple[int, int]] = set()
    for path in every_name(clean):
        state = path.stat()
        if (state.st_dev, state.st_ino) not in met:
            met.add((state.st_dev, state.st_ino))
            yield path


def every_name(folder: Path) -> Iterator[Path]:
    """Yield every name of a file under a folder: one for each hard link, none for symbolic ones."""
    for inside, _, names in os.walk(folder):
        for name in sorted(names):
            path = folder.__class__(inside) / name
            if not path.is_symlink():
                yield path


def columns_of(path: Path) -> Iterator[list[str]]:
    """Yield the strings of each column of each row group of a Parquet file, and those of its footer."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        yield [repr(file.schema_arrow.metadata), repr(file.metadata.to_dict())]
        for number in range(file.num_row_groups):
            for column in file.read_row_group(number).itercolumns():
                yield strings_of(column, pa)


def strings_of(column: Any, pa: Any) -> list[str]:  # noqa: ANN401 - pyarrow has no types
    """Return the strings of a column, of lists their items; none of other columns."""
    while pa.types.is_list(column.type):
        column = column.combine_chunks().flatten()
    return [one for one in column.to_pylist() if one] if pa.types.is_string(column.type) else []


def is_left(clean: Path, path: Path) -> bool:
    """Return whether a file belongs to a snapshot that another took the place of, or to rows that are staged."""
    if any(folder in path.parents for folder in (staging_folder(clean), backfills(clean))):
        return True
    parts = path.relative_to(clean).parts
    inside = snapshots(clean).relative_to(clean).parts
    return parts[: len(inside)] == inside and parts[len(inside)] != f"{current_number(clean) or 0:06d}"


def find_remains(clean: Path) -> list[Remain]:
    """
    Return the files under a clean folder that hold what is forgotten there: rows of it, or its text.

    Rows are told by their record ids. A text is told by its trace where nothing says whose it is: in files of other
    kinds, and in Parquet files without record ids. Earlier snapshots and what is staged are named too, as `left`:
    without `--purge` they stay.

    Args:
        clean: The clean folder; nothing is changed.

    Raises:
        StoreError: A tombstone cannot be read.
    """
    stones = read_tombstones(clean)
    if not stones:
        return []
    looked = [path for path in every_file(clean) if not KEYS_ONLY.intersection(path.relative_to(clean).parts)]
    told = ((path, what_remains(path, stones)) for path in looked if folder_of(clean) not in path.parents)
    return [Remain(str(path.relative_to(clean)), what, is_left(clean, path)) for path, what in told if what]


def what_remains(path: Path, stones: Tombstones) -> str:
    """Return what a file holds of what is forgotten, in words; empty where it holds nothing."""
    if path.suffix == SUFFIX:
        return ""  # numbers alone
    if path.suffix != ".parquet":
        return text_remaining(lines_of(path), stones)
    records = records_in(path)
    if records is None:
        return text_remaining((one for strings in columns_of(path) for one in strings), stones)
    met = len(stones.records.intersection(records))
    return f"{met} forgotten records" if met else ""


def lines_of(path: Path) -> Iterator[str]:
    """Yield the lines of a file that is no Parquet, as far as they are text."""
    with path.open("rb") as file:
        for line in file:
            yield line.decode("utf-8", "replace")


def text_remaining(strings: Iterable[str], stones: Tombstones) -> str:
    """Return in words whether a forgotten text stands among strings of unknown origin."""
    from flows.corpus.forgotten import hashes_of
    from transforms.duplicates.traces import WORD, gather, is_copy, likeness, runs_of, sharing

    rows = [row for row in stones.rows.to_pylist() if row["trace"]] if stones.rows is not None else []
    traces = [(hashes_of(row["trace"]), row["n_words"]) for row in rows]
    gathered = gather([trace for trace, _ in traces])
    for one in strings if traces else ():
        runs, n_words = runs_of(one), len(WORD.findall(one))
        for number in sharing(gathered, runs).tolist():
            trace, length = traces[number]
            if is_copy(trace, length, likeness(trace, length, runs, n_words)):
                return f"the text of page {rows[number]['id']}"
    return ""


def leftovers(clean: Path) -> Iterator[Path]:
    """
    Yield the files of the store's own folder that belong to no snapshot and no tombstone: what runs work on.

    A file with several names is yielded under each: what is written anew under one stays as it was under the others.
    """
    apart = (snapshots(clean), folder_of(clean))
    for path in every_name(home(clean)):
        if not any(folder in path.parents for folder in apart):
            yield path
