"""What many records tell of one: which texts recur, what an outlet is usually called, what it is usually written in."""
# ruff: noqa: S608 - SQL is put together from our own names

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flows.compare.pairs import CHROME, SIDES

if TYPE_CHECKING:
    import duckdb

RECURRING = 3
"""Stories in which a text stands that is taken for furniture; copies of one story bear one title."""

FEWEST_ROWS = 6
"""Rows of an outlet, on both sides together, that tell in which language it is written."""

MOSTLY = 0.7
"""Share of them that one language must have."""

LONGEST_RECURRING = 400
"""Characters; longer texts are not counted."""

NEARLY_ALL = 0.95
"""Share of the rows of a domain whose lag is usual."""

MOST_NAMES = 1_000
"""Names that are looked up in texts; a change that touches more authors is judged by those."""

TEXTS_READ = 2_000
"""Texts in which they are looked up, chosen by their ids."""

OFTEN = 3
"""Texts in which a word stands in small letters that is no name."""

ENOUGH_TOLD = 12
"""Rows of both sides with one place of a dateline, of which some would name it again if it were one."""

MASKED = "regexp_replace(lower(text), '[0-9]+', '0', 'g')"


def masked(text: str) -> str:
    """Return a text as it is counted: in small letters, any number standing for any other."""
    out: list[str] = []
    for mark in text.lower():
        if not ("0" <= mark <= "9"):
            out.append(mark)
        elif not out or out[-1] != "0":
            out.append("0")
    return "".join(out)


@dataclass(frozen=True, slots=True)
class Context:
    """
    What all compared records tell.

    Attributes:
        recurring: Struck texts, masked, that stand in several records.

        copies: Digests of clean texts that several records share.

        titles: How many different texts have a title, by side.

        names: How many names an outlet's domain has, by side.

        domains: How many domains a name has, by side.

        languages: The language of most rows of a domain.

        lags: Days between print and arrival that hardly a row of a domain exceeds before the change; of all under "".

        words: Words of names that differ, authors' and places', which texts write in small letters: they are none.

        unspoken: Places of datelines that no story under them names again, on either side: headings, as a rule.
    """

    recurring: frozenset[str] = frozenset()
    copies: frozenset[str] = frozenset()
    titles: dict[str, Counter[str]] = field(default_factory=lambda: {side: Counter() for side in SIDES})
    names: dict[str, Counter[str]] = field(default_factory=lambda: {side: Counter() for side in SIDES})
    domains: dict[str, Counter[str]] = field(default_factory=lambda: {side: Counter() for side in SIDES})
    languages: dict[str, str] = field(default_factory=dict)
    lags: dict[str, float] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    unspoken: frozenset[str] = frozenset()

    def recurs(self, text: str) -> bool:
        """Return whether a struck text stands in several records."""
        return len(text) <= LONGEST_RECURRING and masked(text) in self.recurring

    def is_everyday(self, name: str) -> bool:
        """Return whether all words of a name are everyday words: `Meja Sore` is a desk, `RENUNGAN` no place."""
        return all(word.lower() in self.words for word in name.split())

    def is_no_place(self, place: str) -> bool:
        """Return whether the place of a dateline is none: an everyday word, or one of which no story tells."""
        return place in self.unspoken or self.is_everyday(place)

    def lag(self, domain: str | None) -> float | None:
        """Return after how many days nearly all pages of a domain were seen; None where too few rows tell."""
        return self.lags.get(domain or "", self.lags.get(""))


def read_context(con: duckdb.DuckDBPyConnection) -> Context:
    """Read what all compared records tell, from the views and narrow tables of both sides."""
    spans = " UNION ALL ".join(
        f"SELECT coalesce(lower(n.title), record_id) AS story, s.text FROM {side}_spans s JOIN {side}_narrow n "
        f"USING (record_id) WHERE NOT {CHROME} AND length(s.text) <= {LONGEST_RECURRING}"
        for side in SIDES
    )
    recurring = names_of(con, f"SELECT {MASKED} FROM ({spans}) GROUP BY 1 HAVING count(DISTINCT story) >= {RECURRING}")
    copies = names_of(con, f"SELECT text FROM was_narrow GROUP BY 1 HAVING count(*) >= {RECURRING}")
    both = " UNION ALL ".join(f"SELECT outlet_domain, language FROM {side}_narrow" for side in SIDES)
    language = f"""
        SELECT coalesce(outlet_domain, ''), language FROM ({both}) WHERE language IS NOT NULL
        GROUP BY outlet_domain, language
        QUALIFY count(*) >= {FEWEST_ROWS} AND count(*) > {MOSTLY} * sum(count(*)) OVER (PARTITION BY outlet_domain)
    """
    return Context(
        recurring,
        copies,
        {side: counts(con, side, "title", "text") for side in SIDES},
        {side: counts(con, side, "outlet_domain", "outlet") for side in SIDES},
        {side: counts(con, side, "outlet", "outlet_domain") for side in SIDES},
        dict(con.execute(language).fetchall()),
        read_lags(con),
        read_words(con),
        read_unspoken(con),
    )


def read_lags(con: duckdb.DuckDBPyConnection) -> dict[str, float]:
    """Return how long after their days nearly all pages of each domain were seen, and nearly all of all."""
    dated = "FROM was_rows WHERE published_date IS NOT NULL AND seen_day IS NOT NULL"
    lag = f"quantile_cont(abs(seen_day - published_date), {NEARLY_ALL})"
    sql = f"""
        SELECT '', {lag} {dated} HAVING count(*) >= {FEWEST_ROWS} UNION ALL
        SELECT outlet_domain, {lag} {dated} AND outlet_domain <> '' GROUP BY 1 HAVING count(*) >= {FEWEST_ROWS}
    """
    return dict(con.execute(sql).fetchall())


def names_of(con: duckdb.DuckDBPyConnection, sql: str) -> frozenset[str]:
    """Return the answer of a query for texts."""
    return frozenset(text for (text,) in con.execute(sql).fetchall() if text)


def counts(con: duckdb.DuckDBPyConnection, side: str, of: str, different: str) -> Counter[str]:
    """Return how many different values of one column each value of another has."""
    sql = f"SELECT {of}, count(DISTINCT {different}) FROM {side}_narrow WHERE {of} IS NOT NULL GROUP BY 1"
    return Counter(dict(con.execute(sql).fetchall()))


def read_words(con: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Return the words of authors' and places' names that differ which several texts hold in small letters."""
    names = con.execute(f"""
        WITH told AS (
            SELECT record_id, list_append(list_concat(coalesce(w.authors, []), coalesce(n.authors, [])),
                                          coalesce(w.dateline_place, n.dateline_place)) AS names
            FROM was_rows w JOIN now_rows n USING (record_id)
            WHERE w.authors IS DISTINCT FROM n.authors OR w.dateline_place IS DISTINCT FROM n.dateline_place
        )
        SELECT DISTINCT name FROM (SELECT unnest(names) AS name FROM told) WHERE name IS NOT NULL
        ORDER BY md5(name) LIMIT {MOST_NAMES}
    """).fetchall()
    words = sorted({word.lower() for (name,) in names for word in name.split() if word.isalpha()})
    if not words:
        return frozenset()
    told = con.execute(
        f"""
        SELECT word FROM (
            SELECT record_id, unnest(list_distinct(string_split_regex(text, '[^\\pL]+'))) AS word
            FROM (FROM was_rows ORDER BY md5(record_id) LIMIT {TEXTS_READ})
        ) WHERE list_contains($words, word) GROUP BY word HAVING count(*) >= {OFTEN}
        """,
        {"words": words},
    ).fetchall()
    return frozenset(word for (word,) in told)


def read_unspoken(con: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Return the places of datelines that several stories have and none of them names in its text."""
    both = " UNION ALL ".join(
        f"SELECT dateline_place AS place, text FROM {side}_rows WHERE dateline_place IS NOT NULL" for side in SIDES
    )
    sql = f"""
        SELECT place FROM ({both}) GROUP BY 1
        HAVING count(*) >= {ENOUGH_TOLD} AND NOT bool_or(contains(lower(text), lower(place)))
    """
    return names_of(con, sql)
