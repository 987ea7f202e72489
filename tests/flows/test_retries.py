"""Records that failed come again once what failed on them was mended; the others are left alone."""

import datetime as dt
import json

import pytest
from nights import clean, put_page, rows, story
from rawfiles import put

import flows.corpus.plan
import flows.engine
import flows.read.jsonlines
from flows.read.fields import page_of

DAY = dt.date(2026, 11, 2)
MENU = "<html><body><nav><a href='/'>Beranda</a></nav></body></html>"


@pytest.fixture
def shop(tmp_path):
    """Return raw and clean folder with an article, a page without a story, and a record without a page."""
    raw, target = tmp_path / "raw", tmp_path / "clean"
    put_page(raw, 1, story(1), DAY)
    put(raw, "contoh.id/menu.html", MENU)
    put(
        raw,
        "ekspor.jsonl",
        json.dumps({"url": "https://contoh.id/p2", "bodi_tulisan": story(2), "versi_lama": story(3)}) + "\n",
    )
    clean(raw, target, DAY)
    return raw, target


@pytest.fixture
def read_files(monkeypatch):
    """Return a list that fills with the files that runs read."""
    seen = []
    known = flows.engine.read_also

    def note(*arguments, **options):
        plan = known(*arguments, **options)
        seen.append([file.source for file in plan.to_read])
        return plan

    monkeypatch.setattr(flows.engine, "read_also", note)
    return seen


def change_stamp(monkeypatch):
    """Let runs from now on clean with other knowledge, as far as they tell."""
    known = flows.corpus.plan.what_makes_rows
    monkeypatch.setattr(
        flows.corpus.plan, "what_makes_rows", lambda folder, *, model: (known(folder, model=model)[0], "f" * 16)
    )


def test_what_failed_is_read_again_once_knowledge_changed(shop, read_files, monkeypatch):
    """The unchanged file of a refused page is read again, once, and no other."""
    raw, target = shop
    change_stamp(monkeypatch)

    clean(raw, target, DAY + dt.timedelta(1))
    clean(raw, target, DAY + dt.timedelta(2))

    assert [["contoh.id/menu.html"], []] == read_files


def test_what_failed_and_is_gone_is_not_asked_for(shop, read_files, monkeypatch):
    """A refused page whose file vanished costs the nights after it nothing."""
    raw, target = shop
    (raw / "contoh.id/menu.html").unlink()
    clean(raw, target, DAY + dt.timedelta(1))
    change_stamp(monkeypatch)

    summary = clean(raw, target, DAY + dt.timedelta(2))

    assert ([[], []], None) == (read_files, summary.snapshot)


def test_a_record_that_can_be_read_now_is_cleaned(shop, monkeypatch):
    """A reader that learnt a field's name heals the rejects of an export when it reads the file again."""
    raw, target = shop
    assert ("ekspor.jsonl#0", "no_content") in rows(target, "rejects", "source, reason")

    def learnt(source, record, *more):
        return page_of(source, record | {"text": record["bodi_tulisan"]}, *more)

    monkeypatch.setattr(flows.read.jsonlines, "page_of", learnt)
    summary = clean(raw, target, DAY + dt.timedelta(1), rescan=True)

    assert (summary.articles, rows(target, "rejects", "source")) == (1, [("contoh.id/menu.html",)])
