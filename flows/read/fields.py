"""A record of an export, under whatever names, as a `RawPage`."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from flows.mapping import NO_MAP, FieldMap
from flows.read import limits
from flows.read.clocks import day_and_clock
from flows.read.moments import moment
from flows.read.names import ALIASES, INNER_NAMES, bare, names_with, says_nothing
from flows.read.unnamed import inner_record, prose_field
from flows.read.written import value_written
from transforms.dates.order import DAY_FIRST, MONTH_FIRST
from transforms.identity import page_key_of_object, record_id_of_object
from transforms.records import PageKind, RawPage, Reject
from transforms.text.content import mend_escapes, part_joined, read_content
from transforms.text.decode import holds_any_tag

Record = Mapping[str, Any]
"""One object as JSON gives it: hostile, of any shape."""

Names = tuple[str, str]
"""What a delivery and its page are called (`transforms.identity`)."""

CONTENT_FIELDS = ("html", "text")
HINT_FIELDS = tuple(
    name for name in ALIASES if name not in {"html", "text", "url", "fetched_at", "charset", "clock", "id"}
)
ORDER = "date_order"
"""The field that says how numbers of `date` are to be read."""

ORDERS: tuple[str, ...] = (DAY_FIRST, MONTH_FIRST)

MOMENT_FIELDS = frozenset({"date", "clock", "modified", "fetched_at"})
"""Fields where a bare number says something; elsewhere it is a key into a table that did not come along."""

DEEPEST_VALUE = 4
"""Levels of objects and lists looked through for one field's words."""

MOST_KEY_CHARACTERS = 4_000
"""Characters of all of a record's keys, above which they are looked up anew: what is kept must stay small."""


def page_of(
    source: str, record: Record, delivered: Record, own: FieldMap = NO_MAP, *, is_row: bool = False
) -> RawPage | Reject:
    """
    Return a record's page: its html if it has some, else its text. Without either, a reject.

    Where no field has a known name, the one that holds prose is the text; where all of a record is wrapped into one
    field of it, that field is the record.

    Args:
        source: Its name.

        record: What it says.

        delivered: What its names are made of.

        own: Names of fields that the user told.

        is_row: The record is a row of a table, whose cells may be lists that were joined.
    """
    said = read_fields(record, tuple(record), own)
    if "html" not in said and "text" not in said and not holds_content_field(record, own):
        wrapper = inner_record(record, lambda inner: not CONTENT.isdisjoint(read_fields(inner, tuple(inner), own)))
        if wrapper is not None:
            inside = delivered.get(wrapper)
            return page_of(source, record[wrapper], inside if isinstance(inside, Mapping) else record[wrapper], own)
        prose = prose_field(record, names_with(own), words_of_page)
        if prose is not None:
            said["text"] = words_of_page(record[prose])
    names = record_id_of_object(delivered), page_key_of_object(delivered)
    html, text = said.get("html"), said.get("text")
    if html and holds_any_tag(html):
        return page_with(source, "html", mend_escapes(html), said, names)
    if html or text:
        content = html or text or ""
        return page_with(source, *read_content(part_joined(content) if is_row else content), said, names)
    return without_content(source, record, names, said.get("url"), own)


CONTENT = frozenset(CONTENT_FIELDS)


def words_of_page(value: object) -> str:
    """Return the words of a field that may hold a page."""
    return words(value, "\n", numbers=False)


def holds_content_field(record: Record, own: FieldMap) -> bool:
    """Return whether a record has a field that is known to hold pages, whatever this one says."""
    names = names_with(own)
    wanted = {name for ours in CONTENT_FIELDS for name in names[ours]}
    return any(bare(key) in wanted for key in record)


def without_content(source: str, record: Record, names: Names, url: str | None, own: FieldMap) -> Reject:
    """Return the reject of a record without a page, which names what it has instead."""
    if holds_content_field(record, own):
        return Reject(source, "read", "empty_record", "its page is blank: fetch it again or leave it out", *names, url)
    fields = ", ".join(repr(str(key)[:40]) for key in list(record)[:12]) or "none"
    detail = f"no field holds a page (fields: {fields}): name the right one, as in `--map text=NAME`"
    return Reject(source, "read", "no_content", detail, *names, url)


def page_with(source: str, kind: PageKind, content: str, said: Mapping[str, str], names: Names) -> RawPage:
    """Return a page with its names and the url, the fetch time and the hints that came along."""
    hints = {name: mend_escapes(said[name][: limits.MOST_HINT_CHARACTERS]) for name in HINT_FIELDS if name in said}
    url = said.get("url")
    if not url and is_address(hints.get("outlet", "")):
        url = hints.pop("outlet")
    fetched = said.get("fetched_at", "")
    fetched_at = moment(fetched)
    if fetched and fetched_at is None:
        hints["fetched_at"] = fetched[: limits.MOST_HINT_CHARACTERS]
    return RawPage(source, kind, content, url, fetched_at, hints, *names)


def is_address(value: str) -> bool:
    """Return whether a value is a web address: some exports keep it in `source`."""
    return value.startswith(("http://", "https://"))


def read_fields(record: Record, keys: tuple[str, ...], own: FieldMap = NO_MAP) -> dict[str, str]:
    """
    Return what each of our fields says, by the first of its names that says something; silent ones are left out.

    A day and a clock that stand apart are joined, as `date`. Where the user maps `date_order` to the order itself, that
    is what every record says.

    Args:
        record: The record.

        keys: Its keys. Of two that are spelt alike the first one counts.

        own: Names of fields that the user told.
    """
    said: dict[str, str] = {}
    known = keys_of if sum(map(len, keys)) <= MOST_KEY_CHARACTERS else keys_of.__wrapped__
    where = known(keys, own)
    for name, theirs in where.items():
        joint = "\n" if name in CONTENT_FIELDS else "; "
        for key in theirs:
            found = words(record[key], joint, numbers=name in MOMENT_FIELDS)
            stripped = found.strip()
            if stripped:
                said[name] = found if name in CONTENT_FIELDS else stripped
                break
    if "date" in said or "clock" in said:
        days, clocks = (said_by(record, where.get(name, ())) for name in ("date", "clock"))
        moment_told = day_and_clock(days, clocks)
        said |= {"date": moment_told} if moment_told else {}
    if own and "date" in said and ORDER not in said:
        orders = [name for ours, theirs in own if ours == ORDER for name in theirs if name in ORDERS]
        said |= {ORDER: orders[0]} if orders else {}
    return said


def said_by(record: Record, keys: tuple[str, ...]) -> list[str]:
    """Return what some fields of moments say, silent ones left out."""
    return [said for key in keys if (said := words(record[key], "; ", numbers=True).strip())]


@lru_cache(maxsize=64)
def keys_of(keys: tuple[str, ...], own: FieldMap = NO_MAP) -> Mapping[str, tuple[str, ...]]:
    """
    Return under which of these keys a record may keep our fields, the surest first; those without one are left out.

    An export's records mostly have the same keys: to look them up anew for each took 55 of the 66 µs
    in which a record became a page.
    """
    mine = {bare(key): key for key in reversed(keys)}
    found = {ours: tuple(mine[name] for name in theirs if name in mine) for ours, theirs in names_with(own).items()}
    return {ours: theirs for ours, theirs in found.items() if theirs}


def words(value: object, joint: str, *, numbers: bool, depth: int = 0) -> str:
    """Return a field's words: a list's joined, an object's from where such objects keep them, none of what is none."""
    if isinstance(value, str):
        inside = value_written(value) if value[:1] in {"[", "{"} and depth < DEEPEST_VALUE else None
        if inside is None:
            return "" if says_nothing(value) else value.replace("\0", "")
        value, depth = inside, depth + 1
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value) if numbers else ""
    if depth == DEEPEST_VALUE or not isinstance(value, list | Mapping):
        return ""
    inner = value if isinstance(value, list) else map(value.get, INNER_NAMES)
    said = (words(item, joint, numbers=numbers, depth=depth + 1) for item in inner)
    told = (part for part in said if part.strip())
    return joint.join(told) if isinstance(value, list) else next(told, "")
