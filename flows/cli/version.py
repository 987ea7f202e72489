"""`saring --version`: what cleans here."""

import importlib.metadata

import typer


def print_version(wanted: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Print the version and end, where it was asked for."""
    if wanted:
        typer.echo(version_line())
        raise typer.Exit


def version_line() -> str:
    """Return version and, in short, what rows are stamped with: the digests of code and knowledge."""
    try:
        version = importlib.metadata.version("saring")
    except importlib.metadata.PackageNotFoundError:
        version = "(not installed)"
    from transforms.knowledge import code_digest, knowledge_digest

    return f"saring {version} (code {code_digest()}, knowledge {knowledge_digest(None)})"
