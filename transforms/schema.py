"""
The datasets' columns, and how records become rows.

Columns are plain data, so that naming them costs no import of pyarrow: `arrow_schema(ARTICLES)`
gives what a writer needs. Plain types only, which DuckDB, Polars, pandas and PyArrow read alike.
"""

from __future__ import annotations

import hashlib
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any

from transforms.normal import count_spaced_words, count_words, normalise, withstands_cuts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

    from transforms.records import Article, Reject, Removal

SCHEMA_VERSION = "1"
"""Stands in the footer of every file; changes when a column does."""

Columns = tuple[tuple[str, str], ...]


def columns(text: str) -> Columns:
    """Read `name type` lines into columns."""
    return tuple((name, kind) for name, kind in (line.split() for line in text.strip().splitlines()))


CONTENT = columns("""
    id string
    source string
    url string
    outlet string
    outlet_domain string
    title string
    description string
    text string
    captions list<string>
    language string
    authors list<string>
    editors list<string>
    published_date date32
    published_at timestamp
    published_precision string
    published_from string
    published_raw string
    modified_at timestamp
    fetched_at timestamp
    dateline string
    dateline_place string
    wire_sources list<string>
    republished_from string
    tags list<string>
    n_words int32
    n_blocks int32
    n_removed_chars int32
    text_sha256 string
""")
CLUSTER = columns("cluster_id string\ncluster_size int32")
RULEBOOK = columns("rulebook string")
RUN = columns("run_id string")
VERDICT = columns("verdict string\nmatched_id string\ncontainment float64")
RAW = columns("raw_sha256 string")

ARTICLES = CONTENT + CLUSTER + RULEBOOK + RUN
DUPLICATES = ARTICLES + VERDICT
STAGED_REMOVALS = columns("""
    id string
    source string
    block int32
    start int32
    end int32
    kind string
    rule string
    layer string
    text string
    whole bool
    joint string
""")
REMOVALS = STAGED_REMOVALS + RUN
REFUSAL = columns("id string\nsource string\nstage string\nreason string\ndetail string")
REJECTS = REFUSAL + RUN
STAGED_REJECTS = REFUSAL + RAW
STAGED_ROWS = CONTENT + RULEBOOK + RAW + columns("url_key string\nseen_date date32")

STAGED_NAMES = tuple(name for name, _ in STAGED_ROWS)
DERIVED = frozenset("id text n_words n_blocks n_removed_chars text_sha256".split())
TOLD = tuple(name for name, _ in CONTENT if name not in DERIVED)
"""Columns that hold a field of the article as it is."""
values_told = attrgetter(*TOLD)

RUNS = columns("""
    run_id string
    as_of date32
    started_at timestamp
    finished_at timestamp
    records_in int32
    articles int32
    duplicates int32
    rejects int32
    skipped int32
    replaced int32
    struck string
    accepted string
    facts string
    code_version string
    rulebook string
    schema_version string
""")
"""One row for each run that published; `struck`, `accepted` and `facts` hold JSON."""

INDEX = columns("""
    id string
    raw_sha256 string
    stamp string
    outcome string
    first_seen date32
    seen_at timestamp
    url_key string
    text_sha256 string
    title string
    n_chars int32
    published_date date32
    published_at timestamp
    outlet string
    outlet_domain string
    credits list<string>
    cluster_id string
    cluster_size int32
    verdict string
    matched_id string
    containment float64
""")
"""The store's own: one row for each input record there ever was, whatever became of it."""

DATASETS: dict[str, Columns] = {
    "articles": ARTICLES,
    "duplicates": DUPLICATES,
    "removals": REMOVALS,
    "rejects": REJECTS,
    "runs": RUNS,
    "index": INDEX,
}


def arrow_schema(wanted: Columns) -> pa.Schema:
    """Return the pyarrow schema of these columns. Timestamps are microseconds, UTC."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, and most callers only want names

    types = {
        "string": pa.string(),
        "int32": pa.int32(),
        "bool": pa.bool_(),
        "float64": pa.float64(),
        "date32": pa.date32(),
        "timestamp": pa.timestamp("us", tz="UTC"),
        "list<string>": pa.list_(pa.field("element", pa.string())),
    }
    return pa.schema([pa.field(name, types[kind]) for name, kind in wanted])


def page_id(source: str) -> str:
    """
    Return the 128-bit key of an input record, in hex: a hash of where it stands, never of its text.

    >>> page_id("2021/06/banjir.html")
    '321f0bb3b0801d305879a2b6d3497c66'
    """
    return hashlib.blake2b(source.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def text_digest(text: str) -> str:
    """Return the SHA-256 (hex) of a text in normal form: texts that differ only in spacing share it."""
    return sha256(normalise(text))


def sha256(text: str) -> str:
    """Return the SHA-256 of a text, in hex."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def storable(value: Any) -> Any:  # noqa: ANN401 - rows hold many types
    """Return a value as Arrow can hold it: tuples as lists, lone surrogates (odd file names) escaped."""
    if value is None:
        return None
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode()
    return [storable(v) for v in value] if isinstance(value, tuple) else value


def article_row(
    article: Article, *, raw_sha256: str, url_key: str | None, seen_date: dt.date | None, rulebook: str
) -> dict[str, Any]:
    """
    Return the `STAGED_ROWS` row of an article.

    Args:
        article: Struck and enriched. `n_words` and `n_blocks` count its clean text's words and lines;
            `n_removed_chars` counts what the ledger holds as text, so not the page's chrome.

        raw_sha256: Digest of the raw record, hints included: a changed one replaces the old row.

        url_key: `transforms.urls.url_key` of the article's URL.

        seen_date: Day the content was first seen, as `fetched_at` or the raw path tell; None: unknown.

        rulebook: Version of rules and models that made the row.
    """
    text = article.text
    normal = is_normal(article, text)
    row = dict.fromkeys(STAGED_NAMES)
    row.update(zip(TOLD, map(storable, values_told(article)), strict=True))
    row.update(
        id=page_id(article.source),
        text=storable(text),
        n_words=count_spaced_words(text) if normal else count_words(text),
        n_blocks=text.count("\n") + 1 if text else 0,
        n_removed_chars=sum([r.end - r.start for r in article.removals if not is_chrome(r)]),
        text_sha256=sha256(text) if normal else text_digest(text),
        rulebook=rulebook,
        raw_sha256=raw_sha256,
        url_key=storable(url_key),
        seen_date=seen_date,
    )
    return row


def is_normal(article: Article, text: str) -> bool:
    """Say whether an article's clean text is in normal form for sure: its blocks are, and a torn line may not be."""
    return withstands_cuts(text) or all(r.whole for r in article.removals)


def is_chrome(removal: Removal) -> bool:
    """Say whether a removal is the page's chrome, which the ledger holds as count and digest only."""
    return removal.kind == "chrome" and removal.layer == "extractor"


def removal_rows(article: Article) -> list[dict[str, Any]]:
    """
    Return the `STAGED_REMOVALS` rows of an article, in reading order.

    A run of chrome blocks is folded into one row: `block` the first of them, `end` their number,
    and as text `sha256:` with the digest of their lines joined by newlines; raw rebuilds them.
    """
    if not article.removals:
        return []
    key, source = page_id(article.source), storable(article.source)
    rows = [removal_row(r, key, source) for r in article.removals if not is_chrome(r)]
    if len(rows) < len(article.removals):
        rows += fold_chrome(filter(is_chrome, article.removals), key, source)
    rows.sort(key=itemgetter("block", "start"))
    return rows


def fold_chrome(removals: Iterable[Removal], key: str, source: str) -> Iterator[dict[str, Any]]:
    """Yield one row for each run of neighbouring chrome blocks of one rule."""
    chrome = sorted(removals, key=lambda r: (r.block, r.start))
    for _, run in groupby(enumerate(chrome), key=lambda pair: (pair[1].block - pair[0], pair[1].rule)):
        blocks = [removal for _, removal in run]
        digest = sha256("\n".join(r.text for r in blocks))
        folded = {"start": 0, "end": len(blocks), "text": f"sha256:{digest}", "whole": True, "joint": ""}
        yield removal_row(blocks[0], key, source) | folded


def removal_row(removal: Removal, key: str, source: str) -> dict[str, Any]:
    """Return the row of one removal of an article."""
    return {
        "id": key,
        "source": source,
        "block": removal.block,
        "start": removal.start,
        "end": removal.end,
        "kind": removal.kind,
        "rule": removal.rule,
        "layer": removal.layer,
        "text": storable(removal.text),
        "whole": removal.whole,
        "joint": removal.joint,
    }


def reject_row(reject: Reject, *, raw_sha256: str) -> dict[str, Any]:
    """Return the `STAGED_REJECTS` row of a refused record. `raw_sha256` as for `article_row`."""
    values = {"id": page_id(reject.source), "raw_sha256": raw_sha256}
    return {n: storable(values[n] if n in values else getattr(reject, n)) for n, _ in STAGED_REJECTS}
