"""The made-up site itself: the same each time, no story like another, and read as it was told."""

from pathlib import Path

import pytest
from deliveries import pages
from deliveries.folder import Night, lay_out
from deliveries.nights import DELIVERIES, nights
from deliveries.site import N_PAGES, Desk, first_folder
from deliveries.stories import FEWEST_WORDS, MOST_WORDS, Newsroom, shingles

from flows.read import read_records
from transforms.records import RawPage

STORIES = 140


@pytest.fixture(scope="module")
def stories():
    """Return more stories than the deliveries use."""
    room = Newsroom()
    room.story(STORIES - 1)
    return room.stories


def test_the_same_seed_tells_the_same_stories(stories):
    """A failing night can be told again."""
    assert stories[41] == Newsroom().story(41)


def test_no_two_stories_share_three_words(stories):
    """What joins two records is a delivery's doing, never chance."""
    told = [shingles(f"{story.headline}\n{story.text}") for story in stories]

    assert sum(map(len, told)) == len(set().union(*told))


def test_stories_are_as_long_as_news(stories):
    """Every text has 80 to 200 words."""
    lengths = [len(story.text.split()) for story in stories]

    assert FEWEST_WORDS <= min(lengths) <= max(lengths) <= MOST_WORDS


def test_a_third_of_the_stories_has_no_address(stories):
    """And a quarter shows no day."""
    n_bare = sum(story.url is None for story in stories)
    n_undated = sum(not story.dated for story in stories)

    assert (STORIES // 3, STORIES // 4) == (n_bare, n_undated)


def test_there_are_more_than_forty_deliveries():
    """Each has a name of its own, and no night lies before another."""
    days = [night.day for _, night in nights()]

    assert len(DELIVERIES) == len({delivery.name for delivery in DELIVERIES})
    assert len(DELIVERIES) > 40
    assert days == sorted(set(days))


def test_the_deliveries_are_the_same_each_time():
    """Every byte of every night is."""
    assert [night for _, night in nights()] == [night for _, night in nights()]


def test_the_first_night_is_read_as_it_was_told(tmp_path):
    """Every page is read, a third without an address, half with the moment of its fetch."""
    desk = Desk()
    lay_out(Night("first", desk.day, first_folder(desk)), tmp_path / "raw", {})

    records = list(read_records(tmp_path / "raw"))

    assert [N_PAGES, True] == [len(records), all(isinstance(record, RawPage) for record in records)]
    assert len(records) // 3 < sum(record.fetched_at is not None for record in records) < len(records) * 2 // 3


def test_a_fetch_changes_the_token_alone():
    """Two fetches of a page differ in nothing that a reader sees."""
    story = Newsroom().story(0)
    first, second = (pages.html_page(story, nonce=token).decode() for token in ("aaaa", "bbbb"))

    assert first != second
    assert first.replace("aaaa", "bbbb") == second


def test_what_stands_is_not_written_anew(tmp_path):
    """A file that a night does not change keeps its inode and its time of change."""
    raw: Path = tmp_path / "raw"
    stands = {"a.txt": b"satu", "b.txt": b"dua"}
    lay_out(Night("first", Desk().day, stands), raw, {})
    before = (raw / "a.txt").stat()

    lay_out(Night("second", Desk().day, {"a.txt": b"satu"}), raw, stands)

    assert (before.st_ino, before.st_mtime_ns) == ((raw / "a.txt").stat().st_ino, (raw / "a.txt").stat().st_mtime_ns)
    assert [raw / "a.txt"] == sorted(raw.iterdir())
