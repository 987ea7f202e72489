"""A page as it came, and the refusal where it becomes no article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from transforms.records.kept import kept

PageKind = Literal["html", "text"]

NO_HINTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class RawPage:
    """
    One page as it came. Never mutated.

    Attributes:
        source: Path below the raw folder; `#n` stands behind it for record n (from 0) of a
            many-record file.

        kind: What `content` holds.

        content: The page, decoded. Not normalised.

        url: Where the page was fetched, where that is known.

        fetched_at: When the page was fetched (aware, UTC), where that is known.

        hints: What came along with the page (`title`, `date`, `author`, `outlet`, …): evidence
            like any other, never trusted blindly.

        record_id: Names this delivery of the page (`transforms.identity`); no part of equality.

        page_id: Names the page, whatever it came in; no part of equality.
    """

    source: str
    kind: PageKind
    content: str
    url: str | None = None
    fetched_at: dt.datetime | None = None
    hints: Mapping[str, str] = field(default_factory=lambda: NO_HINTS)
    record_id: str = field(default="", compare=False)
    page_id: str = field(default="", compare=False)

    @kept
    def utf8(self) -> bytes:
        """The content in UTF-8, a lone surrogate as `?`: made once for all who look at bytes, as it takes a while."""
        return self.content.encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Reject:
    """
    An input record that becomes no article.

    Attributes:
        source: The record, named as `RawPage.source` is.

        stage: Where it was refused: read, extract, validate.

        reason: Short stable name, such as `empty_page`.

        detail: What is wrong and what to do about it, for a person.

        record_id: As `RawPage.record_id`; of what could not be read at all it names place and reason.

        page_id: As `RawPage.page_id`.

        url: As `Article.url`, so that a refusal counts with its outlet: the address that came along, else the one
            that the page names as its own, where it was read so far.
    """

    source: str
    stage: str
    reason: str
    detail: str
    record_id: str = field(default="", compare=False)
    page_id: str = field(default="", compare=False)
    url: str | None = field(default=None, compare=False)
