"""What became of a run's records."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RunSummary:
    """
    The counts of one run. `records_in` is the sum of articles, duplicates, rejects and skipped.

    Attributes:
        snapshot: Number of the snapshot that was published; None when there was nothing new.

        records_in: Input records of the run.

        articles: Records that became canonical articles.

        duplicates: Records that became duplicates.

        rejects: Records that were refused.

        skipped: Records that were there already, unchanged.

        replaced: How many of the articles, duplicates and rejects took the place of an older version.

        struck: Removals by kind, most first; a page's chrome counts once.

        verdicts: The duplicates by verdict.

        refused: The rejects by reason.

        corpus: Rows of each dataset after the run.

        unread: Files of the raw folder that no reader knows, by suffix.
    """

    snapshot: int | None
    records_in: int
    articles: int = 0
    duplicates: int = 0
    rejects: int = 0
    skipped: int = 0
    replaced: int = 0
    struck: dict[str, int] = field(default_factory=dict)
    verdicts: dict[str, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    corpus: dict[str, int] = field(default_factory=dict)
    unread: dict[str, int] = field(default_factory=dict)
