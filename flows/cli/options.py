"""Options that several commands share."""

import datetime as dt
import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from flows.errors import UsageError
from flows.mapping import NOTHING


def choose_config(file: Path | None) -> Path | None:
    """Let all that this call starts read the configuration of a file."""
    if file is not None:
        if not file.is_file():
            raise UsageError(f"--config {file}: there is no such file.")
        os.environ["SARING_CONFIG"] = str(file.absolute())
    return file


def settled_clean(context: typer.Context, param: typer.CallbackParam, value: Path) -> Path:
    """Return the folder of the datasets: as the command line names it, else as it is settled."""
    from flows.config import read_config

    source = context.get_parameter_source(param.name or "")
    return read_config().clean if source is not None and source.name == "DEFAULT" else value


def clean_in_use() -> Path:
    """
    Return the folder of the datasets where the command line names none.

    Raises:
        UsageError: Nobody settled it: a command that looks after a store does not guess which one.
    """
    from flows.config import read_config

    settled = read_config()
    if "clean" not in settled.origins:
        raise UsageError("CLEAN is missing: name the folder of the datasets, or set `clean` in saring.toml")
    return settled.clean


RawFolder = Annotated[Path, typer.Argument(help="Folder (or one file) with raw pages.")]
RawSettled = Annotated[
    Path | None, typer.Argument(metavar="RAW", help="Folder (or one file) with raw pages; `raw` of saring.toml.")
]
CleanSettled = Annotated[
    Path | None,
    typer.Argument(
        metavar="CLEAN", help="Folder of the clean datasets, made if it is not there; `clean` of saring.toml."
    ),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", callback=choose_config, is_eager=True, help="Read this saring.toml."),
]
CleanFolder = Annotated[
    Path,
    typer.Argument(
        metavar="[CLEAN]",
        default_factory=clean_in_use,
        show_default=False,
        help="Folder of the clean datasets; `clean` of saring.toml.",
    ),
]
CleanOption = Annotated[
    Path, typer.Option("--clean", callback=settled_clean, help="Folder of the clean datasets; `clean` of saring.toml.")
]
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
Feed = Annotated[
    str | None,
    typer.Option("--feed", metavar="NAME", help="Name that stands before the sources of a further raw folder."),
]
Arrivals = Annotated[
    Path | None,
    typer.Option("--arrivals", metavar="OLD_CLEAN", help="Take over when records were first seen from another store."),
]
Knowledge = Annotated[
    Path | None, typer.Option("--knowledge", metavar="DIR", help="Folder of your own rules, outlets and words.")
]
Rescan = Annotated[bool, typer.Option("--rescan", help="Read every raw file, also those that look unchanged.")]
Without = Annotated[
    str | None,
    typer.Option("--without", metavar="model", help="Strike nothing by guess in this store, in later runs as well."),
]
With = Annotated[
    str | None, typer.Option("--with", metavar="model", help="Take `--without model` back, from this run on.")
]
Scheduled = Annotated[
    bool, typer.Option("--scheduled", help="A night of the schedule: it teaches the alarms what is usual.")
]
Bounds = Annotated[
    Path | None, typer.Option("--bounds", metavar="FILE", help="TOML file of your own bounds for the alarms.")
]
Map = Annotated[
    str | None,
    typer.Option(
        "--map",
        metavar="FIELD=NAME,…",
        help="What your exports call a field, such as text=berita,date=tgl; the store remembers it; `none` forgets.",
    ),
]
References = Annotated[
    list[Path] | None,
    typer.Option(
        "--reference",
        metavar="DIR",
        help="Compare pages with the texts of this folder, which are never published; repeatable. The store remembers "
        "it; `none` forgets.",
    ),
]
LogFormat = Annotated[
    Literal["human", "json"] | None,
    typer.Option("--log-format", help="How standard error tells what a run does; `log.format` of saring.toml."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object, for scripts.")]

CLEAN = Path("data/clean")


def read_accepted(pairs: list[str] | None) -> dict[str, str]:
    """Read `OUTLET=REASON` pairs; an outlet without a reason is refused."""
    accepted = dict(pair.split("=", 1) for pair in pairs or () if "=" in pair)
    if len(accepted) < len(pairs or ()) or not all(reason.strip() for reason in accepted.values()):
        raise typer.BadParameter("write --accept OUTLET=REASON, each outlet once; the reason is kept in the manifest")
    return accepted


def read_reference_choice(folders: list[Path] | None) -> tuple[Path, ...] | None:
    """Return the reference corpora that are asked for; none where they shall be forgotten, None where nobody asks."""
    if folders == [Path(NOTHING)]:
        return ()
    return tuple(folders) if folders else None


def read_model_choice(without: str | None, with_: str | None) -> bool | None:
    """Return whether the model is switched on or off; None where neither is asked. No other layer can be left out."""
    for option, layer in (("--without", without), ("--with", with_)):
        if layer not in (None, "model"):
            raise typer.BadParameter(f"{option} {layer}: only the layer `model` can be left out")
    if without and with_:
        raise typer.BadParameter("choose one of --without model and --with model")
    return None if without == with_ else with_ is not None
