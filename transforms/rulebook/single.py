"""What the rules say of one line by itself: that it is furniture from end to end, or what of it is."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from transforms.lexicon.fold import fold
from transforms.rulebook.core import LONGEST_PROMPT, core_of
from transforms.rulebook.glued import LISTED, find_inside
from transforms.rulebook.index import first_by_rule, numbers_in, rules_at
from transforms.rulebook.page import Line
from transforms.rulebook.whole import LONGEST_PIECED, covers_whole, known_whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from transforms.rulebook.book import RuleBook
    from transforms.rulebook.page import Claim
    from transforms.rulebook.rule import Rule

LONGEST_TAIL = 80
"""Characters that may follow the last literal of a line that is furniture through and through."""

LONGEST_NUMBER = 6
"""Characters in front of a step of instructions that hold its number."""

FEWEST_SPACES = 3
"""Spaces in a tail that is read as a line of its own: shorter ones are labels, and words of the story too."""

LONGEST_QUESTION = 70
"""Characters of the question or call that leads up to a prompt and leaves with it."""

LONGEST_REMEMBERED = 100
"""Characters of a line whose claims are remembered: sites repeat their prompts word by word, never their stories."""

MOST_LINES = 2048
"""Short lines that are remembered with what the rules of a book claim of them."""

MOST_BOOKS = 8
"""Books whose lines are remembered; a process cleans with one."""


def judge_line(book: RuleBook, line: Line) -> tuple[list[Claim], list[Rule]]:
    """Return what the line and span rules claim of one line, and the rules of which it is the heading."""
    return remembered(book)(line) if len(line.text) <= LONGEST_REMEMBERED else judge(book, line)


@lru_cache(maxsize=MOST_BOOKS)
def remembered(book: RuleBook) -> Callable[[Line], tuple[list[Claim], list[Rule]]]:
    """Return the function that tells what the rules say of a line by itself; it remembers lines."""
    return lru_cache(maxsize=MOST_LINES)(partial(judge, book))


def judge(book: RuleBook, line: Line) -> tuple[list[Claim], list[Rule]]:
    """Return what `judge_line` does, without looking it up."""
    return claims_in(book, line), headings_of(book, line)


def claims_in(book: RuleBook, line: Line) -> list[Claim]:
    """Return what the line and span rules claim of one line: the whole line if a rule knows it whole."""
    whole = whole_rules(book, line)
    if whole:
        return [(0, len(line.text), rule) for rule in whole]
    inside = line.able & (book.index.inline | book.index.span)
    if not inside:
        return []
    found = [*find_inside(book, line)]
    if not any(end == len(line.text) for _, end, _ in found):
        found += tail_of(book, line)
    return and_its_question(book, line.text, found)


def tail_of(book: RuleBook, line: Line) -> list[Claim]:
    """
    Return the claim of what stands behind a line's last sentences and falls into prompts, one behind the other.

    Pages that were folded into few lines set no mark between credit, call and tags; read as a line of its own
    such a tail is known piece by piece. Its first piece must be a prompt that stands inside lines.
    """
    text, prompts = line.text, line.able & book.index.inline & book.index.line
    if not prompts or line.hits[-1][0] < len(text) - LONGEST_TAIL:
        return []
    for at, able in line.starts[1:]:
        rules = able & prompts
        if not rules or len(text) - at > LONGEST_PIECED or text.count(" ", at) < FEWEST_SPACES:
            continue
        if LISTED.search(text, max(0, at - LONGEST_NUMBER), at):
            continue
        hits = [(end - at, of_hit) for end, of_hit in line.hits if end > at]
        tried = line.tried & rules_at(hits)
        tail = Line(text[at:], tried, rules & tried, line.barred, [(0, able)], hits)
        if tail.able and (known := whole_rules(book, tail)):
            return [(at, len(text), known[0])]
    return []


def headings_of(book: RuleBook, line: Line) -> list[Rule]:
    """Return the rules that take what stands under a line."""
    able = line.at_head & book.index.area
    if not able or len(line.text) > LONGEST_PROMPT:
        return []
    core = core_of(line.text)
    return [rule for number in numbers_in(able) if covers_whole(rule := book.rules[number], core)]


def whole_rules(book: RuleBook, line: Line) -> list[Rule]:
    """Return the rules that cover a whole line; where none does, one that covers all but a word, or all in pieces."""
    text, hits = line.text, line.hits
    able = line.at_head & book.index.line
    if not able or len(text) > LONGEST_PROMPT:
        return []
    core = core_of(text)
    size = len(core)
    reach = len(text) - size  # decoration in front of the core, at most
    pieced = len(text) <= LONGEST_PIECED and hits[-1][0] >= len(text) - LONGEST_TAIL
    near = [
        rule
        for number, end in sorted(first_by_rule(able, hits).items())
        if end <= (rule := book.rules[number]).reach + reach and (pieced or size <= rule.longest)
    ]
    whole = [rule for rule in near if covers_whole(rule, core)]
    if whole or not near or not pieced:
        return whole
    first = [rule for rule in near if rule.slack or rule.regex.match(core) is not None]
    others = line.tried & book.index.line & ~line.barred if first else 0
    if not first or max(end for end, of_hit in hits if of_hit & others) < len(text) - LONGEST_TAIL:
        return []
    known = known_whole(book, core, others, first)
    return [] if known is None else [known]


def and_its_question(book: RuleBook, text: str, found: list[Claim]) -> list[Claim]:
    """Return what was found in a line, with the short question to the reader in front when nothing else stays."""
    if not found or len(text) > LONGEST_PROMPT:
        return found
    at, _, rule = min(found, key=lambda claim: claim[0])
    left = text[:at].strip()
    struck = sum(end - start for start, end, _ in found)
    asks = left.endswith(("?", "!")) and any(fold(w.strip(",?!")) in book.reader for w in left.split())
    if not asks or len(left) > LONGEST_QUESTION or struck < len(text) - len(left) - 1 or len(left) > struck:
        return found
    return [*found, (0, at, rule)]
