"""`saring upgrade`: a store of the first form becomes one of today's, and every old id leads somewhere."""

import dataclasses
import datetime as dt
import json
import os
import random
import shutil
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from nights import clean, rows

import transforms.page
from flows.errors import NothingToRead
from flows.retention import Retention
from flows.store import PUBLIC, StoreError, resolved_root
from flows.store.publishing import prune
from flows.upgrade import Upgraded, upgrade
from transforms.identity import page_key_of_file, page_key_of_object
from transforms.records import Reject

HOUSE = Path(__file__).parents[2]
FIRST = HOUSE / "tests" / "data" / "stores" / "v1"
TODAY = dt.date(2026, 11, 1)
LAST_NIGHT = dt.datetime(2026, 10, 6, tzinfo=dt.UTC).timestamp()
AFTER = {"harian/0001.txt", "harian/0001.meta.json", "kabarcontoh.id/2026-10-20/baru.txt"}
COUNTS = Upgraded(
    snapshot=3,
    records=16,
    renamed=12,
    merged=3,
    removed=0,
    unmatched=7,
    carried=6,
    left=1,
    added=2,
    articles=10,
    duplicates=3,
    rejects=3,
    pinned="snapshot 2 until 2026-11-15",
)
RUN = """
import datetime as dt, pathlib, sys
from flows.upgrade import upgrade
clean, raw = map(pathlib.Path, sys.argv[1:])
watch = lambda *, done=0, found=0, say=None: say and print(say, flush=True)
upgrade(clean, raw, as_of=dt.date(2026, 11, 1), watch=watch)
"""


def lay_out(home: Path) -> tuple[Path, Path]:
    """Put the old store and what is left of its raw folder in place; return both."""
    shutil.copytree(FIRST / "raw", home / "raw")
    with tarfile.open(FIRST / "clean.tar.gz") as packed:
        packed.extractall(home, filter="tar")
    for path in (home / "raw").rglob("*"):
        late = str(path.relative_to(home / "raw")) in AFTER
        os.utime(path, (LAST_NIGHT + 86_400 * (1 if late else -1),) * 2)
    os.utime(home / "clean/.saring/snapshots/000002", (LAST_NIGHT, LAST_NIGHT))
    return home / "clean", home / "raw"


@pytest.fixture
def old(tmp_path):
    """Return an old store and its raw folder, to be changed."""
    return lay_out(tmp_path)


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory):
    """Return a store that was brought over, its raw folder, its old snapshot, and what the upgrade told. Read only."""
    target, raw = lay_out(tmp_path_factory.mktemp("upgraded"))
    before = resolved_root(target)
    return target, raw, before, upgrade(target, raw, as_of=TODAY)


def rows_of_first(snapshot: Path, columns: str) -> list[tuple]:
    """Return columns of the old articles and duplicates, sorted."""
    both = " UNION ALL ".join(
        f"SELECT {columns} FROM read_parquet('{snapshot}/{name}/**/*.parquet', hive_partitioning = true)"  # noqa: S608 - our own words
        for name in ("articles", "duplicates")
    )
    return sorted(duckdb.connect().execute(both).fetchall())


def tree(folder: Path) -> dict[str, int]:
    """Return everything in a folder, with the times of the last change."""
    return {str(p.relative_to(folder)): p.lstat().st_mtime_ns for p in sorted(folder.rglob("*"))}


def test_an_upgrade_tells_what_it_did(upgraded):
    """The counts are returned, and stand in the manifest's facts."""
    target, _, _, told = upgraded

    assert COUNTS == told
    ((facts,),) = rows(target, "runs", "facts", "run_id DESC LIMIT 1")
    named = {name: getattr(COUNTS, name) for name in ("renamed", "merged", "unmatched", "carried", "removed")}
    assert named.items() <= json.loads(facts)["upgrade"].items()


def test_every_old_id_leads_to_a_living_page(upgraded):
    """An old id stands once in `changes/`, with its page's new id and its story's name."""
    target, _, before, _ = upgraded
    old_ids = [name for (name,) in rows_of_first(before, "id")]
    renamed = {
        name: (page, story)
        for name, page, story, change in rows(target, "changes", "id, old_cluster_id, cluster_id, change")
        if change == "renamed"
    }
    pages = dict(rows(target, "articles", "id, cluster_id") + rows(target, "duplicates", "id, cluster_id"))

    assert sorted(renamed) == sorted(old_ids)
    assert all(pages[page] == story for page, story in renamed.values())


def test_a_replica_kept_by_changes_follows_the_upgrade(upgraded):
    """Whoever drops the ids that the run touched, and takes those that stand now, holds what `articles` holds."""
    target, _, before, _ = upgraded
    replica = {name for (name,) in pq_rows(before / "articles", "id")}
    touched = {name for (name,) in rows(target, "changes", "id")}
    standing = {name for (name,) in rows(target, "articles", "id")}

    assert standing == (replica - touched) | (standing & touched)


def test_an_address_is_followed_through_the_upgrade(upgraded):
    """Old rows of an address are called by the page's new id, the same as identity v1 says."""
    target, _, before, _ = upgraded
    renamed = {row[0]: row[1] for row in rows(target, "changes", "id, old_cluster_id, change") if row[2] == "renamed"}

    for name, url in rows_of_first(before, "id, url"):
        if url is not None:
            assert page_key_of_object({"url": url, "text": ""}) == renamed[name]


def test_days_of_arrival_are_taken_over(upgraded):
    """What the old store met keeps the day on which it came in; what it had not met comes in today."""
    target, _, _, _ = upgraded
    came = dict(rows(target, "articles", "source, first_seen") + rows(target, "duplicates", "source, first_seen"))

    assert dt.date(2026, 10, 5) == came["ekspor/posts.jsonl#0"]
    assert dt.date(2026, 10, 5) == came["kabarcontoh.id/hilang/beralamat.txt"]
    assert came["kabarcontoh.id/2026-10-20/baru.txt"] == TODAY
    assert len(rows(target, "index", "record_id")) == len(set(rows(target, "index", "record_id")))


def test_rows_whose_raw_is_gone_are_carried_over(upgraded):
    """Text, facts and ledger stand as they stood."""
    target, _, before, _ = upgraded
    columns = "source, title, text, url, n_words, published_date, text_sha256"
    gone = [row for row in rows_of_first(before, columns) if "/hilang/" in row[0]]
    kept = rows(target, "articles", columns) + rows(target, "duplicates", columns)

    assert len(gone) == 4
    assert sorted(row for row in kept if "/hilang/" in row[0]) == gone
    spans = 'source, block, start, "end", kind, rule, text, whole, joint'
    ledger = pq_rows(before / "removals", spans)
    assert [r for r in ledger if "/hilang/" in r[0]] == [
        r for r in rows(target, "removals", spans) if "/hilang/" in r[0]
    ]


def pq_rows(folder: Path, columns: str) -> list[tuple]:
    """Return columns of an old dataset, sorted."""
    sql = f"SELECT {columns} FROM read_parquet('{folder}/**/*.parquet', hive_partitioning = true) ORDER BY ALL"  # noqa: S608 - our own words
    return duckdb.connect().execute(sql).fetchall()


def test_a_page_without_address_is_named_by_its_whole_text(upgraded):
    """What was struck from a text is put back before it names the page, as its delivery would."""
    target, _, _, _ = upgraded
    (row,) = (row for row in rows(target, "articles", "source, id, text") if row[0].endswith("tanpa-alamat.txt"))
    delivered = f"{row[2]}\nBagikan Artikel ini:\n"

    assert page_key_of_file(delivered.encode(), None) == row[1]


def test_a_path_that_holds_another_story_keeps_both(upgraded):
    """The old story is carried over, the new one comes in, each with its own day."""
    target, _, _, _ = upgraded
    stories = [row for row in rows(target, "articles", "source, title, date") if row[0] == "harian/0001.txt"]

    assert [
        ("harian/0001.txt", "Jembatan Pulau Karang diperbaiki", dt.date(2026, 10, 3)),
        ("harian/0001.txt", "Panen kopi datang lebih awal", dt.date(2026, 10, 20)),
    ] == stories


@pytest.mark.parametrize(("dataset", "carried"), [("articles", 4), ("duplicates", 1), ("rejects", 1)])
def test_an_upgraded_store_is_that_of_a_fresh_run_and_what_was_carried_over(upgraded, tmp_path, dataset, carried):
    """A run over the same raw that is given the same arrivals writes the same rows."""
    target, raw, _, _ = upgraded
    clean(raw, tmp_path / "fresh", TODAY, arrivals=target)
    columns = "* EXCLUDE (run_id)"

    fresh, brought = (set(map(str, rows(folder, dataset, columns))) for folder in (tmp_path / "fresh", target))

    assert (set(), carried) == (fresh - brought, len(brought - fresh))


def test_a_page_that_cannot_be_read_now_keeps_its_row(old):
    """A file that was emptied meanwhile takes nothing away: its row is carried over, the reject stands beside it."""
    target, raw = old
    (raw / "harianlain.id/2026-10-02/salinan.txt").write_text("")

    told = upgrade(target, raw, as_of=TODAY)

    assert (told.carried, told.renamed, told.removed) == (COUNTS.carried + 1, COUNTS.renamed, 0)
    assert "harianlain.id/2026-10-02/salinan.txt" in [s for (s,) in rows(target, "duplicates", "source")]
    assert ("harianlain.id/2026-10-02/salinan.txt", "empty_file") in rows(target, "rejects", "source, reason")


def test_a_page_that_is_refused_today_is_removed(old, monkeypatch):
    """What today's code refuses of an unchanged record is no article any more, and `changes/` says so."""
    target, raw = old
    known = transforms.page.clean_page

    def refuse_one(page, **options):
        if page.source == "ekspor/posts.jsonl#0":
            return Reject(page.source, "extract", "no_story", "a menu")
        return known(page, **options)

    monkeypatch.setattr(transforms.page, "clean_page", refuse_one)
    told = upgrade(target, raw, as_of=TODAY)

    assert (told.removed, told.renamed, told.carried) == (1, COUNTS.renamed - 1, COUNTS.carried)
    removed = [row for row in rows(target, "changes", "id, change, old_date") if row[1] == "removed"]
    assert removed == [("b2b1ddea09fcd97874215f13516b8e99", "removed", dt.date(2026, 9, 30))]
    assert ("ekspor/posts.jsonl#0", "no_story") in rows(target, "rejects", "source, reason")


def test_a_raw_folder_that_gives_nothing_is_no_raw_folder(old):
    """Not there, or nothing in it can be read: perhaps it is not mounted, so nothing is carried over."""
    target, raw = old
    with pytest.raises(NothingToRead, match="Create it"):
        upgrade(target, raw / "elsewhere", as_of=TODAY)
    for path in raw.rglob("*.*"):
        if path.is_file():
            path.write_bytes(b"")

    with pytest.raises(NothingToRead, match="none of 9 files could be read"):
        upgrade(target, raw, dry_run=True, as_of=TODAY)
    assert resolved_root(target).name == "000002"


def test_old_manifests_stay(upgraded):
    """`runs/` goes on where it was; all its files have one schema."""
    target, _, _, _ = upgraded
    root = resolved_root(target)

    assert [("000001", 8), ("000002", 3), ("000003", 10)] == rows(target, "runs", "run_id, articles")
    for name in PUBLIC:
        assert len({str(pq.read_schema(path)) for path in (root / name).rglob("*.parquet")}) == 1


def test_the_next_night_finds_nothing_new(old):
    """Raw files and records are known, under the root that the upgrade was given."""
    target, raw = old
    upgrade(target, raw, as_of=TODAY)

    summary = clean(raw, target, TODAY + dt.timedelta(1))

    assert (summary.snapshot, summary.skipped, summary.articles) == (None, 11, 0)


def test_raw_that_comes_back_meets_its_carried_rows(old):
    """A page that was carried over and is delivered again is the same page, and says the same."""
    target, raw = old
    upgrade(target, raw, as_of=TODAY)
    (row,) = (row for row in rows(target, "articles", "source, id, text") if row[0].endswith("hilang/beralamat.txt"))
    before = rows(target, "articles", "id, text")
    page = raw / "kabarcontoh.id/hilang/beralamat.txt"
    page.parent.mkdir()
    page.write_text(f"Baca juga: Harga cabai naik\n{row[2]}\nBagikan Artikel ini:\n")
    said = {"title": "Jembatan Kampung Hulu diperbaiki", "url": "https://kabarcontoh.id/beralamat?utm_source=surel"}
    page.with_suffix(".meta.json").write_text(json.dumps(said | {"date": "2026-10-01"}))

    summary = clean(raw, target, TODAY + dt.timedelta(1))

    assert (summary.articles, summary.refetched) == (0, 1)
    assert before == rows(target, "articles", "id, text")


def test_a_dry_run_counts_and_writes_nothing(old):
    """Its counts are those of the real run."""
    target, raw = old
    before = tree(target)

    told = upgrade(target, raw, dry_run=True, as_of=TODAY)

    assert dataclasses.replace(COUNTS, snapshot=None, pinned="") == told
    assert before == tree(target)


def test_the_old_snapshot_is_pinned(old):
    """It outlives whatever is published for fourteen days, and goes like any other afterwards."""
    target, raw = old
    upgrade(target, raw, as_of=dt.datetime.now(tz=dt.UTC).date())
    for day in range(1, 5):
        (raw / f"harian/{day}.txt").write_text((raw / "harian/0001.txt").read_text() + f"\nTambahan nomor {day}.")
        clean(raw, target, TODAY + dt.timedelta(day))

    prune(target, Retention(snapshots=1, hours=-1))
    pinned = sorted(p.name for p in (target / ".saring/snapshots").iterdir())
    (target / ".saring/pinned.json").write_text('{"2": {"until": "2026-01-01", "why": "long ago"}}')
    prune(target, Retention(snapshots=1, hours=-1))

    assert pinned == ["000002", "000007"]
    assert [p.name for p in (target / ".saring/snapshots").iterdir()] == ["000007"]


def test_a_store_of_today_is_left_alone(upgraded):
    """It is said that there is nothing to do."""
    target, raw, _, _ = upgraded
    before = tree(target)

    assert "nothing to do" in upgrade(target, raw)
    assert before == tree(target)


def test_later_and_unknown_forms_are_refused(old, tmp_path):
    """A later schema, a form that nobody knows, and a folder without a store: each has its sentence."""
    target, raw = old
    snapshot = resolved_root(target)
    with pytest.raises(StoreError, match="nothing is published"):
        upgrade(tmp_path / "empty", raw)

    (snapshot / "catalogue.json").write_text('{"schema_version": "99", "datasets": {}}')
    with pytest.raises(StoreError, match="schema 99; this one knows"):
        upgrade(target, raw)

    (snapshot / "catalogue.json").unlink()
    shutil.rmtree(snapshot / "index")
    with pytest.raises(StoreError, match="no store that this version can bring over"):
        upgrade(target, raw)


def test_a_run_on_an_old_store_names_the_remedy(old):
    """`saring clean` touches nothing and says which command brings the store over."""
    target, raw = old

    with pytest.raises(StoreError, match="saring upgrade CLEAN RAW"):
        clean(raw, target, TODAY)


def start(target: Path, raw: Path) -> subprocess.Popen:
    """Start an upgrade in a process of its own."""
    command = [sys.executable, "-c", RUN, str(target), str(raw)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=HOUSE)


def form_of(target: Path) -> int:
    """Read all that readers see from the resolved root, and return how many articles there are."""
    root = resolved_root(target)
    names = [name for name in PUBLIC if (root / name).is_dir()]
    con = duckdb.connect()
    for name in names:
        con.execute(f"SELECT * FROM read_parquet('{root}/{name}/**/*.parquet', hive_partitioning = true)").fetchall()  # noqa: S608 - our own words
    columns = con.execute(f"DESCRIBE SELECT * FROM read_parquet('{root}/articles/**/*.parquet')").fetchall()  # noqa: S608 - our own words
    assert ("record_id" in [column[0] for column in columns]) == ("changes" in names)
    return con.execute(f"SELECT count(*) FROM read_parquet('{root}/articles/**/*.parquet')").fetchone()[0]  # noqa: S608 - our own words


def kill_and_resume(target: Path, raw: Path, step: str, delay: float) -> None:
    """Kill an upgrade a moment after it says that it begins a step; look at the store; upgrade again."""
    child = start(target, raw)
    for line in child.stdout:
        if line.strip() == step:
            break
    time.sleep(delay)
    child.kill()
    child.wait()
    child.stdout.close()

    assert form_of(target) in (8, 10)
    told = upgrade(target, raw, as_of=TODAY)
    assert isinstance(told, str) or told.renamed == 12
    assert form_of(target) == 10
    assert len(rows(target, "articles", "id")) == 10
    assert {"current", "feeds.json", "history", "last-number", "lock", "pinned.json", "snapshots"} == {
        p.name for p in (target / ".saring").iterdir()
    }


@pytest.mark.parametrize("step", ["reading", "matching", "clustering", "publishing"])
def test_a_killed_upgrade_leaves_a_whole_store(old, step):
    """Killed in any step: readers see the old store or the new one, and the next upgrade completes."""
    kill_and_resume(*old, step, 0.01)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_upgrades_killed_at_random_moments_leave_a_whole_store(old, seed):
    """Twenty random moments of an upgrade."""
    kill_and_resume(*old, "reading", random.Random(seed).uniform(0, 3))  # noqa: S311 - moments, not secrets


def test_readers_see_one_form_throughout(old):
    """Read again and again while an upgrade goes on: old, then new, never a mixture and never nothing."""
    target, raw = old
    child = start(target, raw)
    seen = []
    while child.poll() is None:
        seen.append(form_of(target))
    child.stdout.close()
    seen.append(form_of(target))

    assert child.returncode == 0
    assert seen == sorted(seen)
    assert {8, 10} == set(seen)
