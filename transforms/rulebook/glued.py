"""Furniture inside good lines: prompts glued to sentences, marks of players, headlines without an end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from transforms.lexicon.fold import fold
from transforms.rulebook.core import core_of
from transforms.rulebook.index import ends_by_rule, rules_at
from transforms.rulebook.quoted import QUOTED_KINDS, is_message
from transforms.rulebook.rule import LOOKED_AHEAD
from transforms.rulebook.starts import STARTS, TAKEN, starts_of
from transforms.text.titles import title_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from transforms.rulebook.book import RuleBook
    from transforms.rulebook.page import Claim, Line
    from transforms.rulebook.rule import Rule

LONGEST_OPENING = 32
"""Characters within which a prompt at the head of a paragraph says what it is."""

CLOSERS = frozenset(".!?…»)]|–—-›→")
"""Marks that close a prompt at the head of a paragraph; behind a colon the paragraph belongs to it."""

LISTED = re.compile(r"(?:^|[.:;!?)…] )\d{1,2}[.)] ?$")
"""The number of an item: what follows is a step of instructions, not furniture."""

ONLY_TAKEN = re.compile(r"[\x1f ]{0,4000}$")

MOST_ROUNDS = 4
"""Prompts that stand glued in a row are found one round after the other."""

LONGEST_SPOKEN_TO = 12
"""Characters that hold the first word behind a match, a space before it."""

MOST_NAMES = 4
"""Capitalised words given back at most; sentences seldom begin with longer names."""


IN_MESSAGES = QUOTED_KINDS | {"related", "pagination"}
"""Kinds of prompts that a quoted message holds as its own words."""

SHORTEST_SHOUTED = 3
"""Letters; shorter words in capitals are abbreviations."""

MOST_DECORATION = 24
"""Characters of decoration around a glued prompt, at most."""

FOLDING = 8
"""Characters by which casefolding may move a literal (`ß` becomes `ss`); prompts hold fewer."""


def find_inside(book: RuleBook, line: Line) -> Iterator[Claim]:
    """
    Yield spans inside a line. Found furniture counts as a sentence end, so what is glued to it is found too.

    A few rounds: each sees what the ones before it found as taken.
    """
    index, masked = book.index, line.text
    rules, starts = line.able, line.starts
    for round_ in range(MOST_ROUNDS):
        if round_:
            rules, starts = line.tried, starts_of(masked, index)
        fresh: list[Claim] = []
        able, heads = dict(starts), [at for at, _ in starts]
        ends_by = ends_by_rule(rules & (rules_at(starts) & index.inline | index.span), line.hits)
        for number, ends in sorted(ends_by.items()):
            rule = book.rules[number]
            places = places_of(masked, heads, ends, rule)
            if rule.inline is not None:
                places = [at for at in places if able[at] >> number & 1]
            matches = matches_of(rule, masked, places, ends[-1]) if places else ()
            if matches:
                fresh += ((*span, rule) for span in spans_of(book, rule, masked, matches))
        yield from fresh
        if not fresh:
            return
        masked = mask(masked, [(start, end) for start, end, _ in fresh])


def places_of(text: str, starts: Sequence[int], ends: Sequence[int], rule: Rule) -> Sequence[int]:
    """Return where a rule is tried in a line: the starts from which it could reach one of its literals."""
    if rule.inline is None:
        return windows_of(text, ends, rule)
    return starts_near(starts, ends, rule, -1 if TAKEN in text else len(text))


def windows_of(text: str, ends: Sequence[int], rule: Rule) -> Sequence[int]:
    """Return where the stretches begin in which a `span` could begin, each as long as its reach."""
    places: list[int] = []
    reach = rule.reach + FOLDING
    for end in ends:
        at = max(0, min(end, len(text)) - reach)
        if not places or at > places[-1] + reach:
            places.append(at)
    return places


def mask(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a text with spans, which may overlap, written over."""
    marks = list(text)
    for start, end in spans:
        marks[start:end] = TAKEN * (end - start)
    return "".join(marks)


def starts_near(starts: Sequence[int], ends: Sequence[int], rule: Rule, size: int) -> list[int]:
    """
    Return the starts from which a rule could reach one of its literals: one ends within `reach` of its beginning.

    Where the line is all there is to reach (`size`, -1 where furniture was found in it), a rule that wants
    nothing behind it is tried near the end alone.
    """
    reach = rule.reach + FOLDING
    floor = size - rule.longest - MOST_DECORATION if rule.glued == "end" else 0
    if ends[-1] < floor or (ends[0] > LONGEST_OPENING and (len(starts) == 1 or ends[-1] < starts[1])):
        return []
    near: list[int] = []
    for end in ends:
        first = bisect_left(starts, max(end - reach, floor, near[-1] + 1 if near else 0))
        near += starts[first : bisect_right(starts, end)]
    if near and near[0] == 0 and ends[0] > LONGEST_OPENING:
        del near[0]
    return near


def matches_of(rule: Rule, text: str, places: Sequence[int], last: int) -> list[re.Match[str]]:
    """
    Return what a rule matches in a line: at each place, or for a `span` from each place on as far as it reaches.

    No match begins behind the `last` literal's end.
    """
    if rule.inline is not None:
        match = rule.inline.match
        return [found for at in places if (found := match(text, at)) is not None]
    window = 2 * (rule.reach + FOLDING)
    stops = [*places[1:], min(len(text), last + FOLDING)]
    return matches_within(rule, text, [(at, min(stop, at + window)) for at, stop in zip(places, stops, strict=True)])


def matches_within(rule: Rule, text: str, windows: Iterable[tuple[int, int]]) -> list[re.Match[str]]:
    """Return a rule's matches that begin in windows of a line; a search would go on to the end of the line."""
    matches: list[re.Match[str]] = []
    free = 0
    for begin, stop in windows:
        at = max(begin, free)
        while at < stop:
            ahead = rule.ahead.match(text, at)
            if ahead is None:
                at += LOOKED_AHEAD + 1
                continue
            found = rule.regex.match(text, ahead.end()) if ahead.end() < stop else None
            if found is None:
                break
            matches.append(found)
            at = free = max(found.end(), found.start() + 1)
    return matches


def spans_of(book: RuleBook, rule: Rule, text: str, matches: Iterable[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each match of a rule inside a line that stands on its own."""
    stop = 0
    cut = "cut" if "cut" in rule.regex.groupindex else 0
    for match in matches:
        if match.start() < stop:
            continue
        start, end = match.span(cut)
        if rule.ends == "title":
            end = title_end(text, end)
        elif rule.inline is not None:
            end = back_off(book, text, start, end, rule)
        if start < end and TAKEN not in text[start:end]:
            stop = end
            yield start, end


def behind_sentence(text: str, start: int) -> bool:
    """Return whether a glued match begins where `STARTS` allows, not just at some capital near the end."""
    return any(match.end() == start for match in STARTS.finditer(text, max(0, start - 6), start + 1))


def back_off(book: RuleBook, text: str, start: int, end: int, rule: Rule) -> int:
    """
    Return where a glued match really ends; `start` where it is no prompt.

    A prompt may end with an outlet's name, the next sentence begins with a capital too: where the
    rule is satisfied without the last names, they go to the story.
    """
    if not is_prompt(book, text, start, end, rule):
        return start
    if is_last(text, end):
        return end
    whole = end
    for _ in range(MOST_NAMES):
        at = text.rfind(" ", start, end)
        last = text[at + 1 : end]
        if at < 0 or not last[:1].isupper() or not last.isalpha() or fold(last) in book.known:
            break
        if not rule.regex.fullmatch(core_of(text[start:at])):
            break
        end = at
    if start == 0 and end == whole and not is_closed(book, text, end):
        return start
    return end


def is_closed(book: RuleBook, text: str, end: int) -> bool:
    """Return whether a prompt at the head of a paragraph is over where it ends: with a mark, or on a prompt's word."""
    if text[end - 1] in CLOSERS:
        return True
    return fold(text[:end].rsplit(" ", 1)[-1]) in book.networks and not text[end : end + 2].strip().isdigit()


def is_prompt(book: RuleBook, text: str, start: int, end: int, rule: Rule) -> bool:
    """Return whether a glued match stands on its own: no step of a list, no half sentence, no look beyond its end."""
    if goes_on_in_words(book, text, start, end) or (rule.kind in IN_MESSAGES and is_message(text)):
        return False
    if LISTED.search(text, max(0, start - 6), start):
        return False
    if start == 0 and rule.scope != "line":
        return False
    if start and not behind_sentence(text, start) and not is_last(text, end):
        return False
    return rule.regex.fullmatch(core_of(text[start:end])) is not None


def goes_on_in_words(book: RuleBook, text: str, start: int, end: int) -> bool:
    """Return whether a match ends in mid-sentence, by its last word or by the first one behind it."""
    if fold(text[start:end].rsplit(" ", 1)[-1]) in book.dangling:
        return True
    behind = text[end : end + LONGEST_SPOKEN_TO].lstrip().split(" ", 1)[0]
    return text[end - 1] not in CLOSERS and (fold(behind) in book.spoken_to or is_shouted_on(text[start:end], behind))


def is_shouted_on(prompt: str, behind: str) -> bool:
    """Return whether a sentence all in capitals goes on behind a match: `SHARE THIS` in `SHARE THIS PRAYER TODAY`."""
    return is_shouted(prompt.rsplit(" ", 1)[-1]) and is_shouted(behind)


def is_shouted(word: str) -> bool:
    """Return whether a word of some letters is all in capitals."""
    return len(word) >= SHORTEST_SHOUTED and word.isalpha() and word.isupper()


def is_last(text: str, end: int) -> bool:
    """Return whether nothing but furniture that was found before stands behind a match."""
    return ONLY_TAKEN.match(text, end) is not None
