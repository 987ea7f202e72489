"""Which pages are one story, and which of them stands for it."""

import dataclasses
import datetime as dt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from transforms.duplicates.clusters import Edge, Member, components, credited_outlets, place

DAY = dt.date(2021, 6, 29)


def seen(day):
    """Return a moment of June 2021."""
    return dt.datetime(2021, 6, day, tzinfo=dt.UTC)


def member(name, **fields):
    """Return a page."""
    return Member(name, **({"arrived": (0, 1), "seen_at": seen(1), "n_chars": 100} | fields))


def joined(*members, why="same_text"):
    """Return edges from the first of some pages to each of the others."""
    return [Edge(members[0].id, other.id, why, 1.0) for other in members[1:]]


def outcome(*members, edges=None):
    """Return {id: (cluster, verdict, matched id)}."""
    placed = place(members, joined(*members) if edges is None else edges)
    return {p.id: (p.cluster_id, p.verdict, p.matched_id) for p in placed}


def canonical(*members, edges=None):
    """Return the page that stands for the story."""
    return next(name for name, told in outcome(*members, edges=edges).items() if told[1] is None)


def test_copies_of_a_story_point_at_the_canonical():
    """One stands for it; the others say by what they hang on it."""
    assert outcome(member("a"), member("b")) == {"a": ("a", None, "a"), "b": ("a", "same_text", "a")}


def test_a_story_is_called_by_who_arrived_first():
    """Neither by the printed day nor by the canonical; of those that came together the smallest id names it."""
    late = member("a", arrived=(2, 2), published_date=DAY)
    first = member("b", arrived=(1, 1), published_date=DAY + dt.timedelta(5))

    assert outcome(late, first) == {"a": ("b", None, "a"), "b": ("b", "same_text", "a")}
    assert outcome(member("c"), member("b"))["c"][0] == "b"


def test_the_earliest_story_is_canonical():
    """Then the moment, the longest text, the smallest id; a page without a day comes last."""
    later = DAY + dt.timedelta(1)

    assert canonical(member("a", published_date=later), member("b", published_date=DAY)) == "b"
    assert canonical(member("a"), member("b", published_date=later)) == "b"
    assert canonical(member("a", published_at=seen(2)), member("b", published_at=seen(1))) == "b"
    assert canonical(member("a", n_chars=5), member("b", n_chars=9)) == "b"
    assert canonical(member("b"), member("a")) == "a"


def test_of_pages_of_one_place_the_newest_may_be_canonical():
    """Older pages of one address stand behind the newest, though they were there first."""
    old, new = member("a", seen_at=seen(1), published_date=DAY), member("b", seen_at=seen(2))
    edges = joined(old, new, why="same_url")

    assert outcome(old, new, edges=edges) == {"a": ("a", "same_url", "b"), "b": ("a", None, "b")}


def test_the_credited_outlet_is_canonical():
    """The outlet that others credit stands for the story, though it came later."""
    copy = member("a", outlet="Harian Contoh", outlet_domain="contoh.id", credits=("ANTARA",), published_date=DAY)
    original = member("b", outlet="Antara News", outlet_domain="antaranews.com", published_date=DAY + dt.timedelta(1))

    assert canonical(copy, original) == "b"


def test_an_outlet_does_not_credit_itself():
    """A credit counts from others only; then the earliest is canonical."""
    late = member("a", outlet="Antara", credits=("Antara",), published_date=DAY + dt.timedelta(1))
    early = member("b", outlet="Harian Contoh", published_date=DAY)

    assert canonical(late, early) == "b"


def test_a_credit_is_the_beginning_of_a_name_or_the_other_way():
    """`BBC` credits BBC Indonesia, and `ANTARA News` credits Antara; two letters credit nobody."""
    one = member("a", outlet="BBC Indonesia")

    assert credited_outlets([one, member("b", outlet="X", credits=("BBC",))]) == {("bbcindonesia", "")}
    assert credited_outlets([one, member("b", outlet="X", credits=("BB",))]) == set()


def test_a_withdrawn_story_does_not_stand_for_its_copies():
    """Where another outlet still prints it, its text is the article."""
    assert canonical(member("a", withdrawn=True, published_date=DAY), member("b")) == "b"
    assert canonical(member("a", withdrawn=True)) == "a"


def test_a_page_that_hangs_on_another_copy_says_so():
    """It points at the canonical, by its own edge; how much it shares with it was not measured."""
    a, b, c = member("a", published_date=DAY), member("b"), member("c")
    chain = [Edge("a", "b", "same_text", 1.0), Edge("b", "c", "same_source", 0.7)]

    placed = {p.id: (p.verdict, p.matched_id, p.containment) for p in place([a, b, c], chain)}

    assert placed == {"a": (None, "a", None), "b": ("same_text", "a", 1.0), "c": ("same_source", "a", None)}


NAMES = "abcdefgh"
MEMBERS = st.lists(
    st.builds(
        lambda arrived, fetched, size, withdrawn, day, hour, outlet, credit: member(
            "x", arrived=arrived, seen_at=fetched, n_chars=size, withdrawn=withdrawn, published_date=day,
            published_at=hour, outlet=outlet, credits=credit,
        ),
        st.tuples(st.integers(1, 3), st.integers(1, 3)),
        st.sampled_from([seen(1), seen(2)]),
        st.integers(1, 3),
        st.booleans(),
        st.sampled_from([None, DAY, DAY + dt.timedelta(1)]),
        st.sampled_from([None, seen(1), seen(2)]),
        st.sampled_from([None, "Antara", "Harian Contoh"]),
        st.sampled_from([(), ("Antara",)]),
    ),
    min_size=1,
    max_size=len(NAMES),
).map(lambda some: [dataclasses.replace(m, id=NAMES[n]) for n, m in enumerate(some)])  # fmt: skip


@st.composite
def clusters(draw):
    """Draw pages and edges that hold them together."""
    members = draw(MEMBERS)
    why = st.sampled_from(["same_text", "same_url", "same_source"])
    tree = [
        Edge(members[draw(st.integers(0, n - 1))].id, members[n].id, draw(why), draw(st.sampled_from([None, 0.5, 1.0])))
        for n in range(1, len(members))
    ]
    return members, tree


@given(clusters(), st.randoms(use_true_random=False))
def test_order_is_nothing(drawn, shuffle):
    """Canonicals, names and verdicts are a function of the set of pages and edges."""
    members, edges = drawn
    other, ends = members.copy(), edges.copy()
    shuffle.shuffle(other)
    shuffle.shuffle(ends)

    assert place(members, edges) == place(other, ends)


@given(clusters())
def test_each_story_has_one_canonical_and_one_name(drawn):
    """All others point at the canonical; the name is that of the first to arrive."""
    members, edges = drawn
    placed = place(members, edges)

    (one,) = [p for p in placed if p.verdict is None]
    assert {p.matched_id for p in placed} == {one.id}
    assert {(p.cluster_id, p.cluster_size) for p in placed} == {
        (min(members, key=lambda m: (m.arrived, m.id)).id, len(members))
    }


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=20))
def test_components_are_what_hangs_together(edges):
    """Two share a label exactly when a chain of edges joins them; the label is the smallest among them."""
    labels = components(*(np.array([edge[end] for edge in edges], dtype=np.int64) for end in (0, 1)), 12)

    expected = list(range(12))
    for _ in range(12):
        for a, b in edges:
            expected[a] = expected[b] = min(expected[a], expected[b])
    assert expected == labels.tolist()


def test_components_of_a_long_chain():
    """A chain of a thousand links is one component."""
    shuffled = np.array(sorted(range(999), key=lambda n: n * 7919 % 1009), dtype=np.int64)

    assert set(components(shuffled, shuffled + 1, 1_000).tolist()) == {0}
