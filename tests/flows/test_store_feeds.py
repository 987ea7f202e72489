"""The raw folders that a store remembers."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.store.errors import StoreError
from flows.store.feeds import feeds_file, read_feeds, write_feeds


def test_feeds_come_back(tmp_path):
    """By name, the roots as they were given; nothing else is left in the folder."""
    feeds = {"main": Path("/data/raw"), "wire": Path("/data/caf\udce9")}
    write_feeds(tmp_path, feeds)

    assert read_feeds(tmp_path) == feeds
    assert list(feeds_file(tmp_path).parent.iterdir()) == [feeds_file(tmp_path)]


def test_a_new_store_has_no_feed(tmp_path):
    """There is no file before the first run."""
    assert read_feeds(tmp_path) == {}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"main": 5}', '{"main": ""}', "\xff"])
def test_a_broken_file_is_told(tmp_path, text):
    """With its place, an example and the remedy: guessing would rename all sources."""
    feeds_file(tmp_path).parent.mkdir()
    feeds_file(tmp_path).write_text(text, encoding="latin-1")
    with pytest.raises(StoreError, match=r'feeds\.json: cannot be read .*"main".*mend it'):
        read_feeds(tmp_path)


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    """The message names it."""
    (tmp_path / ".saring").write_text("")
    with pytest.raises(StoreError, match=r"\.saring"):
        write_feeds(tmp_path, {})
