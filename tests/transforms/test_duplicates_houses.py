"""Which pages share hashes with others of their house."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from transforms.duplicates.holders import Holders
from transforms.duplicates.houses import NOBODY, pages_sharing
from transforms.duplicates.passages import LEAST_PAGES

PAGES = st.lists(st.tuples(st.sampled_from([NOBODY, 0, 1]), st.sets(st.integers(0, 5))), max_size=14)


def parts_of(pages, edge):
    """Yield who holds each hash, those below an edge first."""
    held = sorted((value, number) for number, (_, hashes) in enumerate(pages) for value in hashes)
    for some in ([row for row in held if row[0] < edge], [row for row in held if row[0] >= edge]):
        yield Holders(np.array([h for h, _ in some], np.uint64), np.array([n for _, n in some], np.uint32))


@given(PAGES, st.integers(0, 6))
def test_a_hash_counts_where_three_pages_of_the_house_hold_it(pages, edge):
    """Others of other houses are no matter, nor how the hashes are told into parts."""
    held = Counter((house, value) for house, hashes in pages for value in hashes)
    counted = [
        sum(house != NOBODY and held[house, value] >= LEAST_PAGES for value in hashes) for house, hashes in pages
    ]

    assert counted == pages_sharing(parts_of(pages, edge), np.array([house for house, _ in pages], np.int32)).tolist()
