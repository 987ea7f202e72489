"""
Pages into which phrases were dealt: the phrases of one writer stand between the paragraphs of a story.

A writer who has read no rule types what a webmaster might have typed, and near-misses that a story might hold. Each
phrase stands once, on a page with phrases of its writer alone, so that whole writers can be left out.
"""

import csv
import re
import zlib
from pathlib import Path

GOLDEN = Path(__file__).parents[1] / "golden"
MIDDLE = frozenset("related ad video pagination share follow".split())
"""Kinds that stand between paragraphs as often as behind them, where the writer does not say."""

TOP = frozenset("byline deck nav caption".split())
EACH = 6
"""Phrases on a page, decoys among them."""

PARAGRAPHS, PARAGRAPH = 5, 90
"""Paragraphs, of so many characters, of a story that phrases are dealt into."""

SLOT = re.compile(r"\{(\w+?)\d?\}")
FILLERS = {
    "outlet": (
        "Kabar Lembah",
        "Suara Rangi",
        "Harian Teluk",
        "Warta Bukit",
        "Pojok Selat",
        "Lintas Ranu",
        "Radar Lontara",
        "Cakrawala Muara",
        "Gema Ulin",
        "Tajuk Menoreh",
        "The Ferrygate Echo",
        "Utusan Selasih",
    ),
    "host": (
        "kabarlembah.com",
        "suararangi.net",
        "hariantelukbayan.id",
        "pojokselat.co.id",
        "lintasranu.id",
        "cakrawalamuara.com",
        "ferrygate-echo.co.uk",
        "utusanselasih.com.my",
    ),
    "person": (
        "Rina Maulida",
        "Hasan Basri",
        "Dewi Kartika",
        "Arman Siregar",
        "Yosef Lelang",
        "Putu Wiratmaja",
        "Nurul Izzah",
        "Bonar Hutapea",
        "Siska Wulandari",
        "Ellen Marsh",
        "Faizal Zainuddin",
        "Teguh Prabowo",
    ),
    "place": (
        "Sungai Rawa",
        "Banyuputih",
        "Kuala Terusan",
        "Wonosari",
        "Labuan Pandan",
        "Ferrygate",
        "Batang Kali",
        "Tanah Merah",
        "Pulau Selat",
        "Karanganom",
    ),
    "date": ("12 Maret 2024", "Senin, 4 Juni 2018", "21/09/2015"),
    "n": ("12", "3", "48"),
}
"""What slots are filled with, of our own invention."""

NOT_TYPED = " _ "
"""Stands for what a slot was filled with where it is asked what a writer typed: a word that no n-gram holds."""


def read_phrases(file, writer):
    """Return (writer, label, place, text) of a writer's phrases; story is labelled `body`."""
    with file.open(encoding="utf-8", newline="") as table:
        rows = csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(writer, "body" if label == "story" else label, place, text) for label, _, place, text in rows]


def own_phrases():
    """Return the phrases and decoys that rules were tried on."""
    found = []
    for name, story in (("phrases.tsv", False), ("decoys.tsv", True)):
        with (GOLDEN / name).open(encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
                place = "mid" if story or row["kind"] in MIDDLE else "top" if row["kind"] in TOP else "end"
                found.append(("own", "body" if story else row["kind"], place, row["line"]))
    return found


def number_of(*names):
    """Return a number that hangs on some names alone."""
    return zlib.crc32(":".join(map(str, names)).encode())


def stories(docs):
    """Return (title, paragraphs) of the stories of labelled pages of our own."""
    found = []
    for doc in docs:
        lines = list(enumerate(doc["text"].split("\n"), 1))
        glued = {int(s["line"]) for s in doc.get("spans", [])}
        body = [t for n, t in lines if t.strip() and str(n) not in doc["lines"] and n not in glued]
        title = next((t for n, t in lines if doc["lines"].get(str(n)) == "title"), "")
        if sum(len(text) >= PARAGRAPH for text in body) >= PARAGRAPHS and title:
            found.append((title.strip(), body))
    return found


def fill(text, titles):
    """Return a phrase with its slots filled."""
    return SLOT.sub(lambda slot: filler(text, slot, titles), text)


def filler(text, slot, titles):
    """Return what a slot of a phrase is filled with."""
    some = titles if slot[1] == "title" else FILLERS.get(slot[1], ("",))
    return some[number_of(text, slot.start()) % len(some)]


def fillers_in(rows, titles):
    """Return the words that slots of some phrases are filled with, the longest first; a figure is like any other."""
    slots = ((text, slot) for _, _, _, text in rows for slot in SLOT.finditer(text) if slot[1] != "n")
    return sorted({filler(text, slot, titles) for text, slot in slots} - {""}, key=lambda some: (-len(some), some))


def typed(text, filled):
    """
    Return a text without what slots of it were filled with.

    >>> typed("Baca juga: Harga Cabai Naik", ["Harga Cabai Naik"])
    'Baca juga:  _ '
    """
    for some in filled:
        text = text.replace(some, NOT_TYPED)
    return text


def deal(phrases, told):
    """
    Yield labelled documents, as the sets hold them: phrases of one writer between paragraphs.

    The headline is left out: whether it is found says nothing of the phrases.

    Args:
        phrases: (writer, label, place, text) of each.

        told: (title, paragraphs) of the stories.
    """
    titles = [title for title, _ in told]
    heaps = {}
    for row in sorted(phrases, key=lambda row: number_of(*row)):
        heaps.setdefault(row[0], []).append(row)
    for writer, rows in sorted(heaps.items()):
        for at in range(0, len(rows), EACH):
            story = told[number_of(writer, at) % len(told)]
            yield document(f"{writer}-dealt-{at // EACH}", writer, rows[at : at + EACH], story, titles)


def document(name, writer, rows, story, titles):
    """Return one labelled document."""
    body = story[1]
    lines = [(label, fill(text, titles), None) for _, label, place, text in rows if place == "top"]
    among = [row for row in rows if row[2] in ("mid", "in")]
    for at, paragraph in enumerate(body):
        here = [row for n, row in enumerate(among) if 1 + n * (len(body) - 2) // max(1, len(among)) == at]
        glued = [row for row in here if row[2] == "in"]
        lines += [(label, fill(text, titles), None) for _, label, place, text in here if place == "mid"]
        if glued:
            label, text = glued[0][1], fill(glued[0][3], titles)
            lines.append(("body", f"{paragraph} {text}", None if label == "body" else (label, len(paragraph) + 1)))
        else:
            lines.append(("body", paragraph, None))
    lines += [(label, fill(text, titles), None) for _, label, place, text in rows if place == "end"]
    return {**as_labelled(name, writer, lines), "filled": fillers_in(rows, titles)}


def as_labelled(name, writer, lines):
    """Return lines with their labels as a document of the sets."""
    labels, spans, texts = {}, [], []
    for number, (label, text, span) in enumerate(lines, 1):
        marked = re.search("⟦(.+?)⟧", text)
        texts.append(text.replace("⟦", "").replace("⟧", "") if marked else text)
        if marked:
            spans.append({"line": number, "start": marked.start(), "end": marked.end() - 2, "label": label})
        elif span:
            spans.append({"line": number, "start": span[1], "end": len(text), "label": span[0]})
        elif label != "body":
            labels[str(number)] = label
    return {
        "source": f"{name}.txt",
        "id": name,
        "url": None,
        "text": "\n".join(texts),
        "lines": labels,
        "spans": spans,
        "metadata": {"outlet": f"phrases of {writer}"},
        "writer": writer,
        "dealt": True,
    }
