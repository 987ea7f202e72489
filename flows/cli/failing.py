"""What the command line says when something went wrong."""

import typer

STOPPED = "stopped; nothing of this run was published"


def complain(message: str) -> None:
    """Print what went wrong on standard error."""
    typer.secho(f"saring: {message}", fg="red", err=True)
