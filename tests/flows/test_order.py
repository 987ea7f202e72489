"""The order of a run: what is filled in, and which places are refused."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.order import Order, count_cores, order_of


def test_what_is_left_out_is_filled_in():
    """Today in UTC and one worker for each core."""
    order = order_of("raw", "clean")

    assert order == Order(Path("raw"), Path("clean"), dt.datetime.now(tz=dt.UTC).date(), count_cores())


def test_what_is_given_is_kept(tmp_path):
    """Every option goes into the order as it was given."""
    given = {
        "as_of": dt.date(2026, 11, 20),
        "workers": 3,
        "again": True,
        "accepted": {"kabar.example": "its owner asked"},
        "feed": "crawl",
        "arrivals": tmp_path,
        "knowledge": tmp_path,
        "rescan": True,
        "model": False,
    }
    order = order_of(Path("raw"), Path("clean"), **given)

    assert given == {name: getattr(order, name) for name in given}


@pytest.mark.parametrize("option", ["arrivals", "knowledge"])
def test_a_folder_that_is_not_there_is_refused(option):
    """What shall be read must be there, and is named where it is not."""
    with pytest.raises(UsageError, match=f"--{option} no/such/folder"):
        order_of("raw", "clean", **{option: Path("no/such/folder")})


@pytest.mark.parametrize("feed", ["", "a/b", ".hidden", "..", "a b", "x" * 65])
def test_a_feed_has_a_name_that_can_stand_before_a_path(feed):
    """The name of a feed is the first folder of its sources."""
    with pytest.raises(UsageError, match="--feed"):
        order_of("raw", "clean", feed=feed)


def test_an_order_is_not_changed():
    """An order is handed on as it is, also its default of accepted outlets."""
    order = order_of("raw", "clean")

    with pytest.raises(dataclasses.FrozenInstanceError):
        order.again = True
    with pytest.raises(TypeError):
        order.accepted["kabar.example"] = "why not"


@pytest.mark.parametrize(
    "place", ["s3://bucket/clean", "gs://bucket", "abfss://a@b.example/c", "host.example:/data", "me@host.example:data"]
)
@pytest.mark.parametrize("name", ["RAW", "CLEAN"])
def test_a_place_elsewhere_is_refused(place, name):
    """Object stores and other hosts are refused in words, whether given as text or as a path."""
    for given in (place, Path(place)):
        folders = {"RAW": "raw", "CLEAN": "clean"} | {name: given}
        with pytest.raises(UsageError, match=f"{name} .*not supported"):
            order_of(folders["RAW"], folders["CLEAN"])


def test_datasets_do_not_go_into_a_file(tmp_path):
    """A file may be read as raw pages, and be no clean folder."""
    file = tmp_path / "export.jsonl"
    file.write_text("")

    assert order_of(file, "clean").raw == file
    with pytest.raises(UsageError, match="name a folder"):
        order_of("raw", file)


@pytest.mark.parametrize("place", ["data/raw", "/data/2026-11", "C:/data", "data/12:30/raw", "12:30", "./a:/b"])
def test_a_place_here_is_taken(place):
    """A colon is no host where none can stand before it."""
    assert order_of(place, place).raw == Path(place)


def test_a_folder_that_is_here_is_taken(tmp_path, monkeypatch):
    """A folder whose name ends in a colon is a folder, once it exists."""
    monkeypatch.chdir(tmp_path)
    Path("night:/raw").mkdir(parents=True)

    assert order_of("night:/raw", "clean").raw == Path("night:/raw")
