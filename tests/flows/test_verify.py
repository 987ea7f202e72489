"""`saring verify`: sound stores have no fault; what is planted is found, and told with a remedy."""

import json
import os
import shutil
import subprocess
from itertools import islice
from pathlib import Path

import planted
import pytest
from deliveries import house
from deliveries.chance import Chance
from deliveries.nights import CROWDED, nights
from deliveries.walk import Walk
from planted import a_file, root_of, with_value, without_first, write_all, write_file, write_rows
from running import saring

from flows.errors import FAULTS
from flows.inspect import verify
from flows.store import layout, lock
from flows.store.errors import StoreError
from flows.store.pins import pins_file

NIGHTS = 4
OTHER = "0123456789abcdef0123456789abcdef"
FEW = 30
"""Pages compared to the letter."""


def walk(home, spent):
    """Spend nights in a folder; after each one, give it out."""
    home.mkdir(exist_ok=True)
    way = Walk(home)
    for night in spent:
        way.deliver(night)
        done = house.clean(way.raw / night.within, way.clean, night.day)
        assert done.code in {0, 3, 4}, done.said
        yield way


@pytest.fixture(scope="session")
def stood(tmp_path_factory):
    """Return a folder with `raw` and a `clean` of some nights; tests work on copies."""
    home = tmp_path_factory.mktemp("verify") / "stood"
    for way in walk(home, (night for _, night in islice(nights(CROWDED), NIGHTS))):
        assert verify(way.clean, sample=FEW if way.number == NIGHTS else 0) == []
    return home


@pytest.fixture
def clean(stood, tmp_path):
    """Return a copy of the store, its links kept, fed from a raw folder of its own."""
    subprocess.run(["cp", "-a", stood / "clean", stood / "raw", tmp_path], check=True)
    feed(tmp_path / "clean", tmp_path / "raw")
    return tmp_path / "clean"


def feed(clean: Path, raw: Path) -> None:
    """Let a store know its raw folder."""
    (clean / ".saring" / "feeds.json").write_text(json.dumps({"main": str(raw)}))


def a_copy(clean: Path) -> dict:
    """Return a duplicate that is another page's copy."""
    return next(row for row in planted.rows_of(clean, "duplicates") if row["verdict"] != "truncated")


def story_of_several(row: dict) -> bool:
    """Return whether a row's story has several pages."""
    return row["cluster_size"] > 1


def previous(clean: Path) -> Path:
    """Return the snapshot before the published one."""
    return root_of(clean).with_name(layout.snapshot_name(int(root_of(clean).name) - 1))


def plant_row_twice(clean):
    """A row stands twice."""
    write_rows(clean, "articles", planted.twice)


def plant_record_in_two_places(clean):
    """An article stands among the duplicates too."""
    row = a_copy(clean)
    write_rows(clean, "articles", with_value("record_id", row["record_id"]))


def plant_shared_id(clean):
    """Two pages bear one id."""
    ids = [row["id"] for row in planted.rows_of(clean, "articles")]
    write_rows(clean, "articles", with_value("id", ids[1], lambda row: row["id"] == ids[0]))


def plant_dangling_match(clean):
    """A duplicate matches what is not there."""
    write_rows(clean, "duplicates", with_value("matched_id", OTHER))


def plant_match_of_another_story(clean):
    """A duplicate matches an article of another story."""
    row = a_copy(clean)
    other = next(a["id"] for a in planted.rows_of(clean, "articles") if a["cluster_id"] != row["cluster_id"])
    write_all(clean, "duplicates", with_value("matched_id", other, lambda r: r["record_id"] == row["record_id"]))


def plant_story_without_article(clean):
    """The article of a story is gone, its copy stands."""
    story = a_copy(clean)["cluster_id"]
    write_all(clean, "articles", without_first(lambda row: row["cluster_id"] == story))


def plant_wrong_size(clean):
    """A row says that its story has nine pages."""
    write_rows(clean, "articles", with_value("cluster_size", 9))


def plant_wrong_size_in_index(clean):
    """The index says that a story has nine pages."""
    write_all(clean, "index", lambda rows: [row | {"cluster_size": 9 if row["cluster_size"] else None} for row in rows])


def plant_another_day(clean):
    """A row bears another day than its printed one."""
    day = max(row["date"] for row in planted.rows_of(clean, "articles"))
    write_file(clean, "articles", a_file(clean, "articles"), with_value("date", day, lambda row: row["date"] != day))


def plant_foreign_schema(clean):
    """A file has a column more."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = a_file(clean, "articles")
    table = pq.ParquetFile(path).read().append_column("mine", pa.nulls(pq.read_metadata(path).num_rows, pa.int32()))
    path.unlink()
    pq.write_table(table, path)
    planted.note_file(clean, "articles", path, table.num_rows)


def plant_foreign_version(clean):
    """A file says that it is of another schema version."""
    import pyarrow.parquet as pq

    path = a_file(clean, "rejects") if planted.files_of(clean, "rejects") else a_file(clean, "removals")
    table = pq.ParquetFile(path).read()
    path.unlink()
    pq.write_table(table.replace_schema_metadata({"saring.schema_version": "1"}), path)
    planted.note_file(clean, path.parents[1].name, path, table.num_rows)


def plant_torn_file(clean):
    """A file lacks its last bytes."""
    path = a_file(clean, "articles")
    planted.replace_with_copy(path)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 100)


def plant_garbled_bytes(clean):
    """A disk gives back other bytes in the midst of a file."""
    path = a_file(clean, "articles")
    planted.replace_with_copy(path)
    with path.open("r+b") as file:
        file.seek(200)
        file.write(b"\xff" * 3_000)


def plant_lost_file(clean):
    """A file is gone."""
    a_file(clean, "articles").unlink()


def plant_stray_file(clean):
    """A file lies in a dataset's folder that no run wrote."""
    path = a_file(clean, "articles")
    shutil.copy(path, path.with_name("mine.parquet"))


def plant_broken_catalogue(clean):
    """The catalogue is cut off."""
    path = root_of(clean) / "catalogue.json"
    path.write_text(path.read_text()[:200])


def plant_other_rows_in_catalogue(clean):
    """The catalogue counts a row more than there is."""
    planted.edit_catalogue(clean, lambda said: said["datasets"]["articles"][0].update(rows=999))


def plant_other_days_in_catalogue(clean):
    """The catalogue says that a file begins later."""

    def later(said):
        file = max(said["datasets"]["articles"], key=lambda file: file["rows"])
        file["first"] = file["last"]

    planted.edit_catalogue(clean, later)


def plant_dataset_not_in_catalogue(clean):
    """The catalogue knows nothing of a dataset."""
    planted.edit_catalogue(clean, lambda said: said["datasets"].pop("removals"))


def plant_large_row_group(clean):
    """A row group holds more than a thousand rows."""
    write_file(clean, "articles", a_file(clean, "articles"), lambda rows: rows * (1_001 // len(rows) + 1))


def plant_two_late_files(clean):
    """A month has two late files."""

    def late(said):
        for file in said["datasets"]["articles"]:
            file.update(late=True)
        said["datasets"]["articles"].append(dict(said["datasets"]["articles"][0]))

    planted.edit_catalogue(clean, late)


def plant_pointer_gone(clean):
    """The link to the published snapshot is gone."""
    (clean / ".saring" / "current").unlink()


def plant_pointer_astray(clean):
    """The link leads to a snapshot that is not there."""
    link = clean / ".saring" / "current"
    link.unlink()
    link.symlink_to("snapshots/000099")


def plant_copied_link(clean):
    """A copy without links made a folder of a reader's link."""
    (clean / "articles").unlink()
    shutil.copytree(root_of(clean) / "articles", clean / "articles")


def plant_link_gone(clean):
    """A reader's link is gone."""
    (clean / "duplicates").unlink()


def plant_number_behind(clean):
    """The record of numbers was brought back from a backup."""
    (clean / ".saring" / "last-number").write_text("1\n")


def plant_broken_feeds(clean):
    """The file of raw folders is no JSON."""
    (clean / ".saring" / "feeds.json").write_text("{")


def plant_broken_without(clean):
    """The file of layers that are left out says something else."""
    (clean / ".saring" / "without.json").write_text('["rules"]')


def plant_broken_retention(clean):
    """The file of how long what stays is no JSON."""
    (clean / ".saring" / "retention.json").write_text("{")


def plant_broken_pins(clean):
    """The file of pins is no JSON."""
    pins_file(clean).write_text("42")


def plant_pin_of_nothing(clean):
    """A pinned snapshot is gone."""
    pins_file(clean).write_text('{"77": {"until": "2999-01-01", "why": "before the backfill"}}')


def plant_leftover(clean):
    """A draft of long ago was never swept."""
    draft = clean / ".saring" / "building" / "000003"
    draft.mkdir(parents=True)
    planted.make_old(draft)


def plant_old_staging(clean):
    """Staged rows of long ago were never swept."""
    left = clean / ".saring" / "staging" / "run-abc"
    left.mkdir(parents=True)
    planted.make_old(left)


def plant_stale_index(clean):
    """The index is that of the snapshot before."""
    shutil.rmtree(root_of(clean) / "index")
    shutil.copytree(previous(clean) / "index", root_of(clean) / "index")
    before = json.loads((previous(clean) / "catalogue.json").read_text())["datasets"]["index"]
    planted.edit_catalogue(clean, lambda said: said["datasets"].update(index=before))


def plant_index_of_another_day(clean):
    """The index says that a page stands under another day."""
    day = planted.rows_of(clean, "articles")[0]["date"]
    write_all(clean, "index", lambda rows: [row | {"date": day if row["date"] else None} for row in rows])


def plant_ledger_without_page(clean):
    """A ledger row belongs to a record that is not there."""
    write_rows(clean, "removals", with_value("record_id", OTHER))


def plant_lost_ledger_row(clean):
    """A ledger row is gone."""
    write_rows(clean, "removals", without_first(lambda row: row["kind"] != "chrome"))


def plant_ledger_out_of_place(clean):
    """Ledger rows name other blocks."""
    write_rows(clean, "removals", lambda rows: [row | {"block": row["block"] + 900} for row in rows])


def plant_edited_text(clean):
    """Somebody mended a word."""
    write_rows(clean, "articles", lambda rows: [row | {"text": row["text"][:-2] + "x."} for row in rows])


def plant_lost_line(clean):
    """The last line of each text is gone, and its words are counted anew."""
    write_rows(
        clean,
        "articles",
        lambda rows: [row | {"text": row["text"].rpartition("\n")[0], "n_blocks": row["n_blocks"] - 1} for row in rows],
    )


def plant_lost_reject(clean):
    """A reject is gone from the index."""
    write_all(clean, "index", lambda rows: [row for row in rows if row["outcome"] != "refetched"])


def plant_unknown_held(clean):
    """A record is held back of which the index knows nothing."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from transforms.schema import DATASETS, arrow_schema

    path = root_of(clean) / "held_rejects" / "part-empty.parquet"
    row = {"record_id": OTHER, "page_key": OTHER, "source": "a.txt", "one_page": True}
    path.unlink()
    pq.write_table(pa.Table.from_pylist([row], arrow_schema(DATASETS["held_rejects"])), path)
    planted.note_file(clean, "held_rejects", path, 1)


def plant_silent_changes(clean):
    """The last run's changes are gone."""
    run = root_of(clean).name
    path = next(file for file in planted.files_of(clean, "changes") if run in file.name)
    write_file(clean, "changes", path, lambda rows: [])


def plant_false_removal(clean):
    """Changes say that a standing page went."""
    run = root_of(clean).name
    path = next(file for file in planted.files_of(clean, "changes") if run in file.name)
    row = planted.rows_of(clean, "articles")[-1]
    gone = {"run_id": run, "id": row["id"], "cluster_id": row["cluster_id"], "change": "removed"}
    write_file(clean, "changes", path, lambda rows: [*(r for r in rows if r["id"] != row["id"]), gone])


def plant_lost_manifest(clean):
    """The last run's manifest is gone."""
    path = next(file for file in planted.files_of(clean, "runs") if root_of(clean).name in file.name)
    write_file(clean, "runs", path, lambda rows: [])


def plant_wrong_manifest(clean):
    """A manifest's counts do not add up."""
    write_rows(clean, "runs", with_value("articles", 9_999))


def plant_copied_snapshot(clean):
    """A copy of the store did not keep hard links."""
    planted.replace_with_copy(next(path for path in (root_of(clean) / "runs").iterdir() if path.stat().st_nlink > 1))


def plant_torn_history(clean):
    """A month of nights is cut off."""
    path = layout.history(clean, layout.HISTORIES[0]) / "part-2020-01.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"PAR1")


def plant_older_snapshot_broken(clean):
    """The snapshot before lacks a file."""
    next(path for path in (previous(clean) / "articles").rglob("*.parquet")).unlink()


def plant_moved_raw(clean):
    """The raw folder is no longer where it was."""
    (clean.parent / "raw").rename(clean.parent / "moved")


def plant_lost_raw_file(clean):
    """Raw pages are gone."""
    for path in (clean.parent / "raw").rglob("*.html"):
        path.unlink()


def plant_other_raw_pages(clean):
    """Raw pages were written over, and their times brought back."""
    for path in (clean.parent / "raw").rglob("*.html"):
        there = path.stat()
        path.write_bytes(path.read_bytes().replace(b"a", b"o"))
        os.utime(path, ns=(there.st_atime_ns, there.st_mtime_ns))


def plant_other_text_than_raw(clean):
    """Titles and texts agree with each other, and not with raw."""
    from transforms.schema import text_digest

    def other(rows):
        texts = [row["text"].replace("air", "api").replace("yang", "ynag") for row in rows]
        return [row | {"text": text, "text_sha256": text_digest(text)} for row, text in zip(rows, texts, strict=True)]

    write_all(clean, "articles", other)


def plant_lost_record(clean):
    """A raw file holds a record that ended nowhere."""
    write_all(clean, "files", lambda rows: [rows[0] | {"records": [*rows[0]["records"], OTHER]}, *rows[1:]])


PLANTS = [
    (name.removeprefix("plant_"), plant) for name, plant in sorted(globals().items()) if name.startswith("plant_")
]
SAYS = {
    "another_day": "another day than their printed one",
    "broken_catalogue": "catalogue.json",
    "broken_feeds": "feeds.json",
    "broken_pins": "pinned.json",
    "broken_retention": "retention.json",
    "broken_without": "without.json",
    "copied_link": "is a folder of its own",
    "copied_snapshot": "as copies and not as links",
    "dangling_match": "matched_id names no article",
    "dataset_not_in_catalogue": "names no file of removals",
    "edited_text": "another digest",
    "false_removal": "are gone which stand",
    "foreign_schema": "schema of another version",
    "foreign_version": "says schema 1 in its footer",
    "garbled_bytes": "read",
    "index_of_another_day": "the index says something else",
    "large_row_group": "a row group of",
    "ledger_out_of_place": "too few lines stand",
    "ledger_without_page": "hang on no row",
    "leftover": "later runs did not sweep it",
    "link_gone": "is gone",
    "lost_file": "is gone",
    "lost_ledger_row": "n_removed_chars",
    "lost_line": "another digest",
    "lost_manifest": "the last manifest",
    "lost_raw_file": "raw files are gone",
    "lost_record": "ended nowhere",
    "lost_reject": "ended nowhere",
    "match_of_another_story": "belong to another story than the article",
    "moved_raw": "the raw folder of the feed 'main' is gone",
    "number_behind": "says 1, and snapshot",
    "old_staging": "left by a run of long ago",
    "older_snapshot_broken": "files are gone or torn",
    "other_days_in_catalogue": "the catalogue says",
    "other_raw_pages": "does not hold record",
    "other_rows_in_catalogue": "the catalogue says 999",
    "other_text_than_raw": "gives another text",
    "pin_of_nothing": "pins snapshot 77",
    "pointer_astray": "no snapshot here",
    "pointer_gone": "snapshots stand",
    "record_in_two_places": "records stand in more than one row",
    "row_twice": "ids stand in more than one row",
    "shared_id": "ids stand in more than one row",
    "silent_changes": "without a word",
    "stale_index": "the index",
    "story_without_article": "a story without an article",
    "stray_file": "belong to no run",
    "torn_file": "torn",
    "torn_history": "part-2020-01.parquet cannot be read",
    "two_late_files": "several late files",
    "unknown_held": "held back of which the index knows nothing",
    "wrong_manifest": "do not add up",
    "wrong_size": "cluster_size is neither",
    "wrong_size_in_index": "cluster_size is not the number",
}
"""What the fault is told as, by the name of what is planted."""

ASKS_LETTERS = set(
    "lost_raw_file moved_raw other_raw_pages other_text_than_raw edited_text lost_line ledger_out_of_place".split()
)


TOGETHER = (
    "broken_feeds broken_without broken_retention leftover old_staging number_behind link_gone copied_link",
    "pin_of_nothing torn_history",
    "older_snapshot_broken copied_snapshot wrong_size dangling_match lost_manifest ledger_without_page unknown_held",
    "broken_pins row_twice wrong_size_in_index wrong_manifest lost_ledger_row lost_record other_days_in_catalogue",
    "record_in_two_places match_of_another_story silent_changes",
    "shared_id index_of_another_day false_removal",
    "story_without_article another_day lost_reject",
    "edited_text ledger_out_of_place lost_raw_file",
    "stale_index lost_line",
    "other_raw_pages",
    "foreign_version foreign_schema stray_file",
    "torn_file two_late_files",
    "large_row_group",
    "lost_file",
    "broken_catalogue",
    "dataset_not_in_catalogue",
    "other_rows_in_catalogue",
    "garbled_bytes",
    "pointer_gone",
    "pointer_astray",
    "moved_raw",
    "other_text_than_raw",
)
"""What can be planted in one store: each is found beside the others."""


def test_no_fault_is_left_out_of_the_suite():
    """Whatever can be planted is planted."""
    assert sorted(name for name, _ in PLANTS) == sorted(" ".join(TOGETHER).split())


@pytest.mark.parametrize("names", TOGETHER)
def test_planted_faults_are_all_found(clean, names):
    """Each is named, with its place and what to do."""
    for name in names.split():
        globals()[f"plant_{name}"](clean)

    faults = verify(clean, sample=FEW if ASKS_LETTERS & set(names.split()) else 0)

    told = [f"{fault.where} {fault.what}" for fault in faults]
    assert [name for name in names.split() if not any(SAYS[name] in fault for fault in told)] == [], told
    assert all(fault.where and fault.remedy for fault in faults)


@pytest.mark.soak
@pytest.mark.parametrize(("name", "plant"), PLANTS, ids=[name for name, _ in PLANTS])
def test_a_planted_fault_is_found(clean, name, plant):
    """Each by itself, so that none is only found by the trouble that another makes."""
    plant(clean)

    told = [f"{fault.where} {fault.what}" for fault in verify(clean, sample=FEW if name in ASKS_LETTERS else 0)]

    assert any(SAYS[name] in fault for fault in told), told


def test_a_store_of_which_nothing_is_published_yet_has_no_fault(tmp_path):
    """Its first run was stopped."""
    (tmp_path / ".saring").mkdir()

    assert verify(tmp_path) == []


@pytest.mark.parametrize("name", ["nowhere", "."])
def test_a_folder_that_is_no_store_is_not_found_sound(tmp_path, name):
    """A path with a slip in it, or a disk that is not mounted, is no sound store."""
    with pytest.raises(StoreError, match="no store is here"):
        verify(tmp_path / name)


def test_a_store_that_is_looked_at_stays_as_it_is(clean):
    """Not a file is written, nor its time changed."""
    before = {path: path.lstat().st_mtime_ns for path in clean.rglob("*")}

    verify(clean, sample=FEW)

    assert before == {path: path.lstat().st_mtime_ns for path in clean.rglob("*")}


def test_raw_pages_that_moved_can_be_named(clean):
    """A copy of a store elsewhere is looked at with the raw pages of that place."""
    moved = (clean.parent / "raw").rename(clean.parent / "moved")

    assert verify(clean, raw=moved, sample=FEW) == []


def test_the_command_tells_faults_by_its_exit_code(clean):
    """A script reads one object."""
    sound = saring("verify", clean, "--json", "--sample", "0")
    plant_dangling_match(clean)
    unsound = saring("verify", clean, "--sample", "0", check=False)

    assert json.loads(sound.stdout) == {"faults": []}
    assert unsound.returncode == FAULTS
    assert "matched_id names no article" in unsound.stdout
    assert "-> go back to a snapshot" in unsound.stdout


@pytest.mark.soak
def test_every_night_of_deliveries_leaves_a_sound_store(tmp_path):
    """Thirty-five nights in which everything happens that the house knows of."""
    for way in walk(tmp_path / "crowded", (night for _, night in nights(CROWDED))):
        assert verify(way.clean, sample=FEW) == [], way.number


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_nights_by_chance_leave_sound_stores(tmp_path, seed):
    """Eight nights of a walk by chance."""
    for way in walk(tmp_path / "chance", Chance(seed).nights(8)):
        assert verify(way.clean, sample=FEW) == [], way.number


def test_a_store_is_looked_at_while_a_run_writes(clean):
    """A draft and staging are no fault, and an older snapshot may go at any moment."""
    with lock(clean):
        (clean / ".saring" / "building" / "000099" / "articles").mkdir(parents=True)
        (clean / ".saring" / "staging" / "run-abc").mkdir(parents=True)
        shutil.rmtree(previous(clean) / "removals")
        assert verify(clean, sample=0) == []
