"""The configuration as the house hands it on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

from flows.mapping import FieldMap
from flows.retention import Retention

NOTHING: Mapping[str, str] = MappingProxyType({})
NO_FEEDS: Mapping[str, Path] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Schedule:
    """
    When what runs, as cron says it, in the zone of the configuration.

    Attributes:
        daily: When new pages are cleaned.

        maintain: When the store is tidied.
    """

    daily: str = "0 5 * * *"
    maintain: str = "0 9 * * 0"


@dataclass(frozen=True, slots=True)
class Hook:
    """
    Who is told of a run that wants somebody.

    Attributes:
        command: Program and arguments, started without a shell; empty is none.

        url: Address that gets a JSON object by POST; None is none.

        on: How a run must have ended: some of `published held refused failed stopped`.

        seconds: Time that either may take.
    """

    command: tuple[str, ...] = ()
    url: str | None = None
    on: frozenset[str] = frozenset({"held", "refused", "failed"})
    seconds: float = 10.0


@dataclass(frozen=True, slots=True)
class Config:
    """
    What is settled for all commands. Paths are absolute, or as the command line gave them.

    Attributes:
        raw: Folder with raw pages; None where it is not settled.

        clean: Folder of the datasets.

        feed: Name of `raw` where it is not the store's first.

        feeds: Further raw folders by name.

        knowledge: The user's folder of rules, outlets and words.

        bounds: A TOML file of bounds for the alarms.

        ignore: Suffixes of files among the raw ones that hold no pages.

        reference: Folders of texts that pages are compared with; None where nobody said, and the store remembers.

        workers: Processes that clean pages; None is one for each core.

        task_runner: Where Prefect runs clean: `threads`, `dask`, or the address of a Dask scheduler.

        zone: Zone of the schedule's times.

        schedule: When what runs.

        retention: How long what is no longer published stays; None where nobody set it, and the store remembers.

        log_format: `human` or `json`.

        metrics: File that is written at the end of each run; None is none.

        hook: Who is told.

        fields: What exports call their fields beside known names; None where nobody said, and the store remembers.

        file: The file that was read; None is none.

        origins: Where each setting comes from that is no default, by name.
    """

    raw: Path | None = None
    clean: Path = Path("data/clean")
    feed: str | None = None
    feeds: Mapping[str, Path] = field(default_factory=lambda: NO_FEEDS)
    knowledge: Path | None = None
    bounds: Path | None = None
    ignore: tuple[str, ...] = ()
    reference: tuple[Path, ...] | None = None
    workers: int | None = None
    task_runner: str = "threads"
    zone: str = "Asia/Jakarta"
    schedule: Schedule = field(default_factory=Schedule)
    retention: Retention | None = None
    log_format: str = "human"
    metrics: Path | None = None
    hook: Hook = field(default_factory=Hook)
    fields: FieldMap | None = None
    file: Path | None = None
    origins: Mapping[str, str] = field(default_factory=lambda: NOTHING)


def today(config: Config) -> dt.date:
    """Return the day that counts as today: in UTC, or in the zone of the configuration where somebody set one."""
    return dt.datetime.now(tz=ZoneInfo(config.zone) if "zone" in config.origins else dt.UTC).date()
