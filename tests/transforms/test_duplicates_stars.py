"""Which texts are found to be copies of which, in order of arrival."""

import datetime as dt
import random

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.duplicates.candidates import candidates
from transforms.duplicates.sharing import COMMON
from transforms.duplicates.sketch import sketch
from transforms.duplicates.stars import MOST_TRIED, find_stars
from transforms.duplicates.verdict import story_of

DAY = dt.date(2026, 11, 1)
SYLLABLES = "ba ca da fa ga ha ja ka la ma na pa ra sa ta wa ya bu cu du gu hu ju ku lu mu nu pu ru su tu".split()
VOCABULARY = [a + b + c for a in SYLLABLES for b in SYLLABLES for c in ("", "n", "s")]


def prose(seed, words=120):
    """Return words by chance, always the same for one seed."""
    return random.Random(seed).choices(VOCABULARY, k=words)  # noqa: S311


def edited(words, seed, *, of=25):
    """Return words with one of so many replaced."""
    chance = random.Random(seed)  # noqa: S311
    return [chance.choice(VOCABULARY) if chance.randrange(of) == 0 else word for word in words]


def found(texts, days=None, *, fast=None):
    """Return candidates of texts in their order, and the stars that come of them."""
    stories = [story_of(text, None, day) for text, day in zip(texts, days or [DAY] * len(texts), strict=True)]
    some = candidates(sketch(pa.array(texts, pa.string()), compiled=fast), compiled=fast)
    return some, find_stars(some.by_text(), stories.__getitem__)


def joined(texts, days=None):
    """Return (leader, text) of those that join."""
    _, stars = found(texts, days)
    return [(relation.leader, relation.follower) for relation in stars.relations if relation.verdict.joins]


def pairs(some):
    """Return candidates as plain rows."""
    return list(zip(some.texts.tolist(), some.partners.tolist(), some.shared.tolist(), strict=True))


def test_a_copy_joins_the_one_that_arrived_first():
    """Among strangers."""
    texts = [" ".join(prose(seed)) for seed in range(30)]

    assert joined([*texts, " ".join(edited(prose(7), 1))]) == [(7, 30)]


def test_five_hundred_copies_are_one_star():
    """Their hashes are common from the twentieth on, and still each finds the first."""
    texts = [" ".join(edited(prose(1), seed, of=60)) for seed in range(500)]

    assert {leader for leader, _ in joined(texts)} == {0}
    assert len(joined(texts)) == 499


def test_a_chain_is_no_cluster():
    """Of eight texts each shares all but a sentence with the next; the last shares nothing with the first."""
    words = prose(3, 15 * 14)
    chain = [" ".join(words[15 * n : 15 * n + 105]) for n in range(8)]

    assert len(joined(chain)) == 4
    assert {text - leader for leader, text in joined(chain)} == {1}


def test_a_footer_on_every_page_joins_nothing():
    """300 words that all pages share are common; what is left is compared."""
    footer = " ".join(prose(9, 300))
    texts = [f"{' '.join(prose(100 + n, 150))} {footer}" for n in range(60)]

    assert joined(texts) == []


def test_pages_that_are_all_footer_cost_a_bounded_number_of_verdicts():
    """Each is compared with so many leaders at most."""
    footer = prose(9, 60)
    texts = [" ".join([*footer, *prose(200 + n, 40)]) for n in range(80)]
    some, stars = found(texts)

    assert some.cut > 0
    assert all(relation.verdict.relation == "apart" for relation in stars.relations)


@pytest.mark.parametrize("form", ["Harga emas {} rupiah per gram, perak {} rupiah, kemarin {} dan {} rupiah."])
def test_sixty_days_of_prices_join_nothing(form):
    """Each day is like the one before in all but its numbers."""
    frame = " ".join(prose(5, 90))
    texts = [f"{form.format(*(1_900_000 + 137 * n + k for k in range(4)))} {frame}" for n in range(60)]

    assert joined(texts, [DAY + dt.timedelta(n) for n in range(60)]) == []


def test_equal_texts_are_all_one():
    """Whoever sees that a whole outlet is one text must say so; here they are copies."""
    assert len(joined([" ".join(prose(2))] * 100)) == 99


def test_pairs_that_are_no_copies_are_told():
    """A text inside a longer one is a relation, and joins nothing."""
    _, stars = found([" ".join(prose(4, 100)), " ".join(prose(4, 100) + prose(5, 100))])

    assert [relation.verdict.relation for relation in stars.relations] == ["contained"]


def test_a_text_is_compared_with_few_leaders():
    """Those that share most, of a piece that recurs for months."""
    frame = " ".join(prose(5, 90))
    texts = [f"{frame} {n} {n + 1} {n + 2} {n + 3}" for n in range(100, 160)]
    _, stars = found(texts)

    assert stars.cut > 0
    counts = np.bincount([relation.follower for relation in stars.relations])
    assert counts.max() <= MOST_TRIED


WORDS = [[*prose(seed, 40)] for seed in range(4)]
TEXTS = st.lists(
    st.builds(
        lambda which, first, more: " ".join(WORDS[which][first:] + prose(more, more)),
        st.integers(0, 3),
        st.integers(0, 20),
        st.integers(0, 6),
    ),
    max_size=COMMON + 25,
)


@given(TEXTS)
def test_later_texts_change_nothing_for_earlier_ones(texts):
    """Batches in order of arrival find what one batch finds: a hash is common by what arrived before."""
    whole, _ = found(texts)

    for end in (len(texts) // 3, len(texts) // 2):
        part, _ = found(texts[:end])
        assert pairs(part) == [row for row in pairs(whole) if row[0] < end]


@given(TEXTS)
def test_the_loop_finds_the_same_compiled_or_not(texts):
    """It is the same loop, over lists where it has few steps."""
    sketches = sketch(pa.array(texts, pa.string()))
    few, quick = (candidates(sketches, compiled=fast) for fast in (False, True))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("transforms.duplicates.candidates.FEWEST_COMPILED", 0)
        many = candidates(sketches, compiled=False)

    assert pairs(few) == pairs(many) == pairs(quick)
    assert few.cut == many.cut == quick.cut


@given(TEXTS)
def test_partners_arrived_before(texts):
    """And each stands once."""
    some, _ = found(texts)

    assert all(partner < text for text, partner, _ in pairs(some))
    assert len({row[:2] for row in pairs(some)}) == len(some.texts)


@given(TEXTS)
def test_no_text_joins_two_leaders_nor_a_follower(texts):
    """Stars have one centre."""
    edges = joined(texts)
    followers = [text for _, text in edges]

    assert len(followers) == len(set(followers))
    assert {leader for leader, _ in edges}.isdisjoint(followers)


def test_parts_of_the_hashes_are_put_together(monkeypatch):
    """However many hashes are sorted at once."""
    texts = pa.array([" ".join(edited(prose(n % 9), n)) for n in range(60)])
    whole = candidates(sketch(texts))
    monkeypatch.setattr("transforms.duplicates.candidates.PARTITION", 100)

    assert pairs(candidates(sketch(texts))) == pairs(whole)


def test_rows_are_found_in_pieces(monkeypatch):
    """However much room there is."""
    texts = pa.array([" ".join(edited(prose(n % 9), n)) for n in range(60)])
    whole = candidates(sketch(texts))
    monkeypatch.setattr("transforms.duplicates.candidates.ROOM", 1)

    assert pairs(candidates(sketch(texts))) == pairs(whole)


def test_nothing_is_found_among_nothing():
    """No texts, one text, texts without words."""
    for texts in ([], ["air naik dua meter"], ["", None, ""]):
        some = candidates(sketch(pa.array(texts, pa.string())))
        assert pairs(some) == []


def test_copies_are_found_among_thousands():
    """Lightly edited ones, cut ones, ones with a paragraph more: 98 in 100."""
    originals = [prose(seed, 60 + seed % 300) for seed in range(600)]
    copies = [edited(words, seed, of=30) for seed, words in enumerate(originals)]
    texts = [" ".join(words) for words in originals + copies]
    right = {(n, 600 + n) for n in range(600)}

    edges = set(joined(texts))

    assert len(edges & right) >= 0.98 * 600
    assert edges <= right
