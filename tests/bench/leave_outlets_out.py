"""
The honest measure: score each fifth of the outlets with a shape model fitted without it.

    python tests/bench/leave_outlets_out.py ../shared

Prints removal F1, body kept and documents perfect of each labelled set: with rules alone, with the
packaged model (fitted to all outlets), and for each fifth of the outlets by the model that never saw
them. The rules themselves are general by construction and stay as they are.
"""

import argparse
import importlib.util
import json
from pathlib import Path

import train_shape as train

from transforms.shape import find_unlabelled
from transforms.shape.model import load_model, model_of

FIGURES = ("removal_f1", "body_kept", "documents_perfect")


def load_scorer(shared):
    """Return the module that scores clean text against labels."""
    spec = importlib.util.spec_from_file_location("gold_scorer", shared / "score" / "score.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def score_pages(scorer, docs, pages, model):
    """Return the figures over some documents; no model means rules alone."""
    rows = {}
    for doc, page in zip(docs, pages, strict=True):
        article = page.article
        if model:
            article = article.strike(find_unlabelled(article, article.title, model=model))
        rows[doc["source"]] = {"source": doc["source"], "text": article.text}
    scorer.load_clean = lambda _: rows
    return scorer.score_text(None, docs, 0)[0]


def show(name, figures):
    """Print one line of figures."""
    print(f"  {name:24} " + "  ".join(f"{key} {figures[key]:.4f}" for key in FIGURES))


def fold_models(samples):
    """Return the model of each fold, fitted without the fold's outlets, limits included."""
    return [
        model_of(train.learn([s for s in samples if train.fold_of(s.group) != fold])[0]) for fold in range(train.FOLDS)
    ]


def main():
    """Fit and score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    shared = parser.parse_args().shared
    scorer = load_scorer(shared)
    pages = train.read_pages(shared)
    samples = train.gather(shared, pages)
    models = fold_models(samples)
    at = 0
    for name in train.SETS:
        docs = [json.loads(line) for line in (shared / "gold" / name / "gold.jsonl").open(encoding="utf-8")]
        both = list(zip(docs, pages[at : at + len(docs)], strict=True))
        at += len(docs)
        print(name)
        show("rules alone", score_pages(scorer, docs, [p for _, p in both], None))
        show("fitted", score_pages(scorer, docs, [p for _, p in both], load_model()))
        held = []
        for fold, model in enumerate(models):
            part = [(d, p) for d, p in both if train.fold_of(p.group) == fold]
            if part:
                held.append(score_pages(scorer, [d for d, _ in part], [p for _, p in part], model))
                show(f"fifth {fold + 1} ({len(part)} documents)", held[-1])
        show("mean of the fifths", {key: sum(f[key] for f in held) / len(held) for key in FIGURES})


if __name__ == "__main__":
    main()
