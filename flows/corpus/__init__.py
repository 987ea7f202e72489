"""
The corpus: what a run staged meets what was published before, and becomes the next snapshot.

`publish_run` is the one way in; `open_known` tells which records need no cleaning again.
"""

from flows.corpus.known import Known, open_known
from flows.corpus.plan import RunPlan, RunSummary
from flows.corpus.run import publish_run

__all__ = ["Known", "RunPlan", "RunSummary", "open_known", "publish_run"]
