"""The pages of one story, side by side."""
# ruff: noqa: S608 - SQL is put together from our own names, values are bound

from __future__ import annotations

import datetime as dt
import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flows.corpus.compared import PRINTED_IN_ROW, compared_story
from flows.corpus.passages import HOUSE, read_passages
from flows.errors import SaringError
from flows.ledger import find_page
from flows.query import open_views

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb

    from transforms.duplicates.verdict import Story

MOST_PAGES = 1_000
"""Pages of a story that are read; of a larger one, the first to come in."""

LARGEST = 20
MOST_COMPARED = 20_000
"""Words of a text that are laid side by side with another's."""

TOLD = (
    "id source outlet outlet_domain title url published_date published_at wire_sources republished_from n_words text "
    "cluster_id first_seen"
).split()
COMPARED = f"{PRINTED_IN_ROW} AS printed, {HOUSE} AS house"
"""SQL of what a row is compared by, beside its text and title."""

PAGES = " UNION ALL ".join(
    f"SELECT '{dataset}' AS dataset, {verdict} AS verdict, {', '.join(TOLD)}, {COMPARED.format(dataset)} FROM {dataset}"
    for dataset, verdict in (("articles", "NULL"), ("duplicates", "verdict"))
)
STORIES = f"""
SELECT cluster_id, count(*) AS pages, count(DISTINCT coalesce(outlet_domain, outlet)) AS outlets,
       min(published_date) AS first, max(published_date) AS last,
       any_value(title) FILTER (dataset = 'articles') AS title
FROM ({PAGES}) GROUP BY cluster_id HAVING count(*) > 1 ORDER BY pages DESC, cluster_id LIMIT {LARGEST}
"""


@dataclass(frozen=True, slots=True)
class Member:
    """
    One page of a story, and how it stands to the one that stands for all.

    Attributes:
        dataset: Where its row lies.

        cluster_id: What the story is called.

        id: Its name.

        source: Where it came from.

        outlet: Who published it.

        published: When, as far as it says.

        day: The day of that.

        printed: The same, where it is more than about right: by that it is compared.

        house: What its outlet is called where passages are kept.

        credits: Whom it credits.

        title: Its headline.

        words: How many it has.

        verdict: Why it is a duplicate; None where it stands for the story.

        containment: Share of the shorter text's runs of three words that it shares with the canonical.

        reason: What the verdict on the two texts alone says.

        text: Its text.
    """

    dataset: str
    cluster_id: str
    id: str
    source: str
    outlet: str | None
    published: dt.datetime | dt.date | None
    day: dt.date | None
    printed: dt.date | None
    house: str
    credits: tuple[str, ...]
    title: str | None
    words: int
    verdict: str | None
    containment: float
    reason: str
    text: str


def story_pages(wanted: str, clean: Path) -> tuple[Member, ...]:
    """
    Return the pages of the story that a page belongs to, the canonical first, then in order of arrival.

    Args:
        wanted: The page: its source (or a part of it), id, record id or URL.

        clean: The folder of the datasets.

    Raises:
        SaringError: Nothing matches, several do, or the page became no row.
    """
    page = find_page(wanted, clean)
    if page.dataset == "rejects":
        raise SaringError(f"{page.row['source']}: the page was refused ({page.row['reason']}) and belongs to no story.")
    sql = f"FROM ({PAGES}) WHERE cluster_id = ? ORDER BY dataset, first_seen, id, source LIMIT {MOST_PAGES}"
    rows = rows_of(open_views(clean), sql, page.row["cluster_id"])
    passages = read_passages(clean)
    canonical = compared_story(rows[0], passages)
    return tuple(member_of(row, canonical, compared_story(row, passages)) for row in rows)


def largest_stories(clean: Path) -> list[dict[str, Any]]:
    """Return the stories of most pages: their name, how many pages of how many outlets, from when to when."""
    return rows_of(open_views(clean), STORIES)


def rows_of(views: duckdb.DuckDBPyConnection, sql: str, *values: object) -> list[dict[str, Any]]:
    """Return the rows of a query as dicts."""
    rows: list[dict[str, Any]] = views.sql(sql, params=list(values)).to_arrow_table().to_pylist()
    return rows


def member_of(row: dict[str, Any], canonical: Story, story: Story) -> Member:
    """Return a row as a page of a story."""
    from transforms.duplicates.verdict import verdict

    said = verdict(canonical, story)
    return Member(
        dataset=row["dataset"],
        cluster_id=row["cluster_id"],
        id=row["id"],
        source=row["source"],
        outlet=row["outlet"] or row["outlet_domain"],
        published=row["published_at"] or row["published_date"],
        day=row["published_date"],
        printed=row["printed"],
        house=row["house"],
        credits=tuple(name for name in (*(row["wire_sources"] or ()), row["republished_from"]) if name),
        title=row["title"],
        words=row["n_words"] or 0,
        verdict=row["verdict"],
        containment=said.containment,
        reason=f"{said.relation}: {said.reason}",
        text=row["text"] or "",
    )


def word_diff(one: str, other: str) -> Iterator[tuple[str, str]]:
    """
    Yield what two texts share and where they differ, as (mark, words): ` ` both, `-` the first, `+` the second.

    >>> list(word_diff("air naik dua meter", "air naik tiga meter"))
    [(' ', 'air naik'), ('-', 'dua'), ('+', 'tiga'), (' ', 'meter')]
    """
    a, b = one.split()[:MOST_COMPARED], other.split()[:MOST_COMPARED]
    for what, i, j, x, y in difflib.SequenceMatcher(None, a, b).get_opcodes():
        if what == "equal":
            yield " ", " ".join(a[i:j])
            continue
        if j > i:
            yield "-", " ".join(a[i:j])
        if y > x:
            yield "+", " ".join(b[x:y])
