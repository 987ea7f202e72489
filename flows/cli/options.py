"""Options that several commands share."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

RawFolder = Annotated[Path, typer.Argument(help="Folder (or one file) with raw pages.")]
CleanFolder = Annotated[Path, typer.Argument(help="Folder of the clean datasets; made if it is not there.")]
CleanOption = Annotated[Path, typer.Option("--clean", help="Folder of the clean datasets.")]
AsOf = Annotated[
    dt.datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="Day that counts as today, for tests and backfills."),
]
Workers = Annotated[int | None, typer.Option("--workers", min=1, help="Processes that clean pages; one per core.")]
Again = Annotated[bool, typer.Option("--again", help="Clean known records anew as well: a backfill.")]
Accept = Annotated[
    list[str] | None,
    typer.Option("--accept", metavar="OUTLET=REASON", help="Let an outlet pass its caps in this run; repeatable."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object, for scripts.")]

CLEAN = Path("data/clean")


def read_accepted(pairs: list[str] | None) -> dict[str, str]:
    """Read `OUTLET=REASON` pairs; an outlet without a reason is refused."""
    accepted = dict(pair.split("=", 1) for pair in pairs or () if "=" in pair)
    if len(accepted) < len(pairs or ()) or not all(reason.strip() for reason in accepted.values()):
        raise typer.BadParameter("write --accept OUTLET=REASON, each outlet once; the reason is kept in the manifest")
    return accepted


def day_of(as_of: dt.datetime | None) -> dt.date:
    """Return the day that counts as today, in UTC."""
    return (as_of or dt.datetime.now(tz=dt.UTC)).date()
