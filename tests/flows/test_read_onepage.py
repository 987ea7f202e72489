"""Files that hold one page."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path

from rawfiles import STORY, brief, put, read

from flows.read import limits
from transforms.records import RawPage


def test_a_page_larger_than_a_page_is_refused(tmp_path, monkeypatch):
    """The bound holds for pages too."""
    monkeypatch.setattr(limits, "MOST_BYTES", 20)
    put(tmp_path, "a.txt", STORY)
    assert brief(read(tmp_path)) == [("a.txt", "too_large")]


def test_a_sidecar_tells_about_its_page(tmp_path):
    """Both names of a sidecar count, and its charset too."""
    put(tmp_path, "a.html", "<p>“Hujan”</p>".encode("cp1251"))
    put(tmp_path, "a.html.meta.json", {"charset": "windows-1251", "url": "https://contoh.id/a", "judul": "Hujan"})
    put(tmp_path, "b.txt.gz", gzip.compress(b"Hujan."))
    put(tmp_path, "b.meta.json", {"crawled_at": "2026-11-03T08:00:00+07:00", "tags": ["banjir", "cuaca"]})
    fetched = dt.datetime(2026, 11, 3, 1, tzinfo=dt.UTC)
    assert read(tmp_path) == [
        RawPage("a.html", "html", "<p>“Hujan”</p>", "https://contoh.id/a", None, {"title": "Hujan"}),
        RawPage("b.txt.gz", "text", "Hujan.", None, fetched, {"tags": "banjir; cuaca"}),
    ]


def test_a_broken_sidecar_does_not_cost_its_pages(tmp_path):
    """The sidecar is a reject of its own, once for each page it belongs to."""
    put(tmp_path, "x/a.txt", STORY)
    put(tmp_path, "x/a.html", "<p>Hujan.</p>")
    put(tmp_path, "x/a.meta.json", "{")
    assert brief(read(tmp_path)) == [
        ("x/a.html.meta.json", "broken_sidecar"),
        ("x/a.html", "html"),
        ("x/a.txt.meta.json", "broken_sidecar"),
        ("x/a.txt", "text"),
    ]


def test_a_page_waits_for_a_sidecar_that_is_still_being_written(tmp_path):
    """Without what the sidecar says it may be another page."""
    put(tmp_path, "a.txt", STORY)
    written = put(tmp_path, "a.meta.json", '{"url": "https://con').stat().st_mtime

    assert brief(read(tmp_path, now=lambda: written)) == [("a.txt", "waiting")]


def test_a_sidecar_that_may_not_be_read_is_told_apart(tmp_path, monkeypatch):
    """What is wrong is its owner or mode, which no state of a file shows."""
    put(tmp_path, "a.txt", STORY)
    put(tmp_path, "a.meta.json", {"url": "https://contoh.id/a"})
    plain_open = Path.open

    def deny(path, *args, **kwargs):
        if path.name == "a.meta.json":
            raise PermissionError(13, "Permission denied")
        return plain_open(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", deny)

    assert brief(read(tmp_path)) == [("a.txt.meta.json", "unreadable_sidecar"), ("a.txt", "text")]


def test_a_page_is_known_by_its_address_however_that_came(tmp_path):
    """A sidecar, the page itself, or a field of an export tell the same."""
    put(tmp_path, "a.txt", STORY)
    put(tmp_path, "a.meta.json", {"url": "https://www.contoh.id/a?utm_source=x"})
    put(tmp_path, "b.html", '<html><link rel="canonical" href="http://contoh.id/a"><p>Hujan.</p></html>')
    put(tmp_path, "c.jsonl", [{"link": "https://contoh.id/a/", "isi": "Kemarau."}])

    assert len({page.page_id for page in read(tmp_path)}) == 1


def test_a_page_that_is_packed_is_the_same_delivery(tmp_path):
    """Bytes count as they were before they were packed."""
    put(tmp_path, "a.txt", STORY)
    put(tmp_path, "b.txt.gz", gzip.compress(STORY.encode()))
    first, second = read(tmp_path)

    assert (first.record_id, first.page_id) == (second.record_id, second.page_id)
