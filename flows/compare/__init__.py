"""
Comparing: two states of the same records, what differs between them, and whether that is for the better.

A backfill's dry run and `saring diff` ask the same questions here. `compare` is the one way in.
"""

from flows.compare.compare import Comparison, compare
from flows.compare.figures import Figures

__all__ = ["Comparison", "Figures", "compare"]
