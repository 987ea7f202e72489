"""
The pages of public benchmarks of extraction, as their folders lay them out; the user brings the folder.

- `ground-truth.json` with `articleBody` and `url` by id, beside `html/ID.html.gz` (article-extraction-benchmark)
- `ground-truth/ID.json` with `ground_truth.main_content`, `url` and a kind of page, beside `html/ID.html.gz` (WCXB;
  its halves `dev` and `test` are such folders)
"""

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transforms.text.decode import decode

BODIES = ("articleBody", "main_content")
WHOLE, SINGLE, PAGES = "ground-truth.json", "ground-truth", "html"


@dataclass(frozen=True, slots=True)
class BoardPage:
    """
    A page of a benchmark.

    Attributes:
        name: Its id there.

        kind: What kind of page the benchmark calls it; `article` where it has articles alone.

        url: Where it was fetched, where that is told.

        html: Its markup.

        body: What should be extracted.
    """

    name: str
    kind: str
    url: str | None
    html: str
    body: str


class NoBoardError(Exception):
    """A folder has none of the layouts; the message says what was looked for."""


def read_board(folder: Path) -> Iterator[BoardPage]:
    """
    Yield the pages of a benchmark that have both markup and gold, in the order of their names.

    Raises:
        NoBoardError: The folder is no such benchmark.
    """
    golds = read_golds(folder)
    for name, gold in sorted(golds):
        path = next(
            (p for p in (folder / PAGES / f"{name}.html.gz", folder / PAGES / f"{name}.html") if p.is_file()), None
        )
        body = body_of(gold)
        if path is not None and body is not None:
            yield BoardPage(name, kind_of(gold), gold.get("url"), read_html(path), body)


def read_golds(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    """Return the gold of every page by its name."""
    if (folder / WHOLE).is_file():
        return list(json.loads((folder / WHOLE).read_text(encoding="utf-8")).items())
    if (folder / SINGLE).is_dir():
        return [(path.stem, json.loads(path.read_text(encoding="utf-8"))) for path in (folder / SINGLE).glob("*.json")]
    halves = [name for name in ("dev", "test") if (folder / name / SINGLE).is_dir()]
    hint = f"; its halves are: {', '.join(str(folder / half) for half in halves)}" if halves else ""
    raise NoBoardError(f"{folder} holds neither {WHOLE} nor a folder {SINGLE} beside {PAGES}{hint}")


def body_of(gold: Mapping[str, Any]) -> str | None:
    """Return the text that should be extracted, None where the gold holds none."""
    for where in (gold, gold.get("ground_truth") or {}):
        found = next((where[key] for key in BODIES if isinstance(where.get(key), str)), None)
        if found is not None:
            return found
    return None


def kind_of(gold: Mapping[str, Any]) -> str:
    """Return the kind of a page."""
    kind = gold.get("page_type") or (gold.get("_internal") or {}).get("page_type") or "article"
    return str(kind.get("primary") if isinstance(kind, Mapping) else kind)


def read_html(path: Path) -> str:
    """Return the markup of a page, in whatever charset it was saved."""
    data = path.read_bytes()
    return decode(gzip.decompress(data) if path.suffix == ".gz" else data, None, is_html=True)
