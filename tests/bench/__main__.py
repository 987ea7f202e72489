"""
What is timed, from outside: whole processes, in CPU seconds of all of them, start-up taken off by a small run.

    python -m tests.bench [startup texts cleaning html memory night nonews firstload readers growth duplicates backfill
        alarms] [--against DIR] [--shared ../shared] [--cache DIR] [--stale] [--small 500] [--large 17000] [--rounds 1]
        [--only WORDS] [--base 100000] [--short] [--million 1000000] [--clean CLEAN]

`--against` is another checkout of the project (`git worktree add ../landed REV`), measured in turn with this one, row
by row. Stores that take long to build are kept in the cache folder, one for each state of the code; `--stale` takes
what an older state built. Figures depend on the machine and on what else it does: the load average stands beside
them. Without names: startup texts html.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent)]  # run as a module or as a folder

from bench_alarms import alarms_rows  # noqa: E402 - the path comes first
from bench_backfill import backfill_rows  # noqa: E402
from bench_cleaning import cleaning_rows  # noqa: E402
from bench_duplicates import duplicates_rows  # noqa: E402
from bench_growth import growth_rows  # noqa: E402
from bench_html import html_rows  # noqa: E402
from bench_memory import memory_rows  # noqa: E402
from bench_million import firstload_rows, nonews_rows  # noqa: E402
from bench_night import night_rows  # noqa: E402
from bench_readers import readers_rows  # noqa: E402
from bench_startup import startup_rows  # noqa: E402
from bench_texts import texts_rows  # noqa: E402
from children import HOUSE, Checkout  # noqa: E402
from settings import Row, Settings  # noqa: E402
from stores import CACHE  # noqa: E402

SECTIONS = {
    "startup": startup_rows,
    "texts": texts_rows,
    "cleaning": cleaning_rows,
    "html": html_rows,
    "memory": memory_rows,
    "night": night_rows,
    "nonews": nonews_rows,
    "firstload": firstload_rows,
    "readers": readers_rows,
    "growth": growth_rows,
    "alarms": alarms_rows,
    "duplicates": duplicates_rows,
    "backfill": backfill_rows,
}
QUICK = ("startup", "texts", "html")


def main() -> None:
    """Print every figure as soon as it is known."""
    options = read_options()
    checkouts = [Checkout(path.resolve(), options.stale) for path in (HOUSE, *options.against)]
    settings = settings_of(options)
    for section in options.sections or QUICK:
        print("\n".join([f"\n{section}", *(f"  {n}: {c.name()}" for n, c in enumerate(checkouts, 1))]), flush=True)
        for rows in zip_longest(*(SECTIONS[section](checkout, settings) for checkout in checkouts)):
            print("\n".join(lines_of(rows)), flush=True)


def lines_of(rows: tuple[Row | None, ...]) -> Iterator[str]:
    """Return one row of every checkout: what it is, then each figure, then what it should be and the load."""
    first = next(row for row in rows if row)
    yield f"{first.what}  [{first.target or 'no target'}; load {os.getloadavg()[0]:.1f}]"
    for number, row in enumerate(rows, 1):
        if row:
            yield f"  {number}  {row.figure}"


def read_options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sections", nargs="*", metavar="section", help=" ".join(SECTIONS))
    parser.add_argument("--against", type=Path, action="append", default=[])
    parser.add_argument("--shared", type=Path, default=Path("..", "shared"))
    parser.add_argument("--cache", type=Path, default=CACHE)
    parser.add_argument("--stale", action="store_true")
    parser.add_argument("--small", type=int, default=500)
    parser.add_argument("--large", type=int, default=17_000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--base", type=int, default=100_000)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--million", type=int, default=1_000_000)
    parser.add_argument("--clean", type=Path)
    options = parser.parse_args()
    if unknown := set(options.sections) - set(SECTIONS):
        parser.error(f"no section {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    return options


def settings_of(options: argparse.Namespace) -> Settings:
    """Return what every section is given."""
    return Settings(
        shared=options.shared.resolve(),
        cache=options.cache.resolve(),
        small=options.small,
        large=options.large,
        rounds=options.rounds,
        only=options.only,
        base=options.base,
        short=options.short,
        million=options.million,
        clean=options.clean and options.clean.resolve(),
    )


if __name__ == "__main__":
    main()
