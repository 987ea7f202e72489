"""
Alarms before harm: what an outlet brought tonight against its own nights.

Pure: figures come in, verdicts go out. `flows.corpus.nights` measures and writes, `judge` judges.
"""

from flows.alarms.bounds import Bound, Bounds, read_bounds
from flows.alarms.judging import Verdicts, judge
from flows.alarms.night import LOOK_BACK, Night, night_of

__all__ = ["LOOK_BACK", "Bound", "Bounds", "Night", "Verdicts", "judge", "night_of", "read_bounds"]
