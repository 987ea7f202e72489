"""From file, environment and command line to the record; what is wrong is told all at once, a sentence each."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.config import values
from flows.config.record import Config, Hook, Schedule
from flows.config.settings import BY_NAME, BY_VARIABLE, FEEDS, OTHER_VARIABLES, SETTINGS
from flows.errors import UsageError
from flows.order import FEED
from flows.retention import RETENTION, Retention

FILE = "saring.toml"
"""What the file is called that is read where it lies in the working folder."""

VARIABLE = "SARING_CONFIG"


@dataclass(frozen=True, slots=True)
class Said:
    """
    A value as somebody wrote it.

    Attributes:
        name: The setting.

        value: What stands there.

        where: File, variable or flag that it comes from, for people.

        base: Folder from which its relative paths count.
    """

    name: str
    value: object
    where: str
    base: Path


@dataclass(frozen=True, slots=True)
class Origin:
    """A setting as `saring config` prints it: name, value, where it comes from, what it means."""

    setting: str
    value: Any
    origin: str
    means: str


def read_config(
    file: Path | None = None,
    flags: Mapping[str, object] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Config:
    """
    Return what is settled: a flag beats the environment, the environment beats the file, the file the default.

    Args:
        file: The file to read; None is the one that `SARING_CONFIG` names, else `saring.toml` in the working
            folder if there is one.

        flags: Values of the command line by setting, taken as they are; None values are left out.

        environment: Variables; None is those of this process.

    Raises:
        UsageError: The file is missing or no TOML, or something in it or in the environment is no setting or
            has a value that it cannot have. The message has a sentence for each, with place and remedy.
    """
    variables = os.environ if environment is None else environment
    path = find_file(file, variables)
    wrong: list[str] = []
    found: dict[str, tuple[object, str]] = {}
    for said in (*said_in_file(path, wrong), *said_in(variables, wrong)):
        read = values.raw_place if said.name.startswith(f"{FEEDS}.") else BY_NAME[said.name].read
        try:
            found[said.name] = read(said.value, said.base), said.where
        except ValueError as error:
            wrong.append(f"{said.where}: `{said.name}` is {said.value!r}; it {error}.")
    if wrong:
        raise UsageError("\n".join(wrong))
    given = {name: (value, "command line") for name, value in (flags or {}).items() if value is not None}
    return make_config(found | given, path)


def find_file(file: Path | None, variables: Mapping[str, str]) -> Path | None:
    """Return the file to read, if there is one; one that was named must be there."""
    if file is None and variables.get(VARIABLE):
        file = Path(variables[VARIABLE])
        if not file.is_file():
            raise UsageError(f"{VARIABLE}: there is no file {file}; name one, or unset the variable.")
    if file is not None and not file.is_file():
        raise UsageError(f"--config {file}: there is no such file.")
    if file is None:
        file = Path(FILE)
    return file.absolute() if file.is_file() else None


def said_in_file(path: Path | None, wrong: list[str]) -> Iterator[Said]:
    """Yield what stands in the file; keys that are none are added to what is wrong."""
    if path is None:
        return
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}).") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: is no TOML: {error}. Texts stand in quotes, tables in [brackets].") from error
    for name, value in flat(tables):
        feed = name.removeprefix(f"{FEEDS}.")
        if feed != name and not FEED.fullmatch(feed):
            wrong.append(f"{path}: the name `{feed}` in [feeds] must be letters, digits, `-`, `_` and `.`.")
        elif feed == name and name not in BY_NAME:
            wrong.append(f"{path}: `{name}` is no setting{nearest(name, BY_NAME)}")
        else:
            yield Said(name, value, str(path), path.parent)


def flat(tables: Mapping[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    """Yield keys with their tables, `hook.url`, and values."""
    for key, value in tables.items():
        if isinstance(value, dict):
            yield from flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


def said_in(variables: Mapping[str, str], wrong: list[str]) -> Iterator[Said]:
    """Yield what the environment says; variables of ours that are none are added to what is wrong."""
    for variable, value in sorted(variables.items()):
        if not variable.startswith("SARING_") or variable in OTHER_VARIABLES:
            continue
        if variable in BY_VARIABLE:
            yield Said(BY_VARIABLE[variable].name, value, variable, Path.cwd())
        else:
            wrong.append(f"{variable} in the environment is no setting{nearest(variable, BY_VARIABLE)}")


def nearest(name: str, names: Iterable[str]) -> str:
    """Return the rest of the sentence that tells of a name that is none."""
    close = difflib.get_close_matches(name, names, n=1)
    return f"; did you mean `{close[0]}`?" if close else f"; there are: {', '.join(sorted(names))}."


def make_config(found: Mapping[str, tuple[object, str]], path: Path | None) -> Config:
    """Return the record; what nobody set keeps its default."""
    value: dict[str, Any] = {name: said for name, (said, _) in found.items()}
    plain = {name: value[name] for name in Config.__dataclass_fields__ if name in value}
    renamed = {"log.format": "log_format", "metrics.file": "metrics"}
    plain |= {field: value[name] for name, field in renamed.items() if name in value}
    origins = {name: where for name, (_, where) in found.items()}
    return Config(
        **plain,
        feeds=within(value, FEEDS),
        schedule=Schedule(**within(value, "schedule")),
        retention=Retention(**retention) if (retention := within(value, "retention")) else None,
        hook=Hook(**within(value, "hook")),
        fields=tuple(within(value, "map").items()) or None,
        file=path,
        origins=origins,
    )


def within(value: Mapping[str, Any], table: str) -> dict[str, Any]:
    """Return what is set in a table, by its keys there."""
    return {name.removeprefix(f"{table}."): said for name, said in value.items() if name.startswith(f"{table}.")}


def told_origins(config: Config) -> list[Origin]:
    """Return every setting with value and origin, as `saring config` prints them."""
    rows = [
        Origin(setting.name, value_of(config, setting.name), config.origins.get(setting.name, "default"), setting.means)
        for setting in SETTINGS
    ]
    return rows + [
        Origin(f"{FEEDS}.{name}", place, config.origins[f"{FEEDS}.{name}"], "further raw folder by name")
        for name, place in sorted(config.feeds.items())
    ]


def value_of(config: Config, name: str) -> Any:  # noqa: ANN401 - settings hold many types
    """Return the value of a setting."""
    table, _, key = name.rpartition(".")
    if table == "map":
        return dict(config.fields or ()).get(key)
    if table == "retention":
        return getattr(config.retention or RETENTION, key)
    if table in {"schedule", "hook"}:
        return getattr(getattr(config, table), key)
    return getattr(config, {"log.format": "log_format", "metrics.file": "metrics"}.get(name, name))
