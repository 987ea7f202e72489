"""
The last line of defence against a rule gone wild: no silent mass removal.

Every share below has been normal for some page; for most pages of an outlet at once none has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.store import StoreError

if TYPE_CHECKING:
    import duckdb

FEWEST_PAGES = 200
"""Pages of one outlet in one run; with fewer, a share says little. Re-crawls of one URL count once."""

MOST_STRUCK = 0.75
"""
Share of an outlet's characters, page chrome aside. A choice; labelled blog pages, many with bodies pasted
twice, have .34 at most by outlet.
"""

MOST_MERGED = 0.75
"""
Share of an outlet's pages that are copies of other texts. A choice, not yet measured on outlets that live on
wire copy; pages of no outlet are not judged, folders of plain texts hold what they hold.
"""

MOST_LOST = 0.1
"""Share of an outlet's known articles, cleaned anew, that would become rejects."""

SHARES = """
WITH pages AS (
    SELECT coalesce(s.outlet_domain, s.outlet, '') AS outlet, coalesce(s.url_key, s.id) AS page,
           coalesce(s.n_removed_chars, 0) AS struck, coalesce(length(s.text), 0) AS kept,
           coalesce(c.verdict = 'same_text', false) AS merged
    FROM staged_rows s JOIN fresh f USING (id) JOIN changes c USING (id)
), known AS (
    SELECT coalesce(o.outlet_domain, o.outlet, '') AS outlet, coalesce(o.url_key, o.id) AS page,
           f.kind = 'reject' AS lost
    FROM fresh f JOIN old_index o USING (id) WHERE o.outcome <> 'reject'
)
SELECT outlet, 'struck' AS what, count(DISTINCT page) AS pages, sum(struck) / greatest(sum(struck + kept), 1) AS share
FROM pages GROUP BY outlet
UNION ALL
SELECT outlet, 'merged', count(DISTINCT page), avg(merged::INTEGER) FROM pages WHERE outlet <> '' GROUP BY outlet
UNION ALL SELECT outlet, 'lost', count(DISTINCT page), avg(lost::INTEGER) FROM known GROUP BY outlet
ORDER BY 1, 2
"""

SAYS = {
    "struck": "of the text would be struck as furniture",
    "merged": "of the pages would be merged as copies",
    "lost": "of the articles would become rejects",
}


@dataclass(frozen=True, slots=True)
class Cap:
    """The largest share that a run may reach for one outlet."""

    what: str
    share: float


CAPS = (Cap("struck", MOST_STRUCK), Cap("merged", MOST_MERGED), Cap("lost", MOST_LOST))


def check_caps(con: duckdb.DuckDBPyConnection, accepted: Mapping[str, str]) -> None:
    """
    Refuse a run that strikes, merges or rejects most of an outlet.

    Args:
        con: The run's database, after `find_changes`.

        accepted: Outlets (their domain, as the message names it) that may pass this once, with reasons.

    Raises:
        StoreError: An outlet is beyond a cap; the message names outlet, share and remedy.
    """
    limits = {cap.what: cap.share for cap in CAPS}
    beyond = [
        f"{outlet or 'pages without an outlet'}: {share:.0%} {SAYS[what]} ({pages} pages, cap {limits[what]:.0%})"
        for outlet, what, pages, share in con.execute(SHARES).fetchall()
        if pages >= FEWEST_PAGES and share > limits[what] and outlet not in accepted
    ]
    if beyond:
        raise StoreError(
            "; ".join(beyond) + ". Nothing was published. Look at some of these pages; if this is right, "
            "let the outlet pass this once with --accept OUTLET=REASON."
        )
