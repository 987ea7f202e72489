"""A store of schema 2, whose ledger told scores in the names of rules: the next run tells them as columns."""

import datetime as dt
import json
import re
import shutil
import tarfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from nights import clean, put_page, rows, story

from flows.ledger import find_page
from flows.store import files
from flows.store.layout import PUBLIC, current_snapshot
from transforms.schema import SCHEMA_VERSION

SECOND = Path(__file__).parents[1] / "data" / "stores" / "v2"
NIGHT = dt.date(2026, 11, 7)
BOAT = "muaracontoh.id/2026-10-30/perahu.txt"
ROWS = ("articles", "duplicates", "rejects")
SPANS = 'record_id, block, start, "end", kind, text, whole, joint, run_id, rule, layer'
OF_REJECTS = "record_id, source, stage"
"""A page that is refused is asked again by newer knowledge, which may say otherwise why."""

SHAPE = re.compile(r"(\w+\.shape):([01]\.\d\d)")


@pytest.fixture
def second(tmp_path):
    """Return a store of schema 2 and its raw folder, to be changed."""
    shutil.copytree(SECOND / "raw", tmp_path / "raw")
    with tarfile.open(SECOND / "clean.tar.gz") as packed:
        packed.extractall(tmp_path, filter="tar")
    target, raw = tmp_path / "clean", tmp_path / "raw"
    (target / ".saring/feeds.json").write_text(json.dumps({"main": str(raw)}))
    return target, raw


def told_apart(row):
    """Return a row of the old ledger as today's tells it, with its score; the table of contents keeps its layer."""
    *span, rule, layer = row
    if found := SHAPE.fullmatch(rule):
        return (*span, found[1], "model", float(found[2]))
    placed = rule.partition(".")[2] in ("header", "walled-in")
    return (*span, rule, "model" if placed else layer, None)


def schemas(target):
    """Return the schemas of each dataset's files."""
    root = current_snapshot(target)
    return {name: {str(pq.read_schema(p)) for p in (root / name).rglob("*.parquet")} for name in PUBLIC}


def columns_in(target):
    """Return the columns that the files of each dataset have."""
    root = current_snapshot(target)
    first = {name: next((root / name).rglob("*.parquet")) for name in ROWS}
    names = {name: ", ".join(f'"{column}"' for column in pq.read_schema(path).names) for name, path in first.items()}
    return names | {"rejects": OF_REJECTS}


def read_all(target, columns):
    """Return some columns of all rows but the ledger's."""
    return {name: rows(target, name, columns[name]) for name in ROWS}


def test_an_old_store_is_read_as_it_stands(second):
    """Before any run, its files are found and its pages shown, without scores."""
    target, _ = second

    page = find_page("bengkel-sepeda-perempuan", target)

    assert sum(file.rows for file in files(target, "articles")) == len(rows(target, "articles"))
    assert "tags.shape:1.00" in {removal["rule"] for removal in page.removals}


def test_a_run_without_news_tells_the_scores_and_changes_no_article(second):
    """Every file is written anew: the ledger with scores, all other rows as they stood; `changes/` names no page."""
    target, raw = second
    columns = columns_in(target)
    before, ledger, changes = read_all(target, columns), rows(target, "removals", SPANS), rows(target, "changes")

    summary = clean(raw, target, NIGHT)

    assert summary.renewed > 0
    assert all(len(found) == 1 for found in schemas(target).values())
    assert {SCHEMA_VERSION} == {row[0] for row in rows(target, "runs", "schema_version", "run_id DESC LIMIT 1")}
    assert before == read_all(target, columns)
    assert changes == rows(target, "changes")
    assert sorted(map(told_apart, ledger), key=str) == sorted(rows(target, "removals", f"{SPANS}, score"), key=str)
    assert {(None,)} == set(rows(target, "removals", "why"))
    assert clean(raw, target, NIGHT + dt.timedelta(1)).snapshot is None


def test_what_was_the_models_is_named_so(second):
    """Scores stand in their column and nowhere else; what a rule may have struck stays the rule's."""
    target, raw = second
    clean(raw, target, NIGHT)

    told = set(rows(target, "removals", "rule, layer, score"))

    assert {("author_box.shape", "model", 0.99), ("nav.header", "model", None)} < told
    assert {("widget.contents", "rule", None), ("share.networks", "rule", None)} < told
    assert [name for name, _, _ in told if re.search(r"\d", name)] == []


def test_a_night_with_news_touches_only_the_news(second):
    """No id moves: a new page is added, a changed one is changed, and the ledger of its older state goes with it."""
    target, raw = second
    names, seen = set(rows(target, "articles", "id, cluster_id")), len(rows(target, "changes"))
    ((page, state),) = (row[1:] for row in rows(target, "articles", "source, id, record_id") if row[0] == BOAT)
    ledger = ledger_of(target, state, SPANS)

    put_page(raw, 1, story(1), NIGHT)
    (raw / BOAT).write_text((raw / BOAT).read_text().replace("tiga hari", "empat hari"))
    clean(raw, target, NIGHT)

    assert names < set(rows(target, "articles", "id, cluster_id"))
    assert [("added", False), ("changed", True)] == [
        (change, name == page) for change, name in rows(target, "changes", "change, id", "run_id, change")[seen:]
    ]
    assert (state,) in rows(target, "duplicates", "record_id")
    assert [told_apart(row) for row in ledger] == ledger_of(target, state, f"{SPANS}, score")
    assert all(len(found) == 1 for found in schemas(target).values())


def ledger_of(target, state, columns):
    """Return the ledger of a record, the run that wrote it aside."""
    found = rows(target, "removals", columns, "record_id, block, start")
    return [row for row in found if row[0] == state]


def test_cleaning_again_tells_why(second):
    """A backfill fills in what spoke for each line where the raw record is still there; ids stay."""
    target, raw = second
    names = rows(target, "articles", "id, record_id, cluster_id")

    clean(raw, target, NIGHT, again=True)

    assert names == rows(target, "articles", "id, record_id, cluster_id")
    standing = {record for _, record, _ in names}
    found = [row for row in rows(target, "removals", "record_id, layer, why") if row[0] in standing]
    assert [layer for _, layer, why in found if (why is not None) != (layer == "model")] == []
