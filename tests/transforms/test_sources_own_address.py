"""The page's own address under its story."""

from __future__ import annotations

import pytest
from bench.standing import stand

from transforms.finders.sources.own_address import find_own_address
from transforms.records import Article, Block

URL = "https://kabarrawa.example/2026/07/panen-raya-di-lembah"
LEAD = (
    "Panen raya di lembah ditutup hujan deras, dan petani membawa pulang gabah yang masih basah ke rumah masing-masing."
)


def found(line: str, url: str | None = URL) -> bool:
    """Return whether a line under a paragraph is the page's own address."""
    article = Article("a.txt", url, (Block("paragraph", LEAD), Block("paragraph", line)))
    return [1] == [removal.block for removal in find_own_address(stand(article))]


@pytest.mark.parametrize(
    "line",
    [
        f"Sumber: {URL}.",
        f"Source: {URL}",
        URL,
        f"Link berita : {URL}?page=all",
        "http://www.kabarrawa.example/2026/07/panen-raya-di-lembah/",
    ],
)
def test_the_pages_own_address_goes(line: str) -> None:
    """With a label or without, in any of its forms."""
    assert found(line)


@pytest.mark.parametrize(
    "line",
    [
        "Sumber: https://jejaring.example/p/DGK/?hl=id",
        "Sumber: https://kabarrawa.example/2026/07/panen-lain",
        f"Warga membaca kabar itu di {URL} sejak pagi.",
        f"Kata Darma, semuanya ada di sini, di alamat yang ia tulis sendiri: {URL}",
    ],
)
def test_other_addresses_and_sentences_stay(line: str) -> None:
    """A fact-check names its evidence so."""
    assert not found(line)


def test_a_page_without_an_address_or_of_a_whole_site_finds_none() -> None:
    """Nothing is there to compare with."""
    assert not found(URL, None)
    assert not found("https://kabarrawa.example", "https://kabarrawa.example/")
