"""Documents to time: the gold pairs where they are there, else the sample's texts over and over."""

import gzip
import json
from itertools import islice
from pathlib import Path

HOUSE = Path(__file__).parents[2]
SAMPLE = HOUSE / "data" / "raw" / "sample"
GOLD = Path("gold", "pairs_dev", "input", "corpus.jsonl.gz")


def documents(shared: Path, count: int) -> list[dict]:
    """Return so many records of a JSONL export, or fewer where the gold set ends."""
    path = shared / GOLD
    if not path.is_file():
        return own_documents(count)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in islice(file, count)]


def own_documents(count: int) -> list[dict]:
    """Return the sample's texts in turn, each round with other words, so that none is another's copy."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLE.rglob("*.txt"))]
    return [
        {"url": f"https://bench.example/{n}", "text": own_words(texts[n % len(texts)], n // len(texts))}
        for n in range(count)
    ]


def own_words(text: str, turn: int) -> str:
    """Return a text in which every fifth word carries the number of the round."""
    lines = (line.split(" ") for line in text.split("\n"))
    return "\n".join(" ".join(f"{w}{turn}" if turn and n % 5 == 4 else w for n, w in enumerate(ws)) for ws in lines)


def write_export(records: list[dict], path: Path) -> None:
    """Write records as a JSONL export."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
