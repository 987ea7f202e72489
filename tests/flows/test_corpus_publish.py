"""Publishing runs: what staged records become, in one run and over several."""

import datetime as dt
import hashlib
import json

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.corpus import open_seen, publish_run, stamp_of
from flows.store import StoreError
from transforms.schema import STAGED_REJECTS, STAGED_REMOVALS, STAGED_ROWS, arrow_schema, page_id, text_digest

DAY = dt.date(2021, 6, 29)
FACTS = {"rulebook": "r1", "code_version": "1"}


def row(source, text="Air sungai naik dua meter semalam.", **fields):
    """Return a staged row; lists are empty and everything else is null unless named."""
    values = {name: [] if kind.startswith("list") else None for name, kind in STAGED_ROWS}
    values |= {"id": page_id(source), "source": source, "text": text, "text_sha256": text_digest(text)}
    values |= {"n_words": len(text.split()), "n_blocks": 1, "n_removed_chars": 0, "rulebook": "r1"}
    values |= {"raw_sha256": hashlib.sha256(repr((source, text, sorted(fields.items()))).encode()).hexdigest()}
    return values | {"published_date": DAY} | fields


def removal(source, text="Bagikan Artikel ini:", kind="share"):
    """Return a staged removal."""
    values = {"id": page_id(source), "source": source, "block": 1, "start": 0, "end": len(text), "kind": kind}
    return values | {"rule": "share.id-bagikan", "layer": "rule", "text": text, "whole": True, "joint": ""}


def reject(source, raw="00"):
    """Return a staged reject."""
    values = {"id": page_id(source), "source": source, "stage": "read", "reason": "empty_page", "detail": "no text"}
    return values | {"raw_sha256": hashlib.sha256(raw.encode()).hexdigest()}


def stage(folder, rows=(), removals=(), rejects=(), *, name="a"):
    """Write staged files, as a worker does."""
    folder.mkdir(parents=True, exist_ok=True)
    staged = (
        ("rows", rows, STAGED_ROWS),
        ("removals", removals, STAGED_REMOVALS),
        ("rejects", rejects, STAGED_REJECTS),
    )
    for kind, records, columns in staged:
        if records:
            pq.write_table(
                pa.Table.from_pylist(list(records), arrow_schema(columns)), folder / f"{kind}-{name}.parquet"
            )
    return folder


@pytest.fixture
def run(tmp_path):
    """Stage records and publish them as one run into one clean folder."""
    numbers = iter(range(1000))

    def publish(rows=(), removals=(), rejects=(), *, as_of=DAY, **facts):
        staging = stage(tmp_path / f"staging{next(numbers)}", rows, removals, rejects)
        return publish_run(tmp_path / "clean", staging, as_of=as_of, facts=FACTS | facts)

    return publish


def read(clean, dataset, columns="*", order="source"):
    """Return a dataset's rows with the day of their partition."""
    files = f"{clean}/{dataset}/**/*.parquet"
    sql = f"SELECT {columns} FROM read_parquet('{files}', hive_partitioning = true) ORDER BY {order}"  # noqa: S608 - our own words
    return duckdb.connect().execute(sql).fetchall()


def tree(folder):
    """Return everything in a folder, with the times of the last change."""
    return {str(p.relative_to(folder)): p.lstat().st_mtime_ns for p in sorted(folder.rglob("*"))}


def test_a_first_run_publishes_every_record_once(run, tmp_path):
    """Articles, duplicates, rejects and removals stand in their datasets and the counts reconcile."""
    summary = run([row("a", url_key="x.id/1"), row("b")], [removal("a")], [reject("c")], records_in=4, skipped=1)

    assert (
        summary.snapshot,
        summary.records_in,
        summary.articles,
        summary.duplicates,
        summary.rejects,
        summary.skipped,
    ) == (1, 4, 1, 1, 1, 1)
    assert summary.struck == {"share": 1}
    assert summary.verdicts == {"same_text": 1}
    canonical, other = sorted(("a", "b"), key=page_id)
    assert [(canonical, DAY, "000001", 2)] == read(tmp_path / "clean", "articles", "source, date, run_id, cluster_size")
    assert [(other, "same_text", page_id(canonical), 1.0)] == read(
        tmp_path / "clean", "duplicates", "source, verdict, matched_id, containment"
    )
    assert read(tmp_path / "clean", "rejects", "source, reason, date") == [("c", "empty_page", DAY)]
    assert read(tmp_path / "clean", "removals", "source, kind, run_id, date") == [("a", "share", "000001", DAY)]


def test_a_second_run_over_the_same_records_writes_nothing(run, tmp_path):
    """Not a file, not a folder, not a time changes when nothing is new."""
    rows = [row("a"), row("b", "Kereta baru berjalan lagi hari Jumat.")]
    run(rows)
    before = tree(tmp_path / "clean")

    summary = run(rows)

    assert (summary.snapshot, summary.records_in, summary.skipped) == (None, 2, 2)
    assert before == tree(tmp_path / "clean")


def test_a_run_without_staged_files_writes_nothing(run, tmp_path):
    """Where everything was skipped there is no snapshot, not even a folder."""
    summary = run(skipped=3, records_in=3)

    assert (summary.snapshot, summary.skipped) == (None, 3)
    assert not (tmp_path / "clean").exists()


def test_a_changed_record_replaces_its_old_version_everywhere(run, tmp_path):
    """A record that moves to another day leaves its old partition, its ledger with it."""
    run([row("a"), row("b", "Kereta baru berjalan lagi.")], [removal("a")])

    summary = run([row("a", "Air sungai surut.", published_date=dt.date(2021, 7, 1))], [removal("a", "Baca juga")])

    assert summary.replaced == 1
    assert [("a", "Air sungai surut.", dt.date(2021, 7, 1)), ("b", "Kereta baru berjalan lagi.", DAY)] == read(
        tmp_path / "clean", "articles", "source, text, date"
    )
    assert [("Baca juga", dt.date(2021, 7, 1))] == read(tmp_path / "clean", "removals", "text, date")


def test_a_record_may_change_its_outcome(run, tmp_path):
    """An article that is refused now stands in the rejects only; a reject that is mended in the articles only."""
    run([row("a"), row("c", "Kereta baru.")], [removal("a")], [reject("b")])

    run([row("b", "Pasar buka lagi.")], rejects=[reject("a")])

    assert read(tmp_path / "clean", "articles", "source") == [("b",), ("c",)]
    assert read(tmp_path / "clean", "rejects", "source") == [("a",)]
    assert read(tmp_path / "clean", "removals") == []


def test_the_last_reject_leaves_an_empty_dataset(run, tmp_path):
    """A dataset whose last row went still has a file with its columns."""
    run(rejects=[reject("a")])

    run([row("a")])

    assert read(tmp_path / "clean", "rejects", "source, date") == []
    assert read(tmp_path / "clean", "articles", "source") == [("a",)]


def test_an_earlier_late_arrival_takes_the_place(run, tmp_path):
    """The canonical article of a cluster is the same whether its members come at once or late."""
    run([row("late", published_date=dt.date(2021, 7, 2))])

    summary = run([row("early", published_date=DAY)])

    assert (summary.articles, summary.duplicates) == (1, 0)
    assert read(tmp_path / "clean", "articles", "source, date, run_id") == [("early", DAY, "000002")]
    assert [("late", dt.date(2021, 7, 2), "000002", page_id("early"))] == read(
        tmp_path / "clean", "duplicates", "source, date, run_id, matched_id"
    )


def test_a_newer_crawl_of_one_url_takes_the_place(run, tmp_path):
    """The newest text of one URL is the article, the older one a duplicate `same_url`."""
    old, new = (dt.datetime(2021, 6, day, tzinfo=dt.UTC) for day in (29, 30))
    text = "Air sungai naik dua meter semalam dan warga mengungsi ke balai desa"
    run([row("old", text, url_key="x.id/1", fetched_at=old)])

    run([row("new", f"{text} kata camat.", url_key="x.id/1", fetched_at=new)])

    assert read(tmp_path / "clean", "articles", "source") == [("new",)]
    assert read(tmp_path / "clean", "duplicates", "source, verdict, containment") == [("old", "same_url", 1.0)]


def test_a_cluster_falls_apart_when_its_link_is_replaced(run, tmp_path):
    """Clusters are made anew from what there is: a replaced record no longer holds others together."""
    same, other = "Air sungai naik dua meter semalam.", "Kereta baru berjalan lagi hari Jumat."
    run([row("a", same), row("b", same), row("c", other)])

    run([row("b", other)])

    assert {"a", "b", "c"} == {
        s for dataset in ("articles", "duplicates") for (s,) in read(tmp_path / "clean", dataset, "source")
    }
    clusters = {
        s: (c, n)
        for dataset in ("articles", "duplicates")
        for s, c, n in read(tmp_path / "clean", dataset, "source, cluster_id, cluster_size")
    }
    key = min(page_id("b"), page_id("c"))
    assert {"a": (page_id("a"), 1), "b": (key, 2), "c": (key, 2)} == clusters


def test_untouched_days_are_hard_links(run, tmp_path):
    """A run writes the days that it touches; the other files are those of the last snapshot."""
    run([row("a"), row("b", "Kereta baru.", published_date=dt.date(2021, 7, 1))])
    file = next((tmp_path / "clean/articles/date=2021-06-29").iterdir()).resolve()

    run([row("c", "Pasar buka lagi.", published_date=dt.date(2021, 7, 1))])

    assert file.stat().st_ino == next((tmp_path / "clean/articles/date=2021-06-29").iterdir()).stat().st_ino
    assert [p.name for p in (tmp_path / "clean/articles/date=2021-07-01").iterdir()] == ["part-000002.parquet"]


def test_an_undated_text_stays_on_the_day_its_digest_first_came_in(run, tmp_path):
    """The day of an undated text is its printed one, else the day it was seen, else the day it came in, for ever."""
    nothing = {"published_date": None}
    run([row("a", **nothing), row("b", "Pasar.", seen_date=dt.date(2020, 1, 1), **nothing)], as_of=dt.date(2021, 1, 1))

    run([row("c", **nothing), row("d", "Kereta.", **nothing)], as_of=dt.date(2022, 2, 2))

    rows = read(tmp_path / "clean", "articles", "source, date") + read(tmp_path / "clean", "duplicates", "source, date")
    assert {
        "a": dt.date(2021, 1, 1),
        "b": dt.date(2020, 1, 1),
        "c": dt.date(2021, 1, 1),
        "d": dt.date(2022, 2, 2),
    } == dict(rows)


def test_rows_are_ordered_by_outlet_time_and_id(run, tmp_path):
    """Within a day rows stand by outlet, moment and id."""
    at = [dt.datetime(2021, 6, 29, hour, tzinfo=dt.UTC) for hour in (1, 2)]
    run(
        [
            row("1", "satu dua tiga", outlet="B", published_at=at[0]),
            row("2", "empat lima enam", outlet="A", published_at=at[1]),
            row("3", "tujuh delapan", outlet="A", published_at=at[0]),
        ]
    )

    (file,) = (tmp_path / "clean/articles/date=2021-06-29").iterdir()
    assert pq.read_table(file).column("source").to_pylist() == ["3", "2", "1"]


def test_order_and_number_of_staged_files_are_nothing(tmp_path):
    """The same records in other files and another order make the same rows in the same order."""
    texts = ["Air sungai naik.", "Kereta baru berjalan.", "Pasar buka lagi."]
    rows = [
        row(f"s{n}", texts[n % 3], url_key=f"x.id/{n % 4}", published_date=DAY + dt.timedelta(n % 5)) for n in range(30)
    ]
    one = stage(tmp_path / "one", rows)
    for n, record in enumerate(reversed(rows)):
        stage(tmp_path / "many", [record], name=f"{n:03d}")
    for name, staging in (("c1", one), ("c2", tmp_path / "many")):
        publish_run(tmp_path / name, staging, as_of=DAY, facts=FACTS)

    found = [
        {
            str(p.relative_to(tmp_path / name / dataset)): pq.read_table(p).to_pylist()
            for dataset in ("articles", "duplicates")
            for p in sorted((tmp_path / name / dataset).rglob("*.parquet"))
        }
        for name in ("c1", "c2")
    ]
    assert found[0] == found[1]


def test_batches_one_by_one_end_where_one_batch_ends(tmp_path):
    """Clusters and places do not depend on how records are spread over runs."""
    texts = ["Air sungai naik lagi.", "Kereta baru berjalan.", "Pasar buka lagi."]
    rows = [
        row(
            f"s{n}",
            texts[n % 3] + " Kata camat." * (n % 2),
            url_key=f"x.id/{n % 5}",
            published_date=DAY + dt.timedelta(n % 4),
        )
        for n in range(12)
    ]
    publish_run(tmp_path / "c1", stage(tmp_path / "all", rows), as_of=DAY, facts=FACTS)
    for n, record in enumerate(rows):
        publish_run(tmp_path / "c2", stage(tmp_path / f"s{n}", [record]), as_of=DAY, facts=FACTS)

    wanted = "* EXCLUDE (run_id)"
    for dataset in ("articles", "duplicates"):
        assert read(tmp_path / "c1", dataset, wanted) == read(tmp_path / "c2", dataset, wanted)


def test_counts_that_do_not_reconcile_publish_nothing(run, tmp_path):
    """A record that got lost on the way fails the run before anything is seen of it."""
    with pytest.raises(StoreError, match="3 records came in"):
        run([row("a")], records_in=3)

    assert not (tmp_path / "clean/articles").exists()


def test_a_record_staged_twice_fails_the_run(run):
    """The error names the record."""
    with pytest.raises(StoreError, match="doppel"):
        run([row("doppel"), row("doppel")])


def test_other_rules_make_a_record_new(run):
    """A backfill takes records whose raw content is known, when rules or code are other ones."""
    run([row("a")])

    summary = run([row("a")], rulebook="r2")

    assert (summary.snapshot, summary.replaced) == (2, 1)


def test_the_manifest_holds_the_counts(run, tmp_path):
    """One row for each run, with the counts, what was struck, and the run's own facts."""
    run([row("a")], [removal("a")], accepted={"Harian Contoh": "checked"})
    run(rejects=[reject("b")])

    first, second = read(
        tmp_path / "clean", "runs", "run_id, records_in, articles, rejects, struck, accepted, rulebook", "run_id"
    )
    assert (
        *first[:5],
        json.loads(first[5]),
        first[6],
    ) == ("000001", 1, 1, 0, '{"share": 1}', {"Harian Contoh": "checked"}, "r1")
    assert second[:4] == ("000002", 1, 0, 1)


def test_seen_knows_records_by_id_and_raw_content(run, tmp_path):
    """A record is known with the raw content it came with, and with no other."""
    article, refused = row("a"), reject("b")
    assert not open_seen(tmp_path / "clean").is_known(article["id"], article["raw_sha256"])
    run([article], rejects=[refused])

    seen = open_seen(tmp_path / "clean")

    assert seen.is_known(article["id"], article["raw_sha256"])
    assert not seen.is_known(article["id"], "ff" * 32)
    assert not seen.is_known(page_id("z"), article["raw_sha256"])
    assert seen.is_known(refused["id"], refused["raw_sha256"])


def test_rejects_by_other_code_are_not_known_when_asked_for(run, tmp_path):
    """What failed under other code or rules comes again; articles do not."""
    article, refused = row("a"), reject("b")
    run([article], rejects=[refused])

    same = open_seen(tmp_path / "clean", stamp=stamp_of("1", "r1"))
    other = open_seen(tmp_path / "clean", stamp=stamp_of("2", "r1"))

    assert [same.is_known(r["id"], r["raw_sha256"]) for r in (article, refused)] == [True, True]
    assert [other.is_known(r["id"], r["raw_sha256"]) for r in (article, refused)] == [True, False]


def test_big_days_are_split_into_numbered_files(run, tmp_path, monkeypatch):
    """A day of many rows, sorted in several buckets, comes out in order in files of bounded size."""
    monkeypatch.setattr("flows.corpus.write.MOST_ROWS_OF_ONE_FILE", 4)
    monkeypatch.setattr("flows.corpus.places.CAPACITY", 20_000)
    run([row(f"s{n:02d}", f"Berita nomor {n}.", outlet=f"{n:02d}") for n in range(23)])

    files = sorted((tmp_path / "clean/articles/date=2021-06-29").iterdir())

    tables = [pq.read_table(file) for file in files]
    assert all(table.num_rows <= 4 for table in tables)
    assert [f"s{n:02d}" for n in range(23)] == [s for table in tables for s in table.column("source").to_pylist()]


def test_footers_name_schema_and_code(run, tmp_path):
    """Every file says by which schema and code it was written, and is compressed with zstd."""
    run([row("a")])

    (file,) = (tmp_path / "clean/articles/date=2021-06-29").iterdir()
    metadata = pq.read_metadata(file)

    assert {b"saring.schema_version", b"saring.code_version"} <= set(metadata.metadata)
    assert metadata.row_group(0).column(0).compression == "ZSTD"


def test_staged_files_of_another_schema_are_refused(tmp_path):
    """The error names the file."""
    (tmp_path / "s").mkdir()
    pq.write_table(pa.table({"id": ["x"]}), tmp_path / "s/rows-odd.parquet")

    with pytest.raises(StoreError, match="rows-odd"):
        publish_run(tmp_path / "clean", tmp_path / "s", as_of=DAY, facts=FACTS)
