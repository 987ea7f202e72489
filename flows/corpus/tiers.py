"""
Sketches in the store: a tier for what each run brought, merged now and then, looked up where it lies.

`hashes` has them by page, `holders` by hash; both have the same tiers. Whatever is in a tier stays in it until it is
merged, so that numbers which stand for nothing any more are passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from flows.store import add_tier, files
from flows.store.layout import current_snapshot
from flows.store.tiers import open_tier, read_batches, schema_of, write_tier
from transforms.duplicates.holders import Holders, find_in_parts, holders_of
from transforms.duplicates.shelves import Shelf, shelves_of, sizes_in, sketches_in
from transforms.duplicates.tiers import count_merged, merge_holders, merge_shelves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from flows.store import DataFile, Draft
    from transforms.duplicates.sketch import Sketches

    Numbers = NDArray[np.int64]

CAME = "came.arrow"
"""The hashes of the pages that came, while a run is worked out."""

HELD = "held.arrow"
"""The same by hash, while tiers are merged."""


@dataclass(frozen=True, slots=True, eq=False)
class Tiers:
    """
    The tiers of a snapshot, the oldest first.

    Attributes:
        shelves: The sketches of each by number.

        holders: The same by hash.

        files: The file of each, of one name in both datasets; where no page has a word the second holds no row.
    """

    shelves: tuple[tuple[Shelf, ...], ...] = ()
    holders: tuple[tuple[Holders, ...], ...] = ()
    files: tuple[DataFile, ...] = ()

    @property
    def last(self) -> int:
        """The highest number that they know, whether it stands for a page or not; 0 without any."""
        return int(self.shelves[-1][-1].numbers[-1]) if self.shelves else 0


def open_tiers(clean: Path) -> Tiers:
    """Return the published tiers."""
    root = current_snapshot(clean)
    some = sorted((file for file in files(clean, "hashes") if file.rows), key=lambda file: file.name)
    if root is None:
        return Tiers()
    shelves = tuple(tuple(shelves_in(open_tier(root / "hashes" / file.name))) for file in some)
    return Tiers(shelves, open_holders(clean, some), tuple(some))


def open_holders(clean: Path, some: Iterable[DataFile]) -> tuple[tuple[Holders, ...], ...]:
    """Return some published tiers by hash."""
    root, held = current_snapshot(clean), {file.name for file in files(clean, "holders") if file.rows}
    return tuple(tuple(holders_in(root / "holders" / file.name)) if root and file.name in held else () for file in some)


def shelves_in(batches: Iterable[pa.RecordBatch]) -> Iterator[Shelf]:
    """Yield the sketches in a file's batches."""
    for batch in batches:
        hashes = batch["hashes"]
        yield Shelf(batch["number"].to_numpy(), hashes.offsets.to_numpy(), hashes.values.to_numpy())


def holders_in(path: Path) -> Iterator[Holders]:
    """Yield who holds the hashes in a file."""
    for batch in open_tier(path):
        yield Holders(batch["hash"].to_numpy(), batch["number"].to_numpy())


def stage_sketches(spill: Path, numbers: Numbers, sketches: Sketches) -> None:
    """Keep the sketches of what came until they are written, or found anew; numbers ascend."""
    write_tier(spill, "hashes", CAME, batches_of(shelves_of(numbers, sketches)))


def staged_shelves(spill: Path) -> tuple[Shelf, ...]:
    """Return the sketches of what came."""
    return tuple(shelves_in(open_tier(spill / CAME)))


def batches_of(shelves: Iterable[Shelf]) -> Iterator[pa.RecordBatch]:
    """Yield sketches as a file of `hashes` has them."""
    import numpy as np
    import pyarrow as pa

    schema = schema_of("hashes")
    for shelf in shelves:
        lists = pa.ListArray.from_arrays(
            pa.array(shelf.starts.astype(np.int32)), pa.array(shelf.hashes), type=schema.field("hashes").type
        )
        yield pa.record_batch([pa.array(shelf.numbers.astype(np.uint32)), lists], schema=schema)


def rows_of(holders: Iterable[Holders]) -> Iterator[pa.RecordBatch]:
    """Yield who holds hashes as a file of `holders` has it."""
    import numpy as np
    import pyarrow as pa

    for held in holders:
        columns = [pa.array(held.hashes), pa.array(held.numbers.astype(np.uint32))]
        yield pa.record_batch(columns, schema=schema_of("holders"))


def write_tiers(draft: Draft, spill: Path, alive: NDArray[np.bool_], *, whole: bool) -> None:
    """
    Write what came as the newest tier, merged with those before it that are not much larger.

    Args:
        draft: The snapshot in the making.

        spill: Where `stage_sketches` left what came.

        alive: Which numbers stand for a page after the run, by number.

        whole: All tiers become one, and nothing is left of numbers that stand for nothing.
    """
    stand = open_tiers(draft.clean).files
    rows = sum(len(shelf.numbers) for shelf in staged_shelves(spill))
    if not (rows or whole):
        return
    merged = stand if whole else stand[len(stand) + 1 - count_merged([*(file.rows for file in stand), rows]) :]
    if not merged:
        write_newest(draft, spill, ())
        return
    write_tier(spill, "holders", HELD, rows_of(holders_of(staged_shelves(spill))))
    root = current_snapshot(draft.clean)
    paths = [root / "hashes" / file.name for file in merged] if root else []
    shelves = merge_shelves((shelves_in(read_batches(path)) for path in (*paths, spill / CAME)), alive)
    add_tier(draft, "hashes", merged, batches_of(shelves))

    def held() -> list[tuple[Holders, ...]]:
        return [*open_holders(draft.clean, merged), tuple(holders_in(spill / HELD))]

    add_tier(draft, "holders", merged, rows_of(merge_holders(held, alive)))
    (spill / HELD).unlink()


def write_tiers_anew(draft: Draft, spill: Path) -> None:
    """Write what came as the one tier, in the place of all others, whose numbers mean nothing any more."""
    write_newest(draft, spill, open_tiers(draft.clean).files)


def write_newest(draft: Draft, spill: Path, gone: Sequence[DataFile]) -> None:
    """Write what came as the newest tier, in the place of some others."""
    add_tier(draft, "hashes", gone, read_batches(spill / CAME))
    add_tier(draft, "holders", gone, rows_of(holders_of(staged_shelves(spill))))


@dataclass(frozen=True, slots=True, eq=False)
class Lookups:
    """
    What stands and what came, as one.

    Attributes:
        shelves: All sketches; without any nothing is found.

        holders: Returns who holds some ascending hashes: places among them, and numbers.

        sketches: Returns the sketches of some numbers, of such as left too.

        sizes: Returns how many hashes some numbers have.
    """

    shelves: Sequence[Shelf]
    holders: Callable[[NDArray[np.uint64]], tuple[Numbers, Numbers]]
    sketches: Callable[[Numbers], Sketches]
    sizes: Callable[[Numbers], Numbers]


def lookups(tiers: Tiers, new: Sequence[Shelf], alive: NDArray[np.bool_]) -> Lookups:
    """
    Return what looks up sketches.

    Args:
        tiers: What is published.

        new: The sketches of what came; all their numbers are above.

        alive: Which numbers stand for a page, by number; those that came among them.
    """
    shelves = [*(shelf for tier in tiers.shelves for shelf in tier), *new]
    parts = [*(held for tier in tiers.holders for held in tier), *holders_of(new)]

    def holders(hashes: NDArray[np.uint64]) -> tuple[Numbers, Numbers]:
        place, number = find_in_parts(parts, hashes)
        stand = alive[number]
        return place[stand], number[stand]

    return Lookups(shelves, holders, partial(sketches_in, shelves), partial(sizes_in, shelves))
