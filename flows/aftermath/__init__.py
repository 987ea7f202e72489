"""
What is left behind for those who watch over runs: lines of a log, figures for collectors, a call to whoever is on duty.

`supervise` goes around a command or a flow; what goes wrong in the telling never changes how the run ended.
"""

from flows.aftermath.ended import Ended
from flows.aftermath.supervise import supervise

__all__ = ["Ended", "supervise"]
