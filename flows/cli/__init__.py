"""The command line: `saring`."""

import sys

import typer

from flows.cli.clean import clean, run
from flows.cli.read import export, path, query
from flows.cli.rules import app as rules_app
from flows.cli.show import show
from flows.errors import SaringError

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
app.command()(show)
app.command()(query)
app.command()(path)
app.command()(export)
app.add_typer(rules_app, name="rules")


def main() -> None:
    """Run the command line; what went wrong is said in one line, without a traceback."""
    try:
        app()
    except SaringError as error:
        typer.secho(f"saring: {error}", fg="red", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        typer.secho("saring: stopped; nothing of this run was published", fg="red", err=True)
        sys.exit(130)
