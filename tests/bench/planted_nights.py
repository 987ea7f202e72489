"""
What a night of texts costs beside many that stand: looked up and judged, and written as the newest tier.

    python tests/bench/planted_nights.py 1000000

Prints JSON: CPU seconds and megabytes of making the first tier and of three nights of 10,000, one in ten of which is a
copy of an old text. A hundred thousand of those that stand are real generated texts, the others hashes by chance, as
many as a text has: only what is looked up is ever read.
"""

import datetime as dt
import json
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
from planted import DAY, KINDS, WORDS, chances, planted, text_of, with_price, words_of

from flows.corpus.tiers import lookups, open_tiers, stage_sketches, write_tiers
from flows.store import begin, commit, keep
from transforms.duplicates.corpus import Corpus
from transforms.duplicates.regroup import regroup
from transforms.duplicates.runs import LIMIT
from transforms.duplicates.shelves import shelves_of
from transforms.duplicates.sketch import Sketches, sketch
from transforms.duplicates.verdict import Story, story_of

REAL = 100_000
HASHES = 35
"""Of a text."""

NIGHT, NIGHTS = 10_000, 3
COPIES = 10
"""One new text of so many is a copy of an old one."""

LOADED = 500_000
FIRST = 10**9
"""Texts of nights are made from numbers above."""


def main(folder: Path, count: int) -> None:
    """Make the store, then let nights pass in processes of their own; print the figures."""
    figures: dict[str, object] = {"texts": count} | first_load(folder, count)
    for night in range(NIGHTS):
        done = subprocess.run(
            [sys.executable, __file__, str(folder), str(count), str(night)], capture_output=True, text=True, check=True
        )
        figures[f"night {night + 1}"] = json.loads(done.stdout)
    print(json.dumps(figures))


def first_load(folder: Path, count: int) -> dict[str, object]:
    """Publish the tiers of the texts that stand, and return what writing them cost."""
    spent = 0.0
    for at in range(0, count, LOADED):
        made = [real(at + n) for n in range(0, max(min(REAL - at, LOADED), 0), 20_000)]
        by_chance = sketches_by_chance(at, min(LOADED, count - at) - sum(len(one.starts) - 1 for one in made))
        sketches = joined([*made, by_chance])
        start = time.process_time()
        bring(folder, at + 1, sketches, np.ones(count + 1, bool))
        spent += time.process_time() - start
    return {"writing": round(spent, 2), "megabytes": megabytes(), "on disk": size_of(folder)}


def real(first: int) -> Sketches:
    """Return the sketches of some generated texts."""
    return sketch(pa.array([text_of(number) for number in range(first, first + 20_000)]), compiled=True)


def sketches_by_chance(seed: int, count: int) -> Sketches:
    """Return sketches that no text has."""
    hashes = np.random.default_rng(seed).integers(0, LIMIT, (max(count, 0), HASHES), np.uint64)
    hashes.sort(axis=1)
    return Sketches(hashes.ravel(), np.arange(max(count, 0) + 1) * HASHES, np.empty(0, np.int32))


def joined(parts: list[Sketches]) -> Sketches:
    """Return sketches one behind the other."""
    sizes = np.concatenate([np.diff(part.starts) for part in parts])
    starts = np.concatenate([[0], np.cumsum(sizes)])
    return Sketches(np.concatenate([part.hashes for part in parts]), starts, np.empty(0, np.int32))


def bring(folder: Path, first: int, sketches: Sketches, alive: np.ndarray) -> None:
    """Publish some sketches as the newest tier; numbers count from the first."""
    draft = begin(folder)
    stage_sketches(folder, np.arange(first, first + len(sketches.starts) - 1), sketches)
    write_tiers(draft, folder, alive, whole=False)
    (folder / "came.arrow").unlink()
    keep(draft)
    commit(draft, expected_rows={})


def new_text(number: int) -> str:
    """Return a text of a night: its own, or an edit of an old one."""
    if number % COPIES:
        return with_price(words_of(FIRST + number), FIRST + number)
    old = old_of(number)
    edits = zip(words_of(old), words_of(FIRST + number), chances(FIRST + number, WORDS), strict=True)
    return with_price([new if chance < 1 / 30 else word for word, new, chance in edits], old)


def old_of(number: int) -> int:
    """Return the old text that a new one is a copy of: an original."""
    return number // COPIES * 20 % REAL


def night(folder: Path, count: int, nights: int) -> None:
    """Look up, judge and write one night, and print what it cost."""
    first = count + nights * NIGHT + 1
    texts = pa.array([new_text(first + n) for n in range(NIGHT)])
    sketch(texts.slice(0, 10), compiled=True)
    start = time.process_time()
    fresh = sketch(texts, compiled=True)
    sketched = time.process_time()
    came, alive = np.arange(first, first + NIGHT), np.ones(first + NIGHT, bool)
    found = lookups(open_tiers(folder), list(shelves_of(came, fresh)), alive)
    before = {number: old_of(number) + 1 for number in range(count + 1, first) if number % COPIES == 0}
    leaders = {n + 1: n - 18 if KINDS[n // 20 % 10] != "wire" else 1 for n in range(19, REAL, 20) if is_joined(n)}
    made = [0.0]

    @cache
    def told(number: int) -> Story:
        begun = time.process_time()
        text = new_text(number) if number > count else text_of(number - 1)
        made[0] += time.process_time() - begun
        return story_of(text, None, DAY + dt.timedelta(9 if (planted(number - 1) or "")[:1] == ("later",) else 0))

    corpus = Corpus(
        found.holders, found.sketches, found.sizes, lambda numbers: numbers, lambda _: told, leaders | before
    )
    done = regroup(corpus, came, np.empty(0, np.int64))
    looked = time.process_time()
    bring(folder, first, fresh, alive)
    wrote = time.process_time()
    joined_now = {r.follower: r.leader for r in done.stars.relations if r.verdict.joins and r.follower >= first}
    right = {n: old_of(n) + 1 for n in came.tolist() if n % COPIES == 0}
    print(
        json.dumps(
            {
                "sketching": round(sketched - start, 2),
                "looking and judging": round(looked - sketched - made[0], 2),
                "writing": round(wrote - looked, 2),
                "megabytes": megabytes(),
                "asked": len(done.asked),
                "recall": round(len(joined_now.items() & right.items()) / len(right), 4),
                "precision": round(len(joined_now.items() & right.items()) / max(len(joined_now), 1), 4),
            }
        )
    )


def is_joined(number: int) -> bool:
    """Return whether a planted copy is of a kind that joins."""
    return KINDS[number // 20 % 10] not in {"later", "contained", "half"}


def megabytes() -> int:
    """Return the most memory that this process had at once."""
    (peak,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return round(int(peak.split()[1]) / 1_000)


def size_of(folder: Path) -> str:
    """Return what the tiers take on the disk."""
    paths = [path for path in (folder / ".saring" / "current").resolve().rglob("*.arrow") if path.stat().st_size]
    return f"{sum(path.stat().st_size for path in paths) / 1e6:,.0f} MB in {len(paths)} files"


if __name__ == "__main__":
    if len(sys.argv) == 4:
        night(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    else:
        with TemporaryDirectory() as temporary:
            main(Path(temporary, "clean"), int(sys.argv[1]))
