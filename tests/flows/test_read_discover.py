"""Which files of a raw folder are pages."""

from __future__ import annotations

import os

import pytest

from flows.read import FileState, ReadError, discover, read_records


def touch(folder, *names):
    """Write a small file under each name."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Hujan.")


def sources(folder):
    """The sources found."""
    return [file.source for file in discover(folder).files]


def test_what_nobody_reads_is_counted(tmp_path):
    """Unknown suffixes and sidecars without a page are told, not passed over."""
    touch(tmp_path, "a.txt", "a.meta.json", "b.meta.json", "c.pdf", "d/e.PDF", "f.docx.gz", "g")
    found = discover(tmp_path)
    assert [file.source for file in found.files] == ["a.txt"]
    assert found.unknown == {"": 1, ".docx.gz": 1, ".meta.json": 1, ".pdf": 2}


def test_hidden_files_are_left_alone(tmp_path):
    """Dot files, dot folders and what archivers add are no pages."""
    touch(tmp_path, ".a.txt", ".git/b.txt", "__MACOSX/c.txt", "d.txt")
    assert sources(tmp_path) == ["d.txt"]


def test_links_that_lead_back_are_not_followed(tmp_path):
    """A loop ends, and what lies inside is read once, in its own place."""
    raw = tmp_path / "raw"
    touch(raw, "x/a.txt")
    (raw / "x" / "up").symlink_to(raw, target_is_directory=True)
    (raw / "again").symlink_to(raw / "x", target_is_directory=True)
    (raw / "self").symlink_to(raw / "self")
    found = discover(raw)
    assert [file.source for file in found.files] == ["x/a.txt"]
    assert found.links == ("again", "x/up")


def test_a_link_to_another_place_is_followed_once(tmp_path):
    """A folder outside is read under the link's name."""
    raw = tmp_path / "raw"
    touch(tmp_path, "store/a.txt")
    raw.mkdir()
    (raw / "one").symlink_to(tmp_path / "store", target_is_directory=True)
    (raw / "two").symlink_to(tmp_path / "store", target_is_directory=True)
    assert sources(raw) == ["one/a.txt"]


def test_a_link_to_a_file_is_a_file(tmp_path):
    """Stores that keep content by digest link pages into place; a link to nothing is a reject."""
    touch(tmp_path, "blob")
    (tmp_path / "a.txt").symlink_to(tmp_path / "blob")
    (tmp_path / "b.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "c.txt").symlink_to(tmp_path / "c.txt")
    records = list(read_records(tmp_path))
    assert [(r.source, getattr(r, "reason", "page")) for r in records] == [
        ("a.txt", "page"),
        ("b.txt", "unreadable_file"),
        ("c.txt", "unreadable_file"),
    ]


def test_a_pipe_is_not_waited_for(tmp_path):
    """Reading a pipe would hang for ever."""
    os.mkfifo(tmp_path / "a.txt")
    assert [r.reason for r in read_records(tmp_path)] == ["unreadable_file"]


def test_a_folder_that_cannot_be_listed_is_a_reject(tmp_path, monkeypatch):
    """Its pages are not forgotten in silence."""
    touch(tmp_path, "a.txt", "x/b.txt")
    scan = os.scandir

    def deny(folder):
        if str(folder).endswith("x"):
            raise PermissionError(13, "Permission denied")
        return scan(folder)

    monkeypatch.setattr(os, "scandir", deny)
    found = discover(tmp_path)
    assert [(r.source, r.reason) for r in found.rejects] == [("x", "unreadable_folder")]


def test_a_name_that_is_no_utf8_becomes_a_source(tmp_path):
    """Sources go into Parquet, so they are always UTF-8."""
    with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "wb") as file:  # noqa: PTH123 - a name no Path would take
        file.write(b"Hujan.")
    assert sources(tmp_path) == ["caf\\xe9.txt"]


def test_states_are_those_of_the_disk(tmp_path):
    """Size, time and number of a page, and its sidecar's beside them; a link shows what it leads to."""
    touch(tmp_path, "a.txt", "a.txt.meta.json", "a.meta.json", "b.jsonl", "blob")
    (tmp_path / "c.txt").symlink_to(tmp_path / "blob")
    (tmp_path / "d.txt").symlink_to(tmp_path / "nothing")
    stat = {path.name: path.stat() for path in tmp_path.iterdir() if path.exists()}
    sidecar = stat["a.txt.meta.json"]

    def state(name, like, mark=""):
        return FileState(name, stat[like].st_size, stat[like].st_mtime_ns, stat[like].st_ino, mark)

    assert [file.state for file in discover(tmp_path).files] == [
        state("a.txt", "a.txt", f"{sidecar.st_size}:{sidecar.st_mtime_ns}"),
        state("b.jsonl", "b.jsonl"),
        state("c.txt", "blob"),
        FileState("d.txt", -1),
    ]


def test_a_file_that_is_named_is_found_as_in_its_folder(tmp_path):
    """With its state and its sidecar."""
    touch(tmp_path, "a.txt", "a.meta.json")

    assert discover(tmp_path / "a.txt").files == discover(tmp_path).files


def test_a_file_of_no_known_kind_is_refused_by_name(tmp_path):
    """Who names one file wants it read."""
    touch(tmp_path, "a.pdf")
    with pytest.raises(ReadError, match=r"\.jsonl"):
        discover(tmp_path / "a.pdf")


def test_a_file_elsewhere_is_refused(tmp_path):
    """A source is a path below the raw folder."""
    touch(tmp_path, "a.txt", "raw/b.txt")
    with pytest.raises(ReadError, match="below"):
        read_records(tmp_path / "raw", files=[tmp_path / "a.txt"])
