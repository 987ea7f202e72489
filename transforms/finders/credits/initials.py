"""Sign-offs: initials in brackets behind a story, which leave the text and name nobody."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of, words
from transforms.names.outlets import is_known
from transforms.text.lines import ENDING_MARKS

LONGEST_LINE = 32
"""Four sets of initials with their brackets."""
LONGEST_INSIDE = 3
"""Longer single words in brackets inside a line (`(foto)`) are asides."""
LINES_KEPT = 512
"""Lines whose initials stay in memory: people and wires ask about the same ones."""


@cache
def initials() -> re.Pattern[str]:
    """Return the pattern of initials in brackets."""
    return re.compile(
        r"\(\s?(?P<in>\*{1,3}/?|/[a-z]{2,7}|[a-z]{2,7}/"
        r"|\*{0,3}[/ ]?[A-Za-z]{1,7}(?: ?[/\-|&] ?(?:\*|[A-Za-z]{1,7})){1,3}"
        r"|(?:\*{1,3}|[A-Za-z]{1,7}\d{0,2})(?:/(?:\*{1,3}|[A-Za-z]{1,7}(?:-?\d{1,3})?|\d{1,3})){1,3}|#{1,3}"
        rf"|\*+/?[A-Za-z]{{1,7}}|[a-z]{{2,6}}|{any_of('roles', 'red')}"
        r"|[A-Z]{2,4}|[A-Z]{1,2}-\d{1,2}|[a-z]{2,4}\d{1,2})\s?\)"
        r"|\[(?P<square>\])"
    )


@cache
def alone() -> re.Pattern[str]:
    """Return the pattern of a line that is nothing but initials."""
    return re.compile(
        r"[^\w(\[]{0,4}(?:\((?P<in>[^()]{1,24})\)"
        rf"|(?P<bare>{any_of('roles', 'redaksi')}(?: ?/ ?[A-Za-z]{{1,6}}){{0,2}}\.?|\*{{1,3}}"
        r"|(?<=[-–—])[a-z]{2,5}(?:/[a-z]{2,5}){1,3}(?=[-–—])))[^\w)]{0,4}"
    )


@cache
def sure() -> re.Pattern[str]:
    """Return the pattern of initials that can be nothing else."""
    return re.compile(rf"[*/#]|^{any_of('roles', 'red')}$|^[A-Z]{{1,2}}-\d", re.IGNORECASE)


@cache
def desk_signs() -> frozenset[str]:
    """Return what the newsroom writes in brackets instead of initials."""
    return frozenset(words("roles", "desk_signs"))


@cache
def never_initials() -> frozenset[str]:
    """Return what stands in brackets and is no initials."""
    return frozenset(words("roles", "never_initials"))


@lru_cache(maxsize=LINES_KEPT)
def find_initials(line: str) -> tuple[tuple[int, int, str], ...]:
    """
    Find initials at the end of sentences in a line.

    Returns:
        Spans (start, end, what stands in the brackets), brackets included.
    """
    if not line.endswith((")", "]")) and not opens_behind_sentence(line):
        return ()
    return tuple([(m.start(), m.end(), m["in"] or "") for m in initials().finditer(line) if signs_off(line, m)])


def opens_behind_sentence(line: str) -> bool:
    """Return whether a bracket opens behind the end of a sentence: the quick question before the slow one."""
    at = line.find("(")
    while at >= 0:
        if line[:at].rstrip()[-1:] in ENDING_MARKS:
            return True
        at = line.find("(", at + 1)
    return False


def signs_off(line: str, match: re.Match[str]) -> bool:
    """Return whether brackets sign a story off where they stand."""
    before, after = line[: match.start()].rstrip(), line[match.end() :].lstrip()
    inside = match["in"] or ""
    if fold(inside) in never_initials() or not before:
        return False
    if after and (after[0].islower() or after[0] in ",;.:)-–"):
        return False
    if match["square"]:
        return not after and before[-1] in ENDING_MARKS
    ends = before[-1] in ENDING_MARKS or (not after and inside.islower() and is_known(inside))
    if "*" in inside or (sure().search(inside) and inside.islower() and not after):
        return ends or not after
    if (inside.isupper() or (len(inside) > LONGEST_INSIDE and not is_known(inside))) and not sure().search(inside):
        return ends and not after
    return ends


def is_signoff_line(line: str) -> bool:
    """
    Return whether a line is nothing but initials: `(abc/def)`, `(*)`, `Red/abc`.

    >>> is_signoff_line("(rin/bud)"), is_signoff_line("(Banjir Surut)")
    (True, False)
    """
    if len(line) > LONGEST_LINE:
        return False
    match = alone().fullmatch(line)
    if not match:
        return False
    if match["bare"] or fold(match["in"].strip()) in desk_signs():
        return True
    return (
        initials().fullmatch(f"({match['in'].strip()})") is not None
        and fold(match["in"].strip()) not in never_initials()
    )
