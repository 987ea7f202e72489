"""
Finding the outlet: who published this copy.

The host is the best witness, but hosts have no spaces and no case: what the
page prints gives the name, the host says which of the names it is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from transforms.finders.outlet.own_name import SURE, self_names
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import lexicon_table, words
from transforms.names.agencies import canonical
from transforms.names.hosts import (
    has_own_paper,
    host_of,
    is_no_outlet,
    known_at,
    label_of,
    platform_label,
    registrable,
    section_of,
)
from transforms.names.outlets import core, is_domain, is_known, known_names, same_outlet
from transforms.names.squeeze import squeeze

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transforms.records.facts import PageFacts
    from transforms.sheet import Standing

SHORTEST_LABEL = 5
"""Shorter host labels turn up inside other words."""
SOURCE_LINES = 4
"""Lines at the end of a page among which its source stands."""
LONGEST_SITE_NAME = 40
"""Longer site names are slogans."""
HOSTS_KEPT = 4096
"""Hosts whose label's patterns stay in memory."""
SLOGAN = re.compile(r"\s+[-–|:•]\s+.*$")


@dataclass(frozen=True, slots=True)
class Outlet:
    """
    Who published a copy.

    Attributes:
        name: As readers know it: `detikcom`, `Lensa Mahakam`. None where nothing tells.

        domain: The registrable domain of the copy's URL, with the label in front for a platform.
    """

    name: str | None = None
    domain: str | None = None


def outlet_hint(
    facts: PageFacts, url: str | None, hints: Mapping[str, str], named: Sequence[tuple[str, int]]
) -> str | None:
    """Return what the outlet is called before the dateline is read, for `find_dateline`."""
    return name_outlet(facts, None, url, hints, named)[0]


def find_outlet(
    standing: Standing,
    printed: str | None = None,
    *,
    named: Sequence[tuple[str, int]] | None = None,
    spelled: str | None = None,
) -> Outlet:
    """
    Find the outlet that published a copy.

    Args:
        standing: The page, struck blocks too: furniture names the outlet. Of what came along with it `outlet` and
            `source` are read.

        printed: The outlet that the story's dateline names, where it names one.

        named: What `self_names` found, where the caller has asked already.

        spelled: How the page prints its host's label, see `host_spelled`.
    """
    spoken = self_names(standing) if named is None else named
    sheet = standing.sheet
    printed = None if printed and is_agency(printed) and is_taken_from(printed, standing) else printed
    name, domain = name_outlet(sheet.facts, printed, sheet.url, sheet.hints, spoken, spelled)
    return Outlet(name, domain)


def name_outlet(
    facts: PageFacts,
    printed: str | None,
    url: str | None,
    hints: Mapping[str, str],
    spoken: Sequence[tuple[str, int]],
    spelled: str | None = None,
) -> tuple[str | None, str | None]:
    """Return the name and the domain of the outlet; `spoken` is what `self_names` found."""
    host = host_of(url) or host_of(facts.canonical_url)
    domain = registrable(host) if host else None
    if host and not is_no_outlet(host):
        if printed and has_own_paper(host) and (is_domain(printed) or is_known(printed)):
            return for_readers(printed), domain
        known = known_at(host, section_of(url))
        if known:
            return known, domain
    site = site_name(facts)
    claims = [
        *([site] if site else []),
        *(name for name, _ in spoken),
        *([hints["outlet"]] if hints.get("outlet") else []),
    ]
    label = label_of(host) if host else None
    if host and label and (domain or platform_label(host)):
        return name_at(host, label, claims), domain
    told = [printed] if printed else []
    if host and label:
        name = name_spelled(host, label, [*told, *claims, *([spelled] if spelled else [])], told, spoken)
        return name or nameless([], [], None, hints), domain
    return nameless(told, spoken, site, hints), domain


def site_name(facts: PageFacts) -> str | None:
    """Return the site's name from the markup, without its slogan."""
    name = SLOGAN.sub("", facts.site_name or "").strip()
    return name if 1 < len(name) <= LONGEST_SITE_NAME else None


def name_at(host: str, label: str, claims: Sequence[str]) -> str:
    """
    Return the outlet's name for a host that the table does not know: the same for all of its pages.

    A spelling counts where markup or the page's own notices (copyright, follow lines) print it and it
    is the host's label: every page of an outlet has those. Headlines, datelines and prose have the
    name on some pages only, so they have no say. A bare domain is the host in small letters.

    >>> name_at("kabarrawa.id", "kabarrawa", ["KabarRawa.id"]), name_at("kabarrawa.id", "kabarrawa", ["Kabar Rawa"])
    ('kabarrawa.id', 'Kabar Rawa')
    """
    own = label if platform_label(host) else registrable(host) or host
    for claim in claims:
        if core(claim) == squeeze(label) or squeeze(claim) in {squeeze(label), squeeze(host)}:
            return own if is_domain(claim) and not is_known(claim) else for_readers(claim)
    return own


def name_spelled(
    host: str, label: str, claims: Sequence[str], printed: Sequence[str], spoken: Sequence[tuple[str, int]]
) -> str | None:
    """
    Return the outlet's name at a host whose ending the public list lacks, so that its owner cannot be looked up.

    The page decides: the claim that the host's letters spell, an edition in its dateline before all others, then the
    one of most words; else what dateline and notices print.
    """
    own = squeeze(label)
    editions = [name for name in printed if " " in name and squeeze(name).startswith(own)]
    agreeing = editions or [claim for claim in claims if core(claim) == own or squeeze(claim) == squeeze(host)]
    if agreeing:
        widest = max(agreeing, key=lambda claim: (not is_domain(claim), claim.count(" "), not claim.isupper()))
        return for_readers(widest)
    return nameless(printed, spoken, None, {})


def host_spelled(standing: Standing, url: str | None) -> str | None:
    """
    Return how a page prints its host's label anywhere: `lensarawa` as `Lensa Rawa`, the commonest spelling first.

    It helps to know a dateline; as the outlet's name it would differ from page to page.
    """
    host = host_of(url)
    label = label_of(host) if host else None
    return printed_label(label, standing) if label and len(label) >= SHORTEST_LABEL else None


@lru_cache(maxsize=HOSTS_KEPT)
def spelling(label: str) -> re.Pattern[str]:
    """Return a label's pattern in small letters: quick to find, where `printed_spelling` may hold."""
    return re.compile("[ -]?".join(map(re.escape, label.replace("-", ""))))


@lru_cache(maxsize=HOSTS_KEPT)
def printed_spelling(label: str) -> re.Pattern[str]:
    """Return the pattern of a label as pages print it, with a domain's ending or without."""
    ending = r"(?:\.(?:com?|id|net|org|info|news|my)(?:\.(?:id|my))?)?"
    return re.compile(rf"(?<![/@.-]){spelling(label).pattern}{ending}(?![\w/@])", re.IGNORECASE)


def printed_label(label: str, standing: Standing) -> str | None:
    """Find the commonest spelling of a label on a page."""
    if label.replace("-", "").encode() not in standing.sheet.unspaced:
        return None  # as on most pages: the pattern takes ten times as long
    small = spelling(label)
    near = small.search(standing.sheet.small)
    seen: Counter[str] = Counter()
    while near:
        match = printed_spelling(label).match(standing.sheet.text, near.start())
        if match and is_spelled_out(standing.sheet.text, match):
            seen[match[0]] += 1
        near = small.search(standing.sheet.small, match.end() if match else near.start() + 1)
    return max(seen, key=lambda name: (seen[name], not name.isupper(), name)) if seen else None


def is_spelled_out(text: str, match: re.Match[str]) -> bool:
    """Return whether a spelling tells more than the host does, and is no piece of a longer word."""
    if text[match.start() - 1 : match.start()].isalnum() and not match[0][0].isupper():
        return False
    return not match[0].islower() or is_domain(match[0])


def nameless(
    printed: Sequence[str], spoken: Sequence[tuple[str, int]], site: str | None, hints: Mapping[str, str]
) -> str | None:
    """Return the outlet of a page without a URL."""
    sure = [name for name, weight in spoken if weight >= SURE]
    given = hints.get("outlet") or hints.get("source") or ""
    if sure or site or given:  # an agency's dateline stands in the copies of its clients too
        printed = [name for name in printed if not is_agency(name)]
    for name in (*printed, *([site] if site else []), *([given] if given else []), *sure):
        agreeing = next((s for s in sure if same_outlet(s, name)), name)
        return for_readers(agreeing)
    return None


def is_taken_from(agency: str, standing: Standing) -> bool:
    """Return whether a page's last lines name an agency as its source: then the agency's dateline came along."""
    lines = (block.text.partition(":") for _, block in standing.credited[-SOURCE_LINES:] if ":" in block.text)
    labels = words("wires", "line_labels")
    return any(fold(label.strip()) in labels and same_outlet(canonical(said), agency) for label, _, said in lines)


def is_agency(name: str) -> bool:
    """Return whether a name is a news agency's, whose dateline other outlets print."""
    known = known_names().get(squeeze(name))
    return known is not None and squeeze(known) in agencies()


@cache
def agencies() -> frozenset[str]:
    """Return the squeezed names of agencies; readers may know one by its host as well."""
    return frozenset(map(squeeze, lexicon_table("outlets")["wires"]))


def for_readers(name: str) -> str:
    """
    Return an outlet's name as readers know it.

    >>> for_readers("KABAR RAWA"), for_readers("TRIBUNJOGJA.COM"), for_readers("kabarrawa.net")
    ('Kabar Rawa', 'TribunJogja.com', 'kabarrawa.net')
    """
    known = known_names().get(squeeze(name))
    if known:
        return known
    if name.isupper() and is_domain(name):
        return name.capitalize()
    return name.title() if name.isupper() and " " in name else name
