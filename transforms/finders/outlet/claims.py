"""Who says which outlet a page is of, and how much each counts where it says so."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from transforms.evidence import Claim
from transforms.finders.outlet.believed import believed, for_readers
from transforms.finders.outlet.networks import under_network
from transforms.finders.outlet.own_name import SURE
from transforms.lexicon.lists import lexicon_table
from transforms.names.hosts import (
    governed,
    host_of,
    is_no_outlet,
    known_at,
    label_of,
    network_of,
    platform_label,
    registrable,
    section_of,
)
from transforms.names.outlets import core, is_domain, is_known, known_names, registered, same_outlet
from transforms.names.squeeze import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transforms.records.facts import PageFacts

LONGEST_SITE_NAME = 40
"""Longer site names are slogans."""
SLOGAN = re.compile(r"\s+[-–|:•]\s+.*$")

AS_SOURCE = "hint_source"
"""Who speaks where a name came along as the source of a text, and not as its outlet."""
WEIGHT: dict[str, dict[str, float]] = {
    "row": {"registry": 6.0},
    "listed": {"markup": 5.0, "notice": 4.0, "hint": 1.0, "host": 0.5},
    "other": {"widest": 5.0, "spelled": 1.0},
    "none": {"dateline": 4.0, "markup": 3.0, "hint": 2.0, AS_SOURCE: 2.0, "notice": 1.0},
}
"""
How much each voice counts, by what can be known of the host; with a row of the registry nobody else is believed. At a
listed ending names count that are the host's label, and the host itself: all agree, the first says how it is written.
At other endings the widest spelling does, supported by the others. Where no host tells, two voices that agree outvote
the dateline, which comes along with copies. Papers under a network's host are weighed in `networks.py`.
"""
OF_THE_PAGE, CAME_ALONG = frozenset(("dateline", "notice")), frozenset(("hint", AS_SOURCE))
"""Voices of the text, and those of what came along with it."""


class Voices(NamedTuple):
    """
    What speaks of a page's outlet, as it was said.

    Attributes:
        url: The page's address.

        canonical: The address that the page's markup calls its own.

        site: The site's name by the markup, without its slogan.

        notices: Names by which the page calls its own outlet, with their weights, the surest first.

        given: The outlet's name that came along.

        source: What came along as the source.

        printed: The outlet in the dateline.

        spelled: How the page prints its host's label.

        republished: Where a notice says that the story stood: at a network's page mostly its own paper.

        own: That notice gives an address of the page's own host.
    """

    url: str | None
    canonical: str | None = None
    site: str | None = None
    notices: Sequence[tuple[str, int]] = ()
    given: str | None = None
    source: str | None = None
    printed: str | None = None
    spelled: str | None = None
    republished: str | None = None
    own: bool = False


def voices_of(
    facts: PageFacts, url: str | None, hints: Mapping[str, str], notices: Sequence[tuple[str, int]]
) -> Voices:
    """Return what speaks of the outlet before the dateline is read."""
    return Voices(
        url, facts.canonical_url, site_name(facts), notices, hints.get("outlet") or None, hints.get("source") or None
    )


def site_name(facts: PageFacts) -> str | None:
    """Return the site's name from the markup, without its slogan."""
    name = SLOGAN.sub("", facts.site_name or "").strip()
    return name if 1 < len(name) <= LONGEST_SITE_NAME else None


def outlet_claims(said: Voices) -> list[Claim[str]]:
    """
    Return a claim for each voice that speaks of the outlet; who is not believed where it speaks weighs nothing.

    The host is the best witness. Where it can be looked up it names the outlet, and who spells its letters says how the
    name is written; at other endings the page decides among the names that it prints, and so it does without a host.
    """
    host = host_of(said.url) or host_of(said.canonical)
    heard = list(heard_of(said))
    if host and not is_no_outlet(host):
        row = known_at(host, section_of(said.url))
        if network_of(host):
            return under_network(host, row, heard, (said.republished, said.own))
        if row:
            return [Claim("outlet", row, "registry", WEIGHT["row"]["registry"]), *heard]
    label = label_of(host) if host else None
    if host and label:
        listed = registrable(host) is not None or platform_label(host) is not None
        return at_listed_host(host, label, heard) if listed else at_other_host(host, label, heard, said)
    return without_host(heard, said)


def heard_of(said: Voices) -> Iterator[Claim[str]]:
    """Yield what each voice says, with no weight yet."""
    named = [("markup", said.site), *(("notice", name) for name, _ in said.notices)]
    for origin, name in (("dateline", said.printed), *named, ("hint", said.given), (AS_SOURCE, said.source)):
        if name:
            yield Claim("outlet", name, origin, 0.0)


def at_listed_host(host: str, label: str, heard: Sequence[Claim[str]]) -> list[Claim[str]]:
    """
    Return the claims for a host that the table does not know: the outlet is the same for all of its pages.

    A spelling counts where markup or the page's own notices (copyright, follow lines) print it and it
    is the host's label: every page of an outlet has those. Headlines, datelines and prose have the
    name on some pages only, so they have no say. A bare domain is the host in small letters.

    >>> [c.value for c in at_listed_host("kabarrawa.id", "kabarrawa", [Claim("outlet", "KABAR RAWA", "markup", 0)])]
    ['Kabar Rawa', 'kabarrawa.id']
    """
    own = label if platform_label(host) else governed(host) or registrable(host) or host
    claims = []
    for claim in heard:
        if claim.origin in WEIGHT["listed"] and spells(claim.value, host, label):
            named = own if is_domain(claim.value) and not is_known(claim.value) else for_readers(claim.value)
            claims.append(believed(claim, WEIGHT["listed"][claim.origin], named))
        else:
            claims.append(claim)
    return [*claims, Claim("outlet", own, "host", WEIGHT["listed"]["host"])]


def at_other_host(host: str, label: str, heard: Sequence[Claim[str]], said: Voices) -> list[Claim[str]]:
    """
    Return the claims at a host whose ending the public list lacks, so that its owner cannot be looked up.

    The page decides: the claim that the host's letters spell, an edition in its dateline before all others, then the
    one of most words; else what dateline and notices print; else what came along.
    """
    own = squeeze(label)
    spelled = [Claim("outlet", said.spelled, "line", 0.0)] if said.spelled else []
    every = [*heard, *spelled]
    agreeing = [claim for claim in every if claim.origin == "dateline" and is_edition(claim.value, own)]
    agreeing = agreeing or [c for c in every if c.origin != AS_SOURCE and spells(c.value, host, label)]
    if agreeing:
        widest = max(agreeing, key=lambda c: (not is_domain(c.value), c.value.count(" "), not c.value.isupper()))
        rank = WEIGHT["other"]
        ranks = ((c, rank["widest" if c is widest else "spelled"] if c in agreeing else 0.0) for c in every)
        return [believed(claim, weight) if weight else claim for claim, weight in ranks]
    claims = without_host(every, said, OF_THE_PAGE)
    return claims if any(claim.weight for claim in claims) else without_host(every, said, CAME_ALONG)


def is_edition(name: str, own: str) -> bool:
    """Return whether a name of several words begins with a host's label."""
    return " " in name and squeeze(name).startswith(own)


def without_host(
    heard: Sequence[Claim[str]], said: Voices, voices: frozenset[str] = frozenset(WEIGHT["none"])
) -> list[Claim[str]]:
    """
    Return the claims of a page that no host names, of which some voices count.

    Of the page's own notices only clear ones do; an agency's dateline stands in the copies of its clients too.
    """
    sure = [name for name, weight in said.notices if weight >= SURE] if "notice" in voices else []
    counted = [claim for claim in heard if claim.origin in voices and (claim.origin != "notice" or claim.value in sure)]
    if said.given:
        counted = [claim for claim in counted if claim.origin != AS_SOURCE]
    if any(claim.origin != "dateline" for claim in counted):
        counted = [claim for claim in counted if claim.origin != "dateline" or not is_agency(claim.value)]
    return [as_sure(claim, WEIGHT["none"][claim.origin], sure) if claim in counted else claim for claim in heard]


def as_sure(claim: Claim[str], weight: float, sure: Sequence[str]) -> Claim[str]:
    """Return a claim with its weight, spelt as the registry has it, else as the page's own clear notice does."""
    agreeing = next((name for name in sure if same_outlet(name, claim.value)), claim.value)
    return believed(claim, weight, registered(agreeing) or for_readers(agreeing))


def spells(name: str, host: str, label: str) -> bool:
    """Return whether a name is a host's label or the host itself, marks aside."""
    return core(name) == squeeze(label) or squeeze(name) in {squeeze(label), squeeze(host)}


def is_agency(name: str) -> bool:
    """Return whether a name is a news agency's, whose dateline other outlets print."""
    known = known_names().get(squeeze(name))
    return known is not None and squeeze(known) in agencies()


@cache
def agencies() -> frozenset[str]:
    """Return the squeezed names of agencies; readers may know one by its host as well."""
    return frozenset(map(squeeze, lexicon_table("outlets")["wires"]))
