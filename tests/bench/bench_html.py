"""
CPU of reading HTML pages, as a ratio to trafilatura on the same pages in the same run.

    python -m tests.bench html

Everything that `clean_page` does is timed, on the gold news pages where they are there, else on pages of our own.
"""

import datetime as dt
import functools
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from transforms.records import RawPage

GOLD = Path("gold", "html_news_dev", "input")
TODAY = dt.date(2026, 11, 20)
OWN_PAGES = 200


def own_page(number: int) -> str:
    """Return a page with a menu, a story of 15 paragraphs, teasers and a footer."""
    sentence = f"Air sungai naik {number} sentimeter semalam; warga kampung mengungsi ke balai desa."
    menu = "".join(f"<li><a href='/{n}'>Rubrik {n}</a></li>" for n in range(60))
    story = "".join(
        f"<p>{sentence} <b>Lurah</b> <a href='/x'>setempat</a> membuka dapur umum {n}.</p>" for n in range(15)
    )
    teasers = "".join(f"<div class='card'><h4><a href='/{n}'>Judul {n} yang lain</a></h4></div>" for n in range(40))
    head = f"<title>Banjir {number} - Kabar Kota</title><meta property='og:title' content='Banjir {number}'>"
    return (
        f"<!DOCTYPE html><html lang='id'><head>{head}</head><body><nav><ul>{menu}</ul></nav><article><h1>Banjir"
        f"</h1><div class='isi'>{story}</div></article><aside>{teasers}</aside><footer>Kabar</footer></body></html>"
    )


def load(shared: Path) -> list[RawPage]:
    """Return the gold news pages, or our own."""
    folder = shared / GOLD
    if folder.is_dir():
        from flows.read import read_records

        return [page for page in read_records(folder) if isinstance(page, RawPage)]
    return [RawPage(f"own/{number}.html", "html", own_page(number)) for number in range(OWN_PAGES)]


def ask_trafilatura(page: RawPage) -> None:
    """Read one page as trafilatura does, metadata included."""
    from trafilatura import bare_extraction

    bare_extraction(page.content, with_metadata=True)


def milliseconds(work: Callable[[RawPage], object], pages: Sequence[RawPage]) -> float:
    """Return the CPU milliseconds that one page takes, the better of two rounds: the first fills caches."""
    rounds = []
    for _ in range(2):
        start = time.process_time()
        for page in pages:
            work(page)
        rounds.append(1_000 * (time.process_time() - start) / len(pages))
    return min(rounds)


def html_rows(shared: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (what, figure, target)."""
    from transforms.html.blocks import visible_lines
    from transforms.html.density import weigh_lines
    from transforms.html.facts import page_facts
    from transforms.html.tree import parse_html
    from transforms.knowledge import load_knowledge
    from transforms.page import clean_page, extract

    logging.disable(logging.CRITICAL)
    pages, knowledge = load(shared), load_knowledge()
    theirs = milliseconds(ask_trafilatura, pages)
    ours = milliseconds(lambda page: clean_page(page, knowledge=knowledge, today=TODAY), pages)
    yield "HTML page, everything / trafilatura", f"{ours / theirs:.2f} ({ours:.1f} / {theirs:.1f} ms)", "≤ .6, goal .4"
    trees = functools.cache(parse_html)
    lines = functools.cache(lambda content: visible_lines(trees(content)))
    parts: dict[str, Callable[[RawPage], object]] = {
        "extract": extract,
        "  of it parse": lambda page: parse_html(page.content),
        "  of it lines": lambda page: visible_lines(trees(page.content)),
        "  of it weights": lambda page: weigh_lines(lines(page.content)),
        "  of it facts": lambda page: page_facts(trees(page.content)),
    }
    for name, work in parts.items():
        yield f"  {name}", f"{milliseconds(work, pages):.2f} ms/page", ""
