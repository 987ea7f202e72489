"""
Pack the material of a writer who is to be blind, without looking at it.

    python tests/bench/pack_blind.py FOLDER NAME

What the project holds already is taken out: a phrase that somebody else typed letter for letter is dropped, such a line
of a page counts neither way.
"""

import argparse
import gzip
import json
from pathlib import Path

from dealt_pages import own_phrases
from line_samples import LABELLED, read_docs
from writers import BLIND, LABELLED_LINE, trained_pages, trained_phrases

from transforms.lexicon.fold import fold
from transforms.lexicon.tables import PACKAGE
from transforms.rulebook import load_rules

FEWEST_WORDS, FEWEST_WORDS_OF_PAGES = 3, 5
"""Words of a phrase, and of a line of a page, that are compared; everybody types `Baca juga:`."""


def what_stands():
    """Return every line that the project learns from, and the text of all its tables."""
    evidence = {line for rule in load_rules().rules for line in (*rule.strips, *rule.spares)}
    pages = [*trained_pages(), *read_docs(LABELLED)]
    lines = {line for page in pages for line in page["text"].split("\n")}
    phrases = {text for *_, text in (*own_phrases(), *trained_phrases())}
    tables = "\n".join(fold(file.read_text(encoding="utf-8")) for file in sorted(PACKAGE.rglob("*.toml")))
    return {fold(line.strip()) for line in evidence | lines | phrases}, tables


def main():
    """Pack."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("name")
    options = parser.parse_args()
    lines, tables = what_stands()

    def is_known(text, least):
        folded = fold(text.strip())
        return len(text.split()) >= least and (folded in lines or folded in tables)

    def neither(row):
        whole = LABELLED_LINE.fullmatch(row)
        text = whole[2] if whole else row
        plain = not row.startswith("===") and "⟦" not in row
        return f"@either {text}" if plain and is_known(text, FEWEST_WORDS_OF_PAGES) else row

    phrases = (options.folder / "phrases.tsv").read_text("utf-8").splitlines()
    pages = (options.folder / "pages.txt").read_text("utf-8").split("\n")
    kept = [row for row in phrases if not is_known(row.split("\t")[3], FEWEST_WORDS)]
    held = {"phrases.tsv": "\n".join(kept) + "\n", "pages.txt": "\n".join(map(neither, pages))}
    packed = gzip.compress(json.dumps(held, ensure_ascii=False).encode(), mtime=0)
    (BLIND / f"{options.name}.gz").write_bytes(packed)
    print(f"{options.name}: {len(phrases) - len(kept)} phrases dropped")


if __name__ == "__main__":
    main()
