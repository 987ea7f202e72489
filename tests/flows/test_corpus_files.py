"""Which files a run writes anew: months, late files, the index and the manifest of raw files."""

import datetime as dt

import duckdb
import pyarrow.parquet as pq
import pytest
from staged import DAY, FLOOD, TRAIN, file, key, moment, page_key, publish, read, row

from flows.corpus.database import question
from flows.corpus.known import open_known_files, records_of_files
from flows.store import PUBLIC, files
from flows.store.catalogue import read_catalogue
from flows.store.layout import DATASETS, DATED, HISTORIES, resolved_root
from flows.store.tiers import SUFFIX, read_tier

JANUARY, MAY = dt.date(2021, 1, 5), dt.date(2021, 5, 31)


@pytest.fixture
def clean(tmp_path):
    """Return where a clean folder comes to stand."""
    return tmp_path / "clean"


def stories(name, count, day, **fields):
    """Return so many different stories of one day."""
    return [row(f"{name}{n}", f"Berita nomor {n} dari {name}.", published_date=day, **fields) for n in range(count)]


def names(clean, dataset):
    """Return the names of a dataset's files."""
    return sorted(file.name for file in files(clean, dataset))


def inodes(clean, dataset="articles"):
    """Return the inode of each file of a dataset."""
    root = resolved_root(clean) / dataset
    return {str(path.relative_to(root)): path.stat().st_ino for path in root.rglob("*") if path.is_file()}


def test_the_catalogue_describes_every_file(clean):
    """Nothing lies in a snapshot that its catalogue does not name, with rows, bytes and days as they are."""
    publish(clean, [*stories("a", 3, DAY), *stories("b", 2, JANUARY)], files=[file("a0", [])])

    root = resolved_root(clean)
    catalogue = read_catalogue(root)
    for dataset in DATASETS:
        for known in catalogue[dataset]:
            path = root / dataset / known.name
            content = read_tier(path) if path.suffix == SUFFIX else pq.ParquetFile(path).read()
            assert (known.rows, known.bytes) == (content.num_rows, path.stat().st_size)
            if dataset in DATED and known.rows:
                days = content.column("date").to_pylist()
                assert (known.first, known.last) == (min(days), max(days))
        assert set(inodes(clean, dataset)) == {known.name for known in catalogue[dataset]}


def test_days_lie_in_the_folder_of_their_month(clean):
    """`date` is a column of the files; the folder names the month."""
    publish(clean, [*stories("a", 1, DAY), *stories("b", 1, JANUARY)])

    assert names(clean, "articles") == ["month=2021-01/part-000001-01.parquet", "month=2021-06/part-000001-02.parquet"]
    assert {day for (day,) in read(clean, "articles", "date")} == {DAY, JANUARY}


def test_a_run_of_this_month_leaves_other_months_alone(clean):
    """A night writes its month's newest file; the files of the others are those of the last snapshot."""
    publish(clean, [*stories("a", 2, DAY), *stories("b", 2, JANUARY)])
    before = inodes(clean)

    publish(clean, stories("c", 1, DAY + dt.timedelta(1)))

    after = inodes(clean)
    assert names(clean, "articles") == ["month=2021-01/part-000001-01.parquet", "month=2021-06/part-000002-01.parquet"]
    assert before["month=2021-01/part-000001-01.parquet"] == after["month=2021-01/part-000001-01.parquet"]


def test_what_comes_late_lies_beside_its_month(clean):
    """A month older than the last two keeps its base file; what comes in for it goes into one late file."""
    publish(clean, [*stories("a", 2, DAY), *stories("b", 50, JANUARY)])
    before = inodes(clean)

    publish(clean, stories("c", 1, JANUARY))
    publish(clean, stories("d", 1, JANUARY))

    assert names(clean, "articles") == [
        "month=2021-01/late-000003-01.parquet",
        "month=2021-01/part-000001-01.parquet",
        "month=2021-06/part-000001-02.parquet",
    ]
    assert before.items() <= inodes(clean).items()
    assert len(read(clean, "articles", "id")) == 54


def test_the_month_before_is_not_late(clean):
    """On the first days of a month the last one is still being written."""
    publish(clean, stories("b", 50, MAY))

    publish(clean, stories("c", 1, MAY))

    assert names(clean, "articles") == ["month=2021-05/part-000002-01.parquet"]


def test_a_late_file_that_grew_is_folded_into_the_base(clean):
    """Above a tenth of the month's rows there is one base file again, sorted by day."""
    publish(clean, stories("b", 20, JANUARY))

    publish(clean, stories("c", 4, JANUARY - dt.timedelta(1)))

    (name,) = names(clean, "articles")
    days = pq.ParquetFile(resolved_root(clean) / "articles" / name).read(["date"]).column("date").to_pylist()
    assert name == "month=2021-01/part-000002-01.parquet"
    assert days == sorted(days)
    assert len(days) == 24


def test_only_a_row_that_changes_rewrites_its_file(clean):
    """A row of an old month that is cleaned anew costs its month's base file and no other."""
    changed = row("x", "Berita lama.", record_id=key("x"), published_date=JANUARY)
    publish(clean, [changed, *stories("a", 30, JANUARY), *stories("b", 2, DAY), *stories("c", 2, MAY)])
    before = inodes(clean)

    publish(clean, [row("x", "Berita lama sekali.", record_id=key("x"), published_date=JANUARY)])

    after = inodes(clean)
    assert set(before) - set(after) == {"month=2021-01/part-000001-01.parquet"}
    assert {name for name, inode in after.items() if before.get(name) != inode} == {
        "month=2021-01/part-000002-01.parquet"
    }


def test_a_copy_of_an_old_story_does_not_rewrite_its_file(clean):
    """`cluster_size` is made good when a file is written anyway; `duplicates` hold the truth."""
    publish(clean, [row("a", published_date=JANUARY), *stories("b", 30, JANUARY)])
    before = inodes(clean)

    publish(clean, [row("copy", published_date=DAY, url_key="other.id/1")])

    assert before == inodes(clean)
    assert [("copy", page_key("a"), 2)] == read(clean, "duplicates", "source, matched_id, cluster_size")


def test_cluster_sizes_are_made_good_when_the_file_is_written(clean):
    """The next run that writes the file anyway brings the size, and tells of it in `changes/`."""
    publish(clean, [row("a", published_date=DAY), row("b", TRAIN)])
    publish(clean, [row("copy", published_date=DAY + dt.timedelta(40))], as_of=DAY + dt.timedelta(40))
    assert ("a", 1) in read(clean, "articles", "source, cluster_size")

    publish(clean, [row("c", "Pasar buka lagi.")])

    assert ("a", 2) in read(clean, "articles", "source, cluster_size")


def test_the_index_grows_by_what_is_new(clean):
    """A night writes its own index rows beside the base file."""
    publish(clean, stories("a", 40, DAY))

    publish(clean, stories("b", 2, DAY))

    assert [(f.rows, f.late) for f in files(clean, "index")] == [(40, False), (2, True)]


def test_an_index_with_many_newer_rows_is_folded(clean):
    """Above a fifth there is one base file again; every record has one row in it."""
    publish(clean, stories("a", 10, DAY))

    publish(clean, stories("b", 3, DAY))

    assert [(f.rows, f.late) for f in files(clean, "index")] == [(13, False)]


def test_a_newer_index_row_overrules_the_older(clean):
    """A record is known as the last run left it, folded or not."""
    changed = row("x", "Berita lama.", record_id=key("x"))
    publish(clean, [changed, *stories("a", 20, DAY)])
    publish(clean, [row("x", "Berita baru.", record_id=key("x"))])
    publish(clean, [row("x", "Berita lagi.", record_id=key("x"))])

    assert [("Berita lagi.", "000003")] == [r for r in read(clean, "articles", "text, run_id") if "Berita l" in r[0]]
    assert [(f.rows, f.late) for f in files(clean, "index")] == [(21, False), (1, True), (1, True)]


def test_raw_files_are_remembered(clean):
    """What lay where when it was last read: so an unchanged file need not be opened."""
    publish(clean, [row("a")], files=[file("a", ["r1"], size=10), file("b.jsonl", ["r2", "r3"], one_page=False)])
    publish(clean, [row("c")], files=[file("a", ["r4"], size=11)])

    known = {one.path: (one.size, one.n_records) for one in open_known_files(clean)}
    assert known == {"a": (11, 1), "b.jsonl": (1, 2)}
    assert records_of_files(clean, ["b.jsonl"]) == {"b.jsonl": ["r2", "r3"]}


def test_raw_files_that_vanish_are_forgotten(clean):
    """What they held stays."""
    publish(clean, [row("a")], files=[file("a", ["r1"]), file("b", ["r2"])])

    publish(clean, files=[file("a", [], n_records=-1)], vanished=1)

    assert [one.path for one in open_known_files(clean)] == ["b"]
    assert read(clean, "articles", "source") == [("a",)]


def test_the_stores_own_datasets_are_not_among_the_public(clean):
    """Readers meet six datasets and the history of nights; index, raw files and what is held back are the store's."""
    publish(clean, [row("a")])

    met = sorted(p.name for p in clean.iterdir() if p.name != ".saring")
    assert met == ["README.md", *sorted((*PUBLIC, *HISTORIES))]
    assert {"index", "files", "held_rows"} <= {p.name for p in resolved_root(clean).iterdir()}


def test_a_first_load_of_a_hundred_months_is_one_file_each(clean):
    """However many months there are, each has one base file."""
    days = [dt.date(2013 + n // 12, 1 + n % 12, 3) for n in range(100)]

    publish(clean, [row(f"s{n}", f"{FLOOD} {n}", published_date=day, seen_day=DAY) for n, day in enumerate(days)])

    assert len(names(clean, "articles")) == 100
    assert {(f.rows, f.first) for f in files(clean, "articles")} == {(1, day) for day in days}


def test_the_first_day_on_which_a_page_came_in_stays(clean):
    """`first_seen` is the page's, not that of the crawl that stands for it."""
    publish(clean, [row("a", page="p", fetched_at=moment(1))], as_of=MAY)

    publish(clean, [row("b", FLOOD + " lagi", page="p", fetched_at=moment(2))], as_of=DAY)

    assert [("b", MAY)] == read(clean, "articles", "source, first_seen")


def test_questions_asked_at_once_are_apart():
    """Each has its own views, and leaves nothing behind, whatever it ends with."""
    with question() as one, question() as other:
        one.execute("CREATE VIEW told AS SELECT 1 AS n")
        other.execute("CREATE VIEW told AS SELECT 2 AS n")
        told = [con.execute("FROM told").fetchall() for con in (one, other)]
    with pytest.raises(duckdb.BinderException), question() as failed:
        failed.execute("SELECT nothing")

    assert told == [[(1,)], [(2,)]]
    with question() as last:
        assert last.execute("SELECT count(*) FROM duckdb_databases() WHERE NOT internal").fetchall() == [(2,)]
