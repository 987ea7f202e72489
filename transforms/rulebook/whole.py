"""Knowing a whole line that no pattern covers as it stands: but for one word, piece by piece, or over several lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.rulebook.core import core_of
from transforms.rulebook.index import able_at, numbers_in
from transforms.text.lines import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from transforms.rulebook.book import RuleBook
    from transforms.rulebook.index import RuleSet
    from transforms.rulebook.rule import Rule

LONGEST_PIECED = 400
"""Characters of the longest text that is read piece by piece."""

MOST_CUTS = 24
"""Places at which a text may fall into pieces; prompts hold fewer, and the tries grow with their square."""

CUTS = re.compile(
    r"(?<=[.!?…:)\]|•·»/–—-] )(?=\S)|(?<=[\w)\]] )(?=[A-Z0-9@(\[«»←→])"
    r"|(?<=[a-z):!?.])(?=[A-Z(])|(?<=[A-Z)])(?=[A-Z][a-z])"
)
"""Where a piece may begin: behind a mark, at a capital, and where two labels stick together."""

SENTENCES = re.compile(r"[.!?…:|•]|[a-z)](?=[A-Z(])")
"""Marks between pieces; where none stands, pieces want more words to be known for what they are."""

FEWEST_WORDS = 4
"""Labels in a row without a mark between them hold this many words together, or a sub-head might be cut in two."""

FEWEST_LABELS = 3
"""This many labels in a row are a menu, however short they are."""

LONGEST_LABEL = 60
"""Characters of a label that may end with a full stop when it stands among others."""

MOST_SLACK_WORDS = 30
UNKNOWN = re.compile(r"[a-zé-]{3,16}")
"""An unknown word that may stand in a prompt: written small, no mark at it."""

LONGEST_BROKEN = 120
"""Characters of a line that may be a piece of a prompt broken over several lines."""

MOST_BROKEN = 14
"""Lines into which one prompt is broken at most."""

LONGEST_JOINED = 500


def covers_whole(rule: Rule, core: str) -> bool:
    """Return whether a rule covers a whole line, decoration aside."""
    return len(core) <= rule.longest and rule.regex.fullmatch(core) is not None


def covers_but_for_a_word(rule: Rule, core: str, book: RuleBook) -> bool:
    """Return whether a rule with slack covers a line but for one small word that neither prompts nor stories own."""
    if not rule.slack or not len(core) <= rule.longest or any(mark in core for mark in '"“”'):
        return False
    words = core.split(" ")
    if len(words) > MOST_SLACK_WORDS or any(word.strip(".,!?") in book.firm for word in words):
        return False
    return any(
        words[n] not in book.known
        and UNKNOWN.fullmatch(words[n]) is not None
        and rule.regex.fullmatch(" ".join(words[:n] + words[n + 1 :])) is not None
        for n in range(1, len(words))
    )


def known_whole(book: RuleBook, core: str, rules: RuleSet, first: Sequence[Rule]) -> Rule | None:
    """
    Return a line rule that takes a line although none covers it as it stands; None where the line is no prompt.

    `first` are those of the rules that could begin where the line begins.
    """
    for rule in first:
        if covers_but_for_a_word(rule, core, book):
            return rule
    return known_by_pieces(book, core, rules, first) if first and len(core) <= LONGEST_PIECED else None


def known_by_pieces(book: RuleBook, core: str, rules: RuleSet, first: Sequence[Rule]) -> Rule | None:
    """
    Return the rule of the longest piece of a text that falls into pieces which rules cover; None where any is unknown.

    `first` are those of the rules that could begin where the text begins.
    """
    first = [rule for rule in first if rule.regex.match(core) is not None]
    cuts = cuts_in(core) if first else []
    if not 0 < len(cuts) <= MOST_CUTS:
        return None
    reached: dict[int, tuple[Rule, ...]] = {0: ()}
    for at in (0, *cuts):
        if at not in reached:
            continue
        ends = [c for c in cuts if c > at] + [len(core)] * (at > 0)
        able = (book.rules[n] for n in numbers_in(rules & able_at(book.index, core, at))) if at else first
        for end, rule in pieces_from(core, at, ends, able):
            if end not in reached:
                reached[end] = (*reached[at], rule)
        if at == 0 and len(reached) == 1:
            return None
    found = reached.get(len(core), ())
    bare = SENTENCES.search(core) is None
    if not found or (bare and len(core.split()) < FEWEST_WORDS and len(found) < FEWEST_LABELS):
        return None
    return max(found, key=lambda rule: (found.count(rule), rule.longest, rule.name))


def cuts_in(core: str) -> list[int]:
    """Return where pieces of a text may begin, the first one aside."""
    return [match.start() for match in CUTS.finditer(core) if match.start() > 0]


def pieces_from(text: str, at: int, ends: Sequence[int], rules: Iterable[Rule]) -> Iterator[tuple[int, Rule]]:
    """Yield (end, rule) of each piece that begins at a place and that a rule covers."""
    able = [rule for rule in rules if rule.regex.match(text, at) is not None]
    if not able:
        return
    for end in ends:
        piece = core_of(text[at:end].rstrip())
        plain = piece[:-1] if piece.endswith(".") and len(piece) <= LONGEST_LABEL else piece
        for rule in able:
            if covers_whole(rule, piece) or (plain is not piece and covers_whole(rule, plain)):
                yield end, rule
                break


def broken_runs(texts: Sequence[str]) -> Iterator[range]:
    """Yield each run of short lines of which one begins small: a sentence may be broken over them."""
    start = 0
    while start < len(texts):
        stop = start
        while stop < len(texts) and len(texts[stop]) <= LONGEST_BROKEN:
            stop += 1
        if stop - start > 1 and any(goes_on(texts[n]) for n in range(start + 1, stop)):
            yield range(start, stop)
        start = max(stop, start + 1)


def goes_on(text: str) -> bool:
    """Return whether a line goes on where the one before it broke off: in small letters, or with a mark alone."""
    first = text[:1]
    return first.islower() or not (first.isalnum() or any(c.isalnum() for c in text))


def joins_of(texts: Sequence[str], run: range) -> Iterator[tuple[range, str]]:
    """Yield (lines, their text joined) of stretches of a run that begin a sentence, go on, and end; longest first."""
    for start in run:
        if goes_on(texts[start]) or start + 1 not in run or not goes_on_soon(texts, start, run):
            continue
        for stop in range(min(run.stop, start + MOST_BROKEN), start + 1, -1):
            if stop in run and goes_on(texts[stop]):
                continue
            joined = " ".join(texts[start:stop])
            # behind the last line that goes on stands one name at most: more would be headlines of other stories
            if len(joined) <= LONGEST_JOINED and any(goes_on(texts[n]) for n in range(max(start + 1, stop - 2), stop)):
                yield range(start, stop), joined


def goes_on_soon(texts: Sequence[str], start: int, run: range) -> bool:
    """Return whether a line has no end of its own and one of the next two goes on in small letters."""
    if ends_sentence(texts[start]):
        return False
    return any(n in run and goes_on(texts[n]) for n in (start + 1, start + 2))
