"""Commands for those who look after a store: `saring status`, `verify`, `snapshots`, `rollback`, and so on."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.failing import complain
from flows.cli.options import Accept, AsJson, AsOf, CleanFolder, CleanSettled, read_accepted
from flows.errors import FAULTS

RawPlace = Annotated[
    Path | None, typer.Option("--raw", metavar="RAW", help="Where the raw pages lie now; the place they came from.")
]
Sample = Annotated[
    int, typer.Option("--sample", min=0, help="Pages compared to the letter, also with raw; 0 asks no raw folder.")
]

Forgotten = Annotated[
    bool, typer.Option("--forgotten", help="Look through every byte under CLEAN for what is forgotten, too.")
]


def status(
    clean: CleanSettled = None,
    raw: RawPlace = None,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Say what a store holds, what waits in raw and in the store, what ran last, who writes, what lies about."""
    from flows.config import read_config
    from flows.inspect.status import find_status
    from flows.inspect.status_lines import print_status
    from flows.order import check_place

    place = check_place(clean or read_config().clean, "CLEAN")
    print_status(find_status(place, raw=raw), as_json=json)


def verify(
    clean: CleanFolder,
    raw: RawPlace = None,
    sample: Sample = 200,
    forgotten: Forgotten = False,  # noqa: FBT002 - a flag of the command line
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Look whether a store is sound: files, keys, clusters, ledger, index, history, links, raw. Says what to do."""
    from flows.inspect import verify as verify_store
    from flows.inspect.tell import print_faults
    from flows.order import check_place

    faults = verify_store(check_place(clean, "CLEAN"), raw=raw, sample=sample, forgotten=forgotten)
    print_faults(clean, faults, as_json=json)
    if faults:
        raise typer.Exit(FAULTS)


def maintain(
    clean: CleanFolder,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """
    Fold late files, join histories, sweep leftovers, drop old snapshots. No row changes.

    But where a house has set one passage under many of its pages: these are compared with others without it.
    """
    from flows.aftermath import supervise
    from flows.config import read_config
    from flows.maintain import maintain as maintain_store
    from flows.order import check_place
    from flows.report import print_outcome

    place, settled = check_place(clean, "CLEAN"), read_config()
    done = supervise(
        settled, "maintain", place, lambda: maintain_store(place, retention=settled.retention), complain=complain
    )
    print_outcome(done, as_json=json)


def index(
    clean: CleanFolder,
    rebuild: Annotated[  # noqa: FBT002 - a flag of the command line
        bool, typer.Option("--rebuild", help="Sketch all pages anew and join by their words what is one story.")
    ] = False,
    passages: Annotated[  # noqa: FBT002 - a flag of the command line
        bool, typer.Option("--passages", help="Learn what houses set under many pages, and compare these without it.")
    ] = False,
    accept: Accept = None,
    as_of: AsOf = None,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """
    Make the index of near copies anew. A store of an earlier version joins none until this was run once.

    `--accept '*=REASON'` where more pages change their story than a run may change unasked.
    """
    from flows.config import read_config
    from flows.corpus.rebuild import rebuild as rebuild_index
    from flows.corpus.relearn import relearn
    from flows.order import check_place
    from flows.report import print_outcome

    if rebuild == passages:
        raise typer.BadParameter("say --rebuild or --passages: there is nothing else to do with the index")
    done = (rebuild_index if rebuild else relearn)(
        check_place(clean, "CLEAN"),
        accepted=read_accepted(accept),
        retention=read_config().retention,
        as_of=as_of and as_of.date(),
    )
    print_outcome(done, as_json=json)


def snapshots(
    clean: CleanFolder,
    diff: Annotated[
        tuple[int, int] | None, typer.Option("--diff", metavar="WAS NOW", help="Tell how two of them differ.")
    ] = None,
    pin: Annotated[int | None, typer.Option("--pin", metavar="N", help="Keep one whatever is published.")] = None,
    days: Annotated[int | None, typer.Option("--days", min=1, help="With --pin: for so many days.")] = None,
    reason: Annotated[str, typer.Option("--reason", help="With --pin: why; kept with the pin.")] = "",
    unpin: Annotated[int | None, typer.Option("--unpin", metavar="N", help="Let a pinned one go as others do.")] = None,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """List the snapshots that stand, with what made them; compare two; pin one or let it go."""
    from flows.config import read_config
    from flows.inspect import snapshots as inspect
    from flows.inspect import tell
    from flows.order import check_place

    if sum(asked is not None for asked in (diff, pin, unpin)) > 1:
        raise typer.BadParameter("choose one of --diff, --pin and --unpin")
    place = check_place(clean, "CLEAN")
    if diff is not None:
        tell.print_difference(inspect.compare_snapshots(place, *diff), as_json=json)
        return
    if pin is not None:
        inspect.pin_snapshot(place, pin, reason, days, retention=read_config().retention)
    if unpin is not None:
        inspect.unpin_snapshot(place, unpin)
    tell.print_snapshots(inspect.list_snapshots(place), as_json=json)


def rollback(
    clean: CleanFolder,
    number: Annotated[int, typer.Argument(metavar="N", help="The snapshot whose rows shall stand again.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; kept in the manifest.")],
    as_of: AsOf = None,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Publish snapshot N again under a new number; what came in since is held until `saring release`."""
    from flows.config import read_config
    from flows.order import check_place
    from flows.report import print_outcome
    from flows.rollback import rollback as roll_back

    if not reason.strip():
        raise typer.BadParameter("say why with --reason; it is kept in the manifest")
    day, retention = as_of and as_of.date(), read_config().retention
    done = roll_back(check_place(clean, "CLEAN"), number, reason, retention=retention, as_of=day)
    print_outcome(done, as_json=json)


def release(
    clean: CleanFolder,
    reason: Annotated[str, typer.Option("--reason", help="Why; kept in the manifest.")] = "",
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Let what undone runs had brought in come in again, with the next run over its raw pages."""
    from flows.config import read_config
    from flows.order import check_place
    from flows.report import print_outcome
    from flows.rollback import release as release_records

    done = release_records(check_place(clean, "CLEAN"), reason, retention=read_config().retention)
    print_outcome(done, as_json=json)
