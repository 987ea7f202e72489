"""Whether every file of a snapshot can be opened and holds what the catalogue says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.inspect.faults import GO_BACK, MOST_NAMED, Fault, named
from flows.store import StoreError, layout
from flows.store.catalogue import FILE, DataFile, is_older, read_catalogue, read_version
from flows.store.lock import holder_now
from flows.store.parquet import dataset_schema
from flows.store.snapshot import standing_numbers
from flows.store.tiers import check_tier
from flows.store.writing import ROWS_OF_ONE_GROUP, USUAL_GROUP
from transforms.schema import DATASETS

if TYPE_CHECKING:
    import pyarrow.parquet as pq


def find_catalogue_faults(root: Path) -> list[Fault]:
    """Return what is wrong with a snapshot's catalogue: without it nothing is known of its files."""
    try:
        catalogue = read_catalogue(root)
    except (StoreError, KeyError, TypeError, AttributeError, ValueError) as error:
        return [Fault(f"cannot be read: {error}", str(root / FILE), GO_BACK)]
    lacking = [name for name in layout.DATASETS if not catalogue.get(name)]
    if lacking and not is_older(read_version(root)):
        return [Fault(f"names no file of {', '.join(lacking)}", str(root / FILE), GO_BACK)]
    return []


def find_file_faults(root: Path, catalogue: Mapping[str, tuple[DataFile, ...]]) -> Iterator[Fault]:
    """Yield files that are gone, torn, foreign, or hold other rows than the catalogue says; and strays."""
    version = read_version(root)
    for dataset, files in catalogue.items():
        for file in files:
            path = root / dataset / file.name
            yield from (Fault(said, str(path), GO_BACK) for said in wrong_with(path, dataset, file, version))
    yield from find_strays(root, catalogue)
    yield from find_crowded_months(root, catalogue)


def wrong_with(path: Path, dataset: str, file: DataFile, version: str) -> Iterator[str]:
    """Yield what is wrong with one file, in words."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        size = path.stat().st_size
        if size != file.bytes:
            yield f"has {size:,} bytes and should have {file.bytes:,}: torn, or written by something else"
            return
        if dataset in layout.TIERED:
            check_tier(path, dataset, file.rows)
            return
        with pq.ParquetFile(path) as opened:
            yield from wrong_inside(opened, dataset, file, version)
    except FileNotFoundError:
        yield "is gone"
    except (OSError, pa.ArrowException) as error:
        yield f"cannot be read: {error}"
    except StoreError as error:
        yield str(error)


def wrong_inside(opened: pq.ParquetFile, dataset: str, file: DataFile, version: str) -> Iterator[str]:
    """Yield what is wrong with the footer of a file that could be opened."""
    if opened.metadata.num_rows != file.rows:
        yield f"holds {opened.metadata.num_rows:,} rows; the catalogue says {file.rows:,}"
    names = set(opened.schema_arrow.names)
    wanted = [name for name, _ in DATASETS.get(dataset, ())]
    if is_older(version):
        if strange := names - set(wanted):
            yield f"has columns of no schema: {', '.join(sorted(strange))}"
    elif dataset in layout.PUBLIC:
        yield from wrong_schema(opened, dataset)
    elif names != set(wanted):
        yield f"has other columns than it should: {', '.join(sorted(names ^ set(wanted)))}"
    if dataset in layout.DATED:
        most = ROWS_OF_ONE_GROUP.get(dataset, USUAL_GROUP)
        groups = [opened.metadata.row_group(n).num_rows for n in range(opened.metadata.num_row_groups)]
        if max(groups, default=0) > most:
            yield f"has a row group of {max(groups):,} rows, at most {most:,}: readers of one day read too much"
        if file.rows and not file.name.startswith(f"month={file.month}/"):
            yield f"lies outside its month, {file.month}"


def wrong_schema(opened: pq.ParquetFile, dataset: str) -> Iterator[str]:
    """Yield how the schema of a public file differs from today's."""
    wanted: Any = dataset_schema(dataset)
    if not opened.schema_arrow.equals(wanted):
        yield "has the schema of another version, or of something else"
    said = (opened.schema_arrow.metadata or {}).get(b"saring.schema_version", b"none").decode()
    if said != wanted.metadata[b"saring.schema_version"].decode():
        yield f"says schema {said} in its footer, and the catalogue another one"


def find_faults_of_histories(clean: Path) -> Iterator[Fault]:
    """Yield files of the datasets outside the snapshots that cannot be read or have other columns."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    remedy = "restore it from a backup, or move it away: what it taught the alarms is forgotten with it"
    for dataset in layout.HISTORIES:
        wanted = {name for name, _ in DATASETS[dataset]}
        for path in sorted(layout.history(clean, dataset).glob("*.parquet")):
            try:
                strange = set(pq.read_table(path).schema.names) - wanted
            except (OSError, pa.ArrowException) as error:
                yield Fault(f"cannot be read: {error}", str(path), remedy)
                continue
            if strange:
                yield Fault(f"has columns of no schema: {', '.join(sorted(strange))}", str(path), remedy)


def find_strays(root: Path, catalogue: Mapping[str, tuple[DataFile, ...]]) -> Iterator[Fault]:
    """Yield files in a dataset's folder that the catalogue does not name: readers who use globs would read them."""
    for dataset, files in catalogue.items():
        known = {file.name for file in files}
        there = (path for path in (root / dataset).rglob("*") if not path.is_dir())
        strays = sorted(name for path in there if (name := path.relative_to(root / dataset).as_posix()) not in known)
        if strays:
            said = f"files that belong to no run: {named(strays[:MOST_NAMED], len(strays))}"
            yield Fault(said, str(root / dataset), "move them away: readers take them for rows of the dataset")


def find_crowded_months(root: Path, catalogue: Mapping[str, tuple[DataFile, ...]]) -> Iterator[Fault]:
    """Yield months with more than one late file."""
    for dataset in sorted(layout.DATED):
        late = Counter(file.month for file in catalogue.get(dataset, ()) if file.late)
        several = sorted(month for month, number in late.items() if number > 1)
        if several:
            said = f"months with several late files: {named(several[:MOST_NAMED], len(several))}"
            yield Fault(said, str(root / dataset), "`saring maintain CLEAN` folds them into their months")


def find_faults_of_older(clean: Path, current: Path) -> Iterator[Fault]:
    """
    Yield what older snapshots lack; their rows are looked at when somebody goes back to them.

    While a run writes they are not asked: it may be taking one away at this moment.
    """
    if holder_now(clean):
        return
    for number in standing_numbers(clean):
        root = layout.snapshots(clean) / layout.snapshot_name(number)
        if root == current or number > int(current.name):
            continue
        faults = find_catalogue_faults(root)
        yield from faults
        if not faults:
            remedy = "do not go back to this snapshot; retention drops it, or restore it from a backup"
            for dataset, files in read_catalogue(root).items():
                gone = [file.name for file in files if not is_whole(root / dataset / file.name, file)]
                if gone:
                    yield Fault(
                        f"files are gone or torn: {named(gone[:MOST_NAMED], len(gone))}", str(root / dataset), remedy
                    )


def is_whole(path: Path, file: DataFile) -> bool:
    """Return whether a file has the size that its catalogue says."""
    try:
        return path.stat().st_size == file.bytes
    except OSError:
        return False
