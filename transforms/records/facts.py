"""What a page says about itself in its markup: witnesses for the enrichers, never trusted blindly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
    """Everything the markup claims, strongest witness first; empty for text pages."""

    titles: tuple[str, ...] = ()
    site_name: str | None = None
    description: str | None = None
    canonical_url: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    published: tuple[DateWitness, ...] = ()
    modified: tuple[DateWitness, ...] = ()
    tags: tuple[str, ...] = ()


NO_FACTS = PageFacts()
