"""Bounds of the alarms: packaged data with a reason each, overruled key by key by a file of the user's."""

from __future__ import annotations

import importlib.resources
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from flows.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

NEVER = float("inf")
"""A bound that nothing crosses."""

HISTORY = "history"


@dataclass(frozen=True, slots=True)
class Bound:
    """
    How far one figure may go.

    Attributes:
        hold: From here on the outlet's pages of the night are held back.

        warn: From here on it is said, and nothing held.

        reason: Why.

        pages: Pages below which the figure is not judged, where the bound has a number of its own.
    """

    hold: float = NEVER
    warn: float = NEVER
    reason: str = ""
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Bounds:
    """
    All bounds, and what must be known of an outlet before its nights are judged.

    Attributes:
        of: The bounds by figure.

        nights: Nights that must have taught.

        days: Days since the first of them.

        pages: Pages of a night that are judged.

        small: Pages in 28 days below which outlets are judged together.

        chance: How improbable a share must be by accident.
    """

    of: Mapping[str, Bound]
    nights: int
    days: int
    pages: int
    small: int
    chance: float


def read_bounds(path: Path | None = None) -> Bounds:
    """
    Return the packaged bounds, overruled by those of a TOML file.

    Raises:
        UsageError: The file is no TOML, or names a bound or a key that there is not, or a value is no number.
    """
    said = packaged()
    return bounds_of(said if path is None else overruled(said, parse(path), str(path)))


@lru_cache(maxsize=1)
def packaged() -> Mapping[str, Mapping[str, Any]]:
    """Return the tables of the packaged bounds."""
    text = importlib.resources.files("flows.alarms").joinpath("bounds.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def parse(path: Path) -> Mapping[str, Any]:
    """Return the tables of a user's file; those below `[bounds]` where it has such a table, as `saring.toml` has."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read as TOML ({error})") from error
    inner = said.get("bounds", said)
    return inner if isinstance(inner, Mapping) else {"bounds": inner}


def overruled(
    said: Mapping[str, Mapping[str, Any]], own: Mapping[str, Any], where: str
) -> Mapping[str, Mapping[str, Any]]:
    """
    Return tables of bounds with the values of others in their place, key by key.

    Args:
        said: The tables.

        own: Tables that overrule them.

        where: What to call the others in a message.

    Raises:
        UsageError: A table or key is unknown, or a value is of another kind.
    """
    merged = {name: dict(table) for name, table in said.items()}
    for name, table in own.items():
        if name not in merged or not isinstance(table, Mapping):
            raise UsageError(f"{where}: there is no bound [{name}]; there are {', '.join(sorted(merged))}")
        for key, value in table.items():
            check_value(f"{where}: [{name}] {key}", key, value, merged[name])
            merged[name][key] = value
    return merged


def check_value(where: str, key: str, value: object, table: Mapping[str, Any]) -> None:
    """Refuse a key that bounds do not have, and a value that is no number."""
    keys = {"hold", "warn", "reason", *table} - ({"hold", "warn"} if "chance" in table else set())
    if key not in keys:
        raise UsageError(f"{where}: there is no such key; there are {', '.join(sorted(keys))}")
    if key == "reason":
        if not isinstance(value, str):
            raise UsageError(f"{where}: a reason is words, not {value!r}")
    elif isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise UsageError(f"{where}: a bound is a number from 0, not {value!r}")


def bounds_of(said: Mapping[str, Mapping[str, Any]]) -> Bounds:
    """Return tables of bounds as a record."""
    own = {key: value for key, value in said[HISTORY].items() if key != "reason"}
    return Bounds({name: Bound(**table) for name, table in said.items() if name != HISTORY}, **own)
