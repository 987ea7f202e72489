"""Three things that were broken on the tree before: ids, bad nights, and `--again`. And what else may move no id."""

import datetime as dt
import json
import os
import random
import shutil
import subprocess
import sys

import pytest
from deliveries import house, pages
from deliveries.folder import SIDECAR, Night, lay_out
from deliveries.site import FIRST_NIGHT
from deliveries.stories import Newsroom
from running import HOUSE

N_PAGES = 30
JUNK = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8
HELD_OUTLETS = 3


@pytest.fixture(scope="module")
def room():
    """Return the newsroom that all stories here come from."""
    return Newsroom(seed=11)


class Shop:
    """A raw and a clean folder, a night a call."""

    def __init__(self, home):
        """Begin with nothing."""
        self.home, self.raw, self.clean = home, home / "raw", home / "clean"
        self.standing, self.day = {}, FIRST_NIGHT

    def night(self, folder, within="", codes=(0,), **options):
        """Spend a night on a folder and return its summary."""
        self.day += dt.timedelta(days=1)
        lay_out(Night("", self.day, folder), self.raw, self.standing)
        self.standing = dict(folder)
        done = house.clean(self.raw / within, self.clean, self.day, **options)
        assert done.code in codes, done.said
        return done.summary

    def articles(self, *columns):
        """Return some columns of all articles, sorted."""
        return sorted(tuple(row[name] for name in columns) for row in house.rows_of(self.clean, "articles"))

    def pairs(self):
        """Return what must never move: each story's id, by its address and headline."""
        return self.articles("id", "url", "title")


@pytest.fixture
def shop(tmp_path):
    """Return an empty shop."""
    return Shop(tmp_path)


def html_folder(room, numbers=range(N_PAGES), nonce="t0"):
    """Return a folder of pages of HTML, a third of them without any address."""
    return {f"html/{n:04d}.html": pages.html_page(room.story(n), nonce=f"{nonce}-{n}") for n in numbers}


def feed(room, numbers):
    """Return records of an export."""
    return [pages.record(room.story(number)) for number in numbers]


def test_a_line_in_the_outlets_reaches_old_rows(shop, tmp_path, room):
    """An outlet added in the user's folder, then `--again`: the rows bear its name and a snapshot is published."""
    records = [record | {"outlet": ""} for record in feed(room, (0, 1, 3, 4))]
    folder = {"feed.jsonl": pages.json_lines(records)}
    shop.night(folder)
    before = shop.articles("id", "outlet")
    tables = tmp_path / "knowledge" / "lexicon"
    tables.mkdir(parents=True)
    hosts = {room.story(number).host for number in (0, 1, 3, 4)}
    lines = "\n".join(f'"Koran {host[:5].title()}" = ["{host}"]' for host in sorted(hosts))
    (tables / "outlets.toml").write_text(f"[hosts]\n{lines}\n")

    summary = shop.night(folder, knowledge=tmp_path / "knowledge", again=True)

    after = shop.articles("id", "outlet")
    assert summary["snapshot"] is not None
    assert [key for key, _ in before] == [key for key, _ in after]
    assert all(name.startswith("Koran ") for _, name in after)


def test_knowledge_that_changes_no_row_writes_no_article(shop, tmp_path, room):
    """A word that touches nothing moves the stamp under which records were checked, and not one row."""
    folder = html_folder(room, range(6))
    shop.night(folder)
    before = house.stored(shop.clean, "articles")
    tables = tmp_path / "knowledge" / "lexicon"
    tables.mkdir(parents=True)
    (tables / "outlets.toml").write_text('[hosts]\n"Koran Jauh" = ["koranjauh.example"]\n')

    shop.night(folder, knowledge=tmp_path / "knowledge", again=True)
    again = shop.night(folder, knowledge=tmp_path / "knowledge", again=True)

    assert before == house.stored(shop.clean, "articles")
    assert (None, 6) == (again["snapshot"], again["skipped"])


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(JUNK, id="unreadable"),
        pytest.param(b"", id="empty"),
        pytest.param(b" \n", id="blank", marks=pytest.mark.soak),
        pytest.param(pages.denied_page(), id="access denied"),
    ],
)
def test_a_bad_night_takes_no_article_away(shop, room, data):
    """Thirty pages made unreadable, empty, or refused by the server: all thirty articles stay as they were."""
    folder = html_folder(room)
    shop.night(folder)
    before = shop.articles("id", "record_id", "text")

    shop.night(dict.fromkeys(folder, data), codes=(0, HELD_OUTLETS, 4))

    assert N_PAGES == len(before)
    assert set(before) <= set(shop.articles("id", "record_id", "text"))


def test_two_bad_nights_take_no_article_away(shop, room):
    """Nor do the articles go when the night after is bad as well, and a good one finds all as it was."""
    folder = html_folder(room)
    shop.night(folder)
    before = shop.articles("id", "record_id", "text")

    for data in (JUNK, b"", JUNK):
        shop.night(dict.fromkeys(folder, data), codes=(0, HELD_OUTLETS, 4))
    shop.night(html_folder(room))

    assert before == shop.articles("id", "record_id", "text")
    assert [] == house.rows_of(shop.clean, "rejects")


def test_an_error_page_replaces_nothing(shop, room):
    """Seventeen words of a server at a story's own address and in its own file leave the story where it is."""
    stories = [room.story(number) for number in (0, 1, 3)]
    folder = {f"{s.number}.html": pages.html_page(s) for s in stories}
    folder |= {f"{s.number}.html{SIDECAR}": pages.sidecar(s) for s in stories}
    folder["feed.jsonl"] = pages.json_lines(feed(room, (4, 6)))
    shop.night(folder)
    before = shop.articles("id", "record_id", "text")
    bad = {path: pages.denied_page() for path in folder if path.endswith(".html")}
    records = [record | {"text": pages.ACCESS_DENIED, "title": "Access denied"} for record in feed(room, (4, 6))]

    shop.night(folder | bad | {"feed.jsonl": pages.json_lines(records)}, codes=(0, HELD_OUTLETS))

    assert before == shop.articles("id", "record_id", "text")
    assert 5 == len(before)


@pytest.mark.parametrize("n_records", [60, pytest.param(300, marks=pytest.mark.soak)])
def test_an_export_may_be_turned_around(shop, room, n_records):
    """Reversed or shuffled, it holds the same pages: every (id, address) stays."""
    records = feed(room, range(n_records))
    shop.night({"feed.jsonl": pages.json_lines(records)})
    before = shop.pairs()

    turned = shop.night({"feed.jsonl": pages.json_lines(records[::-1])})
    random.Random(5).shuffle(records)  # noqa: S311 - an order, no secret
    shuffled = shop.night({"feed.jsonl": pages.json_lines(records)})

    assert n_records == len(before)
    assert before == shop.pairs()
    assert (0, 0) == (turned["articles"], shuffled["articles"])


def test_an_export_may_grow_in_front(shop, room):
    """Thirty lines in front are thirty articles more; the older ones are not touched."""
    old, new = feed(room, range(40)), feed(room, range(40, 70))
    shop.night({"feed.jsonl": pages.json_lines(old)})
    before = shop.articles("id", "url", "title", "run_id")

    summary = shop.night({"feed.jsonl": pages.json_lines(new + old)})

    assert 30 == summary["articles"]
    assert set(before) <= set(shop.articles("id", "url", "title", "run_id"))
    assert 70 == len(shop.pairs())


def test_files_may_be_renamed_and_copied(shop, room):
    """Neither turns an id or makes a second row, of a page or of an export."""
    folder = html_folder(room, range(9)) | {"feed.jsonl": pages.json_lines(feed(room, range(20, 29)))}
    shop.night(folder)
    before = shop.pairs()

    renamed = shop.night({f"lain/x-{path.replace('/', '-')}": data for path, data in folder.items()})
    copied = shop.night({f"{top}/{path}": data for path, data in folder.items() for top in ("satu", "dua")})

    assert 18 == len(before)
    assert before == shop.pairs()
    assert [] == house.rows_of(shop.clean, "duplicates")
    assert (0, 0) == (renamed["articles"], copied["articles"])


def test_a_subfolder_as_raw_makes_no_second_records(shop, room):
    """A folder or a file inside the raw folder is read as part of it, under the same places."""
    folder = html_folder(room, range(6)) | {"exports/feed.jsonl": pages.json_lines(feed(room, range(20, 26)))}
    shop.night(folder)
    before = shop.articles("id", "record_id", "source")

    summaries = [
        shop.night(folder, within=within) for within in ("html", "exports", "exports/feed.jsonl", "html/0001.html")
    ]

    assert [None] * 4 == [summary["snapshot"] for summary in summaries]
    assert before == shop.articles("id", "record_id", "source")


def test_another_raw_folder_needs_a_name(shop, room, tmp_path):
    """Pages from elsewhere are taken in under a feed's name only, and their sources begin with it."""
    shop.night(html_folder(room, range(3)))
    lay_out(Night("", shop.day, html_folder(room, range(3, 6))), tmp_path / "other", {})

    refused = house.clean(tmp_path / "other", shop.clean, shop.day)
    named = house.clean(tmp_path / "other", shop.clean, shop.day, feed="lain")

    sources = [source for (source,) in shop.articles("source")]
    assert (True, 0) == (refused.code == 2, named.code)
    assert 3 == sum(source.startswith("lain/html/") for source in sources)
    assert 6 == len(sources)


@pytest.mark.parametrize(("n_pages", "n_nights"), [(10, 5), pytest.param(100, 30, marks=pytest.mark.soak)])
def test_a_token_that_changes_each_night_changes_nothing(shop, room, n_pages, n_nights):
    """So many rows, no id turned, no byte of `articles` written."""
    shop.night(html_folder(room, range(n_pages)))
    before, written = shop.articles("id", "record_id", "text"), house.stored(shop.clean, "articles")

    summaries = [shop.night(html_folder(room, range(n_pages), f"t{night}")) for night in range(1, n_nights)]

    assert n_pages == len(before)
    assert before == shop.articles("id", "record_id", "text")
    assert written == house.stored(shop.clean, "articles")
    assert [] == house.rows_of(shop.clean, "duplicates")
    assert {n_pages} == {summary["refetched"] for summary in summaries}


LATER = {
    "flows/read/names.py": """
ALIASES = {ours: (f"x_{ours}", *theirs) for ours, theirs in ALIASES.items()}
ALIASES["outlet"] = (*ALIASES["outlet"], "edition")
ALIASES["text"] = tuple(reversed(ALIASES["text"]))
""",
    "transforms/urls.py": """
key_of_before = url_key


def url_key(url):
    found = key_of_before(url)
    return found.replace("/berita/", "/b/") if found else found
""",
    "transforms/text/decode.py": """
decode_before = decode


def decode(*arguments, **options):
    return decode_before(*arguments, **options).replace("jembatan", "titian").replace("\\u00a0", " ")
""",
}
"""What is added at the end of these files in a later version: other field names, another cleaning, another decoding."""


@pytest.fixture
def later_version(tmp_path):
    """Return a function that spends a night with a later version of the program."""
    home = tmp_path / "later"
    for package in ("flows", "transforms"):
        shutil.copytree(HOUSE / package, home / package, ignore=shutil.ignore_patterns("__pycache__"))
    for path, more in LATER.items():
        with (home / path).open("a") as file:
            file.write(more)

    def night(shop, *options):
        command = [sys.executable, "-m", "flows.cli", "clean", shop.raw, shop.clean, "--as-of", shop.day.isoformat()]
        environment = os.environ | {"PYTHONPATH": str(home)}
        done = subprocess.run(
            [*map(str, command), "--json", *options], capture_output=True, text=True, check=False, env=environment
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return night


def test_a_better_program_moves_no_id(shop, room, later_version):
    """Field names, URL cleaning and decoding change and the export gets a field: every page keeps its id."""
    records = feed(room, range(20, 32))
    folder = html_folder(room, range(9)) | {"note.txt": pages.plain_text(room.story(14))}
    shop.night(folder | {"feed.jsonl": pages.json_lines(records)})
    before = shop.articles("id", "title")
    lay_out(
        Night("", shop.day, folder | {"feed.jsonl": pages.json_lines(r | {"edition": "pagi"} for r in records)}),
        shop.raw,
        shop.standing,
    )

    later_version(shop, "--rescan")
    summary = later_version(shop, "--again", "--rescan")

    assert 22 == len(before)
    assert summary["records_in"] == 22
    assert before == shop.articles("id", "title")


def followed(shop, summary):
    """Return what a run's changes say: (change, id, cluster, older cluster)."""
    rows = house.changes_of(shop.clean, house.run_name(summary))
    return {(row["change"], row["id"], row["cluster_id"], row["old_cluster_id"]) for row in rows}


def clusters(shop):
    """Return each page's cluster, by its address."""
    return {
        row["url"]: (row["id"], row["cluster_id"])
        for dataset in ("articles", "duplicates")
        for row in house.rows_of(shop.clean, dataset)
        if row.get("verdict") in (None, "same_text", "same_source")
    }


def test_a_merge_is_told(shop, room):
    """The cluster that arrived first keeps its name; whoever followed the other finds it in `changes`."""
    first, second = room.story(0).at(1), room.story(1).at(2)
    shop.night({"a.jsonl": pages.json_line(pages.record(first))})
    shop.night({"a.jsonl": pages.json_lines([pages.record(first), pages.record(second)])})
    before = clusters(shop)
    older, younger = before[first.url][1], before[second.url][1]

    turned = pages.record(second.saying(*first.paragraphs))
    summary = shop.night({"a.jsonl": pages.json_lines([pages.record(first), pages.record(second), turned])})

    after, told = clusters(shop), followed(shop, summary)
    assert {older} == {cluster for _, cluster in after.values()}
    assert 1 == len(shop.pairs())
    assert (younger, older) in {(old, new) for _, _, new, old in told}
    assert "merged" in {change for change, _, _, old in told if old == younger}


def split_of(shop, first, second, now_second):
    """Check that the second page leaves the first one's cluster when it says something else, and that it is told."""
    shop.night({"a.jsonl": pages.json_line(pages.record(first))})
    shop.night({"a.jsonl": pages.json_lines(map(pages.record, (first, second)))})
    name = clusters(shop)[first.url][1]
    left = clusters(shop)[second.url][0]
    assert 1 == len(shop.pairs())

    summary = shop.night({"a.jsonl": pages.json_lines(map(pages.record, (first, second, now_second)))})

    standing = {row["url"]: (row["id"], row["cluster_id"]) for row in house.rows_of(shop.clean, "articles")}
    told = followed(shop, summary)
    assert (name, (left, left)) == (standing[first.url][1], standing[second.url])
    assert (left, left, name) in {(key, new, old) for _, key, new, old in told}
    assert "split" in {change for change, key, _, _ in told if key == left}


def test_a_split_is_told(shop, room):
    """The part with the naming member keeps the name, the page that left takes its own, and `changes` says so."""
    second = room.story(0).at(2)

    split_of(shop, room.story(0).at(1), second, second.saying(*room.story(4).paragraphs))


def test_a_text_that_was_on_two_pages_by_mistake_joins_them_no_longer(shop, room):
    """A broken extractor gave one sidebar for two stories; fetched again they are two articles."""
    stories = [room.story(number) for number in (0, 1, 3)]
    wrong = [story.saying(*room.story(7).paragraphs) for story in stories]
    shop.night({"a.jsonl": pages.json_lines(map(pages.record, wrong))})
    before = {row["id"] for name in ("articles", "duplicates") for row in house.rows_of(shop.clean, name)}
    assert 1 == len(shop.pairs())

    summary = shop.night({"a.jsonl": pages.json_lines(map(pages.record, stories))})

    assert sorted(story.headline for story in stories) == sorted(house.ids_by_title(shop.clean))
    assert before == set(house.by_id(shop.clean))
    assert 2 == sum(change == "split" for change, *_ in followed(shop, summary))


def test_a_late_first_member_changes_no_name(shop, room):
    """A copy printed and fetched first that arrives last joins under the old name; `changes` tells who stands."""
    first, early = room.story(3).at(1), room.story(3).at(2)
    day = room.story(3).day
    record = pages.record(first, day + dt.timedelta(days=3)) | {"date": (day + dt.timedelta(days=2)).isoformat()}
    shop.night({"a.jsonl": pages.json_line(record)})
    name = clusters(shop)[first.url][1]

    late = pages.record(early, day) | {"date": day.isoformat()}
    summary = shop.night({"a.jsonl": pages.json_lines([record, late])})

    after, told = clusters(shop), followed(shop, summary)
    (stands,) = shop.articles("id", "url")
    assert {name} == {cluster for _, cluster in after.values()}
    assert stands[1] == early.url
    assert {("promoted", stands[0]), ("demoted", name)} <= {
        ("promoted" if change == "added" else change, key) for change, key, _, _ in told
    }


def test_an_empty_folder_is_no_quiet_night(shop, room):
    """A raw folder that is empty or unmounted ends with a code of its own, and nothing is taken away."""
    shop.night(html_folder(room, range(6)))
    before = shop.pairs()

    shop.night({}, codes=(4,))

    assert before == shop.pairs()
