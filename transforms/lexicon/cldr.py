"""
Names of months and weekdays of the world's languages, from the Unicode locale data (CLDR) that Babel brings along.

Reading thirty-six languages takes .3 s, so that what was read is kept in the cache; then Babel is not even imported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, MutableMapping
from importlib import metadata
from typing import Any, TypeAlias

from transforms.lexicon.cache import read_kept, write_kept
from transforms.lexicon.schema import RuleError

KIND = "cldr"
FORMS = ("format", "stand-alone")
"""Names inside a date and alone: `stycznia`, `styczeń`."""

WIDE, SHORT = WIDTHS = "wide", "abbreviated"
DAYS_A_WEEK, MONTHS_A_YEAR = 7, 12

Names: TypeAlias = Mapping[str, Mapping[str, list[list[str]]]]
"""By language: `months` from January, `weekdays` and `short_weekdays` from Monday, each with its names."""


def cldr_names(languages: Iterable[str]) -> Names:
    """
    Return the names of months (short ones too) and weekdays of some languages.

    Raises:
        RuleError: CLDR has no such language.
    """
    codes = sorted(set(languages))
    key = hashlib.sha256(f"{metadata.version('babel')} {FORMS} {codes}".encode()).hexdigest()
    kept = read_kept(KIND, key)
    if kept is None:
        kept = {"names": {code: read_language(code) for code in codes}}
        write_kept(KIND, key, kept)
    names: Names = kept["names"]
    return names


def read_language(code: str) -> dict[str, list[list[str]]]:
    """Return the names of one language as CLDR has them."""
    from babel import localedata  # noqa: PLC0415 - .02 s, and .01 s for each language: only where the cache is empty

    if not localedata.exists(code):
        raise RuleError(f"lexicon/calendar.toml: list 'languages': CLDR has no language {code!r}. Mend its code.")
    data: MutableMapping[str | int | None, Any] = dict(localedata.load(code).items())
    told = localedata.LocaleDataDict(data)  # follows what one form of a name leaves to another
    days, months = range(DAYS_A_WEEK), range(1, MONTHS_A_YEAR + 1)
    return {
        "months": [[told["months"][form][width][n] for form in FORMS for width in WIDTHS] for n in months],
        "weekdays": [[told["days"][form][WIDE][n] for form in FORMS] for n in days],
        "short_weekdays": [[told["days"][form][SHORT][n] for form in FORMS] for n in days],
    }
