"""`saring config`: what is settled, and where each setting comes from."""

import json as json_
from pathlib import Path

import typer

from flows.cli.options import AsJson, ConfigFile


def config(
    config: ConfigFile = None,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Print every setting as it counts here and now, and where it comes from: file, environment, default."""
    from flows.config import read_config, told_origins

    settled = read_config(config)
    rows = told_origins(settled)
    if json:
        settings = {row.setting: {"value": plain(row.value), "origin": row.origin} for row in rows}
        told = {"file": plain(settled.file), "settings": settings}
        typer.echo(json_.dumps(told, ensure_ascii=False))
        return
    typer.echo(f"file: {settled.file or 'none here; defaults and environment count'}")
    for row in rows:
        typer.echo(f"{row.setting:18} {shown(row.value):32} {row.origin}")
        typer.secho(f"{'':18} {row.means}", dim=True)


def plain(value: object) -> object:
    """Return a value as JSON has it."""
    if isinstance(value, (frozenset, tuple)):
        return sorted(value) if isinstance(value, frozenset) else list(value)
    return str(value) if isinstance(value, Path) else value


def shown(value: object) -> str:
    """Return a value as a line shows it; what is not settled is a dash."""
    told = plain(value)
    if told is None or told == []:
        return "-"
    return json_.dumps(told, ensure_ascii=False) if isinstance(told, list) else str(told)
