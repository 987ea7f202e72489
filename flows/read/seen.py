"""What a file is by its first bytes, where these clearly disagree with its name."""

from __future__ import annotations

import re

from flows.read.formats import Format

PAGE_STARTS = (b"<!doctype html", b"<html")
"""How a saved page begins, whatever it was named: an export that failed often is one."""

WHOLE_STARTS = re.compile(rb"\[\s*\{|\{\s*\n")
"""How one value begins that is laid out over a file: a list of objects, or an object on lines of its own."""


def format_seen(head: bytes, named: Format) -> Format:
    """Return what a file is read as, by its beginning and by what its name promises."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.lower().startswith(PAGE_STARTS):
        return "html"
    if named == "jsonl" and WHOLE_STARTS.match(start):
        return "json"
    return named
