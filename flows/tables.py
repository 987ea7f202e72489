"""Tables for people: every value whole, and nothing in it taken for markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

Heading: TypeAlias = str
"""What stands above a column."""

WIDEST = 10_000
"""Columns where no terminal is: a file or a pipe has no right edge, and an id that was cut cannot be copied."""


def print_table(rows: Iterable[Iterable[object]], *names: Heading, numbers: Collection[Heading] = ()) -> None:
    """
    Print rows below names; None is an empty cell.

    On a terminal what is too wide goes on in the next line, in a pipe each row is one line. Values are text from
    pages, so that `[video]` is no style and `[/b]` no error.

    Args:
        rows: Each a value for each column.

        names: What stands above the columns.

        numbers: Columns that are set flush right.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table()
    for name in names:
        table.add_column(Text(name), overflow="fold", justify="right" if name in numbers else "left")
    for row in rows:
        table.add_row(*(Text("" if value is None else str(value)) for value in row))
    console = Console()
    (console if console.is_terminal else Console(width=WIDEST)).print(table)
