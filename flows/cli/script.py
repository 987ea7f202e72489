"""Answering a script: with `--json` standard output holds one JSON object, whatever happens."""

import json
import traceback
from typing import Any

import typer

from flows.cli.failing import STOPPED, complain
from flows.cli.stopping import code_of_stop, is_stop
from flows.errors import INTERRUPTED, SaringError, Terminated


def run_for_script(app: typer.Typer) -> int:
    """
    Run the command line and return its exit code.

    A failure is printed as `{"error": message, "exit_code": n, "kind": class name}`; the message stands on
    standard error as well, and the traceback of what nobody foresaw.
    """
    try:
        code: Any = app(standalone_mode=False)
    except SaringError as error:
        return fail(str(error), error.exit_code, type(error).__name__)
    except Exception as error:  # noqa: BLE001 - a script gets its object, whatever happens
        if is_stop(error):
            return fail(STOPPED, code_of_stop(INTERRUPTED), KeyboardInterrupt.__name__)
        if hasattr(error, "format_message"):  # a wrong call, as Typer or its copy of click tells it
            return fail(error.format_message(), getattr(error, "exit_code", 2), type(error).__name__)
        traceback.print_exc()
        return fail(f"{type(error).__name__}: {error}", 1, type(error).__name__)
    if code == INTERRUPTED:
        stopped = code_of_stop(code)
        kind = KeyboardInterrupt if stopped == INTERRUPTED else Terminated
        return fail(STOPPED, int(stopped), kind.__name__)
    return int(code or 0)


def fail(message: str, exit_code: int, kind: str) -> int:
    """Print what went wrong, for the script and for the user; return the exit code."""
    typer.echo(json.dumps({"error": message, "exit_code": exit_code, "kind": kind}, ensure_ascii=False))
    complain(message)
    return exit_code
