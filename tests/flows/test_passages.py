"""Standing passages in the store: learned from what is published, and pages compared without them."""

import datetime as dt
import json
import random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from deliveries.laws import differ
from staged import DAY, page_key, publish, read, row

from flows.copies import alike_anywhere, story_pages
from flows.corpus import learning
from flows.corpus.database import connect
from flows.corpus.learning import learn_passages
from flows.corpus.rebuild import rebuild
from flows.corpus.relearn import relearn
from flows.forget import forget
from flows.inspect import verify
from flows.maintain import maintain
from flows.store.staging import staging_folder

WORDS = "ba ca da fa ga ha ja ka la ma na pa ra sa ta wa".split()
VOCABULARY = [a + b + c for a in WORDS for b in WORDS[:4] for c in WORDS[4:8]]


def prose(seed, words):
    """Return words by chance, always the same for one seed."""
    return " ".join(random.Random(seed).choices(VOCABULARY, k=words))  # noqa: S311


FOOTER = "\n".join(prose(900 + line, 60) for line in range(5))
"""Three hundred words."""


def page(n, text, house="satu.id"):
    """Return a staged page of a house."""
    blocks = text.count("\n") + 1
    return row(f"p{n:02d}#1", text, page=f"p{n:02d}", outlet_domain=house, title=f"p{n}", n_blocks=blocks)


def footed(numbers, house="satu.id"):
    """Return pages of sixty words each over a footer of three hundred."""
    return [page(n, f"{prose(n, 60)}\n{FOOTER}", house) for n in numbers]


def stories(clean):
    """Return how many pages each story of several has."""
    sizes = read(clean, "articles", "cluster_size", "ALL")
    return sorted(size for (size,) in sizes if size > 1)


def test_pages_over_one_footer_are_apart_once_it_is_learned(tmp_path):
    """They look like one story until then; a copy among them stays one, and nights go on without the footer."""
    clean = tmp_path / "clean"
    copy = page(50, f"{prose(3, 59)} lain\n{FOOTER}", "dua.id")
    publish(clean, [*footed(range(8)), copy, page(60, prose(60, 150)), page(61, prose(60, 149) + " lain")])
    before = stories(clean)
    done = relearn(clean, as_of=DAY + dt.timedelta(1), accepted={"*": "a test"})
    after = stories(clean)
    publish(clean, [*footed(range(8, 12)), page(51, f"{prose(9, 59)} lain\n{FOOTER}")], as_of=DAY + dt.timedelta(2))

    assert [2, 9] == before
    assert (dict(done.passages), done.pages, [2]) == ({"satu.id": 1}, 8, after)
    assert [2, 2] == stories(clean)
    assert {"split": 8} == {change: n for change, n in done.changes.items() if change == "split"}
    assert [] == verify(clean, sample=0)
    assert relearn(clean).snapshot is None


def test_who_looks_at_copies_compares_what_a_run_compares(tmp_path):
    """Without the passages of the house, and by the day that is printed: the same relations, the same shares."""
    clean = tmp_path / "clean"
    copies = [page(n, f"{prose(50, 90)} {word}\n{FOOTER}") for n, word in ((50, "satu"), (51, "dua"))]
    prices = [page(n, f"{prose(70, 90)} dan {n}00 rupiah", "tiga.id") for n in (70, 71)]
    publish(clean, [*footed(range(3)), *copies, prices[0], prices[1] | {"published_precision": "about"}])
    relearn(clean, as_of=DAY + dt.timedelta(1), accepted={"*": "a test"})
    joined = read(clean, "duplicates", "source, containment", "ALL")
    pages = story_pages(page_key("p50"), clean)
    told = read(clean, "relations", "a, b, verdict", "ALL")
    found = [({one.a["id"], one.b["id"]}, one.verdict.relation) for one in alike_anywhere(clean)]

    assert [(one.source, one.containment) for one in pages if one.verdict] == joined
    assert [True] == [containment < 1 - 1 / 90 for _, containment in joined]
    assert [({a, b}, verdict) for a, b, verdict in told if verdict != "near"] == found
    assert ["template"] == [verdict for _, verdict in found]


def test_only_pages_that_hold_a_passage_are_asked_again(tmp_path):
    """Pages of the same house without it, and of others with it, keep their number."""
    clean = tmp_path / "clean"
    publish(clean, [*footed(range(4)), page(20, prose(20, 150)), *footed([30, 31], "dua.id")])
    numbers = dict(read(clean / ".saring/current", "sketches", "id::VARCHAR, number", "id"))
    relearn(clean, accepted={"*": "a test"})
    now = dict(read(clean / ".saring/current", "sketches", "id::VARCHAR, number", "id"))

    kept = {page_key(f"p{n}") for n in (20, 30, 31)}
    assert kept == {name.replace("-", "") for name in numbers if numbers[name] == now.get(name)}


def test_nights_and_sketching_anew_agree_where_passages_are_known(tmp_path):
    """Pages that came before a passage was learned, and behind it."""
    clean, once = tmp_path / "clean", tmp_path / "once"
    publish(clean, footed(range(5)))
    relearn(clean, accepted={"*": "a test"})
    publish(clean, footed(range(5, 8)), as_of=DAY + dt.timedelta(1))
    before = [read(clean, name, "*", "ALL") for name in ("articles", "duplicates", "relations")]
    rebuild(clean, as_of=DAY + dt.timedelta(2))
    publish(once, footed(range(8)), as_of=DAY + dt.timedelta(3), arrivals=clean, accepted={"*": "a test"})

    assert before == [read(clean, name, "*", "ALL") for name in ("articles", "duplicates", "relations")]
    assert [] == differ(clean, once)


@pytest.mark.parametrize("count", [2, 0])
def test_a_house_without_passages_learns_none(tmp_path, count):
    """Two pages over a footer are no standing; neither are stories that differ."""
    publish(tmp_path / "clean", [*footed(range(count)), *(page(20 + n, prose(n + 20, 150)) for n in range(4))])

    assert {} == learn_passages(tmp_path / "clean", tmp_path / "spill").now


def test_of_a_house_that_does_not_fit_the_newest_pages_teach_and_all_learn(tmp_path, monkeypatch):
    """A bucket takes three of its nine pages; beside it lies a house that has none to learn."""
    monkeypatch.setattr(learning, "CAPACITY", 16_000)
    clean = tmp_path / "clean"
    publish(clean, [*footed(range(9)), *(page(20 + n, prose(n + 20, 150), "dua.id") for n in range(4))])
    done = relearn(clean, as_of=DAY + dt.timedelta(1), accepted={"*": "a test"})

    assert ({"satu.id": 1}, 9, []) == (done.passages, done.pages, stories(clean))


@pytest.mark.parametrize("shown", ["a line set eight times", "lines in another order"])
def test_a_page_that_shares_few_hashes_with_a_passage_is_asked_as_well(tmp_path, shown):
    """What is cut of it changes all the same: nights say what sketching anew says."""
    clean = tmp_path / "clean"
    names = [prose(700 + n, 2) for n in range(60)]
    footer = [prose(600 + n, 13) for n in range(10)] if shown == "a line set eight times" else names
    own = [prose(500 + n, 30) for n in range(8)]
    held = "\n".join(f"{line}\n{footer[0]}" for line in own) if footer != names else "\n".join([*own, *names[::-1]])
    standing = [page(n, "\n".join([prose(n, 60), *footer])) for n in range(3)]
    copy = page(50, "\n".join(own), "dua.id")
    publish(clean, [*standing, page(40, held)])
    publish(clean, [copy], as_of=DAY + dt.timedelta(1), accepted={"*": "a test"})
    relearn(clean, as_of=DAY + dt.timedelta(1), accepted={"*": "a test"})
    nights = [read(clean, name, "*", "ALL") for name in ("articles", "duplicates", "relations")]

    done = rebuild(clean, as_of=DAY + dt.timedelta(2))

    assert {} == done.changes
    assert nights == [read(clean, name, "*", "ALL") for name in ("articles", "duplicates", "relations")]
    assert [2] == stories(clean)


def test_each_passage_has_room_of_its_own_when_it_is_asked_for(tmp_path, monkeypatch):
    """Many pages of an old passage, come in before, take none from the few of another, and none is learned in turn."""
    clean = tmp_path / "clean"
    other = "\n".join(prose(950 + line, 60) for line in range(3))
    some = [page(n, f"{prose(n, 60)}\n{other}") for n in range(40, 45)]
    publish(clean, as_pages([*footed(range(30)), *some]))
    relearn(clean, as_of=DAY + dt.timedelta(1), accepted={"*": "a test"})
    rows = read(clean / ".saring/current", "passages", "pages", "house")
    taught = {page for (pages,) in rows for page in pages}
    last = max(n for n in range(40, 45) if page_key(f"p{n:02d}") in taught)
    bare = as_pages([page(last, prose(last, 160))], fetched=5)
    monkeypatch.setattr(learning, "CAPACITY", 30_000)
    publish(clean, bare, as_of=DAY + dt.timedelta(2), accepted={"*": "a test"})

    for night in (3, 4):
        done = relearn(clean, as_of=DAY + dt.timedelta(night), accepted={"*": "a test"})
        assert ({}, {}) == (done.passages, done.unlearned)


def test_which_pages_are_asked_hangs_on_no_order():
    """The newest that have room, three at least, and fifty at most."""
    sizes = {n: 1 + n * 7 % 5 for n in range(120)}
    orders = [list(range(120)), list(range(119, -1, -1)), random.Random(5).sample(range(120), 120)]  # noqa: S311
    for room, kept in ((40, None), (1, 3), (10_000, 50)):
        found = set()
        for order in orders:
            some = learning.Newest(room)
            for n in order:
                if some.wants(n):
                    some.add(n, str(n), "x" * sizes[n])
            found.add(tuple(sorted(n for n, _, _ in some.pages)))
        (numbers,) = found
        assert numbers == tuple(range(120 - len(numbers), 120))
        assert len(numbers) == (kept or len(numbers))
        assert kept or sum(map(sizes.get, numbers)) <= room < sum(map(sizes.get, (numbers[0] - 1, *numbers)))


def test_learning_works_in_a_folder_of_the_store_that_goes_with_it(tmp_path, monkeypatch):
    """Nothing is written where the operator happens to stand, and nothing is left, be it stopped or not."""
    clean, used = tmp_path / "clean", []
    publish(clean, footed(range(4)))
    monkeypatch.chdir(tmp_path)
    there = sorted(path.name for path in tmp_path.iterdir())

    def open_in(spill):
        used.append(spill)
        return connect(spill)

    def stop(texts):
        (used[-1] / "half").mkdir(parents=True)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(learning, "connect", open_in)
        patched.setattr(learning, "find_passages", stop)
        with pytest.raises(KeyboardInterrupt):
            relearn(clean)
    left = list(staging_folder(clean).glob("*"))
    done = relearn(clean, accepted={"*": "a test"})

    assert used[0].is_relative_to(staging_folder(clean))
    assert ([], {"satu.id": 1}, []) == (left, done.passages, list(staging_folder(clean).glob("*")))
    assert there == sorted(path.name for path in tmp_path.iterdir())


def numbers_of(clean):
    """
    Return the number of each page's sketch: another, higher one where it was sketched anew.

    The row of the lower one may stand in an older file until files are folded.
    """
    return dict(read(clean / ".saring/current", "sketches", "replace(id::VARCHAR, '-', ''), number", "id, number"))


def as_pages(some, *, fetched=0):
    """Return staged pages with an address each, fetched on a day of July."""
    when = {"fetched_at": dt.datetime(2021, 7, fetched, tzinfo=dt.UTC)} if fetched else {}
    return [
        row(one["source"], one["text"], **told(one), **when, url_key=f"{one['outlet_domain']}/{one['source']}")
        for one in some
    ]


def told(one):
    """Return what a staged page says beside its text."""
    return {"page": one["source"].partition("#")[0]} | {
        name: one[name] for name in ("outlet_domain", "title", "n_blocks")
    }


def test_a_passage_that_its_house_sets_no_more_is_unlearned(tmp_path):
    """The pages that hold it are compared with it again, and nobody else; what is one run over everything stays so."""
    clean, once = tmp_path / "clean", tmp_path / "once"
    first, others = as_pages(footed(range(4))), as_pages([page(20, prose(20, 150)), *footed(range(30, 34), "dua.id")])
    publish(clean, [*first, *others])
    relearn(clean, as_of=DAY + dt.timedelta(1), accepted={"*": "a test"})
    bare = as_pages([page(n, prose(n, 160)) for n in (0, 1)], fetched=5)
    publish(clean, bare, as_of=DAY + dt.timedelta(2), accepted={"*": "a test"})
    before, apart = numbers_of(clean), stories(clean)
    done = relearn(clean, as_of=DAY + dt.timedelta(3), accepted={"*": "a test"})
    after = numbers_of(clean)
    publish(once, [*first, *others, *bare], as_of=DAY + dt.timedelta(9), arrivals=clean, accepted={"*": "a test"})

    assert ([], [2]) == (apart, stories(clean))
    assert ({}, {"satu.id": 1}, 2) == (done.passages, done.unlearned, done.pages)
    assert {page_key("p02"), page_key("p03")} == {name for name in before if before[name] != after[name]}
    assert {"merged": 1} == done.changes
    assert ([], []) == (verify(clean, sample=0), differ(clean, once))
    assert read(clean, "relations", "*", "a, b") == read(once, "relations", "*", "a, b")
    assert relearn(clean).snapshot is None


def test_a_passage_stands_while_other_pages_show_it(tmp_path):
    """One that taught it is forgotten: another takes its place, and no page is asked again."""
    clean = tmp_path / "clean"
    publish(clean, footed(range(4)))
    relearn(clean, as_of=DAY + dt.timedelta(1), accepted={"*": "a test"})
    ((taught,),) = read(clean / ".saring/current", "passages", "pages", "house")
    forget(clean, taught[0], "a test", who="a test")
    before = numbers_of(clean)
    done = relearn(clean, as_of=DAY + dt.timedelta(2))
    ((now,),) = read(clean / ".saring/current", "passages", "pages", "house")

    assert ({page_key(f"p{n:02d}") for n in range(4)} - {taught[0]}, 3) == ({*now}, len(taught))
    assert ({}, {}, 0, {}) == (done.passages, done.unlearned, done.pages, done.changes)
    assert before == numbers_of(clean)
    assert relearn(clean).snapshot is None


def forget_who_showed(clean, *, version):
    """Leave a store with passages of which nobody knows who shows them, as schema 6 wrote it, or its first renewal."""
    current = clean / ".saring" / "current"
    (file,) = (current / "passages").glob("*.parquet")
    table = pq.read_table(file).drop_columns("pages")
    if version == "6":
        catalogue = current / "catalogue.json"
        said = json.loads(catalogue.read_text(encoding="utf-8")) | {"schema_version": version}
        catalogue.unlink()
        catalogue.write_text(json.dumps(said), encoding="utf-8")
    else:
        table = table.append_column("pages", pa.nulls(table.num_rows, pa.list_(pa.string())))
    file.unlink()
    pq.write_table(table, file)


@pytest.mark.parametrize("version", ["6", "7"])
def test_passages_that_nobody_is_known_to_show_are_asked_for_and_stay(tmp_path, version):
    """A store of schema 6 kept the lines alone: maintaining it finds the pages, before its renewal and after."""
    clean = tmp_path / "clean"
    publish(clean, footed(range(4)))
    relearn(clean, as_of=DAY + dt.timedelta(1), accepted={"*": "a test"})
    before = read(clean / ".saring/current", "passages", "*", "house"), numbers_of(clean)
    forget_who_showed(clean, version=version)
    done = maintain(clean, as_of=DAY + dt.timedelta(2))

    assert (0, 0) == (done.passages, done.unlearned)
    assert before == (read(clean / ".saring/current", "passages", "*", "house"), numbers_of(clean))
    assert relearn(clean).snapshot is None


def test_arrivals_bring_back_no_passage_that_was_unlearned(tmp_path):
    """A store that has pages is not new, though it knows no passage any more."""
    first, clean = tmp_path / "first", tmp_path / "clean"
    publish(first, as_pages(footed(range(4))))
    relearn(first, accepted={"*": "a test"})
    publish(clean, as_pages(footed(range(4))), as_of=DAY + dt.timedelta(1), arrivals=first)
    bare = as_pages([page(n, prose(n, 160)) for n in (0, 1)], fetched=5)
    publish(clean, bare, as_of=DAY + dt.timedelta(2), arrivals=first, accepted={"*": "a test"})
    relearn(clean, as_of=DAY + dt.timedelta(3), accepted={"*": "a test"})
    publish(clean, as_pages([page(20, prose(20, 150))]), as_of=DAY + dt.timedelta(4), arrivals=first)

    assert [2] == stories(clean)
    assert {} == learn_passages(clean, tmp_path / "spill").before


def test_a_page_of_nothing_but_passages_is_compared_anew_when_one_of_these_goes(tmp_path):
    """With two it is compared whole; with one that is left, without that."""
    clean, other = tmp_path / "clean", "\n".join(prose(950 + line, 60) for line in range(3))
    some = [page(10 + n, f"{prose(n + 10, 60)}\n{other}") for n in range(4)]
    for night, pages in enumerate((footed(range(4)), [*some, page(30, f"{FOOTER}\n{other}")])):
        publish(clean, as_pages(pages), as_of=DAY + dt.timedelta(night))
        relearn(clean, as_of=DAY + dt.timedelta(night), accepted={"*": "a test"})
    bare = as_pages([page(10 + n, prose(n + 10, 160)) for n in range(4)], fetched=5)
    publish(clean, bare, as_of=DAY + dt.timedelta(2), accepted={"*": "a test"})
    before = numbers_of(clean)
    done = relearn(clean, as_of=DAY + dt.timedelta(3), accepted={"*": "a test"})
    after = numbers_of(clean)

    assert ({"satu.id": 1}, 1) == (done.unlearned, done.pages)
    assert {page_key("p30")} == {name for name in before if before[name] != after[name]}


def test_pages_that_change_their_house_are_compared_with_what_was_a_passage_of_the_old_one(tmp_path):
    """As if all were sketched anew; the new house learns the passage for itself."""
    clean = tmp_path / "clean"
    publish(clean, footed(range(5)))
    relearn(clean, as_of=DAY + dt.timedelta(1), accepted={"*": "a test"})
    apart = stories(clean)
    publish(clean, footed(range(5), "dua.id"), as_of=DAY + dt.timedelta(2), accepted={"*": "a test"})
    moved = stories(clean)
    relearn(clean, as_of=DAY + dt.timedelta(3), accepted={"*": "a test"})

    assert ([], [5], []) == (apart, moved, stories(clean))
    assert [("dua.id",)] == read(clean / ".saring/current", "passages", "house", "house")
