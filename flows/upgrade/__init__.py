"""
Bringing a store of the first form over: one folder a day, ids that were places.

`upgrade` is the one way in.
"""

from flows.upgrade.run import Upgraded, upgrade

__all__ = ["Upgraded", "upgrade"]
