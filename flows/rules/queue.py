"""The queue of lines that want a rule: short, frequent, under different stories, and struck by nobody."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    import duckdb

    from transforms.rulebook import RuleBook

SHORTEST = 3
"""Characters; below stand initials and scores."""

LONGEST = 160
"""Characters of the longest line asked about: what a rule matches where it does not say otherwise."""

FEWEST_STORIES = 3
"""Stories under which a line must stand: two share one by chance, an outlet's own furniture stands under many."""

STORY_ENDS = 0.1
"""What a line's score is worth where it ends in a full stop: it may as well be a stock sentence of stories."""

ROWS_AT_ONCE = 500

MASKED = "regexp_replace(lower(trim(line)), '[0-9]+', '0', 'g')"
IS_SHORT = f"length(line) BETWEEN {SHORTEST} AND {LONGEST}"
FREQUENT = f"""
CREATE TEMP TABLE frequent AS
SELECT masked, count(*) AS stories FROM (
    SELECT unnest(list_distinct(list_transform(
        list_filter(string_split(text, chr(10)), lambda line: {IS_SHORT}), lambda line: {MASKED}
    ))) AS masked FROM articles
) GROUP BY masked HAVING count(*) >= $least
"""  # noqa: S608 - our own numbers
RANKED = f"""
WITH lines AS (
    SELECT source, coalesce(outlet, outlet_domain, '') AS outlet, date, unnest(string_split(text, chr(10))) AS line
    FROM articles
), counted AS (
    SELECT f.masked, any_value(f.stories) AS stories, count(DISTINCT outlet) AS outlets, count(DISTINCT date) AS days,
        min(line) AS line, arg_min(source, (line, source)) AS source, min(date) AS first_day, max(date) AS last_day
    FROM lines JOIN frequent AS f ON {IS_SHORT} AND f.masked = {MASKED} GROUP BY f.masked
)
SELECT line, stories, outlets, days, first_day, last_day, source,
    stories * outlets * (1 - length(line) / {2 * LONGEST})
    * CASE WHEN suffix(rtrim(line, '"”’'')»] '), '.') THEN {STORY_ENDS} ELSE 1 END AS score
FROM counted ORDER BY score DESC, line
"""  # noqa: S608 - our own numbers


@dataclass(frozen=True, slots=True)
class Recurring:
    """
    A line that recurs.

    Attributes:
        line: The line as one article has it; others may have other digits and capitals.

        stories: Articles that have it. An article stands for its whole cluster: these are different stories.

        outlets: Outlets of these articles.

        days: Days of these articles.

        first_day: The first of these days.

        last_day: The last of these days.

        source: A page that has it.

        score: stories × outlets × shortness, a tenth of it where the line ends in a full stop.
    """

    line: str
    stories: int
    outlets: int
    days: int
    first_day: dt.date
    last_day: dt.date
    source: str
    score: float


def recurring_lines(clean: Path, book: RuleBook, *, limit: int, least: int = FEWEST_STORIES) -> tuple[Recurring, ...]:
    """
    Return the lines of the published articles that recur and that no rule covers, most like furniture first.

    A line that stands among the spares of a rule was judged before and is not asked about again.
    Bounded in memory: DuckDB counts, and spills what does not fit.

    Args:
        clean: The folder of the datasets.

        book: The rules as they are now; articles may have been cleaned by older ones.

        limit: Lines at most.

        least: Stories under which a line must stand.

    Raises:
        StoreError: Nothing is published there.
    """
    from flows.rules.trial import masked

    spared = {masked(spare) for rule in book.rules for spare in rule.spares}
    found: list[Recurring] = []
    with tempfile.TemporaryDirectory() as spill:
        for row in ranked_rows(clean, Path(spill), least):
            if len(found) == limit:
                break
            if masked(row.line) not in spared and not is_covered(row.line, book):
                found.append(row)
    return tuple(found)


def ranked_rows(clean: Path, spill: Path, least: int) -> Iterator[Recurring]:
    """Yield recurring lines, covered or not, by score."""
    connection = open_articles(clean, spill)
    connection.execute(FREQUENT, {"least": least})
    rows = connection.execute(RANKED)
    while batch := rows.fetchmany(ROWS_AT_ONCE):
        yield from (Recurring(*row) for row in batch)


def open_articles(clean: Path, spill: Path) -> duckdb.DuckDBPyConnection:
    """Return a database of bounded memory with the published articles as a view."""
    from flows.corpus.database import connect, make_view
    from flows.store import resolved_root

    resolved_root(clean)
    connection = connect(spill)
    make_view(connection, "articles", clean, "articles")
    return connection


def is_covered(line: str, book: RuleBook) -> bool:
    """Return whether a rule knows a line, in the midst of a story or at its end."""
    from transforms.rulebook.lint import struck

    return any(struck(line, book, last=last) for last in (False, True))
