"""A JSON object as bytes that depend on what it says alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from transforms.identity.fields import places_in
from transforms.identity.folding import as_utf8, text_of


def object_bytes(obj: Mapping[str, Any]) -> bytes:
    """Return an object as bytes that do not depend on the order of its keys, fetch times left out."""
    dropped = places_in(obj)[2]
    kept = {key: value for key, value in obj.items() if key not in dropped} if dropped else dict(obj)
    try:
        return orjson.dumps(kept, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # numbers beyond 64 bits, lone surrogates, great depth
        return "".join(tokens(kept)).encode("utf-8", "surrogatepass")


def tokens(value: object) -> Iterator[str]:
    """Yield a value of any depth in pieces that say what it is and how long, keys in order."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Mapping):
            yield f"{{{len(item)}"
            for key in sorted(item, key=str, reverse=True):
                waiting += (item[key], str(key))
        elif isinstance(item, list | tuple):
            yield f"[{len(item)}"
            waiting += reversed(item)
        elif isinstance(item, int) and not isinstance(item, bool):
            yield f"i{item:x};"  # in base 16 there is no limit to its digits
        else:
            words = item if isinstance(item, str) else repr(item)
            yield f"{type(item).__name__}{len(words)}:{words}"


def sidecar_bytes(sidecar: bytes) -> bytes:
    """Return what a sidecar says, in one order, without its fetch times; as it is where it is no JSON object."""
    told = object_of(sidecar)
    return sidecar if told is None else object_bytes(told)


def object_of(data: bytes) -> dict[str, Any] | None:
    """Return the JSON object in some bytes, None if there is none; almost JSON is taken, as readers do."""
    try:
        value = orjson.loads(as_utf8(data, len(data)))
    except orjson.JSONDecodeError:
        try:
            value = json.loads(text_of(data), strict=False)
        except (ValueError, RecursionError):
            return None
    return value if isinstance(value, dict) else None
