"""
What the fork server loads before it forks workers. Importing this module does the work.

Libraries, rules, word lists, models and compiled patterns are there once and shared by all workers.
No thread may be started here: a fork would not take it along.
"""

import contextlib
import datetime as dt
import gc
import os
import signal
from importlib import import_module
from pathlib import Path

# ^C reaches every process of the terminal; the parent says who ends.
signal.signal(signal.SIGINT, signal.SIG_IGN)
# Threads would be lost in the fork: numpy's, and the one with which an allocator of Arrow tidies up.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("JE_ARROW_MALLOC_CONF", "background_thread:false")

from flows.forking import FOLDER  # noqa: E402 - behind the settings
from flows.light import leave_pandas_out  # noqa: E402
from flows.shard import clean_record, load  # noqa: E402
from transforms.html import reset_caches  # noqa: E402
from transforms.knowledge import preload  # noqa: E402
from transforms.records import RawPage  # noqa: E402

OBJECTS_APART = 10_000
"""
New objects after which the collector looks through them, instead of 700.

A page holds thousands while it is read and leaves none to the collector: 570 pages took .5 CPU seconds less so, and no
more memory.
"""

STORY = (
    "Air Sungai Rangi Surut, Kereta Berjalan Lagi",
    "Rabu, 18 November 2026 | 09:15 WIB",
    "Penulis: Sari Lestari",
    "RANGI, KABAR - Air sungai di hulu naik dua meter pada malam hari, lalu surut menjelang pagi, kata kepala stasiun.",
    "Baca juga: Tanggul Baru Selesai Bulan Depan",
    "“Kereta pertama berjalan lagi setelah petugas memeriksa rel di sepanjang lembah itu,” ujarnya pada Rabu (18/11).",
    "Warga yang mengungsi sudah pulang ke rumah masing-masing sejak siang, dan pasar dibuka seperti biasa.",
    "Bagikan Artikel ini:",
    "Editor: Budi Hartono",
)
ENGLISH = (
    "River Falls in Rangi, Trains Run Again",
    "By Sari Lestari",
    "RANGI (Kabar) - The river rose by two metres overnight and fell towards morning, the station master said.",
    "Read more: New dyke to be finished next month",
    '"The first train left after the track along the valley had been checked," she said on Wednesday, Nov. 18, 2026.',
    "People who had left their houses came back at noon, and the market opened as on any other day.",
    "Share this article",
)
FOREIGN = (
    "Älven steg två meter under natten och sjönk mot morgonen, sade stationens föreståndare i går.",
    "Det första tåget gick igen sedan spåret genom hela dalen hade granskats; torget öppnade som alltid.",
)
"""A language of which there is no word list: the library's model must be asked."""

MARKUP = """<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{title} - Kabar Rangi</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Kabar Rangi">
<link rel="canonical" href="https://kabar.example/rangi/air-sungai-surut">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{title}",
"datePublished": "2026-11-18T09:15:00+07:00", "author": {{"@type": "Person", "name": "Sari Lestari"}}}}</script></head>
<body><nav><a href="/">Beranda</a> <a href="/rangi">Rangi</a></nav><article><h1>{title}</h1>
<figure><img src="sungai.jpg" alt="Sungai"><figcaption>Sungai di hulu. (Foto: Kabar/Budi)</figcaption></figure>
{story}<div class="share">Bagikan</div></article><aside><h3>Terpopuler</h3><ul><li><a href="/a">Tanggul Baru</a></li>
<li><a href="/b">Pasar Dibuka</a></li></ul></aside><footer>Hak cipta Kabar Rangi</footer></body></html>"""
"""Pages of our own writing that make the libraries and finders load what they load when first asked."""


def warm(folder: Path | None) -> None:
    """Load rules, tables and libraries, a user's folder among them, compile every pattern, and clean a few pages."""
    leave_pandas_out()
    import_module("pyarrow.parquet")
    reset_caches()  # loads the extractor, which only some pages ask

    knowledge = load(folder)
    preload(knowledge)
    story = "".join(f"<p>{line}</p>" for line in STORY[1:])
    pages = (
        RawPage("warm.txt", "text", "\n".join(STORY), "https://kabar.example/rangi/air-sungai-surut", None, {}),
        RawPage("warm-en.txt", "text", "\n".join(ENGLISH), None, None, {}),
        RawPage("warm-sv.txt", "text", "\n".join(FOREIGN), None, None, {}),
        RawPage("warm.html", "html", MARKUP.format(title=STORY[0], story=story), None, None, {}),
    )
    for page in pages:
        clean_record(page, dt.date(2026, 11, 20), knowledge)


# What is wrong with rules or libraries is told by the worker that needs them, not here, where nobody hears it.
with contextlib.suppress(Exception):
    warm(Path(folder) if (folder := os.environ.get(FOLDER)) else None)
gc.collect()
gc.freeze()  # the collector of a worker leaves alone what it shares with the others
gc.set_threshold(OBJECTS_APART)
