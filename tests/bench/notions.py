"""
How far the notions of a line part: on how many different lines of the pages at hand each two say something else.

    python -m tests.bench.notions [--shared ../shared]

The pages are those that `same` cleans. A notion that parts from its neighbour on no page's outcome is one too many:
put the neighbour in its place, ask `same`, and keep both only where it finds a page.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

sys.path.append(str(Path(__file__).parent))  # run as a module or as a file

from same import clean, raw_folders

from flows.read import read_records
from transforms.knowledge import load_knowledge
from transforms.text import casing, lines

Notion = Callable[[str], bool]


def breaks(line: str) -> bool:
    """Return whether `BREAK` stands in a line."""
    return lines.BREAK.search(line) is not None


def breaks_anyhow(line: str) -> bool:
    """Return whether `ANY_BREAK` stands in a line."""
    return lines.ANY_BREAK.search(line) is not None


def breaks_surely(line: str) -> bool:
    """Return whether `SURE_BREAK` stands in a line."""
    return lines.SURE_BREAK.search(line) is not None


def is_titled(line: str) -> bool:
    """Return whether few words of a line are small that headlines write large."""
    return casing.is_titled(line.split())


def is_title_case(line: str) -> bool:
    """Return whether most words of a line that weigh are written large."""
    return casing.is_title_case(line.split())


FAMILIES: Mapping[str, tuple[Notion, ...]] = {
    "the end of a sentence": (lines.ends_sentence, lines.ends_in_full_stop, lines.ends_marked, lines.is_cut_off),
    "a break inside a line": (breaks, breaks_anyhow, breaks_surely),
    "a paragraph": (lines.is_prose, lines.is_story_like, lines.has_sentences, lines.is_text),
    "a headline's capitals": (is_titled, is_title_case),
}


def read_lines(shared: Path) -> list[str]:
    """Return the different lines of every page that can be read."""
    knowledge = load_knowledge()
    found: dict[str, None] = {}
    with tempfile.TemporaryDirectory() as folder:
        for _, raw in raw_folders(shared, Path(folder)):
            for record in read_records(raw) if raw.is_dir() else ():
                blocks = getattr(clean(record, knowledge), "blocks", ())
                found |= dict.fromkeys(block.text for block in blocks if block.text)
    return list(found)


def table_of(notions: Iterable[Notion], found: list[str]) -> Iterable[str]:
    """Return a row for each notion: the lines that it holds of, and those on which it parts from the others."""
    held = {notion.__name__: [notion(line) for line in found] for notion in notions}
    yield f"{'':20}{'holds of':>18}" + "".join(f"{name:>18}" for name in held)
    for name, own in held.items():
        parted = (sum(a != b for a, b in zip(own, other, strict=True)) for other in held.values())
        yield f"{name:20}{sum(own):18,}" + "".join(f"{count:18,}" for count in parted)


def main() -> None:
    """Print a table for each family of notions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("..", "shared"))
    found = read_lines(parser.parse_args().shared)
    print(f"{len(found):,} different lines")
    for family, notions in FAMILIES.items():
        print(f"\n{family}", *table_of(notions, found), sep="\n")


if __name__ == "__main__":
    main()
