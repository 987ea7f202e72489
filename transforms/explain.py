"""Why a page says what it says: every witness of every field, who won, and why the others lost."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from transforms.evidence import Claim, support
from transforms.finders.published.find import within_a_day
from transforms.finders.settled import FIELDS, VOTED, WITNESSED, is_told_by, same_letters
from transforms.page import clean_page
from transforms.records import Reject

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from transforms.knowledge import Knowledge
    from transforms.records import Article, RawPage


class Weighed(NamedTuple):
    """
    What one witness said of a field, and what became of it.

    Attributes:
        field: The field of the article.

        value: What was said.

        origin: Who said so.

        weight: How much that counted.

        kept: The article says so.

        why: Why it does, or does not.

        raw: What the witness wrote, where that is something else.
    """

    field: str
    value: str
    origin: str
    weight: float
    kept: bool
    why: str
    raw: str | None = None


def explain(page: RawPage, *, knowledge: Knowledge, today: dt.date) -> tuple[Weighed, ...] | Reject:
    """
    Clean a page and tell what every witness said of each field. Arguments are those of `clean_page`.

    Returns:
        The witnesses field by field, those that won first; the reject where the page is none of a story.
    """
    heard: list[Claim[Any]] = []
    article = clean_page(page, knowledge=knowledge, today=today, heard=heard)
    if isinstance(article, Reject):
        return article
    said = {field: [c for c in heard if c.field == WITNESSED.get(field, field)] for field in FIELDS}
    weighed = [w for field in FIELDS for w in weigh(field, said[field], article)]
    return tuple(dict.fromkeys(weighed))


def conflicts(weighed: Sequence[Weighed]) -> tuple[str, ...]:
    """Return the fields of which witnesses say different things."""
    return tuple(dict.fromkeys(w.field for w in weighed if not w.kept))


def weigh(field: str, claims: Sequence[Claim[Any]], article: Article) -> list[Weighed]:
    """Return what became of each claim of one field, kept ones first."""
    told = getattr(article, field)
    values = list(told) if isinstance(told, tuple) else [told] if told is not None else []
    agree = same_claim(field)
    chosen = [claim for claim in claims if is_told_by(field, claim, values)]
    best = max((support(claim, claims, agree) for claim in chosen), default=0.0)
    rows = []
    for claim in claims:
        kept = claim in chosen
        reason = why_kept(field, claim, values) if kept else why_lost(claim, claims, values, best, agree)
        raw = claim.raw if claim.raw and claim.raw != said_as(claim) else None
        rows.append(Weighed(field, said_as(claim), claim.origin, claim.weight, kept, reason, raw))
    return sorted(rows, key=lambda row: (not row.kept, -row.weight))


def same_claim(field: str) -> Callable[[Any, Any], bool]:
    """Return how two claims of a field are compared."""
    return within_a_day if field in WITNESSED else VOTED.get(field, same_letters)


def said_as(claim: Claim[Any]) -> str:
    """Return what a witness says, of a moment its day."""
    return str(getattr(claim.value, "day", claim.value))


def why_kept(field: str, claim: Claim[Any], values: Sequence[Any]) -> str:
    """Return how a claim that won stands in the article."""
    if said_as(claim) in map(str, values):
        return "as it is"
    return "the day beside it: another zone" if field in WITNESSED else "the same in other words or letters"


def why_lost(
    claim: Claim[Any],
    claims: Sequence[Claim[Any]],
    values: Sequence[Any],
    best: float,
    agree: Callable[[Any, Any], bool],
) -> str:
    """Return why a claim lost."""
    if not claim.weight:
        return "it cannot be one by its form, or where others speak nobody believes it"
    if not values:
        return "no witness was believed: it cannot be one by its form or by where it stands"
    own = support(claim, claims, agree)
    winner = "; ".join(map(str, values))
    return f"{winner} has more support ({best:g} to {own:g})" if best > own else f"{winner} goes before it"
