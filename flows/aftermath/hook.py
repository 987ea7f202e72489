"""
The call to whoever is on duty: a program that is started, an address that gets a JSON object, or both.

Either has a bounded time, and whatever goes wrong in it is told and changes nothing else.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from tempfile import TemporaryFile
from threading import Thread
from typing import TYPE_CHECKING

from flows.aftermath.ended import Ended

if TYPE_CHECKING:
    from flows.config import Hook

LONGEST_ANSWER = 400
"""Characters of what a program said that are told."""


def call_hook(hook: Hook, ended: Ended) -> Iterator[str]:
    """
    Tell of a run whose end is one of those that somebody wants to hear of.

    Yields:
        What went wrong in the telling, a sentence each.
    """
    if ended.how not in hook.on:
        return
    told = json.dumps(ended.told() | {"run": ended.run}, ensure_ascii=False).encode()
    if hook.command:
        yield from run_program(hook.command, told, ended, hook.seconds)
    if hook.url:
        yield from post(hook.url, told, hook.seconds)


def run_program(command: tuple[str, ...], told: bytes, ended: Ended, seconds: float) -> Iterator[str]:
    """Start a program without a shell; the object stands on its standard input, the gist in its environment."""
    gist = {"SARING_HOW": ended.how, "SARING_COMMAND": ended.command, "SARING_EXIT_CODE": str(ended.exit_code)}
    with TemporaryFile() as said:  # not a pipe, which a child that stays would hold open
        try:
            child = subprocess.Popen(  # noqa: S603 - the operator's own program, and no shell
                command,
                stdin=subprocess.PIPE,
                stdout=said,
                stderr=said,
                env=os.environ | gist,
                start_new_session=True,
            )
        except OSError as error:
            yield f"the hook {command[0]} could not be started: {error}"
            return
        with suppress(BrokenPipeError):
            try:
                child.communicate(told, timeout=seconds)
            except subprocess.TimeoutExpired:
                end_group(child)
                yield f"the hook {command[0]} did not end within {seconds:g} s and was stopped"
                return
        if child.returncode:
            said.seek(0)
            answer = said.read(LONGEST_ANSWER).decode(errors="replace").strip()
            yield f"the hook {command[0]} ended with {child.returncode}: {answer}"


def end_group(child: subprocess.Popen[bytes]) -> None:
    """End a program and what it has started."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def post(url: str, told: bytes, seconds: float) -> Iterator[str]:
    """Send the object to an address. A thread of its own keeps the time, for a server may answer drop by drop."""
    problems: list[str] = []
    thread = Thread(target=lambda: problems.extend(sent(url, told, seconds)), daemon=True, name="saring-hook")
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        yield f"the hook {url} did not answer within {seconds:g} s"
    yield from problems


def sent(url: str, told: bytes, seconds: float) -> Iterator[str]:
    """Send the object; yield what went wrong."""
    from http.client import HTTPException
    from urllib.request import Request, urlopen

    request = Request(url, data=told, headers={"Content-Type": "application/json"}, method="POST")  # noqa: S310 - checked by the configuration
    try:
        with urlopen(request, timeout=seconds) as answer:  # noqa: S310 - the same
            answer.read(LONGEST_ANSWER)
    except (OSError, HTTPException, ValueError) as error:
        yield f"the hook {url} could not be told: {error}"
