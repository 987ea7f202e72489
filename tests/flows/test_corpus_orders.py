"""A planted corpus in any order: hashes that become common between nights, passages that come to stand late."""

import datetime as dt
import random

import numpy as np
import pyarrow as pa
import pytest
from deliveries.laws import differ
from staged import DAY, publish, read, row

from flows.corpus.relearn import relearn
from flows.inspect import verify
from transforms.duplicates.sharing import COMMON
from transforms.duplicates.sketch import sketch

WORDS = "ba ca da fa ga ha ja ka la ma na pa ra sa ta wa".split()
VOCABULARY = [a + b + c for a in WORDS for b in WORDS[:4] for c in WORDS[4:8]]
NIGHTS = 10
HOUSES = range(10)
NO_GUARD = {"*": "a test"}


def prose(seed, words):
    """Return words by chance, always the same for one seed."""
    return " ".join(random.Random(seed).choices(VOCABULARY, k=words))  # noqa: S311


def page(name, text, house):
    """Return a staged page of a house."""
    return row(f"{name}#1", text, page=name, outlet_domain=f"{house}.id", title=name, n_blocks=text.count("\n") + 1)


def background(house, n):
    """Return a page with the background of its subject in one paragraph: 24 pages share 840 words of 1,160."""
    return f"{prose(f'own {house} {n}', 320)} {prose(f'background {house}', 840)}"


def footed(house, n):
    """Return a short page over the notice of its house."""
    notice = "\n".join(prose(f"notice {house} {line}", 60) for line in range(5))
    return f"{prose(f'short {house} {n}', 60)}\n{notice}"


def planted():
    """Return pages in order of arrival: the third page over each notice comes in the last night or the one before."""
    pages = [page(f"b{h}x{n}", background(h, n), f"b{h}") for n in range(24) for h in HOUSES]
    pages += [page(f"c{h}x{n}", background(h, n).replace(" ba", " lain", 9), f"c{h}") for h in HOUSES for n in (3, 9)]
    pages += [page(f"f{h}x{n}", footed(h, n), f"f{h}") for n in (0, 1) for h in HOUSES]
    random.Random(7).shuffle(pages)  # noqa: S311
    return [*pages, *(page(f"f{h}x2", footed(h, 2), f"f{h}") for h in HOUSES)]


def become_common(pages):
    """Return how many hashes find nobody at the end and still did half-way."""
    counts = []
    for some in (pages[: len(pages) // 2], pages):
        hashes, held = np.unique(sketch(pa.array([one["text"] for one in some])).hashes, return_counts=True)
        counts.append(dict(zip(hashes.tolist(), held.tolist(), strict=True)))
    half, whole = counts
    return sum(held >= COMMON > half.get(one, 0) for one, held in whole.items())


def deliver(clean, pages, nights, *, arrivals=None, learning=()):
    """Publish pages in so many nights, learn passages behind some of them and at the end."""
    size = -(-len(pages) // nights)
    for night in range(nights):
        day = DAY + dt.timedelta(90 if arrivals else night)
        publish(clean, pages[night * size : (night + 1) * size], as_of=day, accepted=NO_GUARD, arrivals=arrivals)
        if night in learning:
            relearn(clean, as_of=day, accepted=NO_GUARD)


@pytest.mark.soak
def test_what_becomes_common_and_what_comes_to_stand_hang_on_no_order(tmp_path):
    """Given the arrivals: ten nights, one, reversed, shuffled, with passages learned in between, are one corpus."""
    pages = planted()
    shuffled = random.Random(5).sample(pages, len(pages))  # noqa: S311
    first = tmp_path / "first"
    deliver(first, pages, NIGHTS)
    others = {
        "once": (pages, 1, ()),
        "reversed": (pages[::-1], NIGHTS, ()),
        "shuffled": (shuffled, NIGHTS, (2, 5, 8)),
        "learning": (pages, NIGHTS, range(NIGHTS)),
    }
    for name, (some, nights, learning) in others.items():
        deliver(tmp_path / name, some, nights, arrivals=first, learning=learning)
    before = [differ(first, tmp_path / name) for name in ("once", "reversed")]
    for name in ("first", *others):
        relearn(tmp_path / name, as_of=DAY + dt.timedelta(99), accepted=NO_GUARD)

    assert become_common(pages) >= 1_000
    assert [[], []] == before
    assert len(HOUSES) == len(read(first / ".saring/current", "passages", "house", "house"))
    for name in others:
        assert (name, []) == (name, differ(first, tmp_path / name))
        for folder, dataset in (("", "relations"), (".saring/current", "passages")):
            assert read(first / folder, dataset, "*", "ALL") == read(tmp_path / name / folder, dataset, "*", "ALL")
        assert [] == verify(tmp_path / name, sample=0)
