"""Which pages join which by their words: stars of a whole store, or of what a run touches."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import IO, TYPE_CHECKING

from flows.corpus.compared import PRINTED, compared_story
from flows.corpus.database import first, hex_of
from flows.corpus.laid import lay_texts
from flows.corpus.pages import texts_of
from flows.corpus.passages import HOUSE, passages_of
from flows.corpus.published import published
from flows.corpus.sketches import TEXTS_AT_A_TIME, sketch_coming, want
from flows.corpus.tiers import lookups, open_tiers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import duckdb
    import numpy as np
    from numpy.typing import NDArray

    from transforms.duplicates.sketch import Sketches
    from transforms.duplicates.stars import Relation
    from transforms.duplicates.verdict import Story

    Numbers = NDArray[np.int64]
    NewFile = Callable[[], IO[bytes]]

CHARACTERS_AT_HAND = 4_000_000
"""Characters of the texts that stay cut into runs of three words: some 25 bytes for each, a hundred megabytes."""

STORIES_NEEDED = 2
"""Stories that stay however long they are: a verdict compares two."""

NUMBERED = "SELECT number, id, arrived FROM known_sketches UNION ALL SELECT number, id, arrived FROM came_sketches"
SEATS = f"""
SELECT number, row_number() OVER (ORDER BY arrived, id, number) AS seat
FROM ({NUMBERED}) WHERE number IN (FROM wanted_numbers) ORDER BY number
"""
ALIVE_NUMBERS = """
SELECT number FROM known_sketches WHERE number NOT IN (SELECT number FROM left_sketches)
UNION ALL SELECT number FROM came_sketches
"""
LEADERS = """
SELECT number, leader FROM known_sketches
WHERE leader NOT NULL AND number NOT IN (SELECT number FROM left_sketches)
"""
WANTED_CAME = """
CREATE OR REPLACE TABLE wanted_came AS
SELECT number, carrier, carried, title, printed, house FROM came_sketches JOIN wanted_numbers USING (number)
"""
WANTED_OLD = f"""
CREATE OR REPLACE TABLE wanted_old AS
SELECT k.number, {hex_of("o.record_id")} AS record_id, o.outcome, o.date, {HOUSE.format("o")} AS house,
       {PRINTED.format("o")} AS printed
FROM wanted_numbers JOIN known_sketches k USING (number)
     JOIN old_index o ON o.id = k.id AND o.current AND o.outcome IN ('article', 'duplicate')
"""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """
    What was found of the pages that a run touches.

    Attributes:
        asked: The pages that were asked, by number, ascending.

        relations: What they are to earlier ones.

        came: The pages that came, by number, ascending.

        sketches: Their sketches.
    """

    asked: Numbers
    relations: tuple[Relation, ...]
    came: Numbers
    sketches: Sketches


@dataclass(slots=True)
class AtHand:
    """
    Stories that stay while they are asked for, and go when too many others were.

    Attributes:
        make: Makes the story of a page, by number.

        stories: Those at hand, the one that was asked for last behind the others.

        characters: What their texts have together.
    """

    make: Callable[[int], Story]
    stories: dict[int, Story] = field(default_factory=dict)
    characters: int = 0

    def __call__(self, number: int) -> Story:
        """Return the story of a page."""
        story = self.stories.pop(number, None)
        if story is None:
            story = self.make(number)
            self.characters += len(story.text)
        self.stories[number] = story
        while self.characters > CHARACTERS_AT_HAND and len(self.stories) > STORIES_NEEDED:
            self.characters -= len(self.stories.pop(next(iter(self.stories))).text)
        return story


def stars_of_all(con: duckdb.DuckDBPyConnection, clean: Path, new_file: NewFile) -> Found:
    """Return the stars of a store of which nothing is known yet: its pages are numbered in order of arrival."""
    import numpy as np

    from transforms.duplicates.candidates import in_parts, shared_hashes
    from transforms.duplicates.stars import find_stars

    numbers, sketches = sketch_coming(con, clean)
    some = shared_hashes(sketches)
    stories = stories_of(con, clean, numbers[np.diff(some.starts) > 0], new_file)
    parts = (pair for part in in_parts(sketches, some) for pair in part.by_text())
    pairs = ((int(numbers[text]), numbers[partners].tolist()) for text, partners in parts)
    return Found(numbers, find_stars(pairs, stories).relations, numbers, sketches)


def stars_of_touched(con: duckdb.DuckDBPyConnection, clean: Path, new_file: NewFile) -> Found:
    """Return the stars of what came or left, and of what hangs on that."""
    import numpy as np

    from transforms.duplicates.corpus import Corpus
    from transforms.duplicates.regroup import regroup
    from transforms.duplicates.shelves import shelves_of

    came, sketches = sketch_coming(con, clean)
    left = con.sql("SELECT number FROM left_sketches ORDER BY 1").fetchnumpy()["number"].astype(np.int64)
    looked_up = lookups(open_tiers(clean), list(shelves_of(came, sketches)), alive_numbers(con))
    corpus = Corpus(
        looked_up.holders,
        looked_up.sketches,
        looked_up.sizes,
        partial(seats_of, con),
        partial(stories_of, con, clean, new_file=new_file),
        dict(con.execute(LEADERS).fetchall()),
    )
    done = regroup(corpus, came, left)
    return Found(done.asked, done.stars.relations, came, sketches)


def alive_numbers(con: duckdb.DuckDBPyConnection) -> NDArray[np.bool_]:
    """Return which numbers stand for a page after the run, by number."""
    import numpy as np

    numbers = con.sql(ALIVE_NUMBERS).fetchnumpy()["number"].astype(np.int64)
    alive = np.zeros(first(con, "SELECT number FROM last_sketch") + len(numbers) + 1, bool)
    alive[numbers] = True
    return alive


def seats_of(con: duckdb.DuckDBPyConnection, numbers: Numbers) -> Numbers:
    """Return what sorts some pages by arrival."""
    import numpy as np

    wanted, places = np.unique(numbers, return_inverse=True)
    want(con, "wanted_numbers", number=wanted)
    seats: Numbers = con.sql(SEATS).fetchnumpy()["seat"].astype(np.int64)
    return seats[places]


def stories_of(
    con: duckdb.DuckDBPyConnection, clean: Path, numbers: Numbers, new_file: NewFile
) -> Callable[[int], Story]:
    """
    Return what tells of some pages, by number, what a verdict needs to know.

    Their texts are read once and lie in a file; what is made of a text stays for a while.

    Args:
        con: The run's database.

        clean: The clean folder.

        numbers: The pages.

        new_file: Gives the file; see `files_in`.
    """
    want(con, "wanted_numbers", number=numbers)
    reader = con.sql(texts_wanted(con, clean)).to_arrow_reader(TEXTS_AT_A_TIME)
    laid, passages = lay_texts(reader, reader.schema, new_file()), passages_of(con)

    return AtHand(lambda number: compared_story(laid.row(number), passages))


def texts_wanted(con: duckdb.DuckDBPyConnection, clean: Path) -> str:
    """Return the query for `number, text, title, printed, house` of the pages that `wanted_numbers` names."""
    con.execute(WANTED_CAME)
    con.execute(WANTED_OLD)
    came = f"""
        SELECT w.number, t.text, w.title, w.printed, w.house FROM wanted_came w
        JOIN ({texts_of(con, clean, "wanted_came")}) t ON t.record_id = w.carrier AND t.kind = w.carried
    """
    wanted = "(SELECT record_id FROM wanted_old)"
    old = published(con, clean, wanted, ["record_id", "text", "title"], index="wanted_old")
    if old is None:
        return came
    stood = f"""
        SELECT w.number, o.text, o.title, w.printed, w.house FROM wanted_old w JOIN ({old}) o USING (record_id)
    """
    return f"{came} UNION ALL {stood}"
