"""How the worst rows look: what left the text, what came, and which fields changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.compare.pairs import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.compare.both import Both

LONGEST = 160
"""Characters shown of a line."""

MOST_LINES = 8
"""Lines shown of a record."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A record that changed, and the lines that show how."""

    cause: str
    record_id: str
    source: str
    lines: tuple[str, ...]


def sample_of(cause: str, both: Both) -> Sample:
    """Return how a record changed."""
    lines = list(shown(both))
    more = [f"… and {len(lines) - MOST_LINES} lines more"] if len(lines) > MOST_LINES else []
    return Sample(cause, both.record_id, both.source, (*lines[:MOST_LINES], *more))


def shown(both: Both) -> Iterator[str]:
    """Yield the lines that show how a record changed."""
    if both.was is None or both.now is None:
        yield f"  {both.was_refused or 'a row'} → {both.now_refused or 'a row'}"
    was, now = (row["text"] if row else "" for row in (both.was, both.now))
    before, after = Counter(was.split("\n")), Counter(now.split("\n"))
    yield from (f"- {cut(line)}" for line in (before - after).elements() if line)
    yield from (f"+ {cut(line)}" for line in (after - before).elements() if line)
    if both.was is None or both.now is None:
        return
    for name in FIELDS:
        if both.was[name] != both.now[name]:
            yield f"  {name}: {cut(both.was[name])} → {cut(both.now[name])}"


def cut(value: object) -> str:
    """Return a value in one line that is not too long."""
    said = " ".join(str(value).split()) if value is not None else "-"
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}…"
