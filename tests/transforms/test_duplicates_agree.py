"""When two texts are one story."""

import pytest

from transforms.duplicates.agree import MOST_WORDS, containment_of, fold_title, share_held, shingle

FLOOD = "Air sungai naik dua meter semalam dan warga mengungsi ke balai desa"
TRAIN = "Kereta baru berjalan lagi hari Jumat setelah rel diperbaiki petugas"


def test_titles_are_compared_by_their_words():
    """Letter case and marks say nothing."""
    assert fold_title("Banjir, Lagi!") == fold_title("banjir  lagi") == "banjir lagi"
    assert fold_title(None) == ""


def test_a_text_is_its_runs_of_three_words():
    """Folded, each once."""
    assert shingle("Air sungai naik. AIR sungai naik") == {
        ("air", "sungai", "naik"),
        ("sungai", "naik", "air"),
        ("naik", "air", "sungai"),
    }


@pytest.mark.parametrize(("text", "runs"), [("Air naik", {("air", "naik")}), ("…", set()), ("", set())])
def test_a_short_text_is_one_run(text, runs):
    """A text without a word is none."""
    assert shingle(text) == runs


def test_containment_is_measured_on_the_shorter_text():
    """A story that grew contains its older self, from either side."""
    short, long = shingle(FLOOD), shingle(f"{FLOOD}. {TRAIN}.")

    assert containment_of(short, long) == containment_of(long, short) == 1.0
    assert containment_of(short, shingle(TRAIN)) == 0.0


def test_texts_without_a_word_contain_nothing():
    """Two empty texts say nothing about their stories."""
    assert containment_of(frozenset(), frozenset()) == share_held(frozenset(), shingle(FLOOD)) == 0.0


def test_a_share_is_measured_on_the_part():
    """The story does not lie in its own beginning."""
    short, long = shingle(FLOOD), shingle(f"{FLOOD}. {TRAIN}.")

    assert share_held(short, long) == 1.0
    assert 0.4 < share_held(long, short) < 0.6


def test_hostile_texts_cost_no_more_than_long_ones():
    """What is compared of a text is bounded."""
    assert len(shingle(" ".join(map(str, range(MOST_WORDS * 3))))) == MOST_WORDS - 2
