"""The day that a page shows around its headline, held against what its markup says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.finders.published.seen import ONE_DAY

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from transforms.finders.published.claims import Dated
    from transforms.finders.published.furniture import Found
    from transforms.finders.published.seen import Seen

TOUCHED = 1.0
"""Weight of markup whose day lies behind the one that the page shows: it is that of a move or a change."""

STATED = frozenset({"jsonld", "meta"})
"""Markup that readers do not see."""

TOLD_BY_OTHERS = frozenset({"url", "hint"})
"""Witnesses besides the markup who tell on which side of midnight a story came out."""


def is_bare(found: Found) -> bool:
    """Return whether a byline holds a day without a time, a cue or a name."""
    byline = found.byline
    return bool(byline.published and not byline.published.time and not byline.cued and not byline.authors)


def are_of_cards(found: Sequence[Found]) -> bool:
    """
    Return whether bare days stand around the headline that differ: then they are those of cards for other stories.

    Days over the headline are asked only where none stands below it.
    """
    head = [f for f in found if f.place == "head" and f.byline.published]
    near = head or [f for f in found if f.place == "above"]
    days = {f.byline.published.month_day for f in near if f.byline.published and is_bare(f)}
    return len(days) > 1


def without_later_changes(claims: Sequence[Dated], found: Sequence[Found]) -> list[Dated]:
    """
    Return claims, markup that names a later day than readers see counting little.

    No page shows a day before the one on which it came out. Where a time element and a line by the headline agree on
    such a day and no line shows what the markup says, the markup was filled when the page moved or changed.
    """
    times = {claim.value.day for claim in claims if claim.origin == "time"}
    if not times:
        return list(claims)
    shown = {f.byline.published.day for f in found if f.place != "below" and f.byline.published} - {None}
    agreed = shown & times
    stated = [claim.value.day for claim in claims if claim.origin in STATED]
    if not agreed or any(abs(day - one) <= ONE_DAY for day in stated for one in shown if one):
        return list(claims)
    first = min(day for day in agreed if day)
    return [c._replace(weight=TOUCHED) if c.origin in STATED and c.value.day > first else c for c in claims]


def edition_day(near: Sequence[Dated], found: Sequence[Found], seen: Seen) -> dt.date | None:
    """
    Return the day of the edition in which a story stands, None where its page shows none.

    A weekly is filled on the eve of the day that it bears. Its page prints that day between headline and story, with
    its weekday and without a clock. It lies behind the eve that markup states, and before the day on which the page was
    seen: that one is today's.

    Args:
        near: What was said of the day, within a day.

        found: The bylines of the page.

        seen: When it was seen.
    """
    if any(claim.origin in TOLD_BY_OTHERS for claim in near):
        return None
    heads = [f.byline.published for f in found if f.place == "head" and is_bare(f)]
    days = {m.day for m in heads if m and m.day and m.weekday is not None and m.fits}
    told = {claim.value.day for claim in near if claim.origin == "byline"} & days
    day = told.pop() if len(told) == 1 else None
    eve = max((claim.value.day for claim in near if claim.origin in STATED), default=None)
    today = seen.now.date() if seen.now else seen.day
    return day if day and eve and eve < day < today else None
