"""The address of the page itself, alone on a line or behind a label: `Sumber: https://kabarrawa.example/panen`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.records import Removal

if TYPE_CHECKING:
    from transforms.sheet import Standing

LABELLED = re.compile(r"(?:[^\W\d_][^:\n]{1,30}: ?)?(?P<address>https?://\S{6,300}|www\.\S{6,300})", re.IGNORECASE)
PREFIX = re.compile(r"^(?:https?://)?(?:www\.|m\.)?", re.IGNORECASE)
QUERY = re.compile(r"[?#].*$")


def find_own_address(standing: Standing) -> tuple[Removal, ...]:
    """Find the lines that hold nothing but the page's own address, a label in front or not."""
    url = standing.sheet.url
    if not url:
        return ()
    lines = [
        (number, block.text, match["address"])
        for number, block in standing.story
        if "://" in block.text[:50] or "www." in block.text[:50]
        if (match := LABELLED.fullmatch(block.text.strip())) is not None
    ]
    own = bare(url) if lines else ""
    if "/" not in own:
        return ()
    return tuple(
        Removal(number, 0, len(text), "republication", "republication.own-address", "metadata")
        for number, text, address in lines
        if bare(address) == own
    )


def bare(address: str) -> str:
    """
    Return an address without its scheme, its query and the marks behind it, for comparing.

    >>> bare("https://www.kabarrawa.example/panen/?page=all.")
    'kabarrawa.example/panen'
    """
    return QUERY.sub("", PREFIX.sub("", address.strip())).rstrip("/.,;)").casefold()
