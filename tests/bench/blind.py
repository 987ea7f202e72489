"""
Score the material of the blind writers: figures and kinds alone are printed, no line of it.

    python tests/bench/blind.py ../shared

Their pages are scored as they are; their phrases are dealt into stories of our own pages, as those are that the model
learns from. Who looks inside `tests/blind/` ends a writer's blindness.
"""

import argparse
import datetime as dt
from pathlib import Path

from dealt_pages import deal, stories
from leave_outlets_out import FIGURES, load_scorer, show
from line_samples import LABELLED, TODAY, read_docs
from writers import blind_material, blind_writers

from transforms.knowledge import load_knowledge
from transforms.page import clean_page
from transforms.records import RawPage


def blind_sets(name):
    """Yield (what, labelled documents) of a blind writer: whole pages, and phrases in stories of our own."""
    pages, phrases = blind_material(name)
    yield "pages", pages
    yield "phrases", list(deal(phrases, stories(read_docs(LABELLED))))


def figures_of(scorer, docs, today: dt.date = TODAY):
    """Return the figures of the whole product on some labelled documents."""
    rows = {}
    for doc in docs:
        cleaned = clean_page(
            RawPage(doc["source"], "text", doc["text"], doc["url"]), knowledge=load_knowledge(), today=today
        )
        rows[doc["source"]] = {"source": doc["source"], "text": getattr(cleaned, "text", "")}
    scorer.load_clean = lambda _: rows
    return scorer.score_text(None, docs, 0)[0]


def main():
    """Print each writer's figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    shared = parser.parse_args().shared.resolve()
    if not (shared / "score").is_dir():
        print(f"no scorer under {shared}: nothing to score")
        return
    scorer = load_scorer(shared)
    for name in blind_writers():
        for what, docs in blind_sets(name):
            show(f"blind {name}, {what} ({len(docs)})", figures_of(scorer, docs), ("furniture_removed", *FIGURES))


if __name__ == "__main__":
    main()
