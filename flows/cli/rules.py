"""`saring rules`: list and check the rule book."""

import json as json_
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.options import AsJson
from flows.errors import SaringError

app = typer.Typer(help="List and check the rules that name page furniture.", no_args_is_help=True)
Pack = Annotated[
    Path | None, typer.Option("--pack", help="Folder of rule packs to read instead of the packaged ones.", exists=True)
]


@app.command("list")
def list_rules(
    kind: Annotated[str | None, typer.Option(help="Only rules of this kind, such as `share`.")] = None,
    pack: Pack = None,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """List every rule with its scope, languages and reason."""
    book = open_book(pack)
    chosen = [rule for rule in book.rules if kind in (None, rule.kind)]
    if json:
        rows = [{"rule": r.name, "scope": r.scope, "languages": r.languages, "why": r.why} for r in chosen]
        typer.echo(json_.dumps(rows, ensure_ascii=False))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("rule", "scope", "languages", "why", title=f"{len(chosen)} rules, rule book {book.digest}")
    for rule in chosen:
        table.add_row(rule.name, rule.scope, " ".join(rule.languages), rule.why)
    Console().print(table)


@app.command()
def lint(pack: Pack = None) -> None:
    """Check every rule: its evidence, its literals, its bounds. Fails with 1 where something is wrong."""
    from transforms.rulebook import check_rule
    from transforms.rulebook.lint import struck

    book = open_book(pack)
    problems = [problem for rule in book.rules for problem in check_rule(rule)]
    problems += [
        f"{rule.name}: another rule strikes its spare {spare!r}"
        for rule in book.rules
        for spare in rule.spares
        if struck(spare, book, rule.site)
    ]
    for problem in problems:
        typer.secho(problem, fg="red", err=True)
    if problems:
        raise SaringError(f"{len(problems)} problems in {len(book.rules)} rules")
    typer.echo(f"{len(book.rules)} rules, nothing wrong")


def open_book(pack: Path | None):  # noqa: ANN201 - the type lives behind a heavy import
    """Load the rule book; a broken pack is the user's to mend."""
    from transforms.rulebook import RuleError, load_rules

    try:
        return load_rules(pack)
    except RuleError as error:
        raise SaringError(str(error)) from None
