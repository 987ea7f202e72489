"""Sketches in tiers answer as one tier does, whatever came and left."""

from functools import partial

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from transforms.duplicates.holders import find_in_parts, holders_of
from transforms.duplicates.shelves import Shelf, sizes_in, sketches_in
from transforms.duplicates.tiers import count_merged, merge_holders, merge_shelves

HASHES = st.sets(st.one_of(st.integers(0, 12), st.integers(2**61 - 4, 2**61 + 4), st.just(2**64 - 1)), max_size=6)
"""Few, so that many are shared; also about the highest that is kept, and above."""

BATCHES = st.lists(st.tuples(st.lists(HASHES, min_size=1, max_size=5), st.sets(st.integers(1, 20))), max_size=7)
"""What comes, and numbers that leave."""

SMALL = 4
"""Hashes of a part here."""


def shelf_of(first, texts):
    """Return the sketches of texts whose numbers count from the first."""
    hashes = np.array([hash_ for text in texts for hash_ in sorted(text)], np.uint64)
    starts = np.concatenate([[0], np.cumsum([len(text) for text in texts])]).astype(np.int64)
    return Shelf(np.arange(first, first + len(texts), dtype=np.uint32), starts, hashes)


def parts_of(shelf):
    """Return who holds the hashes of a shelf, in small parts."""
    return list(holders_of([shelf], SMALL))


def held_by(parts, hashes, alive):
    """Return who holds hashes, as pairs."""
    places, numbers = find_in_parts(parts, hashes)
    stand = alive[numbers]
    return sorted(zip(hashes[places[stand]].tolist(), numbers[stand].tolist(), strict=True))


@given(BATCHES)
def test_tiers_answer_as_one(batches):
    """Batch after batch, some numbers left: holders, sketches and sizes; the newest tiers are merged."""
    shelves, holders, texts, alive = [], [], {}, np.zeros(60, bool)
    for came, left in batches:
        shelf = shelf_of(len(texts) + 1, came)
        texts |= dict(zip(shelf.numbers.tolist(), came, strict=True))
        alive[shelf.numbers] = True
        alive[list(left)] = False
        kept = len(shelves) + 1 - count_merged([*(sum(len(s.numbers) for s in tier) for tier in shelves), len(came)])
        shelves[kept:] = [list(merge_shelves([*shelves[kept:], [shelf]], alive))]
        holders[kept:] = [list(merge_holders(partial(list, [*holders[kept:], parts_of(shelf)]), alive, SMALL))]
        shelves, holders = [tier for tier in shelves if tier], [tier for tier in holders if tier]

    standing = [number for number in texts if alive[number]]
    hashes = np.unique(np.array([hash_ for text in texts.values() for hash_ in text], np.uint64))
    flat, numbers = [shelf for tier in shelves for shelf in tier], np.array(standing[::-1], np.int64)
    found = sketches_in(flat, numbers)
    assert sorted((hash_, number) for number in standing for hash_ in texts[number]) == held_by(
        [held for tier in holders for held in tier], hashes, alive
    )
    assert [sorted(texts[number]) for number in standing[::-1]] == [found.of(n).tolist() for n in range(len(standing))]
    assert [len(texts[number]) for number in standing[::-1]] == sizes_in(flat, numbers).tolist()


@given(st.lists(st.lists(HASHES, min_size=1, max_size=5), min_size=1, max_size=5), st.integers(1, 9))
def test_merged_tiers_are_those_of_one_batch(batches, size):
    """To the last number, however large the parts are."""
    alive, at, tiers = np.ones(60, bool), 1, []
    for texts in batches:
        tiers.append(shelf_of(at, texts))
        at += len(texts)
    merged = list(merge_holders(lambda: [parts_of(tier) for tier in tiers], alive, size))
    once = parts_of(shelf_of(1, [text for texts in batches for text in texts]))

    for name in ("hashes", "numbers"):
        both = [np.concatenate([[], *(getattr(part, name) for part in parts)]).tolist() for parts in (merged, once)]
        assert both[0] == both[1]
    assert all(np.all(part.hashes[1:] >= part.hashes[:-1]) for part in merged)


def test_there_are_few_tiers_and_each_text_is_written_a_few_times():
    """A thousand nights of ten pages behind a first load of ten thousand."""
    sizes, written = [10_000], 0
    for _ in range(1_000):
        merged = count_merged([*sizes, 10]) - 1
        sizes[len(sizes) - merged :] = [sum(sizes[len(sizes) - merged :]) + 10]
        written += sizes[-1]
        assert len(sizes) <= 12

    assert sum(sizes) == 20_000
    assert written < 10 * 10_000
