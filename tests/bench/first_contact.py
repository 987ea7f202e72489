"""
First contact with a labelled set that nobody has opened: the honest figure.

    python tests/bench/first_contact.py ../shared wild_dev_1

Rules, data and weights are committed first, without the set; the figures that the committed tree gives are written to
`tests/bench/first_contact/SET.json` with the hash of the commit, and committed before the set is opened. A checkout of
that commit gives them again.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from line_samples import TRAINED_ON

CONTACTS = Path(__file__).with_name("first_contact")
AS_OF = "2026-11-20"
SCORES = ("text", "kinds", "meta")
PAGES = ("html",)
"""What is asked of a set of saved pages, whose names begin so."""


def committed():
    """Return the hash of the commit, once nothing of the tree differs from it."""
    changed = subprocess.run(["git", "status", "--porcelain"], check=True, capture_output=True, text=True).stdout
    if changed:
        sys.exit(f"commit first; these differ:\n{changed}")
    return subprocess.run(["git", "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()


def contact(shared, name):
    """Return what the three scorers say of one set."""
    with tempfile.TemporaryDirectory() as folder:
        gold, out = shared / "gold" / name, str(Path(folder, "out"))
        clean = [sys.executable, "-m", "flows.cli", "clean", str(gold / "input"), out, "--as-of", AS_OF, "--json"]
        subprocess.run(clean, check=True, stdout=subprocess.DEVNULL)
        kinds = PAGES if name.startswith(PAGES) else SCORES
        scorer = [sys.executable, str(shared / "score" / "score.py")]
        return {kind: json.loads(subprocess.check_output([*scorer, kind, out, gold, "--json"])) for kind in kinds}


def main():
    """Score and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("set")
    options = parser.parse_args()
    if options.set in TRAINED_ON:
        sys.exit(f"the weights have seen {options.set}: this would be no first contact")
    figures = {"commit": committed(), "trained_on": list(TRAINED_ON), **contact(options.shared, options.set)}
    path = CONTACTS / f"{options.set}.json"
    if path.exists():
        sys.exit(f"{path} stands: a first contact is one")
    path.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    shown = ("removal_f1", "body_kept", "documents_perfect", "f1", "title_right", "date_right")
    print(
        json.dumps(
            {
                key: value
                for scores in figures.values()
                if isinstance(scores, dict)
                for key, value in scores.items()
                if key in shown
            }
        )
    )


if __name__ == "__main__":
    main()
