"""The table of settings: what may stand in `saring.toml` and, in capitals behind `SARING_`, in the environment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flows.config import values
from flows.mapping import MAPPED


@dataclass(frozen=True, slots=True)
class Setting:
    """
    One setting.

    Attributes:
        name: Its key in the file, with its table: `hook.url`.

        read: What reads a value of it; the folder is where relative paths count from.

        means: What it says, for people.
    """

    name: str
    read: Callable[[object, Path], object]
    means: str

    @property
    def variable(self) -> str:
        """The variable of the environment that sets it: `SARING_HOOK_URL`."""
        return "SARING_" + self.name.replace(".", "_").upper()


SETTINGS = (
    Setting("raw", values.raw_place, "folder with raw pages"),
    Setting("clean", values.clean_place, "folder of the datasets"),
    Setting("feed", values.feed, "name of `raw` where it is not the store's first"),
    Setting("knowledge", values.folder, "folder of your own rules, outlets and words"),
    Setting("bounds", values.file, "TOML file of your own bounds for the alarms"),
    Setting("ignore", values.suffixes, "suffixes of files among the raw ones that hold no pages"),
    Setting("reference", values.folders, "folders of texts that pages are compared with and that are never published"),
    Setting("workers", values.workers, "processes that clean pages; one for each core"),
    Setting("task_runner", values.task_runner, "where Prefect cleans: threads, dask, or a cluster's scheduler"),
    Setting("zone", values.zone, "zone of the schedule; where you set it, its day counts as today, else that of UTC"),
    Setting("schedule.daily", values.cron, "when new pages are cleaned, as cron says it"),
    Setting("schedule.maintain", values.cron, "when the store is tidied"),
    Setting("retention.snapshots", values.snapshots, "newest snapshots that stay whatever their age"),
    Setting("retention.hours", values.hours, "hours for which a snapshot stays after another took its place"),
    Setting("retention.changes_days", values.days, "days for which `changes/` tells what runs did"),
    Setting("retention.pinned_days", values.days, "days for which a snapshot stays that was pinned without a day"),
    Setting("log.format", values.log_format, "how a run tells what it does: human or json"),
    Setting("metrics.file", values.file_to_write, "figures for collectors, written at the end of each run"),
    Setting("hook.command", values.command, "program and arguments that are started when a run wants somebody"),
    Setting("hook.url", values.url, "address that gets a JSON object by POST then"),
    Setting("hook.on", values.ends, "which ends of a run these hear of"),
    Setting("hook.seconds", values.seconds, "time that either may take"),
    *(
        Setting(f"map.{ours}", values.names, f"what your exports call the field {ours}, beside known names")
        for ours in MAPPED
    ),
)
"""Every setting that has one value. Raw folders by name stand in the table `[feeds]` of the file."""

BY_NAME = {setting.name: setting for setting in SETTINGS}
BY_VARIABLE = {setting.variable: setting for setting in SETTINGS}

FEEDS = "feeds"
"""The table of the file with further raw folders by name."""

OTHER_VARIABLES = frozenset(
    "SARING_CONFIG SARING_CACHE SARING_OF_WORKERS SARING_HOW SARING_COMMAND SARING_EXIT_CODE".split()
)
"""Variables of ours that are no settings: the file to read, the cache, what a run tells its workers and its hook."""
