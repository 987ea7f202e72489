"""
Stories that hold many pages of one outlet: a text that stands everywhere was taken for a story.

A paper tells a story once, corrects it, and has it under a second address; fifty pages of it are a form, a notice, a
wall. A story that grows on is looked at again each time it has doubled, not night after night.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

MOST_OF_ONE_OUTLET = 50
"""Pages of one outlet in one story; of 17,000 real articles the largest story had far fewer."""

NAMED = 3
"""Pages that a message names."""

CROWDS = f"""
WITH now AS (
    SELECT id, cluster_id, coalesce(outlet_domain, outlet, '') AS outlet FROM after
    WHERE current AND outcome IN ('article', 'duplicate') AND coalesce(verdict, 'near') IN ('near', 'same_text')
), was AS (
    SELECT id, cluster_id AS stood FROM old WHERE current AND outcome IN ('article', 'duplicate')
), parts AS (
    SELECT n.cluster_id, n.outlet, count(*) AS pages, if(w.stood IS NULL, 0, count(*)) AS stood, list(n.id) AS ids
    FROM now n LEFT JOIN was w USING (id) GROUP BY n.cluster_id, n.outlet, w.stood
)
SELECT outlet, sum(pages)::BIGINT AS all_pages,
       ({MOST_OF_ONE_OUTLET} * pow(2, greatest(0, ceil(log2(greatest(max(stood), 1) / {MOST_OF_ONE_OUTLET})))))::BIGINT
           AS most,
       list_sort(flatten(list(ids)))[1:{NAMED}] AS examples
FROM parts GROUP BY cluster_id, outlet HAVING all_pages > most ORDER BY outlet, all_pages DESC, cluster_id
"""  # noqa: S608 - our own numbers


def find_crowds(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    """Yield the outlets of which a run would put too many pages into one story, and what to say; the worst first."""
    for outlet, pages, most, examples in con.execute(CROWDS).fetchall():
        yield outlet, f"{pages} of its pages would be one story (at most {most}), such as {', '.join(examples)}"
