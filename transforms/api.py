"""
One page, cleaned from Python: `from transforms import clean_text, clean_html`.

These two read, write and fetch nothing. Who has a night of pages calls `saring clean`, which also tells copies apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from transforms.knowledge import Knowledge, packaged_knowledge
from transforms.page import clean_page
from transforms.records import NO_HINTS, Article, PageKind, RawPage, Reject
from transforms.text.decode import decode

NO_BOUND = dt.date(9000, 1, 1)
"""Later than any day that a page prints, and early enough to count on from."""

SOURCE = "page"
"""What an article is said to come from that came from no file."""


def clean_text(
    text: str,
    *,
    url: str | None = None,
    seen_day: dt.date | None = None,
    hints: Mapping[str, str] = NO_HINTS,
    knowledge: Knowledge | None = None,
) -> Article | Reject:
    """
    Clean one page that is text already: say what is story, what was furniture, and what is known about the story.

    Args:
        text: The page, one line for each of its paragraphs, menus, buttons and whatever else it shows.

        url: Where it was fetched. It tells the outlet, often the day, and which rules of one host apply.

        seen_day: The day on which the page was seen: no printed date can mean a later one, and a day without a
            year gets its year from it. This room knows no clock, so without it nothing bounds dates, and such a
            day stays unknown.

        hints: What came along with the page: `title`, `date`, `author`, `outlet`, `language`, … Evidence like
            any other.

        knowledge: What `load_knowledge` returned; the packaged rules and tables otherwise.

    Returns:
        The article, frozen: `text` is the story, `removals` what was struck and why, `rebuild(text, removals)`
        the page again. A reject where no story is left; it names the reason.

    >>> page = '''Banjir Surut, Kereta Berjalan Lagi
    ... Selasa, 3 November 2026 - 06:12 WIB
    ... LEMBAYUNG, KabarLanting.id – Air sungai naik dua meter semalam, lalu surut menjelang pagi.
    ... Baca Juga: Jembatan Baru Dibuka Pekan Depan
    ... Kereta berjalan lagi hari Selasa.
    ... Bagikan Artikel ini:'''
    >>> article = clean_text(page, url="https://kabarlanting.id/banjir-surut-kereta-berjalan-lagi")
    >>> print(article.text)
    Air sungai naik dua meter semalam, lalu surut menjelang pagi.
    Kereta berjalan lagi hari Selasa.
    >>> article.title, article.published_date.isoformat(), article.dateline_place
    ('Banjir Surut, Kereta Berjalan Lagi', '2026-11-03', 'Lembayung')
    >>> [removal.kind for removal in article.removals]
    ['title', 'byline', 'dateline', 'related', 'share']
    """
    return clean(text, "text", url, seen_day, hints, knowledge)


def clean_html(
    html: str | bytes,
    *,
    url: str | None = None,
    seen_day: dt.date | None = None,
    hints: Mapping[str, str] = NO_HINTS,
    knowledge: Knowledge | None = None,
) -> Article | Reject:
    r"""
    Clean one HTML page. Arguments and answer are those of `clean_text`.

    Bytes are decoded as browsers do, by their mark or declaration, and repaired where both are wrong.

    >>> page = b'''<html><head><title>Banjir Surut, Kereta Berjalan Lagi</title></head><body>
    ... <nav><a href="/">Beranda</a></nav><article><h1>Banjir Surut, Kereta Berjalan Lagi</h1>
    ... <p>LEMBAYUNG \xe2\x80\x93 Air sungai naik dua meter semalam, lalu surut menjelang pagi, kata penjaga pintu.</p>
    ... <p>Kereta berjalan lagi hari Selasa setelah petugas memeriksa rel di sepanjang lembah itu.</p></article>
    ... </body></html>'''
    >>> print(clean_html(page).text)
    Air sungai naik dua meter semalam, lalu surut menjelang pagi, kata penjaga pintu.
    Kereta berjalan lagi hari Selasa setelah petugas memeriksa rel di sepanjang lembah itu.
    >>> clean_html(b"<nav>Beranda</nav>").reason
    'no_story'
    """
    content = html if isinstance(html, str) else decode(html, None, is_html=True)
    return clean(content, "html", url, seen_day, hints, knowledge)


def clean(
    content: str,
    kind: PageKind,
    url: str | None,
    seen_day: dt.date | None,
    hints: Mapping[str, str],
    knowledge: Knowledge | None,
) -> Article | Reject:
    """Clean one page; without a day on which it was seen, a year that only such a day could tell is not told."""
    page = RawPage(SOURCE, kind, content, url, None, hints)
    outcome = clean_page(page, knowledge=knowledge or packaged_knowledge(), today=seen_day or NO_BOUND)
    if seen_day or isinstance(outcome, Reject) or outcome.published_from != "inferred":
        return outcome
    return outcome.with_fields(
        published_date=None,
        published_at=None,
        published_precision=None,
        published_from=None,
        published_raw=None,
        modified_at=None,
    )
