"""Deliveries of stories that others tell as well: clusters that grow, join, part, and get a new first member."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from deliveries import pages
from deliveries.delivery import Change, Delivery
from deliveries.exports import FEED, with_lines
from deliveries.folder import SIDECAR, Folder, with_files
from deliveries.site import Desk
from deliveries.stories import Story

SECOND = "kedua.jsonl"
"""The export of an outlet that prints what others wrote."""

STATES = 9
"""Crawls of one page in one delivery: more older states than are kept."""


def adds(*stories: tuple[int, int]) -> Change:
    """Return the delivery of copies: (the story's number, the outlet that copies it)."""

    def change(desk: Desk, folder: Folder) -> dict[str, bytes]:
        records = [pages.record(desk.story(number).at(outlet), desk.day) for number, outlet in stories]
        return with_lines(folder, SECOND, [folder.get(SECOND, b""), pages.json_lines(records)])

    return change


def now_reads(number: int, outlet: int, source: int | None = None) -> Change:
    """Return the delivery of a newer crawl of a copy, with the text of another story or one of its own."""

    def change(desk: Desk, folder: Folder) -> dict[str, bytes]:
        mine, other = desk.story(number).at(outlet), desk.story(source if source is not None else number)
        story = mine.saying(*other.paragraphs)
        return with_lines(folder, SECOND, [folder[SECOND], pages.json_line(pages.record(story, desk.day))])

    return change


def late_first_member(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Deliver a copy that was printed and fetched before all others, but arrives now."""
    story = desk.story(36)
    early = replace(story.at(4), day=story.day - dt.timedelta(days=3), dated=True)
    record = pages.record(early, early.day)
    return with_lines(folder, SECOND, [folder[SECOND], pages.json_line(record)])


def an_older_crawl(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Deliver a crawl of a page from before the one that stands, with a first paragraph more."""
    story = desk.story(34)
    older = story.saying(f"Berita awal dari {story.place} masih dikumpulkan, kata {story.reporter}.", *story.paragraphs)
    record = pages.record(older, story.day)
    return with_lines(folder, FEED, [folder[FEED], pages.json_line(record)])


def many_states(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Deliver nine crawls of one page, each with a sentence more."""
    story = desk.story(40)
    records = []
    for number in range(STATES):
        more = [f"Kabar ke-{n} dari {story.place} menyusul, kata {story.reporter}." for n in range(number + 1)]
        crawl = pages.record(story.saying(*story.paragraphs, *more))
        records.append(crawl | {"fetched_at": f"{desk.day}T{number + 4:02d}:00:00+07:00"})
    return with_lines(folder, FEED, [folder[FEED], pages.json_lines(records)])


def corrected_in_the_feed(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Deliver the feed with a second, corrected record of one page."""
    record = pages.record(desk.story(42).corrected(), desk.day)
    return with_lines(folder, FEED, [folder[FEED], pages.json_line(record)])


def denied_in_the_feed(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Deliver a server's error in place of a story, at the story's address."""
    record = pages.record(desk.story(33), desk.day) | {"text": pages.ACCESS_DENIED, "title": "Access denied"}
    return with_lines(folder, FEED, [folder[FEED], pages.json_line(record)])


def also_as_html(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Deliver a page of the feed as HTML, too."""
    return with_files(folder, {"html/juga-37.html": pages.html_page(desk.story(37), nonce="t37")})


def also_as_json(desk: Desk, folder: Folder) -> dict[str, bytes]:
    """Deliver a page of HTML in an export, too, its address with a campaign."""
    record = pages.record(desk.story(10))
    record["url"] += "?utm_source=nawala"
    return with_lines(folder, FEED, [folder[FEED], pages.json_line(record)])


def written_as(number: int, of: int, outlet: int) -> Change:
    """Return the delivery of a one-page file with a story's headline, another's text, at an address of its own."""

    def change(desk: Desk, folder: Folder) -> dict[str, bytes]:
        story = desk.story(number).at(outlet).saying(*desk.story(of).paragraphs)
        story = replace(story, url=f"{story.url}/{of}")
        path = f"sendiri/{number}.txt"
        return with_files(folder, {path: plain(story), path + SIDECAR: pages.sidecar(story, desk.day)})

    return change


def plain(story: Story) -> bytes:
    """Return a story's paragraphs alone."""
    return (story.text + "\n").encode()


NIGHTS = (
    Delivery("copied_by_a_second_outlet", adds((32, 1), (34, 2), (36, 3)), untouched=False),
    Delivery("two_outlets_more", adds((60, 2), (120, 3), (121, 4)), more=2, untouched=False),
    Delivery("a_late_first_member", late_first_member, untouched=False),
    Delivery("an_older_crawl_arrives_late", an_older_crawl),
    Delivery("nine_states_of_a_page", many_states, untouched=False),
    Delivery("corrected_in_the_feed", corrected_in_the_feed, untouched=False),
    Delivery("denied_in_the_feed", denied_in_the_feed),
    Delivery("also_as_html", also_as_html),
    Delivery("also_as_json", also_as_json),
    Delivery("a_page_takes_anothers_text", now_reads(120, 3, source=121), more=-1, untouched=False),
    Delivery("a_page_leaves_its_cluster", now_reads(32, 1, source=122), more=1, untouched=False),
    Delivery("a_page_of_its_own", written_as(123, 123, 2), more=1),
    Delivery("a_third_joins_two", written_as(123, 60, 2), more=-1, untouched=False),
)
