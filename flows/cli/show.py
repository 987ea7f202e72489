"""`saring show`: one page in the terminal, what stayed and what was struck, and why."""

import json as json_
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.cli.options import CLEAN, AsJson, CleanOption
from transforms.records import TOLD
from transforms.records.article import FIELDS
from transforms.records.outline import markdown_of

KEYS = ("id", "record_id")
FATE = "first_seen cluster_id cluster_size verdict matched_id rulebook knowledge code run_id".split()
METADATA = (*KEYS, *(c.name for c in TOLD if c.name in FIELDS and c.name != "line_kinds"), "model_characters", *FATE)
"""What is shown of a page, in order: its keys, what is told of it (but of its lines), and what became of it."""


def show(
    source: Annotated[str, typer.Argument(help="The page: its source (or a part of it), id, record id or URL.")],
    clean: CleanOption = CLEAN,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
    markdown: Annotated[bool, typer.Option("--markdown", help="The clean story alone, as Markdown.")] = False,  # noqa: FBT002 - likewise
    raw: Annotated[
        Path | None,
        typer.Option("--raw", help="List every witness of every field, and why it lost: the page is read here again."),
    ] = None,
) -> None:
    """Show one page: kept lines plain, struck ones marked with rule, score and reason, metadata with its evidence."""
    from flows.ledger import find_page, lay_out

    page = find_page(source, Path(clean))
    if raw is not None:
        show_witnesses(page.row, Path(clean), raw, json=json)
        return
    if markdown and page.dataset != "rejects":
        typer.echo(markdown_of(page.row.get("text") or "", page.row.get("line_kinds"), page.row.get("title")))
        return
    lines = list(lay_out(page.row.get("text") or "", page.removals))
    if json:
        shown = {"dataset": page.dataset, **page.row, "removals": page.removals}
        typer.echo(json_.dumps(shown, ensure_ascii=False, default=str))
        return
    from rich.console import Console
    from rich.markup import escape

    console = Console(highlight=False)
    console.print(f"[bold]{escape(page.row['source'])}[/] in {page.dataset}")
    if page.dataset == "rejects":
        console.print(f"[red]{page.row['reason']}[/] ({page.row['stage']}): {escape(page.row['detail'])}")
        return
    console.print("\n".join(f"  [cyan]{name:19}[/] {escape(value)}" for name, value in known_values(page.row)))
    console.print()
    for pieces in lines:
        console.print(" ".join(mark(piece.text, piece.removal) for piece in pieces))


def show_witnesses(row: dict[str, Any], clean: Path, raw: Path, *, json: bool) -> None:
    """Print who said what of each field of a page, who was believed, and why the others were not."""
    from flows.store.naming import read_fields
    from flows.tables import print_table
    from flows.why import explain_row
    from transforms.explain import conflicts

    weighed = explain_row(row, raw, fields=read_fields(clean) or ())
    if json:
        typer.echo(json_.dumps([w._asdict() for w in weighed], ensure_ascii=False, default=str))
        return
    cells = ((w.field, "yes" if w.kept else "no", w.value, w.origin, f"{w.weight:g}", w.why) for w in weighed)
    print_table(cells, "field", "kept", "said", "by", "weight", "reason", numbers=("weight",))
    typer.echo(f"Witnesses disagree on: {', '.join(conflicts(weighed)) or 'nothing'}.")


def known_values(row: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the metadata that a row has, as text."""
    values = ((name, row.get(name)) for name in METADATA)
    return [(n, "; ".join(v) if isinstance(v, list) else str(v)) for n, v in values if v not in (None, False, [], "")]


def mark(text: str, removal: dict[str, Any] | None) -> str:
    """Return a piece of a line as rich markup."""
    from rich.markup import escape

    if removal is None:
        return escape(text.strip(" "))
    return f"[dim strike red]{escape(text.strip(' '))}[/] [yellow]\\[{escape(reason(removal))}][/]"


def reason(removal: dict[str, Any]) -> str:
    """Return who struck a span and why: `share.id-bagikan`, `related.shape 0.97: under_heading +2.1`."""
    score = removal.get("score")  # a store that no run of this version wrote to yet has neither score nor why
    named = removal["rule"] if score is None else f"{removal['rule']} {score:.2f}"
    return f"{named}: {removal['why']}" if removal.get("why") else named
