"""
Fit the weights of `transforms/html/confidence.toml` to labelled pages, and say what they are worth on sites left out.

    python tests/bench/train_confidence.py ../shared

Gold lies outside the project, and the scorer with it. A page is right where its story's F1 is .9 or more. Printed are
the weights, the area under the curve, what share of the wrong pages the lowest tenth holds, and a calibration table:
each over ten folds of sites, so that no site is in both halves.
"""

import argparse
import datetime as dt
import gzip
import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from transforms.html import read_shown
from transforms.html.confidence import signs_of, weights
from transforms.html.facts import page_facts
from transforms.html.reading import read_story
from transforms.knowledge import load_knowledge
from transforms.names.hosts import host_of, registrable
from transforms.page import clean_page
from transforms.records import RawPage

SETS = ("html_id_dev", "html_nusa_dev", "html_news_dev", "html_web_dev")
AS_OF = dt.date(2026, 11, 20)
RIGHT, FOLDS, RIDGE, ROUNDS, TENTH = 0.9, 10, 3.0, 60, 10
BOUNDS = (0, 0.1, 0.2, 0.4, 0.6, 0.8, 1)
"""Quantiles between which the calibration table counts."""


def read_pages(shared: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the signs of every labelled page, whether it came out right, and its site."""
    sys.path.insert(0, str(shared / "score"))  # before the board of the same name beside this file
    import score

    knowledge = load_knowledge()
    knowledge.use()
    names, rows = list(weights()[1]), []
    for name in SETS:
        gold = {doc["source"]: doc["body"] for doc in score.load_gold(shared / "gold" / name)}
        with gzip.open(shared / "gold" / name / "input" / "pages.jsonl.gz", "rt", encoding="utf-8") as pages:
            for number, page in enumerate(map(json.loads, pages)):
                raw = RawPage(f"pages.jsonl.gz#{number}", "html", page["html"], page.get("url"))
                signs, right = judged(raw, gold[raw.source], knowledge, score)
                host = host_of(raw.url) or raw.source
                rows.append(([signs[sign] for sign in names], right, registrable(host) or host))
    columns = zip(*rows, strict=True)
    return tuple(np.array(column) for column in columns)


def judged(raw: RawPage, body: str, knowledge: Any, score: Any) -> tuple[dict[str, float], bool]:
    """Return the signs of one page and whether its story came out right."""
    page = read_shown(raw)
    lines, found = read_story(page, page_facts(page, raw.url), raw.url)
    article = clean_page(raw, knowledge=knowledge, today=AS_OF)
    row = {"text": getattr(article, "text", ""), "description": getattr(article, "description", None)}
    want, have = (score.shingles(score.without_columns(text, row)) for text in (body, row["text"]))
    hit = sum((want & have).values())
    return signs_of(lines, found), 2 * hit / max(1, sum(want.values()) + sum(have.values())) >= RIGHT


def fit(signs: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return base and weights by ridge logistic regression, for signs as they are."""
    mean, spread = signs.mean(0), signs.std(0) + 1e-9
    inputs = np.c_[np.ones(len(signs)), (signs - mean) / spread]
    ridge = RIDGE * np.diag(np.r_[1e-9, np.ones(signs.shape[1])])
    found = np.zeros(inputs.shape[1])
    for _ in range(ROUNDS):
        said = sigmoid(inputs @ found)
        slope = inputs.T @ (said - right) + ridge @ found
        found -= np.linalg.solve((inputs * (said * (1 - said))[:, None]).T @ inputs + ridge, slope)
    return np.r_[found[0] - (found[1:] * mean / spread).sum(), found[1:] / spread]


def sigmoid(scores: np.ndarray) -> np.ndarray:
    """Return scores as probabilities."""
    return 1 / (1 + np.exp(-scores))


def left_out(signs: np.ndarray, right: np.ndarray, sites: np.ndarray) -> np.ndarray:
    """Return what is said of each page by weights that were fitted without its site."""
    order = np.random.default_rng(1).permutation(sorted(set(sites)))
    folds = np.array([{site: n % FOLDS for n, site in enumerate(order)}[site] for site in sites])
    said = np.zeros(len(right))
    for fold in range(FOLDS):
        found = fit(signs[folds != fold], right[folds != fold])
        said[folds == fold] = sigmoid(np.c_[np.ones((folds == fold).sum()), signs[folds == fold]] @ found)
    return said


def main() -> None:
    """Print weights and what they are worth."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    signs, right, sites = read_pages(parser.parse_args().shared)
    found = fit(signs, right.astype(float))
    print(f"base = {found[0]:.3f}\n")
    print("\n".join(f"{name} = {weight:.3f}" for name, weight in zip(weights()[1], found[1:], strict=True)))
    said = left_out(signs, right.astype(float), sites)
    above = said[right][:, None] > said[~right][None, :]
    lowest = np.argsort(said)[: len(said) // TENTH]
    print(f"\n{len(right)} pages, {(~right).sum()} wrong; area under the curve {above.mean():.3f}")
    print(f"the lowest tenth holds {(~right[lowest]).sum() / (~right).sum():.2f} of the wrong ones")
    bounds = np.quantile(said, BOUNDS)
    for low, high in pairwise(bounds):
        among = (said >= low) & (said <= high)
        figures = f"said {said[among].mean():.2f}, right {right[among].mean():.2f}"
        print(f"{low:.2f} to {high:.2f}: {among.sum():3} pages, {figures}")


if __name__ == "__main__":
    main()
