"""Articles that are like one another and stand apart: what readers may want to know, and operators may doubt."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flows.copies.story import COMPARED
from flows.corpus.compared import compared_story
from flows.corpus.passages import read_passages
from flows.corpus.sketches import texts_compared
from flows.query import open_views

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb
    import pyarrow as pa

    from flows.copies.story import Member
    from flows.corpus.passages import Passages
    from transforms.duplicates.sketch import Sketches
    from transforms.duplicates.verdict import Verdict

BATCH = 5_000
"""Articles that are read at once."""

TOLD = "id source outlet title published_date".split()
ARTICLES = f"""
SELECT {", ".join(TOLD)}, text, first_seen, {COMPARED.format("articles")} FROM articles WHERE NOT withdrawn
"""  # noqa: S608 - our own names


@dataclass(frozen=True, slots=True)
class Alike:
    """
    Two articles that share much of their words.

    Attributes:
        a: The one that was asked about, or came in first: id, source, outlet, title, day.

        b: The other.

        verdict: What they are to one another.
    """

    a: dict[str, Any]
    b: dict[str, Any]
    verdict: Verdict


def alike_to(member: Member, clean: Path) -> list[Alike]:
    """Return the articles of other stories that share much with a page, the closest first."""
    import numpy as np
    import pyarrow as pa

    from transforms.duplicates.sharing import enough_of
    from transforms.duplicates.sketch import sketch
    from transforms.duplicates.verdict import verdict

    passages = read_passages(clean)
    mine = {**dataclasses.asdict(member), "published_date": member.day}
    story = compared_story(mine, passages)
    hashes = sketch(pa.array([story.text])).hashes
    found = []
    for batch in batches_of(open_views(clean), f"{ARTICLES} AND cluster_id <> ?", member.cluster_id):
        some = sketch(texts_compared(batch, passages))
        held = np.concatenate([[0], np.cumsum(np.isin(some.hashes, hashes))])
        shared = held[some.starts[1:]] - held[some.starts[:-1]]
        least = np.minimum(len(hashes), np.diff(some.starts))
        for row in batch.take(np.flatnonzero((shared > 0) & (shared >= enough_of(least)))).to_pylist():
            said = verdict(story, compared_story(row, passages))
            if said.relation != "apart":
                found.append(Alike(described(mine), described(row), said))
    return sorted(found, key=lambda one: (-one.verdict.containment, one.b["id"]))


def alike_anywhere(clean: Path) -> Iterator[Alike]:
    """Yield the pairs of articles that share much, in order of arrival; holds the texts that have a partner."""
    from transforms.duplicates.candidates import candidates
    from transforms.duplicates.stars import find_stars

    views, passages = open_views(clean), read_passages(clean)
    ids, sketches = sketched(views, passages)
    found = candidates(sketches)
    asked = {ids[place] for place in {*found.texts.tolist(), *found.partners.tolist()}}
    rows = {row["id"]: row for batch in batches_of(views, ARTICLES) for row in batch.to_pylist() if row["id"] in asked}
    stars = find_stars(found.by_text(), lambda place: compared_story(rows[ids[place]], passages))
    for relation in stars.relations:
        a, b = (rows[ids[place]] for place in (relation.leader, relation.follower))
        yield Alike(described(a), described(b), relation.verdict)


def sketched(views: duckdb.DuckDBPyConnection, passages: Passages) -> tuple[list[str], Sketches]:
    """Return the ids of all articles in order of arrival, and their sketches."""
    import numpy as np

    from transforms.duplicates.sketch import Sketches, sketch

    ids: list[str] = []
    seen, hashes, words = [], [np.empty(0, np.uint64)], [np.empty(0, np.int32)]
    for batch in batches_of(views, ARTICLES):
        some = sketch(texts_compared(batch, passages))
        ids += batch["id"].to_pylist()
        seen += batch["first_seen"].to_pylist()
        hashes += [some.of(place) for place in range(batch.num_rows)]
        words.append(some.words)
    order = sorted(range(len(ids)), key=lambda place: (seen[place], ids[place]))
    each = [hashes[place + 1] for place in order]
    starts = np.concatenate([[0], np.cumsum([len(one) for one in each], dtype=np.int64)])
    whole = Sketches(np.concatenate([hashes[0], *each]), starts.astype(np.int64), np.concatenate(words)[order])
    return [ids[place] for place in order], whole


def batches_of(views: duckdb.DuckDBPyConnection, sql: str, *values: object) -> Iterator[pa.Table]:
    """Yield the rows of a query, some thousands at a time."""
    import pyarrow as pa

    for batch in views.sql(sql, params=list(values)).to_arrow_reader(BATCH):
        yield pa.Table.from_batches([batch])


def described(row: dict[str, Any]) -> dict[str, Any]:
    """Return what names a row to a reader."""
    return {name: row.get(name) for name in TOLD}
