"""Sketches of texts, on both paths."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.duplicates import compiled, plain
from transforms.duplicates.agree import MOST_WORDS
from transforms.duplicates.runs import LEAST, LIMIT
from transforms.duplicates.sketch import FEWEST_COMPILED, MOST_CHARACTERS, path_for, sketch
from transforms.duplicates.words import words_of

CHARACTERS = "ab Z09.,_-\n\t\u00a0“’—…éÉﬁｗ²水位あカ\u0e41\u0e21\u0e48\u00ad\u200b\u0301\u0645\u064e👇\U00020000"
TEXTS = st.lists(st.none() | st.text(CHARACTERS, max_size=80), max_size=12)
STORY = " ".join(f"kata{n * 7919 % 1000}" for n in range(800))
EDGES = ["", "a", "a b", "a b c", None, " ", "\u00ad", "x\u00ad", "水", "水位", "—", "a" * 70_000, STORY]


def told(texts, *, fast):
    """Return the sketches of texts by one path, as plain lists."""
    done = sketch(pa.array(texts, pa.string()), compiled=fast)
    return done.hashes.tolist(), done.starts.tolist(), done.words.tolist()


@settings(max_examples=300)
@given(TEXTS)
def test_both_paths_make_equal_bytes(texts):
    """Which one is taken is nothing to what is found."""
    assert told(texts, fast=True) == told(texts, fast=False)


def test_both_paths_agree_at_the_edges():
    """Empty texts, one word, one character, a word of any length."""
    assert told(EDGES, fast=True) == told(EDGES, fast=False)


@pytest.mark.parametrize("more", [-1, 0, 1, MOST_WORDS])
def test_both_paths_stop_at_the_same_word(more):
    """What is looked at of a text is bounded."""
    text = " ".join(f"k{n}" for n in range(MOST_WORDS + more))

    assert told([text], fast=True) == told([text], fast=False)
    assert told([text], fast=False)[2] == [min(MOST_WORDS, MOST_WORDS + more)]


def test_texts_without_end_are_cut():
    """A hostile text costs no more than the longest story."""
    endless = "a" * MOST_CHARACTERS + " b c d"

    assert told([endless], fast=False) == told(["a" * MOST_CHARACTERS], fast=False)


@given(TEXTS)
def test_a_sketch_is_of_its_text_alone(texts):
    """Neighbours and their order change nothing."""
    whole = sketch(pa.array(texts, pa.string()))

    for number, text in enumerate(texts):
        assert whole.of(number).tolist() == told([text], fast=False)[0]


@given(TEXTS)
def test_words_are_those_of_the_verdict(texts):
    """One notion of a word finds copies and judges them."""
    assert told(texts, fast=False)[2] == [len(words_of(text or "")) for text in texts]


@given(TEXTS)
def test_hashes_ascend_and_stand_once(texts):
    """A text keeps its smallest hashes, at least eight where it has them, and all below the limit."""
    done = sketch(pa.array(texts, pa.string()))

    for number, words in enumerate(done.words.tolist()):
        kept = done.of(number).tolist()
        assert kept == sorted(set(kept))
        assert len(kept) >= min(1, words)
        assert all(one < LIMIT for one in kept[LEAST:])


def test_one_run_of_eight_is_kept():
    """A sketch is a fair sample of what the text says."""
    kept = len(sketch(pa.array([STORY])).hashes)

    assert 70 <= kept <= 130  # 798 runs


def test_typography_and_letter_case_are_no_difference():
    """A copy in other quotes has the same sketch."""
    one, other = "“Air naik” kata warga — petugas datang", '"AIR NAIK" kata warga - petugas  datang'

    assert told([one], fast=False)[0] == told([other], fast=False)[0]


def test_a_slice_of_an_array_is_sketched_as_what_it_holds():
    """Offsets of Arrow's buffers are minded, and chunks."""
    texts = pa.array(["air naik dua meter", STORY, "warga pulang ke rumah"])
    parts = pa.chunked_array([texts.slice(1, 1), texts.slice(2)])

    assert sketch(parts).hashes.tolist() == told([STORY, "warga pulang ke rumah"], fast=False)[0]
    assert sketch(parts.cast(pa.large_string())).starts.tolist() == sketch(parts).starts.tolist()


def test_a_few_texts_wait_for_no_compiler():
    """Loading it costs more than they do."""
    assert path_for(FEWEST_COMPILED - 1, compiled=None)[0] is plain.sketch_slice
    assert path_for(FEWEST_COMPILED, compiled=None)[0] is compiled.sketch_slice


def test_kept_hashes_are_the_shared_ones():
    """A text that holds another holds its sketch, but for the runs at the seam and what only short texts keep."""
    short = sketch(pa.array([STORY])).of(0)
    long = sketch(pa.array([f"{STORY} dan seterusnya sampai habis"])).of(0)

    assert len(np.setdiff1d(short, long)) == 0
