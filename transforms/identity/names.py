"""Names of deliveries and of pages: what is hashed, and in which order a page's address, text and bytes are asked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from transforms.identity.fields import CONTENT_PARTS, address_said, longest_string, places_in, strings_in
from transforms.identity.folding import HEAD_BYTES, as_utf8, fold, text_of
from transforms.identity.markup import address_named
from transforms.identity.objects import object_bytes, object_of, sidecar_bytes

FEWEST_FOLDED = 20
"""Letters and digits; fewer than these are no text of one page only."""


def record_id_of_file(data: bytes, sidecar: bytes | None) -> str:
    """
    Return the name of one delivery of a one-page file.

    Args:
        data: The file, unpacked.

        sidecar: Its sidecar, unpacked. Of a JSON object neither the order of its fields counts nor
            when the page was fetched.
    """
    said = b"" if sidecar is None else sidecar_bytes(sidecar)
    return digest(b"file %d:" % len(data), data, b"alone" if sidecar is None else b"%d:" % len(said), said)


def record_id_of_object(obj: Mapping[str, Any]) -> str:
    """Return the name of one delivery of an object: all that it says but for when it was fetched, in any order."""
    return digest(b"object:", object_bytes(obj))


def page_key_of_object(obj: Mapping[str, Any]) -> str:
    """
    Return the name of the page that an object holds.

    By the address that came with it, else the one that its HTML names, else its text, else all of it.
    """
    places = places_in(obj)
    address = address_said(obj, places)
    if address:
        return key_of_address(address)
    contents = [words for key in places[1] if (words := "\n".join(strings_in(obj[key], CONTENT_PARTS)))]
    for content in contents:
        if "<" in content and (address := address_named(content[:HEAD_BYTES].encode("utf-8", "replace"))):
            return key_of_address(address)
    for content in (*contents, longest_string(obj)):
        folded = fold(content)
        if len(folded) >= FEWEST_FOLDED:
            return key_of_text(folded)
    return digest(b"page of object:", object_bytes(obj))


def page_key_of_file(data: bytes, sidecar: bytes | None) -> str:
    """Return the name of the page in a one-page file: by the address in its sidecar, else as `page_key_of_object`."""
    told = None if sidecar is None else object_of(sidecar)
    address = address_said(told, places_in(told)) if told else None
    address = address or address_named(as_utf8(data))
    if address:
        return key_of_address(address)
    folded = fold(text_of(data))
    return key_of_text(folded) if len(folded) >= FEWEST_FOLDED else digest(b"page of bytes:", data)


def page_key_of_text(text: str) -> str | None:
    """Return the name of the page of a text that came without an address, None where it is too short to have one."""
    folded = fold(text)
    return key_of_text(folded) if len(folded) >= FEWEST_FOLDED else None


def place_id(source: str, reason: str) -> str:
    """Return the name of what could not be read in a place: there is nothing else to call it by."""
    return digest(b"place:", f"{len(source)}:{source}{reason}".encode("utf-8", "surrogatepass"))


def key_of_address(address: str) -> str:
    """Return the key of the page at a cleaned address."""
    return digest(b"page at:", address.encode("utf-8", "surrogatepass"))


def key_of_text(folded: str) -> str:
    """Return the key of the page with these letters and digits."""
    return digest(b"page of text:", folded.encode("utf-8", "surrogatepass"))


def digest(*parts: bytes) -> str:
    """Return the first 128 bits of a SHA-256, in hex."""
    hashed = hashlib.sha256(parts[0])
    for part in parts[1:]:
        hashed.update(part)
    return hashed.hexdigest()[:32]
