"""Credits that say what somebody did: `Reporting by X; Editing by Y`, `Diterjemahkan oleh X`, `Rep: x/ Red: y`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transforms.names.persons import JOINT, PERSON, people_in

WROTE = (
    r"(?:(?:additional )?reporting|reported|written|writing|translated"
    r"|diliput|dilaporkan|diterjemahkan|dialihbahasakan)"
)
EDITED = r"(?:editing|edited|editor|disunting|diedit)"
DEED = re.compile(
    rf"(?i:(?P<wrote>{WROTE}(?: and (?P<both>editing|edited))?)|(?P<edited>(?:writing and )?{EDITED}))"
    r" (?i:by|oleh) ?:? ?"
    rf"(?P<names>{PERSON}(?:{JOINT}(?!(?i:{WROTE}|{EDITED})\b){PERSON}){{0,4}})"
)
TRADE = re.compile(
    r"(?:, (?:[\w-]{3,14} ){0,2}(?:writer|editor|reporter|journalist|contributor|penulis|wartawan|jurnalis|kontributor)"
    r"(?: [\w-]{2,14}){0,2})?[\s;,./|()\[\]&*_–—-]{0,6}",
    re.IGNORECASE,
)
"""What may stand behind the last name: a trade, marks."""
BETWEEN = re.compile(r"[\s;,./|()\[\]&*_–—-]{0,6}(?:(?:in|di) [A-Z]\w{1,20})?(?:and|dan)?[\s;,./|()\[\]&*_–—-]{0,6}")
SMALL = r"[^\W\d_][\w.'’-]{0,20}(?: [^\W\d_][\w.'’-]{0,20}){0,4}"
PAIR = re.compile(
    rf"[^\w]{{0,4}}(?i:rep(?:orter)?) ?: ?(?P<wrote>{SMALL})"
    rf" ?[/|,;]? ?(?i:red|redaktur|editor) ?: ?(?P<edited>{SMALL})\W{{0,4}}"
)
BARE_EDITOR = re.compile(rf"(?:Editor|Penyunting) (?P<edited>{PERSON})")
LONGEST = 180
"""Characters; longer lines are prose."""


@dataclass(frozen=True, slots=True)
class Deeds:
    """Who wrote and who edited, by a line that says nothing else."""

    authors: tuple[str, ...]
    editors: tuple[str, ...]


def read_deeds(line: str, outlet: str | None = None, *, ending: bool) -> Deeds | None:
    """
    Read a line that is nothing but such credits.

    Args:
        line: The line.

        outlet: The copy's outlet, which is no person.

        ending: The line stands where the story ends, so `Editor Rina Dewi` needs no mark.

    Returns:
        None where the line is, or also is, something else, or names nobody.

    >>> read_deeds("Reporting by Rina Dewi; Editing by Budi Harsono and Agus Salim", ending=False)
    Deeds(authors=('Rina Dewi',), editors=('Budi Harsono', 'Agus Salim'))
    """
    if len(line) > LONGEST:
        return None
    pair = PAIR.fullmatch(line) or (BARE_EDITOR.fullmatch(line) if ending else None)
    if pair:
        wrote = pair.groupdict().get("wrote") or ""
        return named(people_in(wrote, outlet), people_in(pair["edited"], outlet))
    return read_each(line, outlet)


def read_each(line: str, outlet: str | None) -> Deeds | None:
    """Read deed after deed; nothing but marks and places may stand between them."""
    authors: list[str] = []
    editors: list[str] = []
    at = 0
    for match in DEED.finditer(line):
        if not BETWEEN.fullmatch(line, at, match.start()):
            return None
        names = people_in(match["names"], outlet)
        authors += names if match["wrote"] else ()
        editors += names if match["edited"] or match["both"] else ()
        at = match.end()
    return named(tuple(authors), tuple(editors)) if TRADE.fullmatch(line, at) or BETWEEN.fullmatch(line, at) else None


def named(authors: tuple[str, ...], editors: tuple[str, ...]) -> Deeds | None:
    """Return deeds that name somebody."""
    return Deeds(authors, editors) if authors or editors else None
