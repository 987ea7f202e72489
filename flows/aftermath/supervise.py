"""Around a run: its lines, its figures, its hook."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from flows.aftermath.ended import Ended, fields_of, way_of
from flows.aftermath.hook import call_hook
from flows.aftermath.metrics import write_metrics
from flows.journal import start, tell

if TYPE_CHECKING:
    from flows.config import Config

    Outcome = TypeVar("Outcome")

LEVELS = {"published": "info", "held": "warning", "stopped": "warning", "refused": "error", "failed": "error"}


def supervise(
    config: Config,
    command: str,
    store: Path,
    do: Callable[[], Outcome],
    *,
    complain: Callable[[str], object],
    **facts: object,
) -> Outcome:
    """
    Do a run and tell what became of it; what it gives is returned, what it raises is raised.

    Args:
        config: Says who wants to know: log, metrics file, hook.

        command: What runs, for people.

        store: The clean folder.

        do: The run. What it gives is a record with counts: `RunSummary`, `BackfillOutcome`, `MaintainOutcome`.

        complain: Hears of what went wrong in the telling, a sentence each.

        facts: What the first line of the log tells beside.
    """
    run = start(config.log_format, command)
    started, clock, cpu = dt.datetime.now(tz=dt.UTC), time.monotonic(), cpu_seconds()
    error: BaseException | None = None
    given: object = None
    tell("begun", "info", command=command, store=str(store.absolute()), **facts)
    try:
        given = outcome = do()
    except BaseException as raised:
        error = raised
        raise
    else:
        return outcome
    finally:
        fields = fields_of(given)
        how, code = way_of(error, fields)
        seconds, spent = time.monotonic() - clock, cpu_seconds() - cpu
        said = (str(error), type(error).__name__) if error is not None else ("", "")
        ended = Ended(how, command, store, run, started, seconds, spent, code, fields, *said)
        try:
            for problem in tell_ended(config, ended):
                complain(problem)
        except Exception as problem:  # noqa: BLE001 - how the run ended is what counts
            complain(f"what became of the run could not be told: {type(problem).__name__}: {problem}")


def tell_ended(config: Config, ended: Ended) -> Iterator[str]:
    """Tell log, metrics file and hook; yield what went wrong in the telling."""
    for outlet, reason in ended.held_outlets.items():
        tell("held", level="warning", outlet=outlet, reason=reason)
    for outlet, found in ended.flagged.items():
        tell("flagged", level="warning", outlet=outlet, found=found)
    tell("ended", level=LEVELS[ended.how], **ended.told())
    if config.metrics is not None:
        try:
            write_metrics(config.metrics, ended)
        except OSError as error:
            yield f"the metrics file {config.metrics} could not be written: {error}"
    yield from call_hook(config.hook, ended)


def cpu_seconds() -> float:
    """Return the CPU time of this process and of those that it has waited for."""
    import resource

    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
