"""
Snapshots that stay whatever is published: each with the day until which it does, in a small JSON file.

`{"42": {"until": "2026-12-12", "why": "the form before the upgrade"}}`
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from flows.store.errors import StoreError, disk_errors
from flows.store.layout import home

if TYPE_CHECKING:
    from pathlib import Path

Pins = dict[int, tuple[dt.date, str]]
"""By the number of a snapshot: the last day on which it stays, and why."""


def pins_file(clean: Path) -> Path:
    """Return the file that remembers pinned snapshots."""
    return home(clean) / "pinned.json"


def read_pins(clean: Path) -> Pins:
    """
    Return the pinned snapshots.

    Raises:
        StoreError: The file is there and cannot be read as what it is: nothing is pruned on a guess.
    """
    path = pins_file(clean)
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return {int(number): (dt.date.fromisoformat(pin["until"]), pin["why"]) for number, pin in said.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"{path}: cannot be read ({error}); mend it, or remove it and with it what it pins") from error


def write_pins(clean: Path, pins: Mapping[int, tuple[dt.date, str]]) -> None:
    """Remember pinned snapshots. A reader of the file sees the old one or the new one."""
    path = pins_file(clean)
    said = {str(number): {"until": until.isoformat(), "why": why} for number, (until, why) in sorted(pins.items())}
    with disk_errors(path):
        fresh = path.with_suffix(".json.new")
        with fresh.open("w", encoding="utf-8") as file:
            file.write(json.dumps(said, indent=1) + "\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)


def pin(clean: Path, number: int, until: dt.date, why: str) -> None:
    """Keep a snapshot until a day, that day included, whatever is published."""
    write_pins(clean, read_pins(clean) | {number: (until, why)})


def release(clean: Path, number: int) -> None:
    """Let a snapshot go by the rule that holds for all; one that is not pinned stays as it is."""
    pins = read_pins(clean)
    if pins.pop(number, None):
        write_pins(clean, pins)


def pinned(clean: Path, today: dt.date) -> set[int]:
    """Return the numbers of the snapshots that are pinned today."""
    return {number for number, (until, _) in read_pins(clean).items() if today <= until}
