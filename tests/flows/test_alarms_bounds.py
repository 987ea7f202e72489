"""Bounds are data with a reason each, which a user's file overrules key by key."""

import pytest

from flows.alarms import read_bounds
from flows.alarms.bounds import NEVER, packaged
from flows.alarms.shares import SHARES
from flows.errors import UsageError


def test_every_bound_has_a_reason():
    """Nobody dares to retire a number that nobody explains."""
    assert [name for name, table in packaged().items() if len(table.get("reason", "").split()) < 5] == []


def test_every_figure_has_a_bound():
    """And none is left over."""
    others = {"longer", "shorter", "volume", "low_volume", "silence", "struck_kind", "history"}

    assert {share.name for share in SHARES} | others == set(packaged())


def test_a_file_of_the_users_overrules_key_by_key(tmp_path):
    """What it does not name stays."""
    own = tmp_path / "bounds.toml"
    own.write_text("[no_author]\nhold = 2\n[history]\nsmall = 50\n")

    bounds, before = read_bounds(own), read_bounds()

    assert (bounds.of["no_author"].hold, bounds.of["no_author"].warn) == (2, before.of["no_author"].warn)
    assert (bounds.small, bounds.nights) == (50, before.nights)
    assert bounds.of["no_title"] == before.of["no_title"]


def test_bounds_may_stand_in_a_table_of_a_larger_file(tmp_path):
    """As in the file that configures everything."""
    own = tmp_path / "saring.toml"
    own.write_text("raw = 'data/raw'\n[bounds.silence]\nwarn = 3\n")

    assert read_bounds(own).of["silence"].warn == 3


def test_a_bound_that_is_not_named_is_never_crossed():
    """Silence holds nothing back."""
    assert read_bounds().of["silence"].hold == NEVER


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[no_titel]\nhold = 1", "there is no bound [no_titel]"),
        ("[no_title]\nholds = 1", "no such key"),
        ("[no_title]\nhold = 'much'", "a bound is a number from 0, not 'much'"),
        ("[no_title]\nhold = -1", "a bound is a number from 0"),
        ("[no_title]\nreason = 3", "a reason is words"),
        ("no_title = 1", "there is no bound"),
        ("hold = [", "cannot be read as TOML"),
    ],
)
def test_a_wrong_value_gets_a_sentence(tmp_path, text, says):
    """It names file, bound and what is allowed."""
    own = tmp_path / "bounds.toml"
    own.write_text(text)

    with pytest.raises(UsageError, match=r"bounds\.toml") as refused:
        read_bounds(own)

    assert says in str(refused.value)
