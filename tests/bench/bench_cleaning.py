"""
CPU of cleaning alone, warm: each page of the labelled pairs through `clean_page` for the second time in its process.

The corpus is cut into parts, a row each, so that two checkouts clean by turns and the machine's moods hit both.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from children import Checkout
from corpora import LAST_DAY, Days, pairs, texts, write_export
from settings import Row, Settings

PARTS = 6
CHILD = """
import datetime as dt, json, sys, time
from pathlib import Path
from functools import partial
from flows.read import read_records
from transforms.page import clean_page
try:
    from transforms.knowledge import load_knowledge
    told = {"knowledge": load_knowledge()}
except ImportError:
    from flows.shard import rule_book
    told = {"book": rule_book()}
clean = partial(clean_page, today=dt.date.fromisoformat(sys.argv[2]), **told)
pages = [page for page in read_records(Path(sys.argv[1])) if not hasattr(page, "reason")]
for line in sys.stdin:
    start, end = map(int, line.split())
    before = time.process_time()
    for page in pages[start:end]:
        clean(page)
    print(json.dumps([time.process_time() - before, len(pages[start:end])]), flush=True)
"""


def cleaning_rows(checkout: Checkout, settings: Settings) -> Iterator[Row]:
    """Yield a row for each part, then one for the whole."""
    records = pairs(settings.shared, settings.large) or list(texts(settings.large, Days(30)))
    with tempfile.TemporaryDirectory() as folder:
        export = write_export(records, Path(folder, "raw", "export.jsonl"))
        command = [sys.executable, "-c", CHILD, str(export), LAST_DAY.isoformat()]
        with subprocess.Popen(
            command, cwd=checkout.root, env={"PYTHONPATH": str(checkout.root)}, stdin=-1, stdout=-1, text=True
        ) as child:
            asked(child, 0, len(records))  # patterns are compiled when they are first tried
            spent, cleaned, each = 0.0, 0, -(-len(records) // PARTS)
            for start in range(0, len(records), each):
                cpu, count = asked(child, start, start + each)
                spent, cleaned = spent + cpu, cleaned + count
                yield Row(f"clean_page, texts {start:,} to {start + count:,}", told(cpu, count))
            yield Row("clean_page, all texts", told(spent, cleaned), "≤ .85 × the tree before the rebuilding")
            child.stdin.close()


def asked(child: subprocess.Popen, start: int, end: int) -> tuple[float, int]:
    """Have a part cleaned and return its CPU seconds and its number of pages."""
    child.stdin.write(f"{start} {end}\n")
    child.stdin.flush()
    cpu, count = json.loads(child.stdout.readline())
    return cpu, count


def told(cpu: float, count: int) -> str:
    """Return a figure in milliseconds a page."""
    return f"{1e3 * cpu / count:.3f} ms each ({cpu:.1f} CPU s)"
