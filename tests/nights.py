"""Nights of a small paper for tests: pages of our own, cleaned by the engine in this process."""

import datetime as dt
from pathlib import Path

import duckdb
from rawfiles import put

from flows.engine import clean_folder
from flows.order import order_of
from flows.store.layout import current_snapshot

PLACES = ("Sungai Rawa", "Bukit Kelam", "Teluk Bening", "Padang Lalang", "Kampung Hulu", "Tanjung Sepi")
DEEDS = (
    "Warga {place} memperbaiki jembatan kayu nomor {n} yang rusak diterjang banjir pekan lalu.",
    "Sebanyak {n} keluarga di {place} bergotong royong mengangkut papan sejak matahari terbit.",
    "Kepala dusun {place} mengatakan pekerjaan ke-{n} itu akan rampung sebelum musim tanam tiba.",
    "Anak sekolah di {place} sementara menyeberang dengan {n} perahu milik nelayan setempat.",
    "Pemerintah kecamatan menyalurkan {n} sak semen untuk memperkuat tiang di {place}.",
    "Pedagang sayur di {place} berharap {n} lapak mereka kembali ramai setelah jembatan dibuka.",
)
NOTICE = "Berita ini telah dicabut karena tidak memenuhi kaidah jurnalistik."


def story(n: int, lines: int = 6) -> str:
    """Return a story that shares few words with those of other numbers."""
    place = f"{PLACES[n % len(PLACES)]} {n}"
    return "\n".join(deed.format(place=place, n=n + 10 * number) for number, deed in enumerate(DEEDS[:lines]))


def put_page(raw: Path, n: int, text: str, day: dt.date, *, name: str | None = None) -> None:
    """Write the page of a number as it was fetched on a day, under the day's folder."""
    name = f"contoh.id/{day}/{name or f'p{n}'}"
    said = {"url": f"https://contoh.id/p{n}", "title": f"Jembatan {PLACES[n % len(PLACES)]} {n} diperbaiki"}
    put(raw, f"{name}.txt", text)
    put(raw, f"{name}.meta.json", said | {"fetched_at": f"{day}T03:00:00Z"})


def clean(raw: Path, target: Path, day: dt.date, **options):
    """Clean a raw folder on a day and return the summary."""
    return clean_folder(order_of(raw, target, as_of=day, workers=1, **options))


def rows(target: Path, dataset: str, columns: str = "*", order: str = "ALL") -> list[tuple]:
    """Return columns of a dataset, of the store's own ones as well, sorted."""
    files = f"{current_snapshot(target)}/{dataset}/**/*.parquet"
    sql = f"SELECT {columns} FROM read_parquet('{files}', hive_partitioning = false) ORDER BY {order}"  # noqa: S608 - our own words
    return duckdb.connect().execute(sql).fetchall()
