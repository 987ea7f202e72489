"""A record of an export, under whatever names, as a `RawPage`."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from flows.read import limits
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


def page_of(source: str, record: Record, delivered: Record) -> RawPage | Reject:
    """
    Return a record's page: its html if it has some, else its text. Without either, a reject.

    Args:
        source: Its name.

        record: What it says.

        delivered: What its names are made of.
    """
    said = read_fields(record, tuple(record))
    names = record_id_of_object(delivered), page_key_of_object(delivered)
    html, text = said.get("html"), said.get("text")
    if html:
        return page_with(source, "html" if holds_any_tag(html) else "text", html, said, names)
    if not text:
        return without_content(source, record, names, said.get("url"))
    if holds_tags(text):
        return page_with(source, "html", keep_line_breaks(text), said, names)
    return page_with(source, "text", text, said, names)


def without_content(source: str, record: Record, names: Names, url: str | None) -> Reject:
    """Return the reject of a record without a page, which names what it has instead."""
    wanted = {bare(name) for ours in CONTENT_FIELDS for name in ALIASES[ours]}
    if any(bare(key) in wanted for key in record):
        return Reject(source, "read", "empty_record", "its page is blank: fetch it again or leave it out", *names, url)
    fields = ", ".join(repr(str(key)[:40]) for key in list(record)[:12]) or "none"
    detail = f"no field holds a page (fields: {fields}): map the right one to html or text"
    return Reject(source, "read", "no_content", detail, *names, url)


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
    """Return whether a value is a web address: some exports keep it in `source`."""
    return value.startswith(("http://", "https://"))


def read_fields(record: Record, keys: tuple[str, ...]) -> dict[str, str]:
    """
    Return what each of our fields says, by the first of its names that says something; silent ones are left out.

    Args:
        record: The record.

        keys: Its keys. Of two that are spelt alike the first one counts.
    """
    said: dict[str, str] = {}
    known = keys_of if sum(map(len, keys)) <= MOST_KEY_CHARACTERS else keys_of.__wrapped__
    for name, theirs in known(keys).items():
        joint = "\n" if name in CONTENT_FIELDS else "; "
        for key in theirs:
            found = words(record[key], joint, numbers=name in MOMENT_FIELDS)
            stripped = found.strip()
            if stripped:
                said[name] = found if name in CONTENT_FIELDS else stripped
                break
    return said


@lru_cache(maxsize=64)
def keys_of(keys: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """
    Return under which of these keys a record may keep each of our fields, the surest first.

    An export's records mostly have the same keys: to look them up anew for each took 55 of the 66 µs
    in which a record became a page.
    """
    own = {bare(key): key for key in reversed(keys)}
    return {ours: tuple(own[name] for name in map(bare, theirs) if name in own) for ours, theirs in ALIASES.items()}


def bare(key: object) -> str:
    """Return a field name without case and marks: `publishedAt`, `Published At` and `published-at` are one."""
    return str(key).translate(NAME_MARKS).lower()


NAME_MARKS = str.maketrans(dict.fromkeys("_- .:\ufeff", ""))


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
