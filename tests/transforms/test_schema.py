"""Rows of the datasets."""

import dataclasses
import datetime as dt
import hashlib

import pyarrow as pa
import pytest
from hypothesis import given
from strategies import struck_articles

from flows.cli.show import METADATA
from flows.store.card import card_text
from transforms.records import TOLD, Article, Block, RawPage, Reject, Removal
from transforms.schema import (
    DATASETS,
    SCHEMA_VERSION,
    STAGED_REJECTS,
    STAGED_REMOVALS,
    STAGED_ROWS,
    MadeBy,
    arrow_schema,
    article_row,
    content_digest,
    digest_of,
    reject_row,
    removal_rows,
    text_digest,
)
from transforms.text.normal import count_words

PLAIN = {"string", "int32", "bool", "double", "date32[day]", "timestamp[us, tz=UTC]", "list<element: string>"}
BLOCKS = tuple(Block("paragraph", text) for text in ("Menu", "Air sungai naik.", "Bagikan Artikel ini:", "Beranda"))
STRUCK = (
    Removal(0, 0, 4, "chrome", "extractor.chrome", "extractor"),
    Removal(2, 0, 20, "share", "share.id-bagikan", "rule"),
    Removal(3, 0, 7, "chrome", "extractor.chrome", "extractor"),
)
ARTICLE = Article(
    "a.html#3", "https://contoh.id/a", BLOCKS, published_date=dt.date(2021, 6, 29), tags=("banjir",)
).strike(STRUCK)
DAY = dt.date(2021, 6, 30)
MADE = MadeBy("r1", "k1", "c1")
WORKED_OUT = {"text", "n_words", "n_blocks", "n_removed_chars", "text_sha256", "model_characters"}
"""Columns that no finder decides: the text, and what is counted in it."""
KINDS = {
    "str | None": "string",
    "bool": "bool",
    "int": "int32",
    "dt.date | None": "date32",
    "dt.datetime | None": "timestamp",
    "tuple[str, ...]": "list<string>",
    "tuple[str, ...] | None": "list<string>",
    "float | None": "float64",
}
"""What a field of the article becomes in a file."""
OF_THE_STORE = {"files", "index", "sketches", "hashes", "holders", "compared", "passages"}
"""Datasets that no reader sees may hold keys of 128 bits and sizes of files as such."""


def page_of(source="a.html#3", **fields):
    """Return a delivery."""
    return RawPage(source, "text", "", None, None, {}, record_id="r" * 32, page_id="p" * 32, **fields)


def staged(article=ARTICLE, page=None, made_by=MADE):
    """Return an article's row and ledger."""
    return article_row(article, page or page_of(), url_key="contoh.id/a", seen_day=DAY, made_by=made_by)


def keys(article, **options):
    """Return the digests of what a page says, and of its row."""
    row, _ = staged(article, **options)
    return row["content_key"], row["row_key"]


@pytest.mark.parametrize("dataset", sorted(set(DATASETS) - OF_THE_STORE))
def test_datasets_hold_plain_types_only(dataset):
    """No type that a reader knows differently."""
    assert {str(kind) for kind in arrow_schema(DATASETS[dataset]).types} <= PLAIN


def test_datasets_of_days_hold_the_day_as_a_column():
    """`date` is a date in the files, and every dataset of readers names run and id."""
    for dataset in ("articles", "duplicates", "removals", "rejects"):
        assert ("date", "date32") in DATASETS[dataset]
        assert {"id", "record_id", "source", "run_id"} <= {name for name, _ in DATASETS[dataset]}


def test_duplicates_are_articles_with_a_verdict():
    """The same columns in the same order, and three more."""
    assert DATASETS["duplicates"][: len(DATASETS["articles"])] == DATASETS["articles"]
    assert [name for name, _ in DATASETS["duplicates"][-3:]] == ["verdict", "matched_id", "containment"]


def test_an_article_becomes_a_row_that_arrow_takes():
    """Every staged column is there; words, lines and struck characters are counted, chrome aside."""
    row, _ = staged()

    table = pa.Table.from_pylist([row], arrow_schema(STAGED_ROWS))
    assert [name for name, _ in STAGED_ROWS] == list(row)
    assert tuple(row[n] for n in ("text", "n_words", "n_blocks", "n_removed_chars")) == ("Air sungai naik.", 3, 1, 20)
    assert table.column("tags").to_pylist() == [["banjir"]]


def test_a_row_is_named_by_its_delivery():
    """Record and page as the reader called them, the day that bounds its dates, and whether its file holds more."""
    several, one = staged()[0], staged(page=page_of("a.html"))[0]

    names = ("record_id", "page_key", "source", "one_page", "seen_day")
    assert [several[name] for name in names] == ["r" * 32, "p" * 32, "a.html#3", False, DAY]
    assert one["one_page"] is True


def test_a_row_says_what_made_it():
    """Rules, knowledge and code."""
    row, _ = staged()

    assert [row[name] for name in ("rulebook", "knowledge", "code")] == ["r1", "k1", "c1"]


def test_score_and_reason_stand_in_the_ledger():
    """They are null where no model struck; where it did, another score is another row."""
    struck = [Removal(0, 0, 4, "nav", "nav.shape", "model", score, "tiny +0.5") for score in (0.97, 0.98)]
    one, other = (ARTICLE.with_fields(removals=()).strike([removal]) for removal in struck)

    assert [(row["score"], row["why"]) for row in staged(one)[1]] == [(0.97, "tiny +0.5")]
    assert {(row["score"], row["why"]) for row in staged()[1]} == {(None, None)}
    assert keys(one)[0] == keys(other)[0]
    assert keys(one)[1] != keys(other)[1]


def test_a_ledger_without_scores_keeps_the_key_that_it_had_before_there_were_any():
    """Cleaning again a store of an older schema finds such rows as they stand."""
    row, ledger = staged()
    before = [tuple(value for name, value in removal.items() if name not in ("score", "why")) for removal in ledger]

    assert row["row_key"] == digest_of(row["content_key"], row["url"], "", *before)


def test_crawls_that_say_the_same_share_the_key_of_their_content():
    """Neither the delivery, nor the fetch, nor how it was reached, nor who cleaned it is what a page says."""
    reached = "https://contoh.id/a?utm_source=surel"
    fetched = dataclasses.replace(ARTICLE, fetched_at=dt.datetime(2021, 7, 1, tzinfo=dt.UTC), url=reached)

    assert keys(ARTICLE)[0] == keys(fetched, page=page_of("b.html"), made_by=MadeBy("r2", "k2", "c2"))[0]
    assert keys(ARTICLE)[0] != keys(dataclasses.replace(ARTICLE, tags=("lain",)))[0]


def test_a_column_that_came_later_is_no_news_where_it_is_empty():
    """A page that shows no topics says what it said before topics had a column."""
    row, _ = staged()

    assert row["content_key"] == content_digest(row | {"topics": []}, ["topics"])
    assert row["content_key"] != content_digest(row | {"topics": ["banjir"]}, ["topics"])


def test_every_column_of_a_story_is_told_of_in_the_card_and_shown():
    """A new column is written into the card for readers, and `saring show` prints it; what lines were, as Markdown."""
    card = card_text()
    names = {name for name, _ in DATASETS["articles"]}

    assert set() == {name for name in names if f"`{name}`" not in card}
    assert names - set(METADATA) == (WORKED_OUT - {"model_characters"}) | {"source", "date", "line_kinds"}


def test_every_field_of_an_article_is_a_column_of_its_type():
    """What a finder decides reaches readers; blocks and ledger have tables of their own."""
    kinds = {part.name: KINDS.get(part.type) for part in dataclasses.fields(Article)}
    fields = {name: kind for name, kind in kinds.items() if name not in {"source", "blocks", "removals", "corrected"}}

    assert fields == {column.name: column.kind for column in TOLD if column.name not in WORKED_OUT}


def test_a_column_that_came_later_raises_the_schema_version():
    """Columns stand in the order in which they came, and no later version than the schema's has brought one."""
    since = [column.since for column in TOLD]

    assert since == sorted(since)
    assert since[-1] <= int(SCHEMA_VERSION)


def test_the_key_of_a_row_covers_its_ledger():
    """A page that says the same with other furniture around it has another row."""
    without = dataclasses.replace(ARTICLE, blocks=BLOCKS[1:2], removals=())

    assert keys(without)[0] == keys(ARTICLE)[0]
    assert keys(without)[1] != keys(ARTICLE)[1]


def test_the_key_of_a_row_covers_its_address():
    """A backfill that cleans addresses better changes rows."""
    assert keys(ARTICLE)[1] != keys(dataclasses.replace(ARTICLE, url="https://contoh.id/a?page=2"))[1]


def test_the_ledger_holds_chrome_as_count_and_digest():
    """Each run of chrome blocks is one row; other removals stand in full; rows stand in reading order."""
    struck = [*(Removal(n, 0, len(BLOCKS[n].text), "chrome", "chrome.any", "extractor") for n in (0, 1, 3))]
    share = Removal(2, 0, len(BLOCKS[2].text), "share", "share.any", "rule")
    rows = removal_rows(Article("a.html", None, BLOCKS).strike([*struck, share]), "r1")
    digest = hashlib.sha256(f"{BLOCKS[0].text}\n{BLOCKS[1].text}".encode()).hexdigest()

    assert [(row["block"], row["end"], row["kind"]) for row in rows] == [
        (0, 2, "chrome"),
        (2, 20, "share"),
        (3, 1, "chrome"),
    ]
    assert [rows[0]["text"], rows[1]["text"]] == [f"sha256:{digest}", "Bagikan Artikel ini:"]
    assert pa.Table.from_pylist(rows, arrow_schema(STAGED_REMOVALS)).num_rows == 3


def test_a_reject_becomes_a_row():
    """A refused record keeps its name, its page and its reason."""
    row = reject_row(Reject("b.html", "read", "empty_page", "no text", record_id="r1", page_id="p1"), seen_day=DAY)

    assert [name for name, _ in STAGED_REJECTS] == list(row)
    assert [row[name] for name in ("record_id", "page_key", "reason", "one_page")] == ["r1", "p1", "empty_page", True]


def test_odd_file_names_can_be_stored():
    """A file name that is no text (lone surrogates) has an escaped source."""
    row, _ = staged(page=page_of("a\udcff.txt"))

    assert pa.Table.from_pylist([row], arrow_schema(STAGED_ROWS)).column("source")[0].as_py() == "a\\udcff.txt"


def test_digests_of_texts_ignore_spacing():
    """Texts in the same normal form have one digest."""
    assert text_digest("Air  naik.\r\n") == text_digest("Air naik.")
    assert text_digest("Air naik.") != text_digest("Air surut.")


@given(struck_articles())
def test_counts_and_digests_of_cut_texts_are_those_of_the_text(drawn):
    """However a text was cut, its row's words and digest are those that reading it again gives."""
    page, removals = drawn
    struck = page.strike(removals)
    row, _ = staged(struck)

    assert (count_words(struck.text), text_digest(struck.text)) == (row["n_words"], row["text_sha256"])
