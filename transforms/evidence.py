"""What finders say of a page, and the one vote that settles what witnesses say of a field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import eq
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from transforms.names.squeeze import squeeze
from transforms.records import Removal

Value = TypeVar("Value")
Origin: TypeAlias = str
"""Who says something: a witness of the page, or a finder."""

MARKUP = frozenset({"jsonld", "meta", "time"})
"""Origins that speak with one voice: a page's markup says one thing in several places."""


MOST_CLAIMS = 120
"""Claims about one field that are weighed against one another, the weightiest and first; pages have some ten, and a
hostile one may have thousands, whose vote would take the square of their number."""


class Claim(NamedTuple, Generic[Value]):
    """
    What one witness says of a field; a tuple, as a page has many and a frozen dataclass takes three times as long.

    Attributes:
        field: The field of the article, or what other finders ask for.

        value: What it says.

        origin: Who says so.

        weight: How much the witness counts.

        raw: What it wrote.

        block: Where it stands, where that is in the text.
    """

    field: str
    value: Value
    origin: Origin
    weight: float = 1.0
    raw: str | None = None
    block: int | None = None


class Finding(NamedTuple):
    """
    What a finder has to say.

    Attributes:
        removals: Spans that leave the text.

        claims: What it says of the article's fields, and to the finders behind it.
    """

    removals: tuple[Removal, ...] = ()
    claims: tuple[Claim[Any], ...] = ()


def decide(claims: Sequence[Claim[Value]], agree: Callable[[Value, Value], bool] = eq) -> Claim[Value] | None:
    """
    Return the claim with the most support, None where there is none.

    A claim is supported by those that agree with it, itself included: of each voice the weightiest is added up.
    Between equals the weightier wins, then the first. Who weighs nothing is heard and never believed.

    Args:
        claims: What witnesses say of one field.

        agree: Whether two values say the same.

    >>> decide([Claim("title", "A", "meta"), Claim("title", "B", "url"), Claim("title", "B", "hint")]).value
    'B'
    """
    if len(claims) <= 1:
        return claims[0] if claims and claims[0].weight else None
    believed = [claim for claim in claims if claim.weight]
    if not believed:
        return None
    if len(believed) == 1:
        return believed[0]
    if len(claims) > MOST_CLAIMS:
        believed = claims = sorted(believed, key=lambda claim: -claim.weight)[:MOST_CLAIMS]
    return max(believed, key=lambda claim: (support(claim, claims, agree), claim.weight))


def gather(claims: Sequence[Claim[str]]) -> tuple[Claim[str], ...]:
    """
    Return the claims of a field that holds several values: those of the greatest weight, each value as first spelt.

    >>> [claim.value for claim in gather([Claim("editors", "Rina", "hint"), Claim("editors", "RINA", "credit")])]
    ['Rina']
    """
    if len(claims) <= 1:
        return tuple(claims)
    most = max([claim.weight for claim in claims])
    kept: dict[str, Claim[str]] = {}
    for claim in claims:
        if claim.weight == most:
            kept.setdefault(squeeze(claim.value), claim)
    return tuple(kept.values())


def support(claim: Claim[Value], claims: Sequence[Claim[Value]], agree: Callable[[Value, Value], bool]) -> float:
    """Return the summed weight of the voices that agree with a claim."""
    best: dict[str, float] = {}
    for other in claims:
        if agree(other.value, claim.value):
            voice = voice_of(other.origin)
            best[voice] = max(best.get(voice, 0), other.weight)
    return sum(best.values())


def voice_of(origin: Origin) -> Origin:
    """Return the voice with which a witness speaks."""
    return "markup" if origin in MARKUP else origin
