"""Start-up: how long a user waits for help and for five texts, and what the rule book costs."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from children import HOUSE, Checkout, Cost
from corpora import LAST_DAY
from settings import Row, Settings

ROUNDS = 3
"""The best of these counts: others include what else the machine did."""

FIVE = 5
SAMPLE = HOUSE / "data" / "raw" / "sample"
LOAD = """
import time
from {module} import {work}
start = time.process_time()
{work}()
print(time.process_time() - start)
"""
KNOWLEDGE = Path("transforms", "knowledge.py")
ASKED = (
    ("rule book, digest", ("transforms.knowledge", "knowledge_digest"), ("flows.shard", "rule_book_digest"), "≤ .05 s"),
    ("rule book, load", ("transforms.knowledge", "load_knowledge"), ("flows.shard", "rule_book"), "≤ .1 s"),
)
"""What is asked of the rules, and of which function: in a tree with a `Knowledge`, and in one without."""


def startup_rows(checkout: Checkout, settings: Settings) -> Iterator[Row]:
    """Yield the rows of start-up; the first round of each fills caches and is not counted."""
    del settings
    yield Row("saring --help", timed(lambda _: checkout.saring("--help")), "< .5 s")
    yield Row("clean, five texts", timed(lambda folder: clean_five(checkout, folder)), "< 2 s")
    for name, now, before, target in ASKED:
        module, work = now if (checkout.root / KNOWLEDGE).is_file() else before
        yield Row(name, own_seconds(checkout, LOAD.format(module=module, work=work)), target)


def timed(run: Callable[[Path], Cost]) -> str:
    """Return the best of a few rounds, each in a folder of its own."""
    costs = []
    for _ in range(1 + ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            costs.append(run(Path(folder)))
    best = min(costs[1:], key=lambda cost: cost.cpu)
    return f"{best.cpu:.2f} CPU s ({min(c.seconds for c in costs[1:]):.2f} s on the clock)"


def clean_five(checkout: Checkout, folder: Path) -> Cost:
    """Clean five texts of the sample."""
    (folder / "raw").mkdir()
    for path in sorted(SAMPLE.rglob("*.txt"))[:FIVE]:
        shutil.copy(path, folder / "raw" / path.name)
    return checkout.clean(folder / "raw", folder / "clean", as_of=LAST_DAY)


def own_seconds(checkout: Checkout, program: str) -> str:
    """Return the CPU seconds that a program says it took, the best of a few rounds."""
    said = [float(checkout.python("-c", program).said) for _ in range(1 + ROUNDS)]
    return f"{min(said[1:]):.3f} CPU s"
