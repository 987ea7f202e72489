"""`saring rules`: list and check the rule book, try candidate rules, and find what wants one."""

import json as json_
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.options import AsJson, Knowledge
from flows.errors import SaringError
from flows.tables import print_table

app = typer.Typer(invoke_without_command=True, no_args_is_help=True)
Pack = Annotated[
    Path | None, typer.Option("--pack", help="Folder of rule packs to read instead of the packaged ones.", exists=True)
]

QUEUE_LENGTH = 50
SAMPLES = 10
"""What is shown where `--limit` does not say: a screen of either."""


@app.callback()
def rules(
    context: typer.Context,
    try_: Annotated[Path | None, typer.Option("--try", help="File with candidate rules to try.")] = None,
    raw: Annotated[Path | None, typer.Option("--raw", help="With --try: folder of raw pages to try them on.")] = None,
    clean: Annotated[
        Path | None, typer.Option("--clean", help="With --try: folder of clean datasets; published texts are tried.")
    ] = None,
    candidates: Annotated[
        Path | None,
        typer.Option("--candidates", help="Folder of clean datasets; lists frequent lines that no rule covers."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Candidates, or samples of a rule, shown.")
    ] = None,
    pack: Pack = None,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """List and check the rules that name page furniture, try new ones, and find what wants one."""
    if context.invoked_subcommand:
        return
    if (try_ is None) == (candidates is None):
        raise typer.BadParameter("choose one of --try FILE and --candidates CLEAN, or a command")
    if raw and clean:
        raise typer.BadParameter("choose one of --raw FOLDER and --clean CLEAN")
    if try_:
        try_file(try_, raw=raw, clean=clean, pack=pack, limit=limit or SAMPLES, json=json)
        return
    assert candidates is not None  # noqa: S101 - one of the two was given
    list_candidates(candidates, pack=pack, limit=limit or QUEUE_LENGTH, json=json)


def try_file(file: Path, *, raw: Path | None, clean: Path | None, pack: Path | None, limit: int, json: bool) -> None:
    """
    Try the rules of one file and print the verdict.

    Raises:
        SaringError: A rule may not go into the book as it is.

        typer.Exit: The same, where the verdict was printed as JSON.
    """
    from flows.report import progress_bar
    from flows.rules import try_rules
    from flows.rules.book import open_book, read_candidates
    from flows.rules.pages import published_pages, raw_pages
    from flows.rules.report import print_trial

    book, chosen = open_book(pack), read_candidates(file, pack)
    pages = raw_pages(raw) if raw else published_pages(clean) if clean else ()
    with progress_bar(quiet=json) as watch:
        watch(say="trying")
        trial = try_rules(chosen, book, pages, watch=watch)
    print_trial(trial, limit=limit, as_json=json)
    if json and not trial.sound:
        raise typer.Exit(1)  # the verdict is the answer; a second object behind it would be none
    if not trial.sound:
        names = ", ".join(rule.rule.name for rule in trial.rules if not rule.sound)
        raise SaringError(f"not fit for the book as it is: {names}")


def list_candidates(clean: Path, *, pack: Path | None, limit: int, json: bool) -> None:
    """Print the frequent lines of the published articles that no rule covers."""
    from flows.rules import recurring_lines
    from flows.rules.book import open_book
    from flows.rules.report import print_queue

    print_queue(recurring_lines(clean, open_book(pack), limit=limit), as_json=json)


@app.command("list")
def list_rules(
    kind: Annotated[str | None, typer.Option(help="Only rules of this kind, such as `share`.")] = None,
    pack: Pack = None,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """List every rule with its scope, languages and reason."""
    from flows.rules.book import open_book

    book = open_book(pack)
    chosen = [rule for rule in book.rules if kind in (None, rule.kind)]
    if json:
        rows = [{"rule": r.name, "scope": r.scope, "languages": r.languages, "why": r.why} for r in chosen]
        typer.echo(json_.dumps(rows, ensure_ascii=False))
        return
    cells = ((rule.name, rule.scope, " ".join(rule.languages), rule.why) for rule in chosen)
    typer.echo(f"{len(chosen)} rules, rule book {book.digest}")
    print_table(cells, "rule", "scope", "languages", "why")


@app.command()
def lint(
    pack: Pack = None,
    knowledge: Knowledge = None,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Check every rule: its evidence, its literals, its bounds. Fails with 1 where something is wrong."""
    from flows.rules.book import open_book
    from transforms.rulebook import check_book

    if pack and knowledge:
        raise typer.BadParameter("choose one of --pack FOLDER and --knowledge DIR")
    book = open_book(pack, knowledge)
    problems = check_book(book)
    if json:
        typer.echo(json_.dumps({"rules": len(book.rules), "problems": problems}, ensure_ascii=False))
        raise typer.Exit(1 if problems else 0)
    for problem in problems:
        typer.secho(problem, fg="red", err=True)
    if problems:
        raise SaringError(f"{len(problems)} problems in {len(book.rules)} rules")
    typer.echo(f"{len(book.rules)} rules, nothing wrong")
