"""What the crawls of one page come to: states, the current one, which older ones are kept."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.duplicates import crawls
from transforms.duplicates.agree import MOST_TEXTS_COMPARED
from transforms.duplicates.crawls import MOST_OLDER_STATES, settle
from transforms.duplicates.states import Crawl, Settled

FLOOD = "Air sungai naik dua meter semalam dan warga mengungsi ke balai desa sebelum tanggul di hulu diperiksa petugas"
TRAIN = "Kereta baru berjalan lagi hari Jumat setelah rel diperbaiki petugas di sepanjang lembah yang sempit itu"
BOTH = f"{FLOOD}. {TRAIN}. {FLOOD.replace('Air', 'Banjir').replace('naik', 'surut')}."
MARKET = "Pasar induk buka lagi pagi ini dan harga cabai turun separuh kata seorang pedagang yang sudah tua sekali"
WALL = "Masuk untuk membaca."
NOTICE = "Berita ini dicabut oleh redaksi."


def moment(day, hour=0):
    """Return a moment of June 2021."""
    return dt.datetime(2021, 6, 1, hour, tzinfo=dt.UTC) + dt.timedelta(day - 1)


def crawl(name, text=FLOOD, day=1, **fields):
    """Return a crawl of the page `p` that was fetched, and came in, on a day of June 2021."""
    said = {"page_key": "p", "content_key": f"{text} {fields.get('title')}", "fetched_at": moment(day), "dated": True}
    arrived = (dt.date(2021, 6, 1) + dt.timedelta(day - 1), day)
    return Crawl(name, **(said | {"arrived": arrived, "n_chars": len(text or ""), "text": text} | fields))


def outcome(*some):
    """Return {record: (id, role, verdict)}."""
    return {answer.record_id: (answer.id, answer.role, answer.verdict) for answer in settle(some)}


def roles(*some):
    """Return {record: role}."""
    return {answer.record_id: answer.role for answer in settle(some)}


def verdicts(*some):
    """Return {record: verdict}."""
    return {answer.record_id: answer.verdict for answer in settle(some)}


def test_one_crawl_is_its_page():
    """The page is called by its key, and the crawl stands for it."""
    assert settle([crawl("a")]) == (Settled("a", "p", "current"),)


def test_crawls_that_say_the_same_are_one_state():
    """The crawl that came first stands for it; the others are refetched."""
    assert outcome(crawl("b", day=1), crawl("a", day=2)) == {
        "a": ("p", "refetched", None),
        "b": ("p", "current", None),
    }


def test_the_newest_crawl_is_the_page():
    """An older state is kept under the same id, with what it shares."""
    old, new = settle([crawl("a", day=1), crawl("b", f"{FLOOD} kata camat", day=2)])

    assert (old.id, old.role, old.verdict, old.containment) == ("p", "state", "same_url", 1.0)
    assert (new.id, new.role) == ("p", "current")


def test_a_shorter_text_that_is_newer_is_the_page():
    """Length decides nothing: the paper corrected itself and cut a sentence."""
    cut = " ".join(FLOOD.split()[:-2])

    assert roles(crawl("a", day=1), crawl("b", cut, day=2)) == {"a": "state", "b": "current"}


def test_of_one_moment_the_text_that_says_it_was_corrected_is_the_page():
    """Then the record id decides, so that the answer is always the same."""
    grown = f"{FLOOD} kata camat"

    assert roles(crawl("a", corrected=True), crawl("b", grown)) == {"a": "current", "b": "state"}
    assert roles(crawl("a"), crawl("b", grown)) == {"a": "state", "b": "current"}


def test_a_page_may_go_back_to_what_it_said():
    """A state that is fetched again later is current again, under the row that it always had."""
    assert roles(crawl("a", day=1), crawl("b", f"{FLOOD} kata camat", day=2), crawl("c", day=3)) == {
        "a": "current",
        "b": "state",
        "c": "refetched",
    }


def test_known_words_without_a_fetch_time_are_no_news():
    """An export that comes again with a column more does not bring back what was corrected since."""
    again = crawl("c", day=3, dated=False)

    assert roles(crawl("a", day=1), crawl("b", f"{FLOOD} kata camat", day=2), again)["b"] == "current"


def test_two_stories_under_one_key_are_two_pages():
    """The later one has a name of its own, made of the key and its first delivery."""
    found = outcome(crawl("a", day=1), crawl("b", MARKET, day=2))

    assert found["a"] == ("p", "current", None)
    assert found["b"][1:] == ("current", None)
    assert found["b"][0] == outcome(crawl("b", MARKET, day=2), crawl("a", day=1))["b"][0] != "p"


def test_the_name_of_a_later_page_never_changes():
    """It was published as an id: the key and the first delivery alone decide it."""
    assert outcome(crawl("a", day=1), crawl("b", MARKET, day=2))["b"][0] == "62137ae3ba82407d5248b54d4a169114"


def test_one_title_is_one_story():
    """A text that was written anew under the same headline is the same article."""
    assert roles(crawl("a", title="Banjir, Lagi!", day=1), crawl("b", MARKET, title="banjir lagi", day=2)) == {
        "a": "state",
        "b": "current",
    }


def test_a_stub_takes_nothing_away():
    """A newer crawl that holds only the beginning of the story stands beside it."""
    assert outcome(crawl("a", BOTH, day=1), crawl("b", FLOOD, day=2)) == {
        "a": ("p", "current", None),
        "b": ("p", "state", "truncated"),
    }


def test_a_story_that_grew_was_no_stub():
    """Its beginning is older than the whole of it: an older state like others."""
    assert verdicts(crawl("a", FLOOD, day=1), crawl("b", BOTH, day=2)) == {"a": "same_url", "b": None}


def test_of_one_moment_the_full_text_is_the_page():
    """Pages without a fetch time that came in on one day: which was first is not known."""
    for names in ("ab", "ba"):
        found = outcome(crawl(names[0], FLOOD), crawl(names[1], BOTH))
        assert found == {names[0]: ("p", "state", "truncated"), names[1]: ("p", "current", None)}


def test_a_text_that_lost_little_is_no_stub():
    """Four fifths of the length is a text that was edited."""
    edited = BOTH[: int(0.85 * len(BOTH))]

    assert roles(crawl("a", BOTH, day=1), crawl("b", edited, day=2)) == {"a": "state", "b": "current"}


@pytest.mark.parametrize(
    ("days", "current"),
    [((2, 5, 9), "b2"), ((2, 5, 8), "a"), ((2, 9), "a"), ((2, 5, 9, 10), "b2")],
    ids=["three in a week", "in six days", "two", "four"],
)
def test_a_stub_that_lasts_is_the_article(days, current):
    """Three crawls over seven days or more: the paper means it."""
    some = [crawl("a", BOTH, day=1), *(crawl(f"b{day}", FLOOD, day=day) for day in days)]

    assert roles(*some)[current] == "current"


def test_one_delivery_that_comes_again_and_again_lasts_too():
    """A page without a fetch time is one record; the store counts its nights."""
    stub = crawl("b", FLOOD, day=2, dated=False, times_seen=3, last_seen=dt.date(2021, 6, 9))

    assert roles(crawl("a", BOTH, day=1), stub)["b"] == "current"


@pytest.mark.parametrize("last", [9, 30], ids=["the same night", "long ago"])
def test_a_stub_in_an_export_that_holds_the_story_too_does_not_last(last):
    """An export that grows brings both again each night: neither was fetched anew."""
    full = crawl("a", BOTH, day=1, dated=False, times_seen=29, last_seen=dt.date(2021, 6, 30))
    stub = crawl("b", FLOOD, day=2, dated=False, times_seen=28, last_seen=dt.date(2021, 6, last))

    assert roles(full, stub)["a"] == "current"


def test_a_stub_that_tells_its_fetches_lasts_by_these():
    """That its export came in on later nights is nothing."""
    stub = crawl("b", FLOOD, day=2, times_seen=3, last_seen=dt.date(2021, 6, 30))

    assert roles(crawl("a", BOTH, day=1), stub)["a"] == "current"
    assert roles(crawl("a", BOTH, day=1), dataclasses.replace(stub, fetched_at=moment(9)))["b"] == "current"


def test_a_full_text_ends_a_lasting_stub():
    """The story is back: the stub has not stood since."""
    stubs = [crawl(f"b{day}", FLOOD, day=day) for day in (2, 5, 9)]

    assert roles(crawl("a", BOTH, day=1), *stubs, crawl("c", BOTH, day=10))["a"] == "current"


def test_a_notice_stands_for_what_it_took_back():
    """The paper may take a story back; the text stays as an older state."""
    some = [crawl("a", title="Banjir", day=1), crawl("b", NOTICE, title="Banjir", day=2, withdrawn=True)]

    assert outcome(*some) == {"a": ("p", "state", "withdrawn"), "b": ("p", "current", None)}


def test_a_notice_under_another_title_is_of_the_same_page():
    """It needs neither a title nor a word of the story."""
    some = [crawl("a", title="Banjir", day=1), crawl("b", NOTICE, title="Pemberitahuan", day=2, withdrawn=True)]

    assert {answer.id for answer in settle(some)} == {"p"}


def test_a_story_that_is_printed_again_stands_again():
    """A newer crawl of the text ends the notice."""
    some = [crawl("a", day=1), crawl("b", NOTICE, day=2, withdrawn=True), crawl("c", day=3)]

    assert roles(*some) == {"a": "current", "b": "state", "c": "refetched"}


def test_a_wall_strays_in_beside_the_story():
    """An error page, a login, a consent wall: short and unlike the story, never in its place."""
    long = f"{BOTH} {BOTH.replace('a', 'o')}"

    assert outcome(crawl("a", long, day=1), crawl("b", WALL, day=2)) == {
        "a": ("p", "current", None),
        "b": ("p", "state", "truncated"),
    }


def test_a_short_story_beside_a_short_story_is_no_stray():
    """What is not a quarter shorter is a page of its own."""
    assert len({answer.id for answer in settle([crawl("a", day=1), crawl("b", MARKET, day=2)])}) == 2


def test_five_older_states_are_kept_the_first_among_them():
    """More of them are superseded, the newest of the others last."""
    some = [crawl(f"{day:02d}", f"{FLOOD} pada hari ke {day}", day=day) for day in range(1, 10)]

    found = roles(*some)

    assert [name for name, role in found.items() if role == "state"] == ["01", "05", "06", "07", "08"]
    assert [name for name, role in found.items() if role == "superseded"] == ["02", "03", "04"]
    assert found["09"] == "current"


def test_a_row_that_is_not_at_hand_cannot_stand():
    """The text of a superseded state is gone: nothing of it can be published."""
    gone = crawl("b", None, day=2, known_as="p", stored=False, n_chars=100)
    some = [crawl("a", day=1, known_as="p"), gone]

    assert roles(*some) == {"a": "current", "b": "superseded"}


def test_a_text_that_is_gone_speaks_by_the_name_that_it_had():
    """A state without a text stays with the page whose id it bore."""
    gone = crawl("b", None, day=2, known_as="p", stored=False, n_chars=100)

    assert {answer.id for answer in settle([crawl("a", day=1, known_as="p"), gone])} == {"p"}


def test_many_texts_under_one_key_are_not_compared(monkeypatch):
    """A front page with a hundred texts costs no comparison of each with each; equal titles still join."""
    monkeypatch.setattr(crawls, "containment_of", lambda a, b: 1.0)
    some = [
        crawl(f"{n:03d}", f"{FLOOD} nomor {n} " + "x" * 400, title=f"Judul {n % 5}")
        for n in range(MOST_TEXTS_COMPARED * 2)
    ]

    assert len({answer.id for answer in settle(some)}) == 5


TEXTS = st.sampled_from([FLOOD, f"{FLOOD} kata camat", BOTH, TRAIN, MARKET, WALL, NOTICE])
CRAWLS = st.lists(
    st.builds(
        lambda text, title, day, arrived, times, corrected, dated: crawl(
            "x", text, day, title=title, corrected=corrected, withdrawn=text == NOTICE, dated=dated, times_seen=times,
            arrived=(dt.date(2021, 6, arrived), arrived),
        ),
        TEXTS, st.sampled_from([None, "Banjir", "Kereta"]), st.integers(1, 20), st.integers(1, 20), st.integers(1, 4),
        st.booleans(), st.booleans(),
    ),
    min_size=1,
    max_size=10,
).map(lambda some: [dataclasses.replace(one, record_id=f"r{n}") for n, one in enumerate(some)])  # fmt: skip


@given(CRAWLS, st.randoms(use_true_random=False))
def test_order_is_nothing(some, shuffle):
    """What crawls come to is a function of their set: one night or ten, in any order."""
    other = some.copy()
    shuffle.shuffle(other)

    assert settle(some) == settle(other)


@given(CRAWLS)
def test_each_page_has_one_row_and_few_older_ones(some):
    """Each crawl has one answer; each page one current state, and at most five older ones."""
    found = settle(some)

    assert [answer.record_id for answer in found] == sorted(one.record_id for one in some)
    for name in {answer.id for answer in found}:
        kinds = [answer.role for answer in found if answer.id == name]
        assert kinds.count("current") == 1
        assert kinds.count("state") <= MOST_OLDER_STATES


@given(CRAWLS)
def test_the_first_story_keeps_the_key(some):
    """The page whose crawl arrived first is called by the key, whatever came after it."""
    first = min(some, key=lambda one: (one.arrived, one.record_id))

    assert {answer.record_id: answer.id for answer in settle(some)}[first.record_id] == "p"


@given(CRAWLS)
def test_verdicts_are_of_older_states_alone(some):
    """A page's row has none; nor has what makes no row."""
    assert all((answer.verdict is not None) == (answer.role in ("state", "superseded")) for answer in settle(some))
