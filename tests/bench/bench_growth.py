"""Growth: whole runs over ten and a hundred times as many texts. CPU per text and memory should stay as they are."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from children import Checkout
from corpora import LAST_DAY, THIRTY, Days, texts, write_export
from settings import Row, Settings

SIZES = (1_000, 10_000, 100_000)


def growth_rows(checkout: Checkout, settings: Settings) -> Iterator[Row]:
    """Yield a row for each size."""
    del settings
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name:
            raw = write_export(texts(size, Days(THIRTY), short=True), Path(name, "raw", "export.jsonl"))
            cost = checkout.clean(raw, Path(name, "clean"), as_of=LAST_DAY)
        figure = f"{cost.cpu:.1f} CPU s, {1e3 * cost.cpu / size:.2f} ms each, {cost.megabytes:,.0f} MB peak"
        yield Row(f"clean {size:,} short texts", figure, "linear, ≤ 1,000 MB")
