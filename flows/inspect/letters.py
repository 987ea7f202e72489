"""Whether texts and ledgers of some pages fit together to the letter."""
# ruff: noqa: S608 - SQL is put together from our own names, values are bound

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from flows.corpus.database import names_of
from flows.inspect.faults import GO_BACK, Fault
from transforms.schema import DATASETS, text_digest
from transforms.text.normal import count_words

if TYPE_CHECKING:
    from flows.inspect.opened import Opened

Row = dict[str, Any]


def find_letter_faults(opened: Opened, sample: int) -> Iterator[Fault]:
    """Yield pages whose text, ledger and counts do not fit; other ones are looked at in each snapshot."""
    from transforms.knowledge import code_digest

    code = code_digest()
    chosen = choose_pages(opened, sample)
    ledgers = read_ledgers(opened, chosen)
    for dataset in ("articles", "duplicates"):
        for row in read_rows(opened, dataset, chosen):
            for said in wrong_with(row, ledgers[row["record_id"]], code):
                yield Fault(f"{row['id']} ({row['source']}) {said}", f"{opened.root.name}: {dataset}", GO_BACK)


def choose_pages(opened: Opened, sample: int) -> list[str]:
    """Return the record ids of some pages, by chance that is the same for the same snapshot."""
    sql = "SELECT record_id FROM pages ORDER BY hash(record_id || $run), record_id LIMIT $sample"
    rows = opened.con.execute(sql, {"run": opened.root.name, "sample": sample}).fetchall()
    return [name for (name,) in rows]


def read_ledgers(opened: Opened, chosen: Sequence[str]) -> dict[str, list[Row]]:
    """Return the ledger rows of some records, in reading order."""
    sql = 'FROM removals WHERE list_contains($chosen, record_id) ORDER BY record_id, block, "start"'
    ledgers: dict[str, list[Row]] = defaultdict(list)
    for row in opened.con.sql(sql, params={"chosen": list(chosen)}).to_arrow_table().to_pylist():
        ledgers[row["record_id"]].append(row)
    return ledgers


def read_rows(opened: Opened, dataset: str, chosen: Sequence[str]) -> list[Row]:
    """Return the rows of some records, moments as the cleaner has them."""
    wanted = ", ".join(f'"{name}"' for name in names_of(DATASETS[dataset]))
    sql = f"SELECT {wanted} FROM {dataset} WHERE list_contains($chosen, record_id) ORDER BY record_id"
    rows: list[Row] = opened.con.sql(sql, params={"chosen": list(chosen)}).to_arrow_table().to_pylist()
    return [
        {name: v.astimezone(dt.UTC) if isinstance(v, dt.datetime) else v for name, v in row.items()} for row in rows
    ]


def wrong_with(row: Row, ledger: Sequence[Row], code: str) -> Iterator[str]:
    """Yield what is wrong with one page, in words."""
    text = row["text"]
    if said := misfit(text, ledger):
        yield said
    if row["text_sha256"] != text_digest(text):
        yield "has a text of another digest than its text_sha256"
    elif row["code"] == code and row["n_words"] != count_words(text):
        yield f"says {row['n_words']} words, its text has {count_words(text)}"


def misfit(text: str, ledger: Sequence[Row]) -> str:
    """
    Return how a page cannot be put together again from its text and its ledger; empty where it can.

    A run of page chrome stands in the ledger as one row with the number of its blocks.
    """
    by_block: dict[int, list[Row]] = defaultdict(list)
    for removal in ledger:
        by_block[removal["block"]].append(removal)
    kept = iter(text.split("\n") if text else [])
    number, last = 0, max(by_block, default=-1)
    while number <= last:
        spans = by_block.get(number, [])
        folded = bool(spans) and spans[0]["kind"] == "chrome" and spans[0]["layer"] == "extractor"
        if not (folded or (spans and spans[0]["whole"])):
            line = next(kept, None)
            if line is None:
                return f"has a ledger of {last + 1} blocks, and too few lines stand"
            if not fits(line, spans):
                return f"has a ledger that does not fit into block {number}"
        number += spans[0]["end"] if folded else 1
    return ""


def fits(line: str, spans: Sequence[Row]) -> bool:
    """Return whether the spans that were struck of a line can be put back: none overlaps, each joint stands."""
    length = at = 0
    for span in spans:
        take = span["start"] - length
        joint = span["joint"]
        if take < 0 or at + take + len(joint) > len(line) or line[at + take : at + take + len(joint)] != joint:
            return False
        length = span["end"]
        at += take + len(joint)
    return True
