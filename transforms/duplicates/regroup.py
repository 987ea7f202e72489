"""
Stars after a batch: what came, left or changed, and whatever that touches; the others keep theirs.

The answer is the one of a run over everything, whatever the batches were: a test holds that. Which leader a text joins
hangs on the earlier texts that it may be a copy of, and on whom these join; so it is asked again where one of them
came, left or joins another (`transforms.duplicates.touched`), and then those behind it, until nothing changes any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.duplicates.candidates import Candidates, Shared, look_up
from transforms.duplicates.sharing import MOST_OF_ONE
from transforms.duplicates.stars import Stars, find_stars
from transforms.duplicates.touched import counted_anew, later_copies

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from transforms.duplicates.corpus import Corpus

    Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Regrouped:
    """
    What a batch changed.

    Attributes:
        asked: The texts whose relations to earlier ones are given anew, ascending.

        stars: These relations; all of a text that is asked stand here, or it has none.
    """

    asked: Numbers
    stars: Stars


def regroup(corpus: Corpus, came: Numbers, left: Numbers) -> Regrouped:
    """
    Return the stars of what a batch touches.

    Args:
        corpus: All texts.

        came: Numbers of texts that are new, or say something else and so have a new number.

        left: Numbers of texts that are gone.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    followers = followers_of(corpus.leaders)
    batch = np.union1d(came, left)
    touched = [
        came,
        joined_to(followers, batch),
        later_copies(corpus, batch, came, left),
        counted_anew(corpus, came, left),
    ]
    asked = np.setdiff1d(np.unique(np.concatenate(touched)), left)
    while True:
        stars = stars_of(corpus, asked)
        now = {relation.follower: relation.leader for relation in stars.relations if relation.verdict.joins}
        changed = np.array([text for text in asked.tolist() if now.get(text) != corpus.leaders.get(text)], np.int64)
        hang_on = np.union1d(joined_to(followers, changed), later_copies(corpus, changed, came, left))
        more = np.setdiff1d(hang_on, np.union1d(asked, left))
        if not len(more):
            return Regrouped(asked, stars)
        asked = np.union1d(asked, more)


def followers_of(leaders: Mapping[int, int]) -> dict[int, list[int]]:
    """Return who joined each leader."""
    followers: dict[int, list[int]] = {}
    for text, leader in leaders.items():
        followers.setdefault(leader, []).append(text)
    return followers


def joined_to(followers: Mapping[int, list[int]], numbers: Numbers) -> Numbers:
    """Return who joined some texts."""
    import numpy as np  # noqa: PLC0415 - heavy

    return np.array([text for number in numbers.tolist() for text in followers.get(number, ())], np.int64)


def stars_of(corpus: Corpus, asked: Numbers) -> Stars:
    """Return the stars of some texts among all."""
    import numpy as np  # noqa: PLC0415 - heavy

    known = set(asked.tolist())
    found, numbers = candidates_of(corpus, asked)
    names = numbers.tolist()

    def settled(text: int) -> int:
        return text if text in known else corpus.leaders.get(text, text)

    met = numbers[np.union1d(found.texts, found.partners)]
    compared = np.union1d(met, np.array([settled(text) for text in met.tolist()], np.int64))
    pairs = ((names[text], [names[partner] for partner in partners]) for text, partners in found.by_text())
    return find_stars(pairs, corpus.stories(compared), settled)


def candidates_of(corpus: Corpus, asked: Numbers) -> tuple[Candidates, Numbers]:
    """Return which earlier texts some texts may be a copy of, by place, and the numbers at these places."""
    import numpy as np  # noqa: PLC0415 - heavy

    hashes = np.unique(corpus.sketches(asked).hashes)
    place, number = corpus.holders(hashes)
    order = np.lexsort((corpus.arrived(number), place))
    place, number = place[order], number[order]
    ranks = np.arange(len(place)) - np.searchsorted(place, place)
    first = ranks < MOST_OF_ONE
    numbers = np.union1d(number[first], asked)
    numbers = numbers[np.argsort(corpus.arrived(numbers))]
    sketches = corpus.sketches(numbers)
    by_number = np.argsort(numbers)
    seats = by_number[np.searchsorted(numbers, number, sorter=by_number).clip(max=len(numbers) - 1)]
    mine = np.isin(number, asked)
    entries = np.flatnonzero(mine)[np.lexsort((place[mine], ranks[mine], seats[mine]))]
    some = Shared(
        starts=np.searchsorted(seats[entries], np.arange(len(numbers) + 1)),
        groups=place[entries].astype(np.int32),
        ranks=ranks[entries].astype(np.int32),
        members_from=np.searchsorted(place[first], np.arange(len(hashes))),
        members=seats[first].astype(np.int32),
    )
    return look_up(sketches, some), numbers
