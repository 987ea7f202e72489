"""What a user's exports call fields that we do not know by these names: `--map text=berita,date=tgl`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from flows.errors import UsageError

Option: TypeAlias = str
"""What the command line says."""
Field: TypeAlias = str
"""A field of ours, such as `title`."""

FieldMap = tuple[tuple[str, tuple[str, ...]], ...]
"""Names of the user's by field of ours; of each field the surest goes first, and all go before those that we know."""

NO_MAP: FieldMap = ()

MAPPED = tuple(
    "html text url fetched_at title date clock date_order author editor outlet description tags section modified "
    "language charset id".split()
)
"""The fields that may be mapped; what each is called elsewhere stands in `flows/read/names.toml`."""

NOTHING = "none"
"""What `--map` says to forget the names that a store was told."""


def read_mapping(text: Option) -> FieldMap:
    """
    Return the names in a text.

    Raises:
        UsageError: It is none, or maps a field that there is not.

    >>> read_mapping("text=berita, text=naskah, date=tgl")
    (('text', ('berita', 'naskah')), ('date', ('tgl',)))
    """
    if text == NOTHING:
        return NO_MAP
    pairs: list[tuple[Field, ...]] = [
        tuple(side.strip() for side in part.split("=", 1)) for part in text.split(",") if part.strip()
    ]
    if not pairs or any(len(pair) < 2 or not all(pair) for pair in pairs):  # noqa: PLR2004 - both sides
        raise UsageError(f"--map {text}: write FIELD=NAME, such as text=berita,date=tgl, or `{NOTHING}` to forget them")
    return check_mapping(pairs)


def check_mapping(pairs: Iterable[tuple[Field, ...]]) -> FieldMap:
    """
    Return pairs of our field and their name as a map.

    Raises:
        UsageError: There is no such field.
    """
    found: dict[Field, tuple[str, ...]] = {}
    for ours, theirs in pairs:
        if ours not in MAPPED:
            raise UsageError(f"--map {ours}={theirs}: there is no field `{ours}`; there are {', '.join(MAPPED)}")
        found[ours] = (*found.get(ours, ()), theirs)
    return tuple(found.items())
