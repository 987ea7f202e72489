"""
What is timed: exports of our own writing, and the labelled pairs where they lie beside the project.

Every generator is a pure function of numbers: record 4,711 is the same text in every run, on every machine.
"""

import datetime as dt
import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from prose import WIB, page_of, story_of

LAST_DAY = dt.date(2026, 11, 20)
"""The day that counts as today in every run that is timed."""

THIRTY, OWN = 30, 1_600
"""Days that texts are published on: a month's crawl, and an archive's."""

RECENT, OLD = 3, 240
"""Days that a night's texts are published on: the last few, or days scattered over the archive."""

NIGHT, RECENT_SHARE = 5_000, 0.95
PAIRS = Path("gold", "pairs_dev", "input", "corpus.jsonl.gz")
LABELLED_PAGES = {kind: Path("gold", f"html_{kind}_dev", "input", "pages.jsonl.gz") for kind in ("news", "web")}
"""The labelled pages by what they are of."""

PRINTED_DAY = re.compile(
    r"\b\d{1,2} ?[/.-] ?\d{1,2}(?: ?[/.-] ?\d{2,4}\b|(?=\)))"  # 13/6/2025, (13/6)
    r"|\b\d{1,2} (?:Jan|Feb|Mar|Apr|Me[iy]|Ma[iy]|Jun|Jul|A[gu]u?[gs]|Sep|Okt|Oct|Nov|Des|Dec)[a-z]* 20\d\d\b"
)
"""Days as the pairs print them, well enough to move them."""

Record = dict[str, str]


@dataclass(frozen=True, slots=True)
class Days:
    """
    Which days a corpus is published on, the last of them `last`.

    Attributes:
        count: How many; 0 for texts that show no day at all.

        last: The last one.
    """

    count: int
    last: dt.date = LAST_DAY

    def day_of(self, number: int) -> dt.date | None:
        """Return the day of a record, each day in turn."""
        return self.last - dt.timedelta(days=number % self.count) if self.count else None


def texts(count: int, days: Days, *, first: int = 0, short: bool = False) -> Iterator[Record]:
    """Write so many records with text, url, title and, where they are dated, date."""
    for number in range(first, first + count):
        yield record_of(number, days.day_of(number), short=short)


def record_of(number: int, day: dt.date | None, *, short: bool = False) -> Record:
    """Write one record."""
    story = story_of(number, day, short=short)
    record = {"url": story.url, "title": story.title, "text": "\n".join(story.lines)}
    return record | ({"date": printed_moment(number, day)} if day else {})


def printed_moment(number: int, day: dt.date) -> str:
    """Return a moment of that day as exports have it, the same day in UTC."""
    clock = dt.time(8 + number % 12, number % 60, tzinfo=WIB)
    return dt.datetime.combine(day, clock).isoformat()


def night(*, old: bool, first: int, count: int = NIGHT, short: bool = False) -> Iterator[Record]:
    """
    Write a night's new records.

    Args:
        old: On 240 days scattered over the archive, in place of 95 % on the last three days.

        first: Number of the first record: above those that the store holds already.

        count: How many.

        short: Texts of about 60 words.
    """
    for number in range(first, first + count):
        yield record_of(number, night_day(number, old=old), short=short)


def night_day(number: int, *, old: bool) -> dt.date:
    """Return the day on which a night's record was published."""
    scattered = LAST_DAY - dt.timedelta(days=5 + number % OLD * ((OWN - 10) // OLD))
    if old or number % 100 >= 100 * RECENT_SHARE:
        return scattered
    return LAST_DAY - dt.timedelta(days=1 + number % RECENT)


def pages(count: int) -> Iterator[Record]:
    """Write so many HTML pages as records with html and url."""
    for number in range(count):
        story = story_of(number, Days(THIRTY).day_of(number))
        yield {"url": story.url, "html": page_of(story, number)}


def pairs(shared: Path, count: int, days: Days | None = None) -> list[Record]:
    """
    Return records of the labelled pairs, or none where they are not there.

    Args:
        shared: The folder that may lie beside the project.

        count: How many at most.

        days: Days that the records are given in place of their own, in address, field and text.
    """
    records = read_lines(shared / PAIRS, count)
    return records if days is None else [redated(r, n, days) for n, r in enumerate(records)]


def redated(record: Record, number: int, days: Days) -> Record:
    """Return a record that was published on another day."""
    host = urlsplit(record.get("url") or "").hostname or "bench.example"
    day = days.last - dt.timedelta(days=number % days.count)
    text = PRINTED_DAY.sub(f"{day.day}/{day.month}/{day.year}", record["text"])
    return record | {"url": f"https://{host}/baca/{number}", "date": printed_moment(number, day), "text": text}


def labelled_pages(shared: Path, kind: str) -> list[Record]:
    """Return the labelled pages of news or of the web, each once; none where they are not there."""
    return [{"url": page["url"], "html": page["html"]} for page in read_lines(shared / LABELLED_PAGES[kind], 1_000_000)]


def read_lines(path: Path, count: int) -> list[Record]:
    """Return the first records of a packed JSONL file, none where it is not there."""
    if not path.is_file():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in islice(file, count)]


def write_export(records: Iterable[Record], path: Path) -> Path:
    """Write records as a JSONL export and return its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return path.parent


def write_exports(records: Iterable[Record], folder: Path, *, each: int) -> Path:
    """Write records as JSONL exports of so many records each and return their folder."""
    stream, number = iter(records), 0
    while batch := list(islice(stream, each)):
        write_export(batch, folder / f"{number:04}.jsonl")
        number += 1
    return folder
