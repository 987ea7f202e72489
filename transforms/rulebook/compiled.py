"""
The compiled patterns of a book, kept in the cache: to compile all takes a second or two, to read them a tenth.

Only a process that forks others needs all of them, and keeps them; one that cleans a few pages takes what is kept: a
fifth of what five texts cost was to compile some eighty patterns. What `re` compiles a pattern to is a list of numbers,
which it checks when a pattern is made of it, so that a broken file makes no pattern that would run astray.
"""

from __future__ import annotations

import hashlib
import platform
import re
import sys
import zlib
from array import array
from base64 import b64decode, b64encode
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from transforms.lexicon.cache import can_keep, read_kept, write_kept
from transforms.lexicon.digests import code_digest
from transforms.rulebook.parsing import compiled_from, numbers_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from transforms.rulebook.book import RuleBook
    from transforms.rulebook.rule import Rule

KIND = "patterns"

NUMBER = "I"
"""The type of an array of what `re` compiles to: 32 bits without a sign."""

QUICK = 1
"""zlib's level: ten megabytes become three in a tenth of a second, and are read in a fiftieth."""

KEPT = ("regex", "inline")
"""What of a rule is kept."""


def compile_book(book: RuleBook) -> None:
    """Have every pattern of a book compiled, from the cache where they are there."""
    key = patterns_key(book.rules)
    if use_kept(book.rules, read_kept(KIND, key)):
        return
    patterns = [getattr(rule, name) for rule in book.rules for name in KEPT]
    if can_keep():  # to tell the numbers of all takes as long as to compile them
        write_kept(KIND, key, pack(patterns))


def take_compiled(book: RuleBook) -> None:
    """Use the compiled patterns of a book that are kept; what is not there is compiled when it is first tried."""
    if not any("regex" in vars(rule) for rule in book.rules):
        use_kept(book.rules, read_kept(KIND, patterns_key(book.rules)))


def patterns_key(rules: Iterable[Rule]) -> str:
    """Return what the patterns of these rules are called in the cache: by rules, code, Python and machine."""
    made_of = [(rule.pattern, rule.glued) for rule in rules]
    return hashlib.sha256(f"{made_of} {code_digest()} {sys.version} {platform.machine()}".encode()).hexdigest()


def use_kept(rules: Sequence[Rule], kept: Mapping[str, Any] | None) -> bool:
    """Give rules the patterns that were kept for them, and return whether there were any."""
    try:
        patterns = iter(unpack(kept or {}))
        found = [[(name, next(patterns)) for name in KEPT] for rule in rules]
    except (StopIteration, ValueError, LookupError, TypeError, AttributeError, RuntimeError, zlib.error):
        return False
    for rule, named in zip(rules, found, strict=True):
        vars(rule).update(named)
    return True


def pack(patterns: Iterable[re.Pattern[str] | None]) -> dict[str, Any]:
    """Return patterns as plain lists and numbers; a None stays one."""
    parts: list[list[Any] | None] = []
    numbers = array(NUMBER)
    for pattern in patterns:
        code = numbers_of(pattern) if pattern else []
        numbers.extend(code)
        parts.append([*facts_of(pattern), len(code)] if pattern else None)
    return {"patterns": parts, "numbers": b64encode(zlib.compress(numbers.tobytes(), QUICK)).decode()}


def facts_of(pattern: re.Pattern[str]) -> tuple[str, int, int, dict[str, int]]:
    """Return what a pattern tells of itself: text, flags, groups, and their names."""
    return pattern.pattern, pattern.flags, pattern.groups, dict(pattern.groupindex)


def unpack(kept: Mapping[str, Any]) -> list[re.Pattern[str] | None]:
    """Return patterns from what `pack` gave."""
    numbers = array(NUMBER, zlib.decompress(b64decode(kept["numbers"])))
    parts = [part or [None, 0, 0, {}, 0] for part in kept["patterns"]]
    ends = pairwise(accumulate((size for *_, size in parts), initial=0))
    return [
        None if text is None else compiled_from(text, flags, groups, named, numbers[start:end].tolist())
        for (text, flags, groups, named, _), (start, end) in zip(parts, ends, strict=True)
    ]
