"""Pages that tell one story in nearly the same words, joined in the store night after night."""

import datetime as dt
import json
import random
import tarfile
from pathlib import Path

import pytest
from deliveries.laws import ASIDE, Replica, differ
from nights import clean as clean_night
from staged import DAY, page_key, publish, read, row

from flows.corpus import near, run
from flows.corpus import relations as relations_of
from flows.corpus.rebuild import rebuild
from flows.forget import forget
from flows.inspect import verify
from flows.report import notices
from flows.store import files
from flows.store.errors import RefusedError
from transforms.records import TOLD

STORES = Path(__file__).parents[1] / "data" / "stores"
WORDS = "ba ca da fa ga ha ja ka la ma na pa ra sa ta wa".split()
VOCABULARY = [a + b + c for a in WORDS for b in WORDS[:4] for c in WORDS[4:8]]


def prose(seed, words=120):
    """Return words by chance, always the same for one seed."""
    return random.Random(seed).choices(VOCABULARY, k=words)  # noqa: S311


def story(seed, edit=None, *, more=""):
    """Return the text of a story, one of its words replaced."""
    words = prose(seed)
    if edit is not None:
        words[edit] = f"lain{edit}"
    return " ".join(words) + more


def page(name, text, **fields):
    """Return a staged page of an outlet of its own, addressed by its name."""
    return row(f"{name}#1", text, page=name, **{"outlet_domain": f"{name}.id", "title": name} | fields)


def stories(clean):
    """Return the names of the pages of each story of several, by their outlets."""
    rows = [row for name in ("articles", "duplicates") for row in read(clean, name, "cluster_id, outlet_domain")]
    joined = {}
    for cluster, outlet in rows:
        joined.setdefault(cluster, set()).add(outlet.removesuffix(".id"))
    return sorted(sorted(pages) for pages in joined.values() if len(pages) > 1)


def relations(clean):
    """Return the relations as (a, b, verdict), pages by name; of one run the order of arrival is that of ids."""
    named = {page_key(name): name for name in "abcdefghijklmnopqrstuvwxyz"}
    told = read(clean, "relations", "a, b, verdict", "a, b")
    return sorted((*sorted((named[a], named[b])), verdict) for a, b, verdict in told)


def changes(clean):
    """Return what the last run changed, by page."""
    rows = read(clean, "changes", "run_id, id, change", "run_id, id")
    newest = max(run for run, _, _ in rows)
    return {page: change for run, page, change in rows if run == newest}


def test_an_edited_copy_of_another_outlet_joins(tmp_path):
    """In the run that brings both, and in the next run; the row says `near`, and the relation why."""
    clean = tmp_path / "clean"
    publish(clean, [page("a", story(1)), page("b", story(1, 40)), page("c", story(2))])
    publish(clean, [page("d", story(1, 70)), page("e", story(2, 5))], as_of=DAY + dt.timedelta(1))

    assert [["a", "b", "d"], ["c", "e"]] == stories(clean)
    assert {"near"} == {verdict for (verdict,) in read(clean, "duplicates", "verdict")}
    assert [("a", "b", "near"), ("a", "d", "near"), ("c", "e", "near")] == relations(clean)
    ((_, _, _, held, reason),) = read(clean, "relations", "*", "a, b")[-1:]
    assert 0.9 < held < 1
    assert reason == "the words are the same but for an edit"
    assert [] == verify(clean, sample=0)


def test_equal_texts_are_told_as_such(tmp_path):
    """A page that has both kinds of edges is a `same_text`; the words find one more by letters and digits alone."""
    clean = tmp_path / "clean"
    publish(clean, [page("a", story(1)), page("b", story(1)), page("c", story(1).replace(" ", "  ", 1) + ".")])

    assert {"same_text"} == {verdict for (verdict,) in read(clean, "duplicates", "verdict")}
    assert [["a", "b", "c"]] == stories(clean)


def test_what_only_looks_alike_stands_and_is_told(tmp_path):
    """A text inside a longer one, and two issues of a recurring piece."""
    clean, later = tmp_path / "clean", DAY + dt.timedelta(7)
    prices = " ".join(f"{word} {n}00" if n % 9 == 0 else word for n, word in enumerate(prose(3)))
    publish(
        clean,
        [
            page("a", story(1)),
            page("b", story(1) + " " + story(2)),
            page("c", prices),
            page("d", prices.replace("900 ", "950 "), published_date=later),
        ],
    )

    assert [] == stories(clean)
    assert [("a", "b", "contained"), ("c", "d", "template")] == relations(clean)


def test_a_day_that_is_only_about_right_is_none(tmp_path):
    """Then all numbers must be equal; once the page says its day for sure, both are compared anew, as one run would."""
    clean, once = tmp_path / "clean", tmp_path / "once"
    first, edited = (page(name, story(1, more=f" dan {price} rupiah")) for name, price in (("a", "900"), ("b", "950")))
    about = page("b", edited["text"], published_precision="about")
    publish(clean, [first, about], [], accepted={"*": "a test"})
    before = (stories(clean), relations(clean))
    sure = page("b", edited["text"], fetched_at=dt.datetime(2021, 7, 1, tzinfo=dt.UTC), published_precision="day")
    publish(clean, [sure], as_of=DAY + dt.timedelta(1), accepted={"*": "a test"})
    publish(once, [first, sure], as_of=DAY + dt.timedelta(2), arrivals=clean)

    assert ([], [("a", "b", "template")]) == before
    assert ([["a", "b"]], [("a", "b", "near")]) == (stories(clean), relations(clean))
    assert relations(once) == relations(clean)


def test_the_summary_names_what_grew_and_what_was_nearly_joined(tmp_path):
    """The largest stories that pages came to, and pairs between a copy and none; by their names, without text."""
    nearly = " ".join([*prose(1)[:96], *prose(44, 60)])
    summary = publish(tmp_path / "clean", [page("a", story(1)), page("b", story(1, 40)), page("c", nearly)])

    assert [2] == list(summary.largest.values())
    ((a, b, held),) = summary.misses
    assert (page_key("c") in {a, b}, 0.75 <= held < 0.8) == (True, True)
    assert any("left apart" in line for line in notices(summary))


def test_a_page_that_says_something_else_leaves_its_story(tmp_path):
    """And comes back to it when it says the old again; `changes` tells both."""
    clean = tmp_path / "clean"
    publish(clean, [page("a", story(1), url_key="a.id/1"), page("b", story(1, 40), url_key="b.id/1")])
    other = page("b", story(9), url_key="b.id/1", fetched_at=dt.datetime(2021, 7, 1, tzinfo=dt.UTC))
    publish(clean, [other], as_of=DAY + dt.timedelta(1), accepted={"*": "a test"})
    apart, split = stories(clean), changes(clean)
    again = page("b", story(1, 41), url_key="b.id/1", fetched_at=dt.datetime(2021, 7, 2, tzinfo=dt.UTC))
    publish(clean, [again], as_of=DAY + dt.timedelta(2), accepted={"*": "a test"})

    assert [] == apart
    assert "split" in split.values()
    assert [["a", "b"]] == stories(clean)
    assert "merged" in changes(clean).values()
    assert [] == verify(clean, sample=0)


def test_when_a_story_s_first_page_is_forgotten_its_copies_stay_together(tmp_path):
    """One of them stands for the story, under the old name; no sketch and no relation of the page is left."""
    clean = tmp_path / "clean"
    publish(clean, [page("a", story(1)), page("b", story(1, 40), seen_day=DAY), page("c", story(1, 70))])
    forget(clean, page_key("a"), "a test", who="a test", purge=True)

    assert [["b", "c"]] == stories(clean)
    assert [("b", "c", "near")] == relations(clean)
    assert {page_key("a")} == {cluster for (cluster,) in read(clean, "articles", "cluster_id")}
    assert [] == verify(clean, sample=0, forgotten=True)


def test_copies_of_a_forgotten_page_are_those_of_its_story(tmp_path):
    """Also one that shares less than four fifths with it, which its trace would not meet: it is listed, and goes."""
    words = [f"lain{at}" if at % 13 == 5 else word for at, word in enumerate(prose(1))]
    clean = tmp_path / "clean"
    publish(clean, [page("a", story(1)), page("b", " ".join(words)), page("c", story(2))])
    listed = forget(clean, page_key("a"), "a test", who="a test", copies=True)

    ((page_b, share),) = [(copy.id, copy.share) for copy in listed.copies]
    assert (page_key("b"), True) == (page_b, 0.75 <= share < 0.8)
    assert [("c.id",)] == read(clean, "articles", "outlet_domain")


def leads_to(clean):
    """Return what each id that was ever published leads to by `changes`: its story, or `forgotten`."""
    told = read(clean, "changes", "id, if(change = 'forgotten', change, cluster_id)", "run_id, id")
    return dict(told)


def test_who_follows_changes_knows_where_each_page_went(tmp_path):
    """Merged, split, merged again, its story's first page forgotten: a replica is equal, and no id leads nowhere."""
    clean, replica = tmp_path / "clean", Replica()
    a, b = page("a", story(1), url_key="a.id/1"), page("b", story(1, 40), url_key="b.id/1")
    other, again = (
        page("b", text, url_key="b.id/1", fetched_at=dt.datetime(2021, 7, day, tzinfo=dt.UTC))
        for day, text in ((1, story(9)), (2, story(1, 41)))
    )
    for night, some in enumerate(([a, page("c", story(2))], [b, page("d", story(2, 9))], [other], [again])):
        done = publish(clean, some, as_of=DAY + dt.timedelta(night), accepted={"*": "a test"})
        replica.follow(clean, f"{done.snapshot:06d}")
        living = {name for (name,) in read(clean, "articles", "cluster_id")}
        assert ([], set()) == (replica.differs(clean), {*leads_to(clean).values()} - living)
    done = forget(clean, page_key("a"), "a test", who="a test")
    replica.follow(clean, f"{done.snapshot:06d}")

    assert [] == replica.differs(clean)
    assert {page_key("a"): "forgotten", page_key("b"): page_key("a")} == {
        name: leads_to(clean)[name] for name in (page_key("a"), page_key("b"))
    }
    assert {page_key("a"), page_key("c")} == {n for (n,) in read(clean, "articles", "cluster_id")}


def planted(count=24):
    """Return pages of all kinds: copies, copies of copies, chains, strangers, texts inside others, a footer on all."""
    footer = " " + " ".join(prose(99, 40))
    chain = prose(77, 20 * 8 + 110)
    made = []
    for n in range(count):
        kind, seed = n % 4, n // 8
        text = {
            0: story(seed, 10 * (n % 9)),
            1: story(seed, 7 * (n % 11), more=" " + " ".join(prose(500 + n, 20))),
            2: " ".join(chain[20 * (n // 4) : 20 * (n // 4) + 100]),
            3: story(600 + n),
        }[kind]
        made.append(page(f"p{n:02d}", text + footer * (n % 3 == 0), published_date=DAY + dt.timedelta(n % 5)))
    return made


def deal(clean, pages, batches, arrivals=None):
    """Publish pages in so many nights."""
    size = -(-len(pages) // batches)
    for night, at in enumerate(range(0, len(pages), size)):
        publish(
            clean,
            pages[at : at + size],
            as_of=DAY + dt.timedelta(90 if arrivals else night),
            accepted={"*": "a test"},
            arrivals=arrivals,
        )


@pytest.mark.parametrize(
    ("batches", "order"),
    [
        pytest.param(1, "as they came", marks=pytest.mark.soak),
        (3, "reversed"),
        pytest.param(10, "as they came", marks=pytest.mark.soak),
        pytest.param(10, "reversed", marks=pytest.mark.soak),
        pytest.param(10, "shuffled", marks=pytest.mark.soak),
        pytest.param(24, "shuffled", marks=pytest.mark.soak),
    ],
)
def test_nights_in_any_order_are_one_run(tmp_path, batches, order):
    """Given when each page arrived: the same clusters, canonicals, verdicts and relations."""
    pages = planted()
    deal(tmp_path / "nights", pages, 3)
    if order == "reversed":
        pages.reverse()
    if order == "shuffled":
        random.Random(batches).shuffle(pages)  # noqa: S311
    deal(tmp_path / "other", pages, batches, arrivals=tmp_path / "nights")

    assert len(stories(tmp_path / "nights")) > 3
    assert [] == differ(tmp_path / "nights", tmp_path / "other")
    assert read(tmp_path / "nights", "relations", "*", "a, b") == read(tmp_path / "other", "relations", "*", "a, b")
    assert [] == verify(tmp_path / "other", sample=0)


def test_sketching_anew_changes_nothing(tmp_path):
    """What nights came to is what is worked out from all texts; rows, relations and stories stay."""
    clean = tmp_path / "clean"
    deal(clean, planted(), 2)
    before = [read(clean, name, "*", "ALL") for name in ("articles", "duplicates", "relations")]

    done = rebuild(clean, as_of=DAY + dt.timedelta(3))

    assert before == [read(clean, name, "*", "ALL") for name in ("articles", "duplicates", "relations")]
    assert (done.sketched, {}) == (24, done.changes)
    assert [] == verify(clean, sample=0)


@pytest.fixture
def fifth(tmp_path):
    """Return a store of schema 5, which knew no sketches, and its raw folder."""
    for name in ("clean", "raw"):
        with tarfile.open(STORES / "v5" / f"{name}.tar.gz") as packed:
            packed.extractall(tmp_path, filter="tar")
    (tmp_path / "clean/.saring/feeds.json").write_text(json.dumps({"main": str(tmp_path / "raw")}))
    return tmp_path / "clean", tmp_path / "raw"


def test_an_older_store_joins_by_words_once_it_is_told(fifth, tmp_path):
    """A night joins nothing by words and says so; the named step joins what one run over everything joins."""
    clean, raw = fifth
    summary = clean_night(raw, clean, dt.date(2026, 11, 7))
    apart = read(clean, "duplicates", "verdict")

    done = rebuild(clean, as_of=dt.date(2026, 11, 8))
    clean_night(raw, tmp_path / "fresh", dt.date(2026, 11, 7), arrivals=clean)

    assert (summary.apart, summary.snapshot) == (True, 3)
    assert [("same_text",)] == apart
    assert ({"near": 1, "same_text": 1}, 7) == (dict(done.relations), done.sketched)
    assert {"merged": 1} == {change: n for change, n in done.changes.items() if change == "merged"}
    later = {column.name for column in TOLD if column.since}
    assert [] == differ(clean, tmp_path / "fresh", ASIDE | later)
    assert read(clean, "relations", "*", "a, b") == read(tmp_path / "fresh", "relations", "*", "a, b")
    assert not clean_night(raw, clean, dt.date(2026, 11, 9), again=True).apart
    assert [] == verify(clean, sample=0)


def test_a_quarter_of_an_outlet_may_join_when_a_store_is_sketched(tmp_path, monkeypatch):
    """What would become copies is held against all pages that stand; where that is too much nothing is published."""
    pages = [page(f"a{n}", story(n), outlet_domain="satu.id") for n in range(75)]
    pages += [page(f"b{n}", story(n, 40), outlet_domain="satu.id") for n in range(25)]
    pages += [page(f"c{n}", story(200 + n % 20, n), outlet_domain="dua.id") for n in range(90)]
    for name, some in (("few", pages[:100]), ("many", pages)):
        with monkeypatch.context() as older:
            for module in (near, relations_of, run):
                older.setattr(module, "joins_near", lambda _: False)
            publish(tmp_path / name, some)

    done = rebuild(tmp_path / "few")
    with pytest.raises(RefusedError, match=r"dua\.id: \d+% of the standing articles would become copies") as refused:
        rebuild(tmp_path / "many")

    assert (done.changes["merged"], len(stories_by_cluster(tmp_path / "few"))) == (25, 75)
    assert "satu.id" not in str(refused.value)
    assert len(read(tmp_path / "many", "articles")) == 190
    assert rebuild(tmp_path / "many", accepted={"*": "looked at some"}).changes["merged"] > 25


def stories_by_cluster(clean):
    """Return the names of all stories."""
    return {cluster for (cluster,) in read(clean, "articles", "cluster_id")}


def test_a_store_whose_pages_all_left_joins_again(tmp_path):
    """It is not taken for one of an earlier version."""
    clean = tmp_path / "clean"
    publish(clean, [page("a", story(1))])
    forget(clean, page_key("a"), "a test", who="a test")
    summary = publish(clean, [page("b", story(2)), page("c", story(2, 9))], as_of=DAY + dt.timedelta(1))

    assert not summary.apart
    assert [["b", "c"]] == stories(clean)
    assert sum(file.rows for file in files(clean, "sketches") if not file.late) > 0


def test_a_short_text_joins_pages_of_one_title_or_one_address_alone(tmp_path):
    """A caption stands under many pages; days apart it makes no copies of them. A long text does."""
    caption, later = "Warga menunggu kereta pertama di stasiun Rangi, Selasa pagi.", DAY + dt.timedelta(9)
    pages = [
        page("a", caption, title="Kereta pertama"),
        page("b", caption, title="Stasiun Rangi", published_date=DAY + dt.timedelta(30)),
        page("c", caption, title="KERETA, pertama!", published_date=later),
        page("d", caption, title="Jalan lembah", url_key="x.id/1", published_date=DAY + dt.timedelta(15)),
        page("e", caption, title="Pasar lembah", url_key="x.id/1", published_date=DAY + dt.timedelta(20)),
        page("f", story(1), title="Satu"),
        page("g", story(1), title="Dua", published_date=later),
    ]
    publish(tmp_path / "clean", pages)

    assert [["a", "c"], ["d", "e"], ["f", "g"]] == stories(tmp_path / "clean")
