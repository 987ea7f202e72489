"""
A rule's pattern as its file writes it: alternatives, what stands around all of them, and guards that have a key.

    [guards] opens (?: alternative | alternative | … ) closes
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from transforms.lexicon.schema import alternatives_of
from transforms.rulebook.parsing import parse
from transforms.rulebook.words import PLACEHOLDER, escape

if TYPE_CHECKING:
    from collections.abc import Mapping

WRITING: Mapping[str, tuple[type, ...]] = {"opens": (str,), "closes": (str,), "unspoken": (bool,), "within": (int,)}
"""Keys of a rule that become part of its pattern, and what stands under them."""

UNSAID = "{unsaid}"
"""The piece that `unspoken` stands for."""

LINE_BEGINS = "^"
"""Stays in front of the guards, which would be tried at every place of a line otherwise."""


def parts_of_pattern(table: Mapping[str, Any]) -> list[str]:
    """Return what a person reads of a rule's pattern, part by part."""
    around = [table[key] for key in ("opens", "closes") if table.get(key)]
    return [*around, *alternatives_of(table["pattern"])]


def whole_pattern(table: Mapping[str, Any]) -> str:
    """Return a rule's pattern in one, its guards written out; words and pieces are named still."""
    guards = (UNSAID if table.get("unspoken") else "") + (early(table) if "within" in table else "")
    body = "|".join(alternatives_of(table["pattern"]))
    opens, closes = table.get("opens", ""), table.get("closes", "")
    anchor = LINE_BEGINS if opens.startswith(LINE_BEGINS) else ""
    before, behind = anchor + guards + grouped(opens.removeprefix(anchor)), grouped(closes)
    return f"{before}(?:{body}){behind}" if before or behind else body


def grouped(part: str) -> str:
    """Return a part as a group where it may hold alternatives of its own."""
    return f"(?:{part})" if "|" in part else part


def early(table: Mapping[str, Any]) -> str:
    """Return the guard `within`: one of the literals begins so many characters from where a match begins, or fewer."""
    words = (word if PLACEHOLDER.fullmatch(word) else escape(word) for word in table["literals"])
    before = rf"[^\n]{{0,{table['within']}}}" if table["within"] else ""
    return f"(?={before}(?:{'|'.join(words)}))"


def check_parts(table: Mapping[str, Any]) -> None:
    """
    Refuse a part that is no pattern by itself: brackets that close in another part would tie parts together.

    Raises:
        re.error: A part is none.
    """
    parts = parts_of_pattern(table)
    for part in parts if len(parts) > 1 else ():
        parse(PLACEHOLDER.sub("x", part))


def sizes_of(table: Mapping[str, Any], pieces: Mapping[str, list[str]]) -> tuple[int, int]:
    """
    Return how much a person reads who reads a rule's pattern: the characters of its longest part, and of all of it.

    Pieces that it names belong to it, each once, in parts as they are written; a list counts by its name.
    """
    waiting, met, sizes = parts_of_pattern(table), set[str](), list[int]()
    while waiting:
        part = waiting.pop()
        sizes.append(len(part))
        named = {name for name in PLACEHOLDER.findall(part) if name in pieces} - met
        met |= named
        waiting += [alternative for name in sorted(named) for alternative in pieces[name]]
    return max(sizes), sum(sizes)
