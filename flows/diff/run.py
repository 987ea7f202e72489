"""Cleaning one raw folder twice, and comparing."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.compare import Comparison, compare
from flows.compare.gold import count_gold, read_gold
from flows.errors import SaringError, UsageError
from flows.progress import watch_nothing

if TYPE_CHECKING:
    from flows.compare.verdict import Verdict
    from flows.progress import Watch

PASS = {"*": "a comparison, which nobody reads"}
"""No guard asks: nothing stands in the stores of a comparison."""

ENDS_WELL = (0, 3)
"""Exit codes of a version that published."""


class OtherVersionError(SaringError):
    """The other version could not clean the raw folder; the message holds what it said."""


@dataclass(frozen=True, slots=True)
class Side:
    """
    One of two ways to clean.

    Attributes:
        knowledge: The user's folder of rules, outlets and words; None is the packaged knowledge alone.

        against: Another version: the Python of an environment that it is installed in, or the folder of a checkout.
            None is this one.
    """

    knowledge: Path | None = None
    against: Path | None = None


@dataclass(frozen=True, slots=True)
class Diff:
    """
    What differs between two ways to clean one raw folder.

    Attributes:
        records: Records that either side met.

        comparison: What differs, by cause, and the verdict.

        gold: By field, labelled pages that became better or worse; empty without labels.

        faults: What `saring rules lint` has against rules of the second side that it has not against the first's.
    """

    records: int
    comparison: Comparison
    gold: dict[str, dict[str, int]] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """What the rows say; `bad` whatever they say where rules may not stand in the book: what they strike recurs."""
        return "bad" if self.faults else self.comparison.verdict

    def said(self) -> dict[str, Any]:
        """Return the diff as JSON holds it: ids and counts, no text of a page."""
        told = {"gold": self.gold, "faults": list(self.faults), "verdict": self.verdict}
        return {"records": self.records} | self.comparison.said() | told


def diff(
    raw: Path,
    old: Side,
    new: Side,
    *,
    as_of: dt.date,
    workers: int,
    gold: Path | None = None,
    watch: Watch = watch_nothing,
) -> Diff:
    """
    Clean a raw folder both ways and compare, record by record.

    Args:
        raw: The raw folder, or a part of it: the more outlets and days, the surer the verdict.

        old: How it was.

        new: How it would be.

        as_of: Day that bounds dates on either side.

        workers: Processes that clean pages.

        gold: Labelled pages: a JSON object a line, with `source` and any of `body`, `title`, `date`, `authors`.

        watch: Hears how far it is.

    Raises:
        UsageError: A side cannot be what it is said to be.

        SaringError: The raw folder holds nothing, or a side could not clean it.
    """
    from flows.compare.stores import open_store
    from flows.corpus.database import connect

    labels = read_gold(gold) if gold else {}
    with tempfile.TemporaryDirectory(prefix="saring-diff-") as folder:
        stores = [Path(folder, name) for name in ("was", "now")]
        for side, store in zip((old, new), stores, strict=True):
            clean_side(raw, store, side, as_of, workers, watch)
        watch(say="comparing")
        with connect(Path(folder, "spill")) as con:
            for name, store in zip(("was", "now"), stores, strict=True):
                open_store(con, name, store)
            comparison = compare(con)
            counts = gold_effect(con, labels) if labels else {}
            ((records,),) = con.execute(
                "SELECT count(*) FROM (SELECT record_id FROM was_index UNION SELECT record_id FROM now_index)"
            ).fetchall()
    return Diff(records, comparison, counts, new_faults(old, new))


def new_faults(old: Side, new: Side) -> tuple[str, ...]:
    """Return what is wrong with the second side's rules and not with the first's; another version checks its own."""
    from transforms.knowledge import load_knowledge
    from transforms.rulebook import check_book

    if new.against is not None or new.knowledge in (None, old.knowledge):
        return ()
    # The packaged book is sound, which the tests hold; to check it again takes three seconds.
    before = set(check_book(load_knowledge(old.knowledge).book)) if old.knowledge else set()
    return tuple(fault for fault in check_book(load_knowledge(new.knowledge).book) if fault not in before)


def gold_effect(con: Any, labels: dict[str, dict[str, Any]]) -> dict[str, dict[str, int]]:  # noqa: ANN401 - DuckDB's
    """Count what becomes of the labelled pages."""
    from flows.compare.both import fetch

    rows = con.execute("SELECT record_id, source FROM was_rows UNION SELECT record_id, source FROM now_rows").fetchall()
    return count_gold(labels, fetch(con, [(name, source) for name, source in rows if source in labels]))


def clean_side(raw: Path, store: Path, side: Side, as_of: dt.date, workers: int, watch: Watch) -> None:
    """Clean a raw folder one way into a store of its own."""
    from flows.engine import clean_folder
    from flows.order import order_of

    if side.against is not None:
        clean_elsewhere(raw, store, side, as_of, workers)
        return
    order = order_of(raw, store, as_of=as_of, workers=workers, accepted=PASS, knowledge=side.knowledge)
    clean_folder(order, watch=watch)


def clean_elsewhere(raw: Path, store: Path, side: Side, as_of: dt.date, workers: int) -> None:
    """Clean a raw folder with another version, in a process of its own."""
    python, path = interpreter_of(side.against)
    options = ["--as-of", str(as_of), "--workers", str(workers), "--accept", "*=comparison", "--json"]
    if side.knowledge:
        options += ["--knowledge", str(side.knowledge.absolute())]
    command = [python, "-m", "flows.cli", "clean", str(raw.absolute()), str(store.absolute()), *options]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | path
    store.mkdir(parents=True)
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=store.parent, env=environment)  # noqa: S603 - the operator's own
    if done.returncode not in ENDS_WELL:
        raise OtherVersionError(f"{side.against}: {told(done.stdout) or done.stderr.strip()[-500:]}")


def told(output: str) -> str:
    """Return the error that a version told a script."""
    try:
        return str(json.loads(output)["error"])
    except (ValueError, KeyError, TypeError):
        return ""


def interpreter_of(against: Path | None) -> tuple[str, dict[str, str]]:
    """
    Return the Python of another version, and what to set in its environment.

    Raises:
        UsageError: It is neither a Python nor the folder of a checkout.
    """
    if against is not None and against.is_file():
        return str(against.absolute()), {}
    if against is not None and (against / "flows" / "cli").is_dir():
        return sys.executable, {"PYTHONPATH": str(against.absolute())}
    raise UsageError(f"--against {against}: neither a Python nor a folder with a checkout of Saring")
