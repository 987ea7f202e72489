"""Text documents per CPU second of whole runs, publishing included: a large run less a small one."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from children import Checkout
from corpora import LAST_DAY, OWN, THIRTY, Days, Record, pairs, texts, write_export
from settings import Row, Settings

KINDS = (("on 30 days", Days(THIRTY), "≥ 900"), ("on own days", Days(OWN), "≥ 800"), ("undated", Days(0), ""))


def texts_rows(checkout: Checkout, settings: Settings) -> Iterator[Row]:
    """Yield a row for each corpus that was asked for and is there."""
    for name, records, target in corpora(settings):
        if settings.only in name and (found := list(records())):
            yield timed_row(name, checkout, settings, found, target)


def corpora(settings: Settings) -> Iterator[tuple[str, Callable[[], Iterable[Record]], str]]:
    """Yield (name, what writes its records, target): our own stories, then the labelled pairs."""
    for name, days, target in KINDS:
        yield f"stories {name}", partial(texts, settings.large, days), target
    for name, days, target in KINDS[:2]:
        own = None if days.count == OWN else days
        yield f"pairs {name}", partial(pairs, settings.shared, settings.large, own), target


def timed_row(name: str, checkout: Checkout, settings: Settings, records: list[Record], target: str) -> Row:
    """Clean the first few records, then all, and return what the others cost."""
    small = records[: settings.small]
    few, _ = min(cleaned(checkout, small) for _ in range(settings.rounds))
    cpu, files = min(cleaned(checkout, records) for _ in range(settings.rounds))
    count = len(records) - len(small)
    figure = f"{count / (cpu - few):,.0f} a CPU s ({1e3 * (cpu - few) / count:.2f} ms each, {files:,} files)"
    return Row(f"{name}, {len(small):,} to {len(records):,}", figure, target)


def cleaned(checkout: Checkout, records: Iterable[Record]) -> tuple[float, int]:
    """Clean records in a folder of their own and return the CPU seconds and the number of files of articles."""
    with tempfile.TemporaryDirectory() as name:
        raw, clean = write_export(records, Path(name, "raw", "export.jsonl")), Path(name, "clean")
        cost = checkout.clean(raw, clean, as_of=LAST_DAY)
        return cost.cpu, sum(1 for _ in (clean / "articles").resolve().rglob("*.parquet"))
