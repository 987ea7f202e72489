"""What each witness says about the day of publication, and how much it counts."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from transforms.dates.mention import DateMention, make_day
from transforms.dates.parse import find_dates
from transforms.dates.url import EARLIEST_YEAR, url_date, url_moment
from transforms.evidence import Claim
from transforms.finders.published.story import body_date, dateline_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transforms.finders.published.furniture import Found
    from transforms.records.facts import PageFacts
    from transforms.sheet import Numbered

Origin = Literal["jsonld", "meta", "time", "url", "byline", "dateline", "body", "hint", "inferred"]
Precision = Literal["second", "minute", "day"]
WEIGHT: dict[Origin, float] = {
    "jsonld": 6,
    "meta": 6,
    "url": 6.5,
    "byline": 3,
    "dateline": 2,
    "hint": 1.5,
    "time": 1.5,
    "body": 1.4,
    "inferred": 0.5,
}
"""How much each witness counts; those that agree to a day are added up."""

BARE_DAY = 2.0
"""Weight of a byline that is a day and nothing else: many sites print today's above every story."""

UNCUED_BELOW = 0.4
"""Weight of a byline date below the story: mostly the date of a teaser there."""

LATER_TIME = 0.7
"""Weight of all time elements but the first: a page's teasers have theirs too."""

STAMP_WEIGHT = 1.0
"""Weight of a Unix time at the end of a URL: its day is UTC's, so a day in the text goes before it."""

ONE_DAY = dt.timedelta(days=1)
HINT_LAG = dt.timedelta(days=14)
"""A hint so much later than the story's own reporting day is the day of the crawl."""

HINTS = ("published_at", "published", "date", "published_date", "pubdate", "datetime")
EPOCH = re.compile(r"\s*([0-9]{10})(?:[0-9]{3})?(?:\.[0-9]{1,6})?\s*")
ISO = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:[+-](?:0[0-9]|1[0-4]):[0-9]{2})?")
COMPACT = re.compile(
    r"\s*((?:19|20)[0-9]{2})([0-1][0-9])([0-3][0-9])(?:T?([0-2][0-9])([0-5][0-9])([0-5][0-9])?)?(Z)?\s*"
)


@dataclass(frozen=True, slots=True)
class Day:
    """
    What one witness says of the day of publication.

    Attributes:
        day: The day.

        at: The moment, where it names one.

        precision: What the moment is known to.

        local: The day is the outlet's own, by its zone or in print.

        other: The day read month first, where numbers alone could be read so too.
    """

    day: dt.date
    at: dt.datetime | None = None
    precision: Precision = "day"
    local: bool = False
    other: dt.date | None = None


Dated: TypeAlias = "Claim[Day]"


def claim_of(origin: Origin, day: Day, raw: str, weight: float) -> Dated:
    """Return the claim that a story was published on a day."""
    return Claim("published", day, origin, weight, raw)


def strong_claims(facts: PageFacts, url: str | None, found: Sequence[Found]) -> Iterator[Dated]:
    """Yield what markup, URL and bylines claim."""
    times = 0
    for witness in facts.published:
        times += witness.origin == "time"
        weight = LATER_TIME if witness.origin == "time" and times > 1 else WEIGHT[witness.origin]
        if claim := read_claim(witness.origin, witness.raw, weight):
            yield claim
    dated = url_date(url) if url else None
    if dated and dated[1] == "day":
        yield claim_of("url", Day(dated[0]), url or "", WEIGHT["url"])
    yield from byline_claims(found)


def turn_round(claims: Sequence[Dated], today: dt.date) -> Iterator[Dated]:
    """Yield claims, numbers read month first where only so another witness agrees or the day is not to come."""
    sure = [c.value.day for c in claims if c.value.other is None]
    for claim in claims:
        said = claim.value
        agreed = any(abs(said.day - day) <= ONE_DAY for day in sure)
        turned = said.other is not None and any(abs(said.other - day) <= ONE_DAY for day in sure)
        if said.other and not agreed and (turned or not plausible(said.day, today)):
            yield claim._replace(value=dataclasses.replace(said, day=said.other, at=None, precision="day"))
        else:
            yield claim


def byline_claims(found: Sequence[Found]) -> Iterator[Dated]:
    """Yield the dates of bylines, each with its weight; of bare days the one nearest the story first."""
    for f in sorted(found, key=lambda f: (not f.byline.cued, -f.block if is_bare(f) else f.block)):
        byline = f.byline
        if byline.published and byline.published.day:
            yield mention_claim("byline", byline.published, byline_weight(f))
        elif byline.modified and byline.modified.day and not any(g.byline.published for g in found):
            yield mention_claim("byline", byline.modified, WEIGHT["time"])


def is_bare(found: Found) -> bool:
    """Return whether a byline holds a day without a time, a cue or a name."""
    byline = found.byline
    return bool(byline.published and not byline.published.time and not byline.cued and not byline.authors)


def byline_weight(found: Found) -> float:
    """Return how much the date of a byline counts."""
    if found.byline.cued:
        return WEIGHT["byline"]
    if not found.head:
        return UNCUED_BELOW
    return BARE_DAY if is_bare(found) else WEIGHT["byline"]


def weak_claims(
    strong: Sequence[Dated],
    url: str | None,
    story: Numbered,
    hints: Mapping[str, str],
    today: dt.date,
) -> Iterator[Dated]:
    """Yield what dateline, body and hints claim; the body is read only where no strong witness speaks."""
    dated = url_date(url) if url else None
    body: Dated | None = None
    if not any(c.weight >= WEIGHT["time"] for c in strong):
        if mention := dateline_date(story, today):
            yield mention_claim("dateline", mention, WEIGHT["dateline"])
        if chosen := body_date(story, [dated[0].year] if dated else [], dated[0] if dated else None, today):
            origin: Origin = "inferred" if chosen.inferred else "body"
            body = claim_of(origin, Day(chosen.day), chosen.mention.raw, WEIGHT[origin])
            yield body
    if moment := url_moment(url) if url else None:
        yield claim_of("url", Day(moment.date(), moment, "second"), url or "", STAMP_WEIGHT)
    for key in HINTS:
        claim = read_claim("hint", hints[key], WEIGHT["hint"]) if key in hints else None
        if claim and not (body and body.origin == "body" and late_hint(claim, body)):
            yield claim
            return


def late_hint(hint: Dated, body: Dated) -> bool:
    """Return whether a hint lies before the day of reporting or long after it: then it is no day of publication."""
    return not -ONE_DAY <= hint.value.day - body.value.day <= HINT_LAG


def mention_claim(origin: Origin, mention: DateMention, weight: float) -> Dated:
    """Return the claim of a date in the text. The mention names a year."""
    day = mention.day or dt.date.min
    precision: Precision = "day" if mention.at is None else "second" if mention.seconds else "minute"
    return claim_of(origin, Day(day, mention.at, precision, local=True, other=mention.other), mention.raw, weight)


def read_claim(origin: Origin, raw: str, weight: float) -> Dated | None:
    """
    Read a date that stands alone, as markup and exports write it; None where it is none.

    Midnight sharp is a placeholder: it keeps its day and names no moment.
    """
    if not raw:
        return None
    digits = not raw[:1].isalpha()
    if digits and (match := EPOCH.fullmatch(raw)):
        stamp = dt.datetime.fromtimestamp(int(match[1]), tz=dt.UTC)
        return claim_of(origin, Day(stamp.date(), stamp, "second"), raw.strip(), weight)
    if digits and (match := COMPACT.fullmatch(raw)):
        day = make_day(int(match[1]), int(match[2]), int(match[3]))
        return claim_of(origin, Day(day), raw.strip(), weight) if day else None
    if digits and ISO.fullmatch(raw) and (claim := read_iso(origin, raw, weight)):
        return claim
    mention = next((m for m in find_dates(raw) if m.has_year), None)
    if not mention or not mention.day:
        return None
    at = mention.at if mention.time and mention.time != dt.time.min else None
    precision: Precision = "day" if at is None else "second" if mention.seconds else "minute"
    said = Day(mention.day, at, precision, local=bool(mention.offset), other=mention.other)
    return claim_of(origin, said, raw.strip(), weight)


def read_iso(origin: Origin, raw: str, weight: float) -> Dated | None:
    """Return the claim of a moment as most exports write it, read in a quarter of the time; None where it is none."""
    try:
        local = dt.datetime.fromisoformat(raw)
        if local.tzinfo is None:
            return claim_of(origin, Day(local.date()), raw, weight)
        at = local.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None
    if local.time() == dt.time.min:
        return claim_of(origin, Day(local.date(), local=bool(local.utcoffset())), raw, weight)
    return claim_of(origin, Day(local.date(), at, "second", local=bool(local.utcoffset())), raw, weight)


def plausible(day: dt.date, today: dt.date) -> bool:
    """Return whether a story can have been published on a day."""
    return day.year >= EARLIEST_YEAR and day <= today + ONE_DAY
