"""
Nights by chance: a few pages that are told, cut, corrected, refused, moved and lost in any order.

A walk by chance meets what nobody thought of: two stories under one address that a third joins, a
stub that is older than its text, a page that comes back under another name. Each seed is one walk.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from deliveries import pages
from deliveries.folder import SIDECAR, Folder, Night
from deliveries.site import FIRST_NIGHT
from deliveries.stories import Newsroom, Story

MOST_ACTS = 5
"""Things that happen in one night."""

FILES = ("satu.html", "dua.html", "tiga.html", "teks/empat.txt", "teks/lima.txt")
EXPORT = "umpan.jsonl"
SHARED = "https://muka.example/terkini"
"""An address that several stories are delivered under."""

STANDS = "selalu.txt"
"""A page that nothing befalls, so that there is always something to read."""

JUNK = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8


class Chance:
    """One walk by chance over a handful of stories."""

    def __init__(self, seed: int) -> None:
        """Begin with an empty folder."""
        self.random = random.Random(seed)  # noqa: S311 - a walk, no secret
        room = Newsroom(seed=23)
        self.stories = [room.story(number) for number in range(6)]
        self.folder: dict[str, bytes] = {}
        self.day = FIRST_NIGHT

    def nights(self, number: int) -> Iterator[Night]:
        """Give out so many nights."""
        for night in range(number):
            self.day += dt.timedelta(days=self.random.choice((1, 1, 1, 2, 5)))
            for _ in range(self.random.randint(1, MOST_ACTS)):
                self.random.choice((self.tell, self.tell, self.export, self.spoil, self.lose, self.copy, self.move))()
            self.folder.setdefault(STANDS, pages.plain_text(self.stories[5]))
            yield Night(f"night {night}", self.day, settled(self.folder))

    def version(self) -> Story:
        """Return a story as it reads in some crawl: whole, longer, corrected, cut, withdrawn, or another's text."""
        story, other = self.random.choice(self.stories[:5]), self.random.choice(self.stories[:5])
        forms = (
            story,
            story,
            story.saying(*story.paragraphs, f"Warga {story.place} menunggu kabar, kata {other.reporter}."),
            story.corrected(),
            story.stub(),
            story.withdrawn(),
            story.saying(*other.paragraphs),
            story.at(self.random.randrange(3)),
        )
        return self.random.choice(forms)

    def fetched(self) -> dt.date | None:
        """Return when a crawl says it was made: not at all, today, or some days ago."""
        return self.random.choice((None, self.day, self.day - dt.timedelta(days=self.random.randrange(9))))

    def tell(self) -> None:
        """Write a page's file, under its own address, a shared one, or none."""
        path, story = self.random.choice(FILES), self.version()
        self.folder.pop(path + SIDECAR, None)
        if path.endswith(".txt"):
            self.folder[path] = pages.plain_text(story)
        else:
            address = self.random.choice(("own", "own", SHARED, None))
            self.folder[path] = pages.html_page(story, nonce=str(self.random.random()), canonical=address)
        if self.random.random() < 0.5:
            self.folder[path + SIDECAR] = pages.sidecar(story, self.fetched())

    def export(self) -> None:
        """Add a record to the export, in front or behind."""
        line = pages.json_line(pages.record(self.version(), self.fetched()))
        standing = self.folder.get(EXPORT, b"")
        self.folder[EXPORT] = line + standing if self.random.random() < 0.5 else standing + line

    def spoil(self) -> None:
        """Write junk, nothing or an error page in place of a file."""
        self.folder[self.some_file()] = self.random.choice((JUNK, b"", pages.denied_page(str(self.random.random()))))

    def lose(self) -> None:
        """Take a file away."""
        self.folder.pop(self.some_file(), None)

    def copy(self) -> None:
        """Copy a file into another folder."""
        path = self.some_file()
        if path in self.folder:
            self.folder[f"salinan/{path.removeprefix('salinan/')}"] = self.folder[path]

    def move(self) -> None:
        """Give a file another name."""
        path = self.some_file()
        if path in self.folder:
            self.folder[f"baru/{path.rpartition('/')[2]}"] = self.folder.pop(path)

    def some_file(self) -> str:
        """Return the path of a page's file."""
        return self.random.choice(sorted(p for p in self.folder if not p.endswith(SIDECAR) and p != STANDS) or FILES)


def settled(folder: dict[str, bytes]) -> Folder:
    """Return a folder that later nights do not change; a sidecar goes with its page."""
    return {p: d for p, d in folder.items() if not p.endswith(SIDECAR) or p.removesuffix(SIDECAR) in folder}
