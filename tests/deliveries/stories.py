"""
Stories of a made-up newsroom: Indonesian to look at, told by nobody before.

No two stories of one `Newsroom` share three words in a row, so that whatever joins two records is
what a test did, never chance.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from deliveries import words

WORD = re.compile(r"\w+")
FIRST_DAY = dt.date(2026, 8, 1)
SPAN_DAYS = 30
"""Stories are of thirty days in all; every delivery comes later."""

FEWEST_WORDS, MOST_WORDS = 80, 200
TRIES = 200
EXHAUSTED = "The newsroom has told everything it knows: give it more words."


@dataclass(frozen=True, slots=True)
class Story:
    """
    What a reporter handed in.

    Attributes:
        number: Its place in the newsroom's list, from 0.

        headline: As shown.

        reporter: Who wrote it.

        outlet: The outlet's name.

        host: The outlet's host.

        place: Where it happened.

        day: The day it was published.

        paragraphs: The text.

        url: Its address; None for the third that is delivered without one.

        dated: Whether the page shows the day at all.
    """

    number: int
    headline: str
    reporter: str
    outlet: str
    host: str
    place: str
    day: dt.date
    paragraphs: tuple[str, ...]
    url: str | None
    dated: bool

    @property
    def text(self) -> str:
        """The paragraphs, a line each."""
        return "\n".join(self.paragraphs)

    @property
    def printed_day(self) -> str:
        """The day as Indonesian papers print it: `3 November 2026`."""
        return f"{self.day.day} {words.MONTHS[self.day.month - 1]} {self.day.year}"

    def at(self, outlet: int) -> Story:
        """Return the same story as another outlet has it, at an address of its own."""
        name, host = words.OUTLETS[outlet % len(words.OUTLETS)]
        return replace(self, outlet=name, host=host, url=f"https://{host}/salinan/{self.number:04d}")

    def saying(self, *paragraphs: str) -> Story:
        """Return the story with other paragraphs."""
        return replace(self, paragraphs=paragraphs)

    def corrected(self) -> Story:
        """Return the story as the paper corrected it, in one word and with a note."""
        first, *rest = self.paragraphs
        note = f"Ralat: nama tempat dalam berita ini semula keliru, yang benar adalah {self.place}."
        return self.saying(note, f"{first} Angka itu sudah diperiksa ulang.", *rest)

    def stub(self) -> Story:
        """Return the story as it stands before the wall: its first paragraph."""
        return self.saying(self.paragraphs[0])

    def withdrawn(self) -> Story:
        """Return the page after the paper took the story back."""
        return self.saying(
            "Redaksi mencabut berita ini. Berita tersebut telah dicabut karena tidak sesuai dengan kaidah jurnalistik.",
            f"Redaksi {self.outlet} memohon maaf kepada pembaca dan pihak yang dirugikan atas pemberitaan itu.",
        )


class Newsroom:
    """A list of stories that grows as it is asked for; the same seed tells the same ones."""

    def __init__(self, seed: int = 7) -> None:
        """Begin with no story."""
        self.random = random.Random(seed)  # noqa: S311 - prose, no secret
        self.told: set[tuple[str, ...]] = set()
        self.stories: list[Story] = []

    def story(self, number: int) -> Story:
        """Return a story by its number."""
        while len(self.stories) <= number:
            self.stories.append(self.write(len(self.stories)))
        return self.stories[number]

    def write(self, number: int) -> Story:
        """Write the next story."""
        headline, place, paragraphs = self.unheard()
        reporter = self.person()
        name, host = words.OUTLETS[number % len(words.OUTLETS)]
        day = FIRST_DAY + dt.timedelta(days=self.random.randrange(SPAN_DAYS))
        url = None if number % 3 == 2 else f"https://{host}/berita/{number:04d}/{slug(headline)}"
        return Story(number, headline, reporter, name, host, place, day, paragraphs, url, number % 4 != 1)

    def unheard(self) -> tuple[str, str, tuple[str, ...]]:
        """Return a headline, a place and paragraphs that share no shingle with anything told, and keep them in mind."""
        for _ in range(TRIES):
            headline, place = self.fresh(self.headline), self.place()
            paragraphs = self.paragraphs(place)
            said = shingles("\n".join((headline, *paragraphs)))
            if not said & self.told:
                self.told |= said
                return headline, place, paragraphs
        raise RuntimeError(EXHAUSTED)

    def paragraphs(self, place: str) -> tuple[str, ...]:
        """Write three paragraphs of 80 to 200 words in all."""
        wanted = self.random.randint(FEWEST_WORDS + 10, MOST_WORDS - 40)
        said: list[str] = []
        while sum(len(s.split()) for s in said) < wanted:
            said.append(self.fresh(lambda: self.sentence(place), behind=said[-1] if said else ""))
        size = -(-len(said) // 3)
        return tuple(" ".join(said[at : at + size]) for at in range(0, len(said), size))

    def fresh(self, say: Callable[[], str], *, behind: str = "") -> str:
        """Say something until no three words in a row of it were told in an earlier story."""
        before = " ".join(WORD.findall(behind)[-2:])
        for _ in range(TRIES):
            said = say()
            if not shingles(f"{before} {said}") & self.told:
                return said
        raise RuntimeError(EXHAUSTED)

    def pick(self, pool: Sequence[str]) -> str:
        """Return one of a pool."""
        return self.random.choice(pool)

    def place(self) -> str:
        """Return a place's name: one of 900."""
        return self.pick(words.PLACE_HEADS) + self.pick(words.PLACE_TAILS)

    def person(self) -> str:
        """Return a person's name: one of 900."""
        return self.pick(words.PERSON_HEADS) + self.pick(words.PERSON_TAILS)

    def amount(self) -> str:
        """Return so many of something."""
        return f"{self.random.randint(12, 989)} {self.pick(words.UNITS)}"

    def headline(self) -> str:
        """Return a headline."""
        deed, thing = self.pick(words.DEEDS).title(), self.pick(words.THINGS).title()
        return f"{self.pick(words.OFFICES)} {self.place()} {deed} {thing} {self.place()} Bersama {self.person()}"

    def sentence(self, place: str) -> str:
        """Return one sentence about a place. A name or a number stands within every three words."""
        who, other, where = self.person(), self.person(), self.place()
        thing, second = self.pick(words.THINGS), self.pick(words.THINGS)
        deed, later = self.pick(words.DEEDS), self.pick(words.DEEDS)
        state, joint, office = self.pick(words.STATES), self.pick(words.JOINTS), self.pick(words.OFFICES)
        forms = (
            f"Menurut {who}, {thing} {where} {state}, {joint} {other} {deed} {second} {place}.",
            f"{office} {where} {who} {deed} {thing} {place} {joint} {other} membawa {self.amount()} {self.place()}.",
            f"Di {place}, {who} {deed} {thing} {where} dengan {self.amount()} {self.place()}.",
            f"{who} dan {other} {deed} {self.amount()} {place}, {joint} {where} {state}.",
            f"Sebanyak {self.amount()} milik {who} dipakai {office.lower()} {where} {joint} {other} {later} {thing}.",
            f"Warga {where} {deed} {thing} {place}, kata {who}, {joint} {other} {later} {second} {self.place()}.",
        )
        return self.pick(forms)


def shingles(text: str) -> set[tuple[str, ...]]:
    """Return the runs of three words in a text."""
    said = WORD.findall(text.lower())
    return set(zip(said, said[1:], said[2:], strict=False))


def slug(headline: str) -> str:
    """Return a headline as an address shows it."""
    return "-".join(WORD.findall(headline.lower()))
