"""The day that a page shows around its headline, held against what its markup says of it."""

from __future__ import annotations

from itertools import chain, islice, takewhile
from typing import TYPE_CHECKING

from transforms.finders.published.claims import read_claim
from transforms.finders.published.seen import ONE_DAY

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from transforms.finders.published.claims import Dated
    from transforms.finders.published.furniture import Found
    from transforms.finders.published.seen import Seen
    from transforms.records.facts import PageFacts
    from transforms.sheet import Standing

TOUCHED = 1.0
"""Weight of markup whose day lies behind the one that the page shows: it is that of a move or a change."""

STATED = frozenset({"jsonld", "meta"})
"""Markup that readers do not see."""

APART = frozenset({"figure", "figcaption", "aside", "nav"})
"""Elements of what stands beside a story."""

WHOLE = frozenset({"html", "body"})
HEADLINE = "h1"
CLOSE = 2
"""Lines above one among which a card's headline stands: a section or a writer may stand between."""

MOSTLY = 0.8
"""Share of a line's characters that are a link's, from which on it is one."""

SHORTEST_HEADLINE = 20
"""Characters of a link that may be another story's headline; sections and names are shorter."""

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


def without_later_changes(claims: Sequence[Dated], found: Sequence[Found], facts: PageFacts) -> list[Dated]:
    """
    Return claims, markup that names a later day than readers see counting little.

    No page shows a day before the one on which it came out. Where a time element and a line by the headline agree on
    such a day and no line shows what the markup says, the markup was filled when the page moved or changed. Days of
    which a story tells, a match or a book, stand there as well: so the element has to be called the day of publication;
    or the line is a day alone over the headline, and the markup states its day of the last change as well.
    """
    times = {claim.value.day for claim in claims if claim.origin == "time"}
    if not times:
        return list(claims)
    lines = [f for f in found if f.place != "below" and f.byline.published]
    shown = {f.byline.published.day for f in lines if f.byline.published} - {None}
    stated = [claim.value.day for claim in claims if claim.origin in STATED]
    agreed = {f.byline.published.day for f in lines if f.byline.published and not f.carded} & times
    if not agreed or any(abs(day - one) <= ONE_DAY for day in stated for one in shown if one):
        return list(claims)
    called = {claim.value.day for claim in claims if claim.origin == "time" and claim.raw in facts.called}
    over = {f.byline.published.day for f in lines if f.byline.published and f.place == "above" and is_bare(f)}
    sure = agreed & (called | (over if is_changed(stated, facts) else set()))
    if not sure:
        return list(claims)
    first = min(day for day in sure if day)
    return [c._replace(weight=TOUCHED) if c.origin in STATED and c.value.day > first else c for c in claims]


def is_changed(stated: Sequence[dt.date], facts: PageFacts) -> bool:
    """Return whether markup states for the publication of a page the day of its last change."""
    changes = [claim.value.day for w in facts.modified if (claim := read_claim(w.origin, w.raw, 1))]
    return any(abs(day - one) <= ONE_DAY for day in stated for one in changes)


def is_of_card(block: int, headline: int, standing: Standing) -> bool:
    """
    Return whether a line by the headline belongs to something else: a card for another story, a picture, an aside.

    A card's headline is a link, long enough for one, close above the line or right below it; the page's own is none,
    nor is what shares no element with the line but the page, such as the last link of a menu.
    """
    texts, links, elements = standing.sheet.texts, standing.sheet.markup.links, standing.sheet.markup.elements
    if not elements:
        return False
    around = set(chain([elements[block]], elements[block].iterancestors()))
    if any(element.tag in APART for element in around):
        return True
    above = takewhile(lambda n: n != headline and elements[n].tag != HEADLINE, range(block - 1, -1, -1))
    near = [*islice(above, CLOSE), *(n for n in (block + 1,) if n < len(texts) and n != headline)]
    linked = [n for n in near if links[n] >= MOSTLY and elements[n].tag != HEADLINE]
    boxes = {element for element in around if element.tag not in WHOLE}
    return any(
        len(texts[n]) >= SHORTEST_HEADLINE and not boxes.isdisjoint(chain([elements[n]], elements[n].iterancestors()))
        for n in linked
    )


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
