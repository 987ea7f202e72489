"""`saring forget`: what was taken down leaves every byte, and comes in again by no way."""

import dataclasses
import datetime as dt
import json
import os
import shutil
import subprocess

import pytest
import staged
from nights import NOTICE, clean, put_page, rows, story
from rawfiles import put
from typer.testing import CliRunner

from flows.backfill import Selection, backfill, publish_staged
from flows.backfill.folder import backfills
from flows.cli import app
from flows.corpus.database import connect
from flows.corpus.nights import open_history
from flows.errors import SaringError, UsageError
from flows.forget import ForgetError, find_phrases, find_remains, finish, forget, take_back
from flows.inspect import verify
from flows.inspect.forgotten import FINISH, PURGE, find_forgotten_faults
from flows.order import order_of
from flows.staged import write_mark
from flows.store import StoreError, export, lock
from flows.store.errors import RefusedError
from flows.store.layout import snapshots
from flows.store.publishing import adopt
from flows.store.snapshot import claim_number
from flows.store.staging import Note, note_run
from flows.store.tombstones import read_acts, read_files, write_act

DAY = dt.date(2026, 11, 2)
NEVER = story(1).split("\n")[:3]
"""Three sentences of the page that is taken down."""

OTHER = """Pasar malam di alun-alun kota itu dibuka kembali pada hari Sabtu setelah dua tahun ditutup.
Para pedagang menjual jagung bakar, tahu goreng, dan es cincau kepada pengunjung yang datang sejak sore.
Wali kota meminta panitia menjaga kebersihan serta menyediakan tempat parkir yang cukup luas.
Seorang pemain biola menghibur anak-anak sampai lampu dipadamkan menjelang tengah malam."""
THIRD = """Tim bola voli putri sekolah itu menang tiga set langsung dalam pertandingan terakhir musim ini.
Pelatih memuji pertahanan yang rapat dan servis keras kapten regu yang baru sembuh dari cedera.
Piala akan diserahkan kepala dinas olahraga pada upacara bendera pekan depan di lapangan utama."""

PAGE = """<html><head><title>Jembatan Bukit Kelam 1 diperbaiki</title><link rel="canonical" href="{url}">
<meta name="csrf" content="{crumb}"></head><body><nav>Beranda {crumb}</nav><article><h1>Jembatan Bukit Kelam 1
diperbaiki</h1>{text}</article></body></html>"""


def later(days):
    """Return a day so many days after the first."""
    return DAY + dt.timedelta(days=days)


def put_html(raw, name, *, url="https://contoh.id/p1", crumb="a1", text=None):
    """Write the first page as a crawler fetches it."""
    paragraphs = "".join(f"<p>{line}</p>" for line in (text or story(1)).split("\n"))
    put(raw, f"{name}.html", PAGE.format(url=url, crumb=crumb, text=paragraphs))


def put_copy(raw, text, url, day=DAY):
    """Write a page of another paper as it was fetched on a day."""
    name = url.removeprefix("https://").replace("/", "_")
    put(raw, f"{day}/{name}.txt", text)
    said = {"url": url, "title": f"Kabar: {text[:60]}", "date": f"{day}", "fetched_at": f"{day}T05:00:00Z"}
    put(raw, f"{day}/{name}.meta.json", said)


def urls(target):
    """Return the addresses of all articles."""
    return [url for (url,) in rows(target, "articles", "url")]


def balance(summary):
    """Return what came in and where it ended; law 1 says that both are equal."""
    ended = "articles duplicates rejects refetched superseded redelivered held waiting skipped forgotten".split()
    return summary.records_in, sum(getattr(summary, name) for name in ended)


@pytest.fixture(scope="module")
def stall(tmp_path_factory):
    """Return a folder with raw and clean folder of a paper of four pages, the first of them corrected a night later."""
    folder = tmp_path_factory.mktemp("stall")
    raw, target = folder / "raw", folder / "clean"
    for n in (1, 2, 3, 4):
        put_page(raw, n, story(n), DAY)
    clean(raw, target, DAY)
    put_page(raw, 1, story(1) + "\nRalat: pekerjaan itu dimulai sehari lebih awal.", later(1))
    clean(raw, target, later(1))
    return folder


def copy_of(stall, folder):
    """Return a copy of raw and clean folder that may be changed; it is fed from its own raw folder."""
    shutil.copytree(stall / "raw", folder / "raw", copy_function=os.link)  # inodes as they were
    subprocess.run(["cp", "-a", stall / "clean", folder / "clean"], check=True)  # its hard links as well
    (folder / "clean" / ".saring" / "feeds.json").unlink(missing_ok=True)
    return folder / "raw", folder / "clean"


@pytest.fixture
def shop(stall, tmp_path):
    """Return a copy of that paper."""
    return copy_of(stall, tmp_path)


@pytest.fixture(scope="module")
def closed(stall, tmp_path_factory):
    """Return the same after the first page was taken down, nothing of it left. Not to be changed."""
    folder = tmp_path_factory.mktemp("closed")
    copy_of(stall, folder)
    forget(folder / "clean", "https://contoh.id/p1", "a court", who="Sari", purge=True, as_of=later(2))
    return folder


@pytest.fixture
def gone(closed, tmp_path):
    """Return a copy of that."""
    return copy_of(closed, tmp_path)


def test_no_sentence_of_a_purged_page_is_left(shop):
    """Before, its sentences stand in several files; afterwards no byte under the clean folder holds one."""
    _, target = shop
    before = find_phrases(target, NEVER)

    done = forget(target, "https://contoh.id/p1", "a court", who="Sari", purge=True, as_of=later(2))

    assert len(before) > 1
    assert find_phrases(target, NEVER) == []
    assert (done.purged, done.records, done.remains) == ((1, 2), 2, ())
    assert verify(target, forgotten=True) == []
    assert [f"https://contoh.id/p{n}" for n in (2, 3, 4)] == urls(target)


def test_a_page_is_named_by_id_record_source_or_address(shop):
    """All of them mean the page with all its states."""
    _, target = shop
    ((page, record, source),) = (
        row[:3] for row in rows(target, "articles", "id, record_id, source, url") if "p1" in row[3]
    )

    meant = [
        forget(target, name, "", who="", dry_run=True)
        for name in (page, record, source, "http://m.contoh.id/p1/amp?utm_source=wa")
    ]

    assert [((page,), 2)] * 4 == [(told.pages, told.records) for told in meant]


def test_a_dry_run_changes_no_byte(shop, tmp_path):
    """It tells pages and copies, and writes nothing."""
    raw, target = shop
    put_copy(raw, story(1), "https://lain.id/salinan", later(2))
    clean(raw, target, later(2))
    before = {path: path.stat().st_mtime_ns for path in target.rglob("*")}

    told = forget(target, "https://contoh.id/p1", "", who="", dry_run=True, purge=True)

    assert before == {path: path.stat().st_mtime_ns for path in target.rglob("*")}
    assert [("lain.id", 1.0)] == [(copy.outlet, copy.share) for copy in told.copies]
    assert (told.act, told.held_by) == (None, (1, 2, 3))


COMING_AGAIN = {
    "the same text, fetched again": lambda raw: put_page(raw, 1, story(1), later(5)),
    "another text at its address": lambda raw: put_page(raw, 1, story(1, lines=3), later(6)),
    "HTML": lambda raw: put_html(raw, "p1"),
    "HTML with another token": lambda raw: put_html(raw, "p1-again", crumb="b2"),
    "its AMP address": lambda raw: put_copy(raw, story(1), "https://contoh.id/p1/amp?utm_source=wa"),
    "its mobile address": lambda raw: put_html(raw, "m", url="https://m.contoh.id/p1"),
    "its text alone": lambda raw: put(raw, "teks/p1.txt", story(1)),
    "its text, broken otherwise": lambda raw: put(raw, "teks/p1-lagi.txt", story(1).replace("\n", "\n\n") + "\n"),
    "its older text at another address of the paper": lambda raw: put_copy(raw, story(1), "https://contoh.id/arsip/77"),
    "an empty page at its address": lambda raw: put_html(raw, "p1-empty", text="-"),
}


def test_what_was_forgotten_stays_out(gone):
    """Whatever it comes in as: it is counted as forgotten, and no row is made of it."""
    raw, target = gone
    for put_again in COMING_AGAIN.values():
        put_again(raw)

    summary = clean(raw, target, later(6))

    assert (summary.forgotten, *balance(summary)) == (len(COMING_AGAIN), summary.records_in, summary.records_in)
    assert rows(target, "rejects") == []
    assert [f"https://contoh.id/p{n}" for n in (2, 3, 4)] == urls(target)
    assert find_phrases(target, NEVER) == []


def test_cleaning_again_brings_nothing_back(gone):
    """Every file is read and every record cleaned anew: its deliveries are counted as forgotten."""
    raw, target = gone

    summary = clean(raw, target, later(5), again=True, rescan=True)

    assert (summary.forgotten, *balance(summary)) == (2, 5, 5)
    assert find_phrases(target, NEVER) == []


def test_a_backfill_brings_nothing_back(gone):
    """It chooses among what the index knows, and that does not know the page any more."""
    raw, target = gone

    done = backfill(order_of(raw, target, as_of=later(5), workers=1, again=True), Selection(), reason="new rules")

    assert (done.snapshot, urls(target)) == (None, [f"https://contoh.id/p{n}" for n in (2, 3, 4)])
    assert find_phrases(target, NEVER) == []


def test_what_a_backfill_had_staged_is_purged(shop):
    """Its plan and its rows are written anew without the page, and what is published of it later lacks the page."""
    raw, target = shop
    asked = order_of(raw, target, as_of=later(2), workers=1, again=True)
    backfill(asked, Selection(), reason="new rules", dry_run=True, keep=True, name="kept")
    staged = {remain.path.split("/")[1] for remain in find_phrases(target, NEVER)}

    forget(target, "https://contoh.id/p1", "a court", who="Sari", purge=True, as_of=later(3))

    assert "backfills" in staged
    assert find_phrases(target, NEVER) == []
    assert find_remains(target) == []
    done = publish_staged(asked, "kept")
    assert [f"https://contoh.id/p{n}" for n in (2, 3, 4)] == urls(target)
    assert (done.articles - done.dropped, done.dropped) == (3, 2)


def test_what_a_refused_backfill_was_to_publish_is_purged(shop, monkeypatch):
    """Its staged rows have a second name in the folder that publishing reads; under neither a sentence stays."""
    raw, target = shop
    asked = order_of(raw, target, as_of=later(2), workers=1, again=True)
    monkeypatch.setattr("flows.corpus.run.check_whole_run", refuse)
    with pytest.raises(RefusedError):
        backfill(asked, Selection(), reason="new rules")
    monkeypatch.undo()
    twice = {path.parent.name for path in backfills(target).rglob("rows-*.parquet") if path.stat().st_nlink > 1}

    forget(target, "https://contoh.id/p1", "a court", who="Sari", purge=True, as_of=later(3))

    assert twice == {"publishing", "try-01"}
    assert find_phrases(target, NEVER) == []
    assert find_remains(target) == []


def refuse(*_):
    """Refuse a run, as a guard does."""
    raise RefusedError("too much would go")


def test_what_a_backfill_keeps_wants_purging(shop):
    """It is published without what is forgotten; there is nothing to be finished, and the check says what helps."""
    raw, target = shop
    asked = order_of(raw, target, as_of=later(2), workers=1, again=True)
    backfill(asked, Selection(), reason="new rules", dry_run=True, keep=True, name="kept")
    forget(target, "https://contoh.id/p1", "a court", who="Sari", as_of=later(3))

    advice = {fault.remedy for fault in find_forgotten_faults(target) if "backfills" in fault.where}

    assert advice == {PURGE}


def test_a_fresh_folder_with_the_arrivals_obeys(gone, tmp_path):
    """Tombstones come over with the arrivals, before the first row is made, and stay."""
    raw, target = gone

    summary = clean(raw, tmp_path / "fresh", later(5), arrivals=target)
    again = clean(raw, tmp_path / "fresh", later(6), again=True, rescan=True)

    assert (summary.forgotten, again.forgotten) == (2, 2)
    assert find_phrases(tmp_path / "fresh", NEVER) == []
    assert rows(tmp_path / "fresh", "articles", "id, text, cluster_id") == rows(
        target, "articles", "id, text, cluster_id"
    )
    assert [act.mark for act in read_acts(target)] == [act.mark for act in read_acts(tmp_path / "fresh")]


def test_other_pages_still_come_in(gone):
    """A new page of the paper, and a correction of another one, are taken as ever."""
    raw, target = gone
    put_page(raw, 9, story(9), later(5))
    put_page(raw, 2, story(2) + "\nRalat: nomor tiang itu keliru.", later(5))

    summary = clean(raw, target, later(5))

    assert (summary.forgotten, summary.articles, summary.replaced) == (0, 2, 1)


def test_an_outlet_is_forgotten(shop):
    """All its pages leave, its subdomains' too, and what it publishes later stays out; another outlet's stay."""
    raw, target = shop
    put_copy(raw, story(7), "https://lain.id/tujuh", later(2))
    put_copy(raw, story(8), "https://daerah.contoh.id/delapan", later(2))
    clean(raw, target, later(2))

    done = forget(target, "contoh.id", "it asked us to", who="Sari", purge=True, as_of=later(3))
    put_page(raw, 6, story(6), later(4))
    put_html(raw, "baru", url="https://contoh.id/p12", text=story(12))
    summary = clean(raw, target, later(4))

    assert (len(done.pages), done.records) == (5, 6)
    assert ["https://lain.id/tujuh"] == urls(target)
    assert (summary.forgotten, *balance(summary)) == (2, summary.records_in, summary.records_in)
    assert find_phrases(target, [*NEVER, *story(6).split("\n"), *story(8).split("\n")]) == []


def test_a_copy_elsewhere_stays_unless_it_is_asked_for(shop):
    """It is listed with its share; `--copies` takes it along, and keeps out another one that comes later."""
    raw, target = shop
    longer = story(1) + "\nTambahan dari redaksi kami di kota sebelah sungai."
    put_copy(raw, longer, "https://lain.id/salinan", later(2))
    clean(raw, target, later(2))
    shutil.copytree(target, target.with_name("twin"), symlinks=True)
    twin = target.with_name("twin")

    kept = forget(target, "https://contoh.id/p1", "a court", who="Sari", purge=True, as_of=later(3))
    taken = forget(twin, "https://contoh.id/p1", "a court", who="Sari", purge=True, copies=True, as_of=later(3))

    assert [("lain.id", 1.0, False)] == [(c.outlet, c.share, kept.copies_too) for c in kept.copies]
    assert "https://lain.id/salinan" in urls(target)
    assert len(kept.remains) == 1
    assert (len(taken.pages), taken.remains, find_phrases(twin, NEVER)) == (2, (), [])
    put_copy(raw, "Dikutip dari koran tetangga.\n" + story(1), "https://ketiga.id/salinan", later(4))
    summaries = [clean(raw, store, later(4)) for store in (target, twin)]
    assert [0, 1] == [summary.forgotten for summary in summaries]
    assert [balance(summary)[0] for summary in summaries] == [balance(summary)[1] for summary in summaries]


def put_text(raw, name, text, **said):
    """Write a text without an address, as an export has it."""
    put(raw, f"{name}.jsonl", [{"text": text, "title": "Jembatan diperbaiki", **said}])


def test_a_text_without_an_address_that_names_another_outlet_is_a_copy(shop):
    """It stays and is listed by that name; what names the forgotten outlet, or none, goes and stays out."""
    raw, target = shop
    put_text(raw, "ekspor/lain", story(1), outlet="Lentera Malam")
    put_text(raw, "ekspor/sendiri", story(2), outlet="CONTOH")
    put_text(raw, "ekspor/tanpa-nama", story(3))
    clean(raw, target, later(2))

    done = forget(target, "contoh.id", "it asked us to", who="Sari", purge=True, as_of=later(3))
    left = rows(target, "articles", "outlet, url")
    put_text(raw, "lagi/lain", story(1), outlet="Lentera Malam", author="Budi")
    put_text(raw, "lagi/baru", story(4), outlet="Lentera Malam")
    put_text(raw, "lagi/sendiri", story(2), outlet="Contoh.id", author="Budi")
    put_text(raw, "lagi/tanpa-nama", story(3), author="Budi")
    summary = clean(raw, target, later(4))

    assert left == [("Lentera Malam", None)]
    assert [("Lentera Malam", 1.0)] == [(copy.outlet, copy.share) for copy in done.copies]
    assert (summary.forgotten, *balance(summary)) == (2, summary.records_in, summary.records_in)
    assert {outlet for (outlet,) in rows(target, "articles", "outlet")} == {"Lentera Malam"}
    assert verify(target, sample=0) == []


def test_tombstones_of_older_versions_are_read(gone):
    """They lack the outlet's name: whatever has the text and no address stays out, as it did."""
    import pyarrow.parquet as pq

    raw, target = gone
    (path,) = (target / ".saring" / "forgotten").iterdir()
    pq.write_table(pq.read_table(path).drop_columns(["outlet"]), path)
    put_text(raw, "ekspor/lain", story(1), outlet="Lentera Malam")

    assert clean(raw, target, later(4)).forgotten == 1


@pytest.fixture(scope="module")
def wire(tmp_path_factory):
    """Return a folder with one story of three papers; the first of them names it and stands for it."""
    folder = tmp_path_factory.mktemp("wire")
    for days, outlet in enumerate(("satu.id", "dua.id", "tiga.id")):
        put_copy(folder / "raw", story(1), f"https://{outlet}/cerita", later(days))
        clean(folder / "raw", folder / "clean", later(days))
    return folder


@pytest.fixture
def trio(wire, tmp_path):
    """Return a copy of that."""
    return copy_of(wire, tmp_path)


def test_a_cluster_outlives_the_page_that_named_it(trio, tmp_path):
    """Another member stands for it, under the old name; so it is in a fresh folder, and when that one goes too."""
    raw, target = trio
    ((name, first),) = rows(target, "articles", "cluster_id, url")

    forget(target, first, "a court", who="Sari", as_of=later(4))

    assert first == "https://satu.id/cerita"
    assert [(name, "https://dua.id/cerita")] == rows(target, "articles", "cluster_id, url")
    assert [(name, "https://tiga.id/cerita")] == rows(target, "duplicates", "cluster_id, url")
    ((heir,),) = rows(target, "articles", "id")
    assert [(heir,)] == rows(target, "duplicates", "matched_id")
    clean(raw, tmp_path / "fresh", later(6), arrivals=target)
    assert rows(target, "articles", "id, cluster_id") == rows(tmp_path / "fresh", "articles", "id, cluster_id")
    forget(target, "https://dua.id/cerita", "a court", who="Sari", as_of=later(5))
    assert [(name, "https://tiga.id/cerita")] == rows(target, "articles", "cluster_id, url")
    assert verify(target) == []


def test_a_replica_follows_by_changes_alone(trio):
    """The page is `forgotten`, under the story that it belonged to; the page in its place is `promoted`."""
    _, target = trio
    replica = dict(rows(target, "articles", "id, text"))
    ((page, name),) = rows(target, "articles", "id, cluster_id")

    done = forget(target, page, "a court", who="Sari", as_of=later(4))
    told = rows(target, "changes", "run_id, id, change, cluster_id")
    changes = {id_: change for run, id_, change, _ in told if run == f"{done.snapshot:06d}"}
    now = dict(rows(target, "articles", "id, text"))
    for id_ in changes:
        replica.pop(id_, None)
        replica |= {id_: now[id_]} if id_ in now else {}

    assert (f"{done.snapshot:06d}", page, "forgotten", name) in told
    assert "promoted" in changes.values()
    assert replica == now


@pytest.mark.parametrize("named", [story(1), OTHER])
def test_a_story_under_a_shared_address_stays(tmp_path, named):
    """Of two stories under one address only the one that is named goes; the other keeps its id, new ones come in."""
    raw, target = tmp_path / "raw", tmp_path / "clean"
    shared = "https://contoh.id/terkini"
    for n, text in enumerate((story(1), OTHER)):
        put_copy(raw / str(n), text, shared, later(n))
        clean(raw, target, later(n))
    ids = {text: id_ for id_, text in rows(target, "articles", "id, text")}

    forget(target, ids[named], "a court", who="Sari", purge=True, as_of=later(4))
    put_copy(raw / "lagi", named + "\nDitambah sedikit.", shared, later(5))
    put_copy(raw / "baru", THIRD, shared, later(6))
    summary = clean(raw, target, later(6))

    (stays,) = ids.keys() - {named}
    now = {text: id_ for id_, text in rows(target, "articles", "id, text")}
    assert (summary.forgotten, summary.articles) == (1, 1)
    assert now == {stays: ids[stays], THIRD: now[THIRD]}
    assert now[THIRD] not in ids.values()


def test_an_address_is_forgotten_before_anything_came_in(tmp_path):
    """A tombstone may be there first; what comes in from that address is forgotten from the beginning."""
    raw, target = tmp_path / "raw", tmp_path / "clean"
    put_page(raw, 2, story(2), DAY)
    clean(raw, target, DAY)

    done = forget(target, "contoh.id/p1", "a court", who="Sari", as_of=DAY)
    put_page(raw, 1, story(1), later(1))
    summary = clean(raw, target, later(1))

    assert (done.act, done.records, done.snapshot, summary.forgotten) == (1, 0, None, 1)
    assert ["https://contoh.id/p2"] == urls(target)


def test_what_waits_in_quarantine_is_forgotten(tmp_path):
    """Rows that are held back with their outlet leave the quarantine, too."""
    raw, target = tmp_path / "raw", tmp_path / "clean"
    for n in range(6):
        put_page(raw, n, story(n), DAY)
    clean(raw, target, DAY)
    for n in range(6):
        put_page(raw, n, "Berita ini telah dicabut karena tidak memenuhi kaidah jurnalistik.", later(1))
    put_copy(raw, story(7), "https://lain.id/tujuh", later(1))
    held = clean(raw, target, later(1)).held

    done = forget(target, "https://contoh.id/p1", "a court", who="Sari", purge=True, as_of=later(2))

    assert held == 6
    assert done.records == 2
    assert 5 == len(rows(target, "held_rows"))
    assert find_phrases(target, NEVER) == []
    assert find_remains(target) == []


def test_an_older_snapshot_brings_nothing_back(shop):
    """Where one is published again, the rows leave with the next run, or at once with `finish`."""
    _, target = shop
    forget(target, "https://contoh.id/p1", "a court", who="Sari", as_of=later(2))
    with lock(target):
        number = claim_number(target)
        shutil.copytree(snapshots(target) / "000002", snapshots(target) / f"{number:06d}-copy")
        adopt(target, snapshots(target) / f"{number:06d}-copy", number)
    back = urls(target)

    assert "https://contoh.id/p1" in back
    assert any("forgotten records" in fault.what for fault in verify(target, forgotten=True))
    with pytest.raises(StoreError, match="forgotten"):
        export(target, target.with_name("out"))
    assert finish(target, as_of=later(3)) == number + 1
    assert "https://contoh.id/p1" not in urls(target)
    assert finish(target, as_of=later(3)) is None
    export(target, target.with_name("out"))
    assert find_phrases(target.with_name("out"), NEVER) == []


def test_what_other_pages_say_too_is_not_forgotten(tmp_path):
    """A page that was taken back says what every notice of its paper says: others are taken back as ever."""
    raw, target = tmp_path / "raw", tmp_path / "clean"
    for n in (1, 2, 3):
        put_page(raw, n, story(n), DAY)
    clean(raw, target, DAY)
    put_page(raw, 1, NOTICE, later(1))
    clean(raw, target, later(1))

    forget(target, "https://contoh.id/p1", "a court", who="Sari", as_of=later(2))
    put_page(raw, 2, NOTICE, later(3))
    put(raw, "teks/pengumuman.txt", NOTICE)
    summary = clean(raw, target, later(3))

    assert summary.forgotten == 0
    assert ("https://contoh.id/p2", NOTICE) in rows(target, "articles", "url, text")


def test_what_is_asked_again_is_told(gone):
    """A page that is forgotten already is no error; a purge can be asked for later."""
    _, target = gone
    done = forget(target, "https://contoh.id/p2", "a court", who="Sari", as_of=later(3))

    again = forget(target, "https://contoh.id/p2", "a court", who="Sari", as_of=later(4))
    purged = forget(target, done.pages[0], "a court", who="Sari", purge=True, as_of=later(4))

    assert (again.act, again.before, again.held_by) == (done.act, later(3), (3,))
    assert purged.purged == (3,)
    assert find_phrases(target, story(2).split("\n")) == []


def test_a_killed_purge_is_finished_by_maintain_and_not_by_a_run(shop):
    """A run takes the rows out and leaves earlier snapshots; the hint says what finishes it, and that does."""
    raw, target = shop
    forget(target, "https://contoh.id/p1", "a court", who="Sari", as_of=later(2))
    ((act, table),) = read_files(target, rows=True)
    write_act(target, dataclasses.replace(act, purge=True), table)
    put_page(raw, 9, story(9), later(3))
    clean(raw, target, later(3))

    hints = {fault.remedy for fault in verify(target, forgotten=True, sample=0)}
    finish(target, as_of=later(3))

    assert hints == {FINISH}
    assert verify(target, forgotten=True, sample=0) == []
    assert find_phrases(target, NEVER) == []


def test_an_act_is_taken_back(gone):
    """The page comes in again when it is read; the act stands in the list with both reasons."""
    raw, target = gone
    (page,) = forget(target, "contoh.id/p1", "", who="", dry_run=True).pages

    back = take_back(target, "1", "the court changed its mind", who="Budi", as_of=later(3))
    summary = clean(raw, target, later(4), rescan=True)

    assert (back.act, back.records) == (1, 3)
    assert (summary.forgotten, summary.articles) == (0, 1)
    assert page in {id_ for (id_,) in rows(target, "articles", "id")}
    (act,) = read_acts(target)
    assert (act.reason, act.taken_back, act.why_taken_back) == ("a court", later(3), "Budi: the court changed its mind")
    with pytest.raises(ForgetError, match="no act"):
        take_back(target, "1", "again", who="Budi")


def test_a_decision_of_prefer_leaves_with_its_page(shop):
    """What an operator preferred of a page is forgotten with it."""
    from flows.corpus.prefer import prefer

    _, target = shop
    (first,) = (record for record, url in rows(target, "duplicates", "record_id, url") if url.endswith("p1"))
    prefer(target, first, "the first text is right", as_of=later(2))

    forget(target, "https://contoh.id/p1", "a court", who="Sari", purge=True, as_of=later(3))

    assert [] == rows(target, "preferred")
    assert find_phrases(target, NEVER) == []


def test_what_a_stopped_run_had_cleaned_is_purged(shop):
    """Rows that wait for the next run are written anew without the page; that run goes on without them."""
    raw, target = shop
    folder = target / ".saring" / "staging" / "run-stopped"
    row = staged.row("p1.txt", story(1), page="other")
    spare = staged.row("p9.txt", OTHER, page="ninth")
    known = [record for record, url in rows(target, "articles", "record_id, url") if url.endswith("p1")]
    staged.stage(folder, rows=[row | {"record_id": known[0]}, spare])
    write_mark(folder, "a", articles=2, rejects=0, inputs={})
    note_run(folder, Note("other", "", again=False, begun=dt.datetime.now(tz=dt.UTC)))
    before = [remain.path for remain in find_phrases(target, NEVER) if "staging" in remain.path]

    forget(target, "https://contoh.id/p1", "a court", who="Sari", purge=True, as_of=later(3))

    assert len(before) == 1
    assert find_phrases(target, NEVER) == []
    assert len(find_phrases(target, [OTHER.split("\n", maxsplit=1)[0]])) == 1
    assert clean(raw, target, later(4)).forgotten == 0


def test_a_forgotten_outlet_raises_no_alarm_by_its_silence(shop):
    """What it brought before is not looked back on any more; other outlets' nights are."""
    raw, target = shop
    put_copy(raw, OTHER, "https://lain.id/pasar", later(2))
    clean(raw, target, later(2), scheduled=True)
    forget(target, "contoh.id", "it asked us to", who="Sari", as_of=later(3))

    with connect() as con:
        open_history(con, target, later(3))
        outlets = {outlet for (outlet,) in con.execute("SELECT DISTINCT outlet FROM nights").fetchall()}

    assert outlets == {"lain.id"}


def typed(*words):
    """Return what a command prints; its errors are raised, as the command line tells them."""
    result = CliRunner().invoke(app, [str(word) for word in words])
    if isinstance(result.exception, SaringError):
        raise result.exception
    return result.output


def test_the_command_tells_lists_and_takes_back(shop):
    """As an operator types it: look, decide, list, search, take back."""
    _, target = shop
    look = typed("forget", "https://contoh.id/p1", target, "--dry-run")
    done = typed("forget", "https://contoh.id/p1", target, "--purge", "--reason", "a court", "--who", "Sari")
    listed = typed("forget", "--list", target)
    told = json.loads(typed("forget", "--list", target, "--json"))
    sound = typed("verify", target, "--forgotten", "--sample", 0)
    back = typed("forget", "--take-back", "1", target, "--reason", "lifted")

    assert "Would forget 1 pages, 2 deliveries. Nothing was changed." in look
    assert "Snapshots that hold it: 1, 2. --purge deletes them" in look
    assert "Forgotten (act 1): 1 pages, 2 deliveries. Published snapshot 3." in done
    assert "Deleted: snapshots 1, 2. Who still reads them loses them now." in done
    assert "contoh.id/2026-11-02/p1.txt, contoh.id/2026-11-03/p1.txt" in done
    assert "--purge  Sari: a court" in listed
    assert [("address", "Sari", "a court")] == [(act["kind"], act["who"], act["reason"]) for act in told["acts"]]
    assert "no faults" in sound
    assert "--rescan" in back


def test_the_command_wants_a_name_and_a_reason(shop):
    """What is missing is said, and nothing is changed."""
    _, target = shop
    with pytest.raises(UsageError, match="say why with --reason"):
        typed("forget", "https://contoh.id/p2", target)
    with pytest.raises(UsageError, match="name what to forget"):
        typed("forget", "--reason", "a court")

    assert read_acts(target) == []


@pytest.mark.parametrize("name", ["abc", "tak-ada.id", "0" * 32, "contoh.id/2026-11-02/p99.txt#3"])
def test_an_unknown_name_is_refused(shop, name):
    """The message names it; no tombstone is written. A name with a slash is an address, where it can be one."""
    _, target = shop

    if "/" in name:
        assert forget(target, name, "", who="", dry_run=True).records == 0
        return
    with pytest.raises(ForgetError, match=f"{name}: no page, source, address or outlet"):
        forget(target, name, "a court", who="Sari")

    assert read_acts(target) == []


def test_a_file_of_many_pages_is_not_one_page(tmp_path):
    """The message says how to name one of its records."""
    raw, target = tmp_path / "raw", tmp_path / "clean"
    lines = "\n".join(f'{{"url": "https://contoh.id/p{n}", "text": "{story(n)}"}}'.replace("\n", "\\n") for n in (1, 2))
    put(raw, "feed.jsonl", lines.replace("}\\n{", "}\n{"))
    clean(raw, target, DAY)

    with pytest.raises(ForgetError, match=r"feed\.jsonl holds 2 records"):
        forget(target, "feed.jsonl", "a court", who="Sari")
    done = forget(target, "feed.jsonl#0", "a court", who="Sari", as_of=DAY)

    assert (done.records, urls(target)) == (1, ["https://contoh.id/p2"])


def test_broken_tombstones_stop_a_run(gone):
    """Nothing is brought back on a guess."""
    raw, target = gone
    (path,) = (target / ".saring" / "forgotten").iterdir()
    path.write_bytes(b"PAR1")
    put_page(raw, 1, story(1), later(4))

    with pytest.raises(StoreError, match=r"000001.parquet: cannot be read.*restore it"):
        clean(raw, target, later(4))
