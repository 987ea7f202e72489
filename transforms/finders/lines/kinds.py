"""What a struck line is called: words, shapes and neighbours vote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms.finders.lines.features import FEATURES
from transforms.finders.lines.model import Judged
from transforms.finders.lines.place import LONGEST_HEADING, NEAR
from transforms.lexicon.fold import fold
from transforms.lexicon.grams import shares
from transforms.lexicon.lists import folded
from transforms.lexicon.tables import read_table
from transforms.sheet import Standing
from transforms.text.words import WORD

MOST_WORDS = 3
"""Points that the words of a kind give at most: long prompts hold words of many kinds."""

ABOVE, BELOW = 1.0, 0.7
"""Points for the kind of the nearest struck line above and below."""


LEARNED = 1.0
"""Points for a log-odds of furniture that an n-gram of a kind adds."""

HEADED = {"author_box": 2.6, "nav": 2.6, "widget": 1.6}
"""Points instead of `ABOVE` below a short struck line of these kinds: it heads a list whose entries look like titles of
other stories or like nothing at all, such as a menu's or an author's name."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of removal with its words and its weighted features (index into `FEATURES`)."""

    name: str
    words: frozenset[str]
    shapes: tuple[tuple[int, float], ...]


@lru_cache(maxsize=1)
def load_kinds() -> tuple[Kind, ...]:
    """Read the kinds: their shapes beside this module, their words in the lexicon."""
    return tuple(
        Kind(
            table["name"],
            folded("kinds", table["name"]),
            tuple((FEATURES.index(name), float(weight)) for name, weight in table["shapes"].items()),
        )
        for table in read_table("finders/lines/kinds.toml")["kind"]
    )


@lru_cache(maxsize=1)
def kinds_by_word() -> Mapping[str, tuple[str, ...]]:
    """Return for each word the kinds that it speaks for: a line's few words are looked up, not every kind's."""
    found: dict[str, tuple[str, ...]] = {}
    for kind in load_kinds():
        for word in kind.words:
            found[word] = (*found.get(word, ()), kind.name)
    return found


def name_kind(page: Standing, judged: Judged) -> str:
    """Return the kind of furniture of a line or sentence; of equals the first."""
    said = word_points(judged.unit.text)
    learned = gram_points(judged)
    lent = neighbour_points(page, judged.unit.block)
    points = {
        kind.name: said.get(kind.name, 0)
        + learned.get(kind.name, 0.0)
        + shape_points(kind, judged.line)
        + lent.get(kind.name, 0.0)
        for kind in load_kinds()
    }
    return max(points, key=points.__getitem__)


def gram_points(judged: Judged) -> Mapping[str, float]:
    """Return the points of the kinds whose n-grams a line holds."""
    points: dict[str, float] = {}
    for gram, share in shares(judged.said):
        known = judged.grams[gram]
        if known.kind:
            points[known.kind] = points.get(known.kind, 0.0) + LEARNED * known.weight * share
    return points


def word_points(text: str) -> Mapping[str, int]:
    """Return the points of the kinds for which a line's own words speak."""
    points: dict[str, int] = {}
    speaks_for = kinds_by_word().get
    for word in {*WORD.findall(fold(text))}:
        for name in speaks_for(word, ()):
            points[name] = min(MOST_WORDS, points.get(name, 0) + 1)
    return points


def shape_points(kind: Kind, features: Sequence[float]) -> float:
    """Return what a line's shape says for a kind."""
    return sum([weight * features[at] for at, weight in kind.shapes]) if kind.shapes else 0.0


def neighbour_points(page: Standing, number: int) -> Mapping[str, float]:
    """Return the points of the kinds of the nearest struck furniture above and below."""
    points: dict[str, float] = {}
    for step, worth in ((-1, ABOVE), (1, BELOW)):
        for far in range(1, NEAR + 1):
            at = number + step * far
            if not 0 <= at < len(page.kinds) or page.prose[at]:
                break
            if page.furniture[at]:
                kind, heads = page.kinds[at], step < 0 and page.sheet.sizes[at] <= LONGEST_HEADING
                most = HEADED.get(kind, worth) if heads else worth
                points[kind] = points.get(kind, 0.0) + most * (1 - (far - 1) / (NEAR + 1))
                break
    return points
