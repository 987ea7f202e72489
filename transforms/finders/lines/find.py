"""Finding furniture that no rule knows, by the shape of lines and by their neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from transforms.finders.lines.bounds import Bounds, find_bounds
from transforms.finders.lines.chain import joint_odds
from transforms.finders.lines.features import AT, line_features
from transforms.finders.lines.form import read_vocabulary
from transforms.finders.lines.header import find_beneath, find_header, opened
from transforms.finders.lines.kinds import name_kind
from transforms.finders.lines.lists import languages
from transforms.finders.lines.model import Judged, Model, judge, largest_terms, load_model, probability
from transforms.finders.lines.rows import rows_to_keep
from transforms.finders.lines.teasers import LEAD, SECTION, find_menu, find_teasers
from transforms.finders.lines.units import Unit, standing_stretches, units_of
from transforms.finders.lines.walls import find_announced, find_contents, find_walled
from transforms.lexicon.grams import SAID
from transforms.records import Removal
from transforms.sheet import Standing
from transforms.text.words import fold_words

PLACES = {
    "header": "above the story: its headline, byline or dateline stands below",
    "beneath": "right under the headline: it says when, or who by a cue, and ends no sentence",
    "contents": "in a table of contents",
    "walled-in": "between lines of furniture",
    "announced": "what a struck cue announces, up to what is struck next",
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
    announced = tuple(
        Removal(number, start, end, "related", "related.announced", "model", None, PLACES["announced"])
        for number, start, end in find_announced(page)
    )
    return (*announced, *find_learned(page, title, model=model))


def find_learned(page: Standing, title: str | None, *, model: Model | None) -> tuple[Removal, ...]:
    """Find what the model is sure of, and what the place of lines tells; see `find_unlabelled`."""
    seen = read_units(page, title)
    if not seen:
        return ()
    model = model or load_model()
    judged = with_neighbours([judge(unit, line, model) for unit, line in seen])
    struck = told_by_place(page, {one.unit.block: one for one in judged if not one.unit.part})
    likely = may_strike(max([one.odds for one in judged]), model)
    if not (struck or likely) or not is_spoken(page):
        return ()
    parts: list[tuple[Unit, Verdict]] = []
    if likely:
        told = told_by_model(page, judged, model)
        whole_lines = {unit.block: said for unit, said in told if not unit.part}
        kept = frozenset(rows_to_keep(page, whole_lines)) if whole_lines else frozenset()
        struck = {number: said for number, said in whole_lines.items() if number not in kept} | struck
        parts = [(unit, said) for unit, said in told if unit.part and unit.block not in struck]
    walled = find_walled(page, frozenset(struck))
    struck |= {n: by_place(kind, "walled-in") for n, kind in walled.items()}
    lines = [Unit(n, 0, page.sheet.sizes[n], page.left[n]) for n in sorted(struck)]
    whole = [r for unit in lines for r in claim(page, unit, struck[unit.block])]
    return tuple(sorted([*whole, *(r for unit, said in parts for r in claim(page, unit, said))], key=in_order))


def with_neighbours(judged: list[Judged]) -> list[Judged]:
    """Return lines and sentences with the log-odds that lines next to each other give each other."""
    joint = joint_odds({one.unit.block: one.odds for one in judged if not one.unit.part})
    return [one if one.unit.part else replace(one, odds=joint[one.unit.block]) for one in judged]


def in_order(removal: Removal) -> tuple[int, int]:
    """Return what orders removals as a reader meets them."""
    return removal.block, removal.start


def by_place(kind: str, place: str) -> Verdict:
    """Return what the ledger says of a line that its place gives away."""
    return Verdict(kind, place, None, PLACES[place])


def told_by_place(page: Standing, lines: Mapping[int, Judged]) -> dict[int, Verdict]:
    """Return what is furniture for where it stands: above the story, in a table of contents."""
    headline = headline_place(page)
    told = dict.fromkeys(sorted(find_contents(page)), by_place("widget", "contents"))
    for number, place in find_header(page).items():
        kind = place or (name_kind(page, lines[number]) if number in lines else "widget")
        told[number] = by_place("title" if number == headline else kind, "header")
    beneath = find_beneath(page)
    return told if beneath < 0 else {beneath: by_place("byline", "beneath")} | told


def told_by_model(page: Standing, judged: Sequence[Judged], model: Model) -> list[tuple[Unit, Verdict]]:
    """Return what the model is sure of, and blocks of teasers and menus; what a dateline has opened is story."""
    lines = {one.unit.block: one for one in judged if not one.unit.part}
    odds = {number: one.odds for number, one in lines.items()}
    features = {number: one.line for number, one in lines.items()}
    bounds = find_bounds(page, odds)
    spared, least = headline_place(page), 0.0 if True in page.furniture else SURE
    blocks = find_teasers(page, features, odds) | find_menu(page, features, odds)
    begun = opened(page)
    told: list[tuple[Unit, Verdict]] = []
    for one in judged:
        number, score = one.unit.block, probability(one.odds)
        sure = score >= max(least, model.limits["part"] if one.unit.part else limit(one, bounds, model))
        block = number in blocks and not one.unit.part
        open_story = -1 < begun <= number < page.first and not one.unit.part
        if (sure or block) and number != spared and not open_story:
            terms = largest_terms(one, model)
            why = terms if sure else f"{BLOCK}; {terms}"
            told.append((one.unit, Verdict(name_kind(page, one), "shape", round(score, SCORE_DIGITS), why)))
    return told


def may_strike(odds: float, model: Model) -> bool:
    """Return whether a page may lose a line, sure or among teasers, by the odds of its likeliest: one in three may."""
    least = min(model.limits.values())
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


def read_units(page: Standing, title: str | None = None, *, every: bool = False) -> list[tuple[Unit, list[float]]]:
    """Return lines and sentences with their features; where no headline is given, a struck one is read."""
    units = units_of(page, every=every) if page.last >= 0 else []
    if not units:
        return []
    headline = title or next((r.text for r in page.removals if r.kind == "title"), "")
    words = read_vocabulary(page, headline)
    return [(unit, line_features(page, unit, words)) for unit in units]


def limit(one: Judged, bounds: Bounds, model: Model) -> float:
    """Return the probability from which on a line is struck; what ends a sentence may be the story's first or last."""
    line, number = one.line, one.unit.block
    said = one.words >= SAID
    if number < bounds.begin:
        least = model.limits["said"] if said else model.limits["before"]
        return max(least, SURE) if line[AT["ends_sentence"]] and not said else least
    if number < bounds.end:
        return model.limits["inside"]
    if line[AT["under_heading"]] or line[AT["under_end"]]:
        bare = not line[AT["ends_sentence"]] or line[AT["ends_question"]]
        return model.limits["under"] if bare else model.limits["said"] if said else model.limits["after"]
    return model.limits["said"] if said else model.limits["after"]


def headline_place(page: Standing) -> int:
    """
    Return the block that may be the headline, -1 where it was struck already or none is likely.

    A headline nobody recognised looks like another story's; the line next above the story is spared.
    """
    if any(r.kind == "title" for r in page.removals):
        return -1
    above = (n for n in range(page.first - 1, -1, -1) if len(page.left[n].split()) >= FEWEST_HEADLINE_WORDS)
    return next(above, -1)


def claim(page: Standing, unit: Unit, said: Verdict) -> Iterator[Removal]:
    """Yield what still stands of a line or sentence: what is struck already keeps its name."""
    rule = f"{said.kind}.{said.reason}"
    for start, end in standing_stretches(page, unit.block):
        if max(start, unit.start) < min(end, unit.end):
            span = (unit.block, max(start, unit.start), min(end, unit.end))
            yield Removal(*span, said.kind, rule, "model", said.score, said.why)
