"""What the command line says when something went wrong."""

import typer

STOPPED = "stopped; nothing of this run was published"


def complain(message: str) -> None:
    """Print what went wrong on standard error, as a line of the log where one is written."""
    from flows.journal import is_json, tell

    if is_json():
        tell("trouble", level="error", message=message)
        return
    typer.secho(f"saring: {message}", fg="red", err=True)
