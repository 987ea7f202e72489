"""
Parts of a page that were streamed behind it, put where a browser shows them.

A server that streams sends a page with holes, `<template id="B:0">`, and later `<div hidden id="S:0">` with what
belongs there; a line of script moves it. Readers see the whole; without the move the story is a hidden element.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transforms.html.claims import Claims
    from transforms.html.tree import Element

STREAMED_ID = re.compile(r"^(.{0,40})S:([0-9a-f]{1,8})$")
"""Id of a streamed part: what the page puts before its ids, and the part's number."""

HOLES = ("B", "P")
"""How the id of a hole differs from that of its part: one of these stands for `S`."""


def show_streamed(page: Claims) -> bool:
    """
    Move the streamed parts of a page into their holes; a part without a hole is shown where it stands.

    Args:
        page: The page. Its tree is changed.

    Returns:
        Whether the page holds streamed parts.
    """
    parts = streamed_parts(page.bearing["hidden"])
    holes = {hole.get("id"): hole for hole in page.tagged["template"] if hole.get("id")} if parts else {}
    for part, names in parts:
        del part.attrib["hidden"]
        hole = next((holes[name] for name in names if name in holes), None)
        if hole is not None and not is_within(hole, part):
            fill(hole, part)
    return bool(parts)


def streamed_parts(elements: Iterable[Element]) -> list[tuple[Element, list[str]]]:
    """Return the streamed parts among hidden elements, each with the ids that its hole may have."""
    found = []
    for element in elements:
        named = STREAMED_ID.match(element.get("id") or "")
        if named and element.tag == "div":
            found.append((element, [f"{named[1]}{letter}:{named[2]}" for letter in HOLES]))
    return found


def is_within(element: Element, outer: Element) -> bool:
    """Return whether an element stands in another: a page that says so of a hole and its own part is broken."""
    return any(around is outer for around in element.iterancestors())


def fill(hole: Element, part: Element) -> None:
    """Put a part in the place of its hole, each with the text behind it left where it was."""
    behind, part.tail = part.tail, None
    parent, before = part.getparent(), part.getprevious()
    parent.remove(part)
    if before is not None:
        before.tail = (before.tail or "") + (behind or "") or None
    else:
        parent.text = (parent.text or "") + (behind or "") or None
    hole.addprevious(part)
