"""
What is timed: start-up, text documents per second, HTML pages against trafilatura, where their time goes, growth.

    python -m tests.bench [startup text html profile growth] [--shared ../shared]
        [--documents 2000] [--sizes 1000 10000 17000]

Figures depend on the machine and on what else it does: the load average stands beside them.
"""

import argparse
import os
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]  # run as a module or as a folder

from bench_growth import SIZES, growth_rows  # noqa: E402 - the path comes first
from bench_html import html_rows  # noqa: E402
from bench_profile import profile_rows  # noqa: E402
from bench_startup import startup_rows  # noqa: E402
from bench_text import DOCUMENTS, text_rows  # noqa: E402

SECTIONS = ("startup", "text", "html", "profile", "growth")


def main() -> None:
    """Print every figure as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sections", nargs="*", metavar="section", help=" ".join(SECTIONS))
    parser.add_argument("--shared", type=Path, default=Path("..", "shared"))
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options = parser.parse_args()
    if unknown := set(options.sections) - set(SECTIONS):
        parser.error(f"no section {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    work = {
        "startup": startup_rows,
        "text": lambda: text_rows(options.shared, options.documents),
        "html": lambda: html_rows(options.shared),
        "profile": lambda: profile_rows(options.shared, options.documents),
        "growth": lambda: growth_rows(options.shared, tuple(options.sizes)),
    }
    print(f"{'what':36} {'figure':44} {'target':20} load")
    for section in options.sections or SECTIONS:
        for what, figure, target in work[section]():
            print(f"{what:36} {figure:44} {target:20} {os.getloadavg()[0]:.1f}", flush=True)


if __name__ == "__main__":
    main()
