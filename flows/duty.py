"""Runs that nobody started by hand: whoever is on duty is told of them as of those of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from flows.aftermath import supervise
from flows.config import read_config

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Outcome = TypeVar("Outcome")


def on_duty(clean: Path, do: Callable[[], Outcome]) -> Outcome:
    """
    Do the run of a flow; of one that a deployment started, tell log, metrics file and hook what became of it.

    A flow that the command line runs is told of there. The command is named after the deployment.

    Args:
        clean: The clean folder.

        do: The run.
    """
    from prefect import get_run_logger
    from prefect.runtime import deployment

    if deployment.id is None:
        return do()
    log = get_run_logger()
    return supervise(read_config(), str(deployment.name), clean, do, complain=log.warning)
