"""
Score a folder of a public benchmark of extraction: Saring beside the extractors that are installed.

    python tests/bench/boards.py FOLDER [--kind article] [--limit 200]

Layouts: see `board_pages`. Pages that Saring refuses count as found empty. Nothing of a benchmark is kept; where its
pages were in the hands of whoever fits rules, its figures say nothing.
"""

import argparse
import logging
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from board_pages import BoardPage, NoBoardError, read_board  # noqa: E402 - the path comes first
from board_peers import Extract, installed  # noqa: E402
from board_scores import Pair, difference, figures_of, pair_of  # noqa: E402

OURS = "saring"


def main() -> None:
    """Read the folder, run each extractor on every page and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kind", help="score pages of this kind alone, such as article")
    parser.add_argument("--limit", type=int, help="the first so many pages")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    try:
        some = (page for page in read_board(options.folder) if options.kind in {None, page.kind})
        pages = list(islice(some, options.limit))
    except NoBoardError as error:
        parser.error(str(error))
    if not pages:
        parser.error(f"{options.folder} holds no page of kind {options.kind}" if options.kind else "no page has a gold")
    print("\n".join(table(pages)))


def table(pages: Sequence[BoardPage]) -> Iterator[str]:
    """Yield the lines of the table, our own row first."""
    kinds = ", ".join(f"{count} {kind}" for kind, count in Counter(page.kind for page in pages).most_common())
    yield f"{len(pages)} pages: {kinds}"
    yield f"{'':26} {'F1':13} {'precision':13} {'recall':13} {'empty':>5} {'ms':>6}  saring's F1 is higher by"
    pairs: dict[str, list[Pair]] = {}
    for name, (version, extract) in installed().items():
        pairs[name], milliseconds, empty = run(extract, pages)
        row = " ".join(f"{figure!s:13}" for figure in figures_of(pairs[name]))
        ahead = "" if name == OURS else f"  {difference(pairs[OURS], pairs[name])}"
        yield f"{f'{name} {version}':26} {row} {empty:5} {milliseconds:6.1f}{ahead}"


def run(extract: Extract, pages: Sequence[BoardPage]) -> tuple[list[Pair], float, int]:
    """Return precision and recall of each page, the CPU milliseconds that a page took, and how many came out empty."""
    extracted(extract, pages[0])  # what is loaded for the first page is no cost of a page
    start = time.process_time()
    found = [extracted(extract, page) for page in pages]
    taken = time.process_time() - start
    pairs = [pair_of(page.body, text) for page, text in zip(pages, found, strict=True)]
    return pairs, 1e3 * taken / len(pages), sum(not text.strip() for text in found)


def extracted(extract: Extract, page: BoardPage) -> str:
    """Return what an extractor finds, nothing where it fails: that is a page lost."""
    try:
        return extract(page.html, page.url)
    except Exception as error:  # noqa: BLE001 - whatever it is
        print(f"{page.name}: {type(error).__name__}: {error}", file=sys.stderr)
        return ""


if __name__ == "__main__":
    main()
