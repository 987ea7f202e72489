"""Deliveries of exports: lines added, moved and broken, files split, joined, packed and named anew."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from collections.abc import Iterable, Mapping
from typing import Any

from deliveries import pages
from deliveries.delivery import Change, Delivery
from deliveries.folder import Folder, renamed, with_files, without_files
from deliveries.site import SERIES, Desk

FEED = "feed.jsonl"
SERIES_FIRST = "series/2026-09-01.csv"
SERIES_SECOND = "series/2026-09-05.csv"


def lines_of(folder: Folder, path: str) -> list[bytes]:
    """Return the lines of an export, ends and all."""
    return folder[path].splitlines(keepends=True)


def objects_of(folder: Folder, path: str) -> list[dict[str, Any]]:
    """Return the records of an export."""
    return [json.loads(line) for line in lines_of(folder, path)]


def with_lines(folder: Folder, path: str, lines: Iterable[bytes]) -> dict[str, bytes]:
    """Return a folder with other lines in a file."""
    return with_files(folder, {path: b"".join(lines)})


def with_objects(folder: Folder, path: str, records: Iterable[Mapping[str, Any]]) -> dict[str, bytes]:
    """Return a folder with other records in a file."""
    return with_files(folder, {path: pages.json_lines(records)})


def appended(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Add two records at the end of the feed."""
    return with_lines(folder, FEED, [folder[FEED], desk.lines(100, 101)])


def prepended(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Add two records in front of the feed."""
    return with_lines(folder, FEED, [desk.lines(102, 103), folder[FEED]])


def reordered(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Turn the feed around."""
    return with_lines(folder, FEED, reversed(lines_of(folder, FEED)))


def inserted(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Put a record into the middle of the feed."""
    lines = lines_of(folder, FEED)
    return with_lines(folder, FEED, [*lines[:7], desk.lines(104), *lines[7:]])


def series_with_new_columns(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Deliver the series' next file, whose columns somebody tidied up."""
    return with_files(folder, {SERIES_SECOND: pages.table(desk.records(range(105, 109)), pages.NEW_COLUMNS)})


def columns_renamed_in_place(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Export the series' first file anew, under the new columns."""
    columns = {name: pages.NEW_COLUMNS[name] for name in ("title", "url", "text", "date", "author")}
    return with_files(folder, {SERIES_FIRST: pages.table(desk.records(SERIES), columns)})


def field_added(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Add two fields to each record of the feed."""
    more = {"word_count": 120, "edition": "pagi"}
    return with_objects(folder, FEED, [record | more for record in objects_of(folder, FEED)])


def fields_reordered(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Write each record's fields the other way round."""
    return with_objects(folder, FEED, [dict(reversed(record.items())) for record in objects_of(folder, FEED)])


def written_another_way(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Write the same records with escapes, blanks between and Windows line ends."""
    records = objects_of(folder, FEED)
    return with_lines(folder, FEED, [json.dumps(r, separators=(" , ", " : ")).encode() + b"\r\n" for r in records])


def tracking_added(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Add a campaign to each address of the feed."""
    records = objects_of(folder, FEED)
    return with_objects(folder, FEED, [r | {"url": tracked(r["url"])} if "url" in r else r for r in records])


def tracked(url: str) -> str:
    """Return an address with a campaign."""
    return f"{url}{'&' if '?' in url else '?'}utm_medium=surel&utm_campaign=pagi"


def fetched_later(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Fetch the feed again: only the moments of the fetches are others, a day later each."""
    return with_objects(
        folder, FEED, [r | {"fetched_at": a_day_later(r)} if "fetched_at" in r else r for r in objects_of(folder, FEED)]
    )


def a_day_later(record: Mapping[str, Any]) -> str:
    """Return the moment a day after a record's fetch."""
    return (dt.datetime.fromisoformat(record["fetched_at"]) + dt.timedelta(days=1)).isoformat()


def feed_packed(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Pack the feed."""
    return with_files(without_files(folder, FEED), {f"{FEED}.gz": pages.packed(folder[FEED])})


def feed_unpacked(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Unpack the feed again."""
    return with_files(without_files(folder, f"{FEED}.gz"), {FEED: gzip.decompress(folder[f"{FEED}.gz"])})


def feed_split(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Split the feed into two files."""
    lines = lines_of(folder, FEED)
    halves = {"feed-1.jsonl": b"".join(lines[:9]), "feed-2.jsonl": b"".join(lines[9:])}
    return with_files(without_files(folder, FEED), halves)


def feeds_merged(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Join the halves in the other order."""
    joined = folder["feed-2.jsonl"] + folder["feed-1.jsonl"]
    return with_files(without_files(folder, "feed-1.jsonl", "feed-2.jsonl"), {FEED: joined})


def feed_renamed(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Give the feed another name."""
    return renamed(folder, {FEED: "2026/umpan.jsonl"})


def feed_named_back(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Give the feed its old name."""
    return renamed(folder, {"2026/umpan.jsonl": FEED})


def feed_copied(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Leave a copy of the feed in another folder."""
    return with_files(folder, {"cadangan/feed.jsonl": folder[FEED]})


def lines_doubled(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Write every line of the feed twice."""
    return with_files(folder, {FEED: folder[FEED] * 2})


def lines_single(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Write every line once again."""
    lines = lines_of(folder, FEED)
    return with_lines(folder, FEED, lines[: len(lines) // 2])


def half_a_line(number: int) -> Change:
    """Return the delivery that breaks off inside a record."""

    def change(desk: Desk, folder: Folder) -> dict[str, bytes]:
        line = desk.lines(number)
        return with_lines(folder, FEED, [folder[FEED], line[: len(line) // 2]])

    return change


def the_other_half(number: int) -> Change:
    """Return the delivery that brings the line's rest."""

    def change(desk: Desk, folder: Folder) -> dict[str, bytes]:
        return with_lines(folder, FEED, [*lines_of(folder, FEED)[:-1], desk.lines(number)])

    return change


def junk_in_export(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Overwrite an export with an image."""
    return with_files(folder, {SERIES_SECOND: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40})


def export_healed(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Deliver the export whole."""
    return series_with_new_columns(desk, folder)


def texts_blanked(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Blank every text of the feed, as a broken extractor does; what it was waits under a name that nobody reads."""
    return with_objects(folder, FEED, [r | {"text": " ", "kept_aside": r["text"]} for r in objects_of(folder, FEED)])


def texts_back(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Bring the texts back."""
    records = objects_of(folder, FEED)
    return with_objects(folder, FEED, [r | {"text": r.pop("kept_aside")} for r in records])


def one_more(number: int, path: str = FEED) -> Change:
    """Return the delivery of one more record in an export."""

    def change(desk: Desk, folder: Folder) -> dict[str, bytes]:
        return with_lines(folder, path, [folder.get(path, b""), desk.lines(number)])

    return change


def archive_vanished(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Take an export away."""
    return without_files(folder, "old.jsonl.gz")


NO_ROW = {"articles": 0, "duplicates": 0, "superseded": 0}

NIGHTS = (
    Delivery("appended", appended, more=2),
    Delivery("prepended", prepended, more=2),
    Delivery("reordered", reordered, counts=NO_ROW),
    Delivery("inserted", inserted, more=1),
    Delivery("series_with_new_columns", series_with_new_columns, more=4),
    Delivery("columns_renamed_in_place", columns_renamed_in_place, counts=NO_ROW),
    Delivery("field_added", field_added, counts=NO_ROW),
    Delivery("fields_reordered", fields_reordered, counts=NO_ROW),
    Delivery("written_another_way", written_another_way, counts=NO_ROW),
    Delivery("tracking_added", tracking_added, counts=NO_ROW),
    Delivery("fetched_later", fetched_later, counts=NO_ROW),
    Delivery("feed_packed", feed_packed, counts=NO_ROW),
    Delivery("feed_unpacked", feed_unpacked, counts=NO_ROW),
    Delivery("feed_split", feed_split, counts=NO_ROW),
    Delivery("feeds_merged", feeds_merged, counts=NO_ROW),
    Delivery("feed_renamed", feed_renamed, counts=NO_ROW),
    Delivery("feed_named_back", feed_named_back, counts=NO_ROW),
    Delivery("feed_copied", feed_copied, counts=NO_ROW),
    Delivery("lines_doubled", lines_doubled, counts=NO_ROW),
    Delivery("lines_single", lines_single, counts=NO_ROW),
    Delivery("half_a_line_now", half_a_line(109), just_now=frozenset({FEED}), counts={"waiting": 1}),
    Delivery("the_line_is_whole", the_other_half(109), more=1),
    Delivery("half_a_line_for_good", half_a_line(110), counts={"waiting": 0, "rejects": 1}),
    Delivery("the_broken_line_is_mended", the_other_half(110), more=1, counts={"healed": 1}),
    Delivery("junk_in_place_of_an_export", junk_in_export),
    Delivery("the_export_is_back", export_healed, counts={"healed": 1}),
    Delivery("an_export_of_blank_texts", texts_blanked),
    Delivery("the_texts_are_back", texts_back),
    Delivery("one_file_as_raw", one_more(111), more=1, within=FEED),
    Delivery("an_export_vanished", archive_vanished),
)
