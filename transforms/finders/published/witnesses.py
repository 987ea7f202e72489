"""Who says something of the day of publication, and how much each counts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from transforms.dates.parse import find_dates
from transforms.dates.relative import find_ago
from transforms.dates.url import EARLIEST_YEAR, url_date, url_moment, url_other
from transforms.finders.published.claims import Dated, Day, Origin, ago_claim, claim_of, mention_claim, read_claim
from transforms.finders.published.numbers import settle_orders
from transforms.finders.published.printed import in_true_zone, printed_moments
from transforms.finders.published.seen import ONE_DAY
from transforms.finders.published.shown import are_of_cards, is_bare, without_later_changes
from transforms.finders.published.story import body_date, dateline_date
from transforms.finders.published.years import latest_fitting, url_years

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transforms.finders.published.furniture import Found
    from transforms.finders.published.seen import Seen
    from transforms.records.facts import PageFacts
    from transforms.sheet import Numbered

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

BARE_DAY = {"above": 2.0, "head": 2.5}
"""Weight of a byline that is a day and nothing else, by where it stands: many sites print today's above every story."""

OF_OTHERS = 0.4
"""Weight of a day below the story, or of one among several around the headline: mostly the day of a teaser."""

LATER_TIME = 0.7
"""Weight of all time elements but the first: a page's teasers have theirs too."""

STAMP_WEIGHT = 1.0
"""Weight of a Unix time at the end of a URL: its day is UTC's, so a day in the text goes before it."""

TIMED_HINT = 9.0
"""Weight of a hint with a clock time, as the outlet's own records have it: an address may bear the day of a draft."""

AGO = 2.0
"""Weight of `3 jam lalu` where the moment of reading is known."""

HINT_LAG = dt.timedelta(days=14)
"""A hint without a time so much later than the story's own reporting day is the day of the crawl."""

HINTS = ("published_at", "published", "date", "published_date", "pubdate", "datetime")


def find_claims(
    facts: PageFacts, url: str | None, hints: Mapping[str, str], found: Sequence[Found], story: Numbered, seen: Seen
) -> list[Dated]:
    """
    Return what all witnesses claim, the strongest first, without days on which the page cannot have been published.

    The story itself is read only where nobody else speaks up.

    Args:
        facts: What the page's markup says.

        url: Its address.

        hints: What came along with it.

        found: Its bylines.

        story: Its lines that are none.

        seen: When it was seen.
    """
    told = [*markup_claims(facts), *url_claims(url), *byline_claims(found, seen), *hint_claims(hints, seen)]
    moments = printed_moments(told)

    asked: dict[int, dt.date | None] = {}

    def reported(year: int) -> dt.date | None:
        """Return the day on which the story reports; it is read once for each year."""
        if year not in asked:
            chosen = body_date(story, [year], None, seen)
            asked[year] = chosen.day if chosen else None
        return asked[year]

    settled = [c for c in settle_orders(told, seen, reported) if plausible(c.value.day, seen.latest)]
    local = [on_local_day(in_true_zone(claim, moments), seen) for claim in settled]
    claims = without_later_changes(local, found, facts)
    strong = [c for c in claims if not is_untimed_hint(c)]
    weak = [*story_claims(strong, url, story, seen), *stamp_claims(url)]
    body = next((c for c in weak if c.origin == "body"), None)
    late = [c for c in claims if is_untimed_hint(c) and not (body and late_hint(c, body))]
    return [*strong, *(c for c in weak if plausible(c.value.day, seen.latest)), *late]


def on_local_day(claim: Dated, seen: Seen) -> Dated:
    """Return a claim of a moment in UTC with the day on which it was by the outlet's clocks, where they are known."""
    said = claim.value
    if said.at is None or said.local or seen.offset is None:
        return claim
    return claim._replace(value=replace(said, day=seen.local(said.at).date(), local=True))


def markup_claims(facts: PageFacts) -> Iterator[Dated]:
    """Yield what markup claims."""
    times = 0
    for witness in facts.published:
        times += witness.origin == "time"
        weight = LATER_TIME if witness.origin == "time" and times > 1 else WEIGHT[witness.origin]
        if claim := read_claim(witness.origin, witness.raw, weight):
            yield claim


def url_claims(url: str | None) -> Iterator[Dated]:
    """Yield the day that an address names."""
    dated = url_date(url) if url else None
    if url and dated and dated[1] == "day":
        yield claim_of("url", Day(dated[0], other=url_other(url)), url, WEIGHT["url"])


def byline_claims(found: Sequence[Found], seen: Seen) -> Iterator[Dated]:
    """Yield the dates of bylines, each with its weight; of bare days the one nearest the story first."""
    headed = any(f.place == "head" and f.byline.published for f in found)
    cards = are_of_cards(found)
    for f in sorted(found, key=lambda f: (not f.byline.cued, -f.block if is_bare(f) else f.block)):
        byline, weight = f.byline, byline_weight(f, headed=headed, cards=cards)
        if byline.published and byline.published.day:
            yield mention_claim("byline", byline.published, weight)
        elif byline.published and (day := latest_fitting(byline.published, seen)):
            yield mention_claim("inferred", byline.published._replace(day=day), weight)
        elif byline.modified and byline.modified.day and not any(g.byline.published for g in found):
            yield mention_claim("byline", byline.modified, WEIGHT["time"])
        elif byline.ago and f.place != "below" and (claim := ago_claim(byline.ago, seen, byline.told, AGO)):
            yield claim


def byline_weight(found: Found, *, headed: bool, cards: bool) -> float:
    """
    Return how much the date of a byline counts.

    Args:
        found: The byline.

        headed: A byline with a day stands between headline and story: the others are those of cards and comments.

        cards: Bare days by the headline are those of cards.
    """
    if headed and found.place != "head":
        return OF_OTHERS
    if found.byline.cued:
        return WEIGHT["byline"]
    if found.place == "below":
        return OF_OTHERS
    if not is_bare(found):
        return WEIGHT["byline"]
    return OF_OTHERS if cards else BARE_DAY[found.place]


def hint_claims(hints: Mapping[str, str], seen: Seen) -> Iterator[Dated]:
    """Yield what the first hint that names a day claims."""
    for key in HINTS:
        claim = read_hint(hints[key], seen) if key in hints else None
        if claim:
            yield claim
            return


def read_hint(raw: str, seen: Seen) -> Dated | None:
    """Return the claim of a hint: a date, how long before the fetch it was, or a day whose year the fetch tells."""
    claim = read_claim("hint", raw, WEIGHT["hint"])
    if claim:
        return claim._replace(weight=TIMED_HINT) if claim.value.timed else claim
    ago = next(iter(find_ago(raw)), None)
    if ago:
        return ago_claim(ago, seen, raw, AGO)
    mention = next(iter(find_dates(raw)), None)
    day = latest_fitting(mention, seen) if mention and not mention.has_year else None
    return mention_claim("inferred", mention._replace(day=day), AGO) if mention and day else None


def story_claims(strong: Sequence[Dated], url: str | None, story: Numbered, seen: Seen) -> Iterator[Dated]:
    """Yield what dateline and body claim, where no strong witness speaks."""
    if any(c.weight >= WEIGHT["time"] for c in strong):
        return
    dated = url_date(url) if url else None
    if mention := dateline_date(story, seen.latest):
        yield mention_claim("dateline", mention, WEIGHT["dateline"])
    if chosen := body_date(story, url_years(url), dated[0] if dated else None, seen):
        origin: Origin = "inferred" if chosen.inferred else "body"
        yield claim_of(origin, Day(chosen.day, precision="about"), chosen.mention.raw, WEIGHT[origin])


def stamp_claims(url: str | None) -> Iterator[Dated]:
    """Yield the moment that an address names as a Unix time."""
    if moment := url_moment(url) if url else None:
        yield claim_of("url", Day(moment.date(), moment, "second"), url or "", STAMP_WEIGHT)


def is_untimed_hint(claim: Dated) -> bool:
    """Return whether a claim is a day without a time that came along with the page."""
    return claim.origin == "hint" and not claim.value.timed


def late_hint(hint: Dated, body: Dated) -> bool:
    """Return whether a hint lies before the day of reporting or long after it: then it is no day of publication."""
    return not -ONE_DAY <= hint.value.day - body.value.day <= HINT_LAG


def plausible(day: dt.date, latest: dt.date) -> bool:
    """Return whether a story can have been published on a day."""
    return day.year >= EARLIEST_YEAR and day <= latest
