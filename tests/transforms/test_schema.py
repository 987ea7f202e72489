"""Rows of the datasets."""

import datetime as dt
import hashlib

import pyarrow as pa
import pytest
from hypothesis import given
from strategies import struck_articles

from transforms.normal import count_words
from transforms.records import Article, Block, Reject, Removal
from transforms.schema import (
    DATASETS,
    STAGED_REJECTS,
    STAGED_REMOVALS,
    STAGED_ROWS,
    arrow_schema,
    article_row,
    page_id,
    reject_row,
    removal_rows,
    text_digest,
)

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
STAGED = {"raw_sha256": "ff", "url_key": "contoh.id/a", "seen_date": None, "rulebook": "r1"}


@pytest.mark.parametrize("dataset", sorted(DATASETS))
def test_datasets_hold_plain_types_only(dataset):
    """No type that a reader knows differently."""
    assert {str(kind) for kind in arrow_schema(DATASETS[dataset]).types} <= PLAIN


def test_an_id_is_a_hash_of_the_source_alone():
    """The key stays when text or metadata change, and holds 128 bits."""
    assert page_id("a.html#3") == article_row(ARTICLE, **STAGED)["id"]
    assert len(page_id("a.html#3")) == 32
    assert page_id("a.html#3") != page_id("a.html#4")


def test_an_article_becomes_a_row_that_arrow_takes():
    """Every staged column is there; words, lines and struck characters are counted, chrome aside."""
    row = article_row(ARTICLE, **STAGED)

    table = pa.Table.from_pylist([row], arrow_schema(STAGED_ROWS))
    assert [name for name, _ in STAGED_ROWS] == list(row)
    assert tuple(row[n] for n in ("text", "n_words", "n_blocks", "n_removed_chars")) == ("Air sungai naik.", 3, 1, 20)
    assert table.column("tags").to_pylist() == [["banjir"]]


def test_the_ledger_holds_chrome_as_count_and_digest():
    """Each run of chrome blocks is one row; other removals stand in full; rows stand in reading order."""
    struck = [*(Removal(n, 0, len(BLOCKS[n].text), "chrome", "chrome.any", "extractor") for n in (0, 1, 3))]
    share = Removal(2, 0, len(BLOCKS[2].text), "share", "share.any", "rule")
    rows = removal_rows(Article("a.html", None, BLOCKS).strike([*struck, share]))
    digest = hashlib.sha256(f"{BLOCKS[0].text}\n{BLOCKS[1].text}".encode()).hexdigest()

    assert [(row["block"], row["end"], row["kind"]) for row in rows] == [
        (0, 2, "chrome"),
        (2, 20, "share"),
        (3, 1, "chrome"),
    ]
    assert [rows[0]["text"], rows[1]["text"]] == [f"sha256:{digest}", "Bagikan Artikel ini:"]
    assert pa.Table.from_pylist(rows, arrow_schema(STAGED_REMOVALS)).num_rows == 3


def test_a_reject_becomes_a_row():
    """A refused record keeps its name, reason and raw digest."""
    row = reject_row(Reject("b.html", "read", "empty_page", "no text"), raw_sha256="ff")

    assert [name for name, _ in STAGED_REJECTS] == list(row)
    assert (page_id("b.html"), "empty_page", "ff") == (row["id"], row["reason"], row["raw_sha256"])


def test_odd_file_names_can_be_stored():
    """A file name that is no text (lone surrogates) has a key and an escaped source."""
    odd = Article("a\udcff.txt", None, ())

    row = article_row(odd, **STAGED)

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
    row = article_row(struck, **STAGED)

    assert (count_words(struck.text), text_digest(struck.text)) == (row["n_words"], row["text_sha256"])
