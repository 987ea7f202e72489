"""Commands for those who look after a store: `saring verify`, `saring maintain`."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.options import AsJson, CleanFolder
from flows.errors import FAULTS

RawPlace = Annotated[
    Path | None, typer.Option("--raw", metavar="RAW", help="Where the raw pages lie now; the place they came from.")
]
Sample = Annotated[
    int, typer.Option("--sample", min=0, help="Pages compared to the letter, also with raw; 0 asks no raw folder.")
]


def verify(
    clean: CleanFolder,
    raw: RawPlace = None,
    sample: Sample = 200,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Look whether a store is sound: files, keys, clusters, ledger, index, history, links, raw. Says what to do."""
    from flows.inspect import verify as verify_store
    from flows.inspect.tell import print_faults
    from flows.order import check_place

    faults = verify_store(check_place(clean, "CLEAN"), raw=raw, sample=sample)
    print_faults(clean, faults, as_json=json)
    if faults:
        raise typer.Exit(FAULTS)


def maintain(
    clean: CleanFolder,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Fold late files, join histories, sweep leftovers, drop old snapshots. No row changes."""
    from flows.maintain import maintain as maintain_store
    from flows.order import check_place
    from flows.report import print_outcome

    print_outcome(maintain_store(check_place(clean, "CLEAN")), as_json=json)
