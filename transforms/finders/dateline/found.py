"""What every way of finding a dateline shares: where the finder stands, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.finders.dateline.grammar import Head


@dataclass(frozen=True, slots=True)
class Found:
    """
    A dateline in a stretch of text.

    Attributes:
        head: What it names.

        start, end: Its span in the stretch, dash and the space behind it included.

        form: The name of its form, which the rule of its removals ends in.
    """

    head: Head
    start: int
    end: int
    form: str


@dataclass(frozen=True, slots=True)
class Walk:
    """
    What the finder knows while it walks down the page.

    Attributes:
        names: What the outlet is called.

        passed: Sentences of a paragraph's length passed so far.

        decks: How those begin: a body that opens as one of them is the story again.

        lines: Sentences passed so far, shorter ones too.

        host: Where the page stands, empty where nothing tells.
    """

    names: tuple[str, ...]
    passed: int = 0
    decks: tuple[str, ...] = ()
    lines: int = 0
    host: str = ""


def form_of(head: Head, *, split: bool) -> str:
    """Return the name of a dateline's form."""
    form = "rubric" if head.rubric else "-".join(x for x, y in (("outlet", head.outlet), ("place", head.place)) if y)
    return f"{form}-split" if split else form
