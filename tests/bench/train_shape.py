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
from unittest import mock
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

PRIOR = {
    "announced": -2.0, "announces": -2.0, "in_quotation": -2.0, "runs_on": -3.0, "inside_item": -1.5,
    "after_item": -1.0, "after_figures": -1.0, "after_prose": -1.5, "tail_share": -1.5, "joined_to_story": -1.0,
}  # fmt: skip
"""Log-odds that weights are pulled to where structure tells: lists that the story announces, quoted messages and
sentences in pieces are rare in our sets and common in news."""

FIRM = 12.0
"""Pull towards a prior; a dozen lines that say otherwise begin to move it."""

FOLDS = 5
GOAL = 0.985
"""Precision over characters that sets the thresholds; the floor is .97, held-out outlets cost a little."""

ZONES = ("inside", "before", "after", "under")

FAINTEST = {"inside": 0.8, "before": 0.8, "after": 0.9, "under": 0.35}
"""No line is struck below this probability, whatever the figures on our sets say: lists that end a page are rarer
in them than in the corpus, where 8 of 10 struck spans between .8 and .9 behind the story were lists. Under a
heading of links or an editor's name all of 666 labelled lines were furniture."""

PAIRS_EVERY = 12
PAIRS_WEIGHT = 0.25
PAIRS_PARAGRAPHS = 8
"""Lines of the corpus count as story, faintly, where they stand in the middle of this many paragraphs."""

OWN_WEIGHT = 3.0
EVIDENCE_WEIGHT = 0.5

VARIANTS = (
    ("as it is", 0.0, 1.0),
    ("rules", 0.3, 0.5),
    ("rules", 0.6, 0.4),
    ("labels", 0.6, 0.3),
    ("labels", 0.9, 0.3),
)
"""How a page is struck, a share, and the weight of such a page. Rules find more or less on pages nobody has
seen: `rules` forgets that share of the rule book, `labels` strikes that share of what the labels call furniture."""


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
    with mock.patch("transforms.page.find_unlabelled", return_value=()):
        article = enrich(article, page=raw, facts=NO_FACTS, book=book, today=TODAY)
    outlet = (doc.get("metadata") or {}).get("outlet") or urlsplit(doc["url"] or "").hostname or doc["id"]
    return Page(doc["id"], outlet.casefold(), article, tuple(block_marks(doc)))


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


def label_of(page, article, number, *, strict=False):
    """
    Return (label, furniture?) of what stands of a block; furniture is None where nobody should learn from it.

    `strict` leaves out story lines with furniture glued to them that a variant left standing.
    """
    marks = list(page.marks[number])
    for r in sorted((r for r in article.removals if r.block == number), key=lambda r: -r.start):
        del marks[r.start : r.end]
    label, count = Counter(marks or ["either"]).most_common(1)[0]
    pure = count >= 0.85 * len(marks)
    if label in STAYS:
        return label, (None if strict and count < len(marks) else False)
    return label, (None if label in SKIPPED or not pure else True)


def chance(*names):
    """Return a number from 0 to 1 that is the same in every run."""
    return zlib.crc32(":".join(map(str, names)).encode()) / 2**32


def forget_rules(article, share):
    """Return an article as if a share of the rule book were unknown."""
    kept = [r for r in article.removals if r.layer == "metadata" or chance(r.rule, share) >= share]
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
    return forget_rules(page.article, share) if way == "rules" else strike_labels(page, share)


def page_samples(page):
    """Yield the samples of one labelled page, in all its variants."""
    for way, share, weight in VARIANTS:
        article = variant(page, way, share)
        for number, row in score_features(read_sheet(article, article.title)).items():
            label, furniture = label_of(page, article, number, strict=way != "as it is")
            if furniture is not None:
                text = cut_line(article.blocks[number].text, [r for r in article.removals if r.block == number])
                cost = weight if furniture else weight * STORY_WEIGHT
                yield Sample(page.group, row, furniture, cost, len(text), text, label, weight, real=way == "as it is")


def golden_pages():
    """Yield (name, article, furniture by block) of the golden pages of our own writing."""
    for page in tomllib.loads((PACKAGE / "spares.toml").read_text(encoding="utf-8"))["page"]:
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
                yield Sample(
                    "pairs", row, furniture=False, weight=PAIRS_WEIGHT, size=len(line), text=line, label="pairs"
                )


def fit(samples):
    """Return the weights of a logistic regression with ridge, by Newton's method."""
    x = np.array([s.features for s in samples])
    y = np.array([s.furniture for s in samples], dtype=float)
    w = np.array([s.weight for s in samples])
    ridge = np.full(len(FEATURES), RIDGE)
    ridge[0] = 1e-3
    centre = np.array([PRIOR.get(name, 0.0) for name in FEATURES])
    ridge[centre != 0] = FIRM
    beta = centre.copy()
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        slope = x.T @ (w * (y - p)) - ridge * (beta - centre)
        bend = (x * (w * p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        beta += step
        if np.abs(step).max() < 1e-6:
            break
    return beta


def deal_folds(samples):
    """Return the fold of each outlet, dealt so that folds hold about as many lines; own and corpus lines have none."""
    sizes = Counter(s.group for s in samples if s.group not in ("own", "pairs"))
    folds, filled = {}, [0] * FOLDS
    for group in sorted(sizes, key=lambda g: (-sizes[g], g)):
        fold = filled.index(min(filled))
        folds[group] = fold
        filled[fold] += sizes[group]
    return folds


def cross_validate(samples):
    """Return the probability of each labelled line, in every variant, under weights that never saw its outlet."""
    out, folds = {}, deal_folds(samples)
    for fold in range(FOLDS):
        beta = fit([s for s in samples if folds.get(s.group) != fold])
        for n, s in enumerate(samples):
            if folds.get(s.group) == fold:
                out[n] = float(1 / (1 + np.exp(-np.dot(beta, s.features))))
    return out


def figures_at(samples, scores, limit):
    """Return (precision, recall, lines struck wrongly) over characters at a threshold."""
    struck = [n for n, p in scores.items() if p >= limit]
    right = sum(samples[n].size * samples[n].share for n in struck if samples[n].furniture)
    wrong = sum(samples[n].size * samples[n].share for n in struck if not samples[n].furniture)
    total = sum(samples[n].size * samples[n].share for n in scores if samples[n].furniture)
    return right / max(1, right + wrong), right / max(1, total), sum(not samples[n].furniture for n in struck)


def zone_of(sample):
    """Return where a line stands, as far as features say: before or inside the story, after it, under its end."""
    line = dict(zip(FEATURES, sample.features, strict=True))
    if line["before_story"]:
        return "before"
    if not line["after_story"]:
        return "inside"
    return "under" if line["under_heading"] or line["under_end"] else "after"


def scores_in(samples, scores, zone):
    """Return the probabilities of the lines of one zone."""
    return {n: p for n, p in scores.items() if zone_of(samples[n]) == zone}


def choose_limit(samples, scores, faintest):
    """Return the lowest threshold whose precision holds from there on."""
    limit = 0.99
    for step in range(99, round(faintest * 100) - 1, -1):
        precision, _, _ = figures_at(samples, scores, step / 100)
        if precision < GOAL:
            break
        limit = step / 100
    return limit


def learn(samples):
    """Return the table of `weights.toml` (cross-validated limits, weights from all samples) and the probabilities."""
    scores = cross_validate(samples)
    beta = fit(samples)
    return {
        "limits": {zone: choose_limit(samples, scores_in(samples, scores, zone), FAINTEST[zone]) for zone in ZONES},
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
        lines += [
            "",
            "[[feature]]",
            f'name = "{row["name"]}"',
            f"weight = {row['weight']}",
            f"why = {json.dumps(why, ensure_ascii=False)}",
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def gather(shared, pages):
    """Return all samples."""
    labelled = [s for page in pages for s in page_samples(page)]
    return [*labelled, *own_samples(), *pairs_samples(shared)]


def report(samples, scores, worst):
    """Print cross-validated figures, by zone, and the lines that are furthest off."""
    count = Counter((s.label if s.label in ("own", "evidence", "pairs") else "gold", s.furniture) for s in samples)
    print("samples", dict(count))
    real = {n: p for n, p in scores.items() if samples[n].real}
    parts = {"as the pipeline leaves them": real, **{z: scores_in(samples, scores, z) for z in ZONES}}
    for name, part in parts.items():
        print(f"{name}: {len(part)} lines, {sum(samples[n].furniture for n in part)} of them furniture")
        for at in (0.5, 0.7, 0.8, 0.9, 0.95):
            precision, recall, wrong = figures_at(samples, part, at)
            print(f"  p >= {at:.2f}: precision {precision:.4f} recall {recall:.4f} story lines struck {wrong}")
    for wanted in (False, True):
        seen = {}
        for n in sorted(scores, key=lambda n: abs(samples[n].furniture - scores[n]), reverse=True):
            if samples[n].furniture is wanted:
                seen.setdefault(samples[n].text, n)
        for text, n in list(seen.items())[:worst]:
            kind = "furniture" if wanted else "story"
            s = samples[n]
            print(f"  {kind:9} {scores[n]:.2f} {zone_of(s):6} {s.group[:14]:14} {s.label:10} {text[:100]}")


def main():
    """Train, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--dry", action="store_true", help="write nothing")
    parser.add_argument("--worst", type=int, default=10)
    options = parser.parse_args()
    samples = gather(options.shared, read_pages(options.shared))
    table, scores = learn(samples)
    report(samples, scores, options.worst)
    print(table["limits"])
    if not options.dry:
        write_weights(table)


if __name__ == "__main__":
    main()
