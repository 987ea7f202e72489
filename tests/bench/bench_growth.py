"""Growth: whole runs over more and more documents. Time per document and memory should stay as they are."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from children import cost_of_saring
from corpora import documents, write_export

AS_OF = "2026-11-20"
SIZES = (1_000, 10_000, 17_000)


def growth_rows(shared: Path, sizes: tuple[int, ...] = SIZES) -> Iterator[tuple[str, str, str]]:
    """Yield (what, figure, target)."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_export(documents(shared, size), folder / "raw" / "export.jsonl")
            cost = cost_of_saring("clean", folder / "raw", folder / "clean", "--as-of", AS_OF, "--json")
        figure = f"{cost.seconds:.1f} s, {1e3 * cost.cpu / size:.2f} ms CPU/doc, {cost.megabytes:,.0f} MB peak"
        yield f"saring clean, {size:,} documents", figure, "linear, ≤ 1,000 MB"
