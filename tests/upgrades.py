"""
Changes of rules, models, libraries and code, as they show in rows: twenty for the worse and twenty for the better.

A world is what a cleaner says of some papers' pages. A change is a function of it; where a change for the better is
the way back from one for the worse, it is written so.
"""

from __future__ import annotations

import copy
import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from papers import FIRST_NIGHT, papers_of, records_of
from rawfiles import put, read

from flows.compare import Comparison, compare
from flows.corpus.database import connect
from flows.shard import clean_record, load
from transforms.records import Reject
from transforms.schema import (
    STAGED_REJECTS,
    STAGED_REMOVALS,
    STAGED_ROWS,
    MadeBy,
    arrow_schema,
    article_row,
    reject_row,
)

Row = dict[str, Any]

SEEN = FIRST_NIGHT + dt.timedelta(days=3)
"""The day on which all of it came in."""

CHANGED = 0.4
"""Share of the pages that a change reaches."""


@dataclass
class World:
    """Rows, ledger and rejects, by record."""

    rows: dict[str, Row]
    spans: dict[str, list[Row]]
    refused: dict[str, Row]


MENU = "Beranda\nPolitik {n}\nOlahraga\nMasuk\nDaftar"
"""A page that holds no story."""

Change = Callable[[random.Random, World], None]


def lay_out_papers(raw: Path, *, seed: int = 5, papers: int = 12, nights: int = 2) -> None:
    """Write the exports of some papers, a folder a night."""
    for night in range(nights):
        day = FIRST_NIGHT + dt.timedelta(days=night)
        for paper in papers_of(seed, papers):
            records = [record | {"outlet": paper.name} for record in records_of(seed, paper, day)[:12]]
            if records:
                put(raw, f"{day + dt.timedelta(days=1)}/{paper.host}.jsonl", records)
    put(raw, "menu.jsonl", [{"text": MENU.format(n=n), "url": f"https://menu.example/{n}"} for n in range(12)])


def world_of(raw: Path) -> World:
    """Clean the pages of a raw folder and return what the cleaner says of them."""
    knowledge, made_by, world = load(None), MadeBy("", "", ""), World({}, {}, {})
    for record in read(raw):
        outcome = clean_record(record, SEEN, knowledge)
        if isinstance(outcome, Reject) or isinstance(record, Reject):
            world.refused[record.record_id] = reject_row(outcome, seen_day=SEEN)
            continue
        row, spans = article_row(outcome, record, url_key=None, seen_day=SEEN, made_by=made_by)
        world.rows[record.record_id], world.spans[record.record_id] = row, spans
    return world


def compared(was: World, now: World) -> Comparison:
    """Compare two worlds."""
    with connect() as con:
        for side, world in (("was", was), ("now", now)):
            spans = [span for some in world.spans.values() for span in some]
            told = (("rows", world.rows.values(), STAGED_ROWS), ("spans", spans, STAGED_REMOVALS))
            for name, some, columns in (*told, ("refused", world.refused.values(), STAGED_REJECTS)):
                con.register(f"{side}_{name}", pa.Table.from_pylist(list(some), schema=arrow_schema(columns)))
        return compare(con)


def changed(world: World, change: Change, seed: int) -> World:
    """Return a world after a change."""
    other = copy.deepcopy(world)
    change(random.Random(seed), other)  # noqa: S311 - no secret
    return other


def some(rng: random.Random, world: World, share: float = CHANGED) -> list[Row]:
    """Return some of the rows."""
    return [row for row in world.rows.values() if rng.random() < share]


def strike(world: World, row: Row, lines: list[str], kind: str, rule: str) -> None:
    """Strike lines of a row."""
    kept = row["text"].split("\n")
    for line in lines:
        if len(kept) > 1:
            kept.remove(line)
            world.spans.setdefault(row["record_id"], []).append(
                {"record_id": row["record_id"], "block": 0, "start": 0, "end": len(line), "kind": kind, "rule": rule,
                 "layer": "rule", "score": None, "why": None, "text": line, "whole": True, "joint": ""}
            )  # fmt: skip
    row["text"] = "\n".join(kept)


def struck_where(asked: Callable[[int, list[str]], bool], kind: str, rule: str, share: float = 1.0) -> Change:
    """Return the change that strikes the lines of which `asked` says so."""

    def change(rng: random.Random, world: World) -> None:
        for row in some(rng, world, share):
            lines = row["text"].split("\n")
            strike(world, row, [line for n, line in enumerate(lines) if asked(n, lines)], kind, rule)

    return change


def given_back(kinds: set[str]) -> Change:
    """Return the change that strikes some kinds no more."""

    def change(rng: random.Random, world: World) -> None:
        for name, spans in world.spans.items():
            back = [span for span in spans if span["kind"] in kinds and span["text"]]
            if back and name in world.rows:
                world.rows[name]["text"] += "".join(f"\n{span['text']}" for span in back)
                world.spans[name] = [span for span in spans if span not in back]

    return change


def put_in(name: str, value: Callable[[random.Random, Row], Any], share: float = CHANGED) -> Change:
    """Return the change that sets a field."""

    def change(rng: random.Random, world: World) -> None:
        for row in some(rng, world, share):
            if row[name] not in (None, [], ""):
                row[name] = value(rng, row)

    return change


def said_otherwise(text: Callable[[str], str], share: float = CHANGED) -> Change:
    """Return the change that reads texts otherwise."""

    def change(rng: random.Random, world: World) -> None:
        for row in some(rng, world, share):
            row["text"] = text(row["text"])

    return change


def swapped(rng: random.Random, row: Row) -> dt.date:
    """Return a day with day and month changed about."""
    day = row["published_date"]
    return day.replace(day=day.month, month=day.day) if day.day <= 12 else day


def refuse(rng: random.Random, world: World) -> None:
    """Refuse some stories."""
    for row in some(rng, world, 0.15):
        name = row["record_id"]
        del world.rows[name]
        world.spans.pop(name, None)
        world.refused[name] = {
            "record_id": name, "page_key": name, "source": row["source"], "one_page": False, "seen_day": SEEN,
            "stage": "validate", "reason": "no_story", "detail": "",
        }  # fmt: skip


def take_in_menus(rng: random.Random, world: World) -> None:
    """Take in what holds no story."""
    like = next(iter(world.rows.values()))
    for name, refused in list(world.refused.items()):
        if refused["reason"] == "no_story":
            del world.refused[name]
            told = {"record_id": name, "source": refused["source"], "seen_day": SEEN, "outlet": like["outlet"]}
            world.rows[name] = dict.fromkeys(like) | told | {"text": MENU.format(n=name[:4])}


def one_name(rng: random.Random, world: World) -> None:
    """Call every outlet by one name."""
    for row in world.rows.values():
        row["outlet"] = "Kabar"


def other_rule(rng: random.Random, world: World) -> None:
    """Call the rules otherwise."""
    for spans in world.spans.values():
        for span in spans:
            span["rule"] = f"{span['rule']}-baru"


def other_score(rng: random.Random, world: World) -> None:
    """Weigh what is struck otherwise."""
    for spans in world.spans.values():
        for span in spans:
            span["score"] = rng.random()


def nothing(rng: random.Random, world: World) -> None:
    """Change nothing."""


def tails(rng: random.Random, world: World) -> None:
    """Leave the outlet's name behind titles."""
    for row in world.rows.values():
        if row["title"] and row["outlet"]:
            row["title"] = f"{row['title']} - {row['outlet']}"


def hosts(rng: random.Random, world: World) -> None:
    """Call outlets by their hosts."""
    for row in world.rows.values():
        row["outlet"] = row["outlet_domain"] or row["outlet"]


def first_alone(number: int, lines: list[str]) -> bool:
    """Return whether a line is a text's first and not its only one."""
    return number == 0 and len(lines) > 1


FURNITURE = {"related", "share", "video", "copy_protection", "follow", "copyright"}

WORSE: dict[str, Change] = {
    "a pattern strikes lines with a common word": struck_where(
        lambda n, lines: "karena" in lines[n], "related", "related.luas"
    ),
    "the lead is struck": struck_where(first_alone, "deck", "deck.pertama"),
    "the lead is struck of some pages": struck_where(first_alone, "caption", "caption.atas", 0.15),
    "the last paragraph is struck": struck_where(
        lambda n, lines: n == len(lines) - 1 > 0, "author_box", "author_box.akhir"
    ),
    "quotations are struck": struck_where(lambda n, lines: "“" in lines[n], "follow", "follow.kutipan"),
    "a paragraph in the midst is struck": struck_where(
        lambda n, lines: n == len(lines) // 2 > 0, "ad", "ad.tengah", 0.3
    ),
    "a model strikes paragraphs with figures": struck_where(
        lambda n, lines: n > 0 and sum(map(str.isdigit, lines[n])) >= 5, "related", "model"
    ),
    "furniture stays": given_back(FURNITURE),
    "copyright lines stay": given_back({"copyright"}),
    "day and month are changed about": put_in("published_date", swapped, 1.0),
    "days are not found": put_in("published_date", lambda rng, row: None),
    "days lie a year ahead": put_in("published_date", lambda rng, row: row["published_date"] + dt.timedelta(days=365)),
    "days lie months before": put_in("published_date", lambda rng, row: row["published_date"] - dt.timedelta(days=153)),
    "UTF-8 is read as Windows-1252": said_otherwise(lambda text: text.replace("“", "â€œ").replace("”", "â€\x9d")),
    "marks become boxes": said_otherwise(lambda text: text.replace("“", "\ufffd").replace("”", "\ufffd")),
    "titles are lost": put_in("title", lambda rng, row: None),
    "titles are the site's": put_in("title", lambda rng, row: f"{row['outlet']}: berita terkini"),
    "authors are desks": put_in("authors", lambda rng, row: ["Tim Redaksi"], 1.0),
    "all outlets have one name": one_name,
    "stories are refused": refuse,
}

SOME_WORSE: dict[str, Change] = {
    "menus are taken in": take_in_menus,
    "lines are doubled": said_otherwise(lambda text: text + "\n" + text.split("\n")[0]),
    "words are joined": said_otherwise(lambda text: text.replace(" di ", "di ").replace(" the ", "the ")),
    "half of a text is not read": said_otherwise(lambda text: "\n".join(text.split("\n")[: text.count("\n") // 2 + 1])),
    "paragraphs are joined": said_otherwise(lambda text: " ".join(text.split("\n"))),
    "languages are taken for others": put_in(
        "language", lambda rng, row: "ms" if row["language"] == "id" else "id", 0.2
    ),
    "titles have tails": tails,
    "outlets are called by their hosts": hosts,
    "authors are lost": put_in("authors", lambda rng, row: []),
    "outlets are lost": put_in("outlet", lambda rng, row: None),
}
"""More of them, for the ways back and for a second look."""

UNCHANGED: dict[str, Change] = {
    "nothing changes": nothing,
    "rules are called otherwise": other_rule,
    "scores differ": other_score,
}
WAYS_BACK = (
    "a pattern strikes lines with a common word", "the lead is struck of some pages", "quotations are struck",
    "furniture stays", "copyright lines stay", "day and month are changed about", "days are not found",
    "days lie a year ahead", "UTF-8 is read as Windows-1252", "marks become boxes", "titles are lost",
    "titles are the site's", "all outlets have one name", "stories are refused", "menus are taken in",
    "half of a text is not read", "outlets are called by their hosts",
)  # fmt: skip
"""Changes for the worse whose way back is one for the better."""
