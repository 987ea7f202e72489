"""Reference corpora: texts of a user's own that pages are compared with, and that are never published."""

import datetime as dt
import random
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from nights import clean as clean_night
from planted import files_of
from running import saring
from staged import DAY, page_key, publish, read, row

from flows.cli.options import read_reference_choice
from flows.corpus.rebuild import rebuild
from flows.forget import forget
from flows.inspect import verify
from flows.report import notices
from flows.store import StoreError

WORDS = "ba ca da fa ga ha ja ka la ma na pa ra sa ta wa".split()
VOCABULARY = [a + b + c for a in WORDS for b in WORDS[:4] for c in WORDS[4:8]]


def prose(seed, words=120):
    """Return words by chance, always the same for one seed."""
    return " ".join(random.Random(seed).choices(VOCABULARY, k=words))  # noqa: S311


def page(name, text):
    """Return a staged page, addressed by its name."""
    return row(f"{name}#1", text, page=name, outlet_domain=f"{name}.id", title=name)


@pytest.fixture
def licensed(tmp_path):
    """Return a reference corpus of two files: a table of texts, and a plain one."""
    folder = tmp_path / "licensed"
    (folder / "deep").mkdir(parents=True)
    pq.write_table(pa.table({"text": [prose(7), prose(1), None], "title": ["x", None, None]}), folder / "t.parquet")
    (folder / "deep" / "p.txt").write_text(prose(2))
    return folder


def marked(clean):
    """Return which texts of reference corpora pages share words with."""
    names = {page_key(name): name for name in "abcdef"}
    return sorted(
        (a, names[b], verdict)
        for a, b, verdict in read(clean, "relations", "a, b, verdict", "a, b")
        if a.startswith("reference:")
    )


FIRST = ("reference:licensed/t.parquet#2", "a", "same_text")
EDITED = ("reference:licensed/t.parquet#2", "b", "near")
HELD = ("reference:licensed/deep/p.txt#1", "c", "contained")


def test_pages_that_copy_a_reference_text_are_marked_and_stand(tmp_path, licensed):
    """Copies, edits and what holds one; the texts themselves are published nowhere."""
    clean = tmp_path / "clean"
    pages = [page("a", prose(1)), page("c", f"{prose(3)} {prose(2)}"), page("d", prose(4))]
    summary = publish(clean, pages, references=(licensed,))
    later = publish(clean, [page("b", prose(1, 115) + " lain")], as_of=DAY + dt.timedelta(1), accepted={"*": "a test"})

    assert sorted([FIRST, EDITED, HELD]) == marked(clean)
    assert (2, 1) == (summary.referred, later.referred)
    assert any("2 pages share their words with texts of your reference corpora" in line for line in notices(summary))
    assert 4 == len(read(clean, "articles")) + len(read(clean, "duplicates"))
    assert not any(prose(7)[:40].encode() in path.read_bytes() for path in clean.rglob("*") if path.is_file())
    assert [] == verify(clean, sample=0)


def test_a_corpus_that_comes_later_is_compared_with_all_that_stands(tmp_path, licensed):
    """And once more where a file of it changes; without a page that is new. What is forgotten is marked no more."""
    clean = tmp_path / "clean"
    publish(clean, [page("a", prose(1)), page("c", f"{prose(3)} {prose(2)}")])
    none = marked(clean)
    publish(clean, [], references=(licensed,))
    both = marked(clean)
    again = publish(clean, [], references=(licensed,))
    (licensed / "t.parquet").unlink()
    (licensed / "deep" / "q.txt").write_text(prose(3))
    publish(clean, [], references=(licensed,))
    other = marked(clean)
    forget(clean, page_key("c"), "a test", who="a test")

    assert ([], sorted([FIRST, HELD])) == (none, both)
    assert again.snapshot is None
    assert sorted([HELD, ("reference:licensed/deep/q.txt#1", "c", "contained")]) == other
    assert [] == marked(clean)


def test_sketching_anew_keeps_the_marks_and_a_corpus_can_be_forgotten(tmp_path, licensed):
    """The marks are as they were; `none` takes them away."""
    clean = tmp_path / "clean"
    publish(clean, [page("a", prose(1))], references=(licensed,))
    rebuild(clean)
    rebuilt = marked(clean)
    publish(clean, [], references=())

    assert ([FIRST], []) == (rebuilt, marked(clean))
    assert [] == files_of(clean, "compared")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda folder: None, "no such folder"),
        (lambda folder: folder.mkdir(), "holds no file of .parquet or .txt"),
        (lambda folder: pq.write_table(pa.table({"body": ["x"]}), made(folder) / "x.parquet"), "no column `text`"),
        (lambda folder: (made(folder) / "x.parquet").write_bytes(b"PAR1"), "cannot be read"),
    ],
)
def test_a_corpus_that_cannot_be_read_stops_the_run(tmp_path, make, said):
    """A page must not stand unmarked where a mark was promised."""
    make(tmp_path / "licensed")

    with pytest.raises(StoreError, match=said):
        publish(tmp_path / "clean", [page("a", prose(1))], references=(tmp_path / "licensed",))


def made(folder):
    """Make a folder and return it."""
    folder.mkdir()
    return folder


def test_the_command_and_the_file_name_corpora_and_the_store_remembers(tmp_path, licensed):
    """A later night compares its pages without being told again; `none` forgets."""
    raw, clean = tmp_path / "raw", tmp_path / "clean"
    raw.mkdir()
    (raw / "one.txt").write_text(f"Air Sungai Naik\n\n{prose(1)}.")
    (tmp_path / "saring.toml").write_text(f'reference = ["{licensed}"]\n')
    first = saring("clean", raw, clean, "--config", tmp_path / "saring.toml", "--as-of", "2026-11-01")
    (raw / "two.txt").write_text(f"Air Sungai Surut\n\n{prose(2)}.")
    clean_night(raw, clean, dt.date(2026, 11, 2))
    found = sorted(a for (a,) in read(clean, "relations", "a", "a"))
    clean_night(raw, clean, dt.date(2026, 11, 3), references=read_reference_choice([Path("none")]))

    assert "1 pages share their words with texts of your reference corpora" in first.stdout + first.stderr
    assert ["reference:licensed/deep/p.txt#1", "reference:licensed/t.parquet#2"] == found
    assert [] == read(clean, "relations", "a", "a")
