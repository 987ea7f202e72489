"""The folder in which a run works before it publishes."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from flows.store.errors import disk_errors
from flows.store.layout import home

if TYPE_CHECKING:
    from collections.abc import Iterator


def staging_folder(clean: Path) -> Path:
    """Return the folder in which runs stage; it is there while a run goes on, and after a killed one."""
    return home(clean) / "staging"


@contextmanager
def begin_staging(clean: Path) -> Iterator[Path]:
    """
    Yield an empty staging folder, removed at the end. Hold `writer_lock` around it.

    What a killed run left in it is swept first; that run's records come in anew.

    Raises:
        StoreError: The disk is full or the folder cannot be written.
    """
    staging = staging_folder(clean)
    with disk_errors(staging):
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        try:
            # A name of its own: a worker of a killed run must not write into the next run's folder.
            yield Path(mkdtemp(prefix="run-", dir=staging))
        finally:
            shutil.rmtree(staging, ignore_errors=True)
