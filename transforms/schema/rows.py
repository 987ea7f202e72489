"""How an article, its ledger and a reject become rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any

from transforms.records import TOLD
from transforms.records.article import FIELDS
from transforms.schema.content import EMPTY, WITNESSES, content_digest, digest_of, sha256, text_digest
from transforms.schema.datasets import REFUSAL, STAGED_NAMES
from transforms.text.normal import count_spaced_words, count_words, withstands_cuts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from transforms.records import Article, RawPage, Reject, Removal

NUMBERED = re.compile(r"#\d{1,12}\Z")
"""Behind the source of a record that stands in a file with others."""

TOLD_FIELDS = tuple(column.name for column in TOLD if column.name in FIELDS)
values_told = attrgetter(*TOLD_FIELDS)
"""Columns that hold a field of the article as it is, and what reads these fields."""


BESIDE_THE_STORY = ("body_confidence", "line_kinds", "conflicts", *WITNESSES)
"""Columns that are no part of what a page says, and by which a cleaning again changes its row all the same."""


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
    row.update(zip(TOLD_FIELDS, map(storable, values_told(article)), strict=True))
    row.update(
        text=storable(text),
        n_words=count_spaced_words(text) if normal else count_words(text),
        n_blocks=text.count("\n") + 1 if text else 0,
        n_removed_chars=sum([r.end - r.start for r in article.removals if not is_chrome(r)]),
        model_characters=article.model_characters,
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
    beside = (row[name] for name in BESIDE_THE_STORY if row[name] not in EMPTY)
    row["row_key"] = digest_of(key, row["url"], own, *beside, *map(values_known, removals))
    return row, removals


def values_known(removal: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the values of a removal that are not null: keys from before a column was there stay good."""
    return tuple(value for value in removal.values() if value is not None)


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


def reject_row(reject: Reject, *, seen_day: dt.date, url_key: str | None = None) -> dict[str, Any]:
    """Return the `STAGED_REJECTS` row of a refused record; `url_key` is that of its address, where one is known."""
    told = {name: storable(getattr(reject, name)) for name, _ in REFUSAL}
    return (
        delivery_of(reject, seen_day) | told | {"host": storable(url_key and re.split("[/?]", url_key, maxsplit=1)[0])}
    )


def storable(value: Any) -> Any:  # noqa: ANN401 - rows hold many types
    """Return a value as Arrow can hold it: tuples as lists, lone surrogates (odd file names) escaped."""
    if value is None:
        return None
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode()
    return [storable(v) for v in value] if isinstance(value, tuple) else value
