"""Stores of another schema version: an older one is written anew once, a newer one is refused."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from rawfiles import STORY, put

from flows.store import StoreError, files
from flows.store.layout import DATED, PUBLIC, current_snapshot
from transforms.schema import SCHEMA_VERSION

HOUSE = Path(__file__).parents[2]
TOPICS = ("sungai", "kereta", "pasar", "jembatan")
NEWER = str(int(SCHEMA_VERSION) + 1)


@pytest.fixture(scope="module")
def newer_house(tmp_path_factory):
    """A copy of the code whose schema is one version later and has one column more."""
    house = tmp_path_factory.mktemp("newer")
    for name in ("flows", "transforms"):
        shutil.copytree(HOUSE / name, house / name, ignore=shutil.ignore_patterns("__pycache__"))
    module = house / "transforms" / "records" / "article.py"
    text = module.read_text(encoding="utf-8")
    last = re.findall(r"^    Column\(.*\n", text, re.MULTILINE)[-1]
    row = f'    Column("mood", "string", "how the story sounds", since={NEWER}),\n'
    module.write_text(text.replace(last, last + row), encoding="utf-8")
    return house


def clean(house, raw, target, day="2026-11-20", *, check=True):
    """Run the command line of a house."""
    command = [sys.executable, "-m", "flows.cli", "clean", str(raw), str(target), "--as-of", day, "--json"]
    environment = os.environ | {"PYTHONPATH": str(house)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=raw.parent, env=environment)
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def write_raw(raw, numbers):
    """Write pages of three months, each with a text of its own."""
    for n in numbers:
        story = "\n".join(
            f"{line} Warga {TOPICS[n % 4]} nomor {n} berkumpul di balai desa sejak pagi."
            for line in STORY.splitlines() * 4
        )
        put(raw, f"contoh.id/p{n}.txt", story)
        put(raw, f"contoh.id/p{n}.meta.json", {"url": f"https://contoh.id/p{n}", "date": f"2026-{9 + n % 3:02d}-05"})


def content_of(target):
    """Return every public row but for manifests, all columns that the first version has."""
    con = duckdb.connect()
    found = {}
    for name in ("articles", "duplicates", "removals", "rejects", "changes"):
        rows = con.execute(f"SELECT * FROM read_parquet('{target}/{name}/**/*.parquet', hive_partitioning = false)")  # noqa: S608 - our own words
        names = [column[0] for column in rows.description]
        found[name] = sorted(
            str({k: v for k, v in zip(names, row, strict=True) if k != "mood"}) for row in rows.fetchall()
        )
    return found


def test_an_older_store_is_written_anew_in_one_run(newer_house, tmp_path):
    """The first run of a later schema gives every file the new column, null where nothing is known of it."""
    raw, target = tmp_path / "raw", tmp_path / "clean"
    write_raw(raw, range(9))
    put(raw, "contoh.id/leer.html", "")
    clean(HOUSE, raw, target)
    before = content_of(target)

    write_raw(raw, [9])
    summary = clean(newer_house, raw, target, "2026-11-21")

    root = current_snapshot(target)
    schemas = {name: {str(pq.read_schema(p)) for p in (root / name).rglob("*.parquet")} for name in PUBLIC}
    assert all(len(found) == 1 for found in schemas.values())
    assert "mood: string" in schemas["articles"].pop()
    assert summary["renewed"] > 0
    assert json.loads((root / "catalogue.json").read_text())["schema_version"] == NEWER
    after = content_of(target)
    assert all(set(before[name]) <= set(after[name]) for name in ("articles", "rejects", "changes"))
    assert len(after["articles"]) == 10


def test_row_groups_and_rows_stay_when_a_file_is_written_anew(newer_house, tmp_path):
    """A run without news writes an older store anew as well, and changes nothing else."""
    raw, target = tmp_path / "raw", tmp_path / "clean"
    write_raw(raw, range(6))
    clean(HOUSE, raw, target)
    before, groups = content_of(target), row_groups(target)

    summary = clean(newer_house, raw, target, "2026-11-21")

    assert summary["snapshot"] == 2
    assert before == content_of(target)
    assert groups == row_groups(target)
    assert clean(newer_house, raw, target, "2026-11-22")["snapshot"] is None


def row_groups(target):
    """Return the rows of each row group by dataset and file."""
    root = current_snapshot(target)
    found = {}
    for path in sorted(p for name in DATED for p in (root / name).rglob("*.parquet")):
        meta = pq.ParquetFile(path).metadata
        found[str(path.relative_to(root))] = [meta.row_group(n).num_rows for n in range(meta.num_row_groups)]
    return found


def test_a_newer_store_is_refused(newer_house, tmp_path):
    """Columns that this version does not know would be lost: nothing is read or written, and the message says so."""
    raw, target = tmp_path / "raw", tmp_path / "clean"
    write_raw(raw, range(3))
    clean(newer_house, raw, target)
    before = (target / ".saring/current").readlink()

    answer = clean(HOUSE, raw, target, check=False)

    assert f"schema {NEWER}; this one knows {SCHEMA_VERSION}" in answer["error"]
    assert before == (target / ".saring/current").readlink()
    with pytest.raises(StoreError, match="later version of saring"):
        files(target, "articles")
