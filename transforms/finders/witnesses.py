"""Everybody who says something of a field, winners and losers, for who asks why a page says what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from transforms.evidence import Claim
from transforms.names.hosts import host_of, is_no_outlet, known_at, registrable, section_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transforms.sheet import Standing

Heard = list[Claim[Any]]


def claims(field: str, values: Iterable[Any], origin: str, weight: float = 1.0) -> Iterator[Claim[Any]]:
    """Yield a claim for each value that says something."""
    return (Claim(field, value, origin, weight) for value in values if value)


def of_title(standing: Standing, found: str | None, *, printed: bool) -> Heard:
    """Return what speaks of the headline: the markup, what came along, the line that looks like one."""
    sheet = standing.sheet
    line = [found] if printed and found else []
    return [
        *claims("title", line, "line", 3),
        *claims("title", sheet.facts.titles, "markup", 2),
        *claims("title", [sheet.hints.get("title", "").strip()], "hint"),
    ]


def of_outlet(standing: Standing, printed: str | None, named: Iterable[tuple[str, int]]) -> Heard:
    """Return what speaks of the outlet: the registry's row for the host, markup, notices, the dateline, a hint."""
    sheet = standing.sheet
    host = host_of(sheet.url) or host_of(sheet.facts.canonical_url)
    row = known_at(host, section_of(sheet.url)) if host and not is_no_outlet(host) else None
    return [
        *claims("outlet", [row], "registry", 6),
        *claims("outlet", [sheet.facts.site_name], "markup", 5),
        *(Claim("outlet", name, "notice", 1.0 + weight / 2) for name, weight in named),
        *claims("outlet", [sheet.hints.get("outlet"), sheet.hints.get("source")], "hint", 2),
        *claims("outlet", [printed], "dateline", 2),
        *claims("outlet", [registrable(host) if host and not is_no_outlet(host) else None], "host"),
    ]


def of_people(standing: Standing, editors: Iterable[str], **voices: Iterable[str]) -> Heard:
    """Return who is said to have written and edited the copy, and by whom; `voices` name the authors by origin."""
    facts, hints = standing.sheet.facts, standing.sheet.hints
    told = [("markup", facts.authors), *voices.items(), ("hint", [hints.get("author", "")])]
    return [
        *(claim for origin, names in told for claim in claims("authors", names, origin)),
        *claims("editors", facts.editors, "markup"),
        *claims("editors", editors, "credit"),
        *claims("editors", [hints.get("editor", "")], "hint"),
    ]
