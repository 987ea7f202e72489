"""Planted corpora through the real store: what must become one story, and what must not."""

import datetime as dt
import random
from collections import Counter

import pytest
from staged import DAY, page_key, publish, read, row

from flows.store.errors import RefusedError

WORDS = "ba ca da fa ga ha ja ka la ma na pa ra sa ta wa".split()
VOCABULARY = [a + b + c for a in WORDS for b in WORDS[:4] for c in WORDS[4:8]]
PLACES = "Rangi Lembah Kembang Sungai Telaga Bukit".split()


def prose(seed, words=120):
    """Return words by chance, always the same for one seed."""
    return random.Random(seed).choices(VOCABULARY, k=words)  # noqa: S311


def page(name, text, **fields):
    """Return a staged page of an outlet of its own, addressed by its name."""
    return row(f"{name}#1", text, page=name, **{"outlet_domain": f"{name}.id", "outlet": name, "title": name} | fields)


def stories(clean):
    """Return how many pages stand in each story of several."""
    names = [name for part in ("articles", "duplicates") for (name,) in read(clean, part, "cluster_id", "ALL")]
    return sorted(size for size in Counter(names).values() if size > 1)


def copies(count):
    """Return a wire story and its copies, each with an edit of its own and all crediting the agency that ran it."""
    words = prose(1)
    made = [page("kantorberita", " ".join(words), published_date=DAY + dt.timedelta(1))]
    for n in range(1, count):
        edited = [*words]
        edited[n % len(words)] = f"lain{n}"
        made.append(page(f"koran{n}", " ".join(edited), wire_sources=["Kantorberita"]))
    return made


def tally(clean):
    """Return how many relations there are of each kind."""
    told = [verdict for (verdict,) in read(clean, "relations", "verdict", "verdict")]
    return {verdict: told.count(verdict) for verdict in dict.fromkeys(told)}


SOAK = pytest.mark.soak


@pytest.mark.parametrize(
    ("count", "nights"), [(80, 2), pytest.param(500, 4, marks=SOAK), pytest.param(500, 500, marks=SOAK)]
)
def test_a_wire_story_with_500_copies_is_one_with_the_agency_s_page_in_front(tmp_path, count, nights):
    """In a few nights, or one copy a night: the original that all of them name stands for it, though it came later."""
    pages, clean = copies(count), tmp_path / "clean"
    random.Random(3).shuffle(pages)  # noqa: S311
    for night in range(nights):
        publish(clean, pages[night::nights], as_of=DAY + dt.timedelta(night), accepted={"*": "a test"})

    assert [count] == stories(clean)
    assert [(page_key("kantorberita"),)] == read(clean, "articles", "id", "id")


def test_a_chain_is_stars_and_not_one_story(tmp_path):
    """Eight texts, each all but a sentence of the next: the last shares next to nothing with the first."""
    words, clean = prose(5, 320), tmp_path / "clean"
    chain = [page(f"mata{n}", " ".join(words[20 * n : 20 * n + 180])) for n in range(8)]
    for night, some in enumerate((chain[:3], chain[3:4], chain[4:])):
        publish(clean, some, as_of=DAY + dt.timedelta(night), accepted={"*": "a test"})

    assert len(read(clean, "articles")) >= 3
    assert max(stories(clean)) <= 5  # a leader, and those within two steps of it


def test_where_all_texts_are_equal_the_run_is_refused(tmp_path):
    """A wall or a notice was taken for the story of every page; nothing of it is published, and three are named."""
    text = " ".join(prose(9))
    pages = [page(f"s{n}", text, outlet_domain=f"koran{n % 3}.id", outlet=f"Koran {n % 3}") for n in range(180)]

    with pytest.raises(RefusedError, match=r"koran0\.id: 60 of its pages would be one story \(at most 50\), such as"):
        publish(tmp_path / "clean", pages)


def recurring(kind, day):
    """Return an issue of a piece that comes every day: its numbers change and its words do not."""
    chance = random.Random(f"{kind} {day}")  # noqa: S311
    stock = prose(kind, 12)
    if kind == "emas":
        grams = [(gram, chance.randint(1_900, 2_100) * gram) for gram in (1, 5, 10)]
        rows = [f"{gram} gram {' '.join(stock[4:8])} Rp{price}.000" for gram, price in grams]
    else:
        times = [f"{chance.randint(4, 19):02d}.{chance.randint(0, 59):02d}" for _ in PLACES]
        rows = [f"{place} {' '.join(stock[:4])} {time}" for place, time in zip(PLACES, times, strict=True)]
    return f"{' '.join(stock)} {day:%d/%m/%Y}. {' '.join(rows)} {' '.join(prose(kind, 60))}"


def test_daily_prayer_times_and_gold_prices_are_no_copies(tmp_path):
    """Sixty days of each, in nights of twenty: every day is an article."""
    clean = tmp_path / "clean"
    days = [DAY + dt.timedelta(n) for n in range(60)]
    pages = [
        page(f"{kind}{n}", recurring(kind, day), outlet_domain=f"{kind}.id", published_date=day, title=kind)
        for n, day in enumerate(days)
        for kind in ("salat", "emas")
    ]
    for night in range(3):
        publish(clean, pages[40 * night : 40 * night + 40], as_of=days[20 * night + 19], accepted={"*": "a test"})

    assert [] == stories(clean)
    assert {"template"} == set(tally(clean))


def test_a_story_in_two_languages_is_two(tmp_path):
    """Names and numbers are the same, and no run of words is."""
    indonesian = (
        "Banjir setinggi dua meter merendam 340 rumah di Rangi sejak Selasa malam. Bupati Sari Lestari meminta warga "
        "di bantaran sungai mengungsi ke balai desa sampai hujan reda. Petugas menurunkan 12 perahu karet untuk "
        "menjemput warga lanjut usia dan anak-anak. Jalan ke Lembah Sari tertutup lumpur sepanjang 3 kilometer, "
        "sehingga bantuan dikirim lewat jalur kereta. Sekolah diliburkan sampai Jumat, kata Bupati Sari Lestari."
    )
    english = (
        "A flood two metres deep has covered 340 houses in Rangi since Tuesday night. Regent Sari Lestari asked people "
        "along the river to move to the village hall until the rain stops. Officers sent out 12 rubber boats to fetch "
        "the elderly and children. The road to Lembah Sari lies under mud for 3 kilometres, so that help was sent by "
        "rail. Schools stay closed until Friday, Regent Sari Lestari said."
    )
    publish(tmp_path / "clean", [page("satu", indonesian, language="id"), page("dua", english, language="en")])

    assert ([], {}) == (stories(tmp_path / "clean"), tally(tmp_path / "clean"))
