"""Looking at a store: what it is like, whether it is sound, what its snapshots hold. Nothing here writes rows."""

from flows.inspect.faults import Fault
from flows.inspect.verify import verify

__all__ = ["Fault", "verify"]
