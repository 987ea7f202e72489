"""What a page says about itself in its markup: witnesses for the enrichers, never trusted blindly."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

DateOrigin = Literal["jsonld", "meta", "time"]


@dataclass(frozen=True, slots=True)
class DateWitness:
    """
    One date that the markup claims.

    Attributes:
        origin: Where it stands: JSON-LD, a meta element, a time element.

        raw: The date as it was written.
    """

    origin: DateOrigin
    raw: str


@dataclass(frozen=True, slots=True)
class PageFacts:
    """
    Everything the markup claims, strongest witness first; empty for text pages.

    `called` is what time elements say that markup calls the day of publication.
    """

    titles: tuple[str, ...] = ()
    site_name: str | None = None
    description: str | None = None
    canonical_url: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    published: tuple[DateWitness, ...] = ()
    called: tuple[str, ...] = ()
    modified: tuple[DateWitness, ...] = ()
    tags: tuple[str, ...] = ()
    body: str | None = None


NO_FACTS = PageFacts()


@dataclass(frozen=True, eq=False)
class Markup:
    """
    Where each line of a page stood in its markup; empty for text pages.

    Attributes:
        links: The share (0 to 1) of the characters of each line that is link text.

        elements: The innermost block element of each line.
    """

    links: tuple[float, ...] = ()
    elements: tuple[Any, ...] = ()

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The tags around each line from the root on, such as `html/body/div/p`; read when they are asked for."""
        known: dict[Any, str] = {}
        for element in self.elements:
            chain, outer = [], element
            while outer is not None and outer not in known:
                chain.append(outer)
                outer = outer.getparent()
            path = known[outer] if outer is not None else ""
            for inner in reversed(chain):
                path = known[inner] = f"{path}/{inner.tag}" if path else inner.tag
        return tuple([known[element] for element in self.elements])


NO_MARKUP = Markup()
