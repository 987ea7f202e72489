"""
Finding notices of withdrawal and of correction, by the wordings of `notices.toml`.

A correction may be told anywhere on a page. A page is withdrawn where the notice is all that is left of
its story; then the notice is the text, whatever other finders took it for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from transforms.lexicon.lists import lexicon_table
from transforms.lexicon.schema import Table
from transforms.text.lines import SENTENCE_START

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transforms.records import Article
    from transforms.sheet import Sheet

NoticeKind = Literal["withdrawn", "corrected"]

LONGEST_NOTICE = 80
"""Words; a page that says more tells a story, perhaps of a notice."""

MOST_BEFORE = 30
"""Words before the wording: a headline, a day, an apology. A story that comes to speak of a notice has more."""


class Notice(NamedTuple):
    """Where a notice stands: the block, and where its wording begins and ends in it."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Wordings:
    """
    All ways to say one thing.

    Attributes:
        owners: By each literal without which no wording matches, the numbers of the wordings that want it.

        patterns: By the number of a wording, its pattern.
    """

    owners: Mapping[str, tuple[int, ...]]
    patterns: tuple[re.Pattern[str], ...]


@cache
def wordings() -> Mapping[str, Wordings]:
    """Return the wordings of the table by kind."""
    table = lexicon_table("notices")
    parts = {piece["name"]: piece["pattern"] for piece in table["piece"]}
    return {
        kind: wordings_of([row for row in table["notice"] if row["kind"] == kind], parts)
        for kind in ("withdrawn", "corrected")
    }


def wordings_of(rows: Sequence[Table], parts: Mapping[str, str]) -> Wordings:
    """Return the wordings of one kind."""
    owners: dict[str, tuple[int, ...]] = {}
    for number, row in enumerate(rows):
        owners |= {literal: (*owners.get(literal, ()), number) for literal in row["literals"]}
    patterns = tuple(re.compile(filled(row["pattern"], parts), re.IGNORECASE) for row in rows)
    return Wordings(owners, patterns)


def filled(pattern: str, parts: Mapping[str, str]) -> str:
    """Return a pattern with the parts that it names."""
    for name, part in (*parts.items(), ("sentence", SENTENCE_START)):
        pattern = pattern.replace(f"{{{name}}}", part)
    return pattern


def with_notices(article: Article, sheet: Sheet, text: str) -> Article:
    """
    Return an article with what its paper says of it: `withdrawn`, `corrected`.

    Args:
        article: The article, with all that was struck from it.

        sheet: The page.

        text: Its clean text. Where the page is withdrawn, the notice is given back to it.
    """
    if find_notices(sheet, "corrected"):
        article = article.with_fields(corrected=True)
    taken_back = () if is_long(text) else find_notices(sheet, "withdrawn")
    if not taken_back:
        return article
    notice = min(taken_back, key=lambda notice: len(spans_over(article, notice)))
    given = give_back(article, notice)
    return given.with_fields(withdrawn=True) if is_all(given, notice) else article


def is_all(article: Article, notice: Notice) -> bool:
    """Return whether a notice is all that an article says: short, and no more than a headline before it."""
    text = article.text
    wording = article.blocks[notice.block].text[notice.start : notice.end].strip()
    before = text[: max(0, text.find(wording))]
    return not is_long(text) and len(before.split()) <= MOST_BEFORE


def is_long(text: str) -> bool:
    """Return whether a text in normal form says more than a notice does."""
    return text.count(" ") + text.count("\n") >= LONGEST_NOTICE


def find_notices(sheet: Sheet, kind: NoticeKind) -> list[Notice]:
    """Return where lines hold a notice, outside quotations."""
    known = wordings()[kind]
    found = []
    hits = [(at, literal) for literal in sheet.places.keys() & known.owners.keys() for at in sheet.places[literal]]
    wanted = {(bisect_right(sheet.starts, at) - 1, owner) for at, literal in hits for owner in known.owners[literal]}
    for number, owner in sorted(wanted):
        text = sheet.texts[number]
        match = known.patterns[owner].search(text)
        if match and not is_quoted(text, match.end()):
            found.append(Notice(number, match.start(), match.end()))
    return found


def is_quoted(text: str, at: int) -> bool:
    """
    Return whether a place in a line stands inside quotation marks that close again.

    >>> is_quoted("“Berita ini dicabut,” kata ketua.", 10), is_quoted("“Berita ini dicabut", 10)
    (True, False)
    """
    before, behind = text[:at], text[at:]
    curly = before.count("“") > before.count("”") and "”" in behind
    return curly or (before.count('"') % 2 == 1 and '"' in behind)


def spans_over(article: Article, notice: Notice) -> list[int]:
    """Return the numbers of the removals that take a part of a notice."""
    return [
        number
        for number, removal in enumerate(article.removals)
        if removal.block == notice.block and removal.start < notice.end and removal.end > notice.start
    ]


def give_back(article: Article, notice: Notice) -> Article:
    """Return the article without the removals that take a part of a notice."""
    over = set(spans_over(article, notice))
    if not over:
        return article
    others = [removal for number, removal in enumerate(article.removals) if number not in over]
    beside = [removal for removal in others if removal.block == notice.block]
    apart = tuple(removal for removal in others if removal.block != notice.block)
    return article.with_fields(removals=apart).strike(beside)
