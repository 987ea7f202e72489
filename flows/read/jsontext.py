"""JSON as exports really write it: almost."""

import json
import re
from typing import Any

import orjson

from transforms.text.decode import decode

SURROGATE = re.compile("[\ud800-\udfff]")


class BrokenJson(ValueError):  # noqa: N818 - says what it is about
    """Bytes that are no JSON. The message says where and what."""


def parse_json(data: bytes) -> Any:  # noqa: ANN401 - JSON is any shape until someone looks
    """
    Return the value of a JSON text.

    Takes what strict parsers refuse and nothing is lost by taking: wrong charset, control characters
    in strings, lone surrogates (as U+FFFD), NaN. Of a key that stands twice the last one counts.

    Raises:
        BrokenJson: It is no JSON, or nested deeper than a parser goes.
    """
    return parse_told(data)[0]


def parse_told(data: bytes) -> tuple[Any, bool]:
    """
    Return the value of a JSON text and whether it is strict JSON, as `parse_json` does.

    Raises:
        BrokenJson: As `parse_json` does.
    """
    try:
        return orjson.loads(data), True
    except orjson.JSONDecodeError:
        return parse_leniently(decode(data, None, is_html=False)), False


def parse_leniently(text: str) -> Any:  # noqa: ANN401 - as above
    """Return the value of a JSON text that the strict parser refused."""
    try:
        return mend(json.loads(text, strict=False))
    except json.JSONDecodeError as error:
        raise BrokenJson(f"column {error.colno}: {error.msg}") from error
    except RecursionError as error:
        raise BrokenJson("nested too deeply") from error
    except ValueError as error:  # a number of thousands of digits
        raise BrokenJson(str(error)) from error


def mend(value: Any) -> Any:  # noqa: ANN401 - as above
    """Return the value with U+FFFD for lone surrogates, which no file can hold."""
    if isinstance(value, str):
        return SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [mend(item) for item in value]
    if isinstance(value, dict):
        return {mend(key): mend(item) for key, item in value.items()}
    return value
