"""All enrichers over one article, in the order in which they need each other."""

from __future__ import annotations

from dataclasses import dataclass, replace

from transforms.finders.credits.find import People, find_people
from transforms.finders.credits.signature import Closing, find_closing
from transforms.finders.dateline.find import Dateline, find_dateline
from transforms.finders.outlet.find import Outlet, find_outlet, host_spelled, outlet_hint
from transforms.finders.outlet.own_name import self_names
from transforms.finders.sources.find import Wires, find_wires
from transforms.names.agencies import unique
from transforms.records import Removal
from transforms.sheet import Standing


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
            *self.people.removals,
            *self.wires.removals,
            *self.closing.removals,
        )


def read_article(standing: Standing) -> Enrichment:
    """Read dateline, outlet, people and wire credits; best once furniture and repeats were struck."""
    facts, hints, where = standing.sheet.facts, standing.sheet.hints, standing.sheet.url
    named = self_names(standing)
    hint = outlet_hint(facts, where, hints, named)
    spelled = host_spelled(standing, where)
    names = [*(name for name, _ in named[:3]), *([spelled] if spelled else [])]
    dateline = find_dateline(standing, outlet_hint=hint, names=names)
    outlet = find_outlet(standing, facts, dateline, where, hints, named=named)
    people = find_people(standing, facts, hints, outlet=outlet.name)
    wires = find_wires(standing, outlet.name)
    closing = find_closing(standing, [name for name in (hint, spelled, outlet.name, dateline.outlet) if name])
    if closing.sources:
        wires = replace(wires, wire_sources=unique([*wires.wire_sources, *closing.sources], outlet.name))
    return Enrichment(dateline, outlet, people, wires, closing)
