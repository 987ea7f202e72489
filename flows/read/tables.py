"""CSV and its kin: a header, then a record in each row."""

import csv
from collections.abc import Iterator

from flows.read import limits
from flows.read.fields import page_of
from flows.read.lines import split_lines
from flows.read.source import Opened, refused
from transforms.decode import decode
from transforms.records import RawPage, Reject

DELIMITERS = ",;\t|"


def read_table(opened: Opened) -> Iterator[RawPage | Reject]:
    """
    Give out a page, or a reject, for each row behind the header that is not blank.

    A cell may hold newlines if it is quoted; a quote that never closes costs what it swallows, at
    most `MOST_BYTES` at a time.

    Raises:
        BrokenFile: The file breaks off.
    """
    lines = table_lines(opened)
    header_line = next((line for line in lines if line.strip()), "")
    delimiter = max(DELIMITERS, key=header_line.count)
    header = next(csv.reader([header_line], delimiter=delimiter), [])
    csv.field_size_limit(limits.MOST_BYTES)
    rows = csv.reader(lines, delimiter=delimiter)
    number = 0
    for row in rows_or_errors(rows):
        if row == []:
            continue
        yield read_row(opened, f"{opened.file.source}#{number}", header, row)
        number += 1
    if not number:
        yield refused(opened.file.source, "empty_file", "the file holds no record: export it again or delete it")


def table_lines(opened: Opened) -> Iterator[str]:
    """Give out a table's lines as text. A line too long for a record becomes one that no cell may be."""
    for line in split_lines(opened.chunks):
        if line.data is None:
            yield "x" * (limits.MOST_BYTES + 1) + "\n"
        else:
            yield decode(line.data, None, is_html=False) + "\n"


def rows_or_errors(rows: Iterator[list[str]]) -> Iterator[list[str] | str]:
    """Give out rows, and in the place of a broken one what is wrong with it."""
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield str(error)


def read_row(opened: Opened, source: str, header: list[str], row: list[str] | str) -> RawPage | Reject:
    """Return the page in a row, or what is wrong with the row."""
    if isinstance(row, str):
        return refused(source, "broken_row", f"{row}; quote its cells properly, or export it again")
    if len(row) > len(header):
        detail = f"{len(row)} cells under a header of {len(header)}: quote cells that hold the delimiter"
        return refused(source, "broken_row", detail)
    return page_of(source, dict(zip(header, row, strict=False)), opened.mapping)
