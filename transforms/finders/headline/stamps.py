"""What stays glued behind a headline once its end is found: the paper's name, the day, who wrote it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from transforms.dates.parse import find_dates
from transforms.lexicon.calendar import cue_pattern
from transforms.lexicon.lists import either, words
from transforms.names.outlets import DOMAIN
from transforms.parts import kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST_WORDS = 4
"""Words that are left of a headline at least."""

PERSON, PAPER = "person", "paper"
MARKS = " -–—|•·,:"
NAME_WORDS = (3, 2)
"""Words of a writer's name that is looked for, the longer first."""

MOST_PAPER_WORDS = 3
"""Words of a paper's name behind a headline, the longest tried first."""


@cache
def cue_at_end() -> re.Pattern[str]:
    """Return the pattern of a dash and a word of publication at the end of a headline: ` - diperbarui`."""
    return re.compile(rf"\s?[-–—|]\s?(?:{cue_pattern('published')}|{cue_pattern('modified')})\s?:?\s?$", re.IGNORECASE)


def bare_headline(title: str, page: str, below: Sequence[str], *, goes_on: str) -> tuple[str, tuple[str, ...]]:
    """
    Return a headline without what is glued behind it, and the writers whom that names.

    Args:
        title: The headline as it stands in the text.

        page: The whole text: a writer's name stands there once more behind the paper's, `(Kabar Rawa/Ayu Lestari)`.

        below: The line below.

        goes_on: What stands behind it in its line, empty where nothing does.
    """
    bare, stamped = without_day(title)
    bare = without_paper(bare, below) if stamped else bare
    cued = name_behind_cue().search(bare) if goes_on else None
    if cued and kind_of(cued["name"], None) == PERSON:
        written, bare = cued["name"], bare[: cued.start()].rstrip(MARKS)
    else:
        written = name_at_end(bare, page) if stamped or goes_on else None
        bare = bare[: -len(written)].rstrip(MARKS) if written else bare
    if len(bare.split()) < FEWEST_WORDS or not title.startswith(bare):
        return title, ()
    return bare, (written,) if written else ()


@cache
def name_behind_cue() -> re.Pattern[str]:
    """Return the pattern of an author's cue with a capital and a name at the end of a headline: ` By Ayu Lestari`."""
    cues = either([word for word in words("roles", "bare_author") if word[:1].isupper()])
    return re.compile(rf" {cues} ?:? (?P<name>[A-Z][\w.'’]{{1,20}}(?: [A-Z][\w.'’]{{0,20}}){{1,3}})$")


def without_day(title: str) -> tuple[str, bool]:
    """
    Return a headline without a day and its cue at the end, and whether one stood there.

    >>> without_day("Rakit Bambu Berangkat Lagi KabarRawa.com 12 Juni 2021, 15:33 WIB")
    ('Rakit Bambu Berangkat Lagi KabarRawa.com', True)
    """
    last = next((m for m in reversed(find_dates(title)) if m.has_year and m.time), None)
    at = last.start if last and last.end >= len(title) - 1 else len(title)
    bare = title[:at].rstrip(MARKS) if at < len(title) else title
    cue = cue_at_end().search(bare)
    bare = bare[: cue.start()].rstrip(MARKS) if cue else bare
    return bare, bare != title


def without_paper(title: str, below: Sequence[str]) -> str:
    """Return a headline without the paper's name at its end: a domain, a known one, or as the next line begins."""
    said = title.split(" ")
    if DOMAIN.fullmatch(said[-1]) and "." in said[-1]:
        return " ".join(said[:-1])
    for size in range(MOST_PAPER_WORDS, 1, -1):
        name = " ".join(said[-size:])
        opens = name.istitle() and any(line.startswith(f"{name} ") for line in below)
        if len(said) > size and (opens or kind_of(name, None) == PAPER):
            return " ".join(said[:-size])
    return title


def name_at_end(title: str, page: str) -> str | None:
    """Return a writer's name at the end of a headline, which stands once more behind a paper's and a slash."""
    said = title.split(" ")
    names = (" ".join(said[-size:]) for size in NAME_WORDS)
    return next((name for name in names if f"/{name})" in page and kind_of(name, None) == PERSON), None)
