"""The shipped sample shows every case that it was written for."""

from __future__ import annotations

import datetime as dt
import gzip
import html
import json
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from transforms.records import KINDS

SAMPLE = Path(__file__).parents[2] / "data" / "raw" / "sample"
DAYS = {dt.date(2026, 11, day) for day in (2, 3, 4, 5)}
WIRE_EXPORT = "hariantelukbayan.com/2026-11-04/export.jsonl#1"
WIRE_COPIES = ("kabarlanting.id/2026-11-03/feri-gemuruh-berlayar.html", "suararangi.net/2026-11-03/feri-gemuruh.txt")
LIVE_URL = "https://www.portalmerawan.com/langsung"
SHORTEST_WIRE_PARAGRAPH = 75  # characters; every line of furniture in the export is shorter

WITNESSES = {
    "title": "Kapal Perpustakaan Singgah di Tujuh Pulau Kecil",
    "deck": "Kapal kayu bekas pengangkut kopra itu kini membawa",
    "byline": "Jurnalis-Rabu, 4 November 2026 |19:11 WITA",
    "dateline": "MUARA LANTING, KABARLANTING.ID – ",
    "caption": "(Foto: Radar Beluh/Dodi)",
    "repeat": "POLISI CILIK ATUR LALU LINTAS",
    "share": "Bagikan Artikel ini:",
    "related": "rusak yang tahun lalu mencapai seperempat hasil panen warga.Baca Juga:",
    "copy_protection": "error: Content is protected !!",
    "newsletter": "langganan gratis lewat email",
    "pagination": "Simak berita selengkapnya di halaman berikutnya.",
    "author_box": "About redaksi",
    "comments": "Posting Komentar",
    "ad": "SCROLL TO CONTINUE WITH CONTENT",
    "nav": "Beranda » Peristiwa",
    "video": "[Gambas:Video 20SuaraRangi]",
    "paywall": "Artikel ini khusus pelanggan.",
    "app_promo": "Unduh aplikasi SuaraRangi sekarang",
    "follow": "di Google News",
    "tags": "#bengkelsepeda",
    "disclaimer": "tidak mewakili pandangan redaksi",
    "republication": "Artikel ini telah tayang di SuaraRangi.net",
    "editor_credit": "Editor : Samsul Bahri",
    "credit": "(dka/rst)",
    "copyright": "Hak Cipta © 2026 SuaraRangi.net",
    "widget": "Berita Terkini Selengkapnya",
    "chrome": '<aside class="sidebar">',
}
"""One line of the sample for each kind of removal."""

Page = dict[str, str]


def decoded(path: Path) -> str:
    """Return a page's text; the one page that is not UTF-8 says so in its head."""
    content = path.read_bytes()
    return content.decode("windows-1252" if b"charset=windows-1252" in content else "utf-8")


def one_page(path: Path) -> Page:
    """Return a page with what its sidecar says."""
    sidecar: Page = json.loads(path.with_suffix(".meta.json").read_text(encoding="utf-8"))
    return {**sidecar, "content": decoded(path)}


def export(path: Path) -> list[Page]:
    """Return an export's records, the address under one name."""
    content = path.read_bytes()
    lines = (gzip.decompress(content) if path.suffix == ".gz" else content).decode().splitlines()
    records = [json.loads(line) for line in lines]
    return [{**r, "url": r.get("url") or r["link"], "content": r.get("content") or r["text"]} for r in records]


@cache
def pages() -> dict[str, Page]:
    """Return every record of the sample by its source."""
    found: dict[str, Page] = {}
    for path in sorted(SAMPLE.rglob("*")):
        source = path.relative_to(SAMPLE).as_posix()
        if path.suffix in {".html", ".txt"}:
            found[source] = one_page(path)
        elif path.suffix in {".jsonl", ".gz"}:
            found |= {f"{source}#{n}": record for n, record in enumerate(export(path))}
    return found


@cache
def stories() -> dict[str, Page]:
    """Return the pages that hold a story."""
    return {source: page for source, page in pages().items() if "/reject-" not in source}


def plain_url(url: str) -> str:
    """Return an address without its query."""
    return urlsplit(url)._replace(query="").geturl()


def fetched(page: Page) -> dt.datetime:
    """Return when a page was fetched."""
    return dt.datetime.fromisoformat(page["fetched_at"])


def test_every_page_has_an_address_and_a_fetch_date_in_utc() -> None:
    """A page without a fetch date would be filed under the day of the run."""
    lacking = [s for s, page in pages().items() if not page["url"] or fetched(page).utcoffset() != dt.timedelta(0)]
    assert lacking == []


def test_the_fetches_lie_on_the_four_days() -> None:
    """The sample fills four partitions and no other."""
    assert {fetched(page).date() for page in pages().values()} == DAYS


def test_the_sample_is_wide_enough() -> None:
    """Enough stories and outlets to show a summary by outlet."""
    outlets = {urlsplit(page["url"]).hostname for page in stories().values()}
    assert (len(stories()) >= 28, len(outlets) >= 7) == (True, True)


def test_the_sample_is_small() -> None:
    """A clone must not grow by pages that only show cases."""
    assert sum(path.stat().st_size for path in SAMPLE.rglob("*") if path.is_file()) < 400_000


def test_nothing_but_pages_exports_and_sidecars_lies_in_the_sample() -> None:
    """Each format is there, and no file that a reader would have to skip."""
    suffixes = {"".join(path.suffixes[-2:]) for path in SAMPLE.rglob("*") if path.is_file()}
    assert suffixes == {".html", ".txt", ".meta.json", ".jsonl", ".jsonl.gz"}


def test_no_sidecar_stands_without_its_page() -> None:
    """A renamed page would silently lose its address."""
    strays = [
        path.name
        for path in SAMPLE.rglob("*.meta.json")
        if not any(path.with_name(path.name.replace(".meta.json", end)).exists() for end in (".html", ".txt"))
    ]
    assert strays == []


def test_every_kind_of_removal_has_a_witness() -> None:
    """The table of witnesses covers the whole vocabulary."""
    assert set(WITNESSES) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(WITNESSES))
def test_the_witness_of_a_kind_stands_in_a_story(kind: str) -> None:
    """Each kind of removal can be shown on the sample."""
    assert any(WITNESSES[kind] in page["content"] for page in stories().values())


@pytest.mark.parametrize("source", WIRE_COPIES)
def test_the_wire_story_runs_word_for_word_at_three_outlets(source: str) -> None:
    """Every paragraph of the export stands in the other two copies, datelines aside."""
    lines = pages()[WIRE_EXPORT]["content"].splitlines()
    paragraphs = [x.split("COM - ")[-1] for x in lines if len(x) > SHORTEST_WIRE_PARAGRAPH]
    copy = html.unescape(pages()[source]["content"])
    assert (len(paragraphs), [x for x in paragraphs if x not in copy]) == (6, [])


def test_one_address_was_fetched_twice_with_a_newer_text() -> None:
    """The re-crawl differs in its query, its time and a little of its text."""
    first, second = sorted(
        (page for page in pages().values() if "harga-cabai-di-pasar-induk" in page["url"]), key=fetched
    )
    assert first["url"] == plain_url(second["url"])
    assert "utm_source=" in second["url"]
    assert first["content"] != second["content"]


def test_one_address_holds_two_stories() -> None:
    """A live page shows another story the next day: they must never be merged."""
    live = [page["content"] for page in pages().values() if page["url"] == LIVE_URL]
    assert [("Banjir Kiriman" in live[0]), ("Final Liga Pelajar" in live[1])] == [True, True]


def test_no_other_address_is_shared() -> None:
    """Only the re-crawl and the live page share an address, so every merge in the sample is meant."""
    urls = [plain_url(page["url"]) for page in pages().values()]
    assert len(urls) - len(set(urls)) == 2


def test_two_pages_are_named_as_rejects() -> None:
    """An empty file and a page of menus show what a reject looks like."""
    rejects = {source.rsplit("/", 1)[1]: page["content"] for source, page in pages().items() if "/reject-" in source}
    assert {"reject-empty-file.html", "reject-only-menus.html"} == set(rejects)
    assert rejects["reject-empty-file.html"] == ""


def test_one_page_is_not_utf8() -> None:
    """The declared charset of that page must be believed."""
    content = (SAMPLE / "radarbeluh.co.id/2026-11-02/kafe-kopi-beluh.html").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        content.decode()


def test_a_headline_stands_three_times_and_a_body_twice() -> None:
    """Repeats inside one page are shown in both forms."""
    headline = "Sumur Tua di Kampung Teratai Kembali Berair Setelah Dua Puluh Tahun"
    well = pages()["kabarlanting.id/2026-11-05/sumur-tua-teratai.txt"]["content"].splitlines()
    museum = pages()["catatanlanting.blogspot.com/2026-11-03/museum-datuk-perdana.txt"]["content"]
    assert (well.count(headline), museum.count("Cucu pemilik rumah, Zubaidah")) == (3, 2)
