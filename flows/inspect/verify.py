"""`saring verify`: everything that is true of a sound store, looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flows.inspect.faults import GO_BACK, Fault
from flows.inspect.files import find_catalogue_faults, find_faults_of_histories, find_faults_of_older, find_file_faults
from flows.inspect.forgotten import find_forgotten_faults
from flows.inspect.history import find_history_faults
from flows.inspect.letters import find_letter_faults
from flows.inspect.opened import open_snapshot
from flows.inspect.places import find_place_faults, find_pointer_faults
from flows.inspect.raw import find_raw_faults
from flows.inspect.rows import find_row_faults
from flows.store import layout
from flows.store.catalogue import read_catalogue
from flows.store.errors import StoreError

SAMPLE = 200
"""Pages of which text, ledger and raw record are compared to the letter."""


def verify(clean: Path, *, raw: Path | None = None, sample: int = SAMPLE, forgotten: bool = False) -> list[Fault]:
    """
    Return everything that is wrong with a store; nothing is written.

    What is published when it begins is looked at, whatever runs publish meanwhile. A store in which nothing is
    published yet has no fault, and what a killed run left since the last publication is none.

    Args:
        clean: The clean folder.

        raw: Where the raw pages of the first feed lie now; None is where the store was fed from.

        sample: Pages that are compared to the letter, in the store and with their raw records; 0 asks no raw folder.

        forgotten: Look through every byte under the folder for what is forgotten, earlier snapshots and what runs
            left as well.

    Raises:
        StoreError: The folder cannot be read, is no store, or is one of a later version.
    """
    if not layout.home(clean).is_dir():
        raise StoreError(f"{clean}: no store is here; name the folder that runs publish into, or mount it")
    faults = find_pointer_faults(clean)
    root = layout.current_snapshot(clean) if not faults else None
    if root is None:
        return faults
    faults = list(faults_of(clean, root, raw, sample))
    return [*faults, *find_forgotten_faults(clean)] if forgotten else faults


def faults_of(clean: Path, root: Path, raw: Path | None, sample: int) -> Iterator[Fault]:
    """Yield what is wrong with a store whose pointer leads to a snapshot."""
    import duckdb

    yield from find_place_faults(clean)
    yield from find_faults_of_older(clean, root)
    yield from find_faults_of_histories(clean)
    broken = find_catalogue_faults(root) or list(find_file_faults(root, read_catalogue(root)))
    yield from broken
    if broken:
        return
    try:
        with open_snapshot(clean, root) as opened:
            yield from find_row_faults(opened)
            yield from find_history_faults(opened)
            if sample:
                yield from find_letter_faults(opened, sample)
                yield from find_raw_faults(opened, raw, sample)
    except duckdb.Error as error:
        yield Fault(f"rows cannot be read: {error}", str(root), GO_BACK)
