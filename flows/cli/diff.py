"""`saring diff`: what another knowledge or version would change."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.options import AsJson, AsOf, RawFolder, Workers

PACKAGED = "packaged"
SIDES = 2
BAD, LOOK = 5, 3
"""Exit codes of verdicts: as of a run that guards refuse, and of one that somebody should look at."""


def diff(
    raw: RawFolder,
    knowledge: Annotated[
        list[str] | None,
        typer.Option(
            "--knowledge",
            metavar="DIR|packaged",
            help="A folder of your own rules, outlets and words, or `packaged`; twice: before, then after. One folder "
            "alone is compared with the packaged knowledge.",
        ),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(
            "--against",
            metavar="PYTHON|CHECKOUT",
            help="Another version as it was before: the Python it is installed for, or the folder of a checkout.",
        ),
    ] = None,
    gold: Annotated[
        Path | None, typer.Option("--gold", metavar="FILE", help="Labelled pages: source, body, title, date, authors.")
    ] = None,
    as_of: AsOf = None,
    workers: Workers = None,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Clean RAW two ways and tell every row that differs, by cause, worst first, with a verdict: good, bad or look."""
    from flows.diff import Side
    from flows.diff import diff as diff_ways
    from flows.diff.report import print_diff
    from flows.order import check_place, count_cores
    from flows.report import progress_bar

    before, after = sides_of(knowledge or [], other=against is not None)
    check_place(raw, "RAW")
    day = as_of.date() if as_of else dt.datetime.now(tz=dt.UTC).date()
    with progress_bar(quiet=json) as watch:
        outcome = diff_ways(
            raw,
            Side(before, against),
            Side(after),
            as_of=day,
            workers=workers or count_cores(),
            gold=gold,
            watch=watch,
        )
    print_diff(outcome, as_json=json)
    code = {"bad": BAD, "look": LOOK}.get(outcome.verdict, 0)
    if code:
        raise typer.Exit(code)


def sides_of(knowledge: list[str], *, other: bool) -> tuple[Path | None, Path | None]:
    """
    Return the knowledge before and after; None is the packaged one.

    Raises:
        BadParameter: Too many or too few are named, or one is no folder.
    """
    folders = [None if name == PACKAGED else Path(name) for name in knowledge]
    for folder in folders:
        if folder is not None and not folder.is_dir():
            raise typer.BadParameter(f"--knowledge {folder}: there is no such folder")
    if len(folders) > SIDES or not (folders or other):
        raise typer.BadParameter("name what to compare: --knowledge once or twice, or --against another version")
    if other and len(folders) <= 1:
        return (folders or [None])[0], (folders or [None])[0]
    if len(folders) == 1:
        return None, folders[0]
    return folders[0], folders[1]
