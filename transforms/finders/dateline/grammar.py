"""
The grammar of a dateline's head: outlets, places and days, between commas, bars and brackets.

`read_head("Bandar Lampung (Lampost.co)")` says which part is what; the finder
decides whether that is enough where it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from transforms.lexicon.calendar import month_names, weekday_names
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import either, folded
from transforms.names.agencies import no_press
from transforms.names.outlets import core, first_words, is_domain, is_known, is_shaped, same_outlet
from transforms.names.places import for_readers, has_form, is_office, is_place, rubrics, shouts, titled

SEPARATORS = re.compile(r"[,|/()\[\]_]| : ")
SLASHED_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})(?:/(\d{2,4}))?\b")
ACRONYM = re.compile(r"[A-Z]{2,5}")
"""What a paper calls itself for short beside a place: `KRW, PALU – `."""
BRACKETED = re.compile(r" ?\((?P<outlet>[A-Z][\w-]{2,20}(?: [A-Z][\w-]{1,20}){0,2})\)?$")
WITH_DAY = re.compile(
    r"(?P<outlet>[A-Z0-9][\w.-]{1,24}(?: [A-Z][\w-]{1,20}){0,2}) (?=\d{1,2}-\d{1,2}(?:-\d{2,4})?(?:$|[,)\]|]))"
)
"""A paper and the day in one bracket: `Palu, (Kabarrawa 23/11/2026) – `."""
PROTOCOL = re.compile(r"https?://(?=\w)")
MOST_PARTS = 5
LONGEST_PART = 40
HEADS_KEPT = 4096
"""Heads that stay in memory: outlets begin page after page alike, so that 12 of 167 us a page are saved."""
SHORTEST_OWN = 8
"""Letters of an outlet's name behind which an edition's may stand."""
MONTH_STEM = 3
"""Letters of the shortest name of a month; what begins like one is taken for one."""


@cache
def day() -> re.Pattern[str]:
    """Return the pattern of a day in a head, its weekday in front or not."""
    return re.compile(
        rf"(?:{either(weekday_names())}\b ?)?"
        r"(?:\d{1,2}[ /-](?:\d{1,2}|[a-z]{3,9})\.?(?:[ /-]\d{2,4})?|[a-z]{3,9}\.? \d{1,2}|\d{4})?",
        re.IGNORECASE,
    )


@cache
def months() -> re.Pattern[str]:
    """Return the pattern of what tells a day from a place: a month, numbers, a weekday."""
    stems = either({name[:MONTH_STEM] for name in month_names()})
    return re.compile(rf"\b{stems}[a-z]{{0,6}}\b|\d[/-]\d|{either(weekday_names())}|^\d{{4}}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """
    What the head of a dateline holds.

    Attributes:
        place: The first place, as a reader writes it.

        outlet: The first outlet, as printed.

        sure_outlet: The outlet is known, hinted at, or a domain; else only shaped like one.

        sure_place: The gazetteer has the place, or it is one by its form.

        shouted: The place stands in capitals, or the paper's initials beside it.

        rubric: The head is a rubric, which names no place.

        near: Behind the place stands one that the gazetteer has.
    """

    place: str | None = None
    outlet: str | None = None
    sure_outlet: bool = False
    sure_place: bool = False
    shouted: bool = False
    rubric: bool = False
    near: bool = False


NOTHING = Head()
"""What a head holds before its first part is read."""


@lru_cache(maxsize=HEADS_KEPT)
def read_head(text: str, names: tuple[str, ...]) -> Head | None:
    """
    Read the head of a dateline.

    Args:
        text: What stands before the dash.

        names: What the outlet is called according to its URL or itself.

    Returns:
        None where any part is neither outlet, place nor day.
    """
    text = tidy(text)
    if fold(text) in rubrics() or is_office(text):
        return Head(rubric=True)
    bracketed = read_bracketed(text, names) if text.endswith(")") else None
    head = bracketed or read_parts(text, names)
    if head and (head.outlet or not months().search(text)):
        return head
    return read_bracketed(text, names) or head  # behind a day stands no second place


def read_bracketed(text: str, names: tuple[str, ...]) -> Head | None:
    """Read a place, perhaps a day, and in brackets a name that nothing betrays as an outlet but its place."""
    match = BRACKETED.search(text) if "(" in text else None
    if not match or is_place(match["outlet"]) or months().search(match["outlet"]):
        return None
    head = read_parts(text[: match.start()], names)
    return merge(head, outlet=match["outlet"]) if head and head.sure_place and not head.outlet else None


def read_parts(text: str, names: tuple[str, ...]) -> Head | None:
    """Read the parts of a head, None where any is neither outlet, place nor day."""
    day = SLASHED_DAY.sub(with_hyphens, text) if "/" in text else text
    day = WITH_DAY.sub(r"\g<outlet>, ", day) if "-" in day else day
    parts = [part for piece in SEPARATORS.split(day) if (part := piece.strip())]
    parts = [half for part in parts for half in hyphen_parted(part, names)] if "-" in day else parts
    if not 0 < len(parts) <= MOST_PARTS or max(map(len, parts)) > LONGEST_PART:
        return None
    head: Head | None = NOTHING
    for part in parts:
        head = head and add_part(head, part, names, alone=len(parts) == 1)
    if head and head.sure_place and not head.shouted and any(map(ACRONYM.fullmatch, parts)):
        head = merge(head, shouted=True)
    return head if head and (head.place or head.outlet) else None


def hyphen_parted(part: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """
    Return the halves of a part that is a place and an outlet with a hyphen between them, else the part.

    >>> hyphen_parted("PALU-KABAR RAWA", ("Kabar Rawa",)), hyphen_parted("Warta-Rawa.com", ())
    (('PALU', 'KABAR RAWA'), ('Warta-Rawa.com',))
    """
    halves = tuple(map(str.strip, part.split("-")))
    if len(halves) != len(("place", "outlet")) or not all(halves) or is_known(part) or is_own(part, names):
        return (part,)
    place, outlet = halves if is_outlet(halves[1], names) else halves[::-1]
    sure = is_own(outlet, names) or (is_outlet(outlet, names) and not is_domain(part))
    return halves if sure and not is_outlet(place, names) and fold(place) not in first_words() else (part,)


def with_hyphens(day: re.Match[str]) -> str:
    """Return a day with hyphens for slashes, which separate the parts of a head."""
    return "-".join(part for part in day.groups() if part)


def tidy(text: str) -> str:
    """Return a head with the spaces around a domain's dots closed, without stray marks at its ends."""
    if " . " in text or " ." in text:
        text = re.sub(r"(?<=[A-Za-z0-9]) ?\. ?(?=(?i:com|co|id|net|info|news|my|org)\b)", ".", text)
    return PROTOCOL.sub("", text.strip(" *_\"'“”‘’«»•.:"))


def add_part(head: Head, part: str, names: tuple[str, ...], *, alone: bool) -> Head | None:
    """Return the head with one more part read, None where the part is nothing that a head holds."""
    sure = is_outlet(part, names)
    if sure and not (is_place(part) and not head.place and not any(same_outlet(part, n) for n in names)):
        return head if head.outlet else merge(head, outlet=part, sure_outlet=True)
    shouted = shouts(part) and not is_shaped(part)
    place = is_place(part) or shouted or is_kind_of_place(part) or (has_form(part) and not is_shaped(part))
    if place and (not head.place or is_named_before(head, part)):
        return add_place(head, part)
    if place:  # what stands in front of a known place is its village, or a paper that nothing betrays
        return replace(head, near=head.near or is_place(part)) if head.place or head.outlet else None
    if day().fullmatch(part) and months().search(part):
        return head
    return add_unknown(head, part, alone=alone)


def add_unknown(head: Head, part: str, *, alone: bool) -> Head | None:
    """Return the head with a part that nothing knows: by its shape an outlet, or what else a head may hold."""
    if is_shaped(part) and part not in no_press()[0]:
        return head if head.outlet else merge(head, outlet=part)
    if titled(part) or (not alone and ACRONYM.fullmatch(part)):
        return head if head.place or not titled(part) else merge(head, place=for_readers(part))
    return None


def is_kind_of_place(part: str) -> bool:
    """
    Return whether a part is a known place with the word for what it is in front.

    >>> is_kind_of_place("Kabupaten Sigi"), is_kind_of_place("Kab. Sigi"), is_kind_of_place("Kota Rawa")
    (True, True, False)
    """
    kind, _, bare = part.partition(" ")
    return fold(kind.rstrip(".")) in folded("places", "kinds") and is_place(bare) and not is_place(part)


def add_place(head: Head, part: str) -> Head:
    """Return the head with its place; what was taken for one in front of it is the paper's name."""
    if head.place:
        return Head(for_readers(part), head.place.upper(), sure_place=True)
    known = is_place(part) or is_kind_of_place(part) or has_form(part)
    return merge(head, place=for_readers(part), sure_place=known, shouted=part.isupper())


def is_named_before(head: Head, part: str) -> bool:
    """Return whether an unknown word in capitals is the paper of a place in small letters behind: `KABRAWA, Palu`."""
    known = not part.isupper() and is_place(part)
    return known and head.shouted and not (head.sure_place or head.outlet) and " " not in (head.place or " ")


def merge(
    head: Head,
    *,
    place: str | None = None,
    outlet: str | None = None,
    sure_outlet: bool = False,
    sure_place: bool = False,
    shouted: bool = False,
) -> Head:
    """Return a head with what it lacks filled in; what it has already stays."""
    return Head(
        place=head.place or place,
        outlet=head.outlet or outlet,
        sure_outlet=head.sure_outlet or sure_outlet,
        sure_place=head.sure_place or sure_place,
        shouted=head.shouted or shouted,
        near=head.near,
    )


def is_outlet(part: str, names: tuple[str, ...]) -> bool:
    """Return whether a part surely names an outlet."""
    named = part[0].isupper() or part[0].isdigit() or "." in part or part in names
    if named and (is_domain(part) or is_known(part)):
        return True
    return is_own(part, names) or is_edition(part, names)


def is_own(part: str, names: tuple[str, ...]) -> bool:
    """Return whether a part is one of the outlet's names, domain endings aside."""
    return bool(names) and core(part) in [core(name) for name in names]


def is_edition(part: str, names: tuple[str, ...]) -> bool:
    """
    Return whether a part is the outlet's name with an edition's behind it.

    >>> is_edition("Kabar Rawa Hilir", ("Kabar Rawa",)), is_edition("Kabar Rawa membaik", ("Kabar Rawa",))
    (True, False)
    """
    for name in names:
        if len(name) >= SHORTEST_OWN and part.startswith(f"{name} "):
            return not months().search(part) and all(word[:1].isupper() for word in part[len(name) :].split())
    return False
