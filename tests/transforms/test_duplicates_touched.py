"""Who finds other texts than before a batch is asked again, though common hashes are counted otherwise."""

import random
from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from transforms.duplicates.candidates import candidates
from transforms.duplicates.corpus import Corpus
from transforms.duplicates.holders import find_in_parts, holders_of
from transforms.duplicates.shelves import shelves_of
from transforms.duplicates.sketch import Sketches
from transforms.duplicates.touched import counted_anew, later_copies

COMMON = range(14)
RARE = range(100, 400)


def some_text(chance):
    """Return the hashes of a text: common ones, and a few that hardly another holds."""
    common = chance.sample(COMMON, chance.randint(0, 9))
    return sorted({*common, *chance.sample(RARE, chance.randint(0, 8))} or {0})


def sketches_of(texts):
    """Return texts as sketches."""
    starts = np.concatenate([[0], np.cumsum([len(text) for text in texts], dtype=np.int64)]).astype(np.int64)
    hashes = np.array([one for text in texts for one in text], np.uint64)
    return Sketches(hashes, starts, np.zeros(len(texts), np.int32))


def partners_of(texts, numbers):
    """Return the earlier texts that each text finds; a text's number is its arrival."""
    found = candidates(sketches_of([texts[number] for number in numbers]))
    partners = {number: set() for number in numbers}
    for text, some in found.by_text():
        partners[numbers[text]] = {numbers[partner] for partner in some}
    return partners


def corpus_of(texts, standing):
    """Return what is asked with."""

    def chosen(numbers):
        return sketches_of([texts[number] for number in numbers.tolist()])

    numbers = np.array(standing, np.int64)
    held = partial(find_in_parts, list(holders_of(list(shelves_of(numbers, chosen(numbers))))))
    return Corpus(held, chosen, lambda numbers: np.diff(chosen(numbers).starts), lambda numbers: numbers, None, {})


@pytest.mark.parametrize("seed", range(5))
def test_whoever_finds_others_than_before_is_asked(seed):
    """Texts came and left at any place in the order; most of the others are not asked."""
    chance = random.Random(seed)  # noqa: S311
    asked = stayed = 0
    for _ in range(15):
        texts = [some_text(chance) for _ in range(chance.randint(20, 110))]
        kind = {n: chance.choices(("stays", "came", "left"), (20, 1, 1))[0] for n in range(len(texts))}
        before = partners_of(texts, [n for n in kind if kind[n] != "came"])
        standing = [n for n in kind if kind[n] != "left"]
        now = partners_of(texts, standing)
        came, left = (np.array([n for n in kind if kind[n] == one], np.int64) for one in ("came", "left"))
        corpus = corpus_of(texts, standing)

        touched = {*counted_anew(corpus, came, left), *later_copies(corpus, np.union1d(came, left), came, left)}

        staying = [n for n in kind if kind[n] == "stays"]
        assert {n for n in staying if before[n] != now[n]} <= touched
        asked, stayed = asked + len(touched & {*staying}), stayed + len(staying)
    assert asked < stayed


def test_an_edit_asks_nobody_who_holds_the_hashes_that_stay():
    """A page that says something else keeps its arrival: what both texts hold is counted as before."""
    texts = [[1, 2, 3, 4, 5, 6, 7, 8, 9, n + 100] for n in range(40)] + [[1, 2, 3, 4, 5, 6, 7, 8, 9, 500, 501]]
    arrivals = np.array([*range(40), 0.5])  # the last is what the first says now
    corpus = replace(corpus_of(texts, list(range(1, 41))), arrived=lambda numbers: arrivals[numbers])

    assert len(counted_anew(corpus, np.array([40]), np.array([0]))) == 0
