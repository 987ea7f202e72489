"""
A page as it came, the article that is made of it, and the refusal where none can be.

Finders *look* and return `Removal`s; `Article.strike` alone *cuts*. Blocks are
never edited or dropped, so offsets never drift and undo is filtering a tuple.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Literal

from transforms.records.cut import remainder, resolve
from transforms.records.spans import Block, Removal, source_text

PageKind = Literal["html", "text"]

NO_HINTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Article:
    """
    A page's blocks, what is struck from them, and what is known about the story.

    `text` is derived: what is left of each block, one line each. `withdrawn` says that nothing is left
    but a notice that the paper took the story back, `corrected` that a note on the page says it was mended.
    """

    source: str
    url: str | None
    blocks: tuple[Block, ...]
    removals: tuple[Removal, ...] = ()
    outlet: str | None = None
    outlet_domain: str | None = None
    title: str | None = None
    description: str | None = None
    captions: tuple[str, ...] = ()
    language: str | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    published_date: dt.date | None = None
    published_at: dt.datetime | None = None
    published_precision: str | None = None
    published_from: str | None = None
    published_raw: str | None = None
    modified_at: dt.datetime | None = None
    fetched_at: dt.datetime | None = None
    dateline: str | None = None
    dateline_place: str | None = None
    wire_sources: tuple[str, ...] = ()
    republished_from: str | None = None
    tags: tuple[str, ...] = ()
    withdrawn: bool = False
    corrected: bool = False

    @property
    def text(self) -> str:
        """The clean text: what the removals leave of each block, one line each."""
        return "\n".join(remainder(self.blocks, self.removals))

    @property
    def source_text(self) -> str:
        """Every block as it was extracted, one line each."""
        return source_text(self.blocks)

    def strike(self, removals: Iterable[Removal]) -> Article:
        """
        Take spans out of the text. The only way to do so.

        The order of `removals` is nothing: overlapping spans go to the longest, then by layer,
        kind and rule. A cut takes the space on one side with it.

        Args:
            removals: Spans of this article's blocks. Empty and overlapping spans are allowed.

        Returns:
            The same article with these removals beside those it had.

        Raises:
            ValueError: A span lies outside its block, or its kind is not in `KINDS`.
        """
        found = tuple(removals)
        return self.with_fields(removals=resolve(self.blocks, found, self.removals)) if found else self

    def story(self) -> tuple[tuple[int, Block], ...]:
        """Return (index, block) of every block that still leaves a line."""
        gone = {r.block for r in self.removals if r.whole}
        if not gone:
            return tuple(enumerate(self.blocks))
        return tuple([pair for pair in enumerate(self.blocks) if pair[0] not in gone])

    def with_fields(self, **fields: Any) -> Article:  # noqa: ANN401 - as `dataclasses.replace`
        """
        Return the same article with other values in some fields.

        What `dataclasses.replace` does in 2.1 instead of 5.7 µs: an article is copied five times on its way.

        Raises:
            AttributeError: There is no such field.
        """
        copy = object.__new__(Article)
        for put, value in zip(SLOTS, VALUES(self), strict=True):
            put(copy, value)
        for name, value in fields.items():
            object.__setattr__(copy, name, value)
        return copy


FIELDS = tuple(part.name for part in dataclasses.fields(Article))
VALUES = attrgetter(*FIELDS)
SLOTS = tuple(getattr(Article, name).__set__ for name in FIELDS)
"""What reads an article's fields, in order, and what sets each in a new one."""


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
    """

    source: str
    stage: str
    reason: str
    detail: str
    record_id: str = field(default="", compare=False)
    page_id: str = field(default="", compare=False)
