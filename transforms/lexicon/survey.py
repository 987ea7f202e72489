"""What the lexicon has and lacks of a language: its words list by list, its months and weekdays; and what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from transforms.lexicon import tables
from transforms.lexicon.calendar import MONTHS, WEEKDAYS, names_by_language
from transforms.lexicon.digests import files_below
from transforms.lexicon.lists import CALENDAR
from transforms.lexicon.schema import ANY, LIST, FileName, Table, language_keys

SUFFIX = ".toml"


@dataclass(frozen=True, slots=True)
class Held:
    """
    What one list holds of a language.

    Attributes:
        file: The file of the lexicon, such as `roles` or `prompts/share`.

        name: The list.

        why: What it is for.

        words: How many of its words are of the language.

        elsewhere: How many are of other languages; a list with none has only words of no language.
    """

    file: str
    name: str
    why: str
    words: int
    elsewhere: int


def all_files() -> Iterator[tuple[FileName, Table]]:
    """Yield every file of the lexicon by its name, with what the folder in use adds."""
    for name in files_below(tables.PACKAGE / tables.LEXICON):
        if name.endswith(SUFFIX):
            yield name.removesuffix(SUFFIX), tables.read_table(tables.LEXICON + name)
    for path, table in tables.in_use.rules.items():
        if path.startswith(tables.PROMPTS):
            yield path.removeprefix(tables.LEXICON).removesuffix(SUFFIX), table


def lists_for(language: str) -> list[Held]:
    """Return what every list holds of a language; those of months and weekdays aside."""
    return [
        Held(file, row["name"], row.get("why", ""), len(row.get(language, ())), others_in(row, language))
        for file, table in all_files()
        for row in table.get(LIST, ())
        if file != CALENDAR
    ]


def others_in(row: Table, language: str) -> int:
    """Return how many words of a list are of other languages."""
    return sum(len(row[other]) for other in language_keys(row) if other not in (language, ANY))


def calendar_of(language: str) -> dict[str, list[str]]:
    """Return the names of each month and weekday in a language, sorted; empty where there is none."""
    return {name: sorted(names_by_language(name).get(language, ())) for name in (*MONTHS, *WEEKDAYS)}


def kept_in() -> list[Table]:
    """Return the rows of `keep.toml`, the packaged ones and a user's: they are of no language."""
    rows: list[Table] = tables.read_table(tables.KEEP)["keep"]
    return rows
