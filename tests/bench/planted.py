"""
Texts by chance with planted copies of ten kinds, and what finding them costs.

    python tests/bench/planted.py 100000

Prints JSON: texts sketched a CPU second on either path, CPU seconds of what follows, megabytes at the peak, precision
and recall on the planted truth. Texts are made anew whenever one is asked for, so that none is held.
"""

import datetime as dt
import json
import resource
import sys
import time
from collections import Counter
from functools import lru_cache, partial

import numpy as np
import pyarrow as pa

from transforms.duplicates.candidates import candidates
from transforms.duplicates.sketch import Sketches, sketch
from transforms.duplicates.stars import find_stars
from transforms.duplicates.verdict import Story, story_of

WORDS = 280
"""Words of a text, about 2 kB."""

SYLLABLES = "ba ca da fa ga ha ja ka la ma na pa ra sa ta wa ya bu cu du gu hu ju ku lu mu nu pu ru su tu".split()
VOCABULARY = np.array([a + b + c for a in SYLLABLES for b in SYLLABLES for c in ("", "n", "s", "ri", "ma")], object)
SKEW = 3
"""The commonest words are met as often as in news: place in the vocabulary is chance to this power."""

EVERY = 20
"""One text of so many is a copy of an earlier one, of the kinds in turn."""

KINDS = "equal typography edited cut longer corrected later contained half wire".split()
JOINING = {"equal", "typography", "edited", "cut", "longer", "corrected", "wire"}
DAY = dt.date(2026, 11, 1)
SLICE = 20_000
SMALL = 5_000


def chances(number: int, count: int) -> np.ndarray:
    """Return so many numbers below 1 that hang on a text's number alone (splitmix64)."""
    with np.errstate(over="ignore"):
        values = (np.uint64(number) << np.uint64(20)) + np.arange(1, count + 1, dtype=np.uint64)
        values *= np.uint64(0x9E3779B97F4A7C15)
        values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((values ^ (values >> np.uint64(31))) >> np.uint64(11)) / 2.0**53


def words_of(number: int, count: int = WORDS) -> list[str]:
    """Return the words of an original."""
    return VOCABULARY[(chances(number, count) ** SKEW * len(VOCABULARY)).astype(np.int64)].tolist()


def planted(number: int) -> tuple[str, int] | None:
    """Return of what kind a text is a copy, and of which; None for an original."""
    if number % EVERY != EVERY - 1:
        return None
    kind = KINDS[number // EVERY % len(KINDS)]
    return kind, 0 if kind == "wire" else number - EVERY + 1


def text_of(number: int) -> str:
    """Return a text."""
    if (copy := planted(number)) is None:
        return with_price(words_of(number), number)
    kind, of = copy
    words, more = words_of(of), words_of(number)
    if kind in {"edited", "wire"}:
        words = [
            new if chance < 1 / 30 else old
            for old, new, chance in zip(words, more, chances(number + 7, WORDS), strict=True)
        ]
    changed = {"cut": words[: WORDS * 9 // 10], "longer": words + more[: WORDS // 10]}
    changed |= {"contained": words + more, "half": words[: WORDS // 2] + more[WORDS // 2 :]}
    text = with_price(changed.get(kind, words), number if kind in {"corrected", "later"} else of)
    return f"“{text.upper()}” —" if kind == "typography" else text


def with_price(words: list[str], number: int) -> str:
    """Return a text that names a number."""
    return f"{' '.join(words[:9])} {1000 + number} rupiah {' '.join(words[9:])}"


@lru_cache(maxsize=20_000)
def story(number: int) -> Story:
    """Return a text as a story; what is printed later is printed nine days later."""
    copy = planted(number)
    return story_of(text_of(number), None, DAY + dt.timedelta(9 if copy and copy[0] == "later" else 0))


def main(count: int) -> None:
    """Print the figures for so many texts."""
    hashes, at = np.empty(count * WORDS // 6, np.uint64), 0
    starts, words, spent = [np.zeros(1, np.int64)], [], 0.0
    for first in range(0, count, SLICE):
        texts = pa.array([text_of(number) for number in range(first, min(first + SLICE, count))])
        if not first:
            plain, _ = timed(partial(sketch, texts.slice(0, SMALL), compiled=False))
            candidates(sketch(texts.slice(0, 1), compiled=True), compiled=True)  # what is compiled is loaded
        cpu, part = timed(partial(sketch, texts, compiled=True))
        spent += cpu
        starts.append(at + part.starts[1:])
        words.append(part.words)
        hashes[at : at + len(part.hashes)] = part.hashes
        at += len(part.hashes)
        del texts, part
    sketches = Sketches(hashes[:at], np.concatenate(starts), np.concatenate(words))
    looking, found = timed(lambda: candidates(sketches, compiled=True))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
    made: Counter[str] = Counter()

    def told(number: int) -> Story:
        start = time.process_time()
        text_of(number)
        made["seconds"] += time.process_time() - start
        return story(number)

    judging, stars = timed(lambda: find_stars(found.by_text(), told))
    joined = {(relation.leader, relation.follower) for relation in stars.relations if relation.verdict.joins}
    right = {(of, n) for n in range(count) if (c := planted(n)) and c[0] in JOINING for of in (c[1],)}
    figures = {
        "texts": count,
        "sketched": round(count / spent),
        "sketched_plain": round(min(count, SMALL) / plain),
        "looking": round(looking, 2),
        "judging": round(judging - 2 * made["seconds"], 2),
        "megabytes": round(peak),
        "candidates": len(found.texts),
        "cut": found.cut,
        "precision": round(len(joined & right) / max(len(joined), 1), 4),
        "recall": round(len(joined & right) / max(len(right), 1), 4),
        "missed": Counter(planted(n)[0] for _, n in right - joined),
        "wrong": Counter((planted(n) or ("original",))[0] for _, n in joined - right),
    }
    print(json.dumps(figures))


def timed(work):
    """Return the CPU seconds of some work, and what it returned."""
    start = time.process_time()
    done = work()
    return time.process_time() - start, done


if __name__ == "__main__":
    main(int(sys.argv[1]))
