"""When a page was seen, by its outlet's clocks: no day that it prints is later, `3 hours ago` counts from then."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.language import VOTE_CHARACTERS, language_code, vote, words_of
from transforms.lexicon.calendar import MINUTES_AN_HOUR
from transforms.lexicon.lists import lexicon_table
from transforms.names.hosts import host_of, listed_at
from transforms.records.kept import kept

if TYPE_CHECKING:
    from transforms.sheet import Standing

ONE_DAY = dt.timedelta(days=1)

LONGEST_INFERRED = dt.timedelta(days=400)
"""How far back a year is inferred from the day of reading: a weekday falls on the same day again in five years."""


@dataclass(frozen=True)
class Seen:
    """
    When a page was seen.

    Attributes:
        standing: The page.

        day: The day on which it came in, or was fetched, in UTC.

        fetched: The moment (aware, UTC) of the fetch on that day, where it is known.
    """

    standing: Standing
    day: dt.date
    fetched: dt.datetime | None = None

    @kept
    def language(self) -> str | None:
        """The language in which the page speaks, as far as its words tell at a glance, else as it says."""
        sheet = self.standing.sheet
        told = language_code(sheet.facts.language or sheet.hints.get("language"))
        text = "\n".join([block.text for _, block in self.standing.story])[:VOTE_CHARACTERS]
        return vote(words_of(text), told) or told

    @kept
    def offset(self) -> int | None:
        """Minutes east of UTC of the outlet's zone, None where neither its host nor the page's language tells."""
        zones = lexicon_table("zones")
        hours = listed_at(host_of(self.standing.sheet.url) or "", zones["domain_hours"])
        if hours is None:
            hours = zones["language_hours"].get(self.language or "")
        return None if hours is None else round(hours * MINUTES_AN_HOUR)

    @kept
    def now(self) -> dt.datetime | None:
        """The moment of the fetch on the outlet's clocks; None where it is not known."""
        return self.local(self.fetched) if self.fetched else None

    @kept
    def latest(self) -> dt.date:
        """The latest day that the page can print: that of the fetch, else the one after the day on which it came in."""
        return self.now.date() if self.now and self.offset is not None else self.day + ONE_DAY

    def local(self, at: dt.datetime) -> dt.datetime:
        """Return a moment (aware, UTC) on the outlet's clocks, without a zone."""
        return (at + dt.timedelta(minutes=self.offset or 0)).replace(tzinfo=None)
