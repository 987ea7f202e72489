"""What a name given by an operator means: a page, an address, an outlet; and all deliveries that are meant with it."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.corpus.database import INDEX_IN_HEX, hex_of
from flows.corpus.forgotten import address_key
from flows.errors import SaringError

if TYPE_CHECKING:
    import duckdb

KEY = re.compile(r"[0-9a-f]{32}")
HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")


class ForgetError(SaringError):
    """What was asked for cannot be forgotten, or taken back; the message says why."""


@dataclass(frozen=True, slots=True)
class Aim:
    """
    What is to be forgotten.

    Attributes:
        kind: `page`, `address` or `outlet`.

        name: The outlet's host, the page's id, or the key of the address.

        where: SQL of the deliveries that the name means, over `known`; `$name` is bound.

        page_key: Of an address, what pages there are called.
    """

    kind: str
    name: str
    where: str
    page_key: str | None = None


KNOWN = f"""
CREATE OR REPLACE TABLE known AS
SELECT * REPLACE ({hex_of("text_key")} AS text_key, {hex_of("url_key")} AS url_key)
FROM (SELECT {INDEX_IN_HEX} FROM old_index)
"""
"""The index with its keys in hex."""

OF_OUTLET = "outlet_domain = $name OR ends_with(outlet_domain, concat('.', $name))"
PLACED = """
SELECT DISTINCT r.record FROM (
    SELECT path, unnest(records) AS record, generate_subscripts(records, 1) - 1 AS n FROM old_files
) r WHERE r.path = $1 OR concat(r.path, '#', r.n) = $1
"""
"""Deliveries that stood in a place, also where the index calls them by another."""


def aim_at(con: duckdb.DuckDBPyConnection, wanted: str) -> Aim | None:
    """
    Return what a name means in a store, None where nothing there is called so and nothing later can be.

    An address may be forgotten before anything came in from it.

    Args:
        con: A database with `known` and `old_files`.

        wanted: A page's id, a record id, a source, an address or an outlet's host.

    Raises:
        ForgetError: It names a file with several pages.
    """
    name = wanted.strip()
    if KEY.fullmatch(name.lower()):
        return page_called(con, "id = $name OR record_id = $name", name.lower())
    if sources := con.execute("SELECT DISTINCT record_id FROM known WHERE source = $1", [name]).fetchall():
        return page_called(con, "record_id = $name", sources[0][0]) if len(sources) == 1 else several(name, sources)
    if records := con.execute(PLACED, [name]).fetchall():
        return page_called(con, "record_id = $name", records[0][0]) if len(records) == 1 else several(name, records)
    if "/" in name:
        return address_called(name)
    host = name.lower().removeprefix("www.").rstrip(".")
    if HOST.fullmatch(host) and con.execute(f"FROM known WHERE {OF_OUTLET} LIMIT 1", {"name": host}).fetchall():
        return Aim("outlet", host, OF_OUTLET)
    return None


def several(name: str, records: list[tuple[str]]) -> Aim:
    """Refuse a place that holds several pages."""
    raise ForgetError(
        f"{name} holds {len(records)} records; name one of them ({name}#0 is the first), its id or its address, "
        "or the outlet"
    )


def page_called(con: duckdb.DuckDBPyConnection, where: str, name: str) -> Aim | None:
    """Return the page that a condition finds."""
    found = con.execute(f"SELECT DISTINCT id FROM known WHERE {where} AND id NOT NULL", {"name": name}).fetchall()
    return Aim("page", found[0][0], "id = $name") if found else None


def address_called(url: str) -> Aim | None:
    """Return the pages at an address; None where it is none."""
    from transforms.identity import page_key_of_object
    from transforms.urls import url_key

    key = address_key(url_key(url))
    if key is None or ("://" not in url and not HOST.fullmatch(url.partition("/")[0])):
        return None
    page = page_key_of_object({"url": url})
    return Aim("address", key, f"url_key = $name OR page_key = '{page}'", page)
