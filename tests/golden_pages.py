"""
Golden pages: what becomes of each page of the sample, as text files made to be read in a diff.

    python tests/golden_pages.py     # write them anew; read the diff before you commit it

A kept line begins with two spaces, a struck one with a dash; a span struck from a kept line stands in ⟦ ⟧.
Behind what is struck stands the rule that struck it.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from running import SAMPLE

from flows.read import read_records
from transforms.knowledge import load_knowledge
from transforms.page import clean_page
from transforms.records import Article, RawPage, Reject

PAGES = Path(__file__).parent / "golden" / "pages"
TODAY = dt.date(2026, 11, 20)
FACTS = "title outlet published_date published_from dateline_place authors editors wire_sources language".split()


def golden_name(source: str) -> str:
    """Return the file name of a page's golden text."""
    return source.replace("/", "__").replace("#", "_") + ".txt"


def sample_pages() -> dict[str, RawPage]:
    """Return the sample's pages by source."""
    return {record.source: record for record in read_records(SAMPLE) if isinstance(record, RawPage)}


def render(page: RawPage) -> str:
    """Return what becomes of a page: its metadata, then every line with what was struck and by whom."""
    outcome = clean_page(page, knowledge=load_knowledge(), today=TODAY)
    if isinstance(outcome, Reject):
        return f"reject {outcome.reason} ({outcome.stage})\n"
    facts = ((name, getattr(outcome, name)) for name in FACTS)
    head = [f"{name}: {'; '.join(value) if isinstance(value, tuple) else value}" for name, value in facts if value]
    return "\n".join([*head, "", *render_lines(outcome)]) + "\n"


def render_lines(article: Article) -> Iterator[str]:
    """Yield every line, a run of page chrome as one."""
    chrome = 0
    for number, block in enumerate(article.blocks):
        removals = [r for r in article.removals if r.block == number]
        if removals and removals[0].kind == "chrome":
            chrome += 1
            continue
        if chrome:
            yield f"- … {chrome} lines of page chrome"
        chrome = 0
        if removals and removals[0].whole:
            yield f"- {block.text}  [{' '.join(dict.fromkeys(r.rule for r in removals))}]"
        else:
            yield f"  {mark_spans(block.text, removals)}"
    if chrome:
        yield f"- … {chrome} lines of page chrome"


def mark_spans(text: str, removals: list) -> str:
    """Return a kept line with its struck spans in brackets."""
    for removal in reversed(removals):
        struck = f"⟦{text[removal.start : removal.end]}⟧[{removal.rule}]"
        text = text[: removal.start] + struck + text[removal.end :]
    return text


def main() -> None:
    """Write every golden page anew."""
    PAGES.mkdir(parents=True, exist_ok=True)
    for old in PAGES.glob("*.txt"):
        old.unlink()
    for source, page in sample_pages().items():
        (PAGES / golden_name(source)).write_text(render(page), encoding="utf-8")


if __name__ == "__main__":
    main()
