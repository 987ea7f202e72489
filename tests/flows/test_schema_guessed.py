"""A store of schema 3, whose articles do not say how much of them the model struck: the next run counts it."""

import datetime as dt
import json
import shutil
import tarfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from nights import clean, put_page, rows, story

from flows.ledger import find_page
from flows.store.catalogue import read_catalogue
from flows.store.guessed import count_guessed
from flows.store.layout import PUBLIC, current_snapshot
from flows.store.renewal import renew_file
from flows.store.snapshot import scan
from transforms.records import TOLD
from transforms.schema import DATASETS, SCHEMA_VERSION, arrow_schema

STORES = Path(__file__).parents[1] / "data" / "stores"
NIGHT = dt.date(2026, 11, 7)
BOAT = "muaracontoh.id/2026-10-30/perahu.txt"
SHOP = "salinancontoh.id/2026-11-05/bengkel.txt"
NEW = "model_characters"
COUNTED = f"record_id, {NEW}"
FIRST_VERSIONS = 3
LATER = ", ".join(column.name for column in TOLD if column.since > FIRST_VERSIONS)
BEFORE = f"* EXCLUDE ({LATER})"


def unpack(version, folder):
    """Return a store of an older schema and its raw folder, to be changed."""
    shutil.copytree(STORES / "v2" / "raw", folder / "raw")
    with tarfile.open(STORES / version / "clean.tar.gz") as packed:
        packed.extractall(folder, filter="tar")
    target, raw = folder / "clean", folder / "raw"
    (target / ".saring/feeds.json").write_text(json.dumps({"main": str(raw)}))
    return target, raw


@pytest.fixture
def third(tmp_path):
    """Return a store of schema 3 and its raw folder."""
    return unpack("v3", tmp_path)


def counted(target):
    """Return what articles and duplicates say that the model struck, by record."""
    return dict(rows(target, "articles", COUNTED) + rows(target, "duplicates", COUNTED))


def by_ledger(target):
    """Return what the ledger says that the model struck, by record that has a ledger."""
    told = {}
    for record, layer, start, end in rows(target, "removals", 'record_id, layer, start, "end"'):
        told[record] = told.get(record, 0) + (end - start) * (layer == "model")
    return told


def test_a_run_without_news_counts_by_the_ledger(third):
    """Every row gets its number, whatever else it says stays, and `changes/` names no page."""
    target, raw = third
    before = [rows(target, name) for name in ("articles", "duplicates")]
    changes = rows(target, "changes")

    summary = clean(raw, target, NIGHT)

    assert summary.renewed > 0
    assert counted(target) == {record: by_ledger(target).get(record, 0) for record in counted(target)}
    assert {0} < set(counted(target).values())
    assert before == [rows(target, name, BEFORE) for name in ("articles", "duplicates")]
    assert changes == rows(target, "changes")
    assert {SCHEMA_VERSION} == {row[0] for row in rows(target, "runs", "schema_version", "run_id DESC LIMIT 1")}
    assert clean(raw, target, NIGHT + dt.timedelta(1)).snapshot is None


def test_all_files_of_a_dataset_have_one_schema_again(third):
    """The column stands in each file as 32 bits."""
    target, raw = third

    clean(raw, target, NIGHT)

    root = current_snapshot(target)
    found = {name: {str(pq.read_schema(p)) for p in (root / name).rglob("*.parquet")} for name in PUBLIC}
    assert all(len(schemas) == 1 for schemas in found.values())
    assert "model_characters: int32" in found["articles"].pop()


def test_what_a_night_with_news_moves_is_counted_as_well(third):
    """The older state of a page that changed takes its number along; a file that is written anew keeps the others'."""
    target, raw = third
    put_page(raw, 1, story(1), NIGHT)
    (raw / BOAT).write_text((raw / BOAT).read_text().replace("tiga hari", "empat hari"))

    clean(raw, target, NIGHT)

    assert counted(target) == {record: by_ledger(target).get(record, 0) for record in counted(target)}
    assert None not in counted(target).values()
    assert len(rows(target, "duplicates")) == 3


def test_cleaning_again_gives_the_same_number_for_the_same_ledger(third):
    """What was counted for older rows is what the cleaner says."""
    target, raw = third
    clean(raw, target, NIGHT, again=True)

    assert counted(target) == {record: by_ledger(target).get(record, 0) for record in counted(target)}


def test_a_page_of_schema_2_with_a_table_of_contents_is_left_without_a_number(tmp_path):
    """Its ledger does not say whether rule or model struck the table; the next runs leave it so until it is told."""
    target, raw = unpack("v2", tmp_path)

    clean(raw, target, NIGHT)

    sources = dict(rows(target, "articles", "source, model_characters"))
    assert sources[BOAT] is None
    assert sources[SHOP] > 0
    clean(raw, target, NIGHT, again=True)
    assert dict(rows(target, "articles", "source, model_characters"))[BOAT] > 0


def test_a_page_is_shown_before_and_after(third):
    """An older store is read as it stands; after the next run the page tells the number."""
    target, raw = third
    assert "model_characters" not in find_page(SHOP, target).row

    clean(raw, target, NIGHT)

    assert find_page(SHOP, target).row["model_characters"] > 0


def test_what_waits_is_counted_by_what_waits_with_it(third):
    """Rows of an outlet that is held back have a ledger of their own."""
    target, _ = third
    root = current_snapshot(target)
    for dataset, public in (("held_rows", "articles"), ("held_removals", "removals")):
        some = pa.concat_tables([pq.read_table(path, partitioning=None) for path in (root / public).rglob("*.parquet")])
        older = arrow_schema(tuple(column for column in DATASETS[dataset] if column[0] != NEW))
        there = {name: some.column(name) for name in older.names if name in some.column_names}
        nulls = {name: pa.nulls(len(some), older.field(name).type) for name in older.names if name not in there}
        note_file(root, dataset, pa.table(nulls | there).select(older.names))

    (file,) = read_catalogue(root)["held_rows"]
    renew_file(root, target / "new", "held_rows", file, scan(root, "held_rows", [file]))

    renewed = pq.read_table(target / "new" / "held_rows" / file.name)
    found = dict(zip(*(renewed.column(name).to_pylist() for name in ("record_id", NEW)), strict=True))
    assert found == {record: by_ledger(target).get(record, 0) for record in found}
    assert sum(found.values()) > 0


def note_file(root, dataset, table):
    """Put a file of the store's own into a snapshot and its catalogue."""
    name, said = "part-000002-01.parquet", json.loads((root / "catalogue.json").read_text())
    pq.write_table(table, root / dataset / name)
    said["datasets"][dataset][0] |= {"name": name, "rows": len(table)}
    (root / "catalogue.json").write_text(json.dumps(said))


def removal(rule, layer, size):
    """Return what counting reads of a row of a ledger."""
    return {"rule": rule, "layer": layer, "start": 2, "end": 2 + size}


def test_rows_of_the_first_form_are_counted_where_their_ledger_tells():
    """A table of contents may have been either's; anything else has its layer."""
    ledger = [removal("nav.header", "model", 7), removal("share.baca", "rule", 9), removal("tags.shape", "model", 4)]
    assert count_guessed(ledger) == 11
    assert count_guessed([]) == 0
    assert count_guessed([*ledger, removal("widget.contents", "rule", 5)]) is None
