"""CSV and its kin: a header, then a record in each row."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from flows.read import limits
from flows.read.fields import page_of
from flows.read.lines import split_lines
from flows.read.source import Opened, refused, waiting
from transforms.decode import decode
from transforms.records import RawPage, Reject

DELIMITERS = ",;\t|"


@dataclass(slots=True)
class End:
    """
    What a table's reader has seen of the row that it reads.

    Attributes:
        quotes: Quotes in it.

        cut: The file ends in it without a newline.
    """

    quotes: int = 0
    cut: bool = False

    def tears(self, row: list[str] | str, header: list[str]) -> bool:
        """Return whether the file ends inside the row: cells are missing, or the last one is not closed."""
        return self.cut and (isinstance(row, str) or len(row) < len(header) or self.quotes % 2 > 0)


def read_table(opened: Opened) -> Iterator[RawPage | Reject]:
    """
    Give out a page, or a reject, for each row behind the header that is not blank.

    A cell may hold newlines if it is quoted; a quote that never closes costs what it swallows, at
    most `MOST_BYTES` at a time. A row in which a young file ends waits.

    Raises:
        BrokenFile: The file breaks off.
    """
    end = End()
    lines = table_lines(opened, end)
    header_line = next((line for line in lines if line.strip()), "")
    delimiter = max(DELIMITERS, key=header_line.count)
    header = next(csv.reader([header_line], delimiter=delimiter), [])
    csv.field_size_limit(limits.MOST_BYTES)
    number = 0
    for row in rows_or_errors(csv.reader(lines, delimiter=delimiter), end):
        if row == []:
            continue
        source = f"{opened.file.source}#{number}"
        torn = end.tears(row, header) and opened.is_young()
        yield waiting(source) if torn else read_row(opened, source, header, row)
        number += 1
    if not number:
        yield refused(opened.file.source, "empty_file", "the file holds no record: export it again or delete it")


def table_lines(opened: Opened, end: End) -> Iterator[str]:
    """Give out a table's lines as text. A line too long for a record becomes one that no cell may be."""
    for line in split_lines(opened.chunks):
        if line.torn:
            continue  # half a text is no text; the break is raised next
        end.cut = not line.ended
        if line.data is None:
            yield "x" * (limits.MOST_BYTES + 1) + "\n"
        else:
            end.quotes += line.data.count(b'"')
            yield decode(line.data, None, is_html=False) + "\n"


def rows_or_errors(rows: Iterator[list[str]], end: End) -> Iterator[list[str] | str]:
    """Give out rows, and in the place of a broken one what is wrong with it."""
    while True:
        end.quotes = 0
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
    record = dict(zip(header, row, strict=False))
    return page_of(source, record, opened.mapping, record)
