"""
Every finder, in the order in which they read a page.

Rules see the page as it was extracted, and so does who looks for the names by which it calls its outlet. Headline,
pictures and standfirst are looked for in what rules leave, bylines and dates in what those leave; then, on one and the
same page, all that names outlet, place, people and sources. Copies are looked for behind them, so that the copy that
stays is never one that another finder struck; what no rule knows comes behind all of them, for what is struck around a
line says most about it, and last what even then stands over a dateline.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, TypeAlias

from transforms.evidence import Claim, Finding
from transforms.finders.boxes.find import find_boxes
from transforms.finders.brief import Brief
from transforms.finders.credits.find import find_people
from transforms.finders.credits.signature import find_closing
from transforms.finders.credits.tail import find_tail
from transforms.finders.dateline.find import find_dateline
from transforms.finders.headline.bulleted import find_bulleted
from transforms.finders.headline.deck import find_deck
from transforms.finders.headline.find import find_title
from transforms.finders.headline.over_dateline import find_left_over
from transforms.finders.lines import find_unlabelled
from transforms.finders.outlet.find import find_outlet, host_spelled, outlet_hint
from transforms.finders.outlet.own_name import self_names
from transforms.finders.pictures.find import find_captions
from transforms.finders.published.find import choose_published
from transforms.finders.published.seen import Seen
from transforms.finders.repeats import find_repeats
from transforms.finders.sources.find import find_wires, republished_from
from transforms.finders.sources.own_address import find_own_address
from transforms.finders.tags.find import find_tags
from transforms.names.agencies import unique
from transforms.names.credited import people_in
from transforms.names.hosts import host_of, names_by_host
from transforms.names.outlets import ends_as_paper
from transforms.names.signed import is_full_name
from transforms.names.squeeze import squeeze
from transforms.rulebook import find_prompts
from transforms.rulebook.keep import keeps_silent
from transforms.sheet import LONGEST_BYLINE, Standing

Finder: TypeAlias = "tuple[str, str, Callable[[Standing, Brief], Finding]]"
"""Its name, the layer of what it strikes, and what finds."""

DATELINE = 2.0
"""Weight of the place in a dateline; the town beside a byline counts where none stands."""

FIRST_AUTHOR = 2.0
"""Weight of an author whom markup names, or else the page's head: nobody else is believed then, who have weight 1."""

GLUED = re.compile(r"[a-z][A-Z]")
"""Where two words without a space between them meet: `Ayu LestariEkonomi`."""

MOST_NAMES = 3
"""Names by which a page calls its own outlet; rarer ones are others'."""


def claims_of(fields: Mapping[str, Any], origin: str) -> tuple[Claim[Any], ...]:
    """Return what one finder says of some fields; of those that it leaves empty it says nothing."""
    return tuple([Claim(field, value, origin) for field, value in fields.items() if value])


def rules(standing: Standing, brief: Brief) -> Finding:
    """Find what the rules say is furniture; those for one host alone strike as layer `site`."""
    return Finding(find_prompts(standing, brief.book))


def headline(standing: Standing, brief: Brief) -> Finding:
    """Find the headline; the page's names for its outlet are no part of it."""
    names = [name for name, _ in brief.value("named", ())]
    title = find_title(
        standing, [name for name in (brief.value("outlet_hint"), brief.value("host_spelled"), *names) if name]
    )
    return Finding(title.removals, (*title.claims, *claims_of({"title_writers": title.writers}, "headline")))


def bulleted(standing: Standing, _: Brief) -> Finding:
    """Find headlines of other stories that stand alone behind bullets; what markup told apart has links of its own."""
    return Finding() if standing.is_told_apart else Finding(find_bulleted(standing))


def pictures(standing: Standing, _: Brief) -> Finding:
    """Find captions and credits of pictures."""
    found = find_captions(standing)
    return Finding(found.removals, claims_of({"captions": found.captions}, "pictures"))


def standfirst(standing: Standing, brief: Brief) -> Finding:
    """Find the standfirst."""
    deck = find_deck(standing, brief.value("title"))
    return Finding(deck.removals, claims_of({"description": deck.description}, "standfirst"))


def published(standing: Standing, brief: Brief) -> Finding:
    """Find bylines, and the day of publication by all witnesses."""
    chosen = choose_published(standing, Seen(standing, brief.today, brief.fetched))
    fields = {
        "published_date": chosen.date,
        "published_at": chosen.at,
        "published_precision": chosen.precision,
        "published_from": chosen.origin,
        "published_raw": chosen.raw,
        "modified_at": chosen.modified_at,
        "byline_names": chosen.authors,
        "signed_at_head": chosen.signed,
    }
    return Finding(chosen.removals, (*claims_of(fields, "published"), *chosen.claims))


def own_names(standing: Standing, _: Brief) -> Finding:
    """Find what the page calls its own outlet, for those who read headlines, datelines and signatures."""
    sheet = standing.sheet
    named = self_names(standing)
    hint = outlet_hint(sheet.facts, sheet.url, sheet.hints, named)
    spelled = host_spelled(standing, sheet.url)
    fields = {"named": named, "outlet_hint": hint, "host_spelled": spelled}
    return Finding((), claims_of(fields, "own_names"))


def dateline(standing: Standing, brief: Brief) -> Finding:
    """Find the dateline."""
    names = [name for name, _ in brief.value("named", ())[:MOST_NAMES]]
    spelled = brief.value("host_spelled")
    names += [*([spelled] if spelled else []), *names_by_host(host_of(standing.sheet.url))]
    found = find_dateline(standing, outlet_hint=brief.value("outlet_hint"), names=names)
    fields = {"dateline": found.text, "dateline_outlet": found.outlet}
    places = [Claim("dateline_place", found.place, "dateline", DATELINE)] if found.place else []
    return Finding(found.removals, (*claims_of(fields, "dateline"), *places))


def outlet(standing: Standing, brief: Brief) -> Finding:
    """Find the outlet."""
    spelled = brief.value("host_spelled")
    found = find_outlet(
        standing,
        brief.value("dateline_outlet"),
        named=brief.value("named", ()),
        spelled=spelled,
        republished=republished_from(standing),
    )
    return Finding((), (*found.claims, *claims_of({"outlet_domain": found.domain}, "outlet")))


def people(standing: Standing, brief: Brief) -> Finding:
    """Find who wrote and who edited; the authors that markup names go before all others but those who sign instead."""
    name = brief.value("outlet")
    found = find_people(standing, outlet=name)
    printed = [person for line in brief.value("byline_names", ()) for person in people_in(line, name)]
    at_head = [person for line in brief.value("signed_at_head", ()) for person in people_in(line, name)]
    stated = standing.sheet.facts.authors
    written = [*printed, *(claim.value for claim in found.authored if claim.origin != "markup")]
    short = (text for text in standing.sheet.texts[: standing.first] if len(text) <= LONGEST_BYLINE)
    signs = bool(stated) and signs_instead(at_head, stated, chain(written, short))
    told = [
        *(Claim("authors", person, "markup", 1.0 if signs else FIRST_AUTHOR) for person in stated),
        *found.authored,
        *(Claim("authors", person, "byline", FIRST_AUTHOR) for person in at_head if signs),
        *(Claim("authors", person, "byline") for person in printed),
        *(Claim("authors", person, "headline") for person in brief.value("title_writers", ())),
        *(Claim("authors", person, "signature") for person in brief.value("signed_names", ())),
    ]
    claims = [*(claim for claim in told if not ends_as_paper(claim.value)), *found.edited]
    claims += [Claim("dateline_place", found.place, "byline")] if found.place else []
    return Finding(found.removals, tuple(claims))


def signs_instead(at_head: Sequence[str], stated: Sequence[str], written: Iterable[str]) -> bool:
    """
    Return whether a page signs with others than its markup states.

    Tools state whose account filled the page. Where the line at its head names persons in full, and neither what is
    printed of writers nor a short line in front of the story names whom the markup does, readers know the former. Two
    names that begin or end alike are one person's, and markup has the fuller one.
    """
    if not at_head or not all(is_full_name(name) and not GLUED.search(name) for name in at_head):
        return False
    if not ends_of(at_head).isdisjoint(ends_of(stated)):
        return False
    persons = [squeeze(person) for person in stated]
    return not any(person in name for name in map(squeeze, written) for person in persons)


def ends_of(names: Iterable[str]) -> set[tuple[int, str]]:
    """Return the first and the last word of each name, and which of the two it is."""
    return {(at, squeeze(words[at])) for name in names if (words := name.split()) for at in (0, -1)}


def closing(standing: Standing, brief: Brief) -> Finding:
    """Find what signs the story behind its last words."""
    names = [brief.value(field) for field in ("outlet_hint", "host_spelled", "outlet", "dateline_outlet")]
    found = find_closing(standing, [name for name in names if name])
    removals = (*found.removals, *find_tail(standing))
    return Finding(removals, claims_of({"signed_by": found.sources, "signed_names": found.authors}, "closing"))


def sources(standing: Standing, brief: Brief) -> Finding:
    """Find the agencies and papers from which copy was taken."""
    outlet = brief.value("outlet")
    found = find_wires(standing, outlet)
    signed = brief.value("signed_by", ())
    wires = unique([*found.wire_sources, *signed], outlet) if signed else found.wire_sources
    in_text = frozenset(found.wire_sources)
    claims = [Claim("wire_sources", name, "text" if name in in_text else "signature") for name in wires]
    removals = (*found.removals, *find_own_address(standing))
    return Finding(removals, (*claims, *claims_of({"republished_from": found.republished_from}, "sources")))


def tags(standing: Standing, _: Brief) -> Finding:
    """Find the tags: those that markup names, else those that came along."""
    return Finding((), claims_of({"tags": find_tags(standing.sheet)}, "tags"))


def repeats(standing: Standing, brief: Brief) -> Finding:
    """Find later copies of headline, lines and paragraphs."""
    return Finding(find_repeats(standing, brief.value("title")))


def boxes(standing: Standing, _: Brief) -> Finding:
    """Find boxes of furniture in markup, told by the line at their head."""
    return Finding(find_boxes(standing))


def lines(standing: Standing, brief: Brief) -> Finding:
    """
    Find furniture that no rule knows; where markup has told story from chrome, lines alone know less.

    Nothing where the model is switched off, and at outlets where `keep.toml` says that it keeps silent.
    """
    if standing.is_told_apart or not brief.model:
        return Finding()
    hosts = (host_of(standing.sheet.url), brief.value("outlet_domain"))
    silent = keeps_silent(hosts, brief.value("outlet"))
    return Finding() if silent else Finding(find_unlabelled(standing, brief.value("title")))


def over_dateline(standing: Standing, _: Brief) -> Finding:
    """Find what others left above the dateline; what markup told apart has its story already."""
    return Finding() if standing.is_told_apart else Finding(find_left_over(standing))


ROUNDS: tuple[tuple[Finder, ...], ...] = (
    (("rules", "rule", rules), ("own_names", "metadata", own_names)),
    (("headline", "metadata", headline),),
    (("pictures", "metadata", pictures), ("bulleted", "rule", bulleted)),
    (("standfirst", "metadata", standfirst),),
    (("published", "metadata", published),),
    (
        ("dateline", "metadata", dateline),
        ("outlet", "metadata", outlet),
        ("closing", "metadata", closing),
        ("people", "metadata", people),
        ("sources", "metadata", sources),
        ("tags", "metadata", tags),
    ),
    (("repeats", "repeat", repeats), ("boxes", "rule", boxes)),
    (("lines", "model", lines),),
    (("over_dateline", "metadata", over_dateline),),
)
"""Finders of one round read the same page; what they strike goes together, and the next round reads what stands."""

FINDERS: tuple[Finder, ...] = tuple(finder for round_ in ROUNDS for finder in round_)
"""The same in one row."""
