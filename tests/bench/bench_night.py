"""
Nights: 5,000 new records onto a store of an archive's days, most of them of the last days, or all on old ones.

Every night falls upon a copy of the same store, with every raw file of the archive still there.
"""

import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path

from children import Checkout, Cost
from corpora import LAST_DAY, NIGHT, OWN, Days, night, texts, write_export, write_exports
from settings import Row, Settings
from stores import Store, built_store, published_files, scratch, size_of

FILES = 100
"""Raw files that the archive lies in."""

ARCHIVE = Days(OWN, LAST_DAY - dt.timedelta(days=4))
"""An archive ends before the days that a night brings."""


def night_rows(checkout: Checkout, settings: Settings) -> Iterator[Row]:
    """Yield what the archive cost, then a night without news, then both kinds of night."""
    store = archive(checkout, settings)
    kind = "short texts" if settings.short else "texts"
    what = f"archive of {settings.base:,} {kind}"
    yield Row(f"{what}, first load", told(store.cost))
    with scratch(store) as copy:
        yield Row(f"{what}, no news", told(checkout.clean(copy.raw, copy.clean, as_of=LAST_DAY)))
    alone = night_alone(checkout, settings)
    recent = run_night(checkout, settings, store, old=False)
    yield Row(f"{NIGHT:,} onto it, 95 % on 3 days", figure_of(recent, alone), "≤ 12 s, ≤ 5 ×")
    old = run_night(checkout, settings, store, old=True)
    ratio = f"{figure_of(old, alone)}; {old[0].cpu / recent[0].cpu:.2f} × the other"
    yield Row(f"{NIGHT:,} onto it, on 240 old days", ratio, "≤ 1.3 ×")


def archive(checkout: Checkout, settings: Settings) -> Store:
    """Return the store that nights fall upon."""

    def fill(raw: Path) -> None:
        write_exports(texts(settings.base, ARCHIVE, short=settings.short), raw, each=settings.base // FILES)

    return built_store(checkout, settings.cache, f"archive-{settings.base}{'-short' * settings.short}", fill)


def run_night(checkout: Checkout, settings: Settings, store: Store, *, old: bool) -> tuple[Cost, int, int]:
    """Run one night on a copy and return its cost, and the files and bytes that its snapshot does not share."""
    with scratch(store) as copy:
        before = published_files(copy.clean)
        write_export(night(old=old, first=settings.base, short=settings.short), copy.raw / "night.jsonl")
        cost = checkout.clean(copy.raw, copy.clean, as_of=LAST_DAY)
        assert cost.summary["articles"] > NIGHT * 0.9, cost.said
        after = published_files(copy.clean)
        fresh = [path for inode, path in after.items() if inode not in before]
        return cost, len(fresh), size_of(fresh)


def night_alone(checkout: Checkout, settings: Settings) -> int:
    """Return the bytes that a night's records take in a store of their own."""
    with tempfile.TemporaryDirectory() as folder:
        records = night(old=False, first=settings.base, short=settings.short)
        raw = write_export(records, Path(folder, "raw", "night.jsonl"))
        checkout.clean(raw, Path(folder, "clean"), as_of=LAST_DAY)
        return size_of(published_files(Path(folder, "clean")).values())


def figure_of(run: tuple[Cost, int, int], alone: int) -> str:
    """Return a night's figure; bytes are those of the new snapshot's own files over those of the night alone."""
    cost, files, size = run
    return f"{told(cost)}; {files:,} files, {size / 1e6:.1f} MB = {size / alone:.1f} × new"


def told(cost: Cost) -> str:
    """Return a cost in words."""
    return f"{cost.cpu:.1f} CPU s, {cost.megabytes:,.0f} MB peak, {cost.written / 1e6:,.0f} MB written"
