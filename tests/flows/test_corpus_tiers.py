"""Sketches in the store: a tier for what a run brought, merged now and then, mapped into memory."""

import numpy as np
import pyarrow as pa
import pytest
from planted import files_of, note_file
from staged import DAY, page_key, publish, read, row

from flows.corpus.rebuild import rebuild
from flows.corpus.tiers import lookups, open_tiers, stage_sketches, write_tiers
from flows.forget import forget
from flows.inspect import verify
from flows.store import begin, commit, files, keep
from flows.store.tiers import read_tier, write_tier
from transforms.duplicates.sketch import sketch

WORDS = "ba ca da fa ga ha ja ka la ma na pa ra sa ta wa".split()


def texts_of(first, count):
    """Return texts by number; every fourth is one that others tell as well."""
    chance = np.random.default_rng(first)
    return ["sama " * 9 if n % 4 == 0 else " ".join(chance.choice(WORDS, 40)) for n in range(count)]


def bring(clean, first, texts, alive, *, whole=False):
    """Publish a snapshot with one more tier of texts whose numbers count from the first."""
    numbers, draft = np.arange(first, first + len(texts), dtype=np.int64), begin(clean)
    stage_sketches(clean, numbers, sketch(pa.array(texts, pa.string())))
    write_tiers(draft, clean, alive, whole=whole)
    (clean / "came.arrow").unlink()
    keep(draft)
    commit(draft, expected_rows={})


def answers(clean, alive):
    """Return what the published tiers say of every hash and number that stands."""
    found = lookups(open_tiers(clean), [], alive)
    standing = np.flatnonzero(alive)
    sketches = found.sketches(standing)
    hashes = np.unique(sketches.hashes)
    place, number = found.holders(hashes)
    order = np.lexsort((number, place))
    return [one.tolist() for one in (sketches.hashes, sketches.starts, hashes, place[order], number[order])]


def tiers_of(clean):
    """Return how many pages each tier has, the oldest first."""
    return [file.rows for file in sorted(files(clean, "hashes"), key=lambda file: file.name) if file.rows]


def test_tiers_of_many_runs_answer_as_one(tmp_path):
    """Also where numbers stand for nothing any more, and when all is merged; then the bytes are those of one run."""
    alive, texts, at = np.zeros(200, bool), [], 1
    for count in (40, 8, 3, 5, 1, 60, 9, 2):
        texts += texts_of(at, count)
        alive[at : at + count] = True
        bring(tmp_path / "nights", at, texts[at - 1 :], alive)
        at += count
    bring(tmp_path / "once", 1, texts, alive)
    several = tiers_of(tmp_path / "nights")
    alive[[3, 41, 42, 100, 128]] = False
    told = [answers(tmp_path / name, alive) for name in ("nights", "once")]
    for name in ("nights", "once"):
        bring(tmp_path / name, at, [], alive, whole=True)

    assert [117, 9, 2] == several
    assert told[0] == told[1] == answers(tmp_path / "nights", alive)
    assert [[123], [123]] == [tiers_of(tmp_path / name) for name in ("nights", "once")]
    for dataset in ("hashes", "holders"):
        (nights,), (once,) = (files_of(tmp_path / name, dataset) for name in ("nights", "once"))
        assert read_tier(nights).combine_chunks().equals(read_tier(once).combine_chunks())


def test_a_run_adds_a_tier_and_leaves_large_ones_alone(tmp_path):
    """What a night writes hangs on what it brings; forgetting and sketching anew write all of it."""
    clean = tmp_path / "clean"
    pages = [row(f"s{n}", f"{text} {n}", page=f"p{n}") for n, text in enumerate(texts_of(1, 12))]
    publish(clean, pages[:9])
    publish(clean, pages[9:], as_of=DAY.replace(day=2))
    two = tiers_of(clean)
    forget(clean, page_key("p3"), "a test", who="a test")
    forgotten = tiers_of(clean)
    rebuild(clean)

    assert ([9, 3], [11], [11]) == (two, forgotten, tiers_of(clean))
    assert {(n,) for n in range(1, 12)} == set(read(clean / ".saring" / "current", "sketches", "number", "number"))
    assert [] == verify(clean, sample=0)


@pytest.mark.parametrize(
    ("dataset", "change", "said"),
    [
        ("hashes", lambda table: table.slice(1), "no hashes"),
        ("holders", lambda table: table.slice(1), "others than those by hash"),
        ("holders", lambda table: pa.concat_tables([table, table.slice(0, 1)]), "others than those by hash"),
    ],
)
def test_what_tiers_lack_is_found(tmp_path, dataset, change, said):
    """By the numbers of the pages, with what to do."""
    publish(tmp_path, [row("s1", "Air sungai naik dua meter semalam di kota.", page="p1")])
    (path,) = files_of(tmp_path, dataset)
    table = change(read_tier(path)).combine_chunks()
    path.unlink()
    write_tier(path.parent, dataset, path.name, table.to_batches())
    note_file(tmp_path, dataset, path, table.num_rows)

    told = [f"{fault.what} -> {fault.remedy}" for fault in verify(tmp_path, sample=0)]

    assert any(said in fault and "--rebuild" in fault for fault in told), told
