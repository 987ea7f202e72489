"""`saring inspect`: what a raw folder or a file holds as the readers see it, before a run meets it."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.options import AsJson, AsOf, Knowledge, Map
from flows.errors import UNREAD

if TYPE_CHECKING:
    from flows.inspect.exports import FileSeen, Seen

MOST_OUTLETS = 8
"""Outlets that are named."""


def inspect(
    path: Annotated[Path, typer.Argument(help="A raw folder, or one file of it.")],
    map_: Map = None,
    knowledge: Knowledge = None,
    as_of: AsOf = None,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Say what PATH holds: formats, records, fields and how each is read, languages, outlets, days, first problems."""
    from flows.config import read_config, today
    from flows.inspect.exports import inspect as look
    from flows.mapping import NO_MAP, read_mapping
    from flows.report import print_outcome
    from flows.shard import load

    settled = read_config()
    fields = read_mapping(map_) if map_ else settled.fields or NO_MAP
    day: dt.date = as_of.date() if as_of else today(settled)
    seen = look(path, fields, day, load(knowledge or settled.knowledge))
    if json:
        print_outcome(seen, as_json=True)
    else:
        tell(seen)
    if not seen.is_whole:
        raise typer.Exit(UNREAD)


def tell(seen: "Seen") -> None:
    """Print what was seen, for people."""
    for told in seen.files:
        tell_file(told)
    if seen.more:
        typer.echo(f"{seen.more} more files of records")
    for suffix, number in seen.unread.items():
        typer.echo(
            f"not read: {number} × {suffix or 'no suffix'}: nobody knows the format; convert them, or `ignore` them"
        )
    typer.echo(f"\n{seen.records:,} records, {seen.pages:,} of them pages; of the first {seen.cleaned:,} pages:")
    first, last = seen.days or (None, None)
    outlets = [f"{name} {number}" for name, number in seen.outlets.most_common(MOST_OUTLETS)]
    rest = len(seen.outlets) - len(outlets)
    lines = {
        "languages": ", ".join(f"{name} {number}" for name, number in seen.languages.most_common()),
        "outlets": ", ".join(outlets) + (f" and {rest} more" if rest > 0 else ""),
        "days": f"{first} to {last}" if first else "none",
        "without": f"a day {seen.undated}, a title {seen.untitled}, a story {seen.no_story}",
    }
    for name, said in lines.items():
        typer.echo(f"  {name:<10} {said}")


def tell_file(told: "FileSeen") -> None:
    """Print what one file holds."""
    refused = ", ".join(f"{reason} {number}" for reason, number in told.refused.most_common())
    waiting = f", {told.waiting} still being written" if told.waiting else ""
    form = f" ({told.format})" if told.format else ""
    typer.echo(
        f"{told.name}{form}: {told.records:,} records, {told.pages:,} pages{waiting}"
        + (f"; {refused}" if refused else "")
    )
    if told.is_month_first:
        typer.echo("  its dates name the month first: say so by `--map date_order=month_first`, or under [map]")
    width = max((len(field.name) for field in told.fields), default=0)
    for field in told.fields:
        typer.echo(f"  {field.name:<{width}}  {field.filled:>6,}  {field.read_as}  | {field.example}")
    for problem in told.problems:
        typer.echo(f"  ! {problem}")
