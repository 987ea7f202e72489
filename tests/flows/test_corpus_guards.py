"""No silent mass removal: an outlet that a run would strip, merge or empty is held back, the rest goes on."""

import json

import pytest
from running import AS_OF, saring
from staged import FLOOD, TRAIN, key, moment, page_key, publish, read, reject, removal, row

from flows.corpus.guards import check_nobody
from flows.store.errors import RefusedError

OUTLET = "kabarcontoh.id"
LONG = f"{FLOOD}. {TRAIN}. Petugas memeriksa tanggul nomor {{n}} dan rel nomor {{n}} sampai menjelang pagi hari ini."


def page(number, text=LONG, *, outlet=OUTLET, **fields):
    """Return a page of an outlet, its record named by its number."""
    name = f"{outlet}/{number}"
    said = text.format(n=f"{outlet} {number}")
    return row(name, said, outlet_domain=outlet, **{"record_id": key(name)} | fields)


def pages(count, text=LONG, **fields):
    """Return so many pages of an outlet."""
    return [page(n, text, **fields) for n in range(count)]


def refused(count, *, outlet=OUTLET):
    """Return the rejects that so many pages of an outlet become when they are cleaned anew."""
    return [reject(f"{outlet}/{n}", record_id=key(f"{outlet}/{n}")) for n in range(count)]


def texts(clean, outlet=OUTLET):
    """Return the texts of an outlet's articles."""
    return [text for text, of in read(clean, "articles", "text, outlet_domain") if of == outlet]


@pytest.fixture
def clean(tmp_path):
    """Return where a clean folder comes to stand."""
    return tmp_path / "clean"


@pytest.fixture
def standing(clean):
    """Return a store with forty pages of one outlet and forty of others."""
    publish(clean, [*pages(40), *pages(40, outlet="lain.id")])
    return clean


def test_an_outlet_whose_new_pages_all_merge_is_held_back(clean):
    """The summary names outlet and share; its rows wait, the rest is published."""
    summary = publish(clean, [*pages(210, "Kami memakai kuki."), *pages(3, outlet="lain.id")])

    said = "100% of the new pages would be merged as copies (210 pages, at most 75%), such as "
    assert summary.held_outlets[OUTLET].startswith(said)
    named = summary.held_outlets[OUTLET].removeprefix(said).split(", ")
    assert (len(named), set(named) - {page_key(f"{OUTLET}/{n}") for n in range(210)}) == (3, set())
    assert (summary.records_in, summary.held, summary.articles) == (213, 210, 3)
    assert texts(clean) == []
    assert len(texts(clean, "lain.id")) == 3


def test_few_pages_say_little(clean):
    """Below 200 new pages of an outlet no share of them is judged."""
    summary = publish(clean, [page(n, f"Kami memakai kuki nomor {n % 5}.") for n in range(150)])

    assert (summary.duplicates, summary.held_outlets) == (145, {})


def test_an_outlet_of_which_fifty_pages_would_be_one_story_is_held_back(clean):
    """However few it brings: its pages are one text. Once they are accepted, nobody asks until they have doubled."""
    said = "51 of its pages would be one story (at most 50), such as "

    held = publish(clean, [*pages(51, "Kami memakai kuki."), *pages(3, outlet="lain.id")])
    passed = publish(clean, accepted={OUTLET: "a notice"})
    more = publish(clean, [page(n, "Kami memakai kuki.") for n in range(60, 109)])
    doubled = publish(clean, [page(200, "Kami memakai kuki.")])

    assert held.held_outlets[OUTLET].startswith(said)
    assert (held.held, held.articles) == (51, 3)
    assert (passed.duplicates, more.duplicates) == (50, 49)
    assert doubled.held_outlets[OUTLET].startswith("101 of its pages would be one story (at most 100)")


def test_a_run_that_brings_no_pages_holds_none_back():
    """Sketching a store anew is refused as a whole where it would do an outlet harm."""
    with pytest.raises(RefusedError, match=r"kabarcontoh.id: 51 of its pages .*--accept OUTLET=REASON"):
        check_nobody({OUTLET: "51 of its pages would be one story"})


def test_an_outlet_whose_text_would_be_struck_is_held_back(clean):
    """A rule gone wild takes three quarters of what an outlet writes."""
    rows = pages(200, "Berita {n}.", n_removed_chars=900)

    summary = publish(clean, rows, [removal(one) for one in rows])

    assert "of the text would be struck" in summary.held_outlets[OUTLET]
    assert summary.struck == {}


def test_an_accepted_outlet_passes_once(clean):
    """The reason is kept in the manifest; the next run is judged again."""
    first = publish(clean, pages(210, "Kami memakai kuki."), accepted={OUTLET: "one press release"})
    again = publish(clean, [page(n, "Kami memakai kuki.") for n in range(300, 510)])

    ((accepted, _), _) = read(clean, "runs", "accepted, run_id", "run_id")
    assert (first.held, first.duplicates) == (0, 209)
    assert json.loads(accepted) == {OUTLET: "one press release"}
    assert again.held == 210


def test_what_was_held_back_is_published_when_it_is_accepted(clean):
    """Nothing need come in again: the rows wait in the store."""
    publish(clean, pages(210, "Kami memakai kuki."))

    summary = publish(clean, accepted={OUTLET: "looked at ten of them"})

    assert (summary.articles, summary.duplicates, summary.held) == (1, 209, 0)
    assert texts(clean) == ["Kami memakai kuki."]


def test_what_was_held_back_is_published_by_a_run_that_passes(clean):
    """With the next night's pages the share is a usual one."""
    first = publish(clean, [page(n, f"Kami memakai kuki nomor {n % 10}.") for n in range(210)])

    summary = publish(clean, [page(n) for n in range(300, 400)])

    assert first.held == 210
    assert (summary.held, summary.articles, summary.duplicates) == (0, 110, 200)


def test_what_is_held_back_is_known(clean):
    """The records have come in: they are not cleaned again the next night, and keep their first day."""
    from flows.corpus import open_known

    publish(clean, pages(210, "Kami memakai kuki."))

    assert open_known(clean, "s1").find(key(f"{OUTLET}/7")) is not None


def test_standing_articles_that_would_be_refused_stand(standing):
    """A backfill that finds no story in a tenth of an outlet's pages waits; the other outlet's goes on."""
    summary = publish(standing, [page(1, "Berita baru.", outlet="lain.id")], rejects=refused(8))

    assert (summary.held, list(summary.held_outlets)) == (8, [OUTLET])
    assert len(texts(standing)) == 40
    assert read(standing, "rejects") == []
    assert "Berita baru." in texts(standing, "lain.id")


def test_standing_articles_that_would_shrink_stand(standing):
    """Pages that come again without most of their text."""
    summary = publish(standing, pages(40, "Masuk untuk membaca {n}."))

    assert "would lose more than half of their text" in summary.held_outlets[OUTLET]
    assert all(len(text) > 100 for text in texts(standing))


def test_standing_articles_that_would_be_withdrawn_stand(standing):
    """A new wording of withdrawal that meets every page."""
    rows = [page(n, "Dicabut {n}.", page=f"{OUTLET}/{n}", record_id=key("new", n), withdrawn=True,
                 fetched_at=moment(30)) for n in range(40)]  # fmt: skip

    summary = publish(standing, rows)

    assert "would be taken for withdrawn" in summary.held_outlets[OUTLET]
    assert summary.withdrawn == ()
    assert len(texts(standing)) == 40


def test_standing_articles_that_would_become_copies_stand(standing):
    """A wall of cookies that every page becomes."""
    summary = publish(standing, pages(40, f"{FLOOD} {TRAIN} {FLOOD} {TRAIN}"), accepted={"lain.id": "another"})

    assert list(summary.held_outlets) == [OUTLET]
    assert len(texts(standing)) == 40


def test_a_small_outlet_is_held_back_when_all_of_it_would_go(clean):
    """Five standing articles, and none of them left."""
    publish(clean, [*pages(5), *pages(60, outlet="lain.id")])

    summary = publish(clean, rejects=refused(5))

    assert list(summary.held_outlets) == [OUTLET]
    assert len(texts(clean)) == 5


def test_a_small_outlet_may_lose_some(clean):
    """Most outlets of a corpus have a handful of pages; one of them gone is no alarm."""
    publish(clean, [*pages(5), *pages(60, outlet="lain.id")])

    summary = publish(clean, rejects=refused(1))

    assert (summary.held_outlets, summary.rejects) == ({}, 1)


def test_a_run_that_would_hold_many_outlets_back_is_refused(clean):
    """When more than a quarter of them are beyond their bounds, it is not the outlets; nothing is published."""
    names = [f"kabar{n}.id" for n in range(4)]
    publish(clean, [one for name in names for one in pages(20, outlet=name)])

    with pytest.raises(RefusedError, match=r"4 of 4 outlets would be held back .*--accept"):
        publish(clean, [one for name in names for one in pages(20, "Masuk {n}.", outlet=name)])

    assert len(read(clean, "runs", "run_id", "run_id")) == 1


def test_a_run_that_would_move_many_standing_rows_is_refused(clean):
    """More than one row of fifty would change its story, in no outlet more than its share."""
    publish(clean, pages(200))
    copies = [page(n, f"Salinan siaran pers yang sama untuk semua orang di balai desa {n % 2}.") for n in range(60)]

    with pytest.raises(RefusedError, match=r"58 of 200 standing rows would go or change their cluster"):
        publish(clean, copies)


def test_everything_may_be_accepted(clean):
    """`*` lets the whole run pass, with a reason."""
    publish(clean, pages(200))
    copies = [page(n, f"Salinan siaran pers yang sama untuk semua orang di balai desa {n % 2}.") for n in range(60)]

    summary = publish(clean, copies, accepted={"*": "new rules, looked at fifty"})

    assert (summary.articles, summary.duplicates) == (2, 58)


def test_an_outlet_that_is_held_back_ends_the_run_with_three(tmp_path):
    """Scripts tell it by the exit code; `--accept` publishes what waits."""
    raw, clean = tmp_path / "raw", tmp_path / "clean"
    raw.mkdir()
    lines = [json.dumps({"url": f"https://{OUTLET}/{n}", "text": LONG}) for n in range(210)]
    (raw / "export.jsonl").write_text("\n".join(lines))

    held = saring("clean", raw, clean, "--as-of", AS_OF, "--json", check=False)
    passed = saring("clean", raw, clean, "--as-of", AS_OF, "--json", "--accept", f"{OUTLET}=one press release")

    assert (held.returncode, list(json.loads(held.stdout)["held_outlets"])) == (3, [OUTLET])
    assert json.loads(passed.stdout)["duplicates"] == 209


def test_the_page_of_a_held_record_keeps_its_id(clean):
    """When it is published it stands under the id that its page always had."""
    publish(clean, pages(210, "Kami memakai kuki."))
    publish(clean, accepted={OUTLET: "looked at"})

    assert read(clean, "articles", "id") == [(min(page_key(f"{OUTLET}/{n}") for n in range(210)),)]


def test_a_refusal_that_was_held_back_happens_when_it_is_accepted(standing):
    """The pages leave the articles then, and `changes/` says so."""
    publish(standing, rejects=refused(8))

    summary = publish(standing, accepted={OUTLET: "they were menus"})

    changes = read(standing, "changes", "id, change, run_id", "id")
    assert summary.rejects == 8
    assert len(texts(standing)) == 32
    assert {name for name, change, run in changes if (change, run) == ("removed", "000003")} == {
        page_key(f"{OUTLET}/{n}") for n in range(8)
    }


def test_a_held_page_that_comes_again_is_held_once(standing):
    """The newer cleaning takes the place of the one that waits."""
    publish(standing, pages(40, "Masuk untuk membaca {n}."))

    summary = publish(standing, pages(40, "Masuk dulu untuk membaca {n}."))
    passed = publish(standing, accepted={OUTLET: "a test"})

    assert (summary.held, passed.held) == (40, 0)
    assert set(texts(standing)) == {f"Masuk dulu untuk membaca {OUTLET} {n}." for n in range(40)}
