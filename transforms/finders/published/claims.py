"""What one witness says of the day of publication, and how a date that stands alone is read."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from transforms.dates.mention import DateMention, make_day
from transforms.dates.parse import find_dates
from transforms.evidence import Claim

if TYPE_CHECKING:
    from transforms.dates.relative import Ago
    from transforms.finders.published.seen import Seen

Origin = Literal["jsonld", "meta", "time", "url", "byline", "dateline", "body", "hint", "inferred"]
Precision = Literal["second", "minute", "day", "about"]

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

        precision: What the moment is known to; `about` where the day itself may lie beside it.

        local: The day is the outlet's own, by its zone or in print.

        other: The day read month first, where numbers alone could be read so too.

        clock: Day and time as they are written, whatever the zone.
    """

    day: dt.date
    at: dt.datetime | None = None
    precision: Precision = "day"
    local: bool = False
    other: dt.date | None = None
    clock: dt.datetime | None = None

    @property
    def timed(self) -> bool:
        """Whether it names a time of the day; midnight sharp is a placeholder."""
        return self.at is not None or (self.clock is not None and self.clock.time() != dt.time.min)


Dated: TypeAlias = "Claim[Day]"


def claim_of(origin: Origin, day: Day, raw: str, weight: float) -> Dated:
    """Return the claim that a story was published on a day."""
    return Claim("published", day, origin, weight, raw)


def mention_claim(origin: Origin, mention: DateMention, weight: float) -> Dated:
    """Return the claim of a date in the text. The mention names a year."""
    day = mention.day or dt.date.min
    precision: Precision = "day" if mention.at is None else "second" if mention.seconds else "minute"
    said = Day(day, mention.at, precision, local=True, other=mention.other, clock=clock_of(mention))
    return claim_of(origin, said, mention.raw, weight)


def clock_of(mention: DateMention) -> dt.datetime | None:
    """Return the day and time that a mention prints."""
    return dt.datetime.combine(mention.day, mention.time) if mention.day and mention.time else None


def ago_claim(ago: Ago, seen: Seen, raw: str, weight: float) -> Dated | None:
    """Return the claim of `3 jam lalu`; None where it is not known when that was read, or it tells no day."""
    day = ago.day_before(seen.now) if seen.now else None
    if day is None:
        return None
    offset = seen.offset if ago.offset is None else ago.offset
    clock = dt.datetime.combine(day, ago.time) if ago.time else None
    at = (clock - dt.timedelta(minutes=offset)).replace(tzinfo=dt.UTC) if clock and offset is not None else None
    return claim_of("inferred", Day(day, at, "minute" if at else "about", local=True, clock=clock), raw, weight)


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
    said = Day(mention.day, at, precision, bool(mention.offset), mention.other, clock_of(mention))
    return claim_of(origin, said, raw.strip(), weight)


def read_iso(origin: Origin, raw: str, weight: float) -> Dated | None:
    """Return the claim of a moment as most exports write it, read in a quarter of the time; None where it is none."""
    try:
        local = dt.datetime.fromisoformat(raw)
        clock = local.replace(tzinfo=None)
        if local.tzinfo is None:
            return claim_of(origin, Day(local.date(), clock=clock), raw, weight)
        at = local.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None
    if local.time() == dt.time.min:
        return claim_of(origin, Day(local.date(), local=bool(local.utcoffset())), raw, weight)
    return claim_of(origin, Day(local.date(), at, "second", bool(local.utcoffset()), clock=clock), raw, weight)
