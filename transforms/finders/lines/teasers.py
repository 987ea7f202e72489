"""Blocks of teasers behind a story: cut-off leads give away the alt texts, titles and dates around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from transforms.finders.lines.features import AT
from transforms.sheet import Standing

LEAD, PROOF = -2.0, 0.0
"""Log-odds from which on a cut-off lead, and any other line behind a story, is evidence of teasers; beside a lead that
is one by itself, others are down to `SURE_MEMBER`."""

FEWEST = 2
"""Pieces of evidence, one of them a cut-off lead: a story may trail off once."""

REACH = 3
"""Lines from one piece of evidence to the next line of the block: alt text, title, category and date."""

MEMBER, SURE_MEMBER = -2.4, -4.0
"""Log-odds below which even a line among teasers is left alone, with one cut-off lead on the page and with more:
two leads tell a block of teasers by themselves."""

SECTION = -2.4
"""The same for a section's name beside struck entries of a menu."""


def find_teasers(page: Standing, lines: Mapping[int, Sequence[float]], odds: Mapping[int, float]) -> frozenset[int]:
    """
    Return the lines behind the story that belong to a block of teasers.

    A cut-off lead and one more likely line make a block; what stands within `REACH` lines of either and neither
    ends a sentence nor is an item of a list goes with them, be it ever so short.

    Args:
        page: The page.

        lines: The features of each candidate, by block.

        odds: Their log-odds of furniture.
    """
    behind = [n for n in lines if n > page.last]
    cut_off = [n for n in behind if odds[n] >= SURE_MEMBER and not closed(lines[n]) and is_lead(lines[n])]
    sure = any(odds[n] >= PROOF for n in cut_off)
    leads = [n for n in cut_off if sure or odds[n] >= LEAD]
    proof = [n for n in behind if n in leads or (odds[n] >= PROOF and not closed(lines[n]))]
    if not leads or len(proof) < FEWEST:
        return frozenset()
    standing = [n for n, text in enumerate(page.left) if text and n > page.last]
    place = {n: at for at, n in enumerate(standing)}
    near = {at for n in proof for at in range(place[n] - REACH, place[n] + REACH + 1)}
    first, least = place[leads[0]] - REACH, SURE_MEMBER if len(leads) > 1 else MEMBER
    blocks = (n for n in behind if place[n] in near and place[n] >= first)
    return frozenset(n for n in blocks if odds[n] >= least and not closed(lines[n]))


def is_lead(line: Sequence[float]) -> bool:
    """Return whether a line is a sentence that was cut off."""
    return bool(line[AT["ends_ellipsis"]] and (line[AT["middling"]] or line[AT["long"]]))


def closed(line: Sequence[float]) -> bool:
    """Return whether a line ends a sentence or belongs to a list or quotation of the story."""
    held = ("ends_sentence", "bulleted", "numbered", "announced", "announces", "in_quotation", "runs_on")
    return any(line[AT[name]] for name in held)


def find_menu(page: Standing, lines: Mapping[int, Sequence[float]], odds: Mapping[int, float]) -> frozenset[int]:
    """Return the names of sections before the story that stand beside entries of a menu which were struck."""
    found = set()
    for number, line in lines.items():
        if number < page.first and line[AT["section_words"]] == 1 and odds[number] >= SECTION:
            above, below = number - 1, number + 1
            struck = (at for at in (above, below) if 0 <= at < len(page.kinds))
            if any(page.kinds[at] == "nav" or at in found for at in struck):
                found.add(number)
    return frozenset(found)
