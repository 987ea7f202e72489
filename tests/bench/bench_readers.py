"""
What a store costs its readers: files, bytes, a full scan's CPU, and the bytes read for one day, one process a reader.

Bytes are what the system counts (`rchar` of `/proc/self/io`), cached reads too; what is mapped is not seen there
(Polars maps footers, 7 kB a small file). "All" is every column of every row.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from children import HOUSE, Checkout, cost_of
from corpora import LAST_DAY, THIRTY, Days, pairs, texts, write_export, write_exports
from reader import READERS
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
        every, one = ask(reader, root, "all"), ask(reader, root, day)
        figure = (
            f"all {every['cpu']:.2f} CPU s; {one['rows']:,} rows of {day}: {one['cpu']:.2f} CPU s, "
            f"{one['read'] / 1e6:.2f} MB = {one['read'] / size:.1%}"
        )
        yield Row(f"{name}: {reader}", figure, "≤ 10 % for 1 day of 30")


def ask(reader: str, root: Path, what: str) -> dict:
    """Run one reader in a process of its own and return what it says it took."""
    return json.loads(cost_of([sys.executable, str(READER), reader, str(root), what], HOUSE).said)
