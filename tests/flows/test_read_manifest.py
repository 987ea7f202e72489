"""What is remembered of raw files, and what is read again."""

from __future__ import annotations

import os

import pytest
from rawfiles import STORY, put

from flows.read import FileRead, Remembered, discover, discover_feed, plan_reading, resolve_feed


def sources(files):
    """The sources of some files."""
    return [file.source for file in files]


@pytest.fixture
def raw(tmp_path):
    """A raw folder of three files."""
    for name in ("x/a.txt", "x/b.jsonl", "c.txt"):
        put(tmp_path / "raw", name, STORY)
    put(tmp_path / "raw", "x/a.meta.json", {})
    return tmp_path / "raw"


def remembered(raw):
    """What a run that read all of a folder remembers."""
    return {file.source: Remembered(file.state) for file in discover(raw).files}


def test_what_did_not_change_is_not_read(raw):
    """Nothing is, on a night without news."""
    plan = plan_reading(discover(raw), remembered(raw), rescan=False)

    assert (plan.to_read, sources(plan.unchanged), plan.vanished) == ((), ["c.txt", "x/a.txt", "x/b.jsonl"], ())


def test_all_is_read_when_the_manifest_is_distrusted(raw):
    """And what vanished is still told."""
    old = remembered(raw)
    (raw / "c.txt").unlink()
    plan = plan_reading(discover(raw), old, rescan=True)

    assert (sources(plan.to_read), plan.unchanged, plan.vanished) == (["x/a.txt", "x/b.jsonl"], (), ("c.txt",))


def append(raw):
    """Write more into a file."""
    with (raw / "x" / "a.txt").open("a") as file:
        file.write("!")


def touch(raw):
    """Give a file another time."""
    os.utime(raw / "x" / "a.txt", (5, 5))


def swap(raw):
    """Move another file onto one, with its size and its time."""
    path = raw / "x" / "a.txt"
    other = put(raw, "x/a.new", STORY)
    os.utime(other, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    other.replace(path)


def change_sidecar(raw):
    """Write something else into a sidecar."""
    put(raw, "x/a.meta.json", {"url": "https://contoh.id/a"})


def remove_sidecar(raw):
    """Take a page its sidecar."""
    (raw / "x" / "a.meta.json").unlink()


@pytest.mark.parametrize("change", [append, touch, swap, change_sidecar, remove_sidecar])
def test_what_changed_is_read(raw, change):
    """Size, time, another file in its place, another sidecar or none."""
    old = remembered(raw)
    change(raw)

    assert sources(plan_reading(discover(raw), old, rescan=False).to_read) == ["x/a.txt"]


def test_what_was_not_read_to_its_end_is_read_again(raw):
    """Its owner, its disk or the time may have changed, which no state shows."""
    states = [file.state for file in discover(raw).files]
    old = {s.source: FileRead(s, unreadable=s.source == "c.txt", waiting=s.source == "x/b.jsonl") for s in states}

    assert sources(plan_reading(discover(raw), old, rescan=False).to_read) == ["c.txt", "x/b.jsonl"]


def test_only_what_lies_in_the_folder_that_was_read_can_vanish(raw):
    """A part of the raw folder, or one file, says nothing of the rest."""
    old = remembered(raw) | {"x/b.jsonl.gz": None, "xy.txt": None, "x/gone.txt": None}
    part, file = (resolve_feed(raw / below, None, {"main": raw}) for below in ("x", "x/b.jsonl"))

    assert plan_reading(discover_feed(part), old, rescan=True).vanished == ("x/b.jsonl.gz", "x/gone.txt")
    assert plan_reading(discover_feed(file), old, rescan=True).vanished == ()


def test_sources_of_other_feeds_do_not_vanish(raw, tmp_path):
    """Neither does `main` look for those of a named feed, nor the other way round."""
    put(tmp_path / "other", "a.txt", STORY)
    known = {"main": raw, "wire": tmp_path / "other"}
    old = {"gone.txt": None, "wire/gone.txt": None}
    main, wire = (discover_feed(resolve_feed(known[name], None, known)) for name in known)

    assert plan_reading(main, old, rescan=True).vanished == ("gone.txt",)
    assert plan_reading(wire, old, rescan=True).vanished == ("wire/gone.txt",)


def test_nothing_vanishes_in_a_folder_that_cannot_be_listed(raw, monkeypatch):
    """Its pages are there for all that is known."""
    old = remembered(raw)
    scan = os.scandir

    def deny(folder):
        if str(folder).endswith("x"):
            raise PermissionError(13, "Permission denied")
        return scan(folder)

    monkeypatch.setattr(os, "scandir", deny)

    assert plan_reading(discover(raw), old, rescan=False).vanished == ()
