"""The folder in which a run works before it publishes."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flows.store.errors import disk_errors
from flows.store.layout import home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def begin_staging(clean: Path) -> Iterator[Path]:
    """
    Give out an empty staging folder, removed at the end. Hold `writer_lock` around it.

    What a killed run left in it is swept first; that run's records come in anew.

    Raises:
        StoreError: The disk is full or the folder cannot be written.
    """
    staging = home(clean) / "staging"
    with disk_errors(staging):
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        try:
            yield staging
        finally:
            shutil.rmtree(staging, ignore_errors=True)
