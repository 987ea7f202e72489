"""Stars after batches are those of one run over everything."""

import datetime as dt
import random
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.duplicates.candidates import candidates
from transforms.duplicates.corpus import Corpus
from transforms.duplicates.holders import find_in_parts, holders_of
from transforms.duplicates.regroup import regroup
from transforms.duplicates.shelves import shelves_of
from transforms.duplicates.sketch import Sketches, sketch
from transforms.duplicates.stars import find_stars
from transforms.duplicates.verdict import story_of

DAY = dt.date(2026, 11, 1)
SYLLABLES = "ba ca da fa ga ha ja ka la ma na pa ra sa ta wa ya bu cu du gu hu ju ku lu mu nu pu ru su tu".split()
VOCABULARY = [a + b for a in SYLLABLES for b in SYLLABLES]


def prose(seed, words):
    """Return words by chance, always the same for one seed."""
    return random.Random(seed).choices(VOCABULARY, k=words)  # noqa: S311


STEMS = [prose(seed, 100) for seed in range(3)]
FOOTER = prose(99, 40)


@dataclass
class Store:
    """Pages by number as a store would keep them, and the stars that batches left."""

    texts: dict = field(default_factory=dict)
    arrivals: dict = field(default_factory=dict)
    standing: dict = field(default_factory=dict)
    relations: dict = field(default_factory=dict)
    asked: int = 0

    def take(self, batch):
        """Take in pages: {page: (arrival, text)}; None for a text is a page that leaves."""
        left, came = [], []
        for page, (arrived, text) in batch.items():
            if page in self.standing:
                left.append(self.standing.pop(page))
            if text is not None:
                number = len(self.texts)
                self.texts[number], self.arrivals[number], self.standing[page] = text, arrived, number
                came.append(number)
        came, left = np.array(came, np.int64), np.array(left, np.int64)
        for number in left.tolist():
            self.relations.pop(number, None)
        done = regroup(self.corpus(), came, left)
        for number in done.asked.tolist():
            self.relations[number] = []
        for relation in done.stars.relations:
            self.relations[relation.follower].append(relation)
        self.asked += len(done.asked)

    def corpus(self):
        """Return what `regroup` is asked with."""
        leaders = {
            relation.follower: relation.leader
            for some in self.relations.values()
            for relation in some
            if relation.verdict.joins
        }
        standing = np.array(sorted(self.standing.values()), np.int64)
        held = list(holders_of(list(shelves_of(standing, self.sketches(standing)))))
        return Corpus(partial(find_in_parts, held), self.sketches, self.sizes, self.arrived, self.stories, leaders)

    def sketches(self, numbers) -> Sketches:
        """Return sketches of texts."""
        return sketch(pa.array([self.texts[number] for number in numbers.tolist()], pa.string()))

    def sizes(self, numbers):
        """Return how many hashes texts have."""
        return np.diff(self.sketches(numbers).starts)

    def arrived(self, numbers):
        """Return what sorts texts by arrival."""
        return np.array([self.arrivals[number] for number in numbers.tolist()], np.int64)

    def stories(self, numbers):
        """Return what tells of texts that were asked for, and of no others."""
        allowed = set(numbers.tolist())
        return lambda number: self.story(number) if number in allowed else None

    def story(self, number):
        """Return a text as a story."""
        return story_of(self.texts[number], None, DAY)

    def told(self):
        """Return all relations, by the arrivals of both."""
        return {
            (self.arrivals[relation.leader], self.arrivals[relation.follower], relation.verdict)
            for some in self.relations.values()
            for relation in some
        }

    def at_once(self):
        """Return the same of one run over everything."""
        numbers = sorted(self.standing.values(), key=self.arrivals.__getitem__)
        some = candidates(self.sketches(np.array(numbers, np.int64)))
        stars = find_stars(some.by_text(), lambda place: self.story(numbers[place]))
        return {
            (self.arrivals[numbers[r.leader]], self.arrivals[numbers[r.follower]], r.verdict) for r in stars.relations
        }


def text_of(stem, first, edits, footer):
    """Return a text out of a few stems, cut and edited so that copies of copies and chains come about."""
    words = list(STEMS[stem][first : first + 70])
    for edit in edits:
        words[edit % len(words)] = f"lain{edit}"
    return " ".join(words + FOOTER * footer)


TEXTS = st.builds(
    text_of, st.integers(0, 2), st.integers(0, 30), st.lists(st.integers(0, 400), max_size=4), st.booleans()
)
PAGES = st.lists(st.tuples(st.integers(0, 59), st.none() | TEXTS), min_size=1, max_size=40)


@settings(max_examples=40)
@given(st.lists(PAGES, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_batches_in_any_order_are_one_run_over_everything(batches, chance):
    """Pages come early or late, say something else, and leave; hashes cross the cap between batches."""
    arrivals = list(range(60))
    chance.shuffle(arrivals)
    store = Store()
    for batch in batches:
        store.take({page: (arrivals[page], text) for page, text in batch})

        assert store.told() == store.at_once()


@pytest.mark.parametrize("order", ["as they arrived", "reversed", "shuffled"])
def test_thirty_copies_come_one_a_night(order):
    """In any order, with the arrivals; from the twentieth on their hashes are common."""
    copies = {n: (n, text_of(0, 0, [7 * n, 7 * n + 3], footer=True)) for n in range(32)}
    nights = list(copies)
    if order == "reversed":
        nights.reverse()
    if order == "shuffled":
        random.Random(1).shuffle(nights)  # noqa: S311
    store = Store()
    for night in nights:
        store.take({night: copies[night]})

    assert store.told() == store.at_once()
    assert {leader for leader, _, said in store.told() if said.joins} == {0}


@pytest.mark.parametrize("seed", range(4))
def test_a_chain_comes_link_by_link(seed):
    """Who leads changes along all of it when an early link comes late, beyond what shares a word with that."""
    words = prose(77, 20 * 14 + 110)
    chain = {n: (n, " ".join(words[20 * n : 20 * n + 100])) for n in range(14)}
    nights = list(chain)
    random.Random(seed).shuffle(nights)  # noqa: S311
    store = Store()
    for night in nights:
        store.take({night: chain[night]})

        assert store.told() == store.at_once()

    assert len([1 for _, _, said in store.told() if said.joins]) == 7


def test_a_night_asks_only_what_it_touches():
    """Strangers that came before are not looked at."""
    store = Store()
    store.take({n: (n, " ".join(prose(1_000 + n, 80))) for n in range(200)})
    before = store.asked
    store.take({900: (900, " ".join(prose(1_007, 80)[:76])), 901: (901, " ".join(prose(5_000, 80)))})

    assert store.asked - before == 2
    assert [(leader, text) for leader, text, said in store.told() if said.joins] == [(7, 900)]


def test_when_a_leader_leaves_its_followers_find_another():
    """A story that is forgotten lets its copies stand together."""
    store = Store()
    store.take({n: (n, text_of(1, 0, [n], footer=False)) for n in range(4)})
    store.take({0: (0, None)})

    assert {(leader, text) for leader, text, said in store.told() if said.joins} == {(1, 2), (1, 3)}


HASHES = st.lists(st.lists(st.integers(0, 30), max_size=8, unique=True), max_size=8)


@given(HASHES)
def test_who_holds_a_hash(texts):
    """Every text that holds it, and no other."""
    hashes = np.array([one for text in texts for one in sorted(text)], np.uint64)
    starts = np.concatenate([[0], np.cumsum([len(text) for text in texts])]).astype(np.int64)
    some = Sketches(hashes, starts, np.zeros(len(texts), np.int32))
    held = list(holders_of(list(shelves_of(np.arange(100, 100 + len(texts)), some))))

    place, number = find_in_parts(held, np.arange(31, dtype=np.uint64))

    right = [(one, 100 + n) for n, text in enumerate(texts) for one in text]
    assert sorted(right) == sorted(zip(place.tolist(), number.tolist(), strict=True))
