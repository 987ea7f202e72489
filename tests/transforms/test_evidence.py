"""One vote for what witnesses say of a field."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from hypothesis import given
from hypothesis import strategies as st

from transforms.evidence import MOST_CLAIMS, Claim, decide, gather, support
from transforms.finders.brief import Brief
from transforms.finders.published.claims import Day
from transforms.names import agencies
from transforms.names.squeeze import squeeze
from transforms.rulebook import load_rules

CLAIMS = st.lists(
    st.builds(
        Claim,
        field=st.just("title"),
        value=st.sampled_from("abc"),
        origin=st.sampled_from(["jsonld", "meta", "url", "byline"]),
        weight=st.sampled_from([0.5, 1.0, 3.0]),
    ),
    max_size=6,
)


def test_nobody_decides_nothing():
    """Without a claim there is no value."""
    assert decide([]) is None


def test_voices_that_agree_are_added_up():
    """Two weak witnesses who agree outweigh a stronger one."""
    claims = [Claim("title", "a", "url", 3), Claim("title", "b", "byline", 2), Claim("title", "b", "hint", 2)]

    assert claims[1] == decide(claims)


def test_markup_speaks_with_one_voice():
    """What a page's markup says in three places counts once."""
    claims = [Claim("title", "a", origin, 2) for origin in ("jsonld", "meta", "time")]

    assert support(claims[0], claims, str.__eq__) == 2


def test_between_equals_the_weightier_wins_and_then_the_first():
    """Who agrees with all others has the support of all; then the witness counts by itself."""
    claims = [Claim("day", 1, "hint", 1), Claim("day", 2, "url", 3), Claim("day", 3, "body", 3)]

    assert claims[1] == decide(claims, lambda one, other: True)


@given(CLAIMS)
def test_no_claim_has_more_support_than_the_one_decided_on(claims):
    """The vote is a maximum, whatever is claimed."""
    decided = decide(claims)

    assert (decided is None) == (not claims)
    assert all(support(claim, claims, str.__eq__) <= support(decided, claims, str.__eq__) for claim in claims)


def test_a_finder_hears_what_was_decided_before_it():
    """Of two finders who speak of a field the weightier is believed, the first where they weigh the same."""
    brief = Brief(load_rules(), dt.date(2026, 11, 20))
    brief.hear([Claim("title", "a", "headline"), Claim("outlet", "Lensa Rawa", "outlet")])
    brief.hear([Claim("title", "b", "pictures"), Claim("outlet", "Kabar Rawa", "people", 2)])

    assert ("a", "Kabar Rawa", None) == (brief.value("title"), brief.value("outlet"), brief.value("tags"))


def test_who_weighs_nothing_is_heard_and_not_believed():
    """A name that cannot be the outlet's is listed among the witnesses and wins against nobody."""
    claims = [Claim("outlet", "Lensa Rawa", "dateline", 0), Claim("outlet", "Kabar Rawa", "hint", 0.5)]

    assert claims[1] == decide(claims)
    assert decide(claims[:1]) is None


def test_of_a_list_the_weightiest_are_kept_each_once():
    """Markup that names authors goes before the line that does; two spellings are one person."""
    line, *markup = [Claim("authors", "Rina", "byline"), *(Claim("authors", n, "markup", 2) for n in ("Agus", "AGUS"))]

    assert (markup[0],) == gather([line, *markup])


def test_a_field_is_disputed_where_a_witness_says_something_else():
    """What is written in other letters, or names the day beside it, is no other thing."""
    brief = Brief(load_rules(), dt.date(2026, 11, 20))
    days = [Claim("published", Day(dt.date(2026, 5, n)), origin, 7 - n) for n, origin in ((4, "url"), (5, "byline"))]
    brief.hear([Claim("published_date", dt.date(2026, 5, 4), "published"), *days])
    brief.hear([Claim("authors", "Rina Dewi", "credit"), Claim("authors", "RINA DEWI", "hint")])
    assert brief.disputed() == ()

    brief.hear([Claim("published", Day(dt.date(2026, 5, 9)), "body"), Claim("authors", "Agus Salim", "markup", 2)])
    assert brief.disputed() == ("authors", "published_date")


def test_of_thousands_of_rivals_the_weightiest_are_weighed():
    """A hostile page claims a name in every line; it takes no square of their number, and who is believed stays."""
    rivals = [Claim("outlet", f"Kabar {n}", "line") for n in range(5_000)]
    told = [Claim("outlet", "Kabar Rawa", "registry", 3.0), Claim("outlet", "Kabar Rawa", "hint", 2.0)]
    asked = []

    def agree(one, other):
        asked.append(one)
        return one == other

    assert decide([*rivals, *told], agree) == told[0]
    assert len(asked) <= MOST_CLAIMS**2


class Asked(str):
    """A name that counts how often its letters are asked for."""

    __slots__ = ()
    times: ClassVar[int] = 0

    def __str__(self):
        """Return the name, and count."""
        Asked.times += 1
        return super().__str__()


def test_a_name_in_every_line_is_compared_by_letters_once():
    """Whether a list is disputed takes no square of its length."""
    names = [Asked(f"Sinta {n}") for n in range(400)]
    brief = Brief(load_rules(), dt.date(2026, 11, 20))
    brief.hear([Claim("authors", name, "credit") for name in names])

    assert brief.disputed() == ()
    assert len(names) <= Asked.times <= 2 * len(names)

    brief.hear([Claim("authors", Asked("Agus Salim"), "hint", 0.5)])
    assert brief.disputed() == ("authors",)


def test_sources_in_every_line_are_told_apart_by_letters_once(monkeypatch):
    """So are the agencies of a page, each of which stands in a line of its own."""
    asked = []

    def counted(name):
        asked.append(name)
        return squeeze(name)

    monkeypatch.setattr(agencies, "squeeze", counted)
    names = [f"Kabar Rawa {n}" for n in range(400)]

    assert len(agencies.unique([*names, "KABAR RAWA 7", "kabarrawa8"], None)) == len(names)
    assert len(asked) <= 4 * len(names)
