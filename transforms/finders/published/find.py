"""The day of publication: every witness heard, the best supported one believed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from transforms.evidence import decide, voice_of
from transforms.finders.published.byline import AUTHOR_ALONE, author_cue, read_byline, starts_with_author
from transforms.finders.published.claims import Dated, Day, Precision, mention_claim, read_claim
from transforms.finders.published.furniture import (
    Found,
    Marks,
    find_behind_struck,
    find_bylines,
    find_parted,
    is_day_alone,
    may_be_byline,
)
from transforms.finders.published.printed import in_true_zone, printed_moments
from transforms.finders.published.seen import ONE_DAY
from transforms.finders.published.shown import edition_day, is_of_card
from transforms.finders.published.witnesses import find_claims, plausible
from transforms.lexicon.calendar import cues
from transforms.lexicon.fold import fold
from transforms.records import Kind, Removal
from transforms.records.cut import struck_heads
from transforms.text.lines import is_story_like

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from transforms.finders.published.seen import Seen
    from transforms.records.facts import PageFacts
    from transforms.sheet import Numbered, Standing

FEWEST_ENTRIES = 2
"""Different days that stand alone behind the opening of a story, before they are the heads of its entries."""

NOT_LOCAL = 0.4
"""What a moment without the outlet's zone keeps of its weight in the choice of the day."""

LOCAL = 2.0
"""How much more a moment with the outlet's own zone counts in the choice of the day."""

SHORTEST_OUTLET = 4
TITLE: Kind = "title"
DATELINE_DASH = re.compile(r"(?:,? [^-–—]{0,40})?\s?[-–—]")


@dataclass(frozen=True, slots=True)
class Published:
    """
    When a story was published, and on whose word.

    Attributes:
        date: The calendar day as the outlet printed it.

        at: The moment (aware, UTC); None when only the day is known. Its day may differ from `date`.

        precision: What `at` is known to; `day` where there is only a date.

        origin: Which witness won. `inferred`: the year follows only from today.

        raw: What that witness wrote.

        modified_at: The last change (aware, UTC), never before `at`.

        removals: Byline furniture to strike, kind `byline`, layer `metadata`.

        authors: Persons that the byline furniture names.

        signed: Those whom a cue calls the writers between headline and story.

        claims: What every witness said, the strongest first.
    """

    date: dt.date | None = None
    at: dt.datetime | None = None
    precision: Precision | None = None
    origin: str | None = None
    raw: str | None = None
    modified_at: dt.datetime | None = None
    removals: tuple[Removal, ...] = ()
    authors: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    claims: tuple[Dated, ...] = ()


def choose_published(standing: Standing, seen: Seen) -> Published:
    """
    Choose the day of publication and find the byline furniture.

    Args:
        standing: The page: what its markup, its address and what came along with it say is heard as well.

        seen: When it was seen: nothing is published later.

    Returns:
        The best supported day, or one with all fields None where there is no witness.
    """
    facts, url, hints = standing.sheet.facts, standing.sheet.url, standing.sheet.hints
    lines = standing.seen
    heads = struck_heads(standing.blocks, standing.removals)
    marks = marks_of(standing)
    ages = find_struck_ages(standing, marks) if seen.fetched else ()
    shown = without_comments(without_midst(find_bylines(lines, marks), standing), standing)
    parted = find_parted(lines, marks, standing.first) if standing.is_told_apart else ()  # else `credits` read them
    found = with_cards((*shown, *find_behind_struck(lines, heads), *ages, *parted), marks.headline, standing)
    bylines = {f.block for f in found if f.byline.rule != "byline.glued"}
    story = tuple([line for line in lines if line[0] not in bylines]) if bylines else lines
    claims = find_claims(facts, url, hints, found, story, seen)
    best = decide(claims, within_a_day)
    removals = tuple(
        Removal(f.block, f.byline.start, f.byline.end, "byline", f.byline.rule, "metadata") for f in found if f.strike
    )
    named = [n for f in found if names_writers(f, standing) for n in f.byline.authors]
    authors = tuple(dict.fromkeys(n for n in named if not is_outlet(n, facts, url, story)))
    signatures = {f.byline.authors for f in found if f.byline.authors and signs_at_head(f, standing)}
    at_head = signatures.pop() if len(signatures) == 1 else ()  # several are those of cards
    signed = tuple([name for name in authors if name in at_head])
    if best is None:
        return Published(removals=removals, authors=authors, signed=signed)
    near = [c for c in claims if within_a_day(c.value, best.value)]
    printed = edition_day(near, found, seen) or printed_day(best, near)
    timed = next((c.value for c in (best, *near) if c.value.at), None)
    return Published(
        date=printed,
        at=timed.at if timed else None,
        precision=timed.precision if timed else precision_of(printed, near),
        origin=best.origin,
        raw=best.raw,
        modified_at=last_change(facts, found, timed, printed, seen),
        removals=removals,
        authors=authors,
        signed=signed,
        claims=tuple(claims),
    )


def precision_of(day: dt.date, near: Sequence[Dated]) -> Precision:
    """Return what a day without a moment is known to: a witness that is sure of it makes it sure."""
    return "day" if any(c.value.day == day and c.value.precision != "about" for c in near) else "about"


def marks_of(standing: Standing) -> Marks:
    """Return where headline and story of a page stand, as far as that is known before its bylines are."""
    titles = [r.block for r in standing.removals if r.kind == TITLE]
    if not standing.is_told_apart:
        return Marks(titles[0] if titles else -1)
    story = frozenset(number for number, _ in standing.story)
    first = min(story, default=0)
    heads = [n for n, element in enumerate(standing.sheet.markup.elements[:first]) if element.tag == "h1"]
    return Marks((titles or heads[-1:] or [-1])[0], story, max(story, default=-1))


def find_struck_ages(standing: Standing, marks: Marks) -> Iterator[Found]:
    """Yield lines such as `3 jam lalu` at the head of a story, which were struck with those of cards."""
    texts = standing.sheet.texts
    first = next((n for n, text in standing.story if marks.is_prose(n, text.text)), len(texts))
    for block in sorted(b for b in standing.struck if marks.headline <= b < first):
        byline = read_byline(texts[block]) if may_be_byline(texts[block]) else None
        if byline and byline.ago:
            yield Found(block, byline, "head", strike=False)


def names_writers(found: Found, standing: Standing) -> bool:
    """
    Return whether the names in a byline are those of the story's writers.

    Behind its first paragraph a bare name with a day is the head of a comment, or of a teaser: there a cue must say so.
    """
    if not found.byline.authors or found.block <= standing.first:
        return True
    return found.byline.rule == "byline.glued" or starts_with_author(standing.sheet.texts[found.block])


def with_cards(found: Sequence[Found], headline: int, standing: Standing) -> tuple[Found, ...]:
    """Return bylines, those in front of the story that belong to something else marked so."""
    if not standing.sheet.markup.elements:
        return tuple(found)
    near = {f.block for f in found if f.place != "below" and f.block < standing.first}
    cards = {block for block in near if is_of_card(block, headline, standing)}
    return tuple([replace(f, carded=True) if f.block in cards else f for f in found]) if cards else tuple(found)


def signs_at_head(found: Found, standing: Standing) -> bool:
    """
    Return whether a byline stands between headline and story and says by a cue who wrote it.

    A card's says who wrote another story, and a cue such as `Posted by` whose account filled the page.
    """
    if found.place != "head" or found.block >= standing.first or found.carded:
        return False
    texts = standing.sheet.texts
    opened = starts_with_author(texts[found.block])
    cue = author_cue(texts[found.block] if opened else texts[found.block - 1])
    return (opened or found.byline.rule == AUTHOR_ALONE) and cue not in cues("account")


def without_midst(found: tuple[Found, ...], standing: Standing) -> tuple[Found, ...]:
    """Return bylines without the dated and labelled lines of a list, a diary or a table inside the story."""
    whole = {f.block for f in found if f.byline.rule != "byline.glued"}
    entries = heads_of_entries(found, standing)
    return tuple(
        [f for f in found if f.block not in whole or not (f.block in entries or standing.in_midst(f.block, whole))]
    )


def without_comments(found: tuple[Found, ...], standing: Standing) -> tuple[Found, ...]:
    """
    Return bylines without those that head what readers wrote, where markup tells.

    Readers write below a story. What is called a comment and holds a paragraph that stands is an opinion, or a page
    that only says whether comments are open; and a comment's head begins with no cue for who wrote a story.
    """
    elements, texts = standing.sheet.markup.elements, standing.sheet.texts
    below = (
        [f for f in found if f.block > standing.first and not starts_with_author(texts[f.block])] if elements else []
    )
    if not below:
        return found
    from transforms.html.bylines import comments_around, elements_around  # noqa: PLC0415 - heavy: lxml

    comments = {f.block: around for f in below if (around := comments_around(elements[f.block]))}
    if not comments:
        return found
    story = elements_around(elements[n] for n, is_prose in enumerate(standing.prose) if is_prose)
    return tuple([f for f in found if story.issuperset(comments.get(f.block, ()))])


def heads_of_entries(found: Sequence[Found], standing: Standing) -> frozenset[int]:
    """Return the blocks of days that stand alone and head entries: several of them, lines of their own under each."""
    if not found:
        return frozenset()
    texts, struck = standing.sheet.texts, standing.struck
    first = next((n for n, text in enumerate(texts) if n not in struck and is_story_like(text)), len(texts))
    days = {
        f.block: f.byline.published.day for f in found if f.byline.published and is_day(f, texts) and f.block > first
    }
    if len(set(days.values())) < FEWEST_ENTRIES or any(n + 1 in days or n + 1 == len(texts) for n in days):
        return frozenset()
    return frozenset(days)


def is_day(found: Found, texts: Sequence[str]) -> bool:
    """Return whether a byline is a day and nothing else."""
    return found.byline.rule != "byline.glued" and is_day_alone(found.byline, texts[found.block])


def is_outlet(name: str, facts: PageFacts, url: str | None, story: Numbered) -> bool:
    """Return whether a byline's name is the outlet: its host, its site name, or the opening of its datelines say so."""
    folded = letters(name)
    host = letters(re.sub(r"^[a-z]{1,10}://|[/?#].{0,2000}", "", url or ""))
    if len(folded) >= SHORTEST_OUTLET and (folded in host or folded == letters(facts.site_name or "")):
        return True
    return any(b.text.startswith(name) and DATELINE_DASH.match(b.text, len(name)) for _, b in story)


def letters(text: str) -> str:
    """Return the letters and digits of a text, casefolded."""
    return "".join(c for c in fold(text) if c.isalnum())


def within_a_day(one: Day, other: Day) -> bool:
    """Return whether two days are the same or lie next to each other."""
    return abs(one.day - other.day) <= ONE_DAY


def printed_day(best: Dated, near: Sequence[Dated]) -> dt.date:
    """
    Return the day as readers saw it, of days that lie next to each other.

    A moment in UTC says little about the day on the page; a day that is printed, stands in the URL
    or comes with the outlet's own zone says more.
    """
    if all(claim.value.day == best.value.day for claim in near):
        return best.value.day  # as most pages' claims do: then there is nothing to weigh
    votes: dict[dt.date, dict[str, float]] = {}
    for claim in near:
        said, voice = claim.value, voice_of(claim.origin)
        local = LOCAL if voice == "markup" else 1
        weight = claim.weight * (local if said.local and said.at else NOT_LOCAL if said.at else 1)
        day = votes.setdefault(said.day, {})
        day[voice] = max(day.get(voice, 0), weight)
    return max(votes, key=lambda day: (sum(votes[day].values()), day == best.value.day, day))


def last_change(
    facts: PageFacts, found: Sequence[Found], timed: Day | None, printed: dt.date, seen: Seen
) -> dt.datetime | None:
    """Return the latest change that is not before publication and not after the page was seen."""
    written = [f.byline.modified for f in found if f.byline.modified and f.byline.modified.day]
    shown = [mention_claim("byline", mention, 1) for mention in written]
    moments = printed_moments(shown)
    claims = [in_true_zone(c, moments) for w in facts.modified if (c := read_claim(w.origin, w.raw, 1))]
    for claim in (*claims, *shown):
        said = claim.value
        if said.at is None or not plausible(said.day, seen.latest):
            continue
        if said.at >= timed.at if timed and timed.at else said.day >= printed:
            return said.at
    return None
