"""
The datasets' columns, and how records become rows.

Columns are plain data, so that naming them costs no import of pyarrow: `arrow_schema(ARTICLES)`
gives what a writer needs. Plain types only, which DuckDB, Polars, pandas and PyArrow read alike.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any

from transforms.text.normal import count_spaced_words, count_words, normalise, withstands_cuts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    import pyarrow as pa

    from transforms.records import Article, RawPage, Reject, Removal

SCHEMA_VERSION = "3"
"""Stands in the footer of every file; changes when a column does."""

Columns = tuple[tuple[str, str], ...]

NUMBERED = re.compile(r"#\d{1,12}\Z")
"""Behind the source of a record that stands in a file with others."""


def columns(text: str) -> Columns:
    """Read `name type` lines into columns."""
    return tuple((name, kind) for name, kind in (line.split() for line in text.strip().splitlines()))


KEYS = columns("id string\nrecord_id string\nsource string\ndate date32")
TOLD_COLUMNS = columns("""
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
    withdrawn bool
""")
"""What the cleaner says of a page; the worker stages it, the corpus copies it."""

MADE_BY = columns("rulebook string\nknowledge string\ncode string")
RUN = columns("run_id string")
ARTICLES = KEYS + TOLD_COLUMNS + columns("first_seen date32\ncluster_id string\ncluster_size int32") + MADE_BY + RUN
VERDICT = columns("verdict string\nmatched_id string\ncontainment float64")
DUPLICATES = ARTICLES + VERDICT

SPAN = columns("""
    block int32
    start int32
    end int32
    kind string
    rule string
    layer string
    score float64
    why string
    text string
    whole bool
    joint string
""")
REMOVALS = KEYS + SPAN + RUN
REFUSAL = columns("stage string\nreason string\ndetail string")
REJECTS = KEYS + REFUSAL + columns("first_seen date32\nlast_seen date32") + RUN

DELIVERY = columns("""
    record_id string
    page_key string
    source string
    one_page bool
    seen_day date32
""")
"""What every staged record says of its delivery. `page_key` is `transforms.identity`'s."""

STAGED_ROWS = (
    DELIVERY
    + TOLD_COLUMNS
    + MADE_BY
    + columns("""
    corrected bool
    n_chars int32
    url_key string
    content_key string
    row_key string
""")
)
"""
`content_key` is the digest of what the page says (text and fields, the fetch aside): crawls that share it are
one state. `row_key` covers the ledger as well: where it stays, cleaning again changed nothing.
"""
STAGED_REMOVALS = columns("record_id string") + SPAN
STAGED_REJECTS = DELIVERY + REFUSAL
STAGED_FILES = columns("""
    path string
    size int64
    mtime_ns int64
    inode int64
    sidecar string
    digest string
    n_records int32
    n_rejects int32
    unreadable bool
    one_page bool
    records list<string>
""")
"""The manifest of raw files: what lay where when it was last read; `records` in their order in the file."""

SIGHTINGS = columns("record_id string\nfetched_at timestamp")
"""Records that were there already and came in once more."""

STAGED_NAMES = tuple(name for name, _ in STAGED_ROWS)
DERIVED = frozenset("text n_words n_blocks n_removed_chars text_sha256".split())
TOLD = tuple(name for name, _ in TOLD_COLUMNS if name not in DERIVED)
"""Columns that hold a field of the article as it is."""
values_told = attrgetter(*TOLD)

OF_THE_FETCH = frozenset({"fetched_at", "n_removed_chars", "url"})
"""Columns that may differ between two crawls that say the same: an address may tell how the page was reached."""
LATER: tuple[str, ...] = ()
"""
Columns of what a page says that stores of an earlier schema lack. Empty ones are no part of what it says: else each
page that says what it said before would look changed when it is fetched again.
"""
EMPTY: tuple[object, ...] = (None, False, "", [], ())
SAID = tuple(name for name, _ in TOLD_COLUMNS if name not in OF_THE_FETCH and name != "text" and name not in LATER)
said = itemgetter(*SAID)
"""What a page says: fields and, as a digest, text."""

RUNS = columns("""
    run_id string
    as_of date32
    started_at timestamp
    finished_at timestamp
    records_in int32
    articles int32
    duplicates int32
    rejects int32
    refetched int32
    superseded int32
    redelivered int32
    held int32
    waiting int32
    skipped int32
    replaced int32
    struck string
    accepted string
    facts string
    code_version string
    rulebook string
    knowledge string
    code string
    schema_version string
""")
"""One row for each run that published; `struck`, `accepted` and `facts` hold JSON."""

CHANGES = columns("""
    run_id string
    id string
    cluster_id string
    change string
    old_cluster_id string
    old_date date32
""")
"""One row for each id that a run touched."""

INDEX = columns("""
    record_id uuid
    page_key uuid
    id uuid
    outcome string
    current bool
    stage string
    checked string
    source string
    file_key uuid
    one_page bool
    first_seen date32
    first_run int32
    last_seen date32
    times_seen int32
    seen_day date32
    fetched_at timestamp
    modified_at timestamp
    corrected bool
    withdrawn bool
    content_key uuid
    row_key uuid
    text_key uuid
    url_key uuid
    title string
    n_chars int32
    published_date date32
    published_at timestamp
    outlet string
    outlet_domain string
    credits list<string>
    page_seen date32
    date date32
    cluster_id uuid
    cluster_size int32
    verdict string
    matched_id uuid
    containment float64
""")
"""
The store's own: one row for each record there ever was, whatever became of it (`outcome`: article, duplicate,
refetched, superseded, reject, followed). Keys are 128 bits, which DuckDB compares in a third of a string's time.
"""

DATASETS: dict[str, Columns] = {
    "articles": ARTICLES,
    "duplicates": DUPLICATES,
    "removals": REMOVALS,
    "rejects": REJECTS,
    "changes": CHANGES,
    "runs": RUNS,
    "index": INDEX,
    "files": STAGED_FILES,
    "held_rows": STAGED_ROWS,
    "held_removals": STAGED_REMOVALS,
    "held_rejects": STAGED_REJECTS,
    "preferred": columns("id string\nrecord_id string\nreason string\nday date32\nrun int32\nfreshest timestamp"),
}


@dataclass(frozen=True, slots=True)
class MadeBy:
    """
    What a row was made by.

    Attributes:
        rulebook: Digest of the rules.

        knowledge: Digest of everything that is data: rules, tables, models, the user's folder.

        code: Digest of the code of `transforms` and of the libraries that decide what a page says.
    """

    rulebook: str
    knowledge: str
    code: str


def arrow_schema(wanted: Columns) -> pa.Schema:
    """Return the pyarrow schema of these columns. Timestamps are microseconds, UTC."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, and most callers only want names

    types = {
        "string": pa.string(),
        "int32": pa.int32(),
        "int64": pa.int64(),
        "bool": pa.bool_(),
        "float64": pa.float64(),
        "date32": pa.date32(),
        "uuid": pa.uuid(),
        "timestamp": pa.timestamp("us", tz="UTC"),
        "list<string>": pa.list_(pa.field("element", pa.string())),
    }
    return pa.schema([pa.field(name, types[kind]) for name, kind in wanted])


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
    article: Article, page: RawPage, *, url_key: str | None, seen_day: dt.date, made_by: MadeBy
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """
    Return the `STAGED_ROWS` row of an article and the `STAGED_REMOVALS` rows of its ledger.

    Args:
        article: Struck and enriched. `n_words` and `n_blocks` count its clean text's words and lines;
            `n_removed_chars` counts what the ledger holds as text, so not the page's chrome.

        page: The delivery that it was made from.

        url_key: `transforms.urls.url_key` of the article's URL.

        seen_day: Day that bounded its dates.

        made_by: The knowledge and code that made it.
    """
    text = article.text
    normal = is_normal(article, text)
    row = dict.fromkeys(STAGED_NAMES)
    row.update(zip(TOLD, map(storable, values_told(article)), strict=True))
    row.update(
        text=storable(text),
        n_words=count_spaced_words(text) if normal else count_words(text),
        n_blocks=text.count("\n") + 1 if text else 0,
        n_removed_chars=sum([r.end - r.start for r in article.removals if not is_chrome(r)]),
        text_sha256=sha256(text) if normal else text_digest(text),
        corrected=article.corrected,
        n_chars=len(text),
        url_key=storable(url_key),
        rulebook=made_by.rulebook,
        knowledge=made_by.knowledge,
        code=made_by.code,
    )
    removals = removal_rows(article, page.record_id)
    row.update(delivery_of(page, seen_day))
    row["content_key"] = key = content_digest(row)
    own = "" if normal else text  # of a text in normal form the key of its content holds the digest
    row["row_key"] = digest_of(key, row["url"], own, *map(values_known, removals))
    return row, removals


def values_known(removal: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the values of a removal that are not null: keys from before a column was there stay good."""
    return tuple(value for value in removal.values() if value is not None)


def content_digest(row: Mapping[str, Any], later: Iterable[str] = LATER) -> str:
    """
    Return the digest of what a page says: fields and text, the fetch aside.

    Args:
        row: Its row.

        later: Columns that earlier stores lack; those that are empty are left out.
    """
    return digest_of(*said(row), *((name, row[name]) for name in later if row[name] not in EMPTY))


def digest_of(*values: Any) -> str:  # noqa: ANN401 - rows hold many types
    """Return one digest (128 bits, hex) of values that plain Python writes as what they are."""
    return hashlib.blake2b(repr(values).encode(), digest_size=16).hexdigest()


def delivery_of(record: RawPage | Reject, seen_day: dt.date) -> dict[str, Any]:
    """Return the `DELIVERY` columns of a record."""
    return {
        "record_id": record.record_id,
        "page_key": record.page_id,
        "source": storable(record.source),
        "one_page": NUMBERED.search(record.source) is None,
        "seen_day": seen_day,
    }


def is_normal(article: Article, text: str) -> bool:
    """Return whether an article's clean text is in normal form for sure: its blocks are, and a torn line may not be."""
    return withstands_cuts(text) or all(r.whole for r in article.removals)


def is_chrome(removal: Removal) -> bool:
    """Return whether a removal is the page's chrome, which the ledger holds as count and digest only."""
    return removal.kind == "chrome" and removal.layer == "extractor"


def removal_rows(article: Article, record_id: str) -> list[dict[str, Any]]:
    """
    Return the `STAGED_REMOVALS` rows of an article, in reading order.

    A run of chrome blocks is folded into one row: `block` the first of them, `end` their number,
    and as text `sha256:` with the digest of their lines joined by newlines; raw rebuilds them.
    """
    if not article.removals:
        return []
    rows = [removal_row(r, record_id) for r in article.removals if not is_chrome(r)]
    if len(rows) < len(article.removals):
        rows += fold_chrome(filter(is_chrome, article.removals), record_id)
    rows.sort(key=itemgetter("block", "start"))
    return rows


def fold_chrome(removals: Iterable[Removal], record_id: str) -> Iterator[dict[str, Any]]:
    """Yield one row for each run of neighbouring chrome blocks of one rule."""
    chrome = sorted(removals, key=lambda r: (r.block, r.start))
    for _, run in groupby(enumerate(chrome), key=lambda pair: (pair[1].block - pair[0], pair[1].rule)):
        blocks = [removal for _, removal in run]
        digest = sha256("\n".join(r.text for r in blocks))
        folded = {"start": 0, "end": len(blocks), "text": f"sha256:{digest}", "whole": True, "joint": ""}
        yield removal_row(blocks[0], record_id) | folded


def removal_row(removal: Removal, record_id: str) -> dict[str, Any]:
    """Return the row of one removal of a record."""
    return {
        "record_id": record_id,
        "block": removal.block,
        "start": removal.start,
        "end": removal.end,
        "kind": removal.kind,
        "rule": removal.rule,
        "layer": removal.layer,
        "score": removal.score,
        "why": storable(removal.why) or None,
        "text": storable(removal.text),
        "whole": removal.whole,
        "joint": removal.joint,
    }


def reject_row(reject: Reject, *, seen_day: dt.date) -> dict[str, Any]:
    """Return the `STAGED_REJECTS` row of a refused record."""
    told = {name: storable(getattr(reject, name)) for name, _ in REFUSAL}
    return delivery_of(reject, seen_day) | told
