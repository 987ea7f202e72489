"""Unlabelled furniture, found by shape and neighbourhood: a small transparent model, its weights and words are data."""

from transforms.finders.lines.find import find_unlabelled

__all__ = ["find_unlabelled"]
