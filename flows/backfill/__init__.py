"""
Backfills: chosen records cleaned anew from raw with today's knowledge, published as one snapshot.

`backfill` does all of it. A flow calls the steps: `plan_slices`, `stage_slice` for each slice, in any order and any
process, then `publish_slices` (or `preview`, which publishes nothing).
"""

from flows.backfill.outcome import BackfillOutcome
from flows.backfill.plan import Backfill, Chosen, Slice, open_backfill, plan_slices
from flows.backfill.publish import publish_slices
from flows.backfill.run import backfill, preview, publish_staged
from flows.backfill.selection import Selection
from flows.backfill.stage import Staged, stage_slice

__all__ = [
    "Backfill",
    "BackfillOutcome",
    "Chosen",
    "Selection",
    "Slice",
    "Staged",
    "backfill",
    "open_backfill",
    "plan_slices",
    "preview",
    "publish_slices",
    "publish_staged",
    "stage_slice",
]
