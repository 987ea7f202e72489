"""`saring dups`: the pages of a story, the largest stories, and what is alike but stands apart."""

import dataclasses
import json as json_
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.options import CLEAN, AsJson, CleanOption
from flows.errors import UsageError
from flows.tables import print_table

if TYPE_CHECKING:
    from flows.copies import Alike, Member

SHORT = 60
"""Characters of a headline in a table."""

COMPARED_BY = ("text", "printed", "house")
"""What a page is compared by and nobody asked for: texts stay in the datasets."""

MARKS = {" ": "{}", "-": "[strike red]{}[/]", "+": "[green]{}[/]"}


def dups(
    page: Annotated[
        str | None, typer.Argument(help="A page: its source (or a part of it), id, record id or URL.")
    ] = None,
    clean: CleanOption = CLEAN,
    alike: Annotated[  # noqa: FBT002 - a flag of the command line
        bool, typer.Option("--alike", help="Look through all articles for such as share much and stand apart.")
    ] = False,
    diff: Annotated[  # noqa: FBT002 - a flag of the command line
        bool, typer.Option("--diff", help="Print the page's words against those of the page that stands for the story.")
    ] = False,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """
    Show who else tells a story: every page with outlet, time, credits and what it shares with the canonical.

    Without a page: the largest stories, or with --alike all pairs of articles that share much.
    """
    from flows.copies import alike_anywhere, alike_to, largest_stories, story_pages

    if page is None:
        if diff:
            raise UsageError("--diff wants a page: saring dups PAGE --diff")
        if alike:
            show_alike(list(alike_anywhere(Path(clean))), json=json)
        else:
            show_largest(largest_stories(Path(clean)), json=json)
        return
    members = story_pages(page, Path(clean))
    like = alike_to(members[0], Path(clean)) if alike else []
    if json:
        rows = [{k: v for k, v in dataclasses.asdict(member).items() if k not in COMPARED_BY} for member in members]
        typer.echo(as_json({"pages": rows, "alike": [dataclasses.asdict(one) for one in like]}))
        return
    show_story(members)
    if alike:
        show_alike(like, json=False)
    if diff:
        show_diff(members, page)


def show_largest(stories: list[dict[str, Any]], *, json: bool) -> None:
    """Print the largest stories."""
    if json:
        typer.echo(as_json({"stories": stories}))
        return
    print_rows(
        [
            {
                "story": story["cluster_id"],
                "pages": story["pages"],
                "outlets": story["outlets"],
                "first": story["first"],
                "last": story["last"],
                "title": (story["title"] or "")[:SHORT],
            }
            for story in stories
        ]
    )


def show_story(members: "tuple[Member, ...]") -> None:
    """Print the pages of a story as a table."""
    print_rows(
        [
            {
                "": "" if member.verdict else "canonical",
                "outlet": member.outlet,
                "published": member.published,
                "credits": ", ".join(member.credits),
                "shared": f"{member.containment:.2f}",
                "words": member.words,
                "verdict": member.verdict,
                "the texts alone": member.reason,
                "source": member.source,
            }
            for member in members
        ]
    )


def show_alike(found: "list[Alike]", *, json: bool) -> None:
    """Print pairs of articles that share much and stand apart."""
    if json:
        typer.echo(as_json({"alike": [dataclasses.asdict(one) for one in found]}))
        return
    print_rows(
        [
            {
                "relation": one.verdict.relation,
                "shared": f"{one.verdict.containment:.2f}",
                "length": f"{one.verdict.length:.2f}",
                "why": one.verdict.reason,
                "article": one.a["source"],
                "outlet": one.a["outlet"],
                "and": one.b["source"],
                "its outlet": one.b["outlet"],
            }
            for one in found
        ]
    )


def show_diff(members: "tuple[Member, ...]", wanted: str) -> None:
    """Print the words of a page against the canonical's; of the canonical, against its first duplicate's."""
    from rich.console import Console
    from rich.markup import escape

    from flows.copies.story import word_diff

    named = [member for member in members[1:] if wanted in (member.id, member.source) or wanted in member.source]
    other = next(iter(named or members[1:]), None)
    if other is None:
        typer.echo("The story has one page.")
        return
    console = Console(highlight=False)
    console.print(f"[strike red]{escape(members[0].source)}[/] [green]{escape(other.source)}[/]\n")
    pieces = word_diff(members[0].text, other.text)
    console.print(" ".join(MARKS[mark].format(escape(words)) for mark, words in pieces))


def print_rows(rows: list[dict[str, Any]]) -> None:
    """Print rows as a table, one line saying that there are none."""
    if not rows:
        typer.echo("There are none.")
        return
    print_table((row.values() for row in rows), *rows[0])


def as_json(value: object) -> str:
    """Return a value as one line of JSON."""
    return json_.dumps(value, ensure_ascii=False, default=str)
