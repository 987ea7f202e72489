"""
Train the shape model and write `transforms/shape/weights.toml`.

    python tests/bench/train_shape.py ../shared            # train, print cross-validated figures, write
    python tests/bench/train_shape.py ../shared --dry      # print only

Logistic regression with ridge, by Newton's method. It learns from what the pipeline leaves standing
on the labelled sets, from the same pages with other parts struck (rules find more or less on pages
nobody has seen), from golden pages of our own, from the rules' evidence, and, faintly, from lines in
the middle of real stories. Story lines weigh more than furniture: a lost line is worse than a prompt.
"""

import argparse
import dataclasses
import datetime as dt
import gzip
import json
import re
import tomllib
import zlib
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

from transforms.cut import cut_line
from transforms.facts import NO_FACTS
from transforms.normal import split_lines, text_blocks
from transforms.page import enrich
from transforms.records import KINDS, Article, RawPage, Removal
from transforms.repeats import find_repeats
from transforms.rulebook import find_furniture, load_rules
from transforms.rulebook.lint import BEFORE, BEHIND
from transforms.shape.features import FEATURES
from transforms.shape.find import score_features
from transforms.shape.sheet import METADATA, read_sheet

TODAY = dt.date(2026, 11, 20)
SETS = ("text_dev", "composite_dev")
PACKAGE = Path(__file__).parents[2] / "transforms" / "shape"

STAYS = {"body", "subhead"}
SKIPPED = {"title", "deck", "either", "repeat", "dateline"}
"""Lines that are neither evidence for story nor for furniture."""

STORY_WEIGHT = 3.0
"""A struck story line costs as much as three prompts left standing."""

RIDGE = 1.0
"""Pull of each weight towards nothing; .3 to 3 gave the same figures within .002."""

FOLDS = 5
GOAL = 0.985
"""Precision over characters that sets the thresholds; the floor is .97, held-out outlets cost a little."""

FAINTEST = 0.6
"""No line is struck below this probability, whatever the figures on our sets say."""

PAIRS_EVERY = 12
PAIRS_WEIGHT = 0.25
PAIRS_PARAGRAPHS = 8
"""Lines of the corpus count as story, faintly, where they stand in the middle of this many paragraphs."""

OWN_WEIGHT = 2.0
EVIDENCE_WEIGHT = 0.5

VARIANTS = ((None, 1.0), (0.6, 0.5), (0.9, 0.5))
"""Share of the labelled furniture that is struck instead of what the rules strike (None: the pipeline as it is),
as if rules knew that share of a page nobody has seen, and the weight of such a page."""


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """One labelled page: blocks and the label of every character of each block."""

    id: str
    group: str
    article: Article
    marks: tuple[tuple[str, ...], ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Sample:
    """One line to learn from; `real` marks what the pipeline leaves on a labelled page as it came."""

    group: str
    features: list[float]
    furniture: bool
    weight: float
    size: int
    text: str
    label: str
    share: float = 0.0
    real: bool = False


def read_pages(shared):
    """Return the labelled pages of all sets, as the pipeline without this model leaves them."""
    book = load_rules()
    return [
        read_page(json.loads(line), book)
        for name in SETS
        for line in (shared / "gold" / name / "gold.jsonl").open(encoding="utf-8")
    ]


def read_page(doc, book):
    """Clean one labelled page and line its labels up with its blocks."""
    raw = RawPage(doc["source"], "text", doc["text"], doc["url"])
    article = Article(raw.source, raw.url, text_blocks(raw.content))
    article = without_shape(enrich(article, page=raw, facts=NO_FACTS, book=book, today=TODAY))
    outlet = (doc.get("metadata") or {}).get("outlet") or urlsplit(doc["url"] or "").hostname or doc["id"]
    return Page(doc["id"], outlet.casefold(), article, tuple(block_marks(doc)))


def without_shape(article):
    """Undo what the shape model struck; undo is filtering a tuple."""
    kept = [r for r in article.removals if ".shape:" not in r.rule]
    return dataclasses.replace(article, removals=()).strike(kept)


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


def label_of(page, article, number):
    """Return (label, furniture?) of what stands of a block; furniture is None where nobody should learn from it."""
    marks = list(page.marks[number])
    for r in sorted((r for r in article.removals if r.block == number), key=lambda r: -r.start):
        del marks[r.start : r.end]
    label, count = Counter(marks or ["either"]).most_common(1)[0]
    pure = count >= 0.85 * len(marks)
    if label in STAYS:
        return label, False
    return label, (None if label in SKIPPED or not pure else True)


def chance(*names):
    """Return a number from 0 to 1 that is the same in every run."""
    return zlib.crc32(":".join(map(str, names)).encode()) / 2**32


def struck_otherwise(page, share):
    """Return the page with another part of its furniture struck than the pipeline strikes."""
    if share is None:
        return page.article
    base = [r for r in page.article.removals if r.kind in METADATA or r.kind == "repeat"]
    more = []
    for number, marks in enumerate(page.marks):
        label = Counter(marks).most_common(1)[0][0]
        if label in KINDS - {"repeat"} and (label in METADATA or chance(page.id, number, share) < share):
            more.append(Removal(number, 0, len(marks), label, f"{label}.gold", "rule"))
    return dataclasses.replace(page.article, removals=()).strike([*base, *more])


def page_samples(page):
    """Yield the samples of one labelled page, in all its variants."""
    for share, weight in VARIANTS:
        article = struck_otherwise(page, share)
        for number, row in score_features(read_sheet(article, article.title)).items():
            label, furniture = label_of(page, article, number)
            if furniture is not None:
                text = cut_line(article.blocks[number].text, [r for r in article.removals if r.block == number])
                cost = weight if furniture else weight * STORY_WEIGHT
                yield Sample(page.group, row, furniture, cost, len(text), text, label, weight, share is None)


def golden_pages():
    """Yield (name, article, furniture by block) of the golden pages of our own writing."""
    for page in tomllib.loads((PACKAGE / "spares.toml").read_text(encoding="utf-8"))["page"]:
        lines = [re.fullmatch(r"(?:([-+]) \[(\w+)\] )?(.+)", line).groups() for line in page["text"].strip().split("\n")]
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
        for number, row in score_features(read_sheet(article, None)).items():
            weight = OWN_WEIGHT * (1 if furniture[number] else STORY_WEIGHT)
            text = article.blocks[number].text
            yield Sample("own", row, furniture[number], weight, len(text), text, "own")
    for rule in load_rules().rules:
        share = EVIDENCE_WEIGHT / (len(rule.spares) or 1)
        for text in rule.spares:
            yield from example_samples([BEFORE, text, BEHIND], 1, furniture=False, weight=share * STORY_WEIGHT)
        share = EVIDENCE_WEIGHT / (len(rule.strips) or 1)
        for text in rule.strips if rule.scope != "span" else ():
            yield from example_samples([BEFORE, BEHIND, text], 2, furniture=True, weight=share)


def example_samples(lines, number, *, furniture, weight):
    """Yield the sample of one line among plain paragraphs."""
    article = Article("evidence", None, text_blocks("\n".join(lines)))
    row = score_features(read_sheet(article, None)).get(number)
    if row and len(article.blocks) == len(lines):
        yield Sample("own", row, furniture, weight, len(lines[number]), lines[number], "evidence")


def pairs_samples(shared):
    """Yield lines from the middle of long real stories as faint evidence for story; recurring lines are left out."""
    book = load_rules()
    with gzip.open(shared / "gold/pairs_dev/input/corpus.jsonl.gz", "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for n, line in enumerate(file) if n % PAIRS_EVERY == 0]
    seen = Counter(line for text in texts for line in set(split_lines(text)))
    for text in texts:
        article = Article("pairs", None, text_blocks(text))
        article = article.strike(find_furniture(article, book))
        article = article.strike(find_repeats(article, None))
        sheet = read_sheet(article, None)
        where = [n for n, yes in enumerate(sheet.paragraph) if yes]
        if len(where) < PAIRS_PARAGRAPHS:
            continue
        for number, row in score_features(sheet).items():
            line = article.blocks[number].text
            alone = not any(sheet.kinds[max(0, number - 2) : number + 3])
            if where[1] < number < where[-2] and seen[line] == 1 and alone:
                yield Sample("pairs", row, False, PAIRS_WEIGHT, len(line), line, "pairs")


def fit(samples):
    """Return the weights of a logistic regression with ridge, by Newton's method."""
    x = np.array([s.features for s in samples])
    y = np.array([s.furniture for s in samples], dtype=float)
    w = np.array([s.weight for s in samples])
    ridge = np.full(len(FEATURES), RIDGE)
    ridge[0] = 1e-3
    beta = np.zeros(len(FEATURES))
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        slope = x.T @ (w * (y - p)) - ridge * beta
        bend = (x * (w * p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        beta += step
        if np.abs(step).max() < 1e-6:
            break
    return beta


def fold_of(group):
    """Return the fold of an outlet; golden pages and the corpus are in no fold."""
    return zlib.crc32(group.encode()) % FOLDS if group not in ("own", "pairs") else -1


def cross_validate(samples):
    """Return the probability of each labelled line, in every variant, under weights that never saw its outlet."""
    out = {}
    for fold in range(FOLDS):
        beta = fit([s for s in samples if fold_of(s.group) != fold])
        for n, s in enumerate(samples):
            if fold_of(s.group) == fold:
                out[n] = float(1 / (1 + np.exp(-np.dot(beta, s.features))))
    return out


def figures_at(samples, scores, limit):
    """Return (precision, recall, lines struck wrongly) over characters at a threshold."""
    struck = [n for n, p in scores.items() if p >= limit]
    right = sum(samples[n].size * samples[n].share for n in struck if samples[n].furniture)
    wrong = sum(samples[n].size * samples[n].share for n in struck if not samples[n].furniture)
    total = sum(samples[n].size * samples[n].share for n in scores if samples[n].furniture)
    return right / max(1, right + wrong), right / max(1, total), sum(not samples[n].furniture for n in struck)


def choose_limit(samples, scores, *, outside):
    """Return the lowest threshold whose precision holds from there on, for lines in or outside the story."""
    places = [FEATURES.index(name) for name in ("before_story", "after_story")]
    part = {n: p for n, p in scores.items() if any(samples[n].features[at] for at in places) is outside}
    limit = 0.99
    for step in range(99, int(FAINTEST * 100) - 1, -1):
        precision, _, _ = figures_at(samples, part, step / 100)
        if precision < GOAL:
            break
        limit = step / 100
    return limit


def learn(samples):
    """Return the table of `weights.toml`: cross-validated thresholds, weights from all samples."""
    scores = cross_validate(samples)
    outside = choose_limit(samples, scores, outside=True)
    inside = max(outside, choose_limit(samples, scores, outside=False))
    beta = fit(samples)
    return {
        "limits": {"strike": inside, "strike_outside": outside},
        "feature": [{"name": name, "weight": round(float(b), 3)} for name, b in zip(FEATURES, beta, strict=True)],
    }, scores


def write_weights(table):
    """Write `weights.toml`; the reasons that stand in it stay."""
    path = PACKAGE / "weights.toml"
    old = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    reasons = {row["name"]: row["why"] for row in old.get("feature", [])}
    lines = [
        "# The shape model: one weight per feature, in log-odds of furniture. Written by tests/bench/train_shape.py;",
        "# weights and limits are the script's, the reasons are ours and stay.",
        "",
        "[limits]",
        *(f"{name} = {value}" for name, value in table["limits"].items()),
    ]
    for row in table["feature"]:
        why = reasons.get(row["name"], "")
        lines += ["", "[[feature]]", f'name = "{row["name"]}"', f"weight = {row['weight']}", f"why = {json.dumps(why, ensure_ascii=False)}"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def gather(shared, pages):
    """Return all samples."""
    labelled = [s for page in pages for s in page_samples(page)]
    return [*labelled, *own_samples(), *pairs_samples(shared)]


def report(samples, scores, limit, worst):
    """Print cross-validated figures and the lines that are furthest off."""
    count = Counter((s.label if s.label in ("own", "evidence", "pairs") else "gold", s.furniture) for s in samples)
    print("samples", dict(count))
    real = {n: p for n, p in scores.items() if samples[n].real}
    for name, part in (("all variants", scores), ("as the pipeline leaves them", real)):
        print(f"{name}: {len(part)} lines, {sum(samples[n].furniture for n in part)} of them furniture")
        for at in sorted({0.5, 0.7, 0.8, 0.9, 0.95, limit}):
            precision, recall, wrong = figures_at(samples, part, at)
            print(f"  p >= {at:.2f}: precision {precision:.4f} recall {recall:.4f} story lines struck {wrong}")
    scores = real
    off = sorted(scores, key=lambda n: abs(samples[n].furniture - scores[n]), reverse=True)
    for wanted in (False, True):
        for n in [n for n in off if samples[n].furniture is wanted][:worst]:
            print(f"  {'furniture' if wanted else 'story':9} {scores[n]:.2f} {samples[n].label:12} {samples[n].text[:110]}")


def main():
    """Train, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--dry", action="store_true", help="write nothing")
    parser.add_argument("--worst", type=int, default=10)
    options = parser.parse_args()
    samples = gather(options.shared, read_pages(options.shared))
    table, scores = learn(samples)
    report(samples, scores, table["limits"]["strike"], options.worst)
    print(table["limits"])
    if not options.dry:
        write_weights(table)


if __name__ == "__main__":
    main()
