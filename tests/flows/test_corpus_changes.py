"""`changes/`: one row for each id that a run touched, enough to keep a replica."""

import datetime as dt

import pytest
from staged import DAY, FLOOD, TRAIN, key, moment, page_key, publish, read, reject, row

from flows.corpus import own
from flows.store import files

NEXT = DAY + dt.timedelta(1)
BOTH = f"{FLOOD}. {TRAIN}."


@pytest.fixture
def clean(tmp_path):
    """Return where a clean folder comes to stand."""
    return tmp_path / "clean"


def last_changes(clean, columns="id, change"):
    """Return what the last run said."""
    run = max(name for (name,) in read(clean, "runs", "run_id", "run_id"))
    return [r[:-1] for r in read(clean, "changes", f"{columns}, run_id", "id") if r[-1] == run]


def of(name, change):
    """Return a page's id and what happened to it."""
    return page_key(name), change


def first_of(*names):
    """Return the page among some whose id is the smallest: of those that arrived together it names the cluster."""
    return min(names, key=page_key)


def test_new_pages_are_added(clean):
    """Articles and duplicates, each by its id; rejects have none."""
    publish(clean, [row("a"), row("b"), row("c", TRAIN)], rejects=[reject("d")])

    cluster = page_key(first_of("a", "b"))
    assert {(page_key(n), c, "added", None, None) for n, c in (("a", cluster), ("b", cluster), ("c", page_key("c")))} \
        == set(last_changes(clean, "id, cluster_id, change, old_cluster_id, old_date"))  # fmt: skip


def test_a_row_that_says_something_else_changed(clean):
    """Text or fields are other ones."""
    publish(clean, [row("a", record_id=key(1))])

    publish(clean, [row("a", FLOOD + " lagi", record_id=key(1))])

    assert last_changes(clean) == [of("a", "changed")]


def test_a_newer_crawl_changes_the_page(clean):
    """The id is touched once, whatever becomes of the older state."""
    publish(clean, [row("a", page="p", fetched_at=moment(1))])

    publish(clean, [row("b", FLOOD + " lagi", page="p", fetched_at=moment(2))])

    assert last_changes(clean) == [of("p", "changed")]


def test_a_row_that_moves_to_another_day_is_redated(clean):
    """`old_date` says where it stood."""
    publish(clean, [row("a", record_id=key(1))])

    publish(clean, [row("a", record_id=key(1), published_date=NEXT)])

    assert last_changes(clean, "id, change, old_date") == [(*of("a", "redated"), DAY)]


def test_a_canonical_that_gives_way_is_demoted(clean):
    """An earlier copy takes its place, and the story keeps its name."""
    publish(clean, [row("late", published_date=NEXT)])

    publish(clean, [row("early")])

    assert set(last_changes(clean)) == {of("early", "added"), of("late", "demoted")}


def test_a_duplicate_that_takes_the_place_is_promoted(clean):
    """The canonical moves to a later day, so the other copy is the earliest."""
    publish(clean, [row("a", record_id=key(1)), row("b", published_date=NEXT)])

    publish(clean, [row("a", record_id=key(1), published_date=NEXT + dt.timedelta(1))])

    assert set(last_changes(clean)) == {of("a", "demoted"), of("b", "promoted")}


def test_stories_that_become_one_are_merged(clean):
    """Whoever joins an older name says so, and which name it had."""
    publish(clean, [row("a")])
    publish(clean, [row("b", TRAIN, record_id=key(2))], as_of=NEXT)

    publish(clean, [row("b", FLOOD, record_id=key(2))], as_of=NEXT)

    told = last_changes(clean, "id, change, cluster_id, old_cluster_id")
    assert (*of("b", "merged"), page_key("a"), page_key("b")) in told


def test_a_story_that_falls_apart_is_split(clean):
    """The part with the naming member keeps the name, the other takes its own first member's."""
    publish(clean, [row("a")])
    publish(clean, [row("b", record_id=key(2))], as_of=NEXT)

    publish(clean, [row("b", TRAIN, record_id=key(2))], as_of=NEXT)

    told = last_changes(clean, "id, change, cluster_id, old_cluster_id")
    assert (*of("b", "split"), page_key("b"), page_key("a")) in told
    assert dict(read(clean, "articles", "source, cluster_id")) == {"a": page_key("a"), "b": page_key("b")}


def test_a_late_first_member_does_not_rename_the_story(clean):
    """A cluster is named by who arrived first, not by the earliest printed day."""
    publish(clean, [row("a")])
    publish(clean, [row("b", published_date=DAY - dt.timedelta(9))], as_of=NEXT)

    assert {cluster for (cluster,) in read(clean, "articles", "cluster_id")} == {page_key("a")}
    assert set(last_changes(clean)) == {of("a", "demoted"), of("b", "added")}


def test_a_page_that_is_refused_now_is_removed(clean):
    """Only a backfill can do that: its record was cleaned anew and is no story any more."""
    a = row("a")
    publish(clean, [a, row("b", TRAIN)])

    publish(clean, rejects=[reject("a", record_id=a["record_id"])], accepted={"*": "a test"})

    assert last_changes(clean, "id, change, old_cluster_id, old_date") == [(*of("a", "removed"), page_key("a"), DAY)]


def test_what_says_the_same_is_not_touched(clean):
    """A crawl without news makes no row in `changes/`."""
    publish(clean, [row("a", fetched_at=moment(1))])

    publish(clean, [row("b", page="a", fetched_at=moment(2)), row("c", TRAIN)])

    assert last_changes(clean) == [of("c", "added")]


def test_a_replica_kept_by_changes_equals_the_articles(clean):
    """Whoever takes away the ids that a run touched and brings what stands under them now is up to date."""
    nights = [
        [row("a", record_id=key(1)), row("b", TRAIN), row("late", BOTH, published_date=NEXT)],
        [row("a", FLOOD + " lagi", record_id=key(1)), row("early", BOTH)],
        [row("b2", TRAIN + " kemarin", page="b", fetched_at=moment(30)), row("x", "Pasar buka lagi.")],
        [row("y", "Pasar buka lagi.", published_date=DAY - dt.timedelta(1))],
        [row("a", TRAIN + " kemarin", record_id=key(1))],
    ]
    replica = {}
    for n, night in enumerate(nights):
        publish(clean, night, as_of=DAY + dt.timedelta(n))
        touched = {name for (name,) in last_changes(clean, "id")}
        replica = {name: content for name, content in replica.items() if name not in touched}
        replica |= {r[0]: r for r in read(clean, "articles", "id, * EXCLUDE (id)") if r[0] in touched}

    assert {r[0]: r for r in read(clean, "articles", "id, * EXCLUDE (id)")} == replica


def test_old_changes_are_forgotten(clean):
    """They are kept for 400 days."""
    publish(clean, [row("a")], as_of=DAY)
    publish(clean, [row("b", TRAIN)], as_of=DAY + dt.timedelta(400))

    publish(clean, [row("c", BOTH)], as_of=DAY + dt.timedelta(401))

    assert read(clean, "changes", "run_id", "run_id") == [("000002",), ("000003",)]


def test_a_history_of_many_files_is_joined(clean, monkeypatch):
    """The oldest files become one; no row is lost."""
    monkeypatch.setattr(own, "MOST_FILES", 4)
    for n in range(6):
        publish(clean, [row(f"s{n}", f"Berita nomor {n}.")], as_of=DAY + dt.timedelta(n))

    assert len(files(clean, "changes")) <= 5
    assert [run for (run,) in read(clean, "changes", "run_id", "run_id")] == [f"{n:06d}" for n in range(1, 7)]
    assert len(read(clean, "runs", "run_id", "run_id")) == 6
