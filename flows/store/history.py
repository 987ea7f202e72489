"""Histories: datasets with one file for each run, side by side."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

from flows.store.catalogue import DataFile
from flows.store.parquet import write_table
from flows.store.snapshot import Draft


def write_day(draft: Draft, dataset: str, table: Any, day: dt.date) -> None:  # noqa: ANN401 - pyarrow has no types
    """Write a run's rows into a file of its own."""
    file = write_table(draft.folder / dataset, dataset, f"part-{draft.run_id}.parquet", table)
    draft.written[dataset].append(dataclasses.replace(file, first=day, last=day))


def join_files(draft: Draft, dataset: str, some: Sequence[DataFile], table: Any) -> None:  # noqa: ANN401
    """Write the rows of some files into one in their place."""
    draft.gone[dataset].update(file.name for file in some)
    last = max((file.last for file in some if file.last), default=None)
    first = min((file.first for file in some if file.first), default=None)
    name = f"part-000000-until-{some[-1].name.removeprefix('part-')}"
    file = write_table(draft.folder / dataset, dataset, name, table)
    draft.written[dataset].append(dataclasses.replace(file, first=first, last=last))
