"""The command line: `saring`."""

import sys
from typing import Annotated

import typer

from flows.cli.backfill import backfill
from flows.cli.clean import clean, run
from flows.cli.config import config
from flows.cli.diff import diff
from flows.cli.dups import dups
from flows.cli.failing import STOPPED, complain
from flows.cli.forget import forget
from flows.cli.inspect import inspect
from flows.cli.lexicon import lexicon
from flows.cli.mend import prefer, upgrade
from flows.cli.options import ConfigFile
from flows.cli.read import export, path, query
from flows.cli.rules import app as rules_app
from flows.cli.serve import serve
from flows.cli.show import show
from flows.cli.stopping import code_of_stop, heed_sigterm, is_stop
from flows.cli.store import index, maintain, release, rollback, snapshots, status, verify
from flows.cli.version import print_version
from flows.errors import INTERRUPTED, SaringError, Terminated

app = typer.Typer(
    name="saring",
    help="Turn scraped news pages into clean, deduplicated, dated Parquet.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(clean)
app.command()(run)
app.command()(inspect)
app.command()(config)
app.command()(backfill)
app.command()(serve)
app.command()(diff)
app.command()(show)
app.command()(dups)
app.command()(query)
app.command()(path)
app.command()(export)
app.command()(status)
app.command()(verify)
app.command()(snapshots)
app.command()(rollback)
app.command()(release)
app.command()(index)
app.command()(maintain)
app.command()(prefer)
app.command()(forget)
app.command()(upgrade)
app.command()(lexicon)
app.add_typer(rules_app, name="rules")


@app.callback()
def saring(
    version: Annotated[  # noqa: FBT002 - a flag of the command line
        bool, typer.Option("--version", callback=print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
    config: ConfigFile = None,
) -> None:
    """Turn scraped news pages into clean, deduplicated, dated Parquet."""
    del version, config


def main() -> None:
    """Run the command line; what went wrong is said in one line, without a traceback, and by the exit code."""
    heed_sigterm()
    if "--json" in sys.argv:
        from flows.cli.script import run_for_script

        sys.exit(run_for_script(app))
    try:
        app()
    except SaringError as error:
        complain(str(error))
        sys.exit(error.exit_code)
    except SystemExit as end:
        if end.code == INTERRUPTED:
            complain(STOPPED)
        sys.exit(code_of_stop(end.code))
    except Terminated as end:  # a flow's own handling has passed it on
        complain(STOPPED)
        sys.exit(end.exit_code)
    except Exception as error:
        if not is_stop(error):
            raise
        complain(STOPPED)
        sys.exit(code_of_stop(INTERRUPTED))
