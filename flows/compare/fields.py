"""Signs in what is told of a page: dates, names, titles, language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from flows.compare.signs import LITTLE, MUCH, SOME, Sign
from transforms.names.squeeze import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.compare.both import Both, Row
    from flows.compare.context import Context

Told: TypeAlias = str
"""The name of a column."""

NEAR_DAYS = 31
"""Days between print and arrival of most pages; farther off, an archive came in and the day says nothing."""

A_WEEK = 7
"""Days beyond an outlet's usual lag from which a day that was found is not the one of print."""

SHARED = 3
"""Different texts with one title: it is the site's, not theirs."""

CLEARLY = 0.15
"""Share of a title's words by which one must be nearer to the text than another."""

SHORTEST_TOLD = 4
"""Letters of a word by which a host tells of a name; `com`, `news` without the rest say nothing."""

FOLLOWS = ("published_at", "published_precision", "published_from", "published_raw")
"""Columns that go with the day, and are not judged beside it."""

WEIGHTS: Mapping[Told, float] = {
    "title": MUCH,
    "outlet": MUCH,
    "published_date": MUCH,
    "authors": SOME,
    "language": SOME,
    "dateline": SOME,
}
"""What a field that was lost or found weighs; others little."""

EMPTY: tuple[object, ...] = (None, "", [])


def field_signs(both: Both, context: Context) -> Iterator[Sign]:
    """Yield the signs in the fields of a record that has a row on both sides."""
    was, now = both.was, both.now
    if was is None or now is None:
        return
    for name in (changed := changed_columns(was, now)):
        if name in OF_THE_RECORD or (name in FOLLOWS and DAY in changed):
            continue
        cause = f"field: {name}"
        if name == DAY:
            cause += f", {was['published_from'] or '-'} → {now['published_from'] or '-'}"
        weigh = weigher_of(name)
        if now[name] in EMPTY:
            yield lost(cause, name, was, context)
        elif was[name] in EMPTY:
            yield found(cause, name, both, now, context)
        else:
            weight, says = weigh(both, was, now, context)
            yield Sign(cause, weight, says)


def changed_columns(was: Row, now: Row) -> list[Told]:
    """Return the columns that differ."""
    return [name for name in sorted(was.keys() & now.keys()) if was[name] != now[name]]


DAY, PLACE = "published_date", "dateline_place"
OF_THE_RECORD = frozenset({"record_id", "seen_day", "text"})


def lost(cause: str, name: Told, was: Row, context: Context) -> Sign:
    """Return the sign in a field that is empty now."""
    if name == "authors" and all(map(context.is_everyday, was[name])):
        return Sign(cause, weight_of(name), "named nobody")
    if name == PLACE and context.is_no_place(was[name]):
        return Sign(cause, weight_of(name), "named no place")
    return Sign(cause, -weight_of(name), "is lost")


def found(cause: str, name: Told, both: Both, now: Row, context: Context) -> Sign:
    """Return the sign in a field that was empty."""
    weight = weight_of(name)
    doubt = doubter_of(name)(both, now, context)
    return Sign(cause, -weight, doubt) if doubt else Sign(cause, weight, "is found")


def no_doubt(both: Both, now: Row, context: Context) -> str:
    """Return nothing: that a field is told now is for the better."""
    del both, now, context
    return ""


def doubt_of_day(both: Both, now: Row, context: Context) -> str:
    """Return what speaks against a day that was found."""
    off = far_off(now[DAY], both, now)
    if off is not None and off > NEAR_DAYS:
        return "contradicts address or path"
    if off is None and is_late(now[DAY], both.seen_day):
        return "lies behind the day on which it was seen"
    usual = context.lag(now["outlet_domain"])
    if both.seen_day is None or usual is None or usual > NEAR_DAYS:
        return ""  # an archive's days lie anywhere
    return "lies far before the days of its outlet" if (both.seen_day - now[DAY]).days > usual + A_WEEK else ""


def doubt_of_title(both: Both, now: Row, context: Context) -> str:
    """Return what speaks against a title that was found."""
    del both
    return "one title for several texts" if context.titles["now"][now["title"]] >= SHARED else ""


def doubt_of_people(both: Both, now: Row, context: Context) -> str:
    """Return what speaks against authors that were found: who is named in the story is written about."""
    del both
    if not all(map(is_person, now["authors"])) or any(map(context.is_everyday, now["authors"])):
        return "is no person"
    return "is named in the story" if any(author in now["text"] for author in now["authors"]) else ""


def weight_of(name: Told) -> float:
    """Return what a column weighs that was lost or found."""
    return WEIGHTS.get(name, LITTLE)


def nothing_told(both: Both, was: Row, now: Row, context: Context) -> tuple[float, str]:
    """Return no weight: another value says nothing by itself."""
    del both, was, now, context
    return 0.0, "is another"


def weigh_date(both: Both, was: Row, now: Row, context: Context) -> tuple[float, str]:
    """Weigh another day: by address and path, else by the day on which the page was seen."""
    del context
    before, after = far_off(was[DAY], both, was), far_off(now[DAY], both, now)
    if before is not None and after is not None and before != after:
        return (MUCH if after < before else -MUCH), "nearer to or farther from the day in address or path"
    late = is_late(was[DAY], both.seen_day), is_late(now[DAY], both.seen_day)
    if late[0] != late[1]:
        return (-MUCH if late[1] else MUCH), "a day behind the day on which it was seen"
    if both.seen_day is None:
        return 0.0, "is another"
    lags = [abs((both.seen_day - day).days) for day in (was[DAY], now[DAY])]
    if min(lags) <= NEAR_DAYS and abs(lags[0] - lags[1]) > 1:
        return (SOME if lags[1] < lags[0] else -SOME), "nearer to or farther from the day on which it was seen"
    return 0.0, "is another"


def far_off(day: dt.date, both: Both, row: Row) -> int | None:
    """Return how many days a day lies from the one that address or path tell; None where they tell none."""
    from flows.read import path_date
    from transforms.dates.url import url_date

    told = url_date(row["url"]) if row["url"] else None
    other = told[0] if told and told[1] == "day" else path_date(both.source)
    return abs((day - other).days) if other else None


def is_late(day: dt.date, seen: dt.date | None) -> bool:
    """Return whether a page would have been seen before it was printed."""
    return seen is not None and (day - seen).days > 1


def weigh_title(both: Both, was: Row, now: Row, context: Context) -> tuple[float, str]:
    """Weigh another title: one that many texts have is the site's; its words stand in the text."""
    del both
    shared = [context.titles[side][row["title"]] >= SHARED for side, row in (("was", was), ("now", now))]
    if shared[0] != shared[1]:
        return (-MUCH if shared[1] else MUCH), "one title for several texts"
    before, after = near_text(was), near_text(now)
    if abs(after - before) > CLEARLY:
        return (SOME if after > before else -SOME), "nearer to or farther from the words of the text"
    if now["title"] in was["title"] or was["title"] in now["title"]:
        shorter, longer = sorted((was["title"], now["title"]), key=len)
        tail = longer.replace(shorter, "", 1).strip(" -–—|:").casefold()
        names = {str(row[name]).casefold() for row in (was, now) for name in ("outlet", "outlet_domain") if row[name]}
        better = (tail in names) == (len(now["title"]) < len(was["title"]))
        return (SOME if better else -SOME), "the outlet's name behind it, or a piece of it"
    return 0.0, "is another"


def near_text(row: Row) -> float:
    """Return the share of a title's words that stand in the text."""
    words = [word.strip(".,:;!?\"'()“”‘’|-–—").casefold() for word in row["title"].split()]
    words = [word for word in words if word]
    text = set(row["text"].casefold().replace(".", " ").replace(",", " ").split())
    return sum(word in text for word in words) / max(len(words), 1)


def weigh_outlet(both: Both, was: Row, now: Row, context: Context) -> tuple[float, str]:
    """Weigh another name of an outlet: one name a domain, few domains a name, and a name rather than a host."""
    del both
    houses = [context.domains[side][row["outlet"]] for side, row in (("was", was), ("now", now))]
    if abs(houses[1] - houses[0]) >= SHARED:
        return (MUCH if houses[1] < houses[0] else -MUCH), "one name for several houses"
    known = [is_name_of(row["outlet"], row["outlet_domain"]) for row in (was, now)]
    if known[0] != known[1]:
        return (MUCH if known[1] else -MUCH), "a name of which its host tells, or not"
    hosts = [name == name.lower() and "." in name for name in (was["outlet"], now["outlet"])]
    if hosts[0] != hosts[1]:
        return (-SOME if hosts[1] else SOME), "a name instead of a host, or a host instead of a name"
    domain = now["outlet_domain"] or was["outlet_domain"] or ""
    names = context.names["now"][domain] - context.names["was"][domain]
    if names:
        return (SOME if names < 0 else -SOME), "fewer or more names of one house"
    return 0.0, "is another"


def is_name_of(outlet: str, domain: str | None) -> bool:
    """
    Return whether an outlet's name and its host share a word, or the host is the name's first letters.

    >>> is_name_of("Radar Lembata", "radarlembata.net"), is_name_of("Kompas.com", "mediapesisir.com")
    (True, False)
    """
    host = squeeze((domain or "").rpartition(".")[0])
    words = outlet.removesuffix(".com").replace("-", " ").replace(".", " ").split()
    initials = squeeze("".join(word[0] for word in words))
    told = [squeeze(word) for word in words]
    return not host or any(len(word) >= SHORTEST_TOLD and word in host for word in told) or initials == host


def weigh_language(both: Both, was: Row, now: Row, context: Context) -> tuple[float, str]:
    """Weigh another language: an outlet writes in one, mostly."""
    del both
    usual = context.languages.get(was["outlet_domain"] or "")
    if usual in (was["language"], now["language"]):
        return (SOME if now["language"] == usual else -SOME), "what the outlet writes in, or not"
    return 0.0, "is another"


def weigh_people(both: Both, was: Row, now: Row, context: Context) -> tuple[float, str]:
    """Weigh other authors: persons, and more of them."""
    del both
    before, after = (
        [is_person(name) and not context.is_everyday(name) for name in row["authors"]] for row in (was, now)
    )
    odd = after.count(False) - before.count(False)
    if odd:
        return (SOME if odd < 0 else -SOME), "names of persons, or not"
    more = len(after) - len(before)
    return (LITTLE if more > 0 else -LITTLE if more < 0 else 0.0), "more or fewer names"


def is_person(name: str) -> bool:
    """Return whether a name can be a person's."""
    from transforms.names.persons import is_person as is_one

    return is_one(name)


def doubt_of_place(both: Both, now: Row, context: Context) -> str:
    """Return what speaks against the place of a dateline that was found."""
    del both
    return "is no place" if context.is_no_place(now[PLACE]) else ""


def doubter_of(name: Told) -> Doubt:
    """Return what tells what speaks against a value that was found for a column."""
    return DOUBTS.get(name) or no_doubt


Doubt: TypeAlias = "Callable[[Both, Row, Context], str]"

DOUBTS: Mapping[Told, Doubt] = {
    DAY: doubt_of_day,
    "title": doubt_of_title,
    "authors": doubt_of_people,
    PLACE: doubt_of_place,
}
"""What speaks against a value that was found; against others nothing does."""

Weigh: TypeAlias = "Callable[[Both, Row, Row, Context], tuple[float, str]]"


def weigher_of(name: Told) -> Weigh:
    """Return what weighs another value of a column."""
    return WEIGHERS.get(name) or nothing_told


WEIGHERS: Mapping[Told, Weigh] = {
    DAY: weigh_date,
    "title": weigh_title,
    "outlet": weigh_outlet,
    "language": weigh_language,
    "authors": weigh_people,
}
"""What weighs another value of a field; of others nothing tells."""
