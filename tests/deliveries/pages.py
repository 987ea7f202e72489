"""
A story as a site sends it: a page of HTML, plain text with a sidecar, a row of an export.

The chrome around a page is our own writing. A token that changes with each fetch stands where real
sites have theirs: in a `meta`, in a hidden field, in a script.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from deliveries.stories import Story

JAKARTA = dt.timezone(dt.timedelta(hours=7))
FETCH_HOUR = dt.time(3, 15, tzinfo=JAKARTA)

PAGE = """<!DOCTYPE html>
<html lang="id">
<head>
<meta charset="utf-8">
<title>{headline} - {outlet}</title>
<meta name="csrf-token" content="{nonce}">
{head}</head>
<body>
<nav><ul>
<li><a href="/">Beranda</a></li>
<li><a href="/daerah">Daerah</a></li>
<li><a href="/niaga">Niaga</a></li>
</ul></nav>
<form action="/cari"><input type="hidden" name="_token" value="{nonce}"><input name="q"></form>
<main>
<article>
<h1>{headline}</h1>
<p class="byline">Penulis: {reporter}</p>
{day}<div class="article-body">
{body}
</div>
</article>
</main>
<footer><p>Hak cipta {outlet}</p></footer>
<script>window.session = "{nonce}";</script>
</body>
</html>
"""

ACCESS_DENIED = (
    "Access denied. You do not have permission to view this page. Please contact the site administrator for help."
)
"""Seventeen words of a server in place of a story."""


def html_page(story: Story, *, nonce: str = "t0", canonical: str | None = "own", og_url: bool = False) -> bytes:
    """
    Return a story as a page.

    Args:
        story: The story.

        nonce: What changes with each fetch.

        canonical: The address that the page names as its own; `own` is the story's, None is no address at all.

        og_url: Name it by `og:url` instead of `rel=canonical`.
    """
    address = story.url if canonical == "own" else canonical
    head = ""
    if address:
        head += (
            f'<meta property="og:url" content="{address}">\n'
            if og_url
            else f'<link rel="canonical" href="{address}">\n'
        )
    if story.dated:
        head += f'<meta property="article:published_time" content="{story.day}T08:00:00+07:00">\n'
    day = f'<time datetime="{story.day}">{story.printed_day}</time>\n' if story.dated else ""
    body = "\n".join(f"<p>{paragraph}</p>" for paragraph in story.paragraphs)
    page = PAGE.format(
        headline=story.headline,
        outlet=story.outlet,
        reporter=story.reporter,
        nonce=nonce,
        head=head,
        day=day,
        body=body,
    )
    return page.encode()


def denied_page(nonce: str = "t0") -> bytes:
    """Return the error page of a server that answered 200 all the same."""
    page = f'<html><head><title>Access denied</title><meta name="csrf-token" content="{nonce}"></head>'
    return f"{page}<body><p>{ACCESS_DENIED}</p></body></html>".encode()


def plain_text(story: Story) -> bytes:
    """Return a story as plain text: headline, byline, dated line in some, paragraphs."""
    day = (f"{story.place}, {story.printed_day}",) if story.dated else ()
    return "\n\n".join((story.headline, f"Oleh: {story.reporter}", *day, *story.paragraphs, "")).encode()


def sidecar(story: Story, fetched: dt.date | None = None) -> bytes:
    """Return what a crawler keeps beside a page."""
    return json_line(record(story, fetched, only=("url", "title", "date", "fetched_at", "outlet")))


def record(story: Story, fetched: dt.date | None = None, *, only: Iterable[str] = ()) -> dict[str, Any]:
    """Return a story as a record of an export: no key for what it does not have."""
    values = {
        "url": story.url,
        "title": story.headline,
        "author": story.reporter,
        "outlet": story.outlet,
        "date": story.day.isoformat() if story.dated else None,
        "text": story.text,
        "fetched_at": fetched_at(fetched) if fetched else None,
    }
    wanted = tuple(only) or tuple(values)
    return {name: values[name] for name in wanted if values[name] is not None}


def fetched_at(day: dt.date) -> str:
    """Return the moment of a fetch in the night of a day."""
    return dt.datetime.combine(day, FETCH_HOUR).isoformat()


def json_line(values: Mapping[str, Any]) -> bytes:
    """Return one record as one line."""
    return json.dumps(values, ensure_ascii=False).encode() + b"\n"


def json_lines(records: Iterable[Mapping[str, Any]]) -> bytes:
    """Return an export of JSON lines."""
    return b"".join(map(json_line, records))


def table(records: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> bytes:
    """Return an export as CSV; `columns` is our name to the one in the header, in the header's order."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(columns.values())
    writer.writerows([values.get(name, "") for name in columns] for values in records)
    return lines.getvalue().encode()


def packed(data: bytes) -> bytes:
    """Return a file packed, the same bytes each time."""
    return gzip.compress(data, mtime=0)


OLD_COLUMNS = {"url": "url", "title": "title", "author": "author", "date": "date", "text": "text"}
NEW_COLUMNS = {
    "date": "tanggal_terbit",
    "title": "judul",
    "text": "isi",
    "url": "tautan",
    "author": "penulis",
    "outlet": "media",
}
"""What the series' export called its fields before and after somebody tidied it up."""
