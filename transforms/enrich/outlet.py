"""
Finding the outlet: who published this copy.

The host is the best witness, but hosts have no spaces and no case: what the
page prints gives the name, the host says which of the names it is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.enrich.hosts import host_of, is_no_outlet, known_at, label_of, platform_label, registrable
from transforms.enrich.names import core, is_domain, known_names, same_outlet
from transforms.enrich.selfnaming import SURE, self_names
from transforms.enrich.tables import squeeze
from transforms.records import NO_HINTS, Article, Block, Removal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transforms.enrich.dateline import Dateline
    from transforms.facts import PageFacts

SHORTEST_LABEL = 5
"""Shorter host labels turn up inside other words."""
LONGEST_SITE_NAME = 40
"""Longer site names are slogans."""
SIGNED = re.compile(r"(?<=[.!?”\")])\s?[-–—]\s?(?P<name>[A-Za-z0-9][\w .&'’-]{2,48})$")
"""What signs a paragraph: a dash behind its last sentence, and a name."""
LONGEST_SIGNED = 60
SLOGAN = re.compile(r"\s+[-–|:•]\s+.*$")


@dataclass(frozen=True, slots=True)
class Outlet:
    """
    Who published a copy.

    Attributes:
        name: As readers know it: `detikcom`, `Lensa Mahakam`. None where nothing tells.

        domain: The registrable domain of the copy's URL, with the label in front for a platform.

        removals: The outlet's name behind a story's last words, ` - Lensa Rawa`, kind `credit`.
    """

    name: str | None = None
    domain: str | None = None
    removals: tuple[Removal, ...] = ()


def find_signature(article: Article, name: str | None) -> tuple[Removal, ...]:
    """Find the outlet's name behind the last sentence of a block: `… bulan depan. - Lensa Rawa`."""
    if not name:
        return ()
    found = (
        (i, SIGNED.search(block.text, max(0, len(block.text) - LONGEST_SIGNED)))
        for i, block in article.story()
        if block.text[-1:].isalnum()
    )
    return tuple(
        Removal(i, m.start(), m.end(), "credit", "credit.outlet", "metadata")
        for i, m in found
        if m and same_outlet(m["name"], name)
    )


def outlet_hint(
    article: Article,
    facts: PageFacts,
    url: str | None,
    hints: Mapping[str, str] = NO_HINTS,
    *,
    named: Sequence[tuple[str, int]] | None = None,
) -> str | None:
    """Return what the outlet is called before the dateline is read, for `find_dateline`."""
    return name_outlet(article, facts, None, url, hints, named=named)[0]


def find_outlet(
    article: Article,
    facts: PageFacts,
    dateline: Dateline | None,
    url: str | None,
    hints: Mapping[str, str] = NO_HINTS,
    *,
    named: Sequence[tuple[str, int]] | None = None,
) -> Outlet:
    """
    Find the outlet that published a copy.

    Args:
        article: The article to read, struck blocks too: furniture names the outlet.

        facts: What the markup claims.

        dateline: The story's dateline, where it has been read.

        url: Where the page was fetched.

        hints: What came along with the page; `outlet` and `source` are read.

        named: What `self_names` found, where the caller has asked already.
    """
    name, domain = name_outlet(article, facts, dateline, url, hints, named=named)
    return Outlet(name, domain, find_signature(article, name))


def name_outlet(
    article: Article,
    facts: PageFacts,
    dateline: Dateline | None,
    url: str | None,
    hints: Mapping[str, str],
    *,
    named: Sequence[tuple[str, int]] | None,
) -> tuple[str | None, str | None]:
    """Return the name and the domain of the outlet; the arguments are those of `find_outlet`."""
    host = host_of(url) or host_of(facts.canonical_url)
    domain = registrable(host) if host else None
    if host and not is_no_outlet(host):
        known = known_at(host)
        if known:
            return known, domain
    spoken = self_names(article.blocks) if named is None else named
    printed = [dateline.outlet] if dateline and dateline.outlet else []
    site = site_name(facts)
    claims = [
        *([site] if site else []),
        *printed,
        *(name for name, _ in spoken),
        *([hints["outlet"]] if hints.get("outlet") else []),
    ]
    label = label_of(host) if host else None
    name = name_at(host or "", label, claims, article.blocks) if label else nameless(printed, spoken, site, hints)
    return name, domain


def site_name(facts: PageFacts) -> str | None:
    """Return the site's name from the markup, without its slogan."""
    name = SLOGAN.sub("", facts.site_name or "").strip()
    return name if 1 < len(name) <= LONGEST_SITE_NAME else None


def name_at(host: str, label: str, claims: Sequence[str], blocks: Sequence[Block]) -> str:
    """Return the printed name that a host's label spells, else the host's own name."""
    for claim in claims:
        if core(claim) == squeeze(label) or squeeze(claim) in {squeeze(label), squeeze(host)}:
            return for_readers(claim)
    found = printed_label(label, blocks)
    if found:
        return for_readers(found)
    own = label if platform_label(host) else registrable(host) or host
    return own[0].upper() + own[1:]


def printed_label(label: str, blocks: Sequence[Block]) -> str | None:
    """Find how a page prints its host's label: `lensarawa` as `Lensa Rawa`, the commonest spelling first."""
    if len(label) < SHORTEST_LABEL:
        return None
    key = label.replace("-", "")
    text = "\n".join(block.text for block in blocks)
    if key not in text.casefold().replace(" ", "").replace("-", ""):
        return None
    spelled = re.compile(
        r"(?<![/@.-])"
        + "[ -]?".join(map(re.escape, key))
        + r"(?:\.(?:com?|id|net|org|info|news|my)(?:\.(?:id|my))?)?(?![\w/@])",
        re.IGNORECASE,
    )
    seen = Counter(m[0] for m in spelled.finditer(text) if is_spelled_out(text, m))
    return max(seen, key=lambda name: (seen[name], not name.isupper(), name)) if seen else None


def is_spelled_out(text: str, match: re.Match[str]) -> bool:
    """Say whether a spelling tells more than the host does, and is no piece of a longer word."""
    if text[match.start() - 1 : match.start()].isalnum() and not match[0][0].isupper():
        return False
    return not match[0].islower() or is_domain(match[0])


def nameless(
    printed: Sequence[str], spoken: Sequence[tuple[str, int]], site: str | None, hints: Mapping[str, str]
) -> str | None:
    """Name the outlet of a page without a URL."""
    sure = [name for name, weight in spoken if weight >= SURE]
    given = hints.get("outlet") or hints.get("source") or ""
    for name in (*printed, *([site] if site else []), *([given] if given else []), *sure):
        agreeing = next((s for s in sure if same_outlet(s, name)), name)
        return for_readers(agreeing)
    return None


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
