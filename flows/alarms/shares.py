"""
Shares of a night's pages against the highest share among the outlet's own nights.

A share is beyond its bound where it exceeds that highest one by a margin, and where so many of so few pages are no
accident at that rate (Chernoff's bound). The outlet's own nights are summed into blocks of twenty pages, so that one
night of one page without a title is no rate of 100 %.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from flows.alarms.night import Night, blocks_of

if TYPE_CHECKING:
    from flows.alarms.bounds import Bound, Bounds

BLOCK_PAGES = 20
"""Pages that a share of the past is made of."""

FEWEST_BLOCKS = 3
"""Below these the highest share says little of the next night's."""

SURE = 4.5
"""Standard errors that a mean length must lie off; in logarithms lengths are nearly normal: 3 in a million."""

WITNESSES = {"repeated_lines": 4, "struck": 4}
"""Witnesses that a page counts for: its lines and characters are more than one, and fewer than their number."""

LEAST_KIND = 0.02
"""Share of the characters that a kind of furniture must have had at least, somewhere, to be missed or to surprise."""


@dataclass(frozen=True, slots=True)
class Share:
    """
    A share that is watched.

    Attributes:
        name: Its bound's.

        part: Counts the part, given the night and the outlet's usual language.

        whole: Counts the whole.

        says: What to say behind the share.
    """

    name: str
    part: Callable[[Night, str], int]
    whole: Callable[[Night], int]
    says: str


@dataclass(frozen=True, slots=True)
class Finding:
    """
    A bound that was crossed.

    Attributes:
        name: The bound's.

        holds: It is a hold bound, not one that only warns.

        says: What was found, for a person.

        befalls: Whether a night shows it; of outlets that are judged together it tells which are meant.
    """

    name: str
    holds: bool
    says: str
    befalls: Callable[[Night], bool]


def counted(name: str) -> Callable[[Night, str], int]:
    """Return what reads a count."""
    return lambda night, _: night.counts[name]


def all_pages(night: Night) -> int:
    """Return the pages of a night."""
    return night.pages


SHARES = (
    Share("no_title", counted("no_title"), all_pages, "of the pages have no title"),
    Share("no_date", counted("no_date"), all_pages, "of the pages show no day"),
    Share("no_author", counted("no_author"), all_pages, "of the pages name no author"),
    Share("same_title", counted("same_title"), all_pages, "of the pages have one title"),
    Share("same_author", counted("same_author"), all_pages, "of the pages name one author"),
    Share("strangers", counted("strangers"), lambda n: n.counts["signed"], "of the signed pages are by new names"),
    Share("same_day", counted("same_day"), all_pages, "of the pages say that they were printed on one day long ago"),
    Share("stubs", counted("stubs"), all_pages, "of the pages are stubs"),
    Share("duplicates", counted("duplicates"), all_pages, "of the pages repeat another"),
    Share("rejects", counted("rejects"), lambda n: n.pages + n.counts["rejects"], "of the pages hold no story"),
    Share("garbled", counted("garbled"), all_pages, "of the pages hold text in a wrong encoding"),
    Share("foreign", lambda n, usual: n.pages - n.languages.get(usual, 0), all_pages,
          "of the pages are not in its language"),
    Share("untouched", counted("untouched"), all_pages, "of the pages had nothing to strike"),
    Share("repeated_lines", counted("repeated_lines"), lambda n: n.counts["lines"], "of the lines stand on many pages"),
    Share("struck", counted("struck_chars"), lambda n: n.counts["struck_chars"] + n.counts["kept_chars"],
          "of the text would be struck"),
)  # fmt: skip


def find_shares(tonight: Night, past: Sequence[Night], bounds: Bounds) -> Iterator[Finding]:
    """
    Yield the bounds of shares and lengths that a night crosses.

    Args:
        tonight: The night.

        past: The outlet's own nights, in order.

        bounds: The bounds.
    """
    blocks = blocks_of(past, BLOCK_PAGES)
    if len(blocks) < FEWEST_BLOCKS or tonight.pages + tonight.counts["rejects"] < bounds.pages:
        return
    usual = usual_language(past)
    for share in SHARES:
        yield from find_share(share, tonight, blocks, bounds, usual)
    if tonight.pages >= bounds.pages:
        yield from find_lengths(tonight, past, blocks, bounds)
        yield from find_kinds(tonight, blocks, bounds.of["struck_kind"])


def usual_language(past: Sequence[Night]) -> str:
    """Return the language of most pages; of two as common the first by name."""
    pages: Counter[str] = Counter()
    for night in past:
        pages.update(night.languages)
    return min(pages, key=lambda name: (-pages[name], name), default="")


def find_share(share: Share, tonight: Night, blocks: Sequence[Night], bounds: Bounds, usual: str) -> Iterator[Finding]:
    """Yield the bound that a share crosses, if it does."""
    part, whole = share.part(tonight, usual), share.whole(tonight)
    if not part or not whole:
        return
    told = min(whole, WITNESSES.get(share.name, 1) * (tonight.pages + tonight.counts["rejects"]))
    rates = [(share.part(b, usual) + 0.5) / (share.whole(b) + 1) for b in blocks if share.whole(b)]
    if len(rates) < FEWEST_BLOCKS:
        return  # what this share is of was not measured then
    highest = max(rates, default=0.5)
    found = level(part / whole - highest, bounds.of[share.name])
    if found is None or improbability(part / whole, told, highest) < -math.log(bounds.chance):
        return
    seen = tonight.pages if share.name in WITNESSES else whole
    says = f"{part / whole:.0%} {share.says} ({seen} pages; at most {highest:.0%} in its own nights)"
    yield Finding(share.name, found, says, lambda n: share.part(n, usual) > (highest + 0.05) * share.whole(n))


def level(beyond: float, bound: Bound) -> bool | None:
    """Return whether a figure so far beyond the usual holds (True) or warns (False); None where it does neither."""
    if beyond >= bound.hold:
        return True
    return False if beyond >= bound.warn else None


def improbability(share: float, whole: int, rate: float) -> float:
    """
    Return the negative logarithm of the chance of such a share or a higher one at a rate, at least.

    Chernoff's bound: the whole times the divergence of the share from the rate.
    """
    rate = min(max(rate, 1e-9), 1 - 1e-9)
    if share <= rate:
        return 0.0
    rest = 1 - share
    divergence = share * math.log(share / rate) + (rest * math.log(rest / (1 - rate)) if rest > 0 else 0.0)
    return whole * divergence


def mean_length(night: Night) -> float:
    """Return the mean logarithm of the number of words."""
    return night.counts["log_words"] / 1000 / night.pages


def spread(nights: Sequence[Night]) -> float:
    """Return the standard deviation of the logarithm of the number of words, over all pages."""
    pages = sum(n.pages for n in nights)
    mean = sum(n.counts["log_words"] for n in nights) / pages
    square = sum(n.counts["log_words_squared"] for n in nights) / pages
    return math.sqrt(max(square - mean * mean, 0.0)) / 1000


def find_lengths(tonight: Night, past: Sequence[Night], blocks: Sequence[Night], bounds: Bounds) -> Iterator[Finding]:
    """Yield the bound that the mean length of the pages crosses, if it does."""
    means = [mean_length(block) for block in blocks if block.pages]
    if not means:
        return
    now, error = mean_length(tonight), SURE * spread(past) / math.sqrt(tonight.pages)
    usual = sum(n.counts["log_words"] for n in past) / 1000 / sum(n.pages for n in past)
    for name, off, beyond, edge in (
        ("longer", now - usual, now - max(means), max(means)),
        ("shorter", usual - now, min(means) - now, min(means)),
    ):
        found = level(beyond, bounds.of[name])
        if found is None or off < error:
            continue
        says = f"its pages are {math.exp(now - usual):.0%} of their usual length ({tonight.pages} pages)"
        yield Finding(name, found, says, partial(is_off, edge=edge, low=name == "shorter"))


def is_off(night: Night, edge: float, *, low: bool) -> bool:
    """Return whether a night's mean length lies beyond an edge."""
    return night.pages > 0 and (mean_length(night) < edge if low else mean_length(night) > edge)


def find_kinds(tonight: Night, blocks: Sequence[Night], bound: Bound) -> Iterator[Finding]:
    """Yield each kind of furniture of which much more or less is struck than in any block."""
    for kind in sorted(set(tonight.struck).union(*(block.struck for block in blocks))):
        shares = [share_of_kind(block, kind) for block in blocks]
        now = share_of_kind(tonight, kind)
        beyond = max(now - max(shares), min(shares) - now)
        if max(now, *shares) < LEAST_KIND or level(beyond, bound) is None:
            continue
        says = f"{now:.0%} of the text is struck as {kind} ({min(shares):.0%} to {max(shares):.0%} in its own nights)"
        yield Finding("struck_kind", level(beyond, bound) is True, says, partial(shows_kind, kind=kind))


def shows_kind(night: Night, kind: str) -> bool:
    """Return whether anything was struck as a kind."""
    return kind in night.struck


def share_of_kind(night: Night, kind: str) -> float:
    """Return the share of the characters that were struck as a kind."""
    whole = night.counts["struck_chars"] + night.counts["kept_chars"]
    return night.struck.get(kind, 0) / whole if whole else 0.0
