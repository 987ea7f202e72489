"""Furniture inside good lines: prompts glued to sentences, marks of players, headlines without an end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from transforms.rulebook.lines import core_of
from transforms.rulebook.page import claim
from transforms.rulebook.titles import title_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transforms.records import Removal
    from transforms.rulebook.book import Rule
    from transforms.rulebook.page import Hit, Page

TAKEN = "\x1f"
"""Stands for a character of furniture found already: control characters never occur in normal text."""

STARTS = re.compile(
    r"""(?:[.!?…][\"”’')\]]{0,3}|[\"”’'\]»→>](?<=\S.)(?=\s)|\)(?=[\sA-Z])|\x1f)\s?(?=[A-Z0-9\"“‘@\[(#*•·»>→|–—-])"""
)
"""Where glued furniture may begin: behind a sentence, a closing mark, or furniture found before it."""

LISTED = re.compile(r"(?:^|[.:;!?)…] )\d{1,2}[.)] ?$")
"""The number of an item: what follows is a step of instructions, not furniture."""

ONLY_TAKEN = re.compile(r"[\x1f ]{0,4000}$")

CAPITALS = re.compile(r"(?<=[\w.] )(?=[A-Z])")
WHOLE_PAGE = 600
"""Characters; a longer line is a whole page folded into one, where bylines and credits end without a mark."""

LONGEST_TAIL = 200
"""Characters at the end of such a line in which any capital may begin a prompt that runs to the end."""

MOST_ROUNDS = 4
"""Prompts that stand glued in a row are found one round after the other."""

MOST_NAMES = 4
"""Capitalised words given back at most; sentences seldom begin with longer names."""


FOLDING = 8
"""Characters by which casefolding may move a literal (`ß` becomes `ss`); prompts hold fewer."""


def find_inside(page: Page, line: int, rules: Sequence[tuple[int, Rule]], hits: Sequence[Hit]) -> Iterator[Removal]:
    """
    Yield spans inside a line. Found furniture counts as a sentence end, so what is glued to it is found too.

    A few rounds: each sees what the ones before it found as taken.
    """
    masked = page.texts[line]
    for _ in range(MOST_ROUNDS):
        starts = starts_in(masked)
        tries = [(rule, starts_near(starts, number, rule, hits)) for number, rule in rules]
        fresh = [
            (*span, rule)
            for rule, near in tries
            if near or rule.scope == "span"
            for span in spans_of(page, rule, masked, near)
        ]
        for start, end, rule in fresh:
            yield claim(page, line, start, end, rule)
        if not fresh:
            return
        masked = mask(masked, [(start, end) for start, end, _ in fresh])


def mask(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a text with spans, which may overlap, written over."""
    marks = list(text)
    for start, end in spans:
        marks[start:end] = TAKEN * (end - start)
    return "".join(marks)


def starts_in(text: str) -> list[int]:
    """Return where glued furniture may begin: behind sentences, and at capitals near the end of a whole page's line."""
    starts = {match.end() for match in STARTS.finditer(text)}
    if TAKEN in text:  # the whole line may be prompts, one behind the other
        starts.add(0)
    if len(text) >= WHOLE_PAGE:
        tail = len(text.rstrip(TAKEN + " ")) - LONGEST_TAIL
        starts |= {match.start() for match in CAPITALS.finditer(text, max(0, tail))}
    return sorted(starts)


def starts_near(starts: Sequence[int], number: int, rule: Rule, hits: Sequence[Hit]) -> list[int]:
    """Return the starts from which a rule could reach one of its literals: one ends within `lead` of its beginning."""
    if rule.inline is None:
        return []
    ends = [end for end, numbers in hits if number in numbers]
    reach = rule.lead + FOLDING
    near = {at for end in ends for at in starts[bisect_left(starts, end - reach) : bisect_right(starts, end)]}
    return sorted(near)


def spans_of(page: Page, rule: Rule, text: str, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each match of a rule inside a line."""
    matches = rule.regex.finditer(text) if rule.inline is None else (rule.inline.match(text, at) for at in starts)
    stop = 0
    for match in matches:
        if match is None or match.start() < stop:
            continue
        start, end = match.span("cut") if "cut" in rule.regex.groupindex else match.span()
        if rule.ends == "title":
            end = title_end(text, end)
        elif rule.inline is not None:
            end = back_off(page, text, start, end, rule)
        if start < end and TAKEN not in text[start:end]:
            stop = end
            yield start, end


def behind_sentence(text: str, start: int) -> bool:
    """Say whether a glued match begins where `STARTS` allows, not just at some capital near the end."""
    return any(match.end() == start for match in STARTS.finditer(text, max(0, start - 6), start + 1))


def back_off(page: Page, text: str, start: int, end: int, rule: Rule) -> int:
    """
    Return where a glued match ends in truth; `start` where it is none.

    A prompt may end with an outlet's name, the next sentence begins with a capital too: where the
    rule is satisfied without the last names, they go to the story.
    """
    if not is_prompt(page, text, start, end, rule):
        return start
    if is_last(text, end):
        return end
    for _ in range(MOST_NAMES):
        at = text.rfind(" ", start, end)
        last = text[at + 1 : end]
        if at < 0 or not last[:1].isupper() or not last.isalpha() or last.casefold() in page.known:
            break
        if not rule.regex.fullmatch(core_of(text[start:at])):
            break
        end = at
    return end


def is_prompt(page: Page, text: str, start: int, end: int, rule: Rule) -> bool:
    """Say whether a glued match stands on its own: no step of a list, no half sentence, no look beyond its end."""
    if text[start:end].rsplit(" ", 1)[-1].casefold() in page.dangling:
        return False
    if LISTED.search(text, max(0, start - 6), start):
        return False
    if not behind_sentence(text, start) and not is_last(text, end):
        return False
    return rule.regex.fullmatch(core_of(text[start:end])) is not None


def is_last(text: str, end: int) -> bool:
    """Say whether nothing but furniture that was found before stands behind a match."""
    return ONLY_TAKEN.match(text, end) is not None
