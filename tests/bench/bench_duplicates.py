"""Finding copies among texts by chance with planted ones: what sketches and what comes after them cost, and growth."""

import json
from collections.abc import Iterator

from children import HOUSE, Checkout
from settings import Row, Settings

COUNTS = (10_000, 100_000)
PLANTED = HOUSE / "tests" / "bench" / "planted.py"
PLANTED_NIGHTS = PLANTED.with_name("planted_nights.py")


def duplicates_rows(checkout: Checkout, settings: Settings) -> Iterator[Row]:
    """
    Yield a row for sketches, and one for each number of texts; a million too where `--only` says `copies`.

    With `--only nights` nights beside so many texts that stand.
    """
    if "nights" in settings.only:
        yield from nights_rows(checkout, settings)
        return
    sizes = (*COUNTS, settings.million) if "copies" in settings.only else COUNTS
    each = []
    for count in sizes:
        told = json.loads(checkout.python(PLANTED, count).said)
        if not each:
            yield Row("sketch of 2 kB, compiled", f"{told['sketched']:,} a CPU s", "≥ 40,000")
            yield Row("sketch of 2 kB, plain", f"{told['sketched_plain']:,} a CPU s", "≥ 10,000")
        spent = told["looking"] + told["judging"]
        each.append(spent / count)
        yield Row(
            f"copies among {count:,} texts",
            f"{told['looking']} + {told['judging']} CPU s to look and judge, {told['megabytes']} MB, "
            f"P {told['precision']} R {told['recall']}, {each[-1] / each[0]:.2f} of the first a text",
            "≤ 60 CPU s and 1 GB for 1,000,000, P and R ≥ .98, growth ≤ 1.15",
        )


def nights_rows(checkout: Checkout, settings: Settings) -> Iterator[Row]:
    """Yield a row for nights of 10,000 texts beside each number of texts that stand."""
    for count in (COUNTS[-1], settings.million):  # the first texts of a store are made by 20,000
        told = json.loads(checkout.python(PLANTED_NIGHTS, count).said)
        last = [night for name, night in told.items() if name.startswith("night")][-1]
        yield Row(
            f"10,000 texts beside {count:,}",
            f"{last['looking and judging']} + {last['writing']} CPU s to find and to write, {last['megabytes']} MB, "
            f"P {last['precision']} R {last['recall']}; {told['on disk']}, written in {told['writing']} CPU s",
            "≤ 3 CPU s, ≤ 1.5 times from 1,000,000 to 4,000,000",
        )
