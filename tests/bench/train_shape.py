"""
Train the shape model and write `transforms/finders/lines/weights.toml`.

    python tests/bench/train_shape.py ../shared            # train, print cross-validated figures, write
    python tests/bench/train_shape.py ../shared --dry      # print only

Logistic regression with ridge, by Newton's method. It learns from what the pipeline leaves standing
on the labelled sets, from the same pages with other parts struck (rules find more or less on pages
nobody has seen), from golden pages of our own, from the rules' evidence, and, faintly, from lines in
the middle of real stories. Story lines weigh more than furniture: a lost line is worse than a prompt.
"""

import argparse
import json
import tomllib
from collections import Counter
from pathlib import Path

import numpy as np
from shape_samples import PACKAGE, gather, read_pages

from transforms.finders.lines.features import FEATURES

RIDGE = 1.0
"""Pull of each weight towards nothing."""

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

FAINTEST = {"inside": 0.85, "before": 0.8, "after": 0.85, "under": 0.35}
"""No line is struck below this probability, whatever the figures on our sets say: lists that end a page are rarer
in them than in the corpus, where struck spans behind the story were mostly such lists below .85. Under a
heading of links or an editor's name all of 666 labelled lines were furniture."""


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
