"""Where the time of a text document goes, by the part of the house. Shares only: the profiler itself costs."""

import cProfile
import datetime as dt
import pstats
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from corpora import HOUSE, documents, write_export

TODAY = dt.date(2026, 11, 20)
LIBRARIES = "(libraries)"
LEAST_SHARE = 0.01


def profile_rows(shared: Path, count: int) -> Iterator[tuple[str, str, str]]:
    """Yield (what, share of the time of `clean_page`, nothing), most first."""
    from flows.read import read_records
    from transforms.knowledge import load_knowledge
    from transforms.page import clean_page

    with tempfile.TemporaryDirectory() as folder:
        write_export(documents(shared, count), Path(folder, "export.jsonl"))
        pages = list(read_records(Path(folder)))
    knowledge = load_knowledge()
    clean_page(pages[0], knowledge=knowledge, today=TODAY)  # warm
    profiler = cProfile.Profile()
    profiler.enable()
    for page in pages:
        clean_page(page, knowledge=knowledge, today=TODAY)
    profiler.disable()
    parts = time_by_part(pstats.Stats(profiler))
    total = sum(parts.values())
    for part, seconds in parts.most_common():
        if seconds / total >= LEAST_SHARE:
            yield f"  {part}", f"{seconds / total:.0%}", ""


def time_by_part(stats: pstats.Stats) -> Counter[str]:
    """Return the own time of each part of the house, what it calls in libraries included."""
    parts: Counter[str] = Counter()
    for function, (_, _, own, _, callers) in stats.stats.items():
        part = part_of(function[0])
        if part != LIBRARIES or not callers:
            parts[part] += own
            continue
        for caller, (_, _, seconds, _) in callers.items():
            parts[part_of(caller[0])] += seconds
    return parts


def part_of(file: str) -> str:
    """Return which part of the house a file belongs to: `transforms/enrich`, `transforms/cut.py`."""
    path = Path(file)
    if not path.is_relative_to(HOUSE):
        return LIBRARIES
    return "/".join(path.relative_to(HOUSE).parts[:2])
