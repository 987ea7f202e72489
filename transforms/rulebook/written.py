"""
A rule's pattern as its file writes it: alternatives, what stands around all of them, and guards that have a key.

    [guards] opens (?: alternative | alternative | … ) closes
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from transforms.rulebook.parsing import parse
from transforms.rulebook.words import PLACEHOLDER, escape

if TYPE_CHECKING:
    from collections.abc import Mapping

WRITING: Mapping[str, tuple[type, ...]] = {"opens": (str,), "closes": (str,), "unspoken": (bool,), "within": (int,)}
"""Keys of a rule that become part of its pattern, and what stands under them."""

UNSAID = "{unsaid}"
"""The piece that `unspoken` stands for."""


def alternatives_of(pattern: str | list[str]) -> list[str]:
    """Return the alternatives of a pattern that is written as one text or as a list of them."""
    return [pattern] if isinstance(pattern, str) else pattern


def parts_of_pattern(table: Mapping[str, Any]) -> list[str]:
    """Return what a person reads of a rule's pattern, part by part."""
    around = [table[key] for key in ("opens", "closes") if table.get(key)]
    return [*around, *alternatives_of(table["pattern"])]


def whole_pattern(table: Mapping[str, Any]) -> str:
    """Return a rule's pattern in one, its guards written out; words and pieces are named still."""
    guards = (UNSAID if table.get("unspoken") else "") + (early(table) if table.get("within") else "")
    body = "|".join(alternatives_of(table["pattern"]))
    before, behind = guards + table.get("opens", ""), table.get("closes", "")
    return f"{before}(?:{body}){behind}" if before or behind else body


def early(table: Mapping[str, Any]) -> str:
    """Return the guard `within`: one of the literals stands so many characters from where a match begins."""
    words = (word if PLACEHOLDER.fullmatch(word) else escape(word) for word in table["literals"])
    return rf"(?=[^\n]{{0,{table['within']}}}(?:{'|'.join(words)}))"


def check_parts(table: Mapping[str, Any]) -> None:
    """
    Refuse a part that is no pattern by itself: brackets that close in another part would tie parts together.

    Raises:
        re.error: A part is none.
    """
    parts = parts_of_pattern(table)
    for part in parts if len(parts) > 1 else ():
        parse(PLACEHOLDER.sub("x", part))


def sizes_of(table: Mapping[str, Any], pieces: Mapping[str, str]) -> tuple[int, int]:
    """
    Return how much a person reads who reads a rule's pattern.

    That is the characters of its longest part, and those of all parts and of the pieces that they name: each piece
    once, a list by its name.
    """
    parts = parts_of_pattern(table)
    waiting, met, count = list(parts), set[str](), 0
    while waiting:
        part = waiting.pop()
        count += len(part)
        named = {name for name in PLACEHOLDER.findall(part) if name in pieces} - met
        met |= named
        waiting += [pieces[name] for name in sorted(named)]
    return max(map(len, parts)), count
