"""Backfills: chosen records cleaned anew from raw, staged in slices, published once."""

import datetime as dt
import json
import shutil

import pytest
from backfills import FIRST, NIGHTS, STRUCK, bytes_of, copy_of, fill, later_knowledge, order, state
from nights import clean, put_page, rows, story

import flows.backfill.stage
import flows.corpus.run
from flows.backfill import (
    Selection,
    backfill,
    open_backfill,
    plan_slices,
    preview,
    publish_slices,
    publish_staged,
    stage_slice,
)
from flows.backfill.folder import backfills, waiting_backfills
from flows.errors import UsageError
from flows.store.errors import RefusedError
from flows.store.pins import read_pins

EVERYTHING = Selection()
CONTOH = Selection(("contoh.id",))
WHY = "aturan baru"
KNOWLEDGE = {}
"""The folder of later knowledge, one for all tests: to load another takes a second."""


@pytest.fixture(scope="module", autouse=True)
def here_and_now():
    """Clean in this process: a fork server takes seconds to load what is loaded here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("flows.engine.FEWEST_FOR_PROCESSES", 10**6)
        yield


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Return a folder with `raw` and `clean` of some nights. Not to be changed."""
    home = tmp_path_factory.mktemp("filled")
    fill(home / "raw", home / "clean")
    later_knowledge(KNOWLEDGE.setdefault("folder", tmp_path_factory.mktemp("knowledge")))
    return home


@pytest.fixture
def shop(filled, tmp_path):
    """Return a copy of all that, which may be changed."""
    return copy_of(filled, tmp_path / "shop")


@pytest.fixture(scope="module")
def refilled(filled, tmp_path_factory):
    """Return such a copy after a backfill of one outlet, and its outcome. Not to be changed."""
    home = copy_of(filled, tmp_path_factory.mktemp("refilled") / "shop")
    return home, run(home, CONTOH)


def asked(home, **options):
    """Return the order of a backfill with later knowledge."""
    return order(home / "raw", home / "clean", KNOWLEDGE["folder"], **options)


def run(home, selection=EVERYTHING, **options):
    """Do a backfill with later knowledge."""
    return backfill(asked(home), selection, reason=WHY, **options)


def staged(home, selection=EVERYTHING, size=25):
    """Plan and stage a backfill in slices."""
    planned = plan_slices(asked(home), selection, reason=WHY, records_a_slice=size)
    for part in planned.slices:
        stage_slice(planned, part.number)
    return planned


def facts(home):
    """Return what the newest manifest says of its backfill."""
    ((said,),) = rows(home / "clean", "runs", "arg_max(facts, run_id)", "1")
    return json.loads(said)["backfill"]


def test_a_backfill_of_everything_equals_a_fresh_run_with_the_arrivals(shop, tmp_path):
    """Law 3, stamps and sources aside."""
    run(shop)
    clean(shop / "raw", tmp_path / "fresh", FIRST, arrivals=shop / "clean", knowledge=KNOWLEDGE["folder"])

    assert state(shop / "clean") == state(tmp_path / "fresh")


def test_slices_in_any_order_equal_one(shop, tmp_path):
    """Eight of them, last first, or all records in one."""
    shutil.copytree(shop, tmp_path / "other", symlinks=True)
    planned = plan_slices(asked(shop), EVERYTHING, reason=WHY, records_a_slice=15)
    for part in reversed(planned.slices):
        stage_slice(planned, part.number)
    publish_slices(planned)
    other = plan_slices(order(shop / "raw", tmp_path / "other" / "clean", KNOWLEDGE["folder"]), EVERYTHING, reason=WHY)
    stage_slice(other, 1)
    publish_slices(other)

    assert (len(planned.slices) >= 4, len(other.slices)) == (True, 1)
    assert state(shop / "clean") == state(tmp_path / "other" / "clean")


def test_a_night_that_publishes_meanwhile_is_not_undone(shop):
    """Between two slices that are staged; neither its new pages nor what it says of known ones."""
    planned = plan_slices(asked(shop), EVERYTHING, reason=WHY, records_a_slice=25)
    first, *others = planned.slices
    stage_slice(planned, first.number)
    night = FIRST + dt.timedelta(days=20)
    put_page(shop / "raw", 500, story(500), night)
    put_page(shop / "raw", 7, story(7) + "\nKabar ini dikoreksi malam itu.", night)
    clean(shop / "raw", shop / "clean", night)
    for part in others:
        stage_slice(planned, part.number)
    done = publish_slices(planned)

    texts = dict(rows(shop / "clean", "articles", "url, text"))
    assert texts["https://contoh.id/p500"] == story(500)
    assert texts["https://contoh.id/p7"].endswith("dikoreksi malam itu.")
    assert STRUCK not in texts["https://contoh.id/p9"]
    assert done.snapshot == planned.snapshot + 2


def test_records_that_another_run_cleaned_meanwhile_are_dropped(shop):
    """The index says by what each was cleaned last, and that run knew more."""
    planned = staged(shop, CONTOH)
    clean(shop / "raw", shop / "clean", FIRST + dt.timedelta(days=20), again=True, knowledge=KNOWLEDGE["folder"])
    before = state(shop / "clean")
    done = publish_slices(planned)

    assert (done.snapshot, done.dropped) == (None, planned.records)
    assert state(shop / "clean") == before
    assert read_pins(shop / "clean") == {}


def test_a_dry_run_changes_no_byte_of_the_store(shop):
    """It takes no lock and leaves nothing behind."""
    before = bytes_of(shop / "clean")
    told = run(shop, CONTOH, dry_run=True)

    assert bytes_of(shop / "clean") == before
    assert waiting_backfills(shop / "clean") == []
    assert told.table["outlets"] == {"contoh.id → Harian Contoh": told.table["rows"]["changed"]}
    assert told.table["characters"]["copyright"][0] == 0 < told.table["characters"]["copyright"][1]


def test_what_guards_refuse_is_told_by_a_dry_run_and_keeps_what_was_staged(shop, monkeypatch):
    """The table and the reason; the real run raises it, publishes and pins nothing, and can be given again."""

    def refuse(*_):
        raise RefusedError("too much would go")

    monkeypatch.setattr("flows.corpus.run.check_whole_run", refuse)
    told = run(shop, CONTOH, dry_run=True)
    with pytest.raises(RefusedError):
        run(shop, CONTOH)

    assert told.refused == "too much would go"
    assert told.table["rows"]["changed"] > 0
    assert read_pins(shop / "clean") == {}
    assert len(waiting_backfills(shop / "clean")) == 1


def test_what_a_dry_run_keeps_is_what_is_published(shop, tmp_path):
    """The same table, and the same rows as without a dry run; nothing is cleaned again."""
    shutil.copytree(shop, tmp_path / "other", symlinks=True)
    told = run(shop, CONTOH, dry_run=True, keep=True)
    raw = shop / "raw"
    raw.rename(tmp_path / "away")
    done = publish_staged(asked(shop), told.name)
    (tmp_path / "away").rename(raw)
    backfill(order(raw, tmp_path / "other" / "clean", KNOWLEDGE["folder"]), CONTOH, reason=WHY)

    assert done.table == told.table
    assert state(shop / "clean") == state(tmp_path / "other" / "clean")
    assert waiting_backfills(shop / "clean") == []


def test_what_was_staged_with_older_knowledge_is_not_published(shop, monkeypatch):
    """It is said, and the remedy."""
    planned = staged(shop, CONTOH)
    monkeypatch.setattr("flows.corpus.plan.what_makes_rows", lambda *_, **__: (planned.made_by, "another"))

    with pytest.raises(UsageError, match="Run the dry run again"):
        publish_staged(asked(shop), planned.name)


def test_an_outlet_is_chosen_by_its_old_name(refilled):
    """All of its pages are cleaned anew, and no other's."""
    shop, _ = refilled

    told = rows(shop / "clean", "articles", "DISTINCT outlet_domain, outlet, knowledge")
    (made_by,) = {knowledge for domain, _, knowledge in told if domain == "contoh.id"}
    assert {name for domain, name, _ in told if domain == "contoh.id"} == {"Harian Contoh"}
    assert made_by not in {knowledge for domain, _, knowledge in told if domain != "contoh.id"}


def test_an_outlet_is_chosen_by_its_new_name(shop):
    """The name that today's tables give it; the same records as by the old one."""
    old, new = (plan_slices(asked(shop), Selection((name,)), reason=WHY) for name in ("contoh.id", "harian contoh"))

    assert (new.chosen.chosen, new.chosen.foreseen) == (0, old.chosen.chosen)
    assert new.records == old.records


def test_a_wide_selection_looks_at_all_and_keeps_what_answers(shop, refilled):
    """The same rows as by foresight, for the price of everything."""
    _, narrow = refilled
    wide = run(shop, Selection(("Harian Contoh",), first=FIRST, wide=True), dry_run=True)

    assert wide.foreseen == wide.articles + wide.rejects > narrow.articles
    assert wide.table["outlets"] == narrow.table["outlets"]
    assert wide.others == wide.foreseen - narrow.articles


def test_days_and_sources_and_conditions_bound_a_selection(shop):
    """All that is asked must hold."""
    day = FIRST + dt.timedelta(days=3)
    export = plan_slices(asked(shop), Selection(source=f"ekspor/{day}*"), reason=WHY)
    dated = plan_slices(asked(shop), Selection(("Kabar Rawa",), first=day, last=day), reason=WHY)
    where = plan_slices(asked(shop), Selection(where="n_chars < 100 AND outlet IS NOT NULL"), reason=WHY)

    assert export.records == 6
    assert dated.chosen.chosen == 2
    assert where.records == 1


def test_a_condition_that_is_no_sql_is_told(shop):
    """With the names that it may use; nothing of it stays."""
    with pytest.raises(UsageError, match="columns of the index"):
        plan_slices(asked(shop), Selection(where="warna = 'biru'"), reason=WHY)
    assert not list(backfills(asked(shop).clean).iterdir()), "nor a lock"


def test_a_reason_is_asked_for(shop):
    """It is kept in the manifest."""
    with pytest.raises(UsageError, match="reason"):
        backfill(asked(shop), EVERYTHING, reason=" ")


def test_only_raw_files_that_hold_chosen_records_are_opened(shop, monkeypatch):
    """Cost is in proportion to the selection."""
    opened = []
    real = flows.read.records.read_chunks
    monkeypatch.setattr(
        flows.read.records, "read_chunks", lambda path, *rest: (opened.append(path.name), real(path, *rest))[1]
    )
    run(shop, Selection(("Kabar Rawa",)))

    assert sorted(opened) == sorted(f"{FIRST + dt.timedelta(days=n)}.jsonl" for n in range(NIGHTS))


def test_raw_that_is_gone_takes_nothing_away(shop):
    """The rows stay as they were, and are counted."""
    for path in (shop / "raw" / "contoh.id").glob("*/p1?.*"):
        path.unlink()
    before = {row for row in rows(shop / "clean", "articles", "url, text, outlet") if "/p1" in row[0]}
    done = run(shop, CONTOH)

    after = set(rows(shop / "clean", "articles", "url, text, outlet"))
    stay = {row for row in before if row in after}
    assert done.gone == done.chosen - done.articles > len(stay) > 5


def test_a_backfill_that_was_stopped_goes_on_where_it_was(shop, monkeypatch):
    """Slices that are done are not cleaned again, nor are shards of the one that was under way."""
    monkeypatch.setattr("flows.read.limits.SHARD_RECORDS", 10)
    real = flows.backfill.stage.clean_shard
    cleaned = []

    def stop_at_the_seventh(job):
        if len(cleaned) == 7:
            raise KeyboardInterrupt
        cleaned.append(job.shard.name)
        return real(job)

    monkeypatch.setattr(flows.backfill.stage, "clean_shard", stop_at_the_seventh)
    with pytest.raises(KeyboardInterrupt):
        run(shop, records_a_slice=40)
    monkeypatch.setattr(flows.backfill.stage, "clean_shard", lambda job: (cleaned.append(job.shard.name), real(job))[1])
    planned = plan_slices(asked(shop), EVERYTHING, reason=WHY)
    parts = [stage_slice(planned, part.number) for part in planned.slices]

    assert planned.begun
    assert sum(part.spared for part in parts) >= 60
    assert sum(part.articles + part.rejects for part in parts) == planned.records


def test_a_backfill_that_was_killed_after_publishing_is_told_so(shop, monkeypatch):
    """The same order says what was published, and publishes nothing again."""
    planned = staged(shop, CONTOH)
    monkeypatch.setattr("flows.backfill.publish.discard_backfill", lambda _: None)
    first = publish_slices(planned)
    monkeypatch.undo()
    again = publish_slices(open_backfill(shop / "clean", planned.name))

    assert (again.snapshot, again.articles) == (first.snapshot, first.articles)
    assert waiting_backfills(shop / "clean") == []


def test_the_table_stands_in_the_manifest_without_text(refilled):
    """Name, reason, selection, counts; no headline, no line of a story."""
    shop, done = refilled

    said = facts(shop)
    assert (said["reason"], said["selection"]) == (WHY, {"outlets": ["contoh.id"]})
    assert {name: said[name] for name in done.table} == json.loads(json.dumps(dict(done.table)))
    assert "keluarga" not in json.dumps(said)


def test_the_snapshot_before_is_pinned_for_two_weeks(refilled):
    """Until somebody releases it."""
    shop, done = refilled

    (until, why) = read_pins(shop / "clean")[done.pinned]
    assert done.pinned == done.snapshot - 1
    assert until == dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=14)
    assert done.name in why


def test_what_today_s_knowledge_has_cleaned_is_left_alone(refilled):
    """A second backfill has nothing to do; `--again` cleans it all the same, and changes nothing."""
    shop, first = refilled
    second = run(shop, Selection(("Harian Contoh",)))
    third = backfill(asked(shop, again=True), Selection(("Harian Contoh",)), reason=WHY)

    assert (second.articles, second.checked) == (0, first.articles)
    assert (third.articles, third.snapshot) == (first.articles, None)


def test_pages_that_waited_are_cleaned_anew_by_the_backfill_that_means_them(shop, monkeypatch, tmp_path):
    """One of other days publishes them as they wait, by their night's knowledge, and does not call them checked."""
    judge = flows.corpus.run.outlets_beyond
    night = FIRST + dt.timedelta(days=1)
    with monkeypatch.context() as guarded:
        guarded.setattr("flows.corpus.run.outlets_beyond", lambda *asked: judge(*asked) | {"contoh.id": "a guard"})
        for number in range(500, 504):
            put_page(shop / "raw", number, f"{story(number)}\n{STRUCK}", night)
        clean(shop / "raw", shop / "clean", night)
    shutil.copytree(shop, tmp_path / "other", symlinks=True)
    run(shop, Selection(first=FIRST, last=FIRST))
    parted = run(shop, Selection(first=night, last=night))
    backfill(order(shop / "raw", tmp_path / "other" / "clean", KNOWLEDGE["folder"]), EVERYTHING, reason=WHY)
    run(shop)

    assert parted.articles >= 4
    assert state(shop / "clean") == state(tmp_path / "other" / "clean")


def test_a_slice_that_is_missing_stops_the_publishing(shop):
    """Nothing is published by halves."""
    planned = plan_slices(asked(shop), CONTOH, reason=WHY, records_a_slice=20)
    stage_slice(planned, 1)

    with pytest.raises(UsageError, match="not staged yet"):
        publish_slices(planned)
    with pytest.raises(UsageError, match="not staged yet"):
        preview(planned)
