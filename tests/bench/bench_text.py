"""Text documents per second and core: strip alone, everything, and where the time goes."""

import datetime as dt
import gc
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from corpora import documents, write_export

TODAY = dt.date(2026, 11, 20)
DOCUMENTS = 2_000
WARMING = 3_000
"""Documents that are cleaned before the others, so that tables, models and patterns are read and compiled, as in a
worker that has been at work for some seconds; after 500 the rules still cost a quarter more."""


def text_rows(shared: Path, count: int = DOCUMENTS) -> Iterator[tuple[str, str, str]]:
    """Yield (what, figure, target)."""
    from flows.read import read_records
    from transforms.knowledge import load_knowledge
    from transforms.normal import text_blocks
    from transforms.page import clean_page
    from transforms.records import Article
    from transforms.rulebook import find_furniture

    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder, "raw", "export.jsonl")
        warming = Path(folder, "warming", "export.jsonl")
        every = documents(shared, count + WARMING)
        records = every[:count]
        write_export(records, export)
        write_export(every[count:], warming)
        size = sum(len(record["text"]) for record in records) / len(records)
        knowledge = load_knowledge()
        # Warm: tables and models are read once, patterns compiled when first tried, and pyarrow comes in (with
        # pandas, where that is installed).
        write_rows([clean_page(page, knowledge=knowledge, today=TODAY) for page in read_records(warming)], Path(folder))
        pages, read = timed(lambda: list(read_records(export)))
        articles, normal = timed(lambda: [Article(p.source, p.url, text_blocks(p.content)) for p in pages])
        _, strip = timed(lambda: [article.strike(find_furniture(article, knowledge.book)) for article in articles])
        cleaned, clean = timed(lambda: [clean_page(page, knowledge=knowledge, today=TODAY) for page in pages])
        _, write = timed(lambda: write_rows(cleaned, Path(folder)))
    n = len(pages)
    yield "characters per document", f"{size:,.0f}", ""
    yield "strip alone (find + strike)", f"{n / strip:,.0f} docs/s/core", "≥ 3,000"
    yield "everything (read + clean + write)", f"{n / (read + clean + write):,.0f} docs/s/core", "≥ 1,000"
    for name, seconds in (
        ("read", read),
        ("clean", clean),
        ("  of it normalise", normal),
        ("  of it strip", strip),
        ("  of it enrich, repeats, shape", clean - normal - strip),
        ("rows and Parquet", write),
    ):
        yield f"  {name}", f"{1e6 * seconds / n:,.0f} µs/doc", ""


def timed(work) -> tuple:
    """Return what work gives, and its CPU seconds."""
    gc.collect()
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def write_rows(outcomes: list, folder: Path) -> None:
    """Write articles and ledger as a worker does."""
    from flows.shard import stage, staged_row
    from transforms.records import Reject
    from transforms.schema import STAGED_REMOVALS, STAGED_ROWS, removal_rows

    articles = [outcome for outcome in outcomes if not isinstance(outcome, Reject)]
    stage(folder / "rows.parquet", [staged_row(article, "0" * 64) for article in articles], STAGED_ROWS)
    stage(folder / "removals.parquet", [row for a in articles for row in removal_rows(a)], STAGED_REMOVALS)
