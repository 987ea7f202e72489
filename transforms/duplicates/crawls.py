"""
What the crawls of one page come to: its states, which of them is current, which are one with another.

Everything here is a function of the *set* of crawls, each with its own arrival: one night or ten,
in any order, come out alike.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from transforms.duplicates.agree import MOST_TEXTS_COMPARED, SAME_STORY, containment_of, share_held
from transforms.duplicates.states import Crawl, Role, Settled, State, Wish

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STUB_LENGTH = 0.8
"""Length of a stub, at most, as a share of the text that holds it."""

STUB_CONTAINED = 0.8
"""Share of a stub's shingles that the fuller text holds, at least."""

LASTING_CRAWLS = 3
LASTING_DAYS = 7
"""A stub that was fetched so often over so long a time is what the paper wants to stand there."""

STRAY_CHARACTERS = 400
STRAY_LENGTH = 0.25
"""
A text this short and not a quarter of another's length, under the other's address and unlike it in text and
title, is an error page, a login, a consent wall: it stands beside the story, never in its place.
"""

MOST_OLDER_STATES = 5
"""Older states of a page that are kept, the first among them."""


def settle(crawls: Iterable[Crawl], *, taken: bool = False) -> tuple[Settled, ...]:
    """
    Return what becomes of each crawl under one page key: whose row stands, and which are older states.

    Args:
        crawls: All of them, in any order, of one `page_key`.

        taken: The key itself was the name of a page that is forgotten, so that none of these is called by it.

    Returns:
        One answer for each crawl, by record.
    """
    pages = pages_of(states_of(crawls))
    named = sorted(pages, key=lambda states: min(state.arrived for state in states))
    settled = [
        answer
        for number, states in enumerate(named, int(taken))
        for answer in settle_page(states, page_id(states, number))
    ]
    return tuple(sorted(settled, key=lambda answer: answer.record_id))


def states_of(crawls: Iterable[Crawl]) -> list[State]:
    """Return the distinct contents among crawls, the first to arrive first."""
    by_content: dict[str, list[Crawl]] = defaultdict(list)
    for crawl in sorted(crawls, key=lambda c: (c.arrived, c.record_id)):
        by_content[crawl.content_key].append(crawl)
    return [State(tuple(same)) for same in by_content.values()]


def page_id(states: Sequence[State], number: int) -> str:
    """Return a page's name: the key itself for the first page under it, a name of its own for a later one."""
    first = min(states, key=lambda state: state.arrived).first
    if number == 0:
        return first.page_key
    return hashlib.blake2b(f"{first.page_key} {first.record_id}".encode(), digest_size=16).hexdigest()


def pages_of(states: Sequence[State]) -> list[list[State]]:
    """Return the states of each page: different stories under one key are pages; what fits none joins the longest."""
    parent = list(range(len(states)))
    compared = len(states) <= MOST_TEXTS_COMPARED
    for a, b in combinations(range(len(states)), 2):
        if root(parent, a) != root(parent, b) and are_one_page(states[a], states[b], compared=compared):
            join(parent, a, b)
    longest = max(range(len(states)), key=lambda n: (states[n].first.n_chars, states[n].first.record_id))
    roots = [root(parent, n) for n in range(len(states))]
    for n, state in enumerate(states):
        # What a title has joined to another story already would join the two.
        if roots.count(roots[n]) == 1 and (state.first.withdrawn or is_stray(state, states[longest])):
            join(parent, n, longest)
    pages: dict[int, list[State]] = defaultdict(list)
    for n, state in enumerate(states):
        pages[root(parent, n)].append(state)
    return list(pages.values())


def are_one_page(a: State, b: State, *, compared: bool) -> bool:
    """Return whether titles or texts agree; where a text is not at hand, the pages that both were known as count."""
    if a.title and a.title == b.title:
        return True
    if a.runs is None or b.runs is None:
        return a.first.known_as is not None and a.first.known_as == b.first.known_as
    return compared and containment_of(a.runs, b.runs) >= SAME_STORY


def is_stray(state: State, longest: State) -> bool:
    """Return whether a text is too short beside another to be a story of its own."""
    return state.first.n_chars < STRAY_CHARACTERS and state.first.n_chars < STRAY_LENGTH * longest.first.n_chars


def root(parent: list[int], n: int) -> int:
    """Return the smallest position joined with this one."""
    while parent[n] != n:
        parent[n] = parent[parent[n]]
        n = parent[n]
    return n


def join(parent: list[int], a: int, b: int) -> None:
    """Join two positions."""
    a, b = root(parent, a), root(parent, b)
    parent[max(a, b)] = min(a, b)


def settle_page(states: Sequence[State], name: str) -> list[Settled]:
    """Return which state of one page is current, which older ones are kept, and why they are older."""
    stubs = {state.first.record_id for state in states if is_stub(state, states)}
    current = current_state(states, stubs)
    kept = {state.first.record_id for state in kept_states(states, current)}
    answers = []
    for state in states:
        role: Role = "current" if state is current else "state" if state.first.record_id in kept else "superseded"
        verdict = None if state is current else verdict_on(state, current, stubs)
        held = None if state is current else containment_with(state, current)
        answers.append(Settled(state.first.record_id, name, role, verdict, held))
        answers += [Settled(crawl.record_id, name, "refetched") for crawl in state.crawls[1:]]
    return answers


def is_stub(state: State, states: Sequence[State]) -> bool:
    """
    Return whether a state is a stub: part of a fuller one, or a stray beside it, and not fetched for long enough.

    What was never fetched after the fuller text is no stub of it: the story grew.
    """
    if state.first.withdrawn:
        return False
    fuller = [other for other in states if other is not state and is_stub_of(state, other) and came_after(state, other)]
    return bool(fuller) and not has_lasted(state, fuller)


def came_after(state: State, other: State) -> bool:
    """Return whether a state was fetched when another one had stood there, or at that moment."""
    return state.newest.fetched_at >= min(crawl.fetched_at for crawl in other.crawls)


def is_stub_of(state: State, other: State) -> bool:
    """Return whether another state holds nearly all of this one and much more, or this one strayed in beside it."""
    if other.first.withdrawn or state.first.n_chars >= STUB_LENGTH * other.first.n_chars:
        return False
    if state.runs is None or other.runs is None:
        return is_stray(state, other)
    return share_held(state.runs, other.runs) >= STUB_CONTAINED or (
        is_stray(state, other) and containment_of(state.runs, other.runs) < SAME_STORY
    )


def has_lasted(state: State, fuller: Sequence[State]) -> bool:
    """
    Return whether a stub was fetched so often, over so many days, since the fuller text was last seen that it stays.

    Nights on which the fuller text came in too do not count: an export keeps what it once held.
    """
    newest = max(other.newest.freshness for other in fuller)
    since = [crawl for crawl in state.crawls if crawl.freshness > newest]
    if sum(crawl.times_seen for crawl in since) < LASTING_CRAWLS:
        return False
    stood = max(last_met(crawl) for other in fuller for crawl in other.crawls)
    first = max(stood, newest[0], min(min(crawl.fetched_at, midnight(crawl.arrived[0])) for crawl in since))
    return (max(map(last_met, since)) - first).days >= LASTING_DAYS


def last_met(crawl: Crawl) -> dt.datetime:
    """Return when a crawl's words last stood there: its fetch where it tells one, else the day it last came in."""
    if crawl.dated:
        return crawl.fetched_at
    return max(crawl.fetched_at, midnight(crawl.last_seen or crawl.arrived[0]))


def midnight(day: dt.date) -> dt.datetime:
    """Return the first moment of a day, UTC."""
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


def current_state(states: Sequence[State], stubs: set[str]) -> State:
    """Return the state that the operator wished for, while that holds, else the newest one that is no stub."""
    stored = [state for state in states if is_stored(state)] or states
    full = [state for state in stored if state.first.record_id not in stubs]
    wished = [state for state in stored if state.wish and not is_wish_over(state, state.wish, full)]
    if wished:
        return max(wished, key=lambda state: (state.wish and state.wish.made, state.first.record_id))
    return max(full or stored, key=lambda state: state.newest.freshness)


def is_wish_over(wished: State, wish: Wish, full: Sequence[State]) -> bool:
    """
    Return whether a full text came after an operator wished for a state.

    Neither a notice nor a stub of the wished text ends a wish, however often it is fetched again:
    these are what the wish was made against.
    """
    return any(
        is_later(state.newest, wish)
        for state in full
        if state is not wished and not state.first.withdrawn and not is_stub_of(state, wished)
    )


def is_later(crawl: Crawl, wish: Wish) -> bool:
    """Return whether a crawl is newer than all that was known when a wish was made."""
    return (crawl.fetched_at, crawl.arrived) > (wish.freshest, wish.made)


def is_stored(state: State) -> bool:
    """Return whether a row of this state is at hand."""
    return any(crawl.stored for crawl in state.crawls)


def kept_states(states: Sequence[State], current: State) -> list[State]:
    """Return the older states that are kept: the first, and the newest of the others."""
    older = sorted(
        (state for state in states if state is not current and is_stored(state)),
        key=lambda state: state.newest.freshness,
        reverse=True,
    )
    if len(older) <= MOST_OLDER_STATES:
        return older
    first = min(older, key=lambda state: state.arrived)
    return [first, *[state for state in older if state is not first][: MOST_OLDER_STATES - 1]]


def verdict_on(state: State, current: State, stubs: set[str]) -> str:
    """Return why a state is not its page's row."""
    if state.first.record_id in stubs:
        return "truncated"
    return "withdrawn" if current.first.withdrawn and not state.first.withdrawn else "same_url"


def containment_with(state: State, current: State) -> float | None:
    """Return the containment of two states' texts; None where one is not at hand."""
    if state.runs is None or current.runs is None:
        return None
    return containment_of(state.runs, current.runs)
