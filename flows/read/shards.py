"""
Staging shards: records copied once into files of a bounded size.

A worker reads a shard from its first line; how records fall into shards changes
no result. One JSON array on each line, so that a person can look inside.
"""

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from flows.read import limits
from flows.read.fields import FieldMapping
from flows.read.records import read_records, record_digest
from transforms.records import RawPage, Reject


@dataclass(frozen=True, slots=True)
class ShardInfo:
    """
    A shard that is ready to be worked on.

    Attributes:
        path: The file, for `read_shard`.

        n_pages: Pages in it.

        n_rejects: Read rejects in it.

        n_known: Records passed over since the shard before, because they are known.

        n_bytes: Size of the file.
    """

    path: Path
    n_pages: int = 0
    n_rejects: int = 0
    n_known: int = 0
    n_bytes: int = 0

    @property
    def n_records(self) -> int:
        """Records in the file."""
        return self.n_pages + self.n_rejects


def spool(
    raw: Path,
    shard_dir: Path,
    *,
    known: Callable[[str, str], bool],
    files: Iterable[Path] | None = None,
    mapping: FieldMapping | None = None,
    most_records: int = limits.SHARD_RECORDS,
    most_bytes: int = limits.SHARD_BYTES,
) -> Iterator[ShardInfo]:
    """
    Copy the records of a raw folder into shards, giving out each as soon as it is whole.

    The last shard may hold no record: it reports what was known behind the one before.

    Args:
        raw: The raw folder, or one file.

        shard_dir: Where shards go; made if it is missing. Left-over shards in it are overwritten.

        known: Whether a (source, digest) was dealt with before, page or reject. Such records are
            counted and passed over.

        files: As `read_records` takes them.

        mapping: As `read_records` takes it.

        most_records: Records in a shard.

        most_bytes: Bytes after which a shard is closed; it is larger by one record at most.

    Raises:
        ReadError: As `read_records` does, at once.
    """
    return cut_shards(read_records(raw, files, mapping), shard_dir, known, most_records, most_bytes)


def cut_shards(
    records: Iterator[RawPage | Reject],
    shard_dir: Path,
    known: Callable[[str, str], bool],
    most_records: int,
    most_bytes: int,
) -> Iterator[ShardInfo]:
    """Write records into one shard after the other."""
    shard_dir.mkdir(parents=True, exist_ok=True)
    number = 0
    while True:
        info, more = write_shard(records, shard_dir / f"shard-{number:06d}.jsonl", known, most_records, most_bytes)
        if info.n_records or info.n_known:
            yield info
        if not more:
            return
        number += 1


def write_shard(
    records: Iterator[RawPage | Reject],
    path: Path,
    known: Callable[[str, str], bool],
    most_records: int,
    most_bytes: int,
) -> tuple[ShardInfo, bool]:
    """Write one shard. Return what it holds and whether records may be left."""
    staged = path.with_suffix(".part")
    pages = rejects = passed = size = 0
    more = False
    with staged.open("wb") as file:
        for record in records:
            digest = record_digest(record)
            if known(record.source, digest):
                passed += 1
                continue
            size += file.write(pack(record, digest))
            if isinstance(record, RawPage):
                pages += 1
            else:
                rejects += 1
            if pages + rejects >= most_records or size >= most_bytes:
                more = True
                break
    info = ShardInfo(path, pages, rejects, passed, size)
    if info.n_records or info.n_known:
        os.replace(staged, path)  # noqa: PTH105 - a worker never sees half a shard
    else:
        staged.unlink()
    return info, more


def pack(record: RawPage | Reject, digest: str) -> bytes:
    """Return a record as one line."""
    if isinstance(record, Reject):
        fields: list[Any] = [digest, record.source, None, record.stage, record.reason, record.detail]
    else:
        fetched = record.fetched_at.isoformat() if record.fetched_at else None
        hints = dict(sorted(record.hints.items()))
        fields = [digest, record.source, record.kind, record.content, record.url, fetched, hints]
    return orjson.dumps(fields) + b"\n"


def read_shard(path: Path) -> Iterator[tuple[RawPage | Reject, str]]:
    """Give out a shard's records in order, each with its digest, as they were before they were spooled."""
    with path.open("rb") as file:
        for line in file:
            yield unpack_record(orjson.loads(line))


def unpack_record(fields: list[Any]) -> tuple[RawPage | Reject, str]:
    """Return the record that `pack` made these fields of, and its digest."""
    digest, source, kind, *rest = fields
    if kind is None:
        return Reject(source, *rest), digest
    content, url, fetched, hints = rest
    fetched_at = dt.datetime.fromisoformat(fetched) if fetched else None
    return RawPage(source, kind, content, url, fetched_at, hints), digest


def split_shard(path: Path) -> tuple[Path, ...]:
    """Write the two halves of a shard beside it and return them; nothing for a shard of one record."""
    lines = path.read_bytes().splitlines(keepends=True)
    if len(lines) < 2:  # noqa: PLR2004 - one record has no halves
        return ()
    middle = len(lines) // 2
    halves = path.with_name(f"{path.stem}a{path.suffix}"), path.with_name(f"{path.stem}b{path.suffix}")
    for half, part in zip(halves, (lines[:middle], lines[middle:]), strict=True):
        half.write_bytes(b"".join(part))
    return halves
