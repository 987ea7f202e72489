"""The records of a page's crawls: what came in, what the page said by it, and what becomes of each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from transforms.duplicates.agree import Runs, fold_title, shingle

Role = Literal["current", "state", "refetched", "superseded"]
Arrival = tuple[dt.date, int]
"""Day and run in which a record first came in."""


@dataclass(frozen=True, slots=True)
class Wish:
    """
    An operator's wish that a state stands. A later crawl of a full text ends it.

    Attributes:
        made: Day and run of the wish.

        freshest: When the newest crawl that the operator could know of was fetched.
    """

    made: Arrival
    freshest: dt.datetime


@dataclass(frozen=True)
class Crawl:
    """
    One delivery of a page that became a story.

    Attributes:
        record_id: The delivery's key.

        page_key: The page's key, `transforms.identity`'s.

        content_key: Digest of what it says: crawls that share it are one state.

        arrived: When it first came in.

        fetched_at: When it was fetched, else when the page says it was changed, else the day it came in.

        n_chars: Length of the clean text.

        dated: Its delivery says when it was fetched.

        title: As shown.

        text: The clean text; None where it is no longer at hand.

        corrected: The page says that it was corrected or updated.

        withdrawn: The page says that the story was taken back, and no more.

        times_seen: How many times it was fetched, as far as it tells; else on how many nights it came in.

        last_seen: The last day on which it did.

        known_as: The id that the page had before, for a text that is no longer at hand.

        wish: The operator wants this state to stand.

        stored: Its row is at hand; one that is not can neither be the page's row nor be kept.
    """

    record_id: str
    page_key: str
    content_key: str
    arrived: Arrival
    fetched_at: dt.datetime
    n_chars: int
    dated: bool = False
    title: str | None = None
    text: str | None = None
    corrected: bool = False
    withdrawn: bool = False
    times_seen: int = 1
    last_seen: dt.date | None = None
    known_as: str | None = None
    wish: Wish | None = None
    stored: bool = True

    @property
    def freshness(self) -> tuple[dt.datetime, bool, str]:
        """What sorts crawls of one page, the newest last; never the length."""
        return self.fetched_at, self.corrected, self.record_id


@dataclass(frozen=True)
class State:
    """One thing that a page said: its crawls, the first to arrive first."""

    crawls: tuple[Crawl, ...]

    @property
    def first(self) -> Crawl:
        """The crawl whose row stands for the state."""
        return self.crawls[0]

    @property
    def arrived(self) -> tuple[Arrival, str]:
        """What sorts states by arrival."""
        return self.first.arrived, self.first.record_id

    @cached_property
    def newest(self) -> Crawl:
        """
        The crawl that was fetched last.

        A later delivery of the same words that does not say when it was fetched is no news: exports come again
        with a column more, and bring back what pages said before they were corrected.
        """
        return max((self.first, *(crawl for crawl in self.crawls if crawl.dated)), key=lambda crawl: crawl.freshness)

    @cached_property
    def wish(self) -> Wish | None:
        """The operator's latest wish that this state stands; None without one."""
        wishes = [crawl.wish for crawl in self.crawls if crawl.wish]
        return max(wishes, key=lambda wish: wish.made, default=None)

    @cached_property
    def told(self) -> Crawl:
        """The crawl whose text is at hand, else the first."""
        return next((crawl for crawl in self.crawls if crawl.text is not None), self.first)

    @cached_property
    def runs(self) -> Runs | None:
        """The text's shingles; None where no text is at hand."""
        return None if self.told.text is None else shingle(self.told.text)

    @cached_property
    def title(self) -> str:
        """The folded title."""
        return fold_title(self.first.title)


@dataclass(frozen=True, slots=True)
class Settled:
    """
    What one crawl comes to.

    Attributes:
        record_id: The delivery.

        id: The page's public name.

        role: `current`: the page's row; `state`: an older one, kept; `refetched`: says what another crawl
            said; `superseded`: an older state beyond those that are kept.

        verdict: Why an older state is not the page's row: same_url, truncated, withdrawn.

        containment: Share of the shorter text's shingles that it shares with the current one, where known.
    """

    record_id: str
    id: str
    role: Role
    verdict: str | None = None
    containment: float | None = None
