"""
The verdict on labelled pairs, and every pair that it gets wrong.

    python tests/bench/verdicts.py ../shared CLEAN

CLEAN is the cleaned `gold/pairs_dev/input`. Unlike the scorer beside the gold it asks the verdict alone, whether or
not anything looked for the pair; two crawls of one URL are left out, for their address joins them.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow.dataset as ds

from transforms.duplicates.verdict import Story, Verdict, story_of, verdict
from transforms.urls import url_key

COLUMNS = ["source", "text", "title", "published_date", "url"]


class Pair(NamedTuple):
    """A labelled pair, what is said of it, and whether its labeller called it clear."""

    label: str
    found: Verdict
    clear: bool
    note: str


def main() -> None:
    """Print the figures, then each miss."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("clean", type=Path)
    options = parser.parse_args()
    pairs = list(judged(options.shared / "gold" / "pairs_dev", options.clean))
    for name, some in (("clear", [pair for pair in pairs if pair.clear]), ("all but one URL", pairs)):
        print(f"{name}: {len(some)} pairs, {figures(some)}")
    print(f"joined: {dict(Counter(pair.label for pair in pairs if pair.found.joins))}")
    for pair in pairs:
        if pair.found.joins != (pair.label == "same"):
            print(f"{pair.label} is {pair.found.relation}: {pair.found} - {pair.note}")


def figures(pairs: list[Pair]) -> str:
    """Return precision and recall."""
    counts = Counter((pair.label == "same", pair.found.joins) for pair in pairs)
    right = counts[True, True]
    return f"P {right / (right + counts[False, True]):.3f} R {right / (right + counts[True, False]):.3f}"


def judged(gold: Path, clean: Path) -> Iterator[Pair]:
    """Yield each labelled pair of which both pages have a row, two crawls of one URL aside."""
    stories, urls = read_stories(gold, clean)
    for line in (gold / "pairs.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        a, b, label, *_, note = line.split("\t")
        if a in stories and b in stories and not (urls[a] and urls[a] == urls[b]):
            yield Pair(label, verdict(stories[a], stories[b]), "BORDER" not in note, note)


def read_stories(gold: Path, clean: Path) -> tuple[dict[str, Story], dict[str, str | None]]:
    """Return the stories by the names that the labels call them, and their addresses."""
    with gzip.open(gold / "input" / "corpus.jsonl.gz", "rt", encoding="utf-8") as file:
        names = [json.loads(line)["id"] for line in file]
    stories, urls = {}, {}
    for dataset in ("articles", "duplicates"):
        for row in ds.dataset((clean / dataset).resolve()).to_table(columns=COLUMNS).to_pylist():
            name = names[int(row["source"].partition("#")[2])]
            stories[name] = story_of(row["text"], row["title"], row["published_date"])
            urls[name] = url_key(row["url"])
    return stories, urls


if __name__ == "__main__":
    main()
