"""
Taking down: a page, an address or an outlet leaves the store and does not come in again.

`forget` decides and carries out, `take_back` lets it come in again, `finish` completes what was killed, `find_remains`
looks for what is left.
"""

from flows.forget.act import Forgotten, TakenBack, finish, forget, take_back
from flows.forget.aim import ForgetError
from flows.forget.copies import Copy
from flows.forget.search import Remain, find_phrases, find_remains

__all__ = [
    "Copy",
    "ForgetError",
    "Forgotten",
    "Remain",
    "TakenBack",
    "find_phrases",
    "find_remains",
    "finish",
    "forget",
    "take_back",
]
