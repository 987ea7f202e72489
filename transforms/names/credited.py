"""
Persons as credits name them: one reading for markup, for what came along with a page, and for bylines in the text.

A credit is what exports and templates make of it: several names, labels in front of them, desks, outlets and roles
behind them, degrees, mail addresses, links, the list of a program (`['Rina Dewi', 'Agus Salim']`), the words for "no
value". Only persons are returned, and no cue word is ever part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from transforms.lexicon.calendar import SHORTEST_FULL, calendar, cues, fold_word, zones
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of, either, words
from transforms.names.callings import without_callings
from transforms.names.cues import Role, roles_of
from transforms.names.outlets import CAMEL, is_shaped, same_outlet
from transforms.names.persons import DEGREE, is_person, tidy
from transforms.names.places import is_place
from transforms.names.squeeze import squeeze

LONGEST_CREDIT = 400
"""Characters that are read of one string; longer ones are blurbs."""

LONGEST_NAME = 60
MOST_WORDS = 6
MOST_NAMES = 12
MOST_CUES = 3
LONGEST_INITIALS = 3
"""Letters of a lone word in capitals that are initials or an agency's short name."""

LISTED = re.compile(r"\s*\[\s*(['\"]).*\1\s*\]\s*", re.DOTALL)
ITEM = re.compile(r"'([^']{1,80})'|\"([^\"]{1,80})\"")
MAIL = re.compile(r"[<(\[]?(?:mailto:)?[^\s<>()\[\],;|]{1,64}@[^\s<>()\[\],;|]{1,64}[>)\]]?")
ADDRESS = re.compile(r"https?:|www\.|^\s?/|\.(?:php|html?)\b", re.IGNORECASE)
SPACES = re.compile(r"[^\S\n]+")
EDGES = " \t\n,;:-–—|*_\"'"
"""Marks around a credit; a dot behind it may be an initial's."""

ENDS = re.compile(r"\n|;")
BARS = re.compile(r"\s?[|•·»]\s?")
DASH = re.compile(r"\s[-–—]+\s?|\s?[–—]+\s")
BEHIND = re.compile(r"[^\w.'’\"]+$")
"""Arrows and other marks behind a name."""

BRACKET = re.compile(r"\s?[(\[].{0,200}$")
COLON = re.compile(r"\s?(?:\|\s?)?:(?:\s?\|)?\s?")
"""A colon, in a table with bars on both of its sides."""

FIGURE = re.compile(r"\d")
LETTERS = re.compile(r"[^\W\d_]+(?:['’‘`´ʼ-][^\W\d_]+)*")
"""A word as calendars spell it: `Jum'at`, `segunda-feira`, the `th` of `16th`."""

BESIDE_FIGURES = ("ordinals", "before_month", "clock")
"""Lists of words that stand beside the figures of a date: `16th of May`, `pukul 08.06`."""

LETTERED = re.compile(r"[A-Z]{2,6}(?:[ -][A-Z]{2,6}){0,3}")
"""Degrees and orders behind a comma: `DVM`, `MS RD`."""

DOTTED = re.compile(r"(?:,?\s(?:[A-Z][A-Za-z]{0,4}\.){1,3}[A-Z][A-Za-z]{0,5}\.?)+$")
"""Degrees with dots behind a name, with a comma or without: `S.Sos., M.Si.`."""


NICKNAME = re.compile(r"(?<=\w)\s(?P<nick>\([A-Z][\w'’]{1,15}\))(?=\s[A-Z])")
"""What a person is called among friends, in brackets between two words of the name: `Siti (Ita) Rahma`."""

CONSONANTS = re.compile(r"[B-DF-HJ-NP-TV-XZ]{3,}(?!\w)")
"""A first word in capitals that nobody can speak: a broadcaster's or an office's."""


class Credited(NamedTuple):
    """
    Whom a credit names.

    Attributes:
        authors: Who wrote, in order.

        editors: Who edited.
    """

    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()


@cache
def lead_in() -> re.Pattern[str]:
    """Return the pattern of a cue that needs no mark in front of a name: `Oleh `, `Written by `, `Editor `."""
    before, by = any_of("markup", "before_by"), any_of("markup", "by")
    bare = either((*words("roles", "bare_author"), *words("roles", "reporters"), *words("roles", "bare_editor")))
    return re.compile(rf"^(?:(?:{before})\s{{1,9}})?(?:{bare}|{by})(?:\s?[:|–-]\s?|\s{{1,9}})", re.IGNORECASE)


@cache
def between() -> re.Pattern[str]:
    """Return the pattern of what parts two names."""
    joint = rf"(?:{any_of('markup', 'and')}|&)"
    return re.compile(rf"\s{{0,9}}(?:[/]|,(?:\s{{1,9}}{joint}(?=\s))?|\s{joint}\s)\s{{0,9}}", re.IGNORECASE)


@cache
def suffix() -> re.Pattern[str]:
    """Return the pattern of the comma before a title, which parts no names: `Robert Downey, Jr.`."""
    return re.compile(rf",\s{{0,3}}(?=(?:{any_of('markup', 'suffixes')})\b)", re.IGNORECASE)


@cache
def behalf() -> re.Pattern[str]:
    """Return the pattern of whom a person speaks for, with all that follows: ` on behalf of the crew`."""
    return re.compile(rf",?\s{{1,3}}{any_of('markup', 'behalf')}\s.{{0,400}}$", re.IGNORECASE)


@cache
def nobody() -> re.Pattern[str]:
    """Return the pattern of what no person is called."""
    return re.compile(rf"[@_#]|\.(?:com|net|org|co\.id|id)$|^(?:{any_of('markup', 'nobody')})$", re.IGNORECASE)


@cache
def date_words() -> frozenset[str]:
    """Return the words that dates and clock times are made of, folded: months, weekdays, zones, what joins them."""
    beside = (cues(name) for name in BESIDE_FIGURES)
    return frozenset(calendar().months).union(calendar().weekdays, map(fold_word, zones()), *beside)


def clean_names(raw: Iterable[str], outlets: Iterable[str] = ()) -> tuple[str, ...]:
    """
    Return the authors whom some strings name, in order, each once.

    >>> clean_names(["Oleh: Rina Suwarni dan Tomi Lasut", "Kabar Kota"], ["KabarKota"])
    ('Rina Suwarni', 'Tomi Lasut')
    """
    return credited(raw, outlets).authors


def credited(raw: Iterable[str], outlets: Iterable[str] = ()) -> Credited:
    """
    Return the persons whom some strings name, in order, each once in each role.

    Lead-ins (`Oleh`), roles, desks, addresses, days and the outlet's own name are left out.

    >>> credited(["Reporter: Rina Suwarni - kabarOto; Editor: Tomi Lasut, S.Sos."])
    Credited(authors=('Rina Suwarni',), editors=('Tomi Lasut',))
    """
    refused = frozenset(map(squeeze, outlets))
    found: dict[Role, dict[str, str]] = {"author": {}, "editor": {}, "other": {}}
    for text in raw:
        for role, name in read_credit(text[:LONGEST_CREDIT]):
            if squeeze(name) not in refused:
                found[role].setdefault(squeeze(name), name)
    authors, editors = (tuple(found[role].values())[:MOST_NAMES] for role in ("author", "editor"))
    return Credited(authors, editors)


@lru_cache(maxsize=4096)
def read_credit(text: str) -> tuple[tuple[Role, str], ...]:
    """Return each person whom one string names, with the role that its label gives, an author without one."""
    if LISTED.fullmatch(text):
        text = "\n".join(first or second for first, second in ITEM.findall(text))
    said: list[tuple[Role, str]] = []
    for line in ENDS.split(MAIL.sub(" ", text)):
        for roles, names in labelled(SPACES.sub(" ", line).lstrip(EDGES + ".").rstrip(EDGES)):
            said += [(role, name) for name in names_of(names) for role in roles]
    return tuple(said)


def labelled(line: str) -> Iterator[tuple[tuple[Role, ...], str]]:
    """Yield the pieces of a line at its labels (`Reporter: A | Editor: B`), each with the roles of its label."""
    roles: tuple[Role, ...] = ("author",)
    start = 0
    for colon in COLON.finditer(line):
        at, said = label_before(line, start, colon.start())
        if said:
            yield roles, line[start:at]
            roles, start = said, colon.end()
    yield roles, line[start:]


def label_before(line: str, start: int, end: int) -> tuple[int, tuple[Role, ...]]:
    """Return where the longest label in front of a colon begins, and its roles; none where no label stands there."""
    front = line[start:end]
    begins = [0, *(match.end() for match in re.finditer(r"[\s|(\[]+", front))]
    for at in begins:
        said = roles_of(front[at:])
        if said:
            return start + at, said
    return end, ()


def names_of(text: str) -> list[str]:
    """Return the persons of a piece without labels: those of the first part between bars that has any."""
    for piece in BARS.split(text):
        if ADDRESS.search(piece):
            continue
        line = behalf().sub("", without_lead(piece))
        names: list[str] = []
        for part in between().split(suffix().sub(" ", without_callings(DOTTED.sub("", line)))):
            if names and (DEGREE.fullmatch(part.strip()) or is_lettered(part.strip(" ."), names[0])):
                continue
            name = person_of(part, line, alone=not names)
            names += [name] if name else []
        if names:
            return names
    return []


def is_lettered(part: str, name: str) -> bool:
    """Return whether what stands behind a name and a comma is a degree in capitals."""
    return LETTERED.fullmatch(part) is not None and not name.isupper()


def without_lead(text: str) -> str:
    """Return a text without the cues that it opens with: `Laporan Wartawan Rina` is `Rina`."""
    text = text.lstrip(EDGES + ".").rstrip(EDGES)
    for _ in range(MOST_CUES):
        if roles_of(text):
            return ""  # `Penyunting Bahasa` names nobody
        cue = lead_in().match(text)
        if not cue or (is_particle(cue[0]) and " " not in text[cue.end() :]):
            break  # `Di Maria`, with a capital, is no cue
        text = text[cue.end() :]
    return text


def is_particle(cue: str) -> bool:
    """Return whether a cue with a capital is a small word of names as well: `Von`, `Di`."""
    return cue[0].isupper() and fold(cue.strip()) in words("names", "particles")


def person_of(part: str, line: str, *, alone: bool) -> str | None:
    """
    Return the person of one part of a credit: of what a dash parts the first that can be one, without brackets.

    Args:
        part: The part.

        line: The whole of the credit, which says whether a date stands in it.

        alone: No person stands in front; behind one a paper's name is the outlet.
    """
    pieces = DASH.split(part)
    for piece in pieces:
        if ")" in piece and (nick := nickname(piece)):
            given = piece[: nick.start()].split()[-1]
            bare = person_of(piece[: nick.start()] + piece[nick.end() :], line, alone=alone)
            return bare and bare.replace(given, f"{given} {nick['nick']}", 1)
        inside = piece.strip().strip("()[]")
        text = BRACKET.sub("", piece) if not piece.strip().startswith(("(", "[")) else inside
        bare = BEHIND.sub("", DOTTED.sub("", without_lead(text)))
        name = tidy(bare)
        if not CONSONANTS.match(bare) and can_be_person(name, line, alone=alone and len(pieces) == 1):
            return name
    return None


def nickname(text: str) -> re.Match[str] | None:
    """Return where a nickname stands in brackets inside a name, None where the bracket holds a town or a trade."""
    nick = NICKNAME.search(text)
    said = nick["nick"].strip("()") if nick else ""
    return nick if said and not is_place(said) and not roles_of(said) and is_person(said) else None


def can_be_person(name: str, line: str, *, alone: bool) -> bool:
    """Return whether a cleaned name is a person's: no desk, handle, initials, date, agency or paper."""
    if not 1 < len(name) <= LONGEST_NAME or len(name.split()) > MOST_WORDS or nobody().search(name):
        return False
    if not (is_person(name) or is_called_after_a_day(name)) or is_handle(name) or is_date(name, line) or roles_of(name):
        return False
    if name.rpartition(" ")[2] in words("roles", "trades") and " " in name:
        return False  # `Lifestyle Columnist`
    return alone or not (is_shaped(name) or is_place(name))


def is_called_after_a_day(name: str) -> bool:
    """Return whether a name holds a month or a weekday beside what is a person's name: `April Lestari`."""
    rest = " ".join(word for word in name.split(" ") if fold_word(word) not in date_words())
    return rest not in ("", name) and is_person(rest)


def is_handle(name: str) -> bool:
    """
    Return whether one word is a user's name, initials or a paper's rather than a person's.

    >>> [is_handle(name) for name in ("rinadewi", "KabarRawa", "kabarRawa", "RD", "Rina", "McArthur", "牛镛")]
    [True, True, True, True, False, False, False]
    """
    if " " in name or not name.isascii():
        return False
    if (name[0].islower() and name.isalpha()) or (name.isupper() and len(name) <= LONGEST_INITIALS):
        return True
    return CAMEL.fullmatch(name) is not None and not name.startswith(words("names", "glued_surnames"))


def is_date(name: str, line: str) -> bool:
    """
    Return whether what looks like a name in a line is a piece of a date: no word of it is none of a calendar.

    Months and zones are what people are called, too: alone they are a date only where the line holds a figure.

    >>> is_date("November 16", "Monday, November 16, 2026"), is_date("Agus", "Agus"), is_date("Mei Rosa", "Mei Rosa, 7")
    (True, False, False)
    """
    said = [fold_word(word) for word in LETTERS.findall(name)]
    if not date_words().issuperset(said):
        return False
    return bool(FIGURE.search(line)) or any(w in calendar().weekdays and len(w) >= SHORTEST_FULL for w in said)


@lru_cache(maxsize=4096)
def people_in(text: str, outlet: str | None = None) -> tuple[str, ...]:
    """
    Return the persons whom a credit names, whatever they did.

    >>> people_in("Rina Dewi, Budi Harsono/Agus S.")
    ('Rina Dewi', 'Budi Harsono', 'Agus S.')
    """
    found = credited([text])
    every = dict.fromkeys((*found.authors, *found.editors))
    return tuple([name for name in every if not (outlet and same_outlet(outlet, name))])
