"""
Find the headline.

A line above the story that looks like a headline and agrees with something:
the address, the title that came along, the story's words, its own copy. Else a
headline glued in front of the first paragraph. Else what the page claims.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.evidence import Claim, decide
from transforms.finders.headline.glued import find_glued
from transforms.finders.headline.likeness import (
    ENOUGH,
    Witnesses,
    is_broken_off,
    patterns,
    score,
    without_byline,
)
from transforms.finders.headline.over_stamp import is_byline, is_short_headline, over_stamp
from transforms.finders.headline.slug import slug_words
from transforms.finders.headline.stamps import bare_headline
from transforms.finders.pictures.credits import without_tail
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import piece, words
from transforms.names.site_ends import names_site, without_outlet
from transforms.records import Removal
from transforms.text.lines import LONGER_THAN_HEADS, announces, ends_sentence, is_cut_off, is_text
from transforms.text.words import fold_words, without_site

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.sheet import Numbered, Sheet, Standing

OPENING_BLOCKS = 40
"""Standing blocks that are looked at; menus that nobody struck can be longer, headlines deeper are not found."""
BEHIND = 1.5
"""Points that a line loses for each line above it that might be the headline itself: a headline comes first."""
LIKELY = 0.0
"""Points above which a line might be: the names of sites and sections, slogans and menus stay below."""
OVER_BYLINE = 1.0
"""Points that a line wins for a byline or date of its own right below it, or one line farther."""
BYLINE_REACH = 2
STAMPED_BLOCKS = 8
"""Standing blocks among which a headline stands over a byline with nothing that agrees with it."""
CUT_SHORT = 3.0
"""Points that a line loses for being cut off: the last of the breadcrumbs, a teaser."""
STORY_BLOCKS = 6
"""Blocks whose words a headline may share."""
GLUED_BLOCKS = 2
"""Among the first standing blocks, those that may begin with a headline."""
GLUED_CHARACTERS = 500
"""Characters of such a block in which the headline ends; it starts in the first 100 and has less than 300."""
BROKEN_SPACES = 2
"""A line of two words, `in Ekonomi`, is a piece of a byline rather than of a sentence."""
CRUMB = re.compile(r"\s*(?:[/»›>|]|::)\s*")
CRUMB_WORDS = 5
"""Words that the last of the breadcrumbs has at least where it is the headline and no section."""
QUOTING_WORDS = 3
"""Words of a line that announces a quotation; fewer and a colon are a label."""
FEWEST_ADDRESS_WORDS = 4
"""Words of an address that name a headline wherever it stands."""
GLUED_LABEL = 2.0
"""Points that a line wins for an author's label glued right behind it."""
CLAIM_WORDS = (2, 40)
"""Words that a claimed title may have."""
NOTICED_AGREES = 0.6
"""Share of the address's words that a headline in a notice has, to be this story's."""

LINE, HEADING = "line", "heading"
"""Origins: a line of a text that looks like a headline, and one that says what the markup claims."""
WEIGHT = {"markup": 4.0, "hint": 2.0, LINE: 1.5, HEADING: 1.5}
"""How much each voice counts; those that agree are added up."""
LATER_CLAIM = 2.0
"""Weight of a page's further titles: the first is the one that says most, see `html.titles`."""

CLAIM_AGREES = 0.8
"""
Share of words that a line and a claimed title must have in common, by the longer of the two, for the line
to be its printed form. Leads and the messages that a fact-check quotes share half and more with the title.
"""


@dataclass(frozen=True, slots=True)
class Title:
    """
    The headline.

    Attributes:
        text: The headline as the page prints it, None where there is none.

        removals: Where it stands in the text, empty where it stands in markup or hints alone; what is glued behind it.

        writers: Persons whose names are glued behind it.

        claims: What every voice said.
    """

    text: str | None = None
    removals: tuple[Removal, ...] = ()
    writers: tuple[str, ...] = ()
    claims: tuple[Claim[str], ...] = ()


def find_title(standing: Standing, outlets: Sequence[str] = ()) -> Title:
    """
    Find the headline, as printed where it is printed.

    Best run on a page whose furniture is struck; navigation and captions above the headline
    are told from it all the same. A title that only the address hints at is None.

    Args:
        standing: The page; of what came along with it, `title` is read.

        outlets: What the page calls its outlet.
    """
    sheet = standing.sheet
    claims = title_claims(sheet, outlets)
    told = tuple([claim.value for claim in claims if claim.weight])
    if sheet.facts.titles:
        return settled(claims, printed_claim(standing, told), HEADING)
    return settled(claims, find_printed(standing, told), LINE)


def title_claims(sheet: Sheet, outlets: Sequence[str]) -> list[Claim[str]]:
    """Return what markup and what came along call the headline, without the site; what can be none weighs nothing."""
    said = [
        *(("markup", title) for title in sheet.facts.titles),
        ("hint", without_site(sheet.hints.get("title", "").strip())),
    ]
    claims: list[Claim[str]] = []
    for origin, title in said:
        bare = without_outlet(title, outlets) if outlets and title else title
        fits = bool(bare) and is_plausible(bare) and not (outlets and names_site(title, outlets))
        first = all(claim.origin != origin or not claim.weight for claim in claims)
        weight = (WEIGHT[origin] if first else LATER_CLAIM) if fits else 0.0
        claims += [Claim("title", bare, origin, weight, title)] if title else []
    return claims


def find_printed(standing: Standing, claims: tuple[str, ...]) -> Title | None:
    """Return the headline that a text prints, without what is glued behind it; None where it prints none."""
    story, url = standing.story, standing.sheet.url
    found = find_line(story, claims, url)
    if not found:
        crumb = find_crumb(standing, claims)
        if claims and not crumb and not holds_words(story, claims[0]):
            return None  # nothing that stands in front of the story can agree
        found = find_by_address(story, url) or find_front(story, url) or crumb or find_short(story)
        found = found or find_noticed(standing) or find_stamped(story, url)
    return without_stamp(found, standing.sheet) if found else None


def settled(claims: Sequence[Claim[str]], found: Title | None, origin: str) -> Title:
    """Return the headline that has the most support, and its span where it stands in the text."""
    printed = [Claim("title", found.text, origin, WEIGHT[origin])] if found and found.text else []
    every = (*claims, *printed)
    best = settle_title(every)
    if best is None:
        return Title(claims=every)
    stands = found is not None and (origin == HEADING or best.origin == LINE)
    return (
        Title(best.value, found.removals, found.writers, every) if found and stands else Title(best.value, claims=every)
    )


def settle_title(claims: Sequence[Claim[str]]) -> Claim[str] | None:
    """Return the title that has the most support, as the line of the text prints it where that agrees."""
    best = decide(claims, agrees)
    return best and next((c for c in claims if c.origin == LINE and agrees(c.value, best.value)), best)


def without_stamp(title: Title, sheet: Sheet) -> Title:
    """Return a headline that stands in the text without what is glued behind it: that is struck as a byline."""
    span = title.removals[0] if title.text and title.removals else None
    if span is None or title.text is None:
        return title
    behind = sheet.texts[span.block][span.end : span.end + 1]
    bare, writers = bare_headline(title.text, sheet.text, sheet.texts[span.block + 1 : span.block + 2], goes_on=behind)
    if bare == title.text:
        return title
    end = span.start + len(bare)
    head = Removal(span.block, span.start, end, "title", span.rule, "metadata")
    return Title(bare, (head, Removal(span.block, end, span.end, "byline", "byline.behind", "metadata")), writers)


def find_by_address(story: Numbered, url: str | None) -> Title | None:
    """
    Return the first line that begins with all words of the address, whatever stands above it.

    Cards of writers, notices to old browsers and notes on pages stand above headlines, in sentences.
    """
    slug = slug_words(url)
    if len(slug) < FEWEST_ADDRESS_WORDS:
        return None
    for at, (number, block) in enumerate(story[:OPENING_BLOCKS]):
        line = block.text
        if is_text(line) or ends_sentence(line) or is_broken_off(line) or fold_words(line)[: len(slug)] != slug:
            continue
        if any(is_text(below.text) for _, below in story[at + 1 :]):
            return Title(line, (Removal(number, 0, len(line), "title", "title.address", "metadata"),))
    return None


def find_stamped(story: Numbered, url: str | None) -> Title | None:
    """Return the line above the first byline or date, with which the address must agree where it has words."""
    lines = [block.text for _, block in story[:STAMPED_BLOCKS]]
    at = over_stamp(lines)
    if at is None or any(is_broken(line) for line in lines[: at + 3]) or is_introduced(story, story[at][0]):
        return None
    own, slug = set(fold_words(lines[at])), set(slug_words(url))
    if slug and len(own & slug) < NOTICED_AGREES * min(len(own), len(slug)):
        return None
    return Title(lines[at], (Removal(story[at][0], 0, len(lines[at]), "title", "title.stamped", "metadata"),))


def find_noticed(standing: Standing) -> Title | None:
    """
    Return the headline that stands in the notice of where the story was printed alone, None where there is none.

    The address must agree with it where it has words: elsewhere a story often had another headline.
    """
    if not any(map(standing.sheet.small.__contains__, words("titles", "titled"))):
        return None
    match = piece("titles", "noticed_title").search(standing.sheet.text)
    title = next((found for found in match.groups() if found), "").strip(" ,.") if match else ""
    own, slug = set(fold_words(title)), set(slug_words(standing.sheet.url))
    agreed = not slug or len(own & slug) >= NOTICED_AGREES * len(slug)
    return Title(title) if title and agreed and is_plausible(title) else None


def find_short(story: Numbered) -> Title | None:
    """Return a headline of two words over a day; see `over_stamp`."""
    if not is_short_headline([block.text for _, block in story]):
        return None
    number, line = story[0][0], story[0][1].text
    return Title(line, (Removal(number, 0, len(line), "title", "title.short", "metadata"),))


def is_plausible(claim: str) -> bool:
    """Return whether a claimed title can be one."""
    return CLAIM_WORDS[0] <= len(fold_words(claim)) <= CLAIM_WORDS[1]


def agrees(line: str, claim: str) -> bool:
    """Return whether a line is a claimed title's printed form."""
    own, claimed = set(fold_words(line)), set(fold_words(claim))
    return len(own & claimed) >= CLAIM_AGREES * max(len(own), len(claimed))


def holds_words(story: Numbered, claim: str) -> bool:
    """Return whether the first blocks hold so many words of a claim that a headline glued in front of one may agree."""
    front = fold("\n".join([block.text[:GLUED_CHARACTERS] for _, block in story[:GLUED_BLOCKS]]))
    claimed = set(fold_words(claim))
    return sum(map(front.__contains__, claimed)) >= CLAIM_AGREES * len(claimed)


def printed_claim(standing: Standing, claims: tuple[str, ...]) -> Title | None:
    """Return the line among the opening blocks that is one of the claims, None where none is."""
    told = {tuple(fold_words(c)): c for c in reversed(claims)}
    for number, block in standing.story[:OPENING_BLOCKS] if told else ():
        short = len(block.text) <= LONGER_THAN_HEADS * 2
        claim = told.get(tuple(standing.sheet.words_in(number))) if short else None
        if claim:
            return Title(claim, (Removal(number, 0, len(block.text), "title", "title.heading", "metadata"),))
    return None


def find_line(story: Numbered, claims: tuple[str, ...], url: str | None) -> Title | None:
    """Return the line above the first paragraph that is most like a headline, None where none is enough."""
    size = opening_size(story)
    opening = story[:size]
    if not opening or any(is_broken(b.text) for _, b in story[: size + 1]):
        return None
    witnesses = read_witnesses(story, claims, url)
    lines = [without_byline(block.text) for _, block in opening]
    points = [score(line, witnesses) + place_points(story, at, line) for at, line in enumerate(lines)]
    behind = [sum(p > LIKELY for p in points[:at]) for at in range(size)]
    best, at = max((p - BEHIND * n, -at) for at, (p, n) in enumerate(zip(points, behind, strict=True)))
    place, line = opening[-at][0], lines[-at]
    if best < ENOUGH or is_introduced(story, place):
        return None
    return Title(line, (Removal(place, 0, len(line), "title", "title.line", "metadata"),))


def place_points(story: Numbered, at: int, line: str) -> float:
    """Return points for the byline under a line, or glued behind it, less what it loses for being cut off."""
    below = story[at + 1 : at + 1 + BYLINE_REACH]
    points = OVER_BYLINE if any(is_byline(block.text) for _, block in below) else 0.0
    glued = len(line) < len(story[at][1].text) and patterns()["byline"].match(story[at][1].text, len(line)) is not None
    points += GLUED_LABEL if glued else 0.0
    return points - CUT_SHORT if is_cut_off(story[at][1].text) else points


def is_introduced(story: Numbered, place: int) -> bool:
    """Return whether the line above announces this one (`disertai narasi:`): then it is a quotation, no headline."""
    above = [block.text for number, block in story if number < place]
    return bool(above) and announces(above[-1], QUOTING_WORDS)


def opening_size(story: Numbered) -> int:
    """Return how many standing blocks stand above the first paragraph; 0 where no paragraph follows."""
    for at, (_, block) in enumerate(story[:OPENING_BLOCKS]):
        if is_text(block.text):
            return at
    return 0


def is_broken(line: str) -> bool:
    """Return whether a line goes on with the sentence above it: a text whose lines were broken has no headline line."""
    first = line.split(" ", 1)[0].rstrip(",")
    if line.count(" ") < BROKEN_SPACES:
        return False
    if not (first.isalpha() and first[0].islower()) or first in words("headlines", "small_starts") or is_byline(line):
        return False
    return not without_tail(line).islower() and not all(w[:1].isupper() or w[:1].isdigit() for w in line.split()[1:])


def read_witnesses(story: Numbered, claims: tuple[str, ...], url: str | None) -> Witnesses:
    """Return what a headline may agree with."""
    paragraphs = [b.text for _, b in story[: OPENING_BLOCKS + STORY_BLOCKS] if is_text(b.text)]
    return Witnesses(
        slug=frozenset(slug_words(url)),
        told=tuple(tuple(fold_words(c)) for c in claims),
        story=frozenset(fold_words(" ".join(paragraphs[:STORY_BLOCKS]))),
        openings=tuple(" ".join(fold_words(b.text[:LONGER_THAN_HEADS])) for _, b in story[:OPENING_BLOCKS]),
    )


def find_front(story: Numbered, url: str | None) -> Title | None:
    """Return the headline glued in front of a first paragraph."""
    blocks = [block for _, block in story]
    for number, block in story[:GLUED_BLOCKS]:
        if len(block.text) >= LONGER_THAN_HEADS:
            span = find_glued(block.text, url, blocks)
            if span:
                return Title(block.text[slice(*span)], (Removal(number, *span, "title", "title.glued", "metadata"),))
    return None


def find_crumb(standing: Standing, claims: tuple[str, ...]) -> Title | None:
    """Return the headline that stands in the breadcrumbs alone, which a rule has struck."""
    crumbs = [r.block for r in standing.removals if r.whole and r.rule == "nav.crumbs" and r.block < OPENING_BLOCKS]
    for number in crumbs:
        last = CRUMB.split(standing.blocks[number].text.rstrip(" /»›>|"))[-1]
        if (
            len(last.split()) >= CRUMB_WORDS
            and score(last, read_witnesses(standing.story, claims, standing.sheet.url)) >= ENOUGH
        ):
            return Title(last)
    return None
