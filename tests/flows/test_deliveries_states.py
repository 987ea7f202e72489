"""What becomes of a page that is fetched again: which crawl stands, which ones are kept, what the summary says."""

import datetime as dt

import pytest
from deliveries import house, pages
from deliveries.folder import Night, lay_out
from deliveries.site import FIRST_NIGHT
from deliveries.stories import Newsroom

ROOM = Newsroom()
STORY = ROOM.story(0)
"""A story with an address."""

MORE = "Warga menunggu kabar berikutnya dari lapangan, kata juru bicara setempat kemarin sore."


class Shop:
    """A raw and a clean folder, a night a call."""

    def __init__(self, home):
        """Begin with nothing."""
        self.raw, self.clean, self.standing, self.day = home / "raw", home / "clean", {}, FIRST_NIGHT

    def night(self, folder, days=1, just_now=(), touched=(), **options):
        """Spend a night on a folder and return its summary."""
        self.day += dt.timedelta(days=days)
        night = Night("", self.day, folder, just_now=frozenset(just_now), touched=frozenset(touched))
        lay_out(night, self.raw, self.standing)
        self.standing = dict(folder)
        done = house.clean(self.raw, self.clean, self.day, **options)
        assert done.code == 0, done.said
        return done.summary

    def rows(self, dataset="articles", *columns):
        """Return a dataset's rows, some columns of them, sorted."""
        return sorted(tuple(row[name] for name in columns) for row in house.rows_of(self.clean, dataset))

    def only(self):
        """Return the one article."""
        (row,) = house.rows_of(self.clean, "articles")
        return row


@pytest.fixture
def shop(tmp_path):
    """Return an empty shop."""
    return Shop(tmp_path)


def page(story=STORY, nonce="t0"):
    """Return a raw folder of one page of HTML."""
    return {"html/0001.html": pages.html_page(story, nonce=nonce)}


def crawls(*stories):
    """Return an export in which each crawl of a page was fetched a day later than the one before."""
    days = [FIRST_NIGHT + dt.timedelta(days=number) for number in range(len(stories))]
    return {"feed.jsonl": pages.json_lines(pages.record(s, day) for s, day in zip(stories, days, strict=True))}


def longer(number=0):
    """Return the story with one sentence more, another for each number."""
    more = MORE if number == 0 else ROOM.story(8 + number).paragraphs[0].split(". ")[0] + "."
    return STORY.saying(*STORY.paragraphs, more)


def same(story, row):
    """Return whether a row has a story's text, however its paragraphs are set apart."""
    return story.text.split() == row["text"].split()


def test_a_page_fetched_again_makes_no_row(shop):
    """A new token is a crawl that says what stands already: counted as refetched, nothing else."""
    shop.night(page())
    before = house.stored(shop.clean, "articles")

    summary = shop.night(page(nonce="t1"))

    assert (0, 0, 1) == (summary["articles"], summary["duplicates"], summary["refetched"])
    assert before == house.stored(shop.clean, "articles")
    assert [] == shop.rows("duplicates", "id")


def test_a_changed_page_keeps_its_id(shop):
    """The row is replaced under the same id; the older state stands beside it, with the verdict `same_url`."""
    shop.night(page())
    before = shop.only()

    shop.night(page(longer(), "t1"))

    after = shop.only()
    assert (before["id"], False) == (after["id"], before["record_id"] == after["record_id"])
    assert MORE in after["text"]
    assert [(before["id"], before["record_id"], "same_url")] == shop.rows("duplicates", "id", "record_id", "verdict")


def test_the_newest_fetch_stands_whatever_came_last(shop):
    """An older crawl that arrives later is an older state."""
    shop.night(crawls(STORY, longer()), days=20)
    shop.night(crawls(STORY, longer()) | {"late.jsonl": pages.json_line(pages.record(longer(2), dt.date(2026, 8, 31)))})

    assert same(longer(), shop.only())
    assert 2 == len(shop.rows("duplicates", "id"))


def test_the_same_fetch_is_decided_by_the_correction(shop):
    """Of two texts of one moment the one that says it was corrected stands, whatever its length."""
    day = FIRST_NIGHT + dt.timedelta(days=1)
    records = [pages.record(story, day) for story in (STORY.corrected(), longer(3), longer(4))]
    shop.night({"feed.jsonl": pages.json_lines(records)})

    assert "Ralat" in shop.only()["text"]


def test_five_older_states_are_kept_and_the_first_is_among_them(shop):
    """More of them are counted as superseded."""
    shop.night(crawls(STORY), days=20)
    summary = shop.night(crawls(STORY, *(longer(number) for number in range(8))))

    kept = house.rows_of(shop.clean, "duplicates")
    assert (9, 1, 4, 3, 1) == tuple(summary[n] for n in "records_in articles duplicates superseded skipped".split())
    assert same(longer(7), shop.only())
    assert [True] == [same(STORY, row) for row in kept if row["first_seen"] < shop.day]
    assert 5 == len(kept)


def test_a_stub_takes_nothing_away(shop):
    """A text that is the beginning of what stands is a duplicate with the verdict `truncated`."""
    shop.night(page())
    before = shop.only()

    shop.night(page(STORY.stub(), "t1"))

    assert before == shop.only()
    assert [(before["id"], "truncated")] == shop.rows("duplicates", "id", "verdict")


def test_a_stub_of_more_than_a_week_is_the_article(shop):
    """Three crawls over seven days or more: the paper meant it."""
    shop.night(page())
    first = shop.only()
    for nonce in ("t1", "t2", "t3"):
        stands = shop.only()["text"]
        shop.night(page(STORY.stub(), nonce), days=4)

    assert first["text"] == stands
    assert first["id"] == shop.only()["id"]
    assert same(STORY.stub(), shop.only())


def test_three_stubs_in_one_week_take_nothing_away(shop):
    """Three crawls on three days are a broken extractor."""
    shop.night(page())
    before = shop.only()
    for nonce in ("t1", "t2", "t3"):
        shop.night(page(STORY.stub(), nonce))

    assert before == shop.only()


@pytest.mark.parametrize("fetched", [True, False], ids=["fetches told", "no fetch told"])
def test_an_export_that_keeps_a_stub_takes_nothing_away(shop, fetched):
    """A whole export each night, under another name, holds a story and one bad fetch of it: it was fetched once."""
    day = FIRST_NIGHT if fetched else None
    held = [pages.record(STORY, day), pages.record(STORY.stub(), day and day + dt.timedelta(days=1))]
    for number in range(1, 6):
        held.append(pages.record(ROOM.story(number)))
        shop.night(shop.standing | {f"export-{number}.jsonl": pages.json_lines(held)}, days=4)

    assert [STORY.text] == [row["text"] for row in house.rows_of(shop.clean, "articles") if row["url"] == STORY.url]


def test_a_page_that_is_whole_again_goes_on(shop):
    """A stub between two crawls of the same text leaves no trace in the articles."""
    shop.night(page())
    before = shop.only()
    shop.night(page(STORY.stub(), "t1"))

    shop.night(page(nonce="t2"))

    assert before == shop.only()


def test_a_withdrawal_is_the_article(shop):
    """The notice stands under the page's id, marked; the text that was taken back is in the duplicates only."""
    shop.night(page())
    before = shop.only()

    summary = shop.night(page(STORY.withdrawn(), "t1"))

    after = shop.only()
    assert (before["id"], True, False) == (after["id"], after["withdrawn"], before["withdrawn"])
    assert "mencabut" in after["text"]
    assert [(before["id"], before["record_id"])] == shop.rows("duplicates", "id", "record_id")
    assert summary["withdrawn"]


def test_a_withdrawal_may_be_taken_back(shop):
    """A later crawl with the text stands again."""
    shop.night(page())
    shop.night(page(STORY.withdrawn(), "t1"))

    shop.night(page(longer(), "t2"))

    assert not shop.only()["withdrawn"]
    assert same(longer(), shop.only())


def test_two_stories_under_one_address_are_two_pages(shop):
    """The first seen keeps the page's id, the other gets one of its own, the same however often it comes."""
    other = ROOM.story(1)
    folder = {"a.html": pages.html_page(STORY, canonical="https://kabar.example/terkini")}
    shop.night(folder)
    first = shop.only()["id"]
    folder["b.html"] = pages.html_page(other, canonical="https://kabar.example/terkini")
    shop.night(folder)
    ids = house.ids_by_title(shop.clean)

    shop.night({"c/a.html": folder["a.html"], "c/b.html": folder["b.html"]})

    assert (2, first) == (len(set(ids.values())), ids[STORY.headline])
    assert ids == house.ids_by_title(shop.clean)


def test_a_text_without_an_address_is_one_page_wherever_it_lies(shop):
    """Two places are no two rows."""
    text = pages.plain_text(ROOM.story(2))
    summary = shop.night({"a.txt": text, "b/c.txt": text})

    assert 1 == len(shop.rows("articles", "id"))
    assert (2, 1, 1) == (summary["records_in"], summary["articles"], summary["redelivered"])


def test_a_note_without_an_address_may_be_corrected_in_its_place(shop):
    """The same path with a text that agrees is the same story: one article."""
    story = ROOM.story(2)
    shop.night({"a.txt": pages.plain_text(story)})

    shop.night({"a.txt": pages.plain_text(story.corrected())})

    assert 1 == len(shop.rows("articles", "id"))
    assert "Ralat" in shop.only()["text"]


def test_another_story_in_the_same_place_is_another_article(shop):
    """`0001.html` is written over each night: the older story stays."""
    stories = [ROOM.story(number) for number in (2, 5, 8, 11)]
    for story in stories:
        shop.night({"0001.html": pages.html_page(story)})

    assert sorted(story.headline for story in stories) == sorted(house.ids_by_title(shop.clean))


def test_a_day_is_bounded_by_the_days_of_its_own_record(shop):
    """A date that lay ahead when the page was seen stays refused when the page is cleaned anew later."""
    day = FIRST_NIGHT + dt.timedelta(days=20)
    record = pages.record(STORY) | {"date": day.isoformat()}
    shop.night({"feed.jsonl": pages.json_line(record)})
    before = shop.only()["published_date"]

    shop.night({"feed.jsonl": pages.json_line(record)}, days=60, again=True)

    assert (None, None) == (before, shop.only()["published_date"])


def test_the_first_day_stays(shop):
    """`first_seen` is the day on which the page first came in, whatever came later."""
    shop.night(page())
    first = shop.day

    shop.night(page(longer(), "t1"))

    assert first == shop.only()["first_seen"]


def test_a_campaign_in_the_address_makes_no_row(shop):
    """The same page under `?utm_source=` is the same crawl, whatever its address looks like."""
    record = pages.record(STORY)
    shop.night({"feed.jsonl": pages.json_line(record)})
    before = house.stored(shop.clean, "articles")

    summary = shop.night({"feed.jsonl": pages.json_line(record | {"url": f"{record['url']}?utm_source=surel"})})

    assert (0, 0, 1) == tuple(summary[name] for name in ("articles", "duplicates", "refetched"))
    assert before == house.stored(shop.clean, "articles")


def test_an_older_text_that_is_fetched_again_stands(shop):
    """Only the moment of its fetch is new: the paper went back to what it said first."""
    first, second, third = (FIRST_NIGHT + dt.timedelta(days=number) for number in (0, 1, 15))
    shop.night({"feed.jsonl": pages.json_lines([pages.record(STORY, first), pages.record(longer(), second)])}, days=20)
    assert same(longer(), shop.only())

    shop.night({"feed.jsonl": pages.json_lines([pages.record(STORY, third), pages.record(longer(), second)])})

    assert same(STORY, shop.only())


def test_a_withdrawal_joins_no_two_stories_of_one_address(shop):
    """Of two pages under one address one is taken back; the other stands as it was."""
    other = ROOM.story(1)
    front = "https://muka.example/terkini"
    folder = {f"{s.number}.html": pages.html_page(s, canonical=front) for s in (STORY, other)}
    shop.night(folder)
    ids = house.ids_by_title(shop.clean)

    shop.night(folder | {"1.html": pages.html_page(other.withdrawn(), canonical=front, nonce="t1")})

    assert ids == house.ids_by_title(shop.clean)
    assert [(STORY.headline, False), (other.headline, True)] == sorted(
        shop.rows("articles", "title", "withdrawn"), key=lambda row: row[1]
    )


def test_a_copy_that_tells_its_story_again_is_a_copy_again(shop):
    """A page copies another's text, then says something else, then tells the story anew in more words."""
    copied = STORY.at(1)
    other = copied.saying(*ROOM.story(1).paragraphs)
    longer = copied.saying(*copied.paragraphs, MORE)
    clusters = []
    for number, told in enumerate((copied, other, longer)):
        shop.night({**page(), "html/0002.html": pages.html_page(told, nonce=f"u{number}")})
        clusters.append(len(shop.rows("articles", "id")))

    assert [1, 2, 1] == clusters


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n\x00\x00" * 40], ids=["empty", "binary"])
def test_a_bad_file_that_is_only_touched_is_still_bad(shop, data):
    """Its reject stays until the file can be read or is gone."""
    bad = {"html/0002.html": data}
    shop.night(page() | bad)
    before = shop.rows("rejects", "source", "first_seen")

    shop.night(page() | bad, days=2, touched=bad)

    assert [("html/0002.html", FIRST_NIGHT + dt.timedelta(days=1))] == before
    assert before == shop.rows("rejects", "source", "first_seen")


def test_a_bad_file_that_was_mended_is_read(shop):
    """Its reject leaves once its place is read well."""
    shop.night(page() | {"html/0002.html": b""})

    shop.night(page() | {"html/0002.html": pages.html_page(ROOM.story(1))}, days=2)

    assert [] == shop.rows("rejects", "source")
