"""The snapshot store: layout, lock, probe, publishing, pruning, failures."""

import datetime as dt
import errno
import multiprocessing
import os
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.errors import DiskError, LockHeld
from flows.retention import Retention
from flows.store import (
    PUBLIC,
    StoreError,
    begin,
    check_target,
    commit,
    export,
    files,
    keep,
    lock,
    replace,
    resolved_root,
)
from flows.store.layout import DATASETS, HISTORIES, TIERED
from flows.store.parquet import dataset_schema
from flows.store.tiers import read_tier

DAY = dt.date(2021, 6, 29)


def reject(name, day=DAY):
    """Return a table of one reject."""
    row = {"id": name, "record_id": name, "source": name, "date": day, "stage": "read", "reason": "empty_page"}
    return pa.Table.from_pylist([row], dataset_schema("rejects"))


def publish_one(clean, day=DAY, **options):
    """Publish a snapshot in which one row takes the place of the rows of its month."""
    draft = begin(clean)
    gone = [file for file in files(clean, "rejects") if file.month == f"{day:%Y-%m}"]
    replace(draft, "rejects", gone, [reject("a", day)])
    keep(draft)
    commit(draft, expected_rows={}, **options)
    return draft


def test_a_clean_folder_holds_fixed_links_and_a_card(tmp_path):
    """Readers find each dataset under its name, whichever snapshot is current."""
    publish_one(tmp_path)
    links = {name: str((tmp_path / name).readlink()) for name in PUBLIC}
    publish_one(tmp_path)

    assert links == {name: f".saring/current/{name}" for name in PUBLIC}
    assert links == {name: str((tmp_path / name).readlink()) for name in PUBLIC}
    assert "articles/" in (tmp_path / "README.md").read_text(encoding="utf-8")
    assert str((tmp_path / ".saring/current").readlink()) == "snapshots/000002"


def test_nothing_but_parquet_lies_in_a_dataset(tmp_path):
    """Other files break naive readers."""
    publish_one(tmp_path)

    suffixes = {p.suffix for name in PUBLIC for p in (tmp_path / name).rglob("*") if p.is_file()}
    assert suffixes == {".parquet"}


def test_every_dataset_has_a_file(tmp_path):
    """A dataset without rows has one file with its schema."""
    publish_one(tmp_path)

    root = resolved_root(tmp_path)
    for dataset in DATASETS:
        (file,) = (path for path in (root / dataset).rglob("*") if path.is_file())
        schema = read_tier(file).schema if dataset in TIERED else pq.read_schema(file)
        assert schema.equals(dataset_schema(dataset))


def test_numbers_are_never_used_again(tmp_path):
    """A run that was killed has used up its number, though it left nothing behind."""
    publish_one(tmp_path)
    killed = begin(tmp_path)

    after = publish_one(tmp_path)

    assert (killed.number, after.number) == (2, 3)
    assert not killed.folder.exists()


def test_leftovers_of_killed_runs_are_swept(tmp_path):
    """Drafts, snapshots that nobody pointed at, and half-made links go at the next run."""
    publish_one(tmp_path)
    begin(tmp_path)
    (tmp_path / ".saring/snapshots/000009").mkdir()
    (tmp_path / ".saring/current.new").symlink_to("snapshots/000009")

    draft = publish_one(tmp_path)

    names = sorted(p.name for p in (tmp_path / ".saring").iterdir())
    assert draft.number == 10
    assert names == ["current", "history", "last-number", "snapshots"]
    assert sorted(p.name for p in (tmp_path / ".saring/snapshots").iterdir()) == ["000001", "000010"]


def test_old_snapshots_are_kept_for_their_readers(tmp_path):
    """A snapshot that was replaced a moment ago stays, however many followed."""
    for _ in range(5):
        publish_one(tmp_path, retention=Retention(snapshots=2))

    assert len(list((tmp_path / ".saring/snapshots").iterdir())) == 5


def test_old_snapshots_are_pruned(tmp_path):
    """Without grace the newest ones stay, the published one among them."""
    for _ in range(5):
        publish_one(tmp_path, retention=Retention(snapshots=2, hours=-1))

    assert sorted(p.name for p in (tmp_path / ".saring/snapshots").iterdir()) == ["000004", "000005"]


def test_missing_rows_are_not_published(tmp_path):
    """The pointer stays when a draft does not hold what it should."""
    publish_one(tmp_path)
    draft = begin(tmp_path)

    with pytest.raises(StoreError, match="rejects hold 1 rows in 1 files and should hold 2"):
        commit(draft, expected_rows={"rejects": 2})

    assert resolved_root(tmp_path).name == "000001"


@pytest.mark.parametrize("content", [b"", b"no parquet", b"PAR1 cut off PAR1"])
def test_broken_files_are_not_published(tmp_path, content):
    """A file that nobody can read is found before the swap."""
    draft = begin(tmp_path)
    replace(draft, "rejects", [], [reject("a")])
    (file,) = (draft.folder / "rejects").rglob("*.parquet")
    file.write_bytes(content)

    with pytest.raises(StoreError, match="broken"):
        commit(draft, expected_rows={})

    with pytest.raises(StoreError, match="nothing is published"):
        resolved_root(tmp_path)


def test_files_of_another_schema_are_not_published(tmp_path):
    """A file with other columns is found before the swap."""
    draft = begin(tmp_path)
    replace(draft, "rejects", [], [reject("a")])
    (file,) = (draft.folder / "rejects").rglob("*.parquet")
    pq.write_table(pa.table({"id": ["x"]}), file)

    with pytest.raises(StoreError, match="another version"):
        commit(draft, expected_rows={})


def hold_lock(clean, ready, done):
    """Hold the lock in another process."""
    with lock(Path(clean)):
        ready.set()
        done.wait(60)


def test_one_writer_at_a_time(tmp_path):
    """The second writer is told who holds the store and what to do; the lock ends with its holder."""
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    holder = context.Process(target=hold_lock, args=(str(tmp_path), ready, done))
    holder.start()
    assert ready.wait(60)

    with pytest.raises(LockHeld, match=rf"process {holder.pid} on .*Wait until"), lock(tmp_path):
        pass

    holder.kill()
    holder.join()
    with lock(tmp_path):
        pass


def test_an_unfit_file_system_is_refused(tmp_path, monkeypatch):
    """Where links cannot be made, the message says so and what to do."""

    def no_links(source, target):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)

    with pytest.raises(StoreError, match=r"hard links.*local disk"):
        begin(tmp_path)


def test_something_else_in_a_datasets_place_is_refused(tmp_path):
    """Nobody's files are overwritten."""
    (tmp_path / "articles").mkdir()

    with pytest.raises(StoreError, match=r"articles: something else stands here; move it away"):
        check_target(tmp_path)


def test_a_file_in_place_of_the_folder_is_refused(tmp_path):
    """The message names the file."""
    (tmp_path / "clean").write_text("x")

    with pytest.raises(StoreError, match="this is a file"):
        check_target(tmp_path / "clean")


def test_checking_a_target_writes_nothing(tmp_path):
    """A folder that is not there is fit, and is not made."""
    check_target(tmp_path / "a/b")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "disk is full"), (errno.EROFS, "read-only"), (errno.EDQUOT, "quota")]
)
def test_disk_errors_name_path_and_remedy(tmp_path, monkeypatch, number, words):
    """A disk that fills while a snapshot is published leaves the last one in place."""
    publish_one(tmp_path)
    draft = begin(tmp_path)

    def fail(path):
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr("flows.store.publishing.write_card", fail)

    with pytest.raises(DiskError, match=words) as caught:
        commit(draft, expected_rows={})

    assert str(tmp_path) in str(caught.value)
    assert resolved_root(tmp_path).name == "000001"


def test_an_export_is_plain_folders(tmp_path):
    """A copy has the datasets and the card, no links and none of the store's own."""
    publish_one(tmp_path / "clean")

    done = export(tmp_path / "clean", tmp_path / "copy")

    assert (done.folder, done.snapshot, done.rows["rejects"]) == (tmp_path / "copy", 1, 1)
    assert done.bytes == sum(path.stat().st_size for path in (tmp_path / "copy").rglob("*") if path.is_file())
    assert sorted(p.name for p in (tmp_path / "copy").iterdir()) == ["README.md", *sorted((*PUBLIC, *HISTORIES))]
    assert not any(p.is_symlink() for p in (tmp_path / "copy").rglob("*"))
    assert pq.read_table(tmp_path / "copy/rejects").num_rows == 1


def test_an_older_snapshot_is_exported(tmp_path):
    """By its number; one that does not stand is refused with those that do."""
    publish_one(tmp_path / "clean")
    draft = begin(tmp_path / "clean")
    commit(draft, expected_rows={})

    done = export(tmp_path / "clean", tmp_path / "copy", number=1)

    assert (done.snapshot, done.rows["rejects"]) == (1, 1)
    with pytest.raises(StoreError, match="standing are 1, 2"):
        export(tmp_path / "clean", tmp_path / "other", number=7)


def test_an_export_overwrites_nothing(tmp_path):
    """A folder that holds something is refused."""
    publish_one(tmp_path / "clean")

    with pytest.raises(StoreError, match="something stands here"):
        export(tmp_path / "clean", tmp_path)


def test_a_resolved_root_stays_as_it_is(tmp_path):
    """What was resolved once keeps its rows while others are published."""
    publish_one(tmp_path)
    root = resolved_root(tmp_path)
    publish_one(tmp_path, day=dt.date(2021, 7, 1))

    assert len(list((root / "rejects").rglob("*.parquet"))) == 1
    assert len(list((tmp_path / "rejects/").rglob("*.parquet"))) == 2


def test_the_day_of_a_file_that_says_empty_is_never_taken_over(tmp_path):
    """The empty file goes as soon as a dataset has rows."""
    commit(begin(tmp_path), expected_rows={})
    publish_one(tmp_path, day=DAY)

    assert [p.name for p in (tmp_path / "rejects").iterdir()] == ["month=2021-06"]


def test_a_kept_file_is_a_hard_link(tmp_path):
    """What a run does not replace costs nothing: it is the same file in both snapshots."""
    publish_one(tmp_path)
    (before,) = (resolved_root(tmp_path) / "rejects").rglob("*.parquet")

    publish_one(tmp_path, day=dt.date(2021, 7, 1))

    after = resolved_root(tmp_path) / before.relative_to(before.parents[2])
    assert (after.stat().st_ino, after.stat().st_nlink) == (before.stat().st_ino, 2)


def test_a_kept_file_is_not_opened_again(tmp_path, monkeypatch):
    """It was checked when it was written; its rows are counted by the catalogue."""
    publish_one(tmp_path)
    checked = []
    monkeypatch.setattr("flows.store.checking.check_file", lambda path, dataset, rows: checked.append(path.name))

    publish_one(tmp_path, day=dt.date(2021, 7, 1))

    assert [name for name in checked if not name.startswith("part-empty.")] == ["part-000002-01.parquet"]


def test_a_store_of_the_older_form_is_refused(tmp_path):
    """The message names the way over; nothing is written."""
    publish_one(tmp_path)
    (resolved_root(tmp_path) / "catalogue.json").unlink()

    for step in (begin, lambda clean: files(clean, "articles")):
        with pytest.raises(StoreError, match=r"older form.*saring upgrade CLEAN RAW"):
            step(tmp_path)


def test_a_broken_catalogue_is_refused(tmp_path):
    """The message names the file."""
    publish_one(tmp_path)
    (resolved_root(tmp_path) / "catalogue.json").write_text('{"datasets"')

    with pytest.raises(StoreError, match=r"catalogue\.json: broken"):
        files(tmp_path, "articles")


def test_a_thread_that_holds_the_lock_may_take_it_again(tmp_path):
    """A run holds it from its first page on, and publishing takes it once more."""
    with lock(tmp_path), lock(tmp_path):
        pass

    with lock(tmp_path):
        assert (tmp_path / ".saring/lock-holder").read_text().startswith(f"process {os.getpid()} on ")


def test_a_file_system_mounted_read_only_is_called_so(tmp_path, monkeypatch):
    """Nobody is sent to mend permissions that are as they should be; a test cannot mount."""
    told = os.statvfs(tmp_path)
    monkeypatch.setattr(os, "statvfs", lambda _: SimpleNamespace(f_flag=told.f_flag | os.ST_RDONLY))

    with pytest.raises(DiskError, match="read-only"):
        check_target(tmp_path / "clean")
