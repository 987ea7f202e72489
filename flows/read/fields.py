"""A record of an export, under whatever names, as a `RawPage`."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.read import limits
from flows.read.discover import ReadError
from flows.read.moments import moment
from flows.read.names import ALIASES, INNER_NAMES
from transforms.decode import holds_any_tag, holds_tags, keep_line_breaks
from transforms.records import RawPage, Reject

Record = Mapping[str, Any]
"""One object as JSON gives it: hostile, of any shape."""

CONTENT_FIELDS = ("html", "text")
HINT_FIELDS = tuple(name for name in ALIASES if name not in {"html", "text", "url", "fetched_at", "charset"})
MOMENT_FIELDS = frozenset({"date", "modified", "fetched_at"})
"""Fields where a bare number says something; elsewhere it is a key into a table that did not come along."""

DEEPEST_VALUE = 4
"""Levels of objects and lists looked through for one field's words."""


@dataclass(frozen=True, slots=True)
class FieldMapping:
    """
    What a raw folder's exports call our fields.

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


def page_of(source: str, record: Record, mapping: FieldMapping) -> RawPage | Reject:
    """Return a record's page: its html if it has some, else its text. Without either, a reject."""
    flat = {squeeze(key): value for key, value in reversed(tuple(record.items()))}  # of like names the first counts
    find = finder(record, flat, mapping)
    html, text = find("html"), find("text")
    body = html or text
    if not body:
        return without_content(source, record, mapping)
    page = with_evidence(RawPage(source, "text", body), find)
    if html:
        return dataclasses.replace(page, kind="html") if holds_any_tag(html) else page
    return dataclasses.replace(page, kind="html", content=keep_line_breaks(body)) if holds_tags(body) else page


def without_content(source: str, record: Record, mapping: FieldMapping) -> Reject:
    """Say what a record without a page has instead."""
    wanted = {squeeze(name) for ours in CONTENT_FIELDS for name in mapping.names[ours]}
    if any(squeeze(key) in wanted for key in record):
        return Reject(source, "read", "empty_record", "its page is blank: fetch it again or leave it out")
    names = ", ".join(repr(str(key)[:40]) for key in list(record)[:12]) or "none"
    detail = f"no field holds a page (fields: {names}): map the right one to html or text"
    return Reject(source, "read", "no_content", detail)


def with_evidence(page: RawPage, find: Callable[[str], str]) -> RawPage:
    """Return a page with the url, the fetch time and the hints that came along."""
    hints = {name: value[: limits.MOST_HINT_CHARACTERS] for name in HINT_FIELDS if (value := find(name))}
    url = find("url")
    if not url and is_address(hints.get("outlet", "")):
        url = hints.pop("outlet")
    fetched = find("fetched_at")
    fetched_at = moment(fetched)
    if fetched and fetched_at is None:
        hints["fetched_at"] = fetched[: limits.MOST_HINT_CHARACTERS]
    return dataclasses.replace(page, url=url or None, fetched_at=fetched_at, hints=hints)


def is_address(value: str) -> bool:
    """Say whether a value is a web address: some exports keep it in `source`."""
    return value.startswith(("http://", "https://"))


def finder(record: Record, flat: Record, mapping: FieldMapping) -> Callable[[str], str]:
    """Return a function from our field name to the first of its names that says something, else ""."""

    def find(name: str) -> str:
        joint = "\n" if name in CONTENT_FIELDS else "; "
        for theirs in mapping.names[name]:
            value = inner(record, theirs.split(".")) if "." in theirs else flat.get(squeeze(theirs))
            said = words(value, joint, numbers=name in MOMENT_FIELDS) if value is not None else ""
            if said.strip():
                return said if name in CONTENT_FIELDS else said.strip()
        return ""

    return find


def squeeze(key: object) -> str:
    """Return a field name without case and marks: `publishedAt`, `Published At` and `published-at` are one."""
    return str(key).translate(NAME_MARKS).lower()


NAME_MARKS = str.maketrans(dict.fromkeys("_- .:\ufeff", ""))


def inner(value: object, path: list[str]) -> object:
    """Return what a dotted path leads to, None if it leads nowhere."""
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def words(value: object, joint: str, *, numbers: bool, depth: int = 0) -> str:
    """Return a field's words: a list's joined, an object's from where such objects keep them."""
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
