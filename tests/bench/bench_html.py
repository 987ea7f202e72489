"""
CPU of HTML pages in whole runs over that of trafilatura with metadata on the same pages: a large run less a small one.

The labelled news pages where they are there (each under several addresses), else pages of our own.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from children import Checkout, cost_of
from corpora import LAST_DAY, Record, news_pages, pages, write_export
from settings import Row, Settings

SMALL, OWN_PAGES, ROUNDS = 100, 700, 5
"""Pages of the small run (more than a run cleans without processes), of our own, and addresses of each labelled one."""

PEER = """
import json, logging, sys
from trafilatura import bare_extraction
logging.disable(logging.CRITICAL)
for line in open(sys.argv[1], encoding="utf-8"):
    bare_extraction(json.loads(line)["html"], with_metadata=True)
"""


def html_rows(checkout: Checkout, settings: Settings) -> Iterator[Row]:
    """Yield the ratio on our own pages, then on the labelled ones where they are there."""
    yield ratio_row("own HTML pages", checkout, list(pages(OWN_PAGES)))
    if found := news_pages(settings.shared, ROUNDS):
        yield ratio_row("labelled news pages", checkout, found)


def ratio_row(name: str, checkout: Checkout, records: list[Record]) -> Row:
    """Measure both on the same pages."""
    with tempfile.TemporaryDirectory() as folder:
        few, all_ = Path(folder, "few", "export.jsonl"), Path(folder, "all", "export.jsonl")
        write_export(records[:SMALL], few)
        write_export(records, all_)
        ours = [checkout.clean(p.parent, Path(folder, f"clean-{p.parent.name}"), as_of=LAST_DAY) for p in (few, all_)]
        theirs = [cost_of([sys.executable, "-c", PEER, str(p)], checkout.root) for p in (few, all_)]
    ours_ms, theirs_ms = (1e3 * (b.cpu - a.cpu) / (len(records) - SMALL) for a, b in (ours, theirs))
    return Row(f"{name} / trafilatura", f"{ours_ms / theirs_ms:.2f} ({ours_ms:.1f} / {theirs_ms:.1f} ms)", "≤ .62")
