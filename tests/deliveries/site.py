"""
The made-up site before the first delivery: fifty-four pages in every form that is read.

A third has no address, half tell when they were fetched, most pages of HTML name their own address.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from deliveries import pages
from deliveries.folder import SIDECAR
from deliveries.stories import Newsroom

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from deliveries.stories import Story

FIRST_NIGHT = dt.date(2026, 9, 1)
HTML = range(16)
NOTES = range(20, 28)
FEED = range(30, 46)
SERIES = range(50, 58)
ARCHIVE = range(60, 66)
"""Numbers of the stories that lie in each kind of file."""

N_PAGES = sum(map(len, (HTML, NOTES, FEED, SERIES, ARCHIVE)))


@dataclass(frozen=True, slots=True)
class Desk:
    """
    What a delivery is made with.

    Attributes:
        room: Who tells stories.

        day: The night.

        number: The night's number; tokens are made of it.
    """

    room: Newsroom = field(default_factory=Newsroom)
    day: dt.date = FIRST_NIGHT
    number: int = 1

    def on(self, day: dt.date, number: int) -> Desk:
        """Return the desk of another night."""
        return replace(self, day=day, number=number)

    def story(self, number: int) -> Story:
        """Return a story by its number."""
        return self.room.story(number)

    def page(self, number: int, story: Story | None = None, nonce: str | None = None) -> dict[str, bytes]:
        """Return the files of an HTML page, as it is fetched tonight; the story may have changed."""
        story = story or self.story(number)
        path = html_path(number)
        canonical = None if number % 8 == 3 else "own"
        nonce = f"token-{self.number}-{number}"
        page = pages.html_page(story, nonce=nonce, canonical=canonical, og_url=number % 8 == 5)
        if number % 2 == 0 or canonical is None:
            return {path: page, path + SIDECAR: pages.sidecar(story, None if number % 2 else self.day)}
        return {path: page}

    def note(self, number: int, story: Story | None = None) -> dict[str, bytes]:
        """Return the files of a page of plain text; every other one has a sidecar."""
        story = story or self.story(number)
        path = note_path(number)
        if number % 2:
            return {path: pages.plain_text(story)}
        return {path: pages.plain_text(story), path + SIDECAR: pages.sidecar(story, self.day)}

    def record(self, number: int, story: Story | None = None) -> dict[str, Any]:
        """Return a record of an export; every other one tells when it was fetched."""
        return pages.record(story or self.story(number), None if number % 2 else self.day)

    def records(self, numbers: Iterable[int]) -> list[dict[str, Any]]:
        """Return records of an export."""
        return [self.record(number) for number in numbers]

    def lines(self, *numbers: int) -> bytes:
        """Return records of an export as JSON lines."""
        return pages.json_lines(self.records(numbers))


def html_path(number: int) -> str:
    """Return where a page of HTML lies."""
    return f"html/{number + 1:04d}.html"


def note_path(number: int) -> str:
    """Return where a page of plain text lies."""
    return f"notes/{number - NOTES.start + 1:02d}.txt"


def first_folder(desk: Desk) -> dict[str, bytes]:
    """Return the raw folder of the first night."""
    folder: dict[str, bytes] = {}
    for number in HTML:
        folder |= desk.page(number)
    for number in NOTES:
        folder |= desk.note(number)
    return folder | {
        "feed.jsonl": desk.lines(*FEED),
        "series/2026-09-01.csv": pages.table(desk.records(SERIES), pages.OLD_COLUMNS),
        "old.jsonl.gz": pages.packed(desk.lines(*ARCHIVE)),
    }
