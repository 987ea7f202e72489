"""
The gold scoreboard: clean every gold set, score it, print figures against the committed ones.

    python tests/bench/score.py ../shared            # compare
    python tests/bench/score.py ../shared --commit   # and write tests/bench/figures.json

Gold lies outside the project (it is third-party text); without it there is nothing to do.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

FIGURES = Path(__file__).with_name("figures.json")
AS_OF = "2026-11-20"
SETS = {
    "seeds": ("text", "meta"),
    "text_dev": ("text", "kinds", "meta"),
    "composite_dev": ("text", "kinds", "meta"),
    "html_id_dev": ("html",),
    "html_news_dev": ("html",),
    "html_web_dev": ("html",),
    "pairs_dev": ("pairs",),
}
WANTED = (
    "removal_f1 body_kept documents_perfect kind_agreement "
    "f1 precision recall title_right date_right date_wrong authors_right"
).split()


def score(shared: Path, name: str, kinds: tuple[str, ...]) -> dict[str, float]:
    """Clean one set and return its figures, named `set.figure`."""
    gold = shared / "gold" / name
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as out:
        saring = [sys.executable, "-m", "flows.cli", "clean", str(gold / "input"), out, "--as-of", AS_OF, "--json"]
        subprocess.run(saring, check=True, stdout=subprocess.DEVNULL)
        for kind in kinds:
            command = [sys.executable, str(shared / "score" / "score.py"), kind, out, str(gold), "--json"]
            answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            figures |= {f"{name}.{key}": round(answer[key], 4) for key in WANTED if key in answer}
            if kind == "meta":
                for field, counts in answer.items():
                    figures |= {f"{name}.{field}.{k}": counts[k] for k in ("precision", "recall")}
    return figures


def main() -> None:
    """Print every figure beside the committed one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--sets", nargs="*", default=sorted(SETS))
    parser.add_argument("--commit", action="store_true")
    options = parser.parse_args()
    if not (options.shared / "gold").is_dir():
        print(f"no gold under {options.shared}: nothing to score")
        return
    before = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    now: dict[str, float] = {}
    for name in options.sets:
        for key, value in score(options.shared, name, SETS[name]).items():
            now[key] = value
            change = value - before[key] if key in before else None
            print(
                f"{key:44} {value:.4f}  {'new' if change is None else f'{change:+.4f}' if change else '='}", flush=True
            )
    if options.commit:
        FIGURES.write_text(json.dumps(before | now, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
