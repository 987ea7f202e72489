"""
Finding the outlet: who published this copy.

The host is the best witness, but hosts have no spaces and no case: what the
page prints gives the name, the host says which of the names it is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from transforms.evidence import Claim, decide
from transforms.finders.outlet.claims import is_agency, outlet_claims, voices_of
from transforms.finders.outlet.own_name import self_names
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import words
from transforms.names.agencies import canonical
from transforms.names.hosts import host_of, label_of, registrable
from transforms.names.outlets import is_domain, same_outlet
from transforms.names.squeeze import squeeze

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transforms.records.facts import PageFacts
    from transforms.sheet import Standing

SHORTEST_LABEL = 5
"""Shorter host labels turn up inside other words."""
SOURCE_LINES = 4
"""Lines at the end of a page among which its source stands."""
HOSTS_KEPT = 4096
"""Hosts whose label's patterns stay in memory."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """
    Who published a copy.

    Attributes:
        name: As readers know it: `detikcom`, `Lensa Mahakam`. None where nothing tells.

        domain: The registrable domain of the copy's URL, with the label in front for a platform.

        claims: What every voice said.
    """

    name: str | None = None
    domain: str | None = None
    claims: tuple[Claim[str], ...] = ()


def outlet_hint(
    facts: PageFacts, url: str | None, hints: Mapping[str, str], named: Sequence[tuple[str, int]]
) -> str | None:
    """Return what the outlet is called before the dateline is read, for `find_dateline`."""
    best = decide(outlet_claims(voices_of(facts, url, hints, named)), same_outlet)
    return best.value if best else None


def find_outlet(
    standing: Standing,
    printed: str | None = None,
    *,
    named: Sequence[tuple[str, int]] | None = None,
    spelled: str | None = None,
    republished: tuple[str | None, bool] = (None, False),
) -> Outlet:
    """
    Find the outlet that published a copy.

    Args:
        standing: The page, struck blocks too: furniture names the outlet. Of what came along with it `outlet` and
            `source` are read.

        printed: The outlet that the story's dateline names, where it names one.

        named: What `self_names` found, where the caller has asked already.

        spelled: How the page prints its host's label, see `host_spelled`.

        republished: Where a notice says that the story stood, and whether it gives an address of the page's own host.
    """
    spoken = self_names(standing) if named is None else named
    sheet = standing.sheet
    printed = None if printed and is_agency(printed) and is_taken_from(printed, standing) else printed
    said = voices_of(sheet.facts, sheet.url, sheet.hints, spoken)._replace(
        printed=printed, spelled=spelled, republished=republished[0], own=republished[1]
    )
    claims = outlet_claims(said)
    best = decide(claims, same_outlet)
    host = host_of(said.url) or host_of(said.canonical)
    return Outlet(best.value if best else None, registrable(host) if host else None, tuple(claims))


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


def is_taken_from(agency: str, standing: Standing) -> bool:
    """Return whether a page's last lines name an agency as its source: then the agency's dateline came along."""
    lines = (block.text.partition(":") for _, block in standing.credited[-SOURCE_LINES:] if ":" in block.text)
    labels = words("wires", "line_labels")
    return any(fold(label.strip()) in labels and is_the_agency(said.strip(), agency) for label, _, said in lines)


def is_the_agency(name: str, agency: str) -> bool:
    """Return whether a name is an agency's, or an address that bears its letters."""
    return same_outlet(canonical(name), agency) or (is_domain(name) and squeeze(agency) in squeeze(name))
