"""
The honest measure: score each fifth of the outlets with a shape model fitted without it.

    python tests/bench/leave_outlets_out.py ../shared

Prints removal F1, body kept and documents perfect of each labelled set: with rules alone, with the
packaged model (fitted to all outlets), with each document scored by the model that never saw its
outlet, and each fifth of the outlets alone. Rules are general by construction and stay as they are;
what the model adds where rules do not reach shows with a part of the rule book forgotten.
"""

import argparse
import importlib.util
from pathlib import Path

import train_lines as train
from line_samples import forget_rules, gather, labelled_files, read_docs, read_pages
from standing import stand

from transforms.finders.lines import find_unlabelled
from transforms.finders.lines.model import load_model, model_of

FORGOTTEN = (0.3, 0.6)
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


def show_set(scorer, docs, pages, folds, models):
    """Print the figures of one labelled set."""
    held = [models[folds.get(p.group, 0)] for p in pages]
    ways = {"rules alone": [None] * len(docs), "fitted": [load_model()] * len(docs), "each unseen": held}
    for forgotten in (0.0, *FORGOTTEN):
        if forgotten:
            print(f"  with {forgotten:.0%} of the rules forgotten")
        for name, chosen in ways.items():
            show(name, score_pages(scorer, docs, pages, chosen, forgotten))
    for fold, model in enumerate(models):
        part = [(d, p) for d, p in zip(docs, pages, strict=True) if folds.get(p.group, 0) == fold]
        if part:
            chosen = [model] * len(part)
            show(f"fifth {fold + 1} ({len(part)} documents)", score_pages(scorer, *zip(*part, strict=True), chosen))


def main():
    """Fit and score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    shared = parser.parse_args().shared.resolve()
    scorer = load_scorer(shared)
    pages = read_pages(shared)
    samples = gather(shared, pages)
    folds = train.deal_folds(samples)
    models = fold_models(samples)
    at = 0
    for file in labelled_files(shared):
        docs = read_docs(file)
        print(file.relative_to(shared) if file.is_relative_to(shared) else file.name)
        show_set(scorer, docs, pages[at : at + len(docs)], folds, models)
        at += len(docs)


if __name__ == "__main__":
    main()
