"""The columns of every dataset, and of what workers stage."""

from __future__ import annotations

from transforms.records import TOLD
from transforms.schema.columns import Columns, columns

CHANGED_ELSEWHERE = 8
"""The schema version of the last change to columns that are not in `TOLD`."""

SCHEMA_VERSION = str(max(CHANGED_ELSEWHERE, *(column.since for column in TOLD)))
"""Stands in the footer of every file; changes when a column does."""

KEYS = columns("id string\nrecord_id string\nsource string\ndate date32")

TOLD_COLUMNS: Columns = tuple((column.name, column.kind) for column in TOLD)
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

STAGED_REJECTS = DELIVERY + REFUSAL + columns("host string")
"""`host` tells the outlet, as far as an address can."""

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
    published_about bool
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
`published_about` says that the day may be another; true or null, so that rows of earlier versions say nothing else.
"""

RELATIONS = columns("""
    a string
    b string
    verdict string
    containment float64
    reason string
""")
"""
One row for two pages of which the later, `b`, was compared with the earlier, `a`, and shares much of its words. `a` is
the place of a text, with `reference:` before it, where that is one of a reference corpus.
"""

SKETCHES = columns("""
    id uuid
    number int64
    arrived int64
    said uuid
    leader int64
    verdict string
    containment float64
""")
"""
The store's own: one row for each page that may be a copy. `number` is new whenever the page says something else, and
`said` tells that; `leader` is the number of the page whose story it joined by its words, and `verdict` why. It holds
no text, and can be made anew from the texts.
"""

COMPARED = columns("folder string\npath string\nsize int64\nmtime_ns int64")
"""The store's own: the files of reference corpora that its pages were compared with."""

PASSAGES = columns("house string\nlines list<string>\npages list<string>")
"""
The store's own: passages that a house sets under many of its pages, by keys of their lines, and ids of pages that show
that it does.
"""

HASHES = columns("number uint32\nhashes list<uint64>")
"""The store's own: the hashes of each page of `sketches`, by number; numbers that `sketches` lacks mean nothing."""

HOLDERS = columns("hash uint64\nnumber uint32")
"""The same by hash: which pages hold it."""

OUTLET_NIGHTS = columns("""
    run_id string
    night date32
    outlet string
    printed date32
    scheduled bool
    held bool
    accepted bool
    pages int32
    days int32
    rejects int32
    stubs int32
    duplicates int32
    no_title int32
    no_date int32
    no_author int32
    same_title int32
    same_author int32
    same_day int32
    signed int32
    strangers int32
    garbled int32
    untouched int32
    lines int32
    repeated_lines int32
    kept_chars float64
    struck_chars float64
    log_words float64
    log_words_squared float64
    struck string
    languages string
    author_keys list<string>
""")
"""
One row for each outlet that brought new pages in a run, and, where `printed` is set, one for each day that they were
printed on. Sums and counts only, never text; `struck` and `languages` hold JSON, `author_keys` digests of the names
that the night's pages were signed with. Sums that outgrow 32 bits are whole
numbers in a float64, which every reader knows alike. It lies outside the snapshots.
"""

DATASETS: dict[str, Columns] = {
    "articles": ARTICLES,
    "duplicates": DUPLICATES,
    "removals": REMOVALS,
    "rejects": REJECTS,
    "changes": CHANGES,
    "runs": RUNS,
    "relations": RELATIONS,
    "outlet_nights": OUTLET_NIGHTS,
    "index": INDEX,
    "files": STAGED_FILES,
    "sketches": SKETCHES,
    "compared": COMPARED,
    "passages": PASSAGES,
    "hashes": HASHES,
    "holders": HOLDERS,
    "held_rows": STAGED_ROWS,
    "held_removals": STAGED_REMOVALS,
    "held_rejects": STAGED_REJECTS,
    "preferred": columns("id string\nrecord_id string\nreason string\nday date32\nrun int32\nfreshest timestamp"),
}
