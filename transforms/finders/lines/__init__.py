"""Unlabelled furniture, found by shape and neighbourhood: a small transparent model, its weights and words are data."""

from transforms.finders.lines.bounds import Bounds, find_bounds
from transforms.finders.lines.find import find_unlabelled, score_lines

__all__ = ["Bounds", "find_bounds", "find_unlabelled", "score_lines"]
