"""Clusters and canonical articles."""

import dataclasses
import datetime as dt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from transforms import dedupe
from transforms.dedupe import Member, cluster_members, components
from transforms.normal import normalise
from transforms.schema import text_digest

FLOOD = "Air sungai naik dua meter semalam dan warga mengungsi ke balai desa"
TRAIN = "Kereta baru berjalan lagi hari Jumat setelah rel diperbaiki petugas"
DAY = dt.date(2021, 6, 29)


def member(id_, text=FLOOD, **fields):
    """Return a member with its digest."""
    return Member(id_, fields.pop("url_key", None), text_digest(text), len(normalise(text)), text, **fields)


def seen(day):
    """Return a moment of June 2021."""
    return dt.datetime(2021, 6, day, tzinfo=dt.UTC)


def outcome(members):
    """Return {id: (cluster, verdict, matched id)}."""
    return {p.id: (p.cluster_id, p.verdict, p.matched_id) for p in cluster_members(members)}


def test_a_record_alone_is_its_own_cluster():
    """Nothing like it, nothing said of it."""
    (placed,) = cluster_members([member("a")])

    assert dataclasses.astuple(placed) == ("a", "a", 1, None, None, None)


def test_the_same_text_is_one_story():
    """Texts that differ only in spacing are the same."""
    assert outcome([member("a"), member("b", FLOOD.replace(" ", "  "))]) == {
        "a": ("a", None, None),
        "b": ("a", "same_text", "a"),
    }


def test_texts_without_a_letter_are_not_the_same():
    """Two empty texts say nothing about their stories."""
    assert outcome([member("a", ""), member("b", "")]) == {"a": ("a", None, None), "b": ("b", None, None)}


def test_the_newest_crawl_of_a_url_is_the_article():
    """Older crawls of one URL stand behind the newest, though they were there first."""
    old = member("a", url_key="x.id/1", seen_at=seen(1))
    new = member("b", FLOOD + " kata camat", url_key="x.id/1", seen_at=seen(2))

    assert outcome([old, new]) == {"a": ("a", "same_url", "b"), "b": ("a", None, None)}


def test_one_url_with_different_stories_stays_apart():
    """A front page or a reused address does not merge what it showed."""
    assert outcome([member("a", url_key="x.id"), member("b", TRAIN, url_key="x.id")]) == {
        "a": ("a", None, None),
        "b": ("b", None, None),
    }


def test_one_url_and_one_title_is_one_story():
    """A rewritten text under the same URL and headline is the same article."""
    one = member("a", url_key="x.id/1", title="Banjir, Lagi!", seen_at=seen(1))
    two = member("b", TRAIN, url_key="x.id/1", title="banjir lagi", seen_at=seen(2))

    assert outcome([one, two]) == {"a": ("a", "same_url", "b"), "b": ("a", None, None)}


def test_containment_is_measured_on_the_shorter_text():
    """A story that grew contains its older self."""
    placed = cluster_members(
        [member("a", url_key="u", seen_at=seen(2)), member("b", f"{FLOOD}. {TRAIN}.", url_key="u")]
    )

    assert [p.containment for p in placed] == [None, 1.0]


def test_the_credited_outlet_is_canonical():
    """The outlet that others credit stands for the story, though it came later."""
    copy = member("a", outlet="Harian Contoh", outlet_domain="contoh.id", credits=("ANTARA",), published_date=DAY)
    original = member("b", outlet="Antara News", outlet_domain="antaranews.com", published_date=DAY + dt.timedelta(1))

    assert outcome([copy, original]) == {"a": ("a", "same_text", "b"), "b": ("a", None, None)}


def test_an_outlet_does_not_credit_itself():
    """A credit counts from others only; then the earliest is canonical."""
    late = member("a", outlet="Antara", credits=("Antara",), published_date=DAY + dt.timedelta(1))
    early = member("b", outlet="Harian Contoh", published_date=DAY)

    assert outcome([late, early]) == {"a": ("a", "same_text", "b"), "b": ("a", None, None)}


def test_a_link_through_an_older_crawl_joins_clusters():
    """A copies an early version of B: all three are one story, and only newest crawls may stand for it."""
    copy = member("a", published_date=DAY)
    early = member("b", url_key="u", seen_at=seen(1), published_date=dt.date(2021, 1, 1))
    grown = member("c", FLOOD + " kata camat", url_key="u", seen_at=seen(2), published_date=DAY + dt.timedelta(1))

    assert outcome([copy, early, grown]) == {
        "a": ("a", None, None),
        "b": ("a", "same_text", "a"),
        "c": ("a", "same_text", "a"),
    }


def test_many_texts_of_one_url_are_not_compared(monkeypatch):
    """A front page with a thousand texts costs no comparison of each with each; equal titles still merge."""
    compared = []
    monkeypatch.setattr(dedupe, "containment_of", lambda a, b: compared.append(1) or 0.0)
    members = [
        member(f"{n:04d}", f"Berita nomor {n} hari ini", url_key="x.id", title=f"Judul {n % 500}") for n in range(1000)
    ]

    clusters = {p.cluster_id for p in cluster_members(members)}

    assert (len(clusters), len(compared)) == (500, 500)


MEMBERS = st.lists(
    st.builds(
        lambda text, url, title, day, hour, outlet, credit, fetched: member(
            "x", text, url_key=url, title=title, published_date=day, published_at=hour, outlet=outlet, credits=credit,
            seen_at=fetched,
        ),
        st.sampled_from([FLOOD, TRAIN, FLOOD + " kata camat", FLOOD + ". " + TRAIN, ""]),
        st.sampled_from([None, "x.id/1", "x.id/2"]),
        st.sampled_from([None, "Banjir", "Kereta"]),
        st.sampled_from([None, DAY, DAY + dt.timedelta(1)]),
        st.sampled_from([None, seen(1), seen(2)]),
        st.sampled_from([None, "Antara", "Harian Contoh"]),
        st.sampled_from([(), ("Antara",)]),
        st.sampled_from([None, seen(1), seen(2)]),
    ),
    max_size=9,
)  # fmt: skip


@given(MEMBERS, st.randoms(use_true_random=False))
def test_order_is_nothing(members, shuffle):
    """Clusters, canonicals and verdicts are a function of the set of members."""
    named = [dataclasses.replace(m, id=f"{n}") for n, m in enumerate(members)]
    other = named.copy()
    shuffle.shuffle(other)

    assert cluster_members(named) == cluster_members(other)


@given(MEMBERS)
def test_each_cluster_has_one_canonical(members):
    """One member of each cluster has no verdict, and all others point at it."""
    placed = cluster_members([dataclasses.replace(m, id=f"{n}") for n, m in enumerate(members)])

    for key in {p.cluster_id for p in placed}:
        cluster = [p for p in placed if p.cluster_id == key]
        (canonical,) = [p for p in cluster if p.verdict is None]
        assert {len(cluster)} == {p.cluster_size for p in cluster}
        assert key == min(p.id for p in cluster)
        assert {canonical.id} >= {p.matched_id for p in cluster if p.verdict}


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=30))
def test_components_are_what_hangs_together(rows):
    """Rows share a label exactly when a chain of shared keys joins them; 0 joins nothing."""
    labels = components(*(np.array([r[c] for r in rows], dtype=np.uint64) for c in (0, 1)))

    expected = list(range(len(rows)))
    for _ in rows:
        for n, a in enumerate(rows):
            for m, b in enumerate(rows):
                if any(x and x == y for x, y in zip(a, b, strict=True)):
                    expected[n] = expected[m] = min(expected[n], expected[m])
    assert expected == labels.tolist()


def test_components_of_a_long_chain():
    """A chain of a thousand links is one component."""
    shuffled = sorted(range(1000), key=lambda n: n * 7919 % 1009)
    left = np.array([n // 2 + 1 for n in shuffled], dtype=np.uint64)
    right = np.array([(n + 1) // 2 + 1 for n in shuffled], dtype=np.uint64)

    assert {0} == set(components(left, right).tolist())
