"""Whether pointer, links, numbers and small files of a store are what they should be."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

from flows.inspect.faults import Fault
from flows.store import StoreError, layout
from flows.store.catalogue import DataFile, read_catalogue, read_version
from flows.store.feeds import read_feeds
from flows.store.naming import read_fields
from flows.store.pins import pins_file, read_pins
from flows.store.probe import link_target
from flows.store.retaining import read_retention
from flows.store.snapshot import leftovers, standing_numbers
from flows.store.staging import KEPT_DAYS, staging_folder
from flows.store.tombstones import read_tombstones
from flows.store.without import read_model

SMALL_FILES: tuple[tuple[str, Callable[[Path], object]], ...] = (
    ("feeds.json", read_feeds),
    ("without.json", read_model),
    ("pinned.json", read_pins),
    ("retention.json", read_retention),
    ("fields.json", read_fields),
    ("forgotten", read_tombstones),
)
"""What a store remembers beside its snapshots, and what reads it."""


def find_pointer_faults(clean: Path) -> list[Fault]:
    """Return what is wrong with the link that says which snapshot is published; nothing else can be read then."""
    pointer = layout.home(clean) / "current"
    standing = standing_numbers(clean)
    if pointer.is_symlink():
        target = str(pointer.readlink())
        if Path(target).parent == Path("snapshots") and Path(target).name.isdigit() and pointer.exists():
            return []
        return [Fault(f"leads to {target}, which is no snapshot here", str(pointer), point_again(clean, standing))]
    if pointer.exists():
        return [Fault("is no link", str(pointer), point_again(clean, standing))]
    if len(standing) > 1 or (standing and (layout.home(clean) / "feeds.json").exists()):
        return [Fault("is gone, and snapshots stand", str(pointer), point_again(clean, standing))]
    return []


def point_again(clean: Path, standing: list[int]) -> str:
    """Return how to mend the pointer."""
    if not standing:
        return "restore CLEAN from a backup that kept links (`rsync -a -H`)"
    name = layout.snapshot_name(standing[-1])
    home = layout.home(clean)
    return (
        f"before the next run, which would take every snapshot for a leftover: ln -sfn snapshots/{name} {home}/current"
    )


def find_place_faults(clean: Path) -> Iterator[Fault]:
    """Yield what is wrong around the published snapshot: readers' links, numbers, small files, leftovers."""
    yield from find_link_faults(clean)
    yield from find_number_faults(clean)
    yield from find_small_file_faults(clean)
    yield from find_leftovers(clean)
    yield from find_unshared_files(clean)


def find_link_faults(clean: Path) -> Iterator[Fault]:
    """Yield datasets whose link in CLEAN is gone or leads elsewhere."""
    root = layout.resolved_root(clean)
    for name in (*layout.PUBLIC, *layout.HISTORIES):
        if not layout.dataset_folder(clean, root, name).is_dir():
            continue
        link, target = clean / name, link_target(name)
        remedy = f"ln -sfn {target} {link}"
        if not link.is_symlink():
            said = "is a folder of its own, which no run writes to" if link.exists() else "is gone"
            yield Fault(said, str(link), remedy if not link.exists() else f"move it away, then {remedy}")
        elif str(link.readlink()) != str(target):
            yield Fault(f"leads to {link.readlink()}", str(link), remedy)


def find_number_faults(clean: Path) -> Iterator[Fault]:
    """Yield what is wrong with the record of the highest number: a number that is given twice mixes two snapshots."""
    record = layout.home(clean) / "last-number"
    highest = max(standing_numbers(clean), default=0)
    try:
        last = int(record.read_text(encoding="ascii"))
    except (OSError, ValueError):
        last = -1
    if last < highest:
        said = "cannot be read" if last < 0 else f"says {last}, and snapshot {highest} stands"
        yield Fault(said, str(record), f"echo {highest} > {record}")


def find_small_file_faults(clean: Path) -> Iterator[Fault]:
    """Yield small files that say nothing or something wrong: feeds, left-out layers, pins, what is forgotten."""
    for name, read in SMALL_FILES:
        try:
            read(clean)
        except StoreError as error:
            yield Fault("cannot be read as what it is", str(layout.home(clean) / name), str(error))
    yield from find_pin_faults(clean)


def find_pin_faults(clean: Path) -> Iterator[Fault]:
    """Yield pins of snapshots that are gone."""
    try:
        pins = read_pins(clean)
    except StoreError:
        return
    today = dt.datetime.now(tz=dt.UTC).date()
    standing = standing_numbers(clean)
    for number, (until, why) in sorted(pins.items()):
        if until >= today and number not in standing:
            said = f"pins snapshot {number} until {until} ({why}), which is gone"
            yield Fault(said, str(pins_file(clean)), "restore it from a backup, or take its line out of this file")


def find_leftovers(clean: Path) -> Iterator[Fault]:
    """
    Yield what a run should have swept and did not, and staging that no run will go on with.

    What a killed run left since the last publication is no fault: the next run sweeps it or goes on with it.
    """
    published = layout.resolved_root(clean).stat().st_mtime
    for path in sorted(leftovers(clean)):
        if path.lstat().st_mtime < published:
            yield Fault("was left by a killed run, and later runs did not sweep it", str(path), f"rm -r {path}")
    for path in stale_staging(clean, dt.datetime.fromtimestamp(published, tz=dt.UTC)):
        yield Fault("was left by a run of long ago", str(path), f"saring maintain {clean}")


def stale_staging(clean: Path, now: dt.datetime) -> list[Path]:
    """Return what lies in the staging folder and is too old for any run to go on with it."""
    oldest = now.timestamp() - KEPT_DAYS * 86_400
    return sorted(path for path in staging_folder(clean).glob("*") if path.stat().st_mtime < oldest)


def find_unshared_files(clean: Path) -> Iterator[Fault]:
    """Yield snapshots that hold a file which should be a link to another snapshot's: a copy without `-H` doubled it."""
    numbers = standing_numbers(clean)
    folders = [layout.snapshots(clean) / layout.snapshot_name(number) for number in numbers]
    for older, newer in itertools.pairwise(folders):
        twice = sum(doubled_bytes(older, newer))
        if twice:
            said = f"holds {twice:,} bytes which {older.name} holds too, as copies and not as links"
            remedy = "readers are not harmed; copy stores with `rsync -a -H`, and let retention drop the older snapshot"
            yield Fault(said, str(newer), remedy)


def doubled_bytes(older: Path, newer: Path) -> Iterator[int]:
    """Yield the sizes of files that two snapshots hold under one name without sharing them."""
    try:
        if read_version(older) != read_version(newer):
            return
        before, after = read_catalogue(older), read_catalogue(newer)
    except (StoreError, OSError):
        return
    for dataset, files in after.items():
        known = set(before.get(dataset, ()))
        for file in files:
            if file.rows and file in known and not is_shared(older / dataset, newer / dataset, file):
                yield file.bytes


def is_shared(older: Path, newer: Path, file: DataFile) -> bool:
    """Return whether a file lies once on the disk for both folders; one that is gone is told elsewhere."""
    try:
        return (older / file.name).samefile(newer / file.name)
    except OSError:
        return True
