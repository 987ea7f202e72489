"""The lines of a table as they were meant: how its rows end, what parts its cells, where its header stands."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import lru_cache

from flows.read import limits
from flows.read.names import LISTS
from flows.read.unpack import peek

DELIMITERS = ",;\t|"
HEAD_BYTES = 2**16
"""Bytes in which a header ends."""

FIRST_END = re.compile(rb"\r\n|\r|\n")
MOST_AHEAD = 40
"""Lines that are looked at for the next quote: paragraphs of one cell."""

SWAPPED = bytes.maketrans(b"\r\n", b"\n\r")

SEPARATOR_LINE = re.compile(rf'"?(?:{"|".join(map(re.escape, LISTS["separator"]))})(.)"?\W*', re.IGNORECASE | re.DOTALL)
"""What a spreadsheet writes in front of a header: which sign parts the cells."""


def with_rows_on_lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """
    Yield a table's bytes so that its rows end in newlines.

    Where the first line ends in a carriage return alone, old spreadsheets wrote it: newlines are then text in cells,
    and both change places.
    """
    head, chunks = peek(chunks, HEAD_BYTES)
    first = FIRST_END.search(head)
    swapped = first is not None and first[0] == b"\r" and first.end() < len(head)
    for chunk in chunks:
        yield chunk.translate(SWAPPED) if swapped else chunk


def separator_in(line: str) -> str | None:
    """Return the sign that a spreadsheet's line names, None of any other line."""
    found = SEPARATOR_LINE.fullmatch(line.strip("\ufeff\r\n"))
    return found[1] if found else None


@lru_cache(maxsize=16)
def quoted_until(delimiter: str) -> re.Pattern[str]:
    """
    Return what a quoted cell holds up to the quote that closes it, or to the end of the line.

    A quote closes a cell where the cell's end stands behind it. Others are text, doubled as they should be or not:
    exports that were put together by hand quote a text in which people speak.
    """
    end = rf"[ \t]*(?:{re.escape(delimiter)}|\r?\Z)"
    return re.compile(rf'(?:[^"\\]++|\\.?|""|"(?!{end}))*+', re.DOTALL)


def rows_of(lines: Iterator[str], delimiter: str, width: int = 0) -> Iterator[list[str] | str]:
    """
    Yield the cells of each row, and in the place of one that is too long what is wrong with it.

    Args:
        lines: The lines of a table.

        delimiter: What parts cells.

        width: How many cells a row has; what looks like its end before is looked at twice.
    """
    row: list[str] = []
    held: list[str] = []
    size = 0
    ahead: deque[str] = deque()
    while (line := ahead.popleft() if ahead else next(lines, None)) is not None:
        at, size = 0, (size if held else 0) + len(line)
        if size > limits.MOST_BYTES:
            yield f"a cell has more than {limits.MOST_BYTES:,} bytes"
            row, held = [], []
            continue
        if not held and not line:
            yield []
            continue
        while at <= len(line):
            if held or line[at : at + 1] == '"':
                start = at if held else at + 1
                end = quoted_until(delimiter).match(line, start).end()  # type: ignore[union-attr]  # it may be empty
                held.append(line[start:end])
                if end == len(line) - 1 and len(row) + 1 < width and quote_follows(lines, ahead, delimiter):
                    held.append('"')  # one that speech ends with at the end of a line
                    end += 1
                if end == len(line):
                    held.append("\n")
                    break
                row.append("".join(held).replace('""', '"'))
                held = []
                following = line.find(delimiter, end)
            else:
                following = line.find(delimiter, at)
                row.append(line[at:] if following < 0 else line[at:following])
            at = len(line) + 1 if following < 0 else following + len(delimiter)
        if not held:
            yield row
            row = []
    if held:
        yield [*row, "".join(held[:-1]).replace('""', '"')]


def quote_follows(lines: Iterator[str], ahead: deque[str], delimiter: str) -> bool:
    """
    Return whether the next quote stands inside a line, so that it closes a cell which was open before.

    Args:
        lines: The lines to come; those that are looked at go to `ahead`.

        ahead: Lines that were looked at before.

        delimiter: What parts cells.
    """
    for at in range(MOST_AHEAD):
        if at == len(ahead):
            line = next(lines, None)
            if line is None:
                return False
            ahead.append(line)
        place = ahead[at].find('"')
        if place >= 0:
            return place > 0 and ahead[at][place - 1] not in {delimiter, " "}
    return False


def fitted(row: list[str], header: list[str], number: int) -> list[str]:
    """
    Return a row without what stands in no column: blank cells at its end, or the row's own number in front.

    >>> fitted(["7", "Hujan", "Air naik."], ["judul", "isi"], 7)
    ['Hujan', 'Air naik.']
    """
    more = len(row) - len(header)
    if more > 0 and not any(cell.strip() for cell in row[len(header) :]):
        return row[: len(header)]
    if more == 1 and row[0].strip() in {str(number), str(number + 1)}:
        return row[1:]
    return row
