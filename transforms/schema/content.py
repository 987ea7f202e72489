"""What a page says, as a digest: crawls that share it are one state of the page."""

from __future__ import annotations

import hashlib
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from transforms.records import TOLD
from transforms.text.normal import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WITNESSES = tuple(column.name for column in TOLD if column.since and column.name.endswith("_from"))
"""Columns that tell who said what a page says."""

OF_THE_FETCH = frozenset(
    {
        *WITNESSES,
        "conflicts",
        "body_confidence",
        "fetched_at",
        "line_kinds",
        "model_characters",
        "n_removed_chars",
        "repaired",
        "url",
    }
)
"""
Columns that may differ between two crawls that say the same: an address may tell how the page was reached, and
what stands around a story and how a copy was decoded change from fetch to fetch, and its markup with each new design,
and with it who says what the page says.
"""

LATER = tuple(column.name for column in TOLD if column.since and column.name not in OF_THE_FETCH)
"""
Columns of what a page says that stores of an earlier schema lack. Empty ones are no part of what it says: else each
page that says what it said before would look changed when it is fetched again.
"""

EMPTY: tuple[object, ...] = (None, False, "", [], ())

SAID = tuple(column.name for column in TOLD if column.name not in {*OF_THE_FETCH, *LATER, "text"})

said = itemgetter(*SAID)
"""What a page says: fields and, as a digest, text."""


def content_digest(row: Mapping[str, Any], later: Iterable[str] = LATER) -> str:
    """
    Return the digest of what a page says: fields and text, the fetch aside.

    Args:
        row: Its row.

        later: Columns that earlier stores lack; those that are empty are left out.
    """
    return digest_of(*said(row), *((name, row[name]) for name in later if row[name] not in EMPTY))


def digest_of(*values: Any) -> str:  # noqa: ANN401 - rows hold many types
    """Return one digest (128 bits, hex) of values that plain Python writes as what they are."""
    return hashlib.blake2b(repr(values).encode(), digest_size=16).hexdigest()


def text_digest(text: str) -> str:
    """Return the SHA-256 (hex) of a text in normal form: texts that differ only in spacing share it."""
    return sha256(normalise(text))


def sha256(text: str) -> str:
    """Return the SHA-256 of a text, in hex."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
