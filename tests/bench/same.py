"""
What a rebuild must not change: clean every page at hand and compare with another state of the project, page by page.

    python -m tests.bench.same write OUT [--shared ../shared]
    python -m tests.bench.same compare --against REV [--shared ../shared] [--diff] [--names-may-differ]

`write` cleans with the tree it is run in. OUT takes one line a page: set, page, and the digests of its text (clean
text, blocks, spans struck), of its fields (or why it was refused) and of the names of what was struck (rule, layer,
score). `OUT.values.jsonl` holds what the digests were made of.

`compare` does so with this tree and with REV, a commit or another folder, at once and on copies, so that files may be
edited meanwhile. Pages are those of this tree and of ../shared for both. It ends with 1 where a page differs, with 2
where nothing could be compared. `--diff` prints the worst pages, `--names-may-differ` allows other names.
"""

import argparse
import datetime as dt
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parent))  # run as a module or as a file

from score import AS_OF, OWN, lay_out

HOUSE = Path(__file__).parents[2]
ROOMS = ("transforms", "flows")
GOLD = "seeds text_dev composite_dev html_id_dev html_news_dev html_web_dev".split()
SETS = ("sample", *OWN, *GOLD)
OWN_FIELDS = frozenset({"source", "blocks", "removals", "fetched_at"})
"""Fields of an article that its other digests hold, or that nobody decides."""
EMPTY = (None, False, (), "")
"""Values that say nothing; left out, so that a field that only one tree has differs where it says something."""
PARTS = ("text", "fields", "names")
DIGITS = 12
MOST_PAGES, MOST_LINES, WIDEST = 40, 12, 160
"""Pages that `--diff` prints, lines of each part of a page, characters of a line."""

Values = dict[str, Any]
Digests = dict[tuple[str, str], dict[str, str]]


class NothingToCompareError(Exception):
    """A tree could not be had, or could not be run."""


def values_of(outcome: Any) -> Values:
    """Return what became of a page, in the three parts that are digested."""
    if hasattr(outcome, "reason"):
        why = {name: getattr(outcome, name, None) for name in ("stage", "reason", "detail")}
        return {"text": {}, "fields": why, "names": []}
    blocks = [block.text for block in outcome.blocks]
    spans = [[r.block, r.start, r.end, r.kind] for r in outcome.removals]
    text = {"clean": outcome.text, "blocks": len(blocks), "source": digest(blocks), "spans": spans}
    return {
        "text": text,
        "fields": fields_of(outcome),
        "names": [[r.rule, r.layer, getattr(r, "score", None)] for r in outcome.removals],
    }


def fields_of(article: Any) -> Values:
    """Return what was decided of a page, whatever fields its tree knows."""
    names = getattr(article, "__dataclass_fields__", {}).keys() - OWN_FIELDS
    values = ((name, getattr(article, name)) for name in sorted(names))
    return {name: value for name, value in values if value not in EMPTY}


def digests_of(values: Values) -> dict[str, str]:
    """Return the digest of each part."""
    return {part: digest(values[part]) for part in PARTS}


def digest(value: object) -> str:
    """Return a short digest of what JSON can hold."""
    return hashlib.sha256(as_json(value).encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def as_json(value: object) -> str:
    """Return a value as one line; moments, days and what else JSON lacks as plain Python writes it."""
    return json.dumps(value, ensure_ascii=False, default=str)


def write(out: Path, shared: Path) -> None:
    """Clean every page with the tree in the working folder; write digests and, beside them, values."""
    beside = Path(f"{out}.values.jsonl")
    with out.open("w", encoding="utf-8") as digests, beside.open("w", encoding="utf-8", errors="surrogatepass") as full:
        for name, page, values in clean_sets(shared):
            digests.write("\t".join([name, page, *digests_of(values).values()]) + "\n")
            full.write(as_json({"set": name, "page": page} | values) + "\n")


def clean_sets(shared: Path) -> Iterator[tuple[str, str, Values]]:
    """Clean the pages of each set that is there, one after the other; give out set, page and values."""
    from flows.read import read_records
    from transforms.knowledge import load_knowledge

    check_tree(sys.modules["transforms"].__path__, sys.modules["flows"].__path__)
    knowledge = load_knowledge()
    with tempfile.TemporaryDirectory() as folder:
        for name, raw in raw_folders(shared, Path(folder)):
            if not raw.is_dir():
                print(f"{name}: not there, skipped", flush=True)
                continue
            seen: Counter[str] = Counter()
            for record in read_records(raw):
                seen[record.source] += 1
                again = f" ({seen[record.source]})" if seen[record.source] > 1 else ""
                yield name, record.source + again, values_of(clean(record, knowledge))
            print(f"{name}: {seen.total()} pages", flush=True)


def check_tree(*paths: Iterable[str]) -> None:
    """Refuse packages that come from elsewhere than the working folder, as installed ones do."""
    strangers = [p for path in paths for p in path if not Path(p).resolve().is_relative_to(Path.cwd().resolve())]
    if strangers:
        raise NothingToCompareError(f"{', '.join(strangers)} would be run, not {Path.cwd()}: run from a tree's root")


def raw_folders(shared: Path, scratch: Path) -> Iterator[tuple[str, Path]]:
    """Return each set and the folder of its pages. Gold is read where a cleaner reads it, never its labels."""
    yield "sample", HOUSE / "data" / "raw" / "sample"
    for name, pages in OWN.items():
        yield name, lay_out(pages, scratch / name) / "input"
    for name in GOLD:
        yield name, shared / "gold" / name / "input"


def clean(record: Any, knowledge: Any) -> Any:
    """Clean one page; what could not be read stays a reject, and an error becomes one."""
    from transforms.page import clean_page

    if hasattr(record, "reason"):
        return record
    try:
        return clean_page(record, knowledge=knowledge, today=dt.date.fromisoformat(AS_OF))
    except Exception as error:  # noqa: BLE001 - a page that fails in one tree only is what is looked for
        detail = f"{type(error).__name__}: {error}"
        return argparse.Namespace(stage="clean_page", reason="failed", detail=detail)


def compare(options: argparse.Namespace) -> int:
    """Write the digests of both trees, print how many pages are the same, and return the exit code."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        trees = {"before": options.against, "after": str(HOUSE)}
        for side, tree in trees.items():
            copy_rooms(tree, folder / side)
        run_both(folder, options.shared.resolve(), list(trees))
        before, after = (read_digests(folder / f"{side}.txt") for side in trees)
        parts = [part for part in PARTS if not (part == "names" and options.names_may_differ)]
        print_counts(before, after)
        wrong = [key for key in before | after if set(differing(before, after, key)) & {*parts, "missing"}]
        if options.diff:
            sides = [read_values(folder / f"{side}.txt.values.jsonl", set(wrong)) for side in trees]
            print("\n".join(worst_pages(*sides, parts)))
    if not before or not after:
        raise NothingToCompareError("no page was cleaned")
    print(f"{len(wrong)} of {len(before | after)} pages differ" if wrong else "nothing differs that may not")
    return 1 if wrong else 0


def copy_rooms(tree: str, folder: Path) -> None:
    """Copy the packages of a folder as they stand, or of a commit of this repository."""
    folder.mkdir()
    if Path(tree).is_dir():
        for room in ROOMS:
            if not Path(tree, room).is_dir():
                raise NothingToCompareError(f"{tree} is no tree of the project: it has no {room}/")
            shutil.copytree(Path(tree, room), folder / room, ignore=shutil.ignore_patterns("__pycache__"))
        return
    git = ["git", "-C", str(HOUSE), "archive", tree, *ROOMS]
    done = subprocess.run(git, capture_output=True, check=False)
    if done.returncode:
        raise NothingToCompareError(f"{tree} is no folder and no commit: {done.stderr.decode().strip()}")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")


def run_both(folder: Path, shared: Path, sides: list[str]) -> None:
    """Run this very script on the copied trees, all at once."""
    children = {}
    for side in sides:
        root = folder / side
        command = [sys.executable, __file__, "write", str(folder / f"{side}.txt"), "--shared", str(shared)]
        environment = os.environ | {"PYTHONPATH": str(root)}
        # Both trees see the same sets: what one says of them is enough.
        said = None if side == sides[-1] else subprocess.DEVNULL
        children[side] = subprocess.Popen(command, cwd=root, env=environment, stdout=said)
    if failed := [side for side, child in children.items() if child.wait()]:
        raise NothingToCompareError(f"{' and '.join(failed)} could not be run; the error stands above")


def read_digests(path: Path) -> Digests:
    """Return what `write` wrote, by set and page."""
    with path.open(encoding="utf-8") as file:
        rows = (line.rstrip("\n").split("\t") for line in file)
        return {(name, page): dict(zip(PARTS, digests, strict=True)) for name, page, *digests in rows}


def read_values(path: Path, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], Values]:
    """Return the values of some pages, by set and page."""
    with path.open(encoding="utf-8", errors="surrogatepass") as file:
        rows = map(json.loads, file)
        return {key: row for row in rows if (key := (row["set"], row["page"])) in wanted}


def differing(before: Digests, after: Digests, key: tuple[str, str]) -> list[str]:
    """Return the parts in which a page differs, or that one tree did not read it at all."""
    if key not in before or key not in after:
        return ["missing"]
    return [part for part in PARTS if before[key][part] != after[key][part]]


def print_counts(before: Digests, after: Digests) -> None:
    """Print for each set how many pages are the same, and how many differ in what."""
    columns = ("pages", "equal", *PARTS, "missing")
    counts: dict[str, Counter[str]] = {name: Counter() for name in SETS}
    for key in before | after:
        counts[key[0]].update(["pages", *(differing(before, after, key) or ["equal"])])
    print(f"\n{'':16}" + "".join(f"{column:>9}" for column in columns))
    for name, count in counts.items():
        print(f"{name:16}" + "".join(f"{count[column]:9}" for column in columns))


def worst_pages(before: dict, after: dict, parts: list[str]) -> Iterator[str]:
    """Return what differs in the worst pages: those that one tree did not read, then those of most lost text."""
    told = {key: differences(before.get(key), after.get(key), parts) for key in before | after}
    worst = sorted(told, key=lambda key: [-len(told[key].get(part, ())) for part in ("missing", *PARTS)])
    for key in worst[:MOST_PAGES]:
        yield f"\n{' '.join(key)}"
        for part, lines in told[key].items():
            yield from (f"  {part}: {shorten(line)}" for line in lines[:MOST_LINES])
            if len(lines) > MOST_LINES:
                yield f"  {part}: … and {len(lines) - MOST_LINES} more"
    if len(worst) > MOST_PAGES:
        yield f"\n… and {len(worst) - MOST_PAGES} more pages"


def differences(old: Values | None, new: Values | None, parts: list[str]) -> dict[str, list[str]]:
    """Return the lines that tell how a page differs, by part."""
    if not old or not new:
        return {"missing": ["read by this tree only" if new else "read by the other tree only"]}
    finders = {"text": text_differences, "fields": field_differences, "names": name_differences}
    return {part: list(finders[part](old, new)) or ["in another order"] for part in parts if old[part] != new[part]}


def text_differences(old: Values, new: Values) -> Iterator[str]:
    """Return the clean lines and the spans that one tree alone has; told as `-` before and `+` after."""
    one, other = old["text"], new["text"]
    yield from one_sided(one.get("clean", "").split("\n"), other.get("clean", "").split("\n"), "line")
    yield from one_sided(map(str, one.get("spans", ())), map(str, other.get("spans", ())), "span")
    for name in ("blocks", "source"):
        if one.get(name) != other.get(name):
            yield f"{name}: {one.get(name)} → {other.get(name)}"


def one_sided(old: Iterable[str], new: Iterable[str], what: str) -> Iterator[str]:
    """Return what stands in one of two lists alone."""
    old, new = Counter(old), Counter(new)
    yield from (f"- {what} {value}" for value in (old - new).elements())
    yield from (f"+ {what} {value}" for value in (new - old).elements())


def field_differences(old: Values, new: Values) -> Iterator[str]:
    """Return the fields that differ, with both values."""
    one, other = old["fields"], new["fields"]
    for name in one | other:
        if one.get(name) != other.get(name):
            yield f"{name}: {as_json(one.get(name))} → {as_json(other.get(name))}"


def name_differences(old: Values, new: Values) -> Iterator[str]:
    """Return the names that differ, removal by removal."""
    for one, other in zip_longest(old["names"], new["names"]):
        if one != other:
            yield f"{as_json(one)} → {as_json(other)}"


def shorten(line: str) -> str:
    """Return the beginning of a long line."""
    return line if len(line) <= WIDEST else f"{line[: WIDEST - 1]}…"


def read_options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    writing = commands.add_parser("write", help="clean with the tree in the working folder and write digests")
    writing.add_argument("out", type=Path)
    comparing = commands.add_parser("compare", help="compare this tree with another")
    comparing.add_argument("--against", required=True, metavar="REV", help="a commit, or the folder of another tree")
    comparing.add_argument("--diff", action="store_true", help=f"print what differs in the worst {MOST_PAGES} pages")
    comparing.add_argument("--names-may-differ", action="store_true", help="tell other names and allow them")
    for command in (writing, comparing):
        command.add_argument("--shared", type=Path, default=Path("..", "shared"))
    return parser.parse_args()


def main() -> int:
    """Do what the command line says and return the exit code."""
    options = read_options()
    try:
        if options.command == "compare":
            return compare(options)
        write(options.out, options.shared)
    except NothingToCompareError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
