"""What is kept of a forgotten text: it knows copies again, tells other texts apart, and cannot be read."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.duplicates.traces import (
    FEWEST_KEPT,
    SAME_STORY,
    gather,
    is_copy,
    likeness,
    runs_of,
    sample_of,
    share_held,
    sharing,
    trace_of,
)

WORDS = [f"kata{n}" for n in range(400)]
TEXT = " ".join(WORDS)
texts = st.lists(st.sampled_from(WORDS), max_size=120).map(" ".join)


def copy_of(text, other):
    """Return whether another text is a copy, as a run finds it out."""
    trace, n_words = trace_of(runs_of(text)), len(text.split())
    return is_copy(trace, n_words, likeness(trace, n_words, runs_of(other), len(other.split())))


def test_hashes_are_frozen():
    """Tombstones of years ago must still be met: these numbers never change."""
    runs = runs_of("Air sungai naik dua meter")

    assert [f"{one:016x}" for one in runs] == ["4fef1d01bfe39fff", "e06bf1bb6efcce58", "fdadb4c0267c24e3"]
    assert [f"{one:016x}" for one in runs_of("dua")] == ["845e7264ab9dd3aa"]


@given(texts)
def test_typography_is_nothing(text):
    """Case, marks between words and breaks leave the hashes as they are."""
    assert np.array_equal(runs_of(text), runs_of(text.upper().replace(" ", " …\n")))


@given(texts, texts)
def test_a_trace_is_a_part_of_its_text(text, other):
    """All its hashes are runs of the text, so a text that holds the whole one has all of them."""
    trace = trace_of(runs_of(text))

    assert share_held(trace, runs_of(f"{text} {other}" if len(text.split()) > 2 else text)) in (0.0, 1.0)
    assert np.isin(trace, runs_of(text)).all()


def test_a_trace_holds_an_eighth_of_a_long_text():
    """Of 400 words some fifty runs and the smallest are kept; most words stand in none of the runs that are."""
    runs = runs_of(TEXT)

    assert len(trace_of(runs)) < len(runs) / 8 + FEWEST_KEPT + 20
    assert len(sample_of(runs)) < len(runs) / 5


@pytest.mark.parametrize(
    ("other", "is_one"),
    [
        (TEXT, True),
        (f"pembuka {TEXT} penutup panjang sekali", True),
        (" ".join(WORDS[:320]), True),
        (" ".join(WORDS[:380]) + " lain", True),
        (" ".join(WORDS[:150]), False),
        (" ".join(reversed(WORDS)), False),
        ("cerita yang lain sama sekali dari kota yang lain", False),
        ("", False),
    ],
)
def test_copies_are_told(other, is_one):
    """A text that holds it, and a large part of it, are copies; a quotation and another text are none."""
    assert copy_of(TEXT, other) is is_one


def test_a_text_of_a_few_words_has_no_copies():
    """Too little is left of it to know it by."""
    assert not copy_of("hanya lima kata saja ini", "hanya lima kata saja ini")


@given(st.lists(texts, max_size=6), texts)
def test_many_traces_are_asked_at_once(traced, other):
    """Every trace that shares enough with a text to be its story is among those that are looked at more closely."""
    traces = [trace_of(runs_of(text)) for text in traced]
    runs = runs_of(other)

    found = set(sharing(gather(traces), runs).tolist())

    assert {n for n, trace in enumerate(traces) if share_held(trace, runs) >= SAME_STORY} <= found
