"""
Stores that runs are timed on: built once by the checkout itself, kept in a cache folder outside the project.

A store's name holds the digest of the code that built it, so that code that changed builds its own; a checkout
that is `stale` takes the last store that any code of its folder built.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from children import Checkout, Cost
from corpora import LAST_DAY

CACHE = Path(tempfile.gettempdir(), "saring-bench")
DATASETS = "articles duplicates removals rejects changes runs".split()


@dataclass(frozen=True, slots=True)
class Store:
    """
    A raw folder and the datasets that were made from it.

    Attributes:
        raw: The raw folder.

        clean: The datasets.

        cost: What it took to build, when it was built.
    """

    raw: Path
    clean: Path
    cost: Cost


def built_store(checkout: Checkout, cache: Path, name: str, fill: Callable[[Path], object]) -> Store:
    """
    Return a store of this name, built now unless it is there.

    Args:
        checkout: The code that builds it.

        cache: Folder for such stores.

        name: What is in it; the same name must mean the same records.

        fill: Writes the raw files into a folder.
    """
    folder = cache / f"{name}-{checkout.root.name}-{code_digest(checkout)}"
    if checkout.stale and not folder.is_dir():
        folder = max(cache.glob(f"{name}-{checkout.root.name}-*"), key=lambda p: p.stat().st_mtime, default=folder)
    told = folder / "cost.json"
    if not told.is_file():
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "raw").mkdir(parents=True)
        fill(folder / "raw")
        cost = checkout.clean(folder / "raw", folder / "clean", as_of=LAST_DAY)
        told.write_text(json.dumps(asdict(cost)))
    return Store(folder / "raw", folder / "clean", Cost(**json.loads(told.read_text())))


def code_digest(checkout: Checkout) -> str:
    """Return the digest of every file that a run is made of."""
    digest = hashlib.sha256()
    for path in sorted(p for room in ("flows", "transforms") for p in (checkout.root / room).rglob("*")):
        if path.suffix in {".py", ".toml", ".md", ".json", ".txt", ".gz"} and path.is_file():
            digest.update(path.relative_to(checkout.root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def scratch(store: Store) -> Iterator[Store]:
    """Give out a copy of the datasets that a run may write into; raw files that the run adds are removed after it."""
    before = set(store.raw.rglob("*"))
    copy = store.clean.with_name("scratch")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(store.clean, copy, symlinks=True)
    try:
        yield Store(store.raw, copy, store.cost)
    finally:
        shutil.rmtree(copy)
        for path in set(store.raw.rglob("*")) - before:
            path.unlink()


def published_files(clean: Path) -> dict[int, Path]:
    """Return the files of the current snapshot by inode, hidden index files with them."""
    root = (clean / "articles").resolve().parent
    return {path.stat().st_ino: path for path in root.rglob("*") if path.is_file()}


def size_of(paths: object) -> int:
    """Return the bytes of some files."""
    return sum(path.stat().st_size for path in paths)
