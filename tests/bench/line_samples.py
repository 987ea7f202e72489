"""
What the line model learns from: lines of labelled pages, golden pages, rule evidence, the corpus.

A labelled page gives samples as the pipeline leaves it, and with other parts of its furniture struck:
rules find more or less on pages nobody has seen.
"""

import dataclasses
import datetime as dt
import gzip
import json
import re
import tomllib
import zlib
from collections import Counter
from pathlib import Path
from unittest import mock
from urllib.parse import urlsplit

from dealt_pages import deal, own_phrases, stories, typed
from standing import stand
from writers import trained_pages, trained_phrases

from transforms.finders.brief import Brief
from transforms.finders.lines.find import read_units
from transforms.finders.lines.units import units_of
from transforms.finders.repeats import find_repeats
from transforms.layout import lay_out
from transforms.page import enrich
from transforms.records import KINDS, Article, RawPage, Removal
from transforms.rulebook import find_furniture, load_rules
from transforms.rulebook.lint import BEFORE, BEHIND
from transforms.sheet import METADATA
from transforms.text.normal import split_lines, text_blocks

TODAY = dt.date(2026, 11, 20)
TRAINED_ON = ("text_dev", "composite_dev", "wild_dev_1", "wild_dev_2", "wild_dev_3", "struct_dev")
"""The labelled sets that the weights have seen."""
WRITTEN = ("struct_dev",)
"""Those of them that are of our own writing: the writer stands in the document's id."""

PACKAGE = Path(__file__).parents[2] / "transforms" / "finders" / "lines"
GOLDEN = Path(__file__).parents[1] / "golden"
LABELLED = GOLDEN / "labelled" / "pages.jsonl"
"""Pages of our own writing, labelled as the sets are, in the structures of outlets that those do not hold."""

STAYS = {"body", "subhead"}
SKIPPED = {"title", "deck", "either", "repeat", "dateline"}
"""Lines that are neither evidence for story nor for furniture."""

STORY_WEIGHT = 3.0
"""A struck story line costs as much as three prompts left standing."""

PAIRS_EVERY = 6
PAIRS_WEIGHT = 1.0
PAIRS_PARAGRAPHS = 8
"""Lines of the corpus count as story, faintly, where they stand in the middle of this many paragraphs."""

PROSE_WEIGHT = 0.1
"""Sentences of those stories teach which words furniture and story share."""

UNASKED = 0.5
"""What lines weigh that the product would not look at: their words tell of story, their shape of nothing new. They are
learned from once, as the page came."""

PURE = 0.85
"""Share of a unit's characters that must be of one label."""

OWN_WEIGHT = 6.0
EVIDENCE_WEIGHT = 0.5

VARIANTS = (
    ("as it is", 0.0, 1.0),
    ("rules", 0.3, 0.5),
    ("rules", 0.6, 0.4),
    ("labels", 0.6, 0.3),
    ("labels", 0.9, 0.3),
    ("metadata", 0.5, 0.3),
)
"""How a page is struck, a share, and the weight of such a page. Rules find more or less on pages nobody has
seen: `rules` forgets that share of the rule book, `labels` strikes that share of what the labels call furniture,
`metadata` forgets that share of the captions, bylines and credits that other finders struck."""


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """
    One labelled page: blocks and the label of every character of each block.

    `group` is the outlet, `held` what is left out with it, its outlet or its writer; `dealt` marks pages of phrases,
    `filled` is what their slots were filled with.
    """

    id: str
    group: str
    held: str
    dealt: bool
    article: Article
    marks: tuple[tuple[str, ...], ...]
    filled: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Sample:
    """
    One line or sentence to learn from.

    `asked` marks what the product would look at, `real` what the pipeline leaves on a labelled page as it came, `typed`
    is the text without what we filled its slots with.
    """

    group: str
    held: str
    features: list[float]
    furniture: bool
    weight: float
    size: int
    text: str
    label: str
    share: float = 0.0
    real: bool = False
    asked: bool = True
    typed: str = ""


def labelled_docs(shared):
    """Return by name the labelled documents that are learned from and scored: the sets, our own, the writers' pages."""
    sets = {name: read_docs(shared / "gold" / name / "gold.jsonl") for name in TRAINED_ON}
    sets |= {name: [{**doc, "writer": doc["id"].partition("-")[0]} for doc in sets[name]] for name in WRITTEN}
    return {**sets, "own pages": read_docs(LABELLED), "writers": trained_pages()}


def dealt_docs():
    """Return pages of our own stories into which the phrases of all writers that are learned from were dealt."""
    told = stories([*read_docs(LABELLED), *trained_pages()])
    return list(deal([*own_phrases(), *trained_phrases()], told))


def read_pages(docs):
    """Return labelled pages as they are left without this model."""
    book = load_rules()
    return [read_page(doc, book) for doc in docs]


def read_docs(file):
    """Return the labelled documents of one file."""
    return [json.loads(line) for line in file.open(encoding="utf-8")]


def read_page(doc, book):
    """Clean one labelled page and line its labels up with its blocks."""
    raw = RawPage(doc["source"], "text", doc["text"], doc["url"])
    article = Article(raw.source, raw.url, text_blocks(raw.content))
    with mock.patch("transforms.finders.all.find_unlabelled", return_value=()):
        article = enrich(article, lay_out(article.blocks, book, url=raw.url), Brief(book, TODAY))
    outlet = (doc.get("metadata") or {}).get("outlet") or urlsplit(doc["url"] or "").hostname or doc["id"]
    outlet = outlet.casefold()
    marks, filled = tuple(block_marks(doc)), tuple(doc.get("filled", ()))
    return Page(doc["id"], outlet, writer_of(doc) or outlet, "dealt" in doc, article, marks, filled)


def writer_of(doc):
    """Return who wrote a page of our own, "" for one that an outlet published."""
    return doc.get("writer") or (doc["id"].partition("-")[0] if doc["source"].startswith(LABELLED.name) else "")


def block_marks(doc):
    """Yield the label of each character of each block; folded spaces are followed by search."""
    for number, line in enumerate(doc["text"].split("\n"), 1):
        parts = split_lines(line)
        if not parts:
            continue
        label = doc["lines"].get(str(number), "body")
        marks = [label] * len(parts[0])
        for span in (s for s in doc.get("spans", []) if int(s["line"]) == number):
            piece = (split_lines(line[span["start"] : span["end"]]) or [""])[0]
            at = parts[0].find(piece, max(0, span["start"] - 40)) if piece else -1
            if at >= 0:
                marks[at : at + len(piece)] = [span["label"]] * len(piece)
        yield tuple(marks)


def label_of(page, article, unit, *, strict=False):
    """
    Return (label, furniture?) of what stands of a line or sentence; None where nobody should learn from it.

    `strict` leaves out story lines with furniture glued to them that a variant left standing.
    """
    marks = list(page.marks[unit.block])
    gone = [(r.start, r.end) for r in article.removals if r.block == unit.block]
    kept = [m for at, m in enumerate(marks) if unit.start <= at < unit.end and not any(a <= at < b for a, b in gone)]
    label, count = Counter(kept or ["either"]).most_common(1)[0]
    pure = count >= PURE * len(kept)
    if label in STAYS:
        return label, (None if (strict and count < len(kept)) or not pure else False)
    return label, (None if label in SKIPPED or not pure else True)


def chance(*names):
    """Return a number from 0 to 1 that is the same in every run."""
    return zlib.crc32(":".join(map(str, names)).encode()) / 2**32


def forget_rules(article, share):
    """Return an article as if a share of the rule book were unknown."""
    kept = [r for r in article.removals if r.layer == "metadata" or chance(r.rule, share) >= share]
    return dataclasses.replace(article, removals=()).strike(kept)


def forget_metadata(article, share):
    """Return an article as if a share of its captions, bylines and credits had been found by nobody."""
    known = {"title", "dateline"}
    kept = [r for r in article.removals if r.kind in known or r.kind not in METADATA or chance(r.text, share) >= share]
    return dataclasses.replace(article, removals=()).strike(kept)


def strike_labels(page, share):
    """Return the page with a share of its labelled furniture struck instead of what rules strike."""
    kept = [r for r in page.article.removals if r.kind in METADATA or r.kind == "repeat"]
    for number, marks in enumerate(page.marks):
        label = Counter(marks).most_common(1)[0][0]
        if label in KINDS - {"repeat"} and (label in METADATA or chance(page.id, number, share) < share):
            kept.append(Removal(number, 0, len(marks), label, f"{label}.gold", "rule"))
    return dataclasses.replace(page.article, removals=()).strike(kept)


def variant(page, way, share):
    """Return a labelled page struck in one of the ways of `VARIANTS`."""
    if way == "as it is":
        return page.article
    if way == "metadata":
        return forget_metadata(page.article, share)
    return forget_rules(page.article, share) if way == "rules" else strike_labels(page, share)


def page_samples(page):
    """Yield the samples of one labelled page, in all its variants."""
    for way, share, weight in VARIANTS:
        article = variant(page, way, share)
        standing = stand(article)
        asked = {(unit.block, unit.start, unit.end) for unit in units_of(standing)} if standing.last >= 0 else set()
        for unit, row in read_units(standing, article.title, every=True):
            label, furniture = label_of(page, article, unit, strict=way != "as it is")
            if furniture is not None:
                looked = (unit.block, unit.start, unit.end) in asked
                if not (looked or furniture or way == "as it is"):
                    continue
                cost = (weight if furniture else weight * STORY_WEIGHT) * (1 if looked or furniture else UNASKED)
                real = way == "as it is" and not page.dealt
                counts = 0.0 if page.dealt else weight
                text, held, own = unit.text, page.held, typed(unit.text, page.filled)
                size = len(text)
                yield Sample(
                    page.group,
                    held,
                    row,
                    furniture,
                    cost,
                    size,
                    text,
                    label,
                    counts,
                    real=real,
                    asked=looked,
                    typed=own,
                )


def golden_pages():
    """Yield (name, article, furniture by block) of the golden pages of our own writing."""
    for page in tomllib.loads((GOLDEN / "spares.toml").read_text(encoding="utf-8"))["page"]:
        lines = [
            re.fullmatch(r"(?:([-+]) \[(\w+)\] )?(.+)", line).groups() for line in page["text"].strip().split("\n")
        ]
        article = Article(page["name"], None, text_blocks("\n".join(text for _, _, text in lines)))
        struck = [
            Removal(n, 0, len(text), kind, f"{kind}.golden", "rule")
            for n, (mark, kind, text) in enumerate(lines)
            if mark == "-"
        ]
        yield page["name"], article.strike(struck), {n: mark == "+" for n, (mark, _, _) in enumerate(lines)}


def own_samples():
    """Yield samples of the golden pages and of the rules' evidence."""
    for _, article, furniture in golden_pages():
        for unit, row in read_units(stand(article)):
            weight = OWN_WEIGHT * (1 if furniture[unit.block] else STORY_WEIGHT)
            yield Sample("own", "", row, furniture[unit.block], weight, len(unit.text), unit.text, "own")
    for rule in load_rules().rules:
        share = EVIDENCE_WEIGHT / (len(rule.spares) or 1)
        for text in rule.spares:
            yield from example_samples([BEFORE, text, BEHIND], 1, furniture=False, weight=share * STORY_WEIGHT)
            yield from example_samples([BEFORE, BEHIND, text], 2, furniture=False, weight=share * STORY_WEIGHT)
        share = EVIDENCE_WEIGHT / (len(rule.strips) or 1)
        for text in rule.strips if rule.scope != "span" else ():
            yield from example_samples([BEFORE, BEHIND, text], 2, furniture=True, weight=share)


def example_samples(lines, number, *, furniture, weight):
    """Yield the samples of one line among plain paragraphs."""
    article = Article("evidence", None, text_blocks("\n".join(lines)))
    if len(article.blocks) == len(lines):
        for unit, row in read_units(stand(article), every=True):
            if unit.block == number and not unit.part:
                yield Sample("own", "", row, furniture, weight, len(unit.text), unit.text, "evidence")


def pairs_samples(shared):
    """Yield lines from the middle of long real stories as faint evidence for story; recurring lines are left out."""
    book = load_rules()
    with gzip.open(shared / "gold/pairs_dev/input/corpus.jsonl.gz", "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for n, line in enumerate(file) if n % PAIRS_EVERY == 0]
    seen = Counter(line for text in texts for line in set(split_lines(text)))
    for text in texts:
        article = Article("pairs", None, text_blocks(text))
        article = article.strike(find_furniture(article, book))
        article = article.strike(find_repeats(stand(article), None))
        sheet = stand(article)
        where = [n for n, yes in enumerate(sheet.prose) if yes]
        if len(where) < PAIRS_PARAGRAPHS:
            continue
        for unit, row in read_units(sheet, every=True):
            number = unit.block
            alone = not any(sheet.kinds[max(0, number - 2) : number + 3])
            if where[1] < number < where[-2] and seen[article.blocks[number].text] == 1 and alone:
                weight = PAIRS_WEIGHT if not (sheet.prose[number] or unit.part) else PROSE_WEIGHT
                yield Sample(
                    "pairs", "", row, furniture=False, weight=weight, size=len(unit.text), text=unit.text, label="pairs"
                )


def gather(shared, pages):
    """Return all samples."""
    labelled = [s for page in pages for s in page_samples(page)]
    return [*labelled, *own_samples(), *pairs_samples(shared)]
