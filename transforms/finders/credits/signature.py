"""
What signs a story behind its last words: initials and codes, desks, an end mark, the paper's own name.

`… katanya. [ek]`, `… katanya.” /ptr`, `… besok. |KR-04`, `… besok. (Humas Polres Lereng)`, `… besok. — Kabar Rawa`.
They leave the text and name nobody; an agency behind a dash is the source. Inside the story
the same brackets are asides, so only its last paragraphs and what stands below them are read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from transforms.finders.credits.initials import never_initials
from transforms.finders.dateline.grammar import is_outlet
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of, folded, lexicon_table, words
from transforms.names.credit_lines import who_signed
from transforms.names.outlets import is_known, is_shaped
from transforms.names.persons import is_person
from transforms.names.places import is_place
from transforms.names.signed import is_full_name
from transforms.names.squeeze import squeeze
from transforms.records import Removal
from transforms.text.lines import ENDING_MARKS, SHORT_PARAGRAPH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transforms.sheet import Standing

LAST_PARAGRAPHS = 3
"""Paragraphs at the end that may bear a signature: behind the story's last one furniture may still stand."""
MOST_LINES = 30
SHORTEST_SMALL = 4
"""Letters of each word of a name in small letters; `(ba da)` are initials."""
LONGEST = 64
"""Characters of a signature, the space in front of it counted."""
ENDINGS = '.!?…"”’,:;'
"""Characters in which a paragraph ends that nobody signed; `).` is looked at."""

CODE = (
    r"\*{0,3} ?\( ?\*{0,3}/?[A-Za-z]{1,6}\.?(?:[-/|.&_:;+\\]{1,2} ?[A-Za-z]{0,6}-?\d{0,4}| \d{1,4}){1,3}\*{0,3} ?\)"
    r"\.?\*{0,5}"
    r"|\( ?[a-z]{2,4}(?:, ?[a-z]{2,4}){1,2} ?\)|\( ?[A-Z][a-z]{1,5} ?\)"
    r"|\*{1,3} ?\( ?[A-Za-z]{1,7}\d{0,3} ?\)|\( ?[A-Za-z]{1,7}\d{0,3} ?\) ?\*{1,5}"
)
SQUARE = (
    r"\*{0,3}\[ ?(?:\*{1,3}|[a-z]{1,7}\d{0,3}|[A-Z]{1,12}\d{0,3}"
    r"|[A-Za-z]{1,6}(?:[-/|.][A-Za-z]{0,6}-?\d{0,4}){1,3}) ?\]\.?\*{0,5}"
)
BAR = r"(?:[A-Z]{1,2})? ?\| ?(?:[A-Z][a-z]{0,5}|[A-Z]{1,6}|[a-z]{1,6})(?:[-/ ]{1,2}(?:[A-Za-z]{1,5})?\d{0,4}){0,2}"
SLASH = r"/{1,2} ?(?:[a-z]{2,7}|[A-Z]{2,7}|[A-Z][a-z]{1,6})(?:[-/][A-Za-z]{1,6}\d{0,3}){0,2} ?/{0,2}\*{0,3}"
LED = r"(?:[*~>]{1,2}|-{1,2}|[–—])[a-z]{2,5}(?:[/-][a-z]{2,5})?-?|[*~>]{1,2}[A-Z][a-z]{1,5}"
CURLY = r"\{ ?[A-Za-z]{2,7}(?:[/|.-][A-Za-z]{2,7}){0,2} ?\}|< ?[a-z]{2,5}(?:[/|.-][a-z]{2,5}){0,2} ?>|\[ ?# ?\]"
MARKS = r"[#*=~_■□◼◾▪◆♦∎]{1,12}|(?:[#*•■□◼◾▪◆♦] ){1,4}[#*•■□◼◾▪◆♦]"
STARRED = r"\(\*{1,3}\) ?(?:[A-Z]{2,4}|[A-Z][a-z]{2,14}(?: [A-Z][a-z]{1,14}){0,2})"
INITIALS = re.compile(rf"\s{{0,2}}(?P<code>{CODE}|{STARRED}|{SQUARE}|{BAR}|{SLASH}|{LED}|{CURLY})\s?")
BRACKET = re.compile(r"\s{0,2}\*{0,3}[(\[]\s?(?P<in>[^()\[\]]{2,48}?)\s?[)\]]\.?\*{0,3}\s?")
DASH = re.compile(
    r"\s{0,2}(?:[-–—]{1,3}|―) ?(?P<name>[A-Za-z0-9][\w.&'’-]{1,30}(?: [A-Z0-9][\w.&'’-]{0,20}){0,3}?)(?: ?[-–—])?\s?"
)
OPENERS = "([{<|/#*=~_■□◼◾▪◆♦∎•-–—―"
START = re.compile(r"[\s*]{0,4}(?:[(\[{<#=~_■□◼◾▪◆♦∎•–—―*/-]|[A-Z]{0,2} ?\|)")
"""Where a signature may begin."""
NAMED = re.compile(r"(?<=[.!?”\"])\s{0,2}\((?P<name>[A-Z][a-z]{2,14})\)\s?$")
"""One name in brackets behind the end of a sentence."""
PART = re.compile(r"[^\W\d_]{1,12}")
ONE_WORD = re.compile(r"[A-Z][a-z]{2,20}")


@dataclass(frozen=True, slots=True)
class Closing:
    """
    How a story is signed.

    Attributes:
        sources: Agencies and other papers behind a dash, as printed.

        removals: The signatures: kind `credit`, `editor_credit` for a line of its own.

        authors: Persons who sign beside their paper's name, or in full.
    """

    sources: tuple[str, ...] = ()
    removals: tuple[Removal, ...] = ()
    authors: tuple[str, ...] = ()


def find_closing(standing: Standing, names: Sequence[str] = ()) -> Closing:
    """
    Find what signs a story behind its last words.

    Args:
        standing: The article.

        names: What the outlet is called.
    """
    removals: list[Removal] = []
    sources: list[str] = []
    authors: list[str] = []
    lines = tuple(last_lines(standing))
    cut = struck_ends(standing, {index for index, _, _ in lines})
    for index, line, below in lines:
        end = cut.get(index, len(line))
        if is_unsigned(line[:end].rstrip() if cut else line):
            continue
        found = signature(line[:end], tuple(names), alone=below)
        if found is None and below:
            found = named_in_brackets(standing, index, line[:end])
        if found is None:
            continue
        start, source = found
        authors += who_signed(line[start:end].strip(" ()[]*."), names)
        sources += [source] if source else []
        kind = "credit" if start else "editor_credit"
        removals.append(Removal(index, start, end, kind, f"{kind}.closing", "metadata"))
    return Closing(tuple(sources), tuple(removals), tuple(dict.fromkeys(authors)))


def named_in_brackets(standing: Standing, index: int, line: str) -> tuple[int, None] | None:
    """Return where a name in brackets begins that signs the story's last words: nothing else on the page holds it."""
    match = NAMED.search(line[-LONGEST:])
    if match is None or not is_person(match["name"]) or fold(match["name"]) in folded("roles", "never_signs"):
        return None
    name, at = match["name"], max(0, len(line) - LONGEST) + match.start()
    if is_known(name) or is_place(name):
        return None
    told = re.compile(rf"\b(?:{name}|{name.lower()})\b")
    if told.search(line, 0, at) or any(n != index and told.search(block.text) for n, block in standing.story):
        return None
    return at, None


def is_unsigned(line: str) -> bool:
    """Return whether a line ends as sentences do: the quick question, as most paragraphs are signed by nobody."""
    return line[-1:] in ENDINGS and line[-2:] not in {").", "]."} and "*" not in line[-3:]


def last_lines(standing: Standing) -> Iterator[tuple[int, str, bool]]:
    """Yield the last standing lines from the end (block, text, whether it stands below every paragraph)."""
    paragraphs = 0
    for index, block in standing.story[: -MOST_LINES - 1 : -1]:
        yield index, block.text, not paragraphs
        paragraphs += len(block.text) >= SHORT_PARAGRAPH
        if paragraphs >= LAST_PARAGRAPHS:
            return


def struck_ends(standing: Standing, lines: set[int]) -> dict[int, int]:
    """Return where the text of those of some blocks ends whose last words are struck already."""
    blocks = standing.blocks
    return {
        r.block: r.start
        for r in standing.removals
        if r.block in lines and r.start and r.end >= len(blocks[r.block].text)
    }


def signature(line: str, names: tuple[str, ...], *, alone: bool) -> tuple[int, str | None] | None:
    """
    Return where the signature of a line begins, and the agency that it names; None where nobody signed it.

    Args:
        line: The line.

        names: What the outlet is called.

        alone: The line stands below the story, so that it may be a signature as a whole.

    >>> signature("Pasar buka lagi besok. [ek]", (), alone=False)
    (22, None)
    >>> signature("Harga naik lagi besok. – Kabar Rawa", ("Kabar Rawa",), alone=False)
    (22, None)
    """
    if alone and len(line) <= LONGEST and (line[:1] in OPENERS or line[1:2] == "|"):
        whole = signs(line, 0, names)
        if whole:
            return whole
    low = max(1, len(line) - LONGEST)
    if ENDING_MARKS.isdisjoint(line[low - 1 :]):
        return None
    for match in START.finditer(line, low):
        front = line[: match.start()].rstrip()
        if front and front[-1] in ENDING_MARKS:
            found = signs(line, len(front), names)
            if found:
                return found
    return None


def signs(line: str, at: int, names: tuple[str, ...]) -> tuple[int, str | None] | None:
    """Return whether everything from an offset on is a signature: its start and the agency that it names."""
    match = INITIALS.fullmatch(line, at)
    if match and is_code(match["code"]):
        return at, None
    if mark().fullmatch(line, at):
        return at, None
    match = BRACKET.fullmatch(line, at)
    if match:
        return (at, None) if is_desk(match["in"], names) or is_reporter(match["in"], line[:at]) else None
    match = DASH.fullmatch(line, at)
    return signed_by(line, at, match["name"], names) if match else None


def is_code(code: str) -> bool:
    """Return whether initials are some: `(cm)` and `[sic]` are not."""
    parts = [fold(part) for part in PART.findall(code)]
    return not any(part in never_initials() or part in folded("roles", "never_signs") for part in parts)


def is_desk(inside: str, names: tuple[str, ...]) -> bool:
    """Return whether brackets hold a desk, or the outlet, alone or beside a name."""
    parts = [without_edition(part.strip()) for part in re.split(r"[/|]", inside) if part.strip()]
    if not parts:
        return False
    if any(is_outlet(part, names) or is_shaped(part) for part in parts if len(part) > 1):
        return len(parts) > 1 or is_outlet(parts[0], names)
    return any(opens_as_desk(part) for part in parts)


def without_edition(part: str) -> str:
    """Return a paper's name without the edition behind it: `Kabar Rawa Cetak`."""
    name, _, edition = part.rpartition(" ")
    return name if name and fold(edition) in folded("roles", "editions") else part


def is_reporter(inside: str, front: str) -> bool:
    """Return whether brackets hold a person's name in full, perhaps with a town, of which the text says nothing."""
    name, _, place = (part.strip() for part in inside.replace("/", ",").partition(","))
    small = name.islower()
    shown = name.title() if small else name
    if not is_full_name(shown) or not shown.istitle() or (place and not is_place(place)):
        return False
    if small and (place or not is_small_name(name)):
        return False
    said = set(PART.findall(front))
    return name not in front and not any(word.lower() in said for word in name.split())


def is_small_name(name: str) -> bool:
    """Return whether words in small letters may be a reporter's name: none is too short, or one that asides hold."""
    words = name.split()
    unsigned = folded("roles", "never_signs") | folded("roles", "aside_words")
    return all(len(w) >= SHORTEST_SMALL and w.isalpha() for w in words) and unsigned.isdisjoint(map(fold, words))


def opens_as_desk(part: str) -> bool:
    """Return whether a part of a bracket is a desk or begins with one."""
    words = fold(part).replace(":", " ").split()
    return any(" ".join(words[:n]) in desks() for n in (1, 2, 3))


@cache
def mark() -> re.Pattern[str]:
    """Return the pattern of a mark that ends a story: a row of signs, or a word between dashes."""
    ends = any_of("roles", "the_end")
    return re.compile(rf"\s{{0,2}}(?:{MARKS}|[-–—]{{1,3}} ?(?i:{ends}) ?[-–—]{{1,3}})\s?")


@cache
def desks() -> frozenset[str]:
    """Return the desks that sign stories, casefolded."""
    return frozenset(words("roles", "desks"))


def signed_by(line: str, at: int, name: str, names: tuple[str, ...]) -> tuple[int, str | None] | None:
    """
    Return whether the name behind a dash is a paper's: known, the outlet's, in capitals or shaped like one.

    An unknown word, or capitals, sign only behind the full stop of a paragraph: behind a quotation it is
    who said so, in a list what the firm is called for short.
    """
    own = any(squeeze(name) == squeeze(n) for n in names)
    if own:
        return at, None
    if is_known(name) or squeeze(name) in agencies():
        return at, name
    front = line[:at].rstrip()
    shaped = is_outlet(name, names) or is_shaped(name)
    plain = len(front) >= SHORT_PARAGRAPH and front.endswith(".") and (name.isupper() or ONE_WORD.fullmatch(name))
    return (at, None) if front and (shaped or plain) else None


@cache
def agencies() -> frozenset[str]:
    """Return the squeezed names of agencies, the short ones too."""
    return frozenset(squeeze(s) for name, others in lexicon_table("outlets")["wires"].items() for s in (name, *others))
