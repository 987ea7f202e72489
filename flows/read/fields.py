"""A record of an export, under whatever names, as a `RawPage`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from flows.read import limits
from flows.read.feeds import ReadError
from flows.read.moments import moment
from flows.read.names import ALIASES, INNER_NAMES
from transforms.identity import page_key_of_object, record_id_of_object
from transforms.records import PageKind, RawPage, Reject
from transforms.text.decode import holds_any_tag, holds_tags, keep_line_breaks

Record = Mapping[str, Any]
"""One object as JSON gives it: hostile, of any shape."""

Names = tuple[str, str]
"""What a delivery and its page are called (`transforms.identity`)."""

CONTENT_FIELDS = ("html", "text")
HINT_FIELDS = tuple(name for name in ALIASES if name not in {"html", "text", "url", "fetched_at", "charset"})
MOMENT_FIELDS = frozenset({"date", "modified", "fetched_at"})
"""Fields where a bare number says something; elsewhere it is a key into a table that did not come along."""

DEEPEST_VALUE = 4
"""Levels of objects and lists looked through for one field's words."""

MOST_KEY_CHARACTERS = 4_000
"""Characters of all of a record's keys, above which they are looked up anew: what is kept must stay small."""


@dataclass(frozen=True, slots=True, eq=False)
class FieldMapping:
    """
    What a raw folder's exports call our fields. Equal only to itself, so that it can be looked up by.

    Attributes:
        names: Our field name to theirs, the surest first. `a.b` means field b of object a.
    """

    names: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: ALIASES)


def mapping_with(own: Mapping[str, str]) -> FieldMapping:
    """
    Return the usual mapping with names of one's own in front: `{"text": "data.isi"}`.

    Raises:
        ReadError: A key is none of our fields.
    """
    for name in own:
        if name not in ALIASES:
            raise ReadError(f"There is no field {name!r} to map to. The fields are {', '.join(ALIASES)}.")
    return FieldMapping({name: (*((own[name],) if name in own else ()), *theirs) for name, theirs in ALIASES.items()})


def page_of(source: str, record: Record, mapping: FieldMapping, delivered: Record) -> RawPage | Reject:
    """
    Return a record's page: its html if it has some, else its text. Without either, a reject.

    Args:
        source: Its name.

        record: What it says.

        mapping: What our fields are called.

        delivered: What its names are made of.
    """
    said = read_fields(record, tuple(record), mapping)
    names = record_id_of_object(delivered), page_key_of_object(delivered)
    html, text = said.get("html"), said.get("text")
    if html:
        return page_with(source, "html" if holds_any_tag(html) else "text", html, said, names)
    if not text:
        return without_content(source, record, mapping, names)
    if holds_tags(text):
        return page_with(source, "html", keep_line_breaks(text), said, names)
    return page_with(source, "text", text, said, names)


def without_content(source: str, record: Record, mapping: FieldMapping, names: Names) -> Reject:
    """Say what a record without a page has instead."""
    wanted = {squeeze(name) for ours in CONTENT_FIELDS for name in mapping.names[ours]}
    if any(squeeze(key) in wanted for key in record):
        return Reject(source, "read", "empty_record", "its page is blank: fetch it again or leave it out", *names)
    fields = ", ".join(repr(str(key)[:40]) for key in list(record)[:12]) or "none"
    detail = f"no field holds a page (fields: {fields}): map the right one to html or text"
    return Reject(source, "read", "no_content", detail, *names)


def page_with(source: str, kind: PageKind, content: str, said: Mapping[str, str], names: Names) -> RawPage:
    """Return a page with its names and the url, the fetch time and the hints that came along."""
    hints = {name: said[name][: limits.MOST_HINT_CHARACTERS] for name in HINT_FIELDS if name in said}
    url = said.get("url")
    if not url and is_address(hints.get("outlet", "")):
        url = hints.pop("outlet")
    fetched = said.get("fetched_at", "")
    fetched_at = moment(fetched)
    if fetched and fetched_at is None:
        hints["fetched_at"] = fetched[: limits.MOST_HINT_CHARACTERS]
    return RawPage(source, kind, content, url, fetched_at, hints, *names)


def is_address(value: str) -> bool:
    """Say whether a value is a web address: some exports keep it in `source`."""
    return value.startswith(("http://", "https://"))


def read_fields(record: Record, keys: tuple[str, ...], mapping: FieldMapping) -> dict[str, str]:
    """
    Return what each of our fields says, by the first of its names that says something; silent ones are left out.

    Args:
        record: The record.

        keys: Its keys. Of two that are spelt alike the first one counts.

        mapping: What our fields are called.
    """
    said: dict[str, str] = {}
    known = paths_of if sum(map(len, keys)) <= MOST_KEY_CHARACTERS else paths_of.__wrapped__
    for name, paths in known(keys, mapping).items():
        joint = "\n" if name in CONTENT_FIELDS else "; "
        for path in paths:
            found = words(inner(record, path), joint, numbers=name in MOMENT_FIELDS)
            stripped = found.strip()
            if stripped:
                said[name] = found if name in CONTENT_FIELDS else stripped
                break
    return said


@lru_cache(maxsize=64)
def paths_of(keys: tuple[str, ...], mapping: FieldMapping) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """
    Return where a record with these keys may keep each of our fields, the surest place first.

    An export's records mostly have the same keys: to look them up anew for each took 55 of the 66 µs
    in which a record became a page.
    """
    own = {squeeze(key): key for key in reversed(keys)}
    return {
        ours: tuple(
            tuple(name.split(".")) if "." in name else (own[squeeze(name)],)
            for name in theirs
            if "." in name or squeeze(name) in own
        )
        for ours, theirs in mapping.names.items()
    }


def squeeze(key: object) -> str:
    """Return a field name without case and marks: `publishedAt`, `Published At` and `published-at` are one."""
    return str(key).translate(NAME_MARKS).lower()


NAME_MARKS = str.maketrans(dict.fromkeys("_- .:\ufeff", ""))


def inner(value: object, path: tuple[str, ...]) -> object:
    """Return what a dotted path leads to, None if it leads nowhere."""
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def words(value: object, joint: str, *, numbers: bool, depth: int = 0) -> str:
    """Return a field's words: a list's joined, an object's from where such objects keep them, none of what is none."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value) if numbers else ""
    if depth == DEEPEST_VALUE:
        return ""
    if isinstance(value, list):
        said = (words(item, joint, numbers=numbers, depth=depth + 1) for item in value)
        return joint.join(part for part in said if part.strip())
    if isinstance(value, Mapping):
        said = (words(value.get(name), joint, numbers=numbers, depth=depth + 1) for name in INNER_NAMES)
        return next((part for part in said if part.strip()), "")
    return ""
