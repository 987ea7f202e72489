"""`saring lexicon`: what the words of the house have of a language, and what they lack."""

import json as json_
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.options import AsJson, Knowledge
from flows.errors import SaringError
from flows.tables import print_table

if TYPE_CHECKING:
    from transforms.lexicon.survey import Held

CODE_LETTERS = (2, 3)
LONGEST_ROW = 12
"""Rules named in a row of the terminal; more are counted."""


def lexicon(
    language: Annotated[str, typer.Argument(metavar="LANG", help="Code of a language, such as `id` or `jv`.")],
    knowledge: Knowledge = None,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """
    Print what the lexicon has of a language and what it lacks: lists, months and weekdays, rules; and what is kept.

    Raises:
        SaringError: It is no code of a language, or the folder cannot be used.
    """
    if len(language) not in CODE_LETTERS or not (language.isascii() and language.islower()):
        raise SaringError(f"{language!r} is no code of a language. Give one of two or three small letters, such as id.")
    told = survey(language, knowledge)
    if json:
        typer.echo(json_.dumps(told, ensure_ascii=False))
    else:
        print_survey(told)


def survey(language: str, knowledge: Path | None) -> dict[str, object]:
    """Return what there is of a language, as plain values."""
    from transforms.knowledge import RuleError, load_knowledge
    from transforms.lexicon.survey import calendar_of, kept_in, lists_for

    try:
        known = load_knowledge(knowledge)
    except RuleError as error:
        raise SaringError(str(error)) from None
    known.use()
    lists, calendar = lists_for(language), calendar_of(language)
    return {
        "language": language,
        "words": sum(held.words for held in lists),
        "lists": [as_row(held) for held in lists if held.words],
        "lacking": [as_row(held) for held in lists if held.elsewhere and not held.words],
        "calendar": calendar,
        "without_name": [name for name, names in calendar.items() if not names],
        "rules": [rule.name for rule in known.book.rules if language in rule.languages],
        "kept": kept_in(),
    }


def as_row(held: "Held") -> dict[str, object]:
    """Return one list as plain values."""
    return {"list": f"{held.file}: {held.name}", "words": held.words, "elsewhere": held.elsewhere, "why": held.why}


def print_survey(told: dict[str, object]) -> None:
    """Print it for a reader."""
    print_lists(told, "has", "lists")
    print_names(told)
    print_lists(told, "lacks", "lacking")


def print_lists(told: dict[str, object], title: str, key: str) -> None:
    """Print lists of words, a row each."""
    rows = told[key]
    assert isinstance(rows, list)  # noqa: S101 - as `survey` makes it
    cells = ((row["list"], row["words"], row["elsewhere"], row["why"]) for row in rows)
    typer.echo(f"{told['language']} {title}: {len(rows)} lists")
    print_table(cells, "list", "words", "of others", "why")


def print_names(told: dict[str, object]) -> None:
    """Print months, weekdays, rules and what `keep.toml` holds, a line each."""
    calendar, missing, rules, kept = told["calendar"], told["without_name"], told["rules"], told["kept"]
    assert isinstance(calendar, dict)  # noqa: S101 - as `survey` makes it
    assert isinstance(missing, list)  # noqa: S101 - the same
    assert isinstance(rules, list)  # noqa: S101 - the same
    assert isinstance(kept, list)  # noqa: S101 - the same
    for name, names in calendar.items():
        if names:
            typer.echo(f"{name}: {', '.join(names)}")
    typer.echo(f"months and weekdays without a name: {', '.join(missing) or 'none'}")
    more = f" and {len(rules) - LONGEST_ROW} more" if len(rules) > LONGEST_ROW else ""
    typer.echo(f"rules: {', '.join(rules[:LONGEST_ROW]) or 'none'}{more}")
    for row in kept:
        typer.echo(
            f"kept: {', '.join(f'{key} {value!r}' for key, value in row.items() if key != 'why')} ({row['why']})"
        )
