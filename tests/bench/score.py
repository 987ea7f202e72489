"""
The gold scoreboard: clean every labelled set, score it, print figures against the committed ones.

    python tests/bench/score.py ../shared            # compare
    python tests/bench/score.py ../shared --commit   # and write tests/bench/figures.json
    python tests/bench/score.py ../shared --withheld # compare, the registry's rows for hosts of each set withheld

Gold lies outside the project (it is third-party text), and the scorer with it; without them there is nothing to do.
`own_pages` are pages of our own writing in the structures of outlets that gold does not hold.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

FIGURES = Path(__file__).with_name("figures.json")
HOUSE = Path(__file__).parents[2]
AS_OF = "2026-11-20"
SETS = {
    "seeds": ("text", "meta"),
    "text_dev": ("text", "kinds", "meta"),
    "composite_dev": ("text", "kinds", "meta"),
    "wild_dev_1": ("text", "kinds", "meta"),
    "wild_dev_2": ("text", "kinds", "meta"),
    "wild_dev_3": ("text", "kinds", "meta"),
    "struct_dev": ("text", "kinds", "meta"),
    "html_id_dev": ("html",),
    "html_news_dev": ("html",),
    "html_web_dev": ("html",),
    "pairs_dev": ("pairs",),
    "own_pages": ("text", "kinds"),
}
OWN = {"own_pages": Path(__file__).parents[1] / "golden" / "labelled" / "pages.jsonl"}
WANTED = (
    "removal_f1 body_kept documents_perfect kind_agreement "
    "f1 precision recall title_right date_right date_wrong authors_right"
).split()


def score(shared: Path, name: str, kinds: tuple[str, ...], *, withheld: bool = False) -> dict[str, float]:
    """Clean one set and return its figures, named `set.figure`."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        gold, out = shared / "gold" / name, str(Path(folder, "out"))
        if name in OWN:
            gold = lay_out(OWN[name], Path(folder, "gold"))
        saring = [sys.executable, "-m", "flows.cli", "clean", str(gold / "input"), out, "--as-of", AS_OF, "--json"]
        rooms = withhold(gold, Path(folder, "rooms")) if withheld else None
        environment = os.environ | ({"PYTHONPATH": str(rooms)} if rooms else {})
        subprocess.run(saring, check=True, stdout=subprocess.DEVNULL, cwd=rooms, env=environment)
        for kind in kinds:
            command = [sys.executable, str(shared / "score" / "score.py"), kind, out, str(gold), "--json"]
            answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            figures |= {f"{name}.{key}": round(answer[key], 4) for key in WANTED if key in answer}
            if kind == "meta":
                for field, counts in answer.items():
                    figures |= {f"{name}.{field}.{k}": counts[k] for k in ("precision", "recall")}
    return figures


def withhold(gold: Path, rooms: Path) -> Path:
    """Copy the packages without the registry's rows for hosts of a labelled set; return where they lie."""
    labels = map(json.loads, (gold / "gold.jsonl").read_text(encoding="utf-8").splitlines())
    hosts = {urlsplit(doc["url"]).hostname or "" for doc in labels if doc.get("url")}
    for room in ("transforms", "flows"):
        shutil.copytree(HOUSE / room, rooms / room, ignore=shutil.ignore_patterns("__pycache__"))
    registry = rooms / "transforms" / "lexicon" / "outlets.toml"
    head, rows = registry.read_text(encoding="utf-8").split("[hosts]\n", 1)
    rows, rest = rows.split("\n[", 1)
    kept = [row for row in rows.split("\n") if not any(serves(row, host) for host in hosts)]
    registry.write_text(f"{head}[hosts]\n" + "\n".join(kept) + f"\n[{rest}", encoding="utf-8")
    return rooms


def serves(row: str, host: str) -> bool:
    """Return whether a row of the registry names a host or the domain that it lies under."""
    listed = re.findall(r'"([^"/]+)[^"]*"', row.partition("=")[2])
    return any(host == domain or host.endswith(f".{domain}") for domain in listed)


def lay_out(pages: Path, folder: Path) -> Path:
    """Lay out labelled pages as the gold sets are: labels, and the input that a cleaner gets to see."""
    (folder / "input").mkdir(parents=True)
    docs = [json.loads(line) for line in pages.read_text(encoding="utf-8").splitlines()]
    shown = ({key: doc[key] for key in ("id", "url", "text")} for doc in docs)
    (folder / "input" / "docs.jsonl").write_text("".join(json.dumps(doc) + "\n" for doc in shown), encoding="utf-8")
    labels = (json.dumps({**doc, "source": f"docs.jsonl#{n}"}) + "\n" for n, doc in enumerate(docs))
    (folder / "gold.jsonl").write_text("".join(labels), encoding="utf-8")
    return folder


def main() -> None:
    """Print every figure beside the committed one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--sets", nargs="*", default=sorted(SETS))
    parser.add_argument("--commit", action="store_true")
    parser.add_argument("--withheld", action="store_true", help="without the registry's rows for hosts of each set")
    options = parser.parse_args()
    if not (options.shared / "gold").is_dir():
        print(f"no gold under {options.shared}: nothing to score")
        return
    before = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    now: dict[str, float] = {}
    for name in options.sets:
        for key, value in score(options.shared, name, SETS[name], withheld=options.withheld).items():
            now[key] = value
            change = value - before[key] if key in before else None
            print(
                f"{key:44} {value:.4f}  {'new' if change is None else f'{change:+.4f}' if change else '='}", flush=True
            )
    if options.commit and not options.withheld:
        FIGURES.write_text(json.dumps(before | now, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
