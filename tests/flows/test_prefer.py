"""`saring prefer`: an operator takes back a withdrawal or a stub; a later full text ends the decision."""

import datetime as dt

import pytest
from nights import NOTICE, clean, put_page, rows, story

from flows.corpus.prefer import PreferError, prefer

DAY = dt.date(2026, 11, 2)


def later(days):
    """Return a day so many days after the first."""
    return DAY + dt.timedelta(days=days)


@pytest.fixture
def shop(tmp_path):
    """Return raw and clean folder of a paper whose first page was taken back on the second night."""
    raw, target = tmp_path / "raw", tmp_path / "clean"
    for n in (1, 2):
        put_page(raw, n, story(n), DAY)
    clean(raw, target, DAY)
    put_page(raw, 1, NOTICE, later(1))
    clean(raw, target, later(1))
    return raw, target


def standing(target, n=1):
    """Return id and text of what stands for a page."""
    (found,) = (row[:2] for row in rows(target, "articles", "id, text, url") if row[2].endswith(f"/p{n}"))
    return found


def test_a_withdrawal_is_reversed(shop):
    """The fullest text takes the notice's place under the page's id, and `changes` tells of it."""
    _, target = shop
    page, before = standing(target)

    done = prefer(target, page, "the notice was meant for another story", as_of=later(2))

    assert before == NOTICE
    assert (page, story(1)) == standing(target)
    assert (3, page, False) == (done.snapshot, done.id, done.taken_back)
    assert [(page, NOTICE)] == rows(target, "duplicates", "id, text")
    assert ("000003", page, "changed") in rows(target, "changes", "run_id, id, change")
    assert [(page, done.record_id, "the notice was meant for another story", later(2))] == rows(
        target, "preferred", "id, record_id, reason, day"
    )


def test_a_decision_survives_the_notice_fetched_again(shop):
    """The same notice on a later night changes nothing: it is what was decided against."""
    raw, target = shop
    page, _ = standing(target)
    prefer(target, page, "a mistake", as_of=later(2))

    put_page(raw, 1, NOTICE, later(3))
    put_page(raw, 1, f"{NOTICE}\nMohon maaf.", later(4))
    clean(raw, target, later(4))

    assert (page, story(1)) == standing(target)


def test_a_later_full_text_ends_a_decision(shop):
    """A crawl that is neither stub nor notice and newer than all that was known stands."""
    raw, target = shop
    page, _ = standing(target)
    prefer(target, page, "a mistake", as_of=later(2))
    text = story(1) + "\nPembaruan: pekerjaan itu rampung sehari lebih cepat, kata kepala dusun."

    put_page(raw, 1, text, later(3))
    clean(raw, target, later(3))

    assert (page, text) == standing(target)


def test_a_decision_is_taken_back(shop):
    """Preferring a page whose text stands by a decision lets the newest crawl stand again."""
    _, target = shop
    page, _ = standing(target)
    prefer(target, page, "a mistake", as_of=later(2))

    done = prefer(target, page, "it was none", as_of=later(3))

    assert done.taken_back
    assert (page, NOTICE) == standing(target)
    assert [] == rows(target, "preferred")


def test_an_accepted_stub_is_reversed(tmp_path):
    """A stub that stood in three crawls over a week became the article; the full text can take its place back."""
    raw, target = tmp_path / "raw", tmp_path / "clean"
    put_page(raw, 1, story(1), DAY)
    clean(raw, target, DAY)
    for days in (1, 5, 9):
        put_page(raw, 1, story(1, lines=4), later(days))
        clean(raw, target, later(days))
    page, stub = standing(target)

    prefer(target, page, "the paper's paywall", as_of=later(10))

    assert stub == story(1, lines=4)
    assert (page, story(1)) == standing(target)
    put_page(raw, 1, story(1, lines=4), later(12))
    clean(raw, target, later(12))
    assert (page, story(1)) == standing(target)


def test_a_state_is_named_by_its_record(shop):
    """A record id chooses a state, also where what stands is a full text."""
    raw, target = shop
    text = story(1) + "\nPembaruan: pekerjaan itu rampung sehari lebih cepat, kata kepala dusun."
    put_page(raw, 1, text, later(2))
    clean(raw, target, later(2))
    page, _ = standing(target)
    (first,) = (record for record, said in rows(target, "duplicates", "record_id, text") if said == story(1))

    with pytest.raises(PreferError, match=f"neither a notice nor a stub.*{first}"):
        prefer(target, page, "why not", as_of=later(3))
    prefer(target, first, "the first text is the right one", as_of=later(3))

    assert (page, story(1)) == standing(target)


def test_a_fresh_folder_with_arrivals_takes_decisions_over(shop, tmp_path):
    """What was decided of a page holds in a folder that is given the store's arrivals, and ends as it does there."""
    raw, target = shop
    page, _ = standing(target)
    prefer(target, page, "a mistake", as_of=later(2))

    fresh = tmp_path / "fresh"
    clean(raw, fresh, later(3), arrivals=target)

    assert (page, story(1)) == standing(fresh)
    assert rows(target, "preferred") == rows(fresh, "preferred")
    text = story(1) + "\nPembaruan: pekerjaan itu rampung sehari lebih cepat, kata kepala dusun."
    put_page(raw, 1, text, later(4))
    clean(raw, fresh, later(4))
    assert (page, text) == standing(fresh)


def test_unknown_names_are_refused(shop):
    """The message names what was asked for, and nothing is published."""
    _, target = shop
    before = (target / ".saring/current").readlink()

    with pytest.raises(PreferError, match="abc: no page and no record"):
        prefer(target, "abc", "a reason")

    page, _ = standing(target, 2)
    with pytest.raises(PreferError, match="no other text of this page is kept"):
        prefer(target, page, "a reason")
    assert before == (target / ".saring/current").readlink()


def test_notices_of_one_wording_join_nothing(shop):
    """Two stories that were taken back in the same words stay two, also once both are back."""
    raw, target = shop
    put_page(raw, 2, NOTICE, later(2))
    clean(raw, target, later(2))
    taken_back = rows(target, "articles", "url, cluster_size")

    for n in (1, 2):
        put_page(raw, n, f"{story(n)}\nPembaruan nomor {n}: pekerjaan itu rampung.", later(3))
    clean(raw, target, later(3))

    assert [("https://contoh.id/p1", 1), ("https://contoh.id/p2", 1)] == taken_back
    assert taken_back == rows(target, "articles", "url, cluster_size")
