"""Which raw folder a run reads, and from where its sources count."""

from __future__ import annotations

import pytest
from rawfiles import STORY, put

from flows.read import Feed, NothingToRead, ReadError, discover_feed, resolve_feed


@pytest.fixture
def raw(tmp_path):
    """A raw folder with a page in a subfolder."""
    put(tmp_path / "raw", "sub/a.txt", STORY)
    return tmp_path / "raw"


@pytest.fixture
def other(tmp_path):
    """Another folder."""
    put(tmp_path / "other", "sub/a.txt", STORY)
    return tmp_path / "other"


def sources(feed):
    """The sources in a feed."""
    return [file.source for file in discover_feed(feed).files]


def test_the_first_folder_is_the_main_one(raw):
    """Its sources have no name before them."""
    feed = resolve_feed(raw, None, {})

    assert (feed, sources(feed)) == (Feed("main", raw), ["sub/a.txt"])


def test_the_first_folder_may_be_named(raw):
    """The name is kept for `main` then."""
    assert sources(resolve_feed(raw, "wire", {})) == ["wire/sub/a.txt"]


def test_a_first_file_counts_from_its_folder(raw):
    """The folder may be read later."""
    feed = resolve_feed(raw / "sub" / "a.txt", None, {})

    assert (feed, sources(feed)) == (Feed("main", raw / "sub", "a.txt"), ["a.txt"])


@pytest.mark.parametrize("below", ["", "sub", "sub/a.txt", "sub/../sub"])
def test_a_part_of_a_known_folder_counts_from_its_root(raw, below):
    """A subfolder given as the raw folder makes no second set of records."""
    assert sources(resolve_feed(raw / below, None, {"main": raw})) == ["sub/a.txt"]


def test_a_relative_path_is_the_folder_that_it_leads_to(raw, monkeypatch):
    """Where a run is started from is nothing."""
    monkeypatch.chdir(raw.parent)

    assert sources(resolve_feed(raw.relative_to(raw.parent) / "sub", None, {"main": raw})) == ["sub/a.txt"]


def test_links_lead_to_the_same_folder(raw, tmp_path):
    """On either side: a link to the root, a root that is a link, a link inside."""
    link = tmp_path / "link"
    link.symlink_to(raw)
    (raw / "again").symlink_to(raw / "sub")

    assert sources(resolve_feed(link / "sub", None, {"main": raw})) == ["sub/a.txt"]
    assert sources(resolve_feed(raw / "sub", None, {"main": link})) == ["sub/a.txt"]
    assert sources(resolve_feed(raw / "again", None, {"main": raw})) == ["sub/a.txt"]


def test_a_link_that_leads_out_is_read_under_its_name(raw, other):
    """As it is when the whole folder is read."""
    (raw / "out").symlink_to(other)

    assert sources(resolve_feed(raw / "out", None, {"main": raw})) == ["out/sub/a.txt"]


def test_a_root_that_is_a_link_may_lead_elsewhere_tomorrow(raw, other, tmp_path):
    """What is remembered is the name that was given."""
    link = tmp_path / "link"
    link.symlink_to(raw)
    known = {"main": resolve_feed(link, None, {}).root}
    link.unlink()
    link.symlink_to(other)

    assert resolve_feed(link, None, known) == Feed("main", link)


def test_another_folder_needs_a_name(raw, other):
    """The message names it, the known ones, and what to do."""
    with pytest.raises(ReadError, match=rf"{other}.*main = {raw}.*--feed"):
        resolve_feed(other, None, {"main": raw})

    assert sources(resolve_feed(other, "wire", {"main": raw})) == ["wire/sub/a.txt"]


def test_a_feed_moves_when_its_old_root_is_gone(raw, other, tmp_path):
    """Its sources stay."""
    assert resolve_feed(other, "main", {"main": tmp_path / "gone"}) == Feed("main", other)
    assert sources(resolve_feed(other, "wire", {"main": raw, "wire": tmp_path / "gone"})) == ["wire/sub/a.txt"]


def test_a_feed_does_not_move_while_its_old_root_is_there(raw, other):
    """Two folders of one name would be taken for one another."""
    with pytest.raises(ReadError, match=f"{raw}, which is still there"):
        resolve_feed(other, "main", {"main": raw})


def test_a_known_folder_keeps_its_name(raw):
    """A second name would make a second set of records."""
    with pytest.raises(ReadError, match="leave --feed out"):
        resolve_feed(raw / "sub", "wire", {"main": raw})

    assert resolve_feed(raw, "main", {"main": raw}) == Feed("main", raw)


@pytest.mark.parametrize("name", ["", "a/b", "..", ".wire", "a b", "x" * 42])
def test_a_name_is_a_word(raw, other, name):
    """It stands before paths."""
    with pytest.raises(ReadError, match="letters, digits"):
        resolve_feed(other, name, {"main": raw})


def test_a_name_is_no_folder_of_the_main_feed(raw, other):
    """Neither when it is given, nor later."""
    with pytest.raises(ReadError, match="Choose another"):
        resolve_feed(other, "sub", {"main": raw})
    with pytest.raises(ReadError, match="rename"):
        discover_feed(resolve_feed(raw, None, {"main": raw, "sub": other}))


def test_the_innermost_known_folder_counts(raw, tmp_path):
    """Where one feed lies in another."""
    known = {"main": tmp_path, "inner": raw}

    assert resolve_feed(raw / "sub", None, known) == Feed("inner", raw, "sub")


@pytest.mark.parametrize("known", [{}, {"main": "raw"}, {"main": "elsewhere"}])
def test_a_folder_that_is_missing_is_told(tmp_path, known):
    """As one that is not mounted would be, known or not."""
    known = {name: tmp_path / root for name, root in known.items()}
    with pytest.raises(NothingToRead, match="There is no folder") as caught:
        discover_feed(resolve_feed(tmp_path / "raw", None, known))

    assert caught.value.exit_code == 4


def test_a_folder_without_a_page_is_told(tmp_path):
    """With what lies in it instead."""
    put(tmp_path, "a.pdf", "x")
    with pytest.raises(NothingToRead, match=r"1 × \.pdf"):
        discover_feed(resolve_feed(tmp_path, None, {}))
