"""Finding furniture that no rule knows, by the shape of lines and by their neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from transforms.finders.lines.bounds import Bounds, find_bounds
from transforms.finders.lines.candidates import candidates
from transforms.finders.lines.features import AT, line_features, read_vocabulary
from transforms.finders.lines.header import find_header, opened
from transforms.finders.lines.kinds import name_kind
from transforms.finders.lines.lists import languages
from transforms.finders.lines.model import Model, largest_terms, load_model, log_odds, probability
from transforms.finders.lines.teasers import LEAD, SECTION, find_menu, find_teasers
from transforms.finders.lines.walls import find_contents, find_walled
from transforms.records import Removal
from transforms.sheet import Standing
from transforms.text.words import fold_words

PLACES = {
    "header": "above the story: its headline, byline or dateline stands below",
    "contents": "in a table of contents",
    "walled-in": "between lines of furniture",
}
"""What tells furniture by its place alone, and what the ledger says of it."""

BLOCK = "in a block of teasers or of a menu"
"""Why a line is struck that the model would not strike by itself."""

SCORE_DIGITS = 4
"""Digits of a probability in the ledger; the last ones of a float differ between machines."""

SURE = 0.97
"""Probability from which on a line is struck on a page where nothing else was: most such pages are clean already,
as every page is that is fed back."""

ENOUGH_PROSE = 800
"""Characters that tell the language."""

FEWEST_HEADLINE_WORDS = 4
"""Words; what is shorter above a story is mostly a section, a date or a name."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    What the ledger says of a line.

    Attributes:
        kind: Kind of furniture.

        reason: What stands behind the kind in the rule's name.

        score: Probability, where the model gave one.

        why: Its largest terms, or the place in words.
    """

    kind: str
    reason: str
    score: float | None
    why: str


def find_unlabelled(page: Standing, title: str | None = None, *, model: Model | None = None) -> tuple[Removal, ...]:
    """
    Find furniture without a label: teasers of other stories, menus, tag lists, prompts no rule knows.

    Run it after rules, metadata and repeats were struck: what is struck around a line says most
    about it. Whole lines only. The ledger names the kind that words and neighbours suggest, as in
    `related.shape`, with the model's probability and its largest terms; before, inside, behind the
    story and under its end a line is struck from a probability of its own on. What is told by its
    place has no score (see `PLACES`).

    Args:
        page: What stands of the page so far.

        title: The headline, where it is known; else it is read off the removals.

        model: The model; the packaged one where it is left out.

    Returns:
        Removals of layer `model`, in reading order; none on a page without a paragraph of prose,
        where nothing tells a short story from a menu, and none in a language that the model was
        not trained for (see `is_spoken`).
    """
    features = score_features(page, title)
    if not features:
        return ()
    struck = told_by_place(page, features)
    model = model or load_model()
    odds = {n: log_odds(row, model) for n, row in features.items()}
    likely = may_strike(max(odds.values()), model)
    if not (struck or likely) or not is_spoken(page):
        return ()
    if likely:
        struck = told_by_model(page, features, odds, model) | struck
    walled = find_walled(page, frozenset(struck))
    struck |= {n: by_place(kind, "walled-in") for n, kind in walled.items()}
    return tuple(r for n in sorted(struck) for r in claim(page, n, struck[n]))


def by_place(kind: str, place: str) -> Verdict:
    """Return what the ledger says of a line that its place gives away."""
    return Verdict(kind, place, None, PLACES[place])


def told_by_place(page: Standing, features: Mapping[int, list[float]]) -> dict[int, Verdict]:
    """Return what is furniture for where it stands: above the story, in a table of contents."""
    headline = headline_place(page)
    told = dict.fromkeys(sorted(find_contents(page)), by_place("widget", "contents"))
    for number, place in find_header(page).items():
        kind = place or (name_kind(page, number, features[number]) if number in features else "widget")
        told[number] = by_place("title" if number == headline else kind, "header")
    return told


def told_by_model(
    page: Standing, features: Mapping[int, list[float]], odds: Mapping[int, float], model: Model
) -> dict[int, Verdict]:
    """Return what the model is sure of, and blocks of teasers and menus; what a dateline has opened is story."""
    bounds = find_bounds(page, odds)
    spared, least = headline_place(page), 0.0 if True in page.furniture else SURE
    blocks = find_teasers(page, features, odds) | find_menu(page, features, odds)
    begun = opened(page)
    told: dict[int, Verdict] = {}
    for number, value in odds.items():
        score = probability(value)
        sure = score >= max(least, limit(number, bounds, features[number], model))
        if (sure or number in blocks) and number != spared and not -1 < begun <= number < page.first:
            line = features[number]
            terms = largest_terms(line, model)
            why = terms if sure else f"{BLOCK}; {terms}"
            told[number] = Verdict(name_kind(page, number, line), "shape", round(score, SCORE_DIGITS), why)
    return told


def may_strike(odds: float, model: Model) -> bool:
    """Return whether a page may lose a line, sure or among teasers, by the odds of its likeliest: one in three may."""
    least = min(model.inside, model.before, model.after, model.under)
    return odds >= min(LEAD, SECTION) or probability(odds) >= least


def is_spoken(page: Standing) -> bool:
    """
    Return whether a page speaks a language that the model was trained for; `words.toml` names them.

    The story's first words are read: few small words of these languages stand in another one, and none in
    another script, where the model would take every line for a headline.
    """
    prose = " ".join(page.left[n] for n in range(page.first, page.last + 1) if page.prose[n])[:ENOUGH_PROSE]
    tokens = fold_words(prose)
    return any(len([t for t in tokens if t in small]) >= least * len(tokens) for least, small in languages().values())


def score_features(page: Standing, title: str | None = None) -> dict[int, list[float]]:
    """Return the features of every candidate, by block; where no headline is given, a struck one is read."""
    numbers = candidates(page) if page.last >= 0 else []
    if not numbers:
        return {}
    headline = title or next((r.text for r in page.removals if r.kind == "title"), "")
    words = read_vocabulary(page, headline)
    return {n: line_features(page, n, words) for n in numbers}


def limit(number: int, bounds: Bounds, line: Sequence[float], model: Model) -> float:
    """Return the probability from which on a line is struck; what ends a sentence may be the story's first or last."""
    if number < bounds.begin:
        return max(model.before, SURE) if line[AT["ends_sentence"]] else model.before
    if number < bounds.end:
        return model.inside
    if line[AT["ends_sentence"]] and not line[AT["ends_question"]]:
        return model.after
    return model.under if line[AT["under_heading"]] or line[AT["under_end"]] else model.after


def headline_place(page: Standing) -> int:
    """
    Return the block that may be the headline, -1 where it was struck already or none is likely.

    A headline nobody recognised looks like another story's; the line next above the story is spared.
    """
    if any(r.kind == "title" for r in page.removals):
        return -1
    above = (n for n in range(page.first - 1, -1, -1) if len(page.left[n].split()) >= FEWEST_HEADLINE_WORDS)
    return next(above, -1)


def claim(page: Standing, number: int, said: Verdict) -> Iterator[Removal]:
    """Yield what still stands of a block: what is struck already keeps its name."""
    at = 0
    rule = f"{said.kind}.{said.reason}"
    ends = [(r.start, r.end) for r in page.removals if r.block == number]
    size = len(page.blocks[number].text)
    for start, end in [*ends, (size, size)]:
        if at < start:
            yield Removal(number, at, start, said.kind, rule, "model", said.score, said.why)
        at = end
