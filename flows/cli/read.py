"""Commands for those who read the datasets: `saring path`, `saring query`, `saring export`."""

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.options import CLEAN, AsJson, CleanOption


def path(clean: CleanOption = CLEAN) -> None:
    """Print the resolved folder of the published snapshot: a reader that starts there sees one run whole."""
    from flows.store import resolved_root

    typer.echo(resolved_root(clean))


def query(
    sql: Annotated[str, typer.Argument(help="DuckDB SQL over articles, duplicates, removals, rejects, changes, runs.")],
    clean: CleanOption = CLEAN,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Run SQL over the published datasets, each a view of its name."""
    from flows.query import print_query

    print_query(sql, clean, as_json=json)


def export(
    folder: Annotated[Path, typer.Argument(help="Folder to write to; must be empty or absent.")],
    clean: CleanOption = CLEAN,
    snapshot: Annotated[
        int | None, typer.Option("--snapshot", metavar="N", help="An older snapshot; the published one by default.")
    ] = None,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Copy the datasets of a snapshot into plain folders without links, to be moved elsewhere."""
    from flows.report import print_outcome
    from flows.store import export as export_snapshot

    print_outcome(export_snapshot(clean, folder, number=snapshot), as_json=json)
