"""Every command of the README, of the card and of OPERATIONS runs, on the sample that they speak of."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flows.store import PUBLIC
from flows.store.card import card_text
from flows.store.layout import HISTORIES
from transforms import clean_text

HOUSE = Path(__file__).parents[2]
BLOCK = re.compile(r"```(bash|python)\n(.*?)```", re.DOTALL)
CARD = HOUSE / "flows" / "store" / "card.md"
RUN_BY_CI = ("make run", "make test")


def blocks_of(page: Path) -> list[tuple[str, str]]:
    """Return the language and code of each block that is to be run."""
    return [(found[1], found[2]) for found in BLOCK.finditer(page.read_text(encoding="utf-8"))]


BLOCKS = blocks_of(HOUSE / "README.md") + blocks_of(CARD) + blocks_of(HOUSE / "OPERATIONS.md")
READS = re.compile(r"```python[^\n]*\n((?:(?!```).)*articles.*?)```", re.DOTALL)
"""Blocks that read the data, those that cannot be run here among them."""


@pytest.fixture(scope="module")
def house(cleaned_house, tmp_path_factory):
    """Return a copy of the cleaned sample that commands may change, with `saring` on the path."""
    copy = tmp_path_factory.mktemp("reader") / "house"
    shutil.copytree(cleaned_house, copy, symlinks=True)
    (copy / "data" / "clean" / ".saring" / "feeds.json").unlink()  # the copy is fed from its own raw folder
    program = copy / "bin" / "saring"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m flows.cli "$@"\n')
    program.chmod(0o755)
    return copy


def run(language: str, code: str, house: Path) -> subprocess.CompletedProcess[str]:
    """Run one block of the README in the house."""
    path = f"{house / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PYTHONPATH": str(HOUSE), "PATH": path}
    command = ["bash", "-euc", code] if language == "bash" else [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=house, env=environment)


@pytest.mark.parametrize("number", range(len(BLOCKS)), ids=lambda n: BLOCKS[n][1].strip().split("\n")[-1][:50])
def test_a_command_runs(number, house):
    """Each block of shell or Python does what it says, without an error."""
    language, code = BLOCKS[number]
    if code.startswith(RUN_BY_CI):
        pytest.skip("the continuous integration runs these themselves")

    done = run(language, code, house)

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() != ""


def test_the_example_is_what_comes_out():
    """What the README shows of one page, line by line: what stays, and by which kind or rule the rest goes."""
    example = re.search(
        r"## Before and after\n+```\n(.*?)```", (HOUSE / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    shown = [re.match(r"([- ]) (.*?)(?: {2,}\[(.*?)\].*)?$", line).groups() for line in example[1].splitlines()]
    page = "\n".join(text for _, text, _ in shown).replace(" –\n", " – ")

    article = clean_text(page, url="https://kabarlanting.id/banjir-surut")

    assert [text for mark, text, _ in shown if mark == " "] == article.text.split("\n")
    struck = [(text, kind) for mark, text, kind in shown if mark == "-"]
    told = [
        (r.text.strip(), r.rule if "." in kind else r.kind)
        for r, (_, kind) in zip(article.removals, struck, strict=True)
    ]
    assert struck == told


@pytest.mark.parametrize("page", [HOUSE / "README.md", CARD], ids=lambda page: page.name)
def test_every_reader_starts_from_the_resolved_snapshot(page):
    """Whoever reads the folder as it changes can miss a file."""
    readers = READS.findall(page.read_text(encoding="utf-8"))

    assert len(readers) >= 5
    assert [code for code in readers if 'root = os.path.realpath("data/clean/.saring/current")' not in code] == []


def test_the_card_names_every_column():
    """A column that nobody explains is a riddle."""
    from transforms.schema import DATASETS

    told = set(re.findall(r"`([a-z_0-9]+)`", card_text()))
    wanted = {name for dataset in (*PUBLIC, *HISTORIES) for name, _ in DATASETS[dataset]}
    assert wanted - told == set()


def test_the_card_lies_beside_the_datasets(house):
    """Readers find it where they read."""
    assert (house / "data" / "clean" / "README.md").read_text(encoding="utf-8") == card_text()


def test_hugging_face_is_handed_the_articles_and_nothing_else(house):
    """The files that the card names to `load_dataset` are those of one dataset, with one schema."""
    (glob,) = re.findall(r'data_files=f"\{root\}/([^"]+)"', CARD.read_text(encoding="utf-8"))
    root = Path(os.path.realpath(house / "data/clean/.saring/current"))

    found = sorted(root.glob(glob))

    assert found == sorted((root / "articles").rglob("*.parquet"))
    assert len({str(pq.read_schema(file)) for file in found}) == 1
