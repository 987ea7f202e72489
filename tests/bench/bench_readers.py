"""
What a store costs its readers: files, bytes, a full scan's CPU, and the bytes read for one day, one process a reader.

Bytes are what the system counts (`rchar` of `/proc/self/io`), cached reads too; what is mapped is not seen there
(Polars maps footers, 7 kB a small file). "All" is every column of every row. Where months are the partitions, a day
is asked for by its date alone and with its month, which spares the other months' footers.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from children import HOUSE, Checkout, cost_of
from corpora import LAST_DAY, THIRTY, Days, pairs, texts, write_export, write_exports
from reader import READERS, by_month
from settings import Row, Settings
from stores import built_store, size_of

ROWS = 200_000
READER = HOUSE / "tests" / "bench" / "reader.py"
ALL_PAIRS = 1_000_000


def readers_rows(checkout: Checkout, settings: Settings) -> Iterator[Row]:
    """Yield the table of a given store, else of the pairs and of 200,000 texts on 30 days."""
    if settings.clean:
        yield from table_of(settings.clean.name, settings.clean)
        return
    if records := pairs(settings.shared, ALL_PAIRS):
        store = built_store(checkout, settings.cache, "pairs", lambda raw: write_export(records, raw / "pairs.jsonl"))
        yield from table_of("pairs", store.clean)
    store = built_store(
        checkout,
        settings.cache,
        f"thirty-{ROWS}",
        lambda raw: write_exports(texts(ROWS, Days(THIRTY, LAST_DAY)), raw, each=ROWS // 100),
    )
    yield from table_of(f"{ROWS:,} on 30 days", store.clean)


def table_of(name: str, clean: Path) -> Iterator[Row]:
    """Yield the files and bytes of a store's articles, then what each reader takes."""
    root = (clean / "articles").resolve()
    files = sorted(root.rglob("*.parquet"))
    size = size_of(files)
    median = sorted(path.stat().st_size for path in files)[len(files) // 2]
    yield Row(f"{name}: files", f"{len(files):,} files, {size / 1e6:.1f} MB, median {median / 1e3:,.1f} kB")
    day = ask("duckdb", root, "busiest")["day"]
    for reader in READERS:
        every, told = ask(reader, root, "all"), [told_of(ask(reader, root, day), size)]
        if by_month(root):
            told.append(f"with its month {told_of(ask(reader, root, f'{day}+month'), size)}")
        yield Row(
            f"{name}: {reader}", f"all {every['cpu']:.2f} CPU s; {day} {'; '.join(told)}", "≤ 10 % for 1 day of 30"
        )


def told_of(said: dict, size: int) -> str:
    """Return in words what a day's reading took, of a dataset of so many bytes."""
    return f"{said['rows']:,} rows, {said['cpu']:.2f} CPU s, {said['read'] / 1e6:.2f} MB = {said['read'] / size:.1%}"


def ask(reader: str, root: Path, what: str) -> dict:
    """Run one reader in a process of its own and return what it says it took."""
    return json.loads(cost_of([sys.executable, str(READER), reader, str(root), what], HOUSE).said)
