"""
The article that is made of a page, and what is told of it to readers.

Finders *look* and return `Removal`s; `Article.strike` alone *cuts*. Blocks are
never edited or dropped, so offsets never drift and undo is filtering a tuple.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from transforms.records.cut import remainder, resolve
from transforms.records.spans import Block, Removal, source_text


@dataclass(frozen=True)
class Article:
    """
    A page's blocks, what is struck from them, and what is known about the story.

    `text` is derived: what is left of each block, one line each. `withdrawn` says that nothing is left
    but a notice that the paper took the story back, `corrected` that a note on the page says it was mended;
    `repaired` counts runs of characters that had been read in a wrong charset. `line_kinds` says what each line of
    the text was on an HTML page (`records.outline`), and is told once nothing more is struck.
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
    repaired: int = 0
    body_from: str | None = None
    body_confidence: float | None = None
    line_kinds: tuple[str, ...] | None = None
    title_from: str | None = None
    outlet_from: str | None = None
    dateline_place_from: str | None = None
    authors_from: tuple[str, ...] = ()
    editors_from: tuple[str, ...] = ()
    wire_sources_from: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The clean text: what the removals leave of each block, one line each."""
        return "\n".join(remainder(self.blocks, self.removals))

    @property
    def model_characters(self) -> int:
        """How many characters the model struck: they are the guessed part of what left the text."""
        return sum([removal.end - removal.start for removal in self.removals if removal.layer == "model"])

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

        What `dataclasses.replace` does in a tenth of the time: an article is copied five times on its way. That is why
        it has no slots, each of which would be read and set by itself.

        Raises:
            AttributeError: There is no such field.
        """
        if not fields.keys() <= NAMES:
            message = f"an article has no {', '.join(sorted(fields.keys() - NAMES))}"
            raise AttributeError(message)
        copy = object.__new__(Article)
        copy.__dict__.update(self.__dict__, **fields)
        return copy


FIELDS = tuple(part.name for part in dataclasses.fields(Article))
NAMES = frozenset(FIELDS)
"""The names of an article's fields, in order and to look one up."""

NO_ARTICLE = Article("", None, ())
"""An article of nothing: what is made with its fields is made in a fifth of the time that a new one takes."""


class Column(NamedTuple):
    """
    A column in which the datasets tell readers something of a page.

    Attributes:
        name: What it is called; a field of `Article`, where it is not worked out from the text.

        kind: Its type, as `transforms.schema` calls it.

        meaning: What it holds, for the card that lies beside the datasets.

        since: The schema version that brought it; 0 where every store has it.
    """

    name: str
    kind: str
    meaning: str
    since: int = 0


TOLD: tuple[Column, ...] = (
    Column("url", "string", "its address"),
    Column("outlet", "string", "who published it, by name"),
    Column("outlet_domain", "string", "who published it, by host"),
    Column("title", "string", "headline"),
    Column("description", "string", "deck, or the page's own summary"),
    Column("text", "string", "the story, one paragraph a line"),
    Column("captions", "list<string>", "of pictures"),
    Column("language", "string", "such as `id`, `en`, `ms`"),
    Column("authors", "list<string>", "names of those who wrote it"),
    Column("editors", "list<string>", "names of those who edited it"),
    Column("published_date", "date32", "see above"),
    Column("published_at", "timestamp", "see above"),
    Column(
        "published_precision",
        "string",
        "how exact `published_at` or `published_date` is: second, minute, day, or about: the day may lie beside it",
    ),
    Column(
        "published_from",
        "string",
        "evidence that won: jsonld, meta, time, url, byline, dateline, body, hint, inferred",
    ),
    Column("published_raw", "string", "the date as it was written"),
    Column("modified_at", "timestamp", "when the page was changed, where known"),
    Column("fetched_at", "timestamp", "when the page was fetched, where known"),
    Column("dateline", "string", "such as `SEMARANG, Harian Contoh`"),
    Column("dateline_place", "string", "the place in it"),
    Column("wire_sources", "list<string>", "agencies that the page credits"),
    Column("republished_from", "string", "the outlet that the page says it took the story from"),
    Column("tags", "list<string>", "the page's own"),
    Column("n_words", "int32", "words of `text`"),
    Column("n_blocks", "int32", "lines of `text`"),
    Column("n_removed_chars", "int32", "characters in `removals/` that belong to this row, page chrome aside"),
    Column("text_sha256", "string", "digest of the text in normal form"),
    Column("withdrawn", "bool", "the paper took the story back: `text` is its notice, the story lies in `duplicates/`"),
    Column("model_characters", "int32", "characters struck by guess; null where an old ledger cannot tell", since=4),
    Column("repaired", "int32", "runs of characters that were put right: UTF-8 once read as another charset", since=6),
    Column("body_from", "string", "who found the story in an HTML page, such as `density`, `jsonld`", since=6),
    Column("body_confidence", "float64", "how likely it is, 0 to 1, that the story was found so", since=6),
    Column("line_kinds", "list<string>", "what each line of `text` was on an HTML page; see below", since=6),
    Column("title_from", "string", "who was believed of `title`: line, markup, hint, see below", since=7),
    Column(
        "outlet_from",
        "string",
        "of `outlet`: registry, markup, notice, dateline, line, hint, hint_source, host",
        since=7,
    ),
    Column("dateline_place_from", "string", "of `dateline_place`: dateline, byline", since=7),
    Column("authors_from", "list<string>", "who named each of `authors`, in their order; see below", since=7),
    Column("editors_from", "list<string>", "who named each of `editors`", since=7),
    Column("wire_sources_from", "list<string>", "who named each of `wire_sources`: text, signature", since=7),
    Column("conflicts", "list<string>", "fields of which the page's witnesses disagree", since=7),
)
"""In the order of the files. Schema, card and `saring show` are made of these rows; a new one goes to the end."""
