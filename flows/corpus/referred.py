"""Which pages copy a text of a reference corpus, or hold one: told in `relations/`, whatever else becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.corpus.database import count, insert_rows
from flows.corpus.laid import files_in
from flows.corpus.near import joins_near
from flows.corpus.references import list_references, read_references, texts_in
from flows.corpus.stars import alive_numbers, stories_of
from flows.corpus.tiers import Tiers, lookups, open_tiers, staged_shelves
from flows.store import StoreError
from transforms.schema import DATASETS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb
    import numpy as np
    from numpy.typing import NDArray

    from flows.corpus.plan import RunPlan
    from flows.corpus.references import ReferenceFile
    from flows.corpus.tiers import Lookups

PAGES_OF = """
SELECT number, replace(id::VARCHAR, '-', '') FROM (
    SELECT number, id FROM known_sketches UNION ALL SELECT number, id FROM came_sketches
) WHERE number IN (FROM referred_numbers)
"""


def has_other_references(con: duckdb.DuckDBPyConnection, plan: RunPlan) -> bool:
    """Return whether the reference corpora of a run are not as the store remembers them."""
    return plan.references is not None and sorted(list_references(plan.references)) != read_references(con)


def find_referred(con: duckdb.DuckDBPyConnection, clean: Path, spill: Path, plan: RunPlan) -> list[ReferenceFile]:
    """
    Make the tables `referred`, relations of pages to texts of reference corpora, and `standing_references`.

    What came is compared with all of them, every page with files that are new or other.

    Returns:
        The files that the store is to remember.

    Raises:
        StoreError: A file cannot be read, or the store has no sketches to compare with.
    """
    standing = read_references(con)
    files, known = standing if plan.references is None else list_references(plan.references), set(standing)
    insert_names(con, [file.name for file in files if file in known])
    con.execute("CREATE OR REPLACE TABLE referred AS FROM old_relations LIMIT 0")
    if not files:
        return []
    if not joins_near(con):
        raise StoreError(
            f"{clean}: a store of an earlier version has nothing to compare reference texts with; "
            f"`saring index --rebuild {clean}` first sketches its pages. Nothing was published."
        )
    alive, new = alive_numbers(con), staged_shelves(spill)
    tiers = Tiers() if plan.rebuild else open_tiers(clean)
    all_pages, those_that_came = lookups(tiers, new, alive), lookups(Tiers(), new, alive)
    for file in files:
        pages = those_that_came if file in known else all_pages
        if pages.shelves:
            rows = list(relations_of(con, clean, spill, pages, file))
            insert_rows(con, "referred", rows, DATASETS["relations"])
    return files


def insert_names(con: duckdb.DuckDBPyConnection, names: list[str]) -> None:
    """Make the table of the files whose relations stand."""
    sql = "CREATE OR REPLACE TABLE standing_references AS SELECT unnest($names::VARCHAR[]) AS name"
    con.execute(sql, {"names": names})


def relations_of(
    con: duckdb.DuckDBPyConnection, clean: Path, spill: Path, pages: Lookups, file: ReferenceFile
) -> Iterator[dict[str, object]]:
    """Yield what pages are to the texts of one file."""
    import numpy as np
    import pyarrow as pa

    from transforms.duplicates.meeting import meet, met_enough
    from transforms.duplicates.sketch import sketch
    from transforms.duplicates.verdict import story_of, verdict

    for names, texts, titles in texts_in(file):
        sketches = sketch(pa.array(texts, pa.string()))
        places, numbers = met_enough(sketches, meet(sketches, pages.holders, pages.sizes))
        wanted = np.unique(numbers)
        with files_in(spill) as new_file:
            story, ids = stories_of(con, clean, wanted, new_file), ids_of(con, wanted)
            for place, number in zip(places.tolist(), numbers.tolist(), strict=True):
                said = verdict(story_of(texts[place], titles[place]), story(number))
                if said.relation != "apart":
                    yield {
                        "a": names[place],
                        "b": ids[number],
                        "verdict": said.relation,
                        "containment": said.containment,
                        "reason": said.reason,
                    }


def ids_of(con: duckdb.DuckDBPyConnection, numbers: NDArray[np.int64]) -> dict[int, str]:
    """Return the ids of some pages by number."""
    import pyarrow as pa

    con.register("numbers_asked", pa.table({"number": numbers}))
    con.execute("CREATE OR REPLACE TABLE referred_numbers AS FROM numbers_asked")
    con.unregister("numbers_asked")
    return dict(con.execute(PAGES_OF).fetchall())


def count_referred(con: duckdb.DuckDBPyConnection) -> int:
    """Return how many pages were found now to copy or hold a text of a reference corpus."""
    return count(con, "(SELECT DISTINCT b FROM referred)")
