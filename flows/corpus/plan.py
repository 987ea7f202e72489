"""What a run knows of itself, and what became of its records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from flows.retention import Retention
from transforms.schema import MadeBy

if TYPE_CHECKING:
    import duckdb

    from flows.store import Draft
    from transforms.duplicates.passages import Lines, Names

NOBODY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Preference:
    """
    What an operator decided of one page.

    Attributes:
        id: The page.

        record_id: The delivery whose text shall stand; None takes an earlier decision back.

        reason: Why.

        freshest: When the newest crawl that was known then was fetched: a later full text ends the preference.
    """

    id: str
    record_id: str | None
    reason: str
    freshest: dt.datetime


@dataclass(frozen=True, slots=True)
class RunPlan:
    """
    What a run hands to publishing.

    Attributes:
        as_of: Day on which new records come in.

        stamp: What its records were cleaned by, in 16 hex digits.

        made_by: The same in parts, for the manifest.

        started_at: When it began.

        skipped: Records that were there already and were passed over.

        redelivered: Records that came in twice in this run.

        waiting: Records that are still being written.

        forgotten: Records that were not cleaned because they meet a tombstone.

        vanished: Raw files that are gone.

        accepted: Outlets that may pass their guards in this run, with reasons.

        arrivals: A clean folder whose arrivals count instead of this run's, or a Parquet file of them.

        preference: What an operator decided of one page, whose crawls are worked out anew.

        retention: How long old snapshots and changes stay; None is as the store was told last.

        tell: Asked once all is worked out and before a row is written, with the run's database and the draft: what
            else the manifest holds of the run. Ids and counts, never text.

        scheduled: A night of the schedule, which teaches the alarms what is usual.

        bounds: A TOML file whose bounds overrule the packaged ones.

        references: Reference corpora that pages are compared with from now on; None is as the store remembers them,
            without a look whether their files changed.

        passages: All standing passages by house, each with the pages that show it, where they were learned anew; None
            where nobody looked for any.

        resketched: Ids of the pages that hold one which is new, or is none any more.

        rebuild: All pages are sketched anew and joined by their words, also where the store never did that.
    """

    as_of: dt.date
    stamp: str
    made_by: MadeBy
    started_at: dt.datetime
    skipped: int = 0
    redelivered: int = 0
    waiting: int = 0
    forgotten: int = 0
    vanished: int = 0
    accepted: Mapping[str, str] = field(default_factory=lambda: NOBODY)
    arrivals: Path | None = None
    preference: Preference | None = None
    retention: Retention | None = None
    tell: Callable[[duckdb.DuckDBPyConnection, Draft], Mapping[str, object]] | None = None
    scheduled: bool = False
    bounds: Path | None = None
    rebuild: bool = False
    references: tuple[Path, ...] | None = None
    passages: Mapping[str, Mapping[Lines, Names]] | None = None
    resketched: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RunSummary:
    """
    The counts of one run. `records_in` is the sum of articles to skipped.

    Attributes:
        snapshot: Number of the snapshot that was published; None when there was nothing new.

        records_in: Input records of the run.

        articles: Records that became canonical articles.

        duplicates: Records that became duplicates.

        rejects: Records that were refused.

        refetched: Crawls that say what an earlier one said.

        superseded: Older states of a page beyond those that are kept.

        redelivered: Records that came in twice in this run.

        held: Records that wait because their outlet is held back.

        waiting: Records that are still being written.

        forgotten: Records that meet a tombstone (`saring forget`).

        skipped: Records that were there already, unchanged.

        replaced: Pages whose row took the place of another.

        vanished: Raw files that are gone; what they held stays.

        healed: Rejects that left, because their place was read well or is gone.

        taken_down: Pages that stood, and left because they are forgotten.

        withdrawn: Ids of pages that the paper took back.

        struck: Removals by kind, most first; a page's chrome counts once.

        conflicts: Articles and duplicates by the fields of which their witnesses disagree, most first.

        verdicts: The duplicates by verdict.

        refused: The rejects by reason.

        held_outlets: Outlets that are held back, with the reason.

        flagged: Outlets whose night is unlike their others and was published, with what was found.

        largest: Pages of the largest stories of several that grew, by what the story is called.

        misses: Pairs of pages that are nearly one story and stand apart, with the share of words that both have.

        referred: Pages that were found to copy or hold a text of a reference corpus.

        apart: The store is of an earlier version, and joins no pages by nearly equal words yet.

        corpus: Rows of each dataset after the run.

        unread: Files of the raw folder that no reader knows, by suffix.

        useless: Files of many records of which not one could be read.

        renewed: Files that were written anew because they were of an older schema.

        resumed: Records that a stopped run had cleaned; they count as what they ended as.
    """

    snapshot: int | None
    records_in: int
    articles: int = 0
    duplicates: int = 0
    rejects: int = 0
    refetched: int = 0
    superseded: int = 0
    redelivered: int = 0
    held: int = 0
    waiting: int = 0
    forgotten: int = 0
    skipped: int = 0
    replaced: int = 0
    vanished: int = 0
    healed: int = 0
    taken_down: int = 0
    withdrawn: tuple[str, ...] = ()
    struck: dict[str, int] = field(default_factory=dict)
    conflicts: dict[str, int] = field(default_factory=dict)
    verdicts: dict[str, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    held_outlets: dict[str, str] = field(default_factory=dict)
    flagged: dict[str, str] = field(default_factory=dict)
    largest: dict[str, int] = field(default_factory=dict)
    misses: tuple[tuple[str, str, float], ...] = ()
    referred: int = 0
    apart: bool = False
    corpus: dict[str, int] = field(default_factory=dict)
    unread: dict[str, int] = field(default_factory=dict)
    useless: tuple[str, ...] = ()
    renewed: int = 0
    resumed: int = 0


def what_makes_rows(folder: Path | None, *, model: bool) -> tuple[MadeBy, str]:
    """Return what rows will say they were made by, and the stamp. Rules are not loaded: workers name them."""
    from transforms.knowledge import code_digest, knowledge_digest, library_versions, stamp_of

    knowledge, code = knowledge_digest(folder, model=model), code_digest()
    return MadeBy("", knowledge, code), stamp_of(knowledge, code, library_versions())
