"""What page titles hang on a headline: the names of the site and of its section, at either end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from transforms.lexicon.fold import fold
from transforms.names.outlets import is_domain, is_known, same_outlet
from transforms.names.places import rubrics
from transforms.names.squeeze import squeeze

PART = re.compile(r"\s{1,3}(?:[|·•»«:—–~-]|::|\|\||/)\s{1,3}|\s?[|»«]\s?")
"""What parts a headline from the names at its ends."""

MARKS = " |·•»«:—–~-/"
SECTIONS_TAIL = re.compile(r"(?:--[^\s-]{1,10}){2,3}$")
"""Section and outlet behind a headline in scripts without spaces."""

FEWEST_CHARACTERS = 6
"""Characters of a headline that is one word, as headlines in scripts without spaces are."""

MOST_ENDS = 4
"""Names that hang on one headline: site, section, a second section, a slogan."""

MOST_SITE_WORDS = 5
SHORTEST_HOST_WORD = 2


def parts_of(title: str) -> list[tuple[int, int]]:
    """Return where each part of a title between such marks begins and ends."""
    marks = [(0, 0), *(match.span() for match in PART.finditer(title)), (len(title), len(title))]
    return [(before[1], behind[0]) for before, behind in pairwise(marks) if before[1] < behind[0]]


def as_printed(title: str, headings: Iterable[str]) -> str | None:
    """
    Return the heading that a title is once names at its ends are left out, None where the page prints none.

    >>> as_printed("Banjir Surut | Daerah | Kabar Kota", ["Terkini", "Banjir Surut"])
    'Banjir Surut'
    """
    parts = parts_of(title)
    if len(parts) < 2:  # noqa: PLR2004 - nothing to leave out
        return None
    printed = {squeeze(heading): heading for heading in headings}
    for count in range(len(parts) - 1, 0, -1):
        for first in range(len(parts) - count + 1):
            found = printed.get(squeeze(title[parts[first][0] : parts[first + count - 1][1]]))
            if found:
                return found
    return None


def without_outlet(title: str, outlets: Iterable[str], host: str | None = None) -> str:
    """
    Return a title without the outlet's name at its end or start, and without the section beside it.

    >>> without_outlet("Banjir surut - Daerah - Kabar Kota", ["KabarKota"])
    'Banjir surut'
    """
    sections = SECTIONS_TAIL.search(title)
    if sections and sections.start() >= FEWEST_CHARACTERS:
        title = title[: sections.start()]
    names = [name for name in outlets if squeeze(name)]
    for _ in range(MOST_ENDS):
        shorter = without_end(title, names, host)
        if shorter == title:
            return title
        title = without_section(shorter) if title.startswith(shorter) else shorter
    return title


def without_end(title: str, names: Sequence[str], host: str | None) -> str:
    """Return a title without one name of the site at its end, else at its start."""
    parts = parts_of(title)
    if len(parts) < 2:  # noqa: PLR2004 - nothing to leave out
        return title
    (start, end), (begin, stop) = parts[0], parts[-1]
    last = title[begin:stop]
    if any(holds(last, name) for name in names) or is_site(last, host):
        return title[:begin].rstrip(MARKS)
    if any(same_outlet(title[start:end], name) for name in names) or is_site(title[start:end], host):
        return title[end:].lstrip(MARKS)
    return title


def holds(part: str, name: str) -> bool:
    """Return whether the last part of a title is a site's name, with a slogan or in short."""
    one, other = squeeze(part), squeeze(name)
    return bool(one) and (one in other or other in one)


def is_site(part: str, host: str | None) -> bool:
    """Return whether a part of a title names a site by itself: a known outlet, a domain, the words of the host."""
    if is_known(part) or is_domain(part):
        return True
    words = [squeeze(word) for word in part.split()]
    letters = squeeze(host or "")
    label = squeeze(max((host or "").split(".")[:-1], key=len, default=""))
    if not letters or not 0 < len(words) <= MOST_SITE_WORDS or 2 * sum(map(len, words)) < len(label):
        return False
    return all(len(word) > SHORTEST_HOST_WORD and word in letters for word in words)


def without_section(title: str) -> str:
    """Return a title without a rubric at its end."""
    parts = parts_of(title)
    if len(parts) > 1 and fold(title[parts[-1][0] : parts[-1][1]]) in rubrics():
        return title[: parts[-1][0]].rstrip(MARKS)
    return title


def names_site(title: str, names: Iterable[str]) -> bool:
    """Return whether a title is nothing but the site's name, with its domain's ending or without."""
    return is_domain(title) or any(same_outlet(title, name) for name in names)
