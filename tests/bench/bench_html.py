"""
CPU of reading HTML pages, as a ratio to trafilatura on the same pages in the same run.

    python tests/bench/bench_html.py PAGES.jsonl[.gz] ...     each line an object with the page under `html`

Without arguments pages of our own making are read. Prints milliseconds a page and the ratio; the target is .6.
"""

from __future__ import annotations

import gzip
import json
import logging
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from transforms.html import read_html
from transforms.html.blocks import visible_lines
from transforms.html.density import weigh_lines
from transforms.html.facts import page_facts
from transforms.html.tree import UnreadableHtml, parse_html
from transforms.records import RawPage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

OWN_PAGES = 200
TARGET = 0.6


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


def load(paths: Sequence[str]) -> list[str]:
    """Return the pages of some files, or our own."""
    pages: list[str] = []
    for path in paths:
        raw = Path(path).read_bytes()
        text = (gzip.decompress(raw) if path.endswith(".gz") else raw).decode("utf-8")
        pages += [json.loads(line)["html"] for line in text.split("\n") if line]
    return pages or [own_page(number) for number in range(OWN_PAGES)]


def read(content: str) -> None:
    """Read one page as the house does."""
    try:
        read_html(RawPage("bench.html", "html", content))
    except UnreadableHtml:
        return


def ask_trafilatura(content: str) -> None:
    """Read one page as trafilatura does, metadata included."""
    from trafilatura import bare_extraction

    bare_extraction(content, with_metadata=True)


def milliseconds(work: Callable[[str], object], pages: Sequence[str]) -> float:
    """Return the CPU milliseconds that one page takes, after a warm-up."""
    for page in pages[:3]:
        work(page)
    start = time.process_time()
    for page in pages:
        work(page)
    return 1_000 * (time.process_time() - start) / len(pages)


def main() -> int:
    """Print the figures; return 1 where the target is missed."""
    logging.disable(logging.CRITICAL)
    pages = load(sys.argv[1:])
    theirs = milliseconds(ask_trafilatura, pages)
    ours = milliseconds(read, pages)
    parts: dict[str, Callable[[str], object]] = {
        "parse": parse_html,
        "parse + lines": lambda page: visible_lines(parse_html(page)),
        "parse + lines + weights": lambda page: (lines := visible_lines(parse_html(page))) and weigh_lines(lines),
        "parse + facts": lambda page: page_facts(parse_html(page)),
    }
    for name, work in parts.items():
        print(f"{name:28} {milliseconds(work, pages):6.2f} ms")
    print(f"{'read_html':28} {ours:6.2f} ms")
    print(f"{'trafilatura with metadata':28} {theirs:6.2f} ms")
    print(f"{'ratio':28} {ours / theirs:6.3f}    target {TARGET}")
    return int(ours > TARGET * theirs)


if __name__ == "__main__":
    sys.exit(main())
