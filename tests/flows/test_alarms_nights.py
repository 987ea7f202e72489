"""What outlets bring is kept night by night beside the snapshots, and only sound nights of the schedule teach."""

import datetime as dt
import json
import math
import shutil

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from nights import clean as nights_of_files
from rawfiles import put
from staged import key, publish, read, reject, row

from flows.corpus.database import connect
from flows.corpus.nights import COUNTED, open_history, taught
from flows.query import open_views
from flows.store import export, nights, publishing
from flows.store.layout import history
from flows.store.nights import month_file, pending_file
from flows.store.parquet import dataset_schema
from transforms.schema import OUTLET_NIGHTS

OUTLET, OTHER = "kabarcontoh.id", "lain.id"
TODAY = dt.date(2021, 6, 29)
LINE = "Warga kampung memperbaiki jembatan gantung sejak pagi bersama para pemuda dan guru sekolah di tepi sungai itu."


def page(n, *, outlet=OUTLET, day=TODAY, text=None, **fields):
    """Return a page of an outlet, printed on the day before its night."""
    name = f"{outlet}/{day}/{n}"
    said = text or "\n".join(" ".join(f"{word}{key(name, part)[:4]}" for word in LINE.split()) for part in range(6))
    facts = {"title": f"Jembatan {name}", "authors": [f"Penulis {n}"], "language": "id"}
    facts |= {"published_date": day - dt.timedelta(days=1), "seen_day": day, "record_id": key(name)}
    return row(name, said, outlet_domain=outlet, **facts | fields)


def pages(count, **fields):
    """Return so many pages of an outlet."""
    return [page(n, **fields) for n in range(count)]


def told(clean, columns="outlet, pages, held", where="printed IS NULL"):
    """Return columns of the nights."""
    sql = f"SELECT {columns} FROM read_parquet('{clean}/outlet_nights/*.parquet') WHERE {where} ORDER BY ALL"  # noqa: S608 - our own words
    return duckdb.sql(sql).fetchall()


def teaching(clean, night=TODAY):
    """Return the outlets, nights and pages that teach."""
    with connect() as con:
        open_history(con, clean, night)
        return [(n.outlet, n.night, n.pages) for n in taught(con, night) if n.printed is None]


def past_rows(outlet, words):
    """Return forty ordinary nights of an outlet as the first run of a store might have measured them."""
    log = round(1000 * math.log(1 + words))
    for back in range(1, 41):
        night = TODAY - dt.timedelta(days=back)
        counts = dict.fromkeys(COUNTED, 0)
        counts |= {"pages": 10, "days": 1, "lines": 60, "kept_chars": 6000, "log_words": 10 * log, "untouched": 10}
        counts |= {"same_title": 1, "same_author": 1, "log_words_squared": 10 * (log**2 + 300**2)}
        own = {
            "run_id": "000001",
            "night": night,
            "outlet": outlet,
            "scheduled": True,
            "held": False,
            "accepted": False,
        }
        own |= {"struck": None, "languages": json.dumps({"id": 10}), "author_keys": None}
        yield own | counts | {"printed": None}
        yield own | counts | {"printed": night - dt.timedelta(days=1), "languages": None}


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """Return a store in which two outlets have forty nights behind them. Not to be changed."""
    clean = tmp_path_factory.mktemp("lived") / "clean"
    publish(clean, [page(0, outlet="erst.id", day=dt.date(2021, 4, 1))], as_of=dt.date(2021, 4, 1))
    words = len(pages(1)[0]["text"].split())
    rows = [one for outlet in (OUTLET, OTHER) for one in past_rows(outlet, words)]
    for month in {f"{one['night']:%Y-%m}" for one in rows}:
        some = [one for one in rows if f"{one['night']:%Y-%m}" == month]
        table = pa.Table.from_pylist(some, schema=dataset_schema("outlet_nights"))
        pq.write_table(table, month_file(clean, month))
    return clean


@pytest.fixture
def clean(lived, tmp_path):
    """Return a copy of it."""
    shutil.copytree(lived, tmp_path / "clean", symlinks=True)
    return tmp_path / "clean"


def test_a_night_is_measured_by_outlet_and_by_printed_day(tmp_path):
    """One row for the night, one for each day that its pages were printed on; a reject counts by its host."""
    clean = tmp_path / "clean"
    rows = [*pages(3), page(9, published_date=dt.date(2021, 6, 1), title=None), page(1, outlet=OTHER)]

    publish(clean, rows, rejects=[reject("x", host=f"m.{OUTLET}")], scheduled=True)

    assert told(clean, "outlet, pages, rejects, no_title, days") == [(OUTLET, 4, 1, 1, 2), (OTHER, 1, 0, 0, 1)]
    assert told(clean, "outlet, printed, pages", "printed NOT NULL") == [
        (OUTLET, dt.date(2021, 6, 1), 1), (OUTLET, dt.date(2021, 6, 28), 3), (OTHER, dt.date(2021, 6, 28), 1),
    ]  # fmt: skip


def test_the_nights_hold_no_text(clean):
    """Names, counts and JSON of counts alone."""
    publish(clean, pages(3), scheduled=True)

    (said,) = told(clean, "struck, languages", f"printed IS NULL AND outlet = '{OUTLET}' AND run_id = '000002'")
    texts = {name for name, kind in OUTLET_NIGHTS if kind == "string"}
    assert texts == {"run_id", "outlet", "struck", "languages"}
    assert said == (None, '{"id":3}')


def test_every_reader_finds_the_nights(clean, tmp_path):
    """By their fixed link, in `saring query`, in an export."""
    publish(clean, pages(3), scheduled=True)

    assert (clean / "outlet_nights").is_symlink()
    assert open_views(clean).execute("SELECT count(*) FROM outlet_nights").fetchone() == (164,)
    assert len(list((export(clean, tmp_path / "copy").folder / "outlet_nights").glob("*.parquet"))) == 4


def test_a_run_run_again_adds_nothing(clean):
    """Neither the same records nor the same pages cleaned anew are news of an outlet."""
    publish(clean, pages(10), scheduled=True)
    before = told(clean, "*", "true")

    publish(clean, pages(10), scheduled=True)
    publish(clean, [one | {"row_key": key(n)} for n, one in enumerate(pages(10))], scheduled=True, stamp="s2")

    assert before == told(clean, "*", "true")
    assert len(read(clean, "runs", "run_id", "run_id")) == 3


def test_an_outlet_that_breaks_is_held_and_the_others_are_published(clean):
    """Its row says so; the manifest tells what was found."""
    summary = publish(clean, [*pages(10, title=None), *pages(10, outlet=OTHER)], scheduled=True)

    assert "100% of the pages have no title" in summary.held_outlets[OUTLET]
    assert (list(summary.held_outlets), summary.held, summary.articles) == ([OUTLET], 10, 10)
    assert told(clean, where="printed IS NULL AND run_id = '000002'") == [(OUTLET, 10, True), (OTHER, 10, False)]


@pytest.mark.parametrize("body", ["<p>Masuk</p><p>Daftar</p>", "<div id=app></div>"])
def test_an_outlet_that_became_a_login_wall_is_held_without_delivered_addresses(clean, tmp_path, body):
    """Plain HTML files: the addresses that the pages name tell whose they are, below the outlet's host as well."""
    for n in range(10):
        head = f'<link rel="canonical" href="https://www.{OUTLET}/p{n}"><title>Masuk {n}</title>'
        put(tmp_path / "raw", f"{n}.html", f"<html><head>{head}</head><body>{body}</body></html>")

    summary = nights_of_files(tmp_path / "raw", clean, TODAY, scheduled=True)

    assert "100% of the pages hold no story" in summary.held_outlets[OUTLET]
    assert told(clean, "outlet, pages, rejects, held", "run_id = '000002'") == [(OUTLET, 0, 10, True)]


def test_an_outlet_knows_who_writes_for_it(tmp_path):
    """Names are kept as digests; who signs for the first time is a stranger once three weeks have taught."""
    clean = tmp_path / "clean"
    for back, names in ((30, ["Ani"]), (29, ["Budi"]), (5, ["BUDI"]), (0, ["Cici"])):
        night = TODAY - dt.timedelta(days=back)
        publish(clean, [page(back, day=night, authors=names)], as_of=night, scheduled=True)

    assert told(clean, "signed, strangers, len(author_keys)") == [(0, 0, 1), (0, 0, 1), (1, 0, 1), (1, 1, 1)]


def test_a_run_by_hand_is_judged_and_teaches_nothing(clean):
    """A catch-up at noon breaks as a night does."""
    before = teaching(clean)

    summary = publish(clean, [*pages(10, title=None), *pages(10, outlet=OTHER)])

    assert list(summary.held_outlets) == [OUTLET]
    assert teaching(clean) == before


def test_a_held_night_does_not_teach(clean):
    """Else what is held back would become usual by coming often."""
    publish(clean, [*pages(10, title=None), *pages(10, outlet=OTHER)], scheduled=True)

    assert [(outlet, n) for outlet, night, n in teaching(clean) if night == TODAY] == [(OTHER, 10)]


def test_accepting_an_outlet_begins_its_history_anew(clean):
    """What waited is published, the nights before count no more, and the next such night is no alarm."""
    publish(clean, pages(10, title=None), scheduled=True)

    passed = publish(clean, accepted={OUTLET: "the new template has none"}, scheduled=True)
    tomorrow = TODAY + dt.timedelta(days=1)
    after = publish(clean, pages(10, title=None, day=tomorrow), as_of=tomorrow, scheduled=True)

    assert (passed.articles, passed.held) == (10, 0)
    assert [found for found in teaching(clean, tomorrow) if found[0] == OUTLET] == [
        (OUTLET, TODAY, 10), (OUTLET, tomorrow, 10),
    ]  # fmt: skip
    assert (after.held_outlets, after.articles) == ({}, 10)


def test_a_warning_is_published_and_said(clean):
    """It stands in the summary and in the manifest."""
    summary = publish(clean, pages(20), scheduled=True)

    assert "20 pages of one day, 2021-06-28 (at most 10 in its own days)" in summary.flagged[OUTLET]
    (facts,) = read(clean, "runs", "facts", "run_id")[-1]
    assert json.loads(facts)["flagged"] == summary.flagged
    assert summary.articles == 20


def test_silence_is_said_even_of_a_night_that_brought_nothing(clean):
    """Only of a night of the schedule: who cleans a folder by hand need not bring every outlet."""
    later = TODAY + dt.timedelta(days=3)

    assert sorted(publish(clean, as_of=later, scheduled=True).flagged) == [OUTLET, OTHER]
    assert publish(clean, as_of=later).flagged == {}


def test_rows_of_a_run_that_was_killed_before_it_was_published_never_come_in(clean, monkeypatch):
    """They waited beside the history and are removed by the next run."""
    monkeypatch.setattr(publishing, "swap_pointer", fail)
    with pytest.raises(KeyboardInterrupt):
        publish(clean, pages(10), scheduled=True)
    monkeypatch.undo()
    assert pending_file(clean, 2).exists()

    publish(clean, pages(10), scheduled=True)

    assert told(clean, "run_id, pages", f"printed IS NULL AND night = DATE '{TODAY}'") == [("000003", 10)]
    assert list(history(clean, "x").parent.glob("pending-*")) == []


def test_rows_of_a_run_that_was_killed_after_it_was_published_come_in_once(clean, monkeypatch):
    """Whoever begins the next run hands them over, be it twice."""
    monkeypatch.setattr(publishing, "take_in_nights", fail)
    with pytest.raises(KeyboardInterrupt):
        publish(clean, pages(10), scheduled=True)
    monkeypatch.undo()
    kept = pending_file(clean, 2).read_bytes()

    for _ in range(2):
        pending_file(clean, 2).write_bytes(kept)
        nights.take_in_nights(clean)

    assert told(clean, "run_id, pages", f"printed IS NULL AND night = DATE '{TODAY}'") == [("000002", 10)]


def test_nights_of_a_run_that_was_rolled_back_do_not_count(clean):
    """They stay in the history; the snapshot that is published does not know their run."""
    publish(clean, pages(10), scheduled=True)
    known = teaching(clean)
    pointer = clean / ".saring" / "current"
    pointer.unlink()
    pointer.symlink_to("snapshots/000001")

    assert [found for found in known if found not in teaching(clean)] == [(OUTLET, TODAY, 10)]
    assert told(clean, "run_id, pages", f"printed IS NULL AND night = DATE '{TODAY}'") == [("000002", 10)]


def fail(*_):
    """Stand for a run that is killed here."""
    raise KeyboardInterrupt
