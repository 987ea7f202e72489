"""
The honest measure: score every document with a model that has never seen its outlet or writer.

    python tests/bench/leave_outlets_out.py ../shared

Prints removal F1, body kept and documents perfect of each labelled set: with rules alone, with the shipped model, which
has seen them all, and with each document scored by the model that has not seen its outlet, or, on pages of our own,
its writer. Rules are general by construction and stay as they are; what the model adds where rules do not reach shows
on our own pages with a part of the rule book forgotten.
"""

import argparse
import importlib.util
from pathlib import Path

import train_lines as train
from line_samples import dealt_docs, forget_rules, gather, labelled_docs, read_pages
from standing import stand

from transforms.finders.lines import find_unlabelled
from transforms.finders.lines.model import load_model, model_of

FORGOTTEN = (0.0, 0.4, 0.8)
"""Shares of the rule book to forget: how far the model carries where no rule knows the phrasing."""

FIGURES = ("removal_f1", "body_kept", "documents_perfect")


def load_scorer(shared):
    """Return the module that scores clean text against labels."""
    spec = importlib.util.spec_from_file_location("gold_scorer", shared / "score" / "score.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def score_pages(scorer, docs, pages, models, forgotten=0.0):
    """Return the figures over some documents, each page with its model; no model means rules alone."""
    rows = {}
    for doc, page, model in zip(docs, pages, models, strict=True):
        article = forget_rules(page.article, forgotten) if forgotten else page.article
        if model:
            article = article.strike(find_unlabelled(stand(article), article.title, model=model))
        rows[doc["source"]] = {"source": doc["source"], "text": article.text}
    scorer.load_clean = lambda _: rows
    return scorer.score_text(None, docs, 0)[0]


def show(name, figures, keys=FIGURES):
    """Print one line of figures."""
    print(f"  {name:28} " + "  ".join(f"{key} {figures[key]:.4f}" for key in keys))


def fold_models(samples):
    """Return the model of each fold, fitted without the fold's outlets."""
    return [model_of(*held) for held in train.learn(samples).held]


def show_set(scorer, docs, pages, folds, models, forgotten=0.0):
    """Print the figures of one labelled set."""
    held = [models[folds.get(p.held, 0)] for p in pages]
    ways = {"rules alone": [None] * len(docs), "shipped": [load_model()] * len(docs), "left out": held}
    for name, chosen in ways.items():
        show(name, score_pages(scorer, docs, pages, chosen, forgotten))


def main():
    """Fit and score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    shared = parser.parse_args().shared.resolve()
    if not (shared / "gold").is_dir():
        print(f"no gold under {shared}: nothing to score")
        return
    scorer = load_scorer(shared)
    sets = {name: (docs, read_pages(docs)) for name, docs in labelled_docs(shared).items()}
    samples = gather(shared, [*(page for _, pages in sets.values() for page in pages), *read_pages(dealt_docs())])
    folds = train.deal_folds(samples)
    models = fold_models(samples)
    for name, (docs, pages) in sets.items():
        print(name)
        show_set(scorer, docs, pages, folds, models)
    for share in FORGOTTEN:
        print(f"own pages, {share:.0%} of the rules forgotten")
        show_set(scorer, *sets["own pages"], folds, models, share)


if __name__ == "__main__":
    main()
