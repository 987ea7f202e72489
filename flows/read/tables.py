"""CSV and its kin: a header, then a record in each row."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from flows.read import limits
from flows.read.fields import page_of
from flows.read.lines import as_utf8, split_lines
from flows.read.source import Opened, refused, waiting
from flows.read.tablelines import DELIMITERS, fitted, rows_of, separator_in, with_rows_on_lines
from transforms.identity import text_of
from transforms.records import RawPage, Reject
from transforms.text.decode import decode


@dataclass(slots=True)
class Taken:
    """
    What was taken of a table for the row that is being read.

    Attributes:
        lines: Its lines, as they were delivered.

        cut: The file ends in the last of them, without a newline.
    """

    lines: list[bytes] = field(default_factory=list)
    cut: bool = False


def read_table(opened: Opened) -> Iterator[RawPage | Reject]:
    """
    Yield a page, or a reject, for each row behind the header that is not blank.

    A cell may hold newlines if it is quoted; a quote that never closes costs what it swallows, at
    most `MOST_BYTES` at a time. A row in which a young file ends waits.

    Raises:
        BrokenFile: The file breaks off.
    """
    taken = Taken()
    lines = table_lines(opened, taken)
    header, delimiter = read_header(lines)
    number = 0
    for row in rows_taken(rows_of(lines, delimiter, len(header)), taken):
        if row == []:
            continue
        source = f"{opened.file.source}#{number}"
        cells = row if isinstance(row, str) else fitted(row, header, number)
        if is_torn(cells, header, taken) and opened.is_young():
            yield waiting(source)
        elif isinstance(row, str) or len(cells) > len(header):
            yield refused_row(source, header, row)
        else:
            sent = fitted(as_sent(row, delimiter, taken), header, number)
            record, delivered = (dict(zip(header, said, strict=False)) for said in (cells, sent))
            opened.note(record)
            yield page_of(source, record, delivered, opened.fields, is_row=True)
        number += 1
    if not number:
        yield refused(opened.file.source, "empty_file", "the file holds no record: export it again or delete it")


def read_header(lines: Iterator[str]) -> tuple[list[str], str]:
    """Return the names of a table's columns and the sign that parts its cells."""
    line = next((line for line in lines if line.strip()), "")
    named = separator_in(line)
    if named:
        line = next((line for line in lines if line.strip()), "")
    delimiter = named or max(DELIMITERS, key=line.count)
    header = next(rows_of(iter([line]), delimiter), [])
    return header if isinstance(header, list) else [], delimiter


def table_lines(opened: Opened, taken: Taken) -> Iterator[str]:
    """Yield a table's lines as text. A line too long for a record becomes one that no cell may be."""
    for line in split_lines(with_rows_on_lines(as_utf8(opened.chunks))):
        if line.torn:
            continue  # half a text is no text; the break is raised next
        taken.cut = not line.ended
        if line.data is None:
            yield "x" * (limits.MOST_BYTES + 1)
        else:
            taken.lines.append(line.data)
            yield decode(line.data, None, is_html=False)


def rows_taken(rows: Iterator[list[str] | str], taken: Taken) -> Iterator[list[str] | str]:
    """Yield rows; `taken` holds the lines of the one that was yielded last."""
    while True:
        taken.lines.clear()
        row = next(rows, None)
        if row is None:
            return
        yield row


def is_torn(row: list[str] | str, header: list[str], taken: Taken) -> bool:
    """Return whether the file ends inside a row: it is broken, cells are missing, or the last one is not closed."""
    quotes = sum(line.count(b'"') for line in taken.lines) if taken.cut else 0
    return taken.cut and (isinstance(row, str) or len(row) < len(header) or quotes % 2 > 0)


def as_sent(row: list[str], delimiter: str, taken: Taken) -> list[str]:
    """
    Return the cells that a row's names are made of.

    What another decoder makes of a broken charset is another record, but no other page.
    """
    data = b"\n".join(taken.lines)
    if is_utf8(data):
        return row
    sent = next(rows_of(iter(text_of(data).split("\n")), delimiter), row)
    return sent if isinstance(sent, list) else row


def is_utf8(data: bytes) -> bool:
    """Return whether bytes are UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def refused_row(source: str, header: list[str], row: list[str] | str) -> Reject:
    """Refuse a row that is broken or too long."""
    if isinstance(row, str):
        return refused(source, "broken_row", f"{row}; quote its cells properly, or export it again")
    detail = f"{len(row)} cells under a header of {len(header)}: quote cells that hold the delimiter"
    return refused(source, "broken_row", detail)
