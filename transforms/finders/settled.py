"""How what witnesses say of each field is settled: by one vote, or as a list of all that are believed."""

from __future__ import annotations

from operator import eq
from typing import TYPE_CHECKING, Any, TypeAlias

from transforms.evidence import Claim, decide, gather
from transforms.finders.headline.find import agrees, settle_title
from transforms.finders.published.seen import ONE_DAY
from transforms.names.outlets import core, same_outlet
from transforms.names.squeeze import squeeze
from transforms.records import TOLD

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from transforms.finders.published.claims import Day

Said: TypeAlias = "Sequence[Claim[Any]]"

WITNESSED = {"published_date": "published"}
"""Where claims go by another name than the field that is made of them: they say moments as well as days."""

NAMES = frozenset([column.name for column in TOLD])
SOURCES = tuple([name for name in (column.name for column in TOLD) if f"{name}_from" in NAMES])
"""Fields of which a column says who was believed, `title_from` and so on, in the order of the columns."""

FIELDS = (*SOURCES, *WITNESSED)
"""Fields of which several witnesses speak; who was believed of the day says `published_from`."""

LISTS = frozenset([column.name for column in TOLD if column.kind == "list<string>" and f"{column.name}_from" in NAMES])
"""Those that hold several values."""


def same_letters(one: object, other: object) -> bool:
    """Return whether two values are the same but for case, spaces and marks."""
    return squeeze(str(one)) == squeeze(str(other))


def is_near(said: Day, day: dt.date) -> bool:
    """Return whether a witness names a day or one beside it: clocks of two zones differ by as much."""
    return abs(said.day - day) <= ONE_DAY


def is_like_outlet(said: str, name: str) -> bool:
    """
    Return whether a witness means the outlet: one name holds the letters of the other, as hosts and editions do.

    >>> is_like_outlet("kabarrawa.id", "Kabar Rawa"), is_like_outlet("Kabar Rawa Hilir", "Kabar Rawa")
    (True, True)
    """
    one, other = core(said), core(name)
    return one in other or other in one


AGREE: dict[str, Callable[[Any, Any], bool]] = {"title": agrees, "outlet": is_like_outlet, "published_date": is_near}
"""Whether what a witness says is what the article says, where that is not told by letters."""


VOTED: dict[str, Callable[[Any, Any], bool]] = {"title": agrees, "outlet": same_outlet}
"""Whether two witnesses of a field support each other, where that is not told by equal values."""


def settle(field: str, claims: Said) -> tuple[Claim[Any], ...]:
    """Return the claims that are believed of a field: one, or one for each value of a list."""
    if field in LISTS:
        return gather(claims)
    best = settle_title(claims) if field == "title" else decide(claims, VOTED.get(field, eq))
    return (best,) if best else ()


def is_told_by(field: str, claim: Claim[Any], values: Sequence[Any]) -> bool:
    """Return whether what a witness says stands in the article."""
    agree = AGREE.get(field, same_letters)
    return claim.value in values or any(agree(claim.value, value) for value in values)


def all_tell(field: str, claims: Said, values: Sequence[Any]) -> bool:
    """Return whether what each witness says stands in the article; a hostile page names somebody in every line."""
    if field in AGREE:
        return all(is_told_by(field, claim, values) for claim in claims)
    letters = {squeeze(str(value)) for value in values}
    return all(squeeze(str(claim.value)) in letters for claim in claims)
