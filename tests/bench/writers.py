"""
Pages and phrases by writers who have read no rule, no gold and no test.

Seventeen are learned from and lie in `tests/golden/writers/`; two are blind: they lie packed in `tests/blind/`, and
nobody looks inside, figures and kinds aside. Of the others eight were asked for what is known by its meaning alone or
for near-misses, the last seven for what nobody lists: hardly a stock word. `pages.txt` holds whole pages: a header,
then lines; `@label ` opens a line that leaves as a whole, `⟦label|text⟧` encloses what leaves a line that stays.
`phrases.tsv` holds label, language, place and text.
"""

import gzip
import json
import re
from pathlib import Path

from dealt_pages import read_phrases

TRAINED = Path(__file__).parents[1] / "golden" / "writers"
BLIND = Path(__file__).parents[1] / "blind"
HEADER = re.compile(r"=== id=(\S+) host=(\S+) lang=(\S+)")
LABELLED_LINE = re.compile(r"@([a-z_]+) (.*)")
SPAN = re.compile(r"⟦([a-z_]+)\|(.*?)⟧")


def trained_writers():
    """Return the names of the writers who are learned from."""
    return sorted(folder.name for folder in TRAINED.iterdir())


def trained_pages():
    """Return the labelled pages of the writers who are learned from."""
    return [
        page for name in trained_writers() for page in labelled(name, (TRAINED / name / "pages.txt").read_text("utf-8"))
    ]


def trained_phrases():
    """Return their phrases."""
    return [row for name in trained_writers() for row in read_phrases(TRAINED / name / "phrases.tsv", name)]


def blind_writers():
    """Return the names of the blind writers."""
    return sorted(file.name.removesuffix(".gz") for file in BLIND.glob("*.gz"))


def blind_material(name):
    """Return (pages, phrases) of a blind writer, packed: nobody looks inside."""
    held = json.loads(gzip.decompress((BLIND / f"{name}.gz").read_bytes()))
    rows = (line.split("\t") for line in held["phrases.tsv"].splitlines())
    phrases = [(name, "body" if label == "story" else label, place, text) for label, _, place, text in rows]
    return labelled(name, held["pages.txt"]), phrases


def labelled(writer, text):
    """Return the pages of a `pages.txt` as labelled documents of the sets."""
    docs = []
    for line in text.split("\n"):
        if header := HEADER.fullmatch(line):
            docs.append((header[1], header[2], header[3], []))
        elif line.strip():
            docs[-1][3].append(line)
    return [as_document(writer, *doc) for doc in docs]


def as_document(writer, number, host, language, rows):
    """Return one page as a labelled document."""
    labels, spans, texts = {}, [], []
    for line, row in enumerate(rows, 1):
        if whole := LABELLED_LINE.fullmatch(row):
            labels[str(line)] = whole[1]
            texts.append(whole[2])
            continue
        text = ""
        at = 0
        for span in SPAN.finditer(row):
            text += row[at : span.start()]
            spans.append({"line": line, "start": len(text), "end": len(text) + len(span[2]), "label": span[1]})
            text += span[2]
            at = span.end()
        texts.append(text + row[at:])
    return {
        "source": f"{writer}-{number}.txt",
        "id": f"{writer}-{number}",
        "url": None,
        "text": "\n".join(texts),
        "lines": labels,
        "spans": spans,
        "metadata": {"outlet": host, "language": language},
        "writer": writer,
    }
