"""
What one worker holds while it cleans HTML pages by the thousand, caches emptied behind each shard as a worker does.

One page in twenty is a labelled one, where they are there; class lists and addresses are new on each page, so that
whatever grows with pages shows.
"""

from collections.abc import Iterator

from children import Checkout
from corpora import LAST_DAY
from settings import Row, Settings

PAGES, EVERY = 20_000, 2_000
WORKER = """
import datetime as dt, sys
from pathlib import Path
sys.path[:0] = ["tests/bench"]
from corpora import labelled_pages, pages
from flows.lane import memory_of_process, reset_caches
from transforms.knowledge import load_knowledge
from transforms.page import clean_page
from transforms.records import RawPage

count, every, day = int(sys.argv[1]), int(sys.argv[2]), dt.date.fromisoformat(sys.argv[3])
news = labelled_pages(Path(sys.argv[4]), "news")
knowledge = load_knowledge()
for number, own in enumerate(pages(count), 1):
    record = news[number % len(news)] if news and number % 20 == 0 else own
    html = record["html"].replace('class="', f'class="c{number} ')
    clean_page(RawPage(f"a#{number}", "html", html, f"{record['url']}/{number}"), knowledge=knowledge, today=day)
    if number % 500 == 0:
        reset_caches()
    if number % every == 0:
        print(memory_of_process() // 1_000_000, flush=True)
"""


def memory_rows(checkout: Checkout, settings: Settings) -> Iterator[Row]:
    """Yield the memory of one process after every so many pages."""
    cost = checkout.python("-c", WORKER, PAGES, EVERY, LAST_DAY, settings.shared)
    held = " ".join(cost.said.split())
    yield Row(
        f"MB held after each {EVERY:,} of {PAGES:,} pages in one worker", f"{held}; peak {cost.megabytes:.0f}", "flat"
    )
