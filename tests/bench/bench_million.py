"""A first load of a million short undated texts in 1,000 files, and the night after it without news."""

from collections.abc import Iterator
from pathlib import Path

from children import Checkout
from corpora import LAST_DAY, Days, texts, write_exports
from settings import Row, Settings
from stores import Store, built_store, scratch

FILES = 1_000


def firstload_rows(checkout: Checkout, settings: Settings) -> Iterator[Row]:
    """Yield what the load took when the store was built; remove it from the cache to measure again."""
    cost, count = million(checkout, settings).cost, settings.million
    figure = (
        f"{cost.seconds:,.0f} s, {cost.cpu:,.0f} CPU s ({count / cost.cpu:,.0f} a CPU s), {cost.megabytes:,.0f} MB peak"
    )
    yield Row(f"first load of {count:,} undated short texts", figure, "≤ 1,000 MB")


def nonews_rows(checkout: Checkout, settings: Settings) -> Iterator[Row]:
    """Yield what a run over raw files costs that have not changed."""
    store = million(checkout, settings)
    with scratch(store) as copy:
        cost = checkout.clean(copy.raw, copy.clean, as_of=LAST_DAY)
    assert cost.summary["snapshot"] is None, cost.said
    each = 1e6 * cost.cpu / settings.million
    figure = f"{cost.cpu:.1f} CPU s ({each:.1f} µs a record), {cost.megabytes:,.0f} MB peak"
    yield Row(f"no news, {settings.million:,} in {FILES:,} files", figure, "≤ 3 s")


def million(checkout: Checkout, settings: Settings) -> Store:
    """Return the store of undated short texts; short ones build in a fifth of the time."""

    def fill(raw: Path) -> None:
        write_exports(texts(settings.million, Days(0), short=True), raw, each=settings.million // FILES)

    return built_store(checkout, settings.cache, f"undated-{settings.million}", fill)
