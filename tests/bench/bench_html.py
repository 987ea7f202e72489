"""
CPU of HTML pages in whole runs over that of trafilatura with metadata on the same pages: a large run less a small one.

Pages of our own, and the labelled news pages where they are there, each once: copies under other addresses would be
compared with each other, which no night of a paper has to.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

from children import Checkout, cost_of
from corpora import LAST_DAY, Record, labelled_pages, pages, write_export
from settings import Row, Settings

SMALL, OWN_PAGES = 100, 700
"""Pages of the small run (more than a run cleans without processes), and of our own."""

PEER = """
import json, logging, sys
from trafilatura import bare_extraction
logging.disable(logging.CRITICAL)
for line in open(sys.argv[1], encoding="utf-8"):
    page = json.loads(line)
    bare_extraction(page["html"], url=page["url"], with_metadata=True, include_comments=False)
"""


def html_rows(checkout: Checkout, settings: Settings) -> Iterator[Row]:
    """Yield the ratio on our own pages, then on labelled news behind pages of the web, where they are there."""
    own = list(pages(OWN_PAGES))
    yield ratio_row("own HTML pages", checkout, own[:SMALL], own[SMALL:], settings.rounds)
    if news := labelled_pages(settings.shared, "news"):
        first = labelled_pages(settings.shared, "web")[:SMALL]
        yield ratio_row("labelled news pages", checkout, first, news, settings.rounds)


def ratio_row(name: str, checkout: Checkout, first: Sequence[Record], measured: Sequence[Record], rounds: int) -> Row:
    """Measure both on the same pages: a run over all of them less one over the first, the cheapest of each."""
    ours: dict[str, list[float]] = {"few": [], "all": []}
    theirs: dict[str, list[float]] = {"few": [], "all": []}
    with tempfile.TemporaryDirectory() as folder:
        raw = {"few": write_export(first, Path(folder, "few", "export.jsonl"))}
        raw["all"] = write_export([*first, *measured], Path(folder, "all", "export.jsonl"))
        for turn, size in product(range(rounds), raw):
            clean = Path(folder, f"clean-{size}-{turn}")
            ours[size].append(checkout.clean(raw[size], clean, as_of=LAST_DAY).cpu)
            peer = [sys.executable, "-c", PEER, str(raw[size] / "export.jsonl")]
            theirs[size].append(cost_of(peer, checkout.root).cpu)
    ours_ms, theirs_ms = (1e3 * (min(b["all"]) - min(b["few"])) / len(measured) for b in (ours, theirs))
    return Row(f"{name} / trafilatura", f"{ours_ms / theirs_ms:.2f} ({ours_ms:.1f} / {theirs_ms:.1f} ms)", "≤ .62")
