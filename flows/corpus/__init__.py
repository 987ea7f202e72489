"""
The corpus: what a run staged meets what was published before, and becomes the next snapshot.

`publish_run` is the one way in; `open_seen` tells which records need no cleaning again.
"""

from flows.corpus.run import publish_run
from flows.corpus.seen import Seen, open_seen, stamp_of
from flows.corpus.summary import RunSummary

__all__ = ["RunSummary", "Seen", "open_seen", "publish_run", "stamp_of"]
