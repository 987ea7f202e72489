"""How commands that write show what they do, and to whom they tell how it ended."""

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from flows.aftermath import supervise
from flows.cli.failing import complain
from flows.config import Config, Hook
from flows.journal import watch_in_lines
from flows.light import leave_pandas_out
from flows.order import Order
from flows.progress import Watch
from flows.report import progress_bar

Outcome = TypeVar("Outcome")


@contextmanager
def watching(config: Config, *, quiet: bool) -> Iterator[Watch]:
    """Yield a watch: lines of the log where it is written as JSON, else a progress bar, else nothing."""
    if config.log_format == "json":
        yield watch_in_lines()
        return
    with progress_bar(quiet=quiet) as bar:
        yield bar


def unwatched(config: Config) -> Config:
    """Return the configuration of a run that changes nothing: nobody on duty hears of it."""
    return dataclasses.replace(config, metrics=None, hook=Hook())


def supervised(config: Config, command: str, order: Order, do: Callable[[], Outcome]) -> Outcome:
    """Run, and tell log, metrics file and hook what became of it."""
    leave_pandas_out()
    facts = {"raw": str(order.raw.absolute()), "as_of": order.as_of, "workers": order.workers, "again": order.again}
    return supervise(config, command, order.clean, do, complain=complain, **facts)
