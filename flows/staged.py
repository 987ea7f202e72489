"""
What was staged of a shard, and the mark that says that it is whole.

A mark is written last. It holds a digest of each file, so that a torn one is found, and for each record a
digest of all that its row depends on beside knowledge and code: the line that was spooled, which holds the
record and the day that bounds its dates. Another run may take over a row of the same record, line and stamp,
and gets what it would have made itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

if TYPE_CHECKING:
    import pyarrow as pa

KINDS = ("rows", "removals", "rejects")
"""The files of a shard: `rows-NAME.parquet`, …; one without rows is not written."""


@dataclass(frozen=True, slots=True)
class Mark:
    """
    What is told of a staged shard.

    Attributes:
        articles: Its rows.

        rejects: Its rejects.

        files: The digest of each file there is, by kind.

        inputs: The digest of what each record was made from, by `record_id`. One that ended as it did by chance
            is not among them, see `flows.shard.BY_CHANCE`.
    """

    articles: int
    rejects: int
    files: Mapping[str, str]
    inputs: Mapping[str, str]


def input_key(line: bytes) -> str:
    """Return the digest (128 bits, hex) of a spooled line."""
    return hashlib.sha256(line).hexdigest()[:32]


def staged_file(staging: Path, kind: str, name: str) -> Path:
    """Return where the rows of a kind and shard are staged."""
    return staging / f"{kind}-{name}.parquet"


def mark_file(staging: Path, name: str) -> Path:
    """Return where the mark of a shard stands."""
    return staging / f"mark-{name}.json"


def write_mark(staging: Path, name: str, *, articles: int, rejects: int, inputs: Mapping[str, str]) -> None:
    """Say that a shard is staged whole; call it behind the last of its files."""
    paths = {kind: staged_file(staging, kind, name) for kind in KINDS}
    files = {kind: digest_of_file(path) for kind, path in paths.items() if path.exists()}
    fresh = staging / f"mark-{name}.part"
    fresh.write_bytes(orjson.dumps(asdict(Mark(articles, rejects, files, inputs))))
    fresh.replace(mark_file(staging, name))


def read_mark(staging: Path, name: str) -> Mark | None:
    """Return the mark of a shard; None where it has none, or one of its files is not what it was."""
    try:
        mark = Mark(**orjson.loads(mark_file(staging, name).read_bytes()))
        there = {kind for kind in KINDS if staged_file(staging, kind, name).exists()}
        whole = there == mark.files.keys() and all(
            digest_of_file(staged_file(staging, kind, name)) == digest for kind, digest in mark.files.items()
        )
    except (OSError, ValueError, TypeError, AttributeError):
        return None
    return mark if whole else None


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def marked_shards(staging: Path) -> list[str]:
    """Return the names of the shards that have a mark, whole or not."""
    return sorted(path.stem.removeprefix("mark-") for path in staging.glob("mark-*.json"))


def move_staged(mark: Mark, old: tuple[Path, str], new: tuple[Path, str]) -> None:
    """Move a whole shard into another folder and under another name, the mark last; each is (folder, name)."""
    for kind in mark.files:
        staged_file(old[0], kind, old[1]).replace(staged_file(new[0], kind, new[1]))
    mark_file(*old).replace(mark_file(*new))


def copy_staged(mark: Mark, old: tuple[Path, str], new: tuple[Path, str], records: Iterable[str]) -> None:
    """Write the rows of some records of a shard into another folder; each place is (folder, name)."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    wanted = pa.array(sorted(records), pa.string())
    counts = dict.fromkeys(KINDS, 0)
    for kind in mark.files:
        table = pq.read_table(staged_file(old[0], kind, old[1]))
        some = table.filter(pc.is_in(table["record_id"], value_set=wanted))
        counts[kind] = some.num_rows
        if some.num_rows:
            write_staged(some, staged_file(new[0], kind, new[1]))
    inputs = {name: mark.inputs[name] for name in wanted.to_pylist()}
    write_mark(*new, articles=counts["rows"], rejects=counts["rejects"], inputs=inputs)


def write_staged(table: pa.Table, path: Path) -> None:
    """Write staged rows. Read once, and whole: dictionaries and statistics took a sixth of the time and some bytes."""
    import pyarrow.parquet as pq

    pq.write_table(table, path, compression="lz4", use_dictionary=False, write_statistics=False)
