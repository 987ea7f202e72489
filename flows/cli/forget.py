"""`saring forget`: taking down, listing what was taken down, and taking that back."""

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.options import AsJson
from flows.config import read_config
from flows.errors import UsageError

if TYPE_CHECKING:
    from flows.forget import Forgotten

MOST_SHOWN = 20
"""Copies and ids that are printed one by one; `--json` has all."""

Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOURCE|URL|OUTLET|ID [CLEAN]", help="What to forget, and the clean folder (`clean` of saring.toml)."
    ),
]
Copies = Annotated[bool, typer.Option("--copies", help="Forget near copies at other outlets, too, now and later.")]
Purge = Annotated[bool, typer.Option("--purge", help="Delete every snapshot that holds it: no byte stays under CLEAN.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only show what would go.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; kept with the act.")]
Who = Annotated[str, typer.Option("--who", metavar="NAME", help="Who decided it; the user's name.")]
AsList = Annotated[bool, typer.Option("--list", help="Show what was forgotten, when, by whom and why.")]
Back = Annotated[str | None, typer.Option("--take-back", metavar="ACT|ID", help="Let an act's pages come in again.")]


def forget(
    names: Names = None,
    copies: Copies = False,  # noqa: FBT002 - a flag of the command line
    purge: Purge = False,  # noqa: FBT002 - a flag of the command line
    dry_run: DryRun = False,  # noqa: FBT002 - a flag of the command line
    reason: Reason = "",
    who: Who = "",
    list_: AsList = False,  # noqa: FBT002 - a flag of the command line
    take_back: Back = None,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Forget a page, an address or an outlet: its rows leave CLEAN, and no later delivery brings them back."""
    from flows.forget import forget as forget_in

    wanted, clean = read_names(list(names or ()), alone=list_ or take_back is not None)
    if list_:
        print_acts(clean, as_json=json)
        return
    if not reason.strip() and not dry_run:
        raise UsageError("say why with --reason; it is kept with the act")
    who = who.strip() or getpass.getuser()
    if take_back is not None:
        print_taken_back(clean, take_back, reason, who, as_json=json)
        return
    done = forget_in(clean, wanted, reason, who=who, copies=copies, purge=purge, dry_run=dry_run)
    if json:
        from flows.report import print_outcome

        print_outcome(done, as_json=True)
        return
    for line in lines_of(done, dry_run=dry_run):
        typer.echo(line)


def read_names(names: list[str], *, alone: bool) -> tuple[str, Path]:
    """Return what is to be forgotten, and the clean folder; only the folder stands there where it is `alone`."""
    wanted = "" if alone or not names else names.pop(0)
    if len(names) > 1 or not (alone or wanted.strip()):
        raise UsageError("name what to forget and, behind it, the clean folder; see `saring forget --help`")
    return wanted, Path(names[0]) if names else read_config().clean


def lines_of(done: "Forgotten", *, dry_run: bool) -> list[str]:
    """Return what an operator is told of an act, line by line."""
    lines = [headline(done, dry_run=dry_run), *(f"  {page}" for page in done.pages[:MOST_SHOWN])]
    if len(done.pages) > MOST_SHOWN:
        lines.append(f"  and {len(done.pages) - MOST_SHOWN} more (--json names all)")
    if done.copies:
        fate = "forgotten too" if done.copies_too else "they stay; --copies forgets them too"
        lines.append(f"Near copies at other places: {len(done.copies)}, {fate}")
        lines += [
            f"  {copy.share:.0%}  {copy.id}  {copy.outlet or 'no outlet'}  {copy.source}"
            for copy in done.copies[:MOST_SHOWN]
        ]
    if done.purged:
        lines.append(f"Deleted: snapshots {listed(done.purged)}. Who still reads them loses them now.")
    if done.held_by:
        lines.append(f"Snapshots that hold it: {listed(done.held_by)}. --purge deletes them; their readers lose them.")
    lines += [f"A line of it still stands in {path}: a copy that stays, or a quotation." for path in done.remains]
    if done.outside:
        lines += ["Outside of the store, for you to see to:", *(f"  {place}" for place in done.outside)]
    return lines


def headline(done: "Forgotten", *, dry_run: bool) -> str:
    """Return what happened in one line."""
    what = f"{len(done.pages)} pages, {done.records} deliveries"
    if done.before:
        return f"Forgotten already on {done.before} (act {done.act}): {what}."
    if dry_run:
        return f"Would forget {what}. Nothing was changed."
    published = f" Published snapshot {done.snapshot}." if done.snapshot else ""
    return f"Forgotten (act {done.act}): {what}.{published}"


def listed(numbers: tuple[int, ...]) -> str:
    """Return numbers as a sentence has them."""
    return ", ".join(map(str, numbers))


def print_taken_back(clean: Path, act: str, reason: str, who: str, *, as_json: bool) -> None:
    """Take an act back and say how its pages come in again."""
    from flows.forget import take_back
    from flows.report import print_outcome

    print_outcome(take_back(clean, act, reason, who=who), as_json=as_json)
    if not as_json:
        typer.echo("What is still in RAW comes in with the next run that reads it: saring clean RAW CLEAN --rescan")


def print_acts(clean: Path, *, as_json: bool) -> None:
    """Print every act, the first one first."""
    import dataclasses
    import json

    from flows.store.tombstones import read_acts

    acts = read_acts(clean)
    if as_json:
        typer.echo(json.dumps({"acts": [dataclasses.asdict(act) for act in acts]}, default=str, ensure_ascii=False))
        return
    for act in acts:
        options = "".join(f" --{name}" for name in ("copies", "purge") if getattr(act, name))
        back = f"; taken back on {act.taken_back} by {act.why_taken_back}" if act.taken_back else ""
        typer.echo(f"{act.number:4}  {act.day}  {act.kind} {act.name}{options}  {act.who}: {act.reason}{back}")
    if not acts:
        typer.echo(f"Nothing was forgotten in {clean}.")
