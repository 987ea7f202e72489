"""`saring rollback`, `release` and `snapshots`: an old snapshot stands again, and the bad night does not come back."""

import datetime as dt
import json
import subprocess

import planted
import pytest
from deliveries import house
from deliveries.laws import Replica, differ
from nights import clean as clean_night
from nights import put_page, rows, story
from running import saring

from flows.corpus.undone import undone_runs
from flows.forget import forget
from flows.inspect import verify
from flows.inspect.snapshots import compare_snapshots, list_snapshots, pin_snapshot, unpin_snapshot
from flows.maintain import maintain
from flows.retention import Retention
from flows.rollback import Released, release, rollback
from flows.store import StoreError, layout

FIRST = dt.date(2026, 3, 2)
SHOWN = ("articles", "duplicates", "removals", "rejects")


def night(n):
    """Return the day of a night."""
    return FIRST + dt.timedelta(n)


@pytest.fixture(scope="module")
def stood(tmp_path_factory):
    """Return a folder with `raw` and `clean` of three nights: pages, a copy and a reject, a change and a new page."""
    home = tmp_path_factory.mktemp("rollback")
    raw, clean = home / "raw", home / "clean"
    for n in range(4):
        put_page(raw, n, story(n), night(0))
    clean_night(raw, clean, night(0))
    put_page(raw, 11, story(1), night(1))
    put_page(raw, 5, story(5), night(1))
    put_page(raw, 6, "", night(1))
    clean_night(raw, clean, night(1))
    put_page(raw, 2, story(2) + "\nKoreksi: jembatan itu kini dibuka kembali untuk semua warga desa.", night(2))
    put_page(raw, 7, story(7), night(2))
    clean_night(raw, clean, night(2))
    return home


@pytest.fixture
def home(stood, tmp_path):
    """Return a copy of that folder, fed from its own raw pages."""
    subprocess.run(["cp", "-a", stood / "raw", stood / "clean", tmp_path], check=True)
    (tmp_path / "clean" / ".saring" / "feeds.json").write_text(json.dumps({"main": str(tmp_path / "raw")}))
    return tmp_path


def tables(clean, number=None):
    """Return the rows that readers see, of the published snapshot or of another one."""
    root = layout.snapshots(clean) / layout.snapshot_name(number) if number else planted.root_of(clean)
    return {
        name: sorted(repr(row) for f in (root / name).rglob("*.parquet") for row in house.read_file(f))
        for name in SHOWN
    }


def test_the_old_rows_stand_again_under_a_new_number(home):
    """To the letter; the snapshots in between stay, and the store is sound."""
    done = rollback(home / "clean", 1, "bad rules", as_of=night(3))

    assert (done.snapshot, done.again, done.undone) == (4, 1, (2, 3))
    assert tables(home / "clean") == tables(home / "clean", 1)
    assert [snapshot.number for snapshot in list_snapshots(home / "clean")] == [4, 3, 2, 1]
    assert verify(home / "clean", sample=20) == []


def test_changes_tell_it(home):
    """A copy of the articles that is kept by `changes` alone follows."""
    clean, replica = home / "clean", Replica()
    replica.rows = house.by_id(clean)

    done = rollback(clean, 1, "bad rules", as_of=night(3))
    named = replica.follow(clean, "000004")

    assert replica.differs(clean) == []
    assert done.changes == {"removed": 3, "changed": 1}
    assert len(named) == 4


def test_the_manifests_go_on(home):
    """What happened happened: the runs that are undone are told, and the rollback with its reason."""
    rollback(home / "clean", 1, "bad rules", as_of=night(3))

    told = {row["run_id"]: json.loads(row["facts"]) for row in planted.rows_of(home / "clean", "runs")}
    assert sorted(told) == ["000001", "000002", "000003", "000004"]
    assert told["000004"]["rollback"] == {"to": 1, "undone": [2, 3], "held": 4, "reason": "bad rules"}


@pytest.mark.parametrize("again", [False, True])
def test_the_next_run_does_not_take_the_bad_nights_in_again(home, again):
    """Neither a night nor a run that cleans everything anew; a new page comes in."""
    raw, clean = home / "raw", home / "clean"
    rollback(clean, 1, "bad rules", as_of=night(3))
    before = house.ids_of(clean)
    put_page(raw, 8, story(8), night(4))

    summary = clean_night(raw, clean, night(4), again=again)

    assert (summary.articles, summary.rejects, summary.skipped) == (1, 1, 8)
    assert len(house.ids_of(clean) - before) == 1
    assert verify(clean, sample=20) == []


def test_few_held_records_beside_a_large_index_keep_its_types(tmp_path):
    """They are written beside its base file, and whoever reads both finds one kind of each column."""
    raw, clean = tmp_path / "raw", tmp_path / "clean"
    for n in range(12):
        put_page(raw, n, story(n), night(0))
    clean_night(raw, clean, night(0))
    put_page(raw, 12, story(12), night(1))
    clean_night(raw, clean, night(1))
    rollback(clean, 1, "a bad night", as_of=night(2))
    for n in (13, 14):
        put_page(raw, n, story(n), night(n))
        assert clean_night(raw, clean, night(n)).articles == 1

    assert release(clean).records == 1
    assert clean_night(raw, clean, night(15)).articles == 1
    assert verify(clean, sample=20) == []


def test_what_was_held_comes_in_after_a_release(home):
    """The next run makes of it what it had made before; days of arrival are the old ones."""
    raw, clean = home / "raw", home / "clean"
    subprocess.run(["cp", "-a", clean, home / "before"], check=True)
    rollback(clean, 1, "bad rules", as_of=night(3))
    clean_night(raw, clean, night(4))

    released = release(clean, "rules mended")
    summary = clean_night(raw, clean, night(5))

    assert released.records == 4
    assert (summary.articles, summary.duplicates) == (3, 1)
    assert differ(clean, home / "before") == []
    assert verify(clean, sample=20) == []
    assert release(clean) == Released(None, 0, "")
    assert clean_night(raw, clean, night(5)).snapshot is None


def test_a_rollback_can_be_undone(home):
    """The snapshot from before stands as any other."""
    clean = home / "clean"
    subprocess.run(["cp", "-a", clean, home / "before"], check=True)
    rollback(clean, 1, "bad rules", as_of=night(3))

    done = rollback(clean, 3, "they were good", as_of=night(4))

    assert (done.snapshot, done.held) == (5, 0)
    assert tables(clean) == tables(clean, 3)
    assert verify(clean, sample=20) == []
    assert clean_night(home / "raw", clean, night(5)).articles == 0


@pytest.mark.parametrize(("number", "says"), [(9, "standing are 1, 2, 3"), (3, "is the published one")])
def test_a_snapshot_that_cannot_stand_again_is_refused(home, number, says):
    """The message says which do; nothing is published."""
    with pytest.raises(StoreError, match=says):
        rollback(home / "clean", number, "a slip")

    assert layout.current_number(home / "clean") == 3
    assert verify(home / "clean", sample=0) == []


def test_a_torn_snapshot_is_refused(home):
    """Going back may not make things worse."""
    next((layout.snapshots(home / "clean") / "000001" / "removals").rglob("*.parquet")).unlink()

    with pytest.raises(StoreError, match="gone or torn"):
        rollback(home / "clean", 1, "bad rules")


def test_what_was_forgotten_does_not_come_back(home):
    """A snapshot from before an act of forgetting is not published again."""
    clean = home / "clean"
    page = next(row for row in rows(clean, "articles", "url") if row[0])[0]
    forget(clean, page, "asked for", who="a reader")

    with pytest.raises(StoreError, match="were forgotten since"):
        rollback(clean, 1, "bad rules")


def test_what_a_rollback_needs_stays_as_retention_says(home):
    """By count and age, as everything else."""
    clean = home / "clean"

    rollback(clean, 1, "bad rules", retention=Retention(snapshots=2, hours=0), as_of=night(3))

    assert [snapshot.number for snapshot in list_snapshots(clean)] == [4, 3]
    assert maintain(clean, retention=Retention(snapshots=1, hours=0), as_of=night(4)).dropped == (3,)
    assert verify(clean, sample=20) == []


def test_two_snapshots_are_compared(home):
    """Pages by change, some by name."""
    difference = compare_snapshots(home / "clean", 1, 3)

    assert difference.changes == {"added": 3, "changed": 1}
    assert {change: len(ids) for change, ids in difference.ids.items()} == difference.changes
    assert compare_snapshots(home / "clean", 3, 1).changes == {"removed": 3, "changed": 1}


def test_snapshots_are_listed(home):
    """With what made them, what they hold, and what they alone take of the disk."""
    pin_snapshot(home / "clean", 2, "a look", 3)
    shown = {snapshot.number: snapshot for snapshot in list_snapshots(home / "clean")}

    assert [shown[n].rows["articles"] for n in (1, 2, 3)] == [4, 5, 6]
    assert [shown[n].current for n in (1, 2, 3)] == [False, False, True]
    assert shown[2].pinned_why == "a look"
    assert shown[3].run == f"night of {night(2)}"
    assert all(snapshot.own_bytes > 0 for snapshot in shown.values())
    unpin_snapshot(home / "clean", 2)
    assert all(snapshot.pinned_until is None for snapshot in list_snapshots(home / "clean"))


def test_the_commands(home):
    """As an operator types them."""
    clean = home / "clean"
    listed = saring("snapshots", clean).stdout
    refused = saring("rollback", clean, 1, "--reason", " ", check=False)
    done = json.loads(saring("rollback", clean, 1, "--reason", "bad rules", "--json").stdout)
    released = json.loads(saring("release", clean, "--json").stdout)

    assert "night of 2026-03-02" in listed
    assert refused.returncode == 2
    assert (done["snapshot"], done["undone"]) == (4, [2, 3])
    assert released == {"snapshot": 5, "records": 4, "reason": ""}


@pytest.mark.parametrize(
    ("to", "undone"),
    [
        ({}, ""),
        ({4: 1}, "2 3"),
        ({4: 1, 6: 3}, "4 5"),
        ({4: 2, 5: 1}, "2 3 4"),
        ({3: 1, 5: 2}, "3 4"),
    ],
)
def test_undone_runs_are_told_by_the_manifests(to, undone):
    """A rollback that is undone gives back what it had undone."""
    manifests = [(f"{n:06d}", json.dumps({"rollback": {"to": to[n]}} if n in to else {})) for n in range(1, 7)]

    assert undone_runs(manifests) == {f"{int(n):06d}" for n in undone.split()}
