"""What a call asks for: its options, and what is settled where it says nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flows.config import Config, read_config, today
from flows.errors import UsageError
from flows.mapping import read_mapping
from flows.order import Order, order_of

SETTLED = ("raw", "clean", "feed", "knowledge", "bounds", "workers", "log.format")
"""What is settled by a file or the environment, and overruled by the command line."""


def read_asked(**options: Any) -> Config:  # noqa: ANN401 - what Typer hands on
    """Return the configuration of a call; options that it does not know are left to the order."""
    return read_config(flags={name: options.get(name.replace(".", "_")) for name in SETTLED})


def order_asked(
    config: Config,
    *,
    as_of: dt.datetime | None,
    feed: str | None,
    mapping: str | None = None,
    references: tuple[Path, ...] | None = None,
    **options: Any,  # noqa: ANN401 - what Typer hands on
) -> Order:
    """
    Return the order of a run.

    Args:
        config: What is settled, the command line included.

        as_of: The day that it named.

        feed: The feed that it named; with `raw` left out it names one of `[feeds]`.

        mapping: What it said of the fields of exports.

        references: The reference corpora that it named.

        options: What an order holds beside.

    Raises:
        UsageError: Nothing says what is read, or where to.
    """
    raw, name = raw_asked(config, feed)
    if "clean" not in config.origins:
        raise UsageError("CLEAN is missing: name it, as in `saring clean RAW CLEAN`, or set `clean` in saring.toml")
    return order_of(
        raw,
        config.clean,
        as_of=as_of.date() if as_of else today(config),
        workers=config.workers,
        feed=name,
        knowledge=config.knowledge,
        bounds=config.bounds,
        retention=config.retention,
        ignored=config.ignore,
        references=config.reference if references is None else references,
        fields=read_mapping(mapping) if mapping else config.fields,
        **options,
    )


def raw_asked(config: Config, feed: str | None) -> tuple[Path, str | None]:
    """Return the folder to read, and the name of its feed; what the file calls `feed` goes with its own `raw`."""
    named = config.origins.get("raw") == "command line"
    if feed and not named and feed in config.feeds:
        return config.feeds[feed], feed
    if config.raw is None:
        known = f"; [feeds] names {listed(config.feeds)}" if config.feeds else ""
        raise UsageError(f"RAW is missing: name it, as in `saring clean RAW CLEAN`, or set `raw` in saring.toml{known}")
    return config.raw, feed if named or feed else config.feed


def listed(feeds: Mapping[str, Path]) -> str:
    """Return the names of feeds, for people."""
    return ", ".join(sorted(feeds))
