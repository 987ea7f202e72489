"""Finding wire credits: the agencies and outlets from which copy says it took text or facts."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from transforms.finders.credits.initials import find_initials
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of, folded, lexicon_table, words
from transforms.names.agencies import TITLED, alias_of, canonical, known, known_at, names_at, unique
from transforms.names.hosts import host_of, spelled_out
from transforms.names.literals import places_of
from transforms.names.outlets import is_known, last_words
from transforms.records import Removal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from transforms.sheet import Standing

BARE = re.compile(r"\((?P<name>[A-Za-z][\w. -]{1,24}(?:/[A-Za-z][\w. ]{1,24})?)\)\s*$")
LONGEST_CREDIT_LINE = 60
AGENCY_WORDS = 2
PRESS = re.compile(r"(?P<name>[A-Z][a-z]{2,20}(?: [A-Z][a-z]{2,20}){1,3}?)(?: [Nn]ewspaper)?(?![\w-]| [A-Z])")
ADDRESS = 400
"""Characters behind a notice's paper in which the headline and an address stand."""
NOTICE = 120
"""Characters around a notice's literal within which its paper is named."""


@dataclass(frozen=True, slots=True)
class Wires:
    """
    Where copy was taken from.

    Attributes:
        wire_sources: Agencies and outlets as printed, in the order of the page.

        republished_from: The paper that a republication notice names.

        removals: Bare credits, kind `credit` (`editor_credit` for a line of its own).
    """

    wire_sources: tuple[str, ...] = ()
    republished_from: str | None = None
    removals: tuple[Removal, ...] = ()


def find_wires(standing: Standing, outlet: str | None = None) -> Wires:
    """
    Find the outlets and agencies that a copy credits.

    Only bare credits (`(detik)`, `Sumber: Antara`) leave the text; sentences stay.

    Args:
        standing: The article. Republication notices are read even where a rule struck them.

        outlet: The copy's outlet, which is no source of its own.
    """
    text, found = credited_text(standing)
    bare, removals = find_bare(standing)
    names = [*cited(text, found), *reported(text, found), *bare] if found else bare
    republished, _ = republished_from(standing)
    if republished and is_known(republished):
        names.append(republished)
    return Wires(unique(names, outlet), republished, tuple(removals))


def credited_text(standing: Standing) -> tuple[str, Mapping[str, Sequence[int]]]:
    """Return the text of what bears witness, and where the cues stand in it; no text where none stands on the page."""
    cues = standing.sheet.places.keys() & story_literals()
    if len(standing.credited) == len(standing.blocks):
        return standing.sheet.text, {literal: standing.sheet.places[literal] for literal in cues}
    found: dict[str, list[int]] = {}
    if not cues:
        return "", found
    shifts = shifts_of(standing)
    for literal in cues:
        for at in standing.sheet.places[literal]:
            shift = shifts.get(bisect_right(standing.sheet.starts, at) - 1)
            if shift is not None:
                found.setdefault(literal, []).append(at - shift)
    return "\n".join([block.text for _, block in standing.credited]), found


def shifts_of(standing: Standing) -> dict[int, int]:
    """Return by how much each block that bears witness moves to the front where the others are left out."""
    shifts: dict[int, int] = {}
    at = 0
    for index, block in standing.credited:
        shifts[index] = standing.sheet.starts[index] - at
        at += len(block.text) + 1
    return shifts


@cache
def story_literals() -> frozenset[str]:
    """Return what sentences that name a source are known by, in small letters."""
    return frozenset(words("wires", "cues")) | spoken().keys()


def find_bare(standing: Standing) -> tuple[list[str], list[Removal]]:
    """Find the bare credits of a page: the names and the spans."""
    names: list[str] = []
    removals: list[Removal] = []
    story = standing.credited
    last = next((n for n in range(len(story) - 1, -1, -1) if len(story[n][1].text) > LONGEST_CREDIT_LINE), 0)
    for n in standing.marked:
        index, block = story[n]
        line = block.text
        if not (find_initials(line) or line.endswith(")") or len(line) <= LONGEST_CREDIT_LINE):
            continue
        found, spans = bare_credits(line, ending=n >= last)
        names += found
        removals += [Removal(index, a, b, kind, f"{kind}.wire", "metadata") for a, b, kind in spans]
    return names, removals


@cache
def cue() -> re.Pattern[str]:
    """Return the pattern of a cue with what may stand between it and the name."""
    cues, between = any_of("wires", "cues"), any_of("wires", "between")
    return re.compile(
        rf"(?P<cue>(?i:{cues}))(?P<between>(?:\s+(?i:{between})(?=[\s,]|[A-Z])){{0,5}})(?:,?\s+[\"“*]?(?=\w)|(?=[A-Z]))"
    )


def cited(text: str, found: Mapping[str, Sequence[int]]) -> list[str]:
    """Return the names behind cues: `dilansir dari X dan Y`, `mengutip X`, `dikutip detik dari X`."""
    names: list[str] = []
    read = 0
    for at in places_of(found, words("wires", "cues")):
        match = cue().match(text, at) if at >= read and not text[at - 1 : at].isalnum() else None
        if not match:
            continue
        cue_word = fold(match["cue"])
        agency = agency_at(match)
        trusting = cue_word in folded("wires", "trusting") or agency is not None
        behind = names_at(text, match.end(), trusting=trusting, shaped=cue_word in folded("wires", "quoted"))
        through = (
            through_name().match(text, match.end() + len(behind[0]))
            if behind and len(behind) == 1
            else quoting().match(text, match.end())
        )
        if behind and agency and not is_known(behind[0]):
            behind = (f"{agency} {behind[0]}", *behind[1:])
        names += names_at(text, through.end(), trusting=False) if through else behind
        read = match.end()
    return names


def agency_at(cue: re.Match[str]) -> str | None:
    """Return the first words of an agency's own name right in front of the rest of it, as `Kantor Berita` is."""
    said = " ".join(f"{cue['cue']} {cue['between']}".split()[-AGENCY_WORDS:])
    return said if said.istitle() and fold(said) in folded("wires", "agency_words") else None


@cache
def through_name() -> re.Pattern[str]:
    """Return the pattern of what stands between the paper that cites and the one it took from."""
    return re.compile(rf"\s*{any_of('wires', 'through')}\s+(?:{any_of('wires', 'kinds')} )?(?=[A-Z])")


@cache
def quoting() -> re.Pattern[str]:
    """Return the pattern of a paper that no table knows, up to the name of the one that it quotes."""
    return re.compile(
        rf"[A-Z][\w.-]{{2,40}}\s+{any_of('wires', 'quoting')}\s+(?:{any_of('wires', 'kinds')} )?(?=[A-Z])"
    )


def reported(text: str, found: Mapping[str, Sequence[int]]) -> list[str]:
    """Return the known outlets in other phrasings: `according to X`, `X melaporkan`."""
    hits: list[tuple[int, str]] = []
    for small in found.keys() & spoken().keys():
        for cue_words, reader in spoken()[small]:
            starts = (at for at in found[small] if text.startswith(cue_words, at))
            hits += [(at, name) for at in starts if (name := reader(text, at, cue_words))]
    return [name for _, name in sorted(hits)]


@cache
def spoken() -> dict[str, list[tuple[str, Callable[[str, int, str], str | None]]]]:
    """Return the phrasings in front of a name and behind it, by their small letters, each with its reader."""
    by_small: dict[str, list[tuple[str, Callable[[str, int, str], str | None]]]] = {}
    for key, reader in (("ahead", name_ahead), ("spoken_to", listener), ("behind", name_behind)):
        for phrase in words("wires", key):
            by_small.setdefault(phrase.lower(), []).append((phrase, reader))
    return by_small


def name_ahead(text: str, at: int, phrase: str) -> str | None:
    """Return the known outlet behind a cue."""
    start = at + len(phrase)
    for _ in range(2):
        if text.startswith(words("wires", "fillers"), start):
            start += max(len(f) for f in words("wires", "fillers") if text.startswith(f, start))
    match = known_at(text, start) if text[start : start + 1].isupper() else None
    if match is None and start > at + len(phrase):
        return press_ahead(text, start)
    return (
        match[0]
        if match and not text[match.end() : match.end() + 1].isalnum() and not LONGER.match(text, match.end())
        else None
    )


def press_ahead(text: str, at: int) -> str | None:
    """Return an unknown paper behind a cue and an article: its last word is a paper's, `Newspaper` behind it or not."""
    match = PRESS.match(text, at)
    said = match["name"].split(" ") if match else []
    return " ".join(said) if len(said) > 1 and fold(said[-1]) in last_words() else None


def listener(text: str, at: int, phrase: str) -> str | None:
    """Return the paper abroad to which somebody spoke."""
    name = name_ahead(text, at, phrase)
    return name if name and canonical(name) in words("wires", "listeners") else None


def name_behind(text: str, at: int, phrase: str) -> str | None:
    """Return the known outlet in front of a verb."""
    if text[at + len(phrase) : at + len(phrase) + 1].isalpha():
        return None
    front = text[max(0, at - 30) : at].rpartition("\n")[2].split(" ")
    for n in range(min(4, len(front)), 0, -1):
        name = " ".join(front[-n:])
        pattern = known().get(name[:1])
        if pattern and pattern.fullmatch(name):
            return name
    return None


LONGER = re.compile(r" [A-Z][a-z]")
"""A name that goes on is another's: `kepada Tempo Scan`."""


def bare_credits(line: str, *, ending: bool) -> tuple[list[str], list[tuple[int, int, str]]]:
    """
    Find `(detik)` at the end of sentences and lines that are nothing but `Sumber: Antara`.

    Names as printed, `(AFP)`, count only where the story ends: captions have them too.
    """
    names: list[str] = []
    spans: list[tuple[int, int, str]] = []
    for start, end, inside in find_initials(line):
        parts = re.split(r"[/ ]", inside.strip("*/ ")) if ending or inside.islower() else []
        found = [alias for part in parts if (alias := alias_of(part))]
        names += found
        if found:
            spans.append((start, end, "credit"))
    bare = BARE.search(line) if ending and line.endswith(")") and not spans else None
    if bare and is_credit(bare["name"]) and line[: bare.start()].rstrip()[-1:] in '.!?"”':
        names += [part.strip() for part in bare["name"].split("/") if is_known(part.strip())]
        spans.append((bare.start(), bare.end(), "credit"))
    labelled = label().fullmatch(line) if len(line) <= LONGEST_CREDIT_LINE and ":" in line else None
    if labelled:
        found = list(names_at(labelled["name"], 0, trusting=False)) or papers_spelled(labelled["name"])
        names += found
        if found:
            spans = [(0, len(line), "editor_credit")]
    return names, spans


def papers_spelled(name: str) -> list[str]:
    """Return a name in small letters that is put together of a paper's word and another, as hosts' labels are."""
    return [name] if name.isalpha() and name.islower() and spelled_out(name) else []


def is_credit(name: str) -> bool:
    """Return whether what stands in brackets is an outlet's name or several."""
    return all(is_known(part.strip()) for part in name.split("/"))


@cache
def label() -> re.Pattern[str]:
    """Return the pattern of a credit line."""
    labels = any_of("wires", "line_labels")
    colon = r"\s?(?:\|\s?)?:(?:\s?\|)?\s?"  # in a table with bars on both sides
    return re.compile(rf"[^\w]{{0,4}}\(?(?i:{labels}){colon}(?P<name>[A-Za-z][^\n]{{1,44}}?)\)?[^\w]{{0,4}}")


@cache
def republications() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """Return the notices of republication: literals of which one must stand in the folded line, and the pattern."""
    name = rf"(?P<name>[A-Za-z0-9][\w-]{{1,30}}(?:\.[a-z]{{2,6}}){{1,2}}|{TITLED})"
    return tuple(
        (tuple(row["literals"]), re.compile(f"(?i:{row['pattern'].split('NAME')[0]}){name}"))
        for row in lexicon_table("wires")["republished"]
    )


@cache
def notice_literals() -> frozenset[str]:
    """Return the literals of all notices of republication."""
    return frozenset(literal for literals, _ in republications() for literal in literals)


def is_version(notice: str) -> bool:
    """Return whether a notice tells where the story stood in another language."""
    small = fold(notice)
    return any(map(small.__contains__, words("wires", "versions")))


def republished_from(standing: Standing) -> tuple[str | None, bool]:
    """Return the paper that a republication notice names, and whether it gives an address of the page's own host."""
    text = standing.sheet.text
    if standing.sheet.places.keys().isdisjoint(notice_literals()):
        return None, False
    for literals, pattern in republications():
        for at in places_of(standing.sheet.places, literals):
            begin = text.rfind("\n", 0, at) + 1
            match = pattern.search(text, max(begin, at - NOTICE), at + NOTICE)
            if match and not is_version(text[begin : match.end()]):
                return match["name"], gives_own_address(text[match.end() : match.end() + ADDRESS], standing.sheet.url)
    return None, False


def gives_own_address(behind: str, url: str | None) -> bool:
    """
    Return whether the address of a story at a page's own host stands behind a notice's paper, on the same line.

    That of its front page invites to read others.
    """
    host, line = host_of(url), fold(behind.partition("\n")[0])
    return bool(host) and re.search(rf"//(?:www\.)?{re.escape(host or '')}/\w", line) is not None
