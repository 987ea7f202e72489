"""Whether raw pages lie where the store knows them, and give the rows that are published."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.inspect.faults import MOST_NAMED, Fault, named
from flows.inspect.letters import read_ledgers, read_rows
from flows.mapping import FieldMap
from flows.store import StoreError
from flows.store.feeds import read_feeds
from flows.store.naming import read_fields
from flows.store.without import read_model
from transforms.records import RawPage, Reject

if TYPE_CHECKING:
    from flows.inspect.opened import Opened
    from transforms.knowledge import Knowledge

Row = dict[str, Any]

MOST_FILES = 20
"""Raw files that are read again: an export is read from its beginning to the record that is looked for."""

MAIN = "main"
STRUCK = ("block", "start", "end", "kind", "rule", "text", "whole", "joint")

PLACES = """
SELECT path, size, mtime_ns, i.record_id, i.seen_day, i.checked, i.outcome
FROM (SELECT path, size, mtime_ns, unnest(records) AS record_id FROM files
      WHERE NOT unreadable AND NOT contains(path, '\\x')) f
     JOIN hex_index i USING (record_id) WHERE i.outcome IN ('article', 'duplicate')
QUALIFY row_number() OVER (PARTITION BY path ORDER BY hash(i.record_id || $run)) = 1
ORDER BY hash(path || $run) LIMIT $most
"""
"""One published record of some raw files; others in each snapshot."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a published record lay when it was last read, and what the index says of it."""

    source: str
    size: int
    mtime_ns: int
    record_id: str
    seen_day: dt.date
    checked: str
    outcome: str


def find_raw_faults(opened: Opened, raw: Path | None, sample: int) -> Iterator[Fault]:
    """Yield raw folders and files that are gone, and published pages that their raw records do not give."""
    try:
        feeds = read_feeds(opened.clean)
    except StoreError:
        return  # told among the small files
    if raw is not None:
        feeds = {**feeds, MAIN: raw}
    lost = {name: root for name, root in feeds.items() if not root.exists()}
    for name, root in sorted(lost.items()):
        remedy = f"mount it; if it has moved, `saring clean NEW_PLACE {opened.clean} --feed {name}` finds it again"
        yield Fault(
            f"the raw folder of the feed {name!r} is gone: what it held cannot be cleaned anew", str(root), remedy
        )
    if feeds and not lost and sample:
        yield from find_place_faults(opened, feeds, min(sample, MOST_FILES))


def find_place_faults(opened: Opened, feeds: Mapping[str, Path], most: int) -> Iterator[Fault]:
    """Yield sampled raw files that are gone, or give something else than the rows."""
    rows = opened.con.execute(PLACES, {"run": opened.root.name, "most": most}).fetchall()
    places = [Place(*row) for row in rows]
    gone = [place.source for place in places if not where(place, feeds).exists()]
    if gone:
        said = (
            f"raw files are gone since the last run, of {len(places)} looked for: {named(gone[:MOST_NAMED], len(gone))}"
        )
        remedy = "their rows stand; what is gone for good cannot be cleaned anew, and the next run notes it"
        yield Fault(said, str(feeds.get(MAIN, "")), remedy)
    unchanged = [place for place in places if is_unchanged(place, feeds)]
    if unchanged:
        yield from find_other_rows(opened, feeds, unchanged)


def where(place: Place, feeds: Mapping[str, Path]) -> Path:
    """Return the path of a raw file: a feed's name stands before the paths of all feeds but the first."""
    name, _, below = place.source.partition("/")
    if name in feeds and name != MAIN and below:
        return feeds[name] / below
    return feeds.get(MAIN, Path()) / place.source


def is_unchanged(place: Place, feeds: Mapping[str, Path]) -> bool:
    """Return whether a raw file looks as it did when it was read."""
    try:
        said = where(place, feeds).stat()
    except OSError:
        return False
    return (said.st_size, said.st_mtime_ns) == (place.size, place.mtime_ns)


def find_other_rows(opened: Opened, feeds: Mapping[str, Path], places: list[Place]) -> Iterator[Fault]:
    """Yield raw files that do not hold the record they are known for, and rows that cleaning it does not give."""
    from flows.corpus.plan import what_makes_rows
    from flows.shard import load

    model, fields = read_model(opened.clean), read_fields(opened.clean)
    _, stamp = what_makes_rows(None, model=model)
    chosen = [place.record_id for place in places]
    ledgers = read_ledgers(opened, chosen)
    rows = {row["record_id"]: row for name in ("articles", "duplicates") for row in read_rows(opened, name, chosen)}
    for place in places:
        path = where(place, feeds)
        record = find_record(path, place, fields)
        if record is None:
            remedy = "`saring clean RAW CLEAN --rescan` reads it again; where it was written over, restore it"
            yield Fault(f"does not hold record {place.record_id} any more", str(path), remedy)
        elif place.checked == stamp and isinstance(record, RawPage):
            row = rows[place.record_id]
            if said := differs(row, ledgers[place.record_id], record, place.seen_day, load(None, model=model)):
                remedy = "make the store anew with `saring clean RAW NEW --arrivals CLEAN`, and report the page"
                yield Fault(f"{row['id']}: {said}", str(path), remedy)


def find_record(path: Path, place: Place, fields: FieldMap) -> RawPage | Reject | None:
    """Return the record of a raw file that a row was made of; None where it is not there."""
    from flows.read.discover import raw_file
    from flows.read.records import read_file
    from flows.read.unpack import Intake

    records = read_file(raw_file(path, place.source), time.time, Intake(), fields)
    return next((record for record in records if record.record_id == place.record_id), None)


def differs(row: Row, ledger: list[Row], page: RawPage, seen_day: dt.date, knowledge: Knowledge) -> str:
    """Return how a published row differs from what its raw record gives today; empty where it does not."""
    from flows.shard import clean_record
    from transforms.schema import removal_rows

    article = clean_record(page, seen_day, knowledge)
    if isinstance(article, Reject):
        return f"its raw record is refused ({article.reason}), and its row stands"
    if article.text != row["text"]:
        return "its raw record gives another text"
    fresh = [tuple(removal[name] for name in STRUCK) for removal in removal_rows(article, page.record_id)]
    if fresh != [tuple(removal[name] for name in STRUCK) for removal in ledger]:
        return "its raw record gives another ledger, so that it is not rebuilt as it was"
    return ""
