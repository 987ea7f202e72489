"""
Backfills of one outlet of forty, whose 400 days came in night by night: what they read, clean and write.

Each falls upon a copy of one store, cleaned anew by a folder of knowledge that strikes one line more.
"""

import datetime as dt
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from children import Checkout, Cost
from corpora import LAST_DAY, record_of
from settings import Row, Settings
from stores import Store, built_store, published_files, scratch, size_of

OUTLETS, DAYS = 40, 400
RULE = """
[[rule]]
id = "bayu"
languages = ["id"]
scope = "line"
why = "A line of a made-up name, so that rows change."
literals = ["Bayu"]
pattern = '''[^\\n]{0,400}Bayu[^\\n]{0,400}'''
strips = ["Bayu pulang."]
spares = ["Warga pulang.", "Air surut."]
"""


def backfill_rows(checkout: Checkout, settings: Settings) -> Iterator[Row]:
    """Yield what the store cost, then a backfill of an outlet, one of its months, and a dry run."""
    store = built_store(checkout, settings.cache, f"outlets-{OUTLETS}-{DAYS}", fill)
    yield Row(f"{OUTLETS} outlets × {DAYS} days, first load", f"{store.cost.cpu:.1f} CPU s")
    name = "media-07.id"
    yield measured(checkout, store, "one outlet", "--outlet", name)
    month = ("--from", LAST_DAY.replace(day=1) - dt.timedelta(days=31), "--to", LAST_DAY.replace(day=1))
    yield measured(checkout, store, "one outlet, one month", "--outlet", name, *month)
    yield measured(checkout, store, "one outlet, dry run", "--outlet", name, "--dry-run")


def fill(raw: Path) -> None:
    """Write an export of two stories for each outlet and day."""
    number = 0
    for outlet in range(OUTLETS):
        for back in range(DAYS):
            day = LAST_DAY - dt.timedelta(days=back + 1)
            records = []
            for _ in range(2):
                number += 1
                record = record_of(number, day, short=True)
                host = f"https://media-{outlet:02d}.id/{day}/{number}"
                records.append(json.dumps(record | {"url": host, "outlet": f"Media {outlet:02d}"}))
            path = raw / f"media-{outlet:02d}" / f"{day}.jsonl"
            path.parent.mkdir(exist_ok=True)
            path.write_text("\n".join(records) + "\n", encoding="utf-8")


def measured(checkout: Checkout, store: Store, what: str, *options: object) -> Row:
    """Run a backfill on a copy of the store."""
    with scratch(store) as copy, tempfile.TemporaryDirectory() as folder:
        rules = Path(folder, "rules")
        rules.mkdir()
        (rules / "related.toml").write_text(RULE, encoding="utf-8")
        told = copy.clean / ".saring" / "feeds.json"
        told.write_text(json.dumps({"main": str(copy.raw)}), encoding="utf-8")
        before = published_files(copy.clean)
        cost = run(checkout, copy, folder, *options)
        fresh = [path for inode, path in published_files(copy.clean).items() if inode not in before]
        said = cost.summary
        share = said["articles"] / (2 * OUTLETS * DAYS)
        figure = (
            f"{cost.cpu:.1f} CPU s ({cost.cpu / store.cost.cpu:.1%} of the first load's, {share:.1%} of its records), "
            f"{said['articles']:,} cleaned, {size_of(fresh):,} bytes of {size_of(before.values()):,} written anew, "
            f"{cost.written:,} in all, said {said['peak_bytes']:,} at the peak, {cost.megabytes:,.0f} MB"
        )
        return Row(what, figure, "in proportion; at most the bytes of its months")


def run(checkout: Checkout, store: Store, knowledge: str, *options: object) -> Cost:
    """Run a backfill from the command line."""
    asked = ["--reason", "bench", "--knowledge", knowledge, "--workers", 1, "--as-of", LAST_DAY, "--json", *options]
    return checkout.saring("backfill", store.raw, store.clean, "--accept", "*=bench", *asked)
