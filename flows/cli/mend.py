"""Commands that mend a store: `saring prefer` and `saring upgrade`."""

from typing import Annotated

import typer

from flows.cli.options import CLEAN, AsJson, CleanFolder, CleanOption, RawFolder


def prefer(
    record: Annotated[str, typer.Argument(metavar="ID", help="Id or record id of the state that shall be shown.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; kept with the decision.")],
    clean: CleanOption = CLEAN,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Show one state of a page in place of the one that stands: undoes a withdrawal, or a stub taken for the page."""
    from flows.corpus.prefer import prefer as prefer_record
    from flows.report import print_outcome

    if not reason.strip():
        raise typer.BadParameter("say why with --reason; it is kept with the decision")
    print_outcome(prefer_record(clean, record, reason), as_json=json)


def upgrade(
    clean: CleanFolder,
    raw: RawFolder,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count what would happen.")] = False,  # noqa: FBT002
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Bring a store of an older form over, with the raw pages that it was made from."""
    from flows.order import check_place
    from flows.report import print_outcome, progress_bar
    from flows.upgrade import upgrade as upgrade_store

    check_place(clean, "CLEAN")
    check_place(raw, "RAW")
    with progress_bar(quiet=json) as watch:
        outcome = upgrade_store(clean, raw, dry_run=dry_run, watch=watch)
    print_outcome(outcome, as_json=json)
