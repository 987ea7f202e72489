"""What the readers of credits share: what they gather of one page, and how far down its top reaches."""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.records import Kind, Removal

TOP = 20
"""Standing blocks in which a bare name with a day is a byline."""


@dataclass(slots=True)
class Notes:
    """
    What has been gathered so far of one page; it lives inside one call of `find_people` alone.

    Attributes:
        outlet: The page's outlet, which is no person.

        authors, editors: Names as found, with repetitions.

        removals: The spans of their credits.

        place: The town from which a byline says that they wrote.

        struck: Blocks that others took for credits and boxes about the author; they tell no story.
    """

    outlet: str | None
    struck: frozenset[int] = frozenset()
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)
    place: str | None = None

    def cut(self, block: int, start: int, end: int, kind: Kind, rule: str) -> None:
        """Note a span."""
        self.removals.append(Removal(block, start, end, kind, f"{kind}.{rule}", "metadata"))

    def read_so_far(self) -> tuple[int, int, int]:
        """Return how much has been gathered, to forget what follows."""
        return len(self.authors), len(self.editors), len(self.removals)

    def forget(self, so_far: tuple[int, int, int]) -> None:
        """Forget what was gathered since."""
        authors, editors, removals = so_far
        del self.authors[authors:], self.editors[editors:], self.removals[removals:]
