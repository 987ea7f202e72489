"""The effect on labelled pages, where somebody has some: right answers before and now."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from flows.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from flows.compare.both import Both, Row

    Gold = dict[str, dict[str, Any]]


def read_gold(path: Path) -> Gold:
    """
    Read labelled pages: a JSON object a line, with `source` and any of `body`, `title`, `date`, `authors`.

    Raises:
        UsageError: The file cannot be read as that.
    """
    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return {line["source"]: line for line in lines}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"--gold {path}: no JSON object with a `source` on each line ({error})") from error


def count_gold(gold: Gold, both: Iterable[Both]) -> dict[str, dict[str, int]]:
    """Count by field how many differing pages that are labelled became right or wrong, nearer or farther."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in RIGHT}
    for one in both:
        told = gold.get(one.source)
        for name, right in RIGHT.items():
            if not told or told.get(name) in (None, "", []):
                continue
            before, now = (right(row, told[name]) if row else 0.0 for row in (one.was, one.now))
            if before != now:
                counts[name]["better" if now > before else "worse"] += 1
    return {name: dict(count) for name, count in counts.items() if count}


def body_right(row: Row, wanted: str) -> float:
    """Return how near a text is to the labelled one: F1 of words."""
    mine, theirs = Counter(row["text"].split()), Counter(wanted.split())
    both = sum((mine & theirs).values())
    return 2 * both / max(sum(mine.values()) + sum(theirs.values()), 1)


def title_right(row: Row, wanted: str) -> float:
    """Return whether a title is the labelled one, letters and digits alone."""
    return float(folded(row["title"] or "") == folded(wanted))


def date_right(row: Row, wanted: str) -> float:
    """Return whether a day is the labelled one."""
    return float(str(row["published_date"]) == wanted[:10])


def authors_right(row: Row, wanted: Iterable[str]) -> float:
    """Return whether the authors are the labelled ones."""
    return float({folded(name) for name in row["authors"] or ()} == {folded(name) for name in wanted})


def folded(text: str) -> str:
    """Return the letters and digits of a text, small."""
    return "".join(mark for mark in text.casefold() if mark.isalnum())


RIGHT: Mapping[str, Callable[[Row, Any], float]] = {
    "body": body_right,
    "title": title_right,
    "date": date_right,
    "authors": authors_right,
}
"""How right a row is by each thing that may be labelled."""
