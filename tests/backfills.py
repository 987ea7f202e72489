"""Stores for tests of backfills: nights of a small paper, and knowledge of a later day."""

import datetime as dt
import hashlib
import json
import subprocess
from pathlib import Path

from nights import NOTICE, clean, put_page, rows, story
from rawfiles import put

from flows.order import order_of

FIRST = dt.date(2026, 10, 28)
NIGHTS = 5
STRUCK = "bergotong royong mengangkut papan"

RULE = """
[[rule]]
id = "papan"
languages = ["id"]
scope = "line"
why = "A line that later knowledge takes for furniture."
literals = ["bergotong royong"]
pattern = '''Sebanyak \\d{1,4} keluarga di [\\w ]{3,40} bergotong royong mengangkut papan sejak matahari terbit\\.'''
strips = ["Sebanyak 12 keluarga di Bukit Kelam bergotong royong mengangkut papan sejak matahari terbit."]
spares = ["Warga pulang.", "Air surut."]
"""
OUTLETS = '[hosts]\n"Harian Contoh" = ["contoh.id"]\n'


def fill(raw: Path, target: Path, *, nights: int = NIGHTS) -> None:
    """Clean some nights of pages: texts with dates, crawls that come again, copies, exports, a withdrawal, rejects."""
    for night in range(nights):
        day = FIRST + dt.timedelta(days=night)
        for n in range(6 * night, 6 * night + 6):
            put_page(raw, n, f"{story(n)}\nBagikan artikel ini ke teman", day)
        if night:
            put_page(raw, 6 * night - 6, story(6 * night - 6) + f"\nKabar ini ditambah pada malam ke-{night}.", day)
            put_page(raw, 6 * night - 5, f"{story(6 * night - 5)}\nBagikan artikel ini ke teman", day, name="lagi")
        if night == 3:
            put_page(raw, 2, NOTICE, day)
        export = [
            {"text": story(1000 + 10 * night + n), "title": f"Pasar {n} malam {night}", "date": f"{day}",
             "outlet": "Kabar Rawa" if n % 2 else "Kabar Bukit", "url": f"https://kabar{n % 2}.example/{night}/{n}"}
            for n in range(5)
        ]  # fmt: skip
        export.append({"text": story(6 * night), "title": "Salinan", "url": f"https://salin.example/{night}"})
        put(raw, f"ekspor/{day}.jsonl", export)
        put(raw, f"rusak/{day}.txt", "Beranda\nMenu")
        clean(raw, target, day)


def later_knowledge(folder: Path, *, rules: bool = True, outlets: bool = True) -> Path:
    """Write a user's folder that strikes a line more and knows an outlet by name."""
    if rules:
        put(folder, "rules/copyright.toml", RULE)
    if outlets:
        put(folder, "lexicon/outlets.toml", OUTLETS)
    return folder


def copy_of(shop: Path, home: Path) -> Path:
    """Copy a shop (`raw` and `clean`) to another place, hard links as links."""
    subprocess.run(["cp", "-a", str(shop), str(home)], check=True)
    (home / "clean" / ".saring" / "feeds.json").write_text(json.dumps({"main": str(home / "raw")}))
    return home


def order(raw: Path, target: Path, knowledge: Path | None = None, **options):
    """Return the order of a backfill."""
    return order_of(raw, target, as_of=FIRST + dt.timedelta(days=40), workers=1, knowledge=knowledge, **options)


STAMPS = "run_id rulebook knowledge code".split()
SHOWN = {
    "articles": f"* EXCLUDE ({', '.join(STAMPS)}, source)",
    "duplicates": f"* EXCLUDE ({', '.join(STAMPS)}, source)",
    "removals": "* EXCLUDE (run_id, source)",
    "rejects": "* EXCLUDE (run_id, source)",
}


def state(target: Path) -> dict[str, list[tuple]]:
    """Return all published rows, stamps and sources aside."""
    return {dataset: rows(target, dataset, columns) for dataset, columns in SHOWN.items()}


def bytes_of(target: Path) -> dict[str, tuple[int, str]]:
    """Return time and digest of every file of a store, backfills aside."""
    return {
        str(path.relative_to(target)): (path.lstat().st_mtime_ns, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in sorted(target.rglob("*"))
        if path.is_file() and "backfills" not in path.parts and path.name != "lock"
    }
