"""All enrichers over one article, in the order in which they need each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from transforms.finders.credits.find import People, find_people
from transforms.finders.credits.signature import Closing, find_closing
from transforms.finders.dateline.find import Dateline, find_dateline
from transforms.finders.evidence import gather
from transforms.finders.outlet.find import Outlet, find_outlet, host_spelled, outlet_hint
from transforms.finders.outlet.own_name import self_names
from transforms.finders.sources.find import Wires, find_wires
from transforms.names.agencies import unique
from transforms.records import NO_HINTS, Article, Removal
from transforms.records.facts import NO_FACTS, PageFacts

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Enrichment:
    """What an article says about itself."""

    dateline: Dateline
    outlet: Outlet
    people: People
    wires: Wires
    closing: Closing

    @property
    def removals(self) -> tuple[Removal, ...]:
        """Every span that leaves the text as metadata, for `Article.strike`."""
        return (
            *self.dateline.removals,
            *self.outlet.removals,
            *self.people.removals,
            *self.wires.removals,
            *self.closing.removals,
        )


def read_article(
    article: Article, facts: PageFacts = NO_FACTS, hints: Mapping[str, str] = NO_HINTS, *, url: str | None = None
) -> Enrichment:
    """
    Read dateline, outlet, people and wire credits.

    Args:
        article: The article, best after furniture and repeats were struck. It is not changed.

        facts: What the markup claims.

        hints: What came along with the page.

        url: The page's URL where it is not the article's.
    """
    where = url or article.url
    evidence = gather(article)
    named = self_names(evidence)
    hint = outlet_hint(facts, where, hints, named)
    spelled = host_spelled(evidence, where)
    names = [*(name for name, _ in named[:3]), *([spelled] if spelled else [])]
    dateline = find_dateline(evidence, outlet_hint=hint, names=names)
    outlet = find_outlet(evidence, facts, dateline, where, hints, named=named)
    people = find_people(evidence, facts, hints, outlet=outlet.name)
    wires = find_wires(evidence, outlet.name)
    closing = find_closing(evidence, [name for name in (hint, spelled, outlet.name, dateline.outlet) if name])
    if closing.sources:
        wires = replace(wires, wire_sources=unique([*wires.wire_sources, *closing.sources], outlet.name))
    return Enrichment(dateline, outlet, people, wires, closing)
