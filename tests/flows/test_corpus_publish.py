"""Publishing runs: what staged records become, in one run and over several."""

import dataclasses
import datetime as dt
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from staged import (
    DAY,
    FLOOD,
    TRAIN,
    key,
    moment,
    page_key,
    plan,
    publish,
    read,
    reject,
    removal,
    row,
    stage,
    tree,
)

from flows.corpus import open_known, publish_run
from flows.store import StoreError

NEXT = dt.date(2021, 7, 1)
MORE = " kata camat"


@pytest.fixture
def clean(tmp_path):
    """Return where a clean folder comes to stand."""
    return tmp_path / "clean"


def test_a_first_run_publishes_every_record_once(clean):
    """Articles, duplicates, rejects and removals stand in their datasets and the counts reconcile."""
    a, b = row("a"), row("b")
    summary = publish(clean, [a, b], [removal(a), removal(b)], [reject("c")], skipped=1)

    counts = ("snapshot", "records_in", "articles", "duplicates", "rejects", "skipped")
    assert [getattr(summary, name) for name in counts] == [1, 4, 1, 1, 1, 1]
    assert (summary.struck, summary.verdicts, summary.refused) == ({"share": 2}, {"same_text": 1}, {"no_story": 1})
    canonical, other = sorted("ab", key=page_key)
    assert [(canonical, page_key(canonical), DAY, "000001", 2)] == read(
        clean, "articles", "source, id, date, run_id, cluster_size"
    )
    assert [(other, "same_text", page_key(canonical), 1.0)] == read(
        clean, "duplicates", "source, verdict, matched_id, containment"
    )
    assert [("c", "no_story", DAY)] == read(clean, "rejects", "source, reason, date")
    assert [("a", "share", DAY), ("b", "share", DAY)] == read(clean, "removals", "source, kind, date")


def test_a_second_run_over_the_same_records_writes_nothing(clean):
    """Not a file, not a folder, not a time changes when nothing is new."""
    rows = [row("a"), row("b", TRAIN)]
    publish(clean, rows)
    before = tree(clean / ".saring/snapshots")

    summary = publish(clean, rows)

    assert summary.snapshot is None
    assert before == tree(clean / ".saring/snapshots")


def test_a_run_without_staged_files_writes_nothing(clean, tmp_path):
    """Where everything was skipped there is no snapshot, not even a folder."""
    (tmp_path / "s").mkdir()

    summary = publish_run(clean, tmp_path / "s", plan(skipped=3))

    assert (summary.snapshot, summary.records_in, summary.skipped) == (None, 3, 3)
    assert not clean.exists()


def test_a_record_that_is_cleaned_anew_replaces_its_row_everywhere(clean):
    """A row that moves to another month leaves the old one, its ledger with it; its id stays."""
    old, new = row("a", record_id=key(1)), row("a", "Air sungai surut.", record_id=key(1), published_date=NEXT)
    publish(clean, [old, row("b", TRAIN)], [removal(old)])

    summary = publish(clean, [new], [removal(new, "Baca juga")])

    assert summary.replaced == 1
    assert [("a", page_key("a"), "Air sungai surut.", NEXT), ("b", page_key("b"), TRAIN, DAY)] == read(
        clean, "articles", "source, id, text, date"
    )
    assert [("Baca juga", NEXT)] == read(clean, "removals", "text, date")


def test_a_record_may_change_its_outcome(clean):
    """A record that was cleaned anew stands where it belongs now, and nowhere else."""
    a, b = row("a"), row("b", TRAIN)
    publish(clean, [a], [removal(a)], [reject("b", record_id=b["record_id"])])

    publish(clean, [b], rejects=[reject("a", record_id=a["record_id"])], accepted={"*": "a test"})

    assert read(clean, "articles", "source") == [("b",)]
    assert read(clean, "rejects", "source") == [("a",)]
    assert read(clean, "removals") == []


def test_the_last_reject_leaves_an_empty_dataset(clean):
    """A dataset whose last row went still has a file with its columns."""
    a = row("a")
    publish(clean, rejects=[reject("a", record_id=a["record_id"])])

    publish(clean, [a])

    assert read(clean, "rejects", "source, date") == []
    assert read(clean, "articles", "source") == [("a",)]


def test_an_earlier_late_arrival_takes_the_place(clean):
    """Whichever comes in first, the earliest story is canonical; the cluster keeps the name it was given."""
    publish(clean, [row("late", published_date=NEXT)])

    summary = publish(clean, [row("early", published_date=DAY)])

    assert (summary.articles, summary.duplicates) == (1, 0)
    assert [("early", DAY, "000002", page_key("late"))] == read(clean, "articles", "source, date, run_id, cluster_id")
    assert [("late", NEXT, "000002", page_key("early"), page_key("late"))] == read(
        clean, "duplicates", "source, date, run_id, matched_id, cluster_id"
    )


def test_a_newer_crawl_of_a_page_takes_its_row(clean):
    """The newest state of a page is the article under the same id; the older one stands beside it as `same_url`."""
    publish(clean, [row("old", page="p", fetched_at=moment(29))])

    publish(clean, [row("new", FLOOD + MORE, page="p", fetched_at=moment(30))])

    assert [("new", page_key("p"), FLOOD + MORE)] == read(clean, "articles", "source, id, text")
    assert [("old", page_key("p"), "same_url", page_key("p"), 1.0)] == read(
        clean, "duplicates", "source, id, verdict, matched_id, containment"
    )


def test_an_older_crawl_that_comes_late_changes_no_article(clean):
    """What was fetched before what stands is an older state from the first moment."""
    publish(clean, [row("new", FLOOD + MORE, page="p", fetched_at=moment(30))])

    publish(clean, [row("old", page="p", fetched_at=moment(29))])

    assert [("new", "000001")] == read(clean, "articles", "source, run_id")
    assert [("old", "same_url")] == read(clean, "duplicates", "source, verdict")


def test_a_crawl_that_says_the_same_makes_no_row(clean):
    """A page that was fetched again is counted, and nothing of the articles is written."""
    publish(clean, [row("a", fetched_at=moment(29))])
    (file,) = (clean / "articles").rglob("*.parquet")

    summary = publish(clean, [row("b", page="a", fetched_at=moment(30))])

    assert (summary.refetched, summary.articles, summary.duplicates) == (1, 0, 0)
    assert [("a", "000001")] == read(clean, "articles", "source, run_id")
    assert file.stat().st_ino == next((clean / "articles").rglob("*.parquet")).stat().st_ino
    assert read(clean, "changes", "run_id, change", "run_id") == [("000001", "added")]


def test_two_stories_of_one_page_key_are_two_pages(clean):
    """A reused address keeps its id for the story that came first; the other has a name of its own."""
    publish(clean, [row("a", page="p")])

    publish(clean, [row("b", TRAIN, page="p")])

    ids = dict(read(clean, "articles", "source, id"))
    assert ids["a"] == page_key("p")
    assert ids["b"] not in {page_key("p"), page_key("b")}
    assert read(clean, "duplicates") == []


def test_pages_of_one_address_that_agree_are_one_story(clean):
    """Of two pages under one URL the newer is the article."""
    publish(clean, [row("old", url_key="x.id/1", fetched_at=moment(29))])

    publish(clean, [row("new", FLOOD + MORE, url_key="x.id/1", fetched_at=moment(30))])

    assert read(clean, "articles", "source") == [("new",)]
    assert [("old", "same_url", 1.0)] == read(clean, "duplicates", "source, verdict, containment")


def test_a_path_that_is_written_anew_joins_only_where_texts_agree(clean):
    """`0001.html` of each night is a story of its own; a page without address that grew is one story."""
    publish(clean, [row("0001.html", page="a"), row("0002.html", "Pasar buka lagi.", page="c")])

    publish(clean, [row("0001.html", FLOOD + MORE, page="b"), row("0002.html", TRAIN, page="d")])

    assert {text for (text,) in read(clean, "articles", "text")} == {FLOOD + MORE, TRAIN, "Pasar buka lagi."}
    assert [(page_key("a"), "same_source")] == read(clean, "duplicates", "id, verdict")


def test_a_cluster_falls_apart_when_its_link_changes(clean):
    """Clusters are made anew from what there is: a record that was cleaned anew no longer holds others together."""
    pages = [row("a"), row("b", record_id=key(1)), row("c", TRAIN)]
    publish(clean, pages)

    publish(clean, [row("b", TRAIN, record_id=key(1))])

    found = [r for dataset in ("articles", "duplicates") for r in read(clean, dataset, "source, cluster_id")]
    first = min("bc", key=page_key)
    assert {"a": page_key("a"), "b": page_key(first), "c": page_key(first)} == dict(found)


def test_an_undated_text_stays_on_the_day_it_first_came_in(clean):
    """The day of a row is its printed one, else the day on which its page first came in, for ever."""
    nothing = {"published_date": None}
    publish(clean, [row("a", **nothing)], as_of=dt.date(2021, 1, 1))

    publish(clean, [row("a2", FLOOD + MORE, page="a", fetched_at=dt.datetime(2022, 2, 1, tzinfo=dt.UTC), **nothing)],
            as_of=dt.date(2022, 2, 2))  # fmt: skip

    assert [("a2", dt.date(2021, 1, 1), dt.date(2021, 1, 1))] == read(clean, "articles", "source, date, first_seen")


def test_a_withdrawn_story_leaves_the_articles(clean):
    """The paper's notice stands for the page; what it took back is kept beside it and named by the summary."""
    publish(clean, [row("a", page="p", title="Banjir", fetched_at=moment(29))])

    summary = publish(
        clean, [row("b", "Berita ini dicabut.", page="p", title="Banjir", withdrawn=True, fetched_at=moment(30))]
    )

    assert summary.withdrawn == (page_key("p"),)
    assert [("b", True)] == read(clean, "articles", "source, withdrawn")
    assert [("a", "withdrawn", FLOOD)] == read(clean, "duplicates", "source, verdict, text")


def test_a_stub_stands_beside_the_story(clean):
    """A newer crawl that holds only the beginning of the story takes nothing away."""
    publish(clean, [row("a", f"{FLOOD}. {TRAIN}. {FLOOD} lagi.", page="p", fetched_at=moment(29))])

    publish(clean, [row("b", FLOOD, page="p", fetched_at=moment(30))])

    assert read(clean, "articles", "source") == [("a",)]
    assert read(clean, "duplicates", "source, verdict") == [("b", "truncated")]


def test_a_refused_crawl_takes_nothing_away(clean):
    """A page that cannot be read tonight stands as it stood; the reject stands beside it."""
    publish(clean, [row("a", page="p")])

    summary = publish(clean, rejects=[reject("b", page_key=page_key("p"))])

    assert (summary.rejects, summary.replaced) == (1, 0)
    assert read(clean, "articles", "source") == [("a",)]
    assert read(clean, "rejects", "source") == [("b",)]


def test_a_reject_that_a_story_followed_leaves(clean):
    """A page that was refused and is well now is no reject any more."""
    publish(clean, rejects=[reject("b", page_key=page_key("p"))])

    publish(clean, [row("a", page="p")], as_of=NEXT)

    assert read(clean, "rejects") == []


def test_a_place_that_is_read_well_is_healed(clean):
    """A reject of stage `read` goes when its file is read and does not fail again."""
    publish(clean, rejects=[reject("a.html", stage="read", reason="empty_file")], files=[file_of("a.html")])
    story = row("a.html")

    summary = publish(clean, [story], files=[file_of("a.html", story["record_id"])])

    assert summary.healed == 1
    assert read(clean, "rejects") == []


def test_a_place_that_is_gone_is_healed(clean):
    """A file that is no more cannot be unreadable; what it held before stays."""
    publish(clean, [row("b")], rejects=[reject("a.html", stage="read", reason="empty_file")],
            files=[file_of("a.html"), file_of("b")])  # fmt: skip

    summary = publish(clean, files=[file_of("a.html") | {"n_records": -1}, file_of("b") | {"n_records": -1}])

    assert summary.healed == 1
    assert (read(clean, "rejects"), read(clean, "articles", "source")) == ([], [("b",)])


def file_of(path, *records):
    """Return a row of the manifest of raw files."""
    from staged import file

    return file(path, list(records))


def test_a_reject_says_when_it_came_first_and_last(clean):
    """A record that is refused night after night is one row with two days."""
    publish(clean, rejects=[reject("a", stage="read")], as_of=DAY)

    sighting = {"record_id": reject("a", stage="read")["record_id"], "fetched_at": None}
    publish(clean, sightings=[sighting], as_of=NEXT)

    assert [("a", DAY, NEXT)] == read(clean, "rejects", "source, first_seen, last_seen")


def test_rows_are_ordered_by_outlet_time_and_id(clean):
    """Within a day rows stand by outlet, moment and id."""
    publish(
        clean,
        [
            row("1", "satu dua tiga", outlet="B", published_at=moment(29, 1)),
            row("2", "empat lima enam", outlet="A", published_at=moment(29, 2)),
            row("3", "tujuh delapan", outlet="A", published_at=moment(29, 1)),
        ],
    )

    (file,) = (clean / "articles").rglob("*.parquet")
    assert pq.ParquetFile(file).read().column("source").to_pylist() == ["3", "2", "1"]


def pages(count):
    """Return staged rows that meet in all ways: by text, by address, by page."""
    texts = [FLOOD, TRAIN, "Pasar buka lagi setelah libur panjang."]
    return [
        row(
            f"s{n}",
            texts[n % 3] + MORE * (n % 2),
            page=f"p{n % 7}",
            url_key=f"x.id/{n % 5}",
            published_date=DAY + dt.timedelta(n % 4),
            fetched_at=moment(1 + n % 3),
        )
        for n in range(count)
    ]


def contents(clean, but=("run_id", "cluster_size")):
    """Return the rows of articles and duplicates; sizes are made good when a file is written anyway."""
    wanted = f"* EXCLUDE ({', '.join(but)})"
    return [read(clean, dataset, wanted, "record_id") for dataset in ("articles", "duplicates")]


def test_order_and_number_of_staged_files_are_nothing(tmp_path):
    """The same records in other files and another order make the same rows in the same order."""
    rows = pages(30)
    one = stage(tmp_path / "one", rows=rows)
    for n, record in enumerate(reversed(rows)):
        stage(tmp_path / "many", rows=[record], name=f"{n:03d}")
    for name, staging in (("c1", one), ("c2", tmp_path / "many")):
        publish_run(tmp_path / name, staging, plan())

    found = [
        [pq.ParquetFile(p).read().to_pylist() for p in sorted((tmp_path / name / dataset).rglob("*.parquet"))]
        for name in ("c1", "c2")
        for dataset in ("articles", "duplicates")
    ]
    assert found[:2] == found[2:]


def test_nights_one_by_one_end_where_one_run_with_their_arrivals_ends(tmp_path):
    """Given when each record came in, rows do not depend on how records are spread over runs."""
    rows = pages(14)
    for n, record in enumerate(rows):
        publish(tmp_path / "nights", [record], as_of=DAY + dt.timedelta(n), accepted={"*": "a test"})

    publish(tmp_path / "once", rows, as_of=DAY + dt.timedelta(90), arrivals=tmp_path / "nights")

    assert contents(tmp_path / "nights") == contents(tmp_path / "once")


def test_counts_that_do_not_reconcile_publish_nothing(clean, monkeypatch):
    """A record that got lost on the way fails the run before anything is seen of it."""
    from flows.corpus import run

    summarise = run.summarise
    monkeypatch.setattr(
        run, "summarise", lambda con, plan, held: dataclasses.replace(summarise(con, plan, held), records_in=3)
    )

    with pytest.raises(StoreError, match="1 records came in, but 3 ended"):
        publish(clean, [row("a")])

    assert not (clean / "articles").exists()


def test_a_record_staged_twice_fails_the_run(clean):
    """The error names the record."""
    with pytest.raises(StoreError, match="doppel"):
        publish(clean, [row("doppel"), row("doppel")])


def test_removals_without_a_record_fail_the_run(clean):
    """A ledger that hangs on nothing means that something got lost."""
    with pytest.raises(StoreError, match="removals without a record"):
        publish(clean, [row("a")], [removal(row("b"))])


def test_the_manifest_holds_the_counts(clean):
    """One row for each run, with the counts, what was struck, and what made its rows."""
    a = row("a")
    publish(clean, [a], [removal(a)], accepted={"Harian Contoh": "checked"})
    publish(clean, rejects=[reject("b")])

    names = "run_id, records_in, articles, rejects, struck, accepted, rulebook, knowledge, code"
    first, second = read(clean, "runs", names, "run_id")
    assert first[:5] == ("000001", 1, 1, 0, '{"share": 1}')
    assert (json.loads(first[5]), first[6:]) == ({"Harian Contoh": "checked"}, ("r1", "k1", "c1"))
    assert second[:4] == ("000002", 1, 0, 1)


def test_known_records_are_found_by_their_key(clean):
    """A record is known with the day that bounds its dates, and by what it was cleaned."""
    article, refused = row("a", seen_day=dt.date(2020, 1, 1)), reject("b")
    assert open_known(clean, "s1").find(article["record_id"]) is None
    publish(clean, [article], rejects=[refused])

    known = open_known(clean, "s1")
    at = known.find(article["record_id"])

    assert (known.seen_day(at), known.is_checked(at)) == (dt.date(2020, 1, 1), True)
    assert known.find(refused["record_id"]) is not None
    assert known.find(key("nothing")) is None
    assert not open_known(clean, "s2").is_checked(at)


def test_rejects_by_other_code_are_tried_again(clean):
    """What failed under other knowledge or code comes again; articles do not, nor places that cannot be read."""
    article, refused, unread = row("a"), reject("b"), reject("c", stage="read")
    publish(clean, [article], rejects=[refused, unread])

    same, other = (open_known(clean, stamp) for stamp in ("s1", "s2"))

    records = [record["record_id"] for record in (article, refused, unread)]
    assert [same.is_retried(same.find(name)) for name in records] == [False, False, False]
    assert [other.is_retried(other.find(name)) for name in records] == [False, True, False]


def test_a_check_by_other_code_writes_the_index_alone(clean):
    """A backfill that changes no row moves the stamp; the datasets' files stay the same."""
    rows = [row("a"), row("b", TRAIN)]
    publish(clean, rows)
    (before,) = (clean / "articles").rglob("*.parquet")
    inode = before.stat().st_ino

    publish(clean, rows, stamp="s2")

    (after,) = (clean / "articles").rglob("*.parquet")
    assert after.stat().st_ino == inode
    assert open_known(clean, "s2").all_checked
    assert read(clean, "changes", "run_id", "run_id") == [("000001",), ("000001",)]


def test_footers_name_schema_and_code(clean):
    """Every file says by which schema and code it was written, and is compressed with zstd."""
    publish(clean, [row("a")])

    (file,) = (clean / "articles").rglob("*.parquet")
    metadata = pq.read_metadata(file)

    assert {b"saring.schema_version", b"saring.code_version"} <= set(metadata.metadata)
    assert metadata.row_group(0).column(0).compression == "ZSTD"


def test_staged_files_of_another_schema_are_refused(tmp_path):
    """The error names the file."""
    (tmp_path / "s").mkdir()
    pq.write_table(pa.table({"id": ["x"]}), tmp_path / "s/rows-odd.parquet")

    with pytest.raises(StoreError, match="rows-odd"):
        publish_run(tmp_path / "clean", tmp_path / "s", plan())


def test_a_link_through_an_older_state_joins(clean):
    """Who copied an early version of a story tells that story, though it grew since."""
    publish(clean, [row("a", page="p", fetched_at=moment(1)), row("copy")])

    publish(clean, [row("b", FLOOD + MORE, page="p", fetched_at=moment(2))])

    assert [2] == [size for (size,) in read(clean, "articles", "cluster_size")]
    assert {page_key("p"), page_key("copy")} == {r[0] for n in ("articles", "duplicates") for r in read(clean, n, "id")}


def test_a_text_that_a_page_told_by_mistake_joins_no_longer(clean):
    """A sidebar was taken for two stories; fetched again they are two articles."""
    for day, of_p, of_q in ((1, FLOOD, FLOOD), (2, TRAIN, "Pasar buka lagi pagi.")):
        said = {"fetched_at": moment(day)}
        publish(
            clean,
            [row(f"p{day}", of_p, page="p", title="P", **said), row(f"q{day}", of_q, page="q", title="Q", **said)],
        )

    assert [("p2", 1), ("q2", 1)] == read(clean, "articles", "source, cluster_size")
