"""Texts that are compared lie in a file, and are asked for one by one."""

import pyarrow as pa
import pytest

from flows.corpus import stars
from flows.corpus.laid import files_in, lay_texts
from flows.corpus.stars import AtHand
from transforms.duplicates.verdict import story_of

SCHEMA = pa.schema([("number", pa.int64()), ("text", pa.string()), ("title", pa.string())])


def batch(*rows):
    """Return pages as a batch."""
    return pa.RecordBatch.from_pylist([dict(zip(SCHEMA.names, row, strict=True)) for row in rows], schema=SCHEMA)


def test_a_page_is_found_by_its_number_whatever_their_order(tmp_path):
    """Texts of any script, empty ones and none, in slices of larger batches."""
    whole = batch((9, "lewat", None), (7, "Air naik", "Banjir"), (3, None, "Kosong"), (5, "Ümit – 水位上升", None))
    with files_in(tmp_path) as new_file:
        laid = lay_texts([whole.slice(1, 2), batch((8, "", None)), whole.slice(3)], SCHEMA, new_file())

        assert [laid.row(number)["text"] for number in (3, 5, 7, 8)] == ["", "Ümit – 水位上升", "Air naik", ""]
        assert laid.row(7) == {"number": 7, "text": "Air naik", "title": "Banjir"}
        for missing in (4, 9, 99):
            with pytest.raises(KeyError):
                laid.row(missing)


def test_nothing_lies_among_nothing_and_no_file_is_left(tmp_path):
    """The file has no name, so that a killed run leaves none either."""
    with files_in(tmp_path) as new_file:
        laid = lay_texts([], SCHEMA, new_file())
        with pytest.raises(KeyError):
            laid.row(1)

        assert list(tmp_path.iterdir()) == []


def test_the_file_before_is_closed_when_another_is_asked_for(tmp_path):
    """However many rounds a run needs, one file takes room on the disk."""
    with files_in(tmp_path) as new_file:
        first, second = new_file(), new_file()

        assert (first.closed, second.closed) == (True, False)
    assert second.closed


def test_stories_at_hand_are_bounded_by_their_characters(monkeypatch):
    """Those asked for last stay; two do, however long they are."""
    monkeypatch.setattr(stars, "CHARACTERS_AT_HAND", 30)
    made = []

    def make(number):
        made.append(number)
        return story_of("x" * number)

    story = AtHand(make)
    assert [len(story(number).text) for number in (10, 12, 10, 9, 10, 12)] == [10, 12, 10, 9, 10, 12]
    assert made == [10, 12, 9, 12]
    assert list(story.stories) == [10, 12]
    story(90)
    story(80)
    assert (list(story.stories), story.characters) == ([90, 80], 170)
