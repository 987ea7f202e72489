"""
`saring diff`: what another knowledge or another version would change, before it meets a store.

Both sides clean one raw folder into stores of their own, which are thrown away; `flows.compare` does the rest.
"""

from flows.diff.run import Diff, Side, diff

__all__ = ["Diff", "Side", "diff"]
