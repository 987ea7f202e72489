"""The queue of frequent lines that no rule covers."""

import datetime as dt
import json

import pyarrow as pa
import pytest
from running import saring

from flows.rules import recurring_lines
from flows.rules.book import open_book
from flows.store import begin, commit, lock, replace
from transforms.schema import ARTICLES, arrow_schema

STORY = (
    "Jembatan bambu nomor {n} di hilir dibuka lagi setelah warga mengganti papan yang lapuk sejak musim hujan, "
    "dan anak sekolah dari dua dusun tidak perlu lagi memutar lewat jalan bukit yang licin."
)
"""Longer than what the queue asks about."""


def publish(folder, rows):
    """Publish articles: (number, outlet, day, extra lines)."""
    articles = [
        {
            "id": f"{number:032x}",
            "source": f"{outlet}/{number}.txt",
            "outlet": outlet,
            "text": "\n".join([STORY.format(n=number), *lines, f"Halaman penutup kisah ke {number * 'i'}"]),
            "date": dt.date.fromisoformat(day),
        }
        for number, outlet, day, lines in sorted(rows, key=lambda row: row[2])
    ]
    with lock(folder):
        draft = begin(folder)
        replace(draft, "articles", (), [pa.Table.from_pylist(articles, schema=arrow_schema(ARTICLES))])
        commit(draft, expected_rows={"articles": len(articles)})
    return folder


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """Return published articles of two outlets in which some lines recur."""
    days = ("2026-11-02", "2026-11-03")
    rows = [
        (
            n,
            "kabarlanting.id" if n % 2 else "suararangi.net",
            days[n // 2 % 2],
            [
                f"Gerobak Pagi {n} Juni",
                "Bagikan artikel ini:",
                "Bagikan artikel ini kepada warga, pinta Bupati.",
                "Kami tiba di sini.",
                *(["Anak sungai", "Anak sungai", "Anak sungai"] if n == 1 else []),
                *(["Lumbung Suara Edisi Sore"] if n % 2 else []),
            ],
        )
        for n in range(1, 9)
    ]
    return publish(tmp_path_factory.mktemp("clean"), rows)


def lines_of(clean, **options):
    """Return the queue by line, in order."""
    return {row.line: row for row in recurring_lines(clean, open_book(None), limit=50, **options)}


def test_a_line_that_recurs_under_different_stories_is_listed(clean):
    """Digits count as one; stories, outlets and days are counted, one page is named."""
    row = lines_of(clean)["Gerobak Pagi 1 Juni"]

    assert (8, 2, 2) == (row.stories, row.outlets, row.days)
    assert row.source == "kabarlanting.id/1.txt"
    assert (dt.date(2026, 11, 2), dt.date(2026, 11, 3)) == (row.first_day, row.last_day)


def test_a_line_that_recurs_within_one_story_is_not_listed(clean):
    """Three times in one article is one story."""
    assert "Anak sungai" not in lines_of(clean)


def test_a_line_that_a_rule_covers_is_not_listed(clean):
    """What the present book strikes needs no rule, whoever cleaned the article."""
    assert "Bagikan artikel ini:" not in lines_of(clean)


def test_a_line_that_was_spared_is_not_listed(clean):
    """A line among the spares of a rule was judged before."""
    assert "Bagikan artikel ini kepada warga, pinta Bupati." not in lines_of(clean)


def test_the_queue_is_ranked_by_how_furniture_like_a_line_is(clean):
    """Many stories at many outlets come first; a line that ends in a full stop comes last."""
    assert ["Gerobak Pagi 1 Juni", "Lumbung Suara Edisi Sore", "Kami tiba di sini."] == list(lines_of(clean))


def test_the_queue_asks_for_lines_under_enough_stories(clean):
    """`least` bounds the stories."""
    assert set(lines_of(clean, least=5)) == {"Gerobak Pagi 1 Juni", "Kami tiba di sini."}


def test_the_queue_is_limited_and_speaks_json(clean):
    """`--limit` cuts it; `--json` gives one array."""
    answer = json.loads(saring("rules", "--candidates", clean, "--limit", "1", "--json").stdout)

    assert [("Gerobak Pagi 1 Juni", 8)] == [(row["line"], row["stories"]) for row in answer]


def test_the_queue_of_the_sample_holds_what_recurs_there(cleaned_house):
    """The shipped sample gives an answer; each line of it stands under three stories or more."""
    answer = json.loads(saring("rules", "--candidates", "data/clean", "--json", cwd=cleaned_house).stdout)

    assert all(row["stories"] >= 3 for row in answer)
    assert [row["score"] for row in answer] == sorted((row["score"] for row in answer), reverse=True)
