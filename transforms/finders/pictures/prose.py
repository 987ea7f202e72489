"""
Captions in prose: what is seen, who stands where, and what an agency writes beneath its pictures.

Prose must never be lost, so that the words alone decide nothing. A sentence that says who stands left and right names
the occasion as well, or bears no full stop; one that begins with what is seen stands over a dateline, or bears a day
in brackets and no full stop; several sentences bear an agency's credit and stand above the story.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from transforms.finders.pictures.credits import is_spoken, is_unspoken
from transforms.finders.pictures.labelled import is_labelled_by_house, is_shouted, may_be_labelled, shown_at_end
from transforms.finders.pictures.stamps import agency_credit, may_be_story
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of, words
from transforms.names.outlets import DOMAIN, is_known, is_shaped
from transforms.names.places import gazetteer
from transforms.records import Block, Removal
from transforms.records.cut import struck_heads
from transforms.sheet import Standing
from transforms.text.casing import is_titled
from transforms.text.lines import ANY_BREAK, PARAGRAPH, ends_in_full_stop, ends_sentence

LONGEST_SCENE = 260
"""Characters of a sentence that says what is seen."""
LONGEST_CREDITED = 420
"""Characters of several sentences with an agency's credit behind them."""
FEWEST_WORDS = 5
REACH = 420
"""Characters of a page on one line within which the dateline stands that ends what is above the story."""
LONGEST_HEAD = 60
"""Characters of a dateline that is looked at."""
EDGE = 3
"""Letters by which the first word of a line is looked up."""
MOST_PIECES = 3
"""Lines that a caption may be broken over."""
SHORTEST_PIECE = 50
"""Characters of such a line but the last; headlines that break off are shorter, or written large."""
ALT = "caption.alt"
"""An alt text in small letters is no rest of the line above it."""

OPENERS = ("scenes", "filed", "shots")
"""Lists of the words with which captions in prose begin."""

DAY = re.compile(r"\(\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\)")
OPENS = r"(?=[\"“'‘]?[A-Z])"


@cache
def placed() -> re.Pattern[str]:
    """Return the pattern of who stands where: `(kiri)`, `(dua dari kanan)`, `(second from left)`, `Dari kiri: `."""
    sides, counts, on = (any_of("pictures", name) for name in ("sides", "side_counts", "side_from"))
    return re.compile(
        rf"\((?:{counts} ){{0,2}}(?:{on} )?{sides}(?: {sides})?\)"
        rf"|(?:^|[.(] ?){on} {sides}(?: \w{{2,4}} {sides})?[,:)]|\({any_of('pictures', 'side_short')}\)",
        re.IGNORECASE,
    )


@cache
def dressed() -> re.Pattern[str]:
    """Return the pattern of a bracket that tells somebody by what is worn: `(berbaju putih)`; stories do so too."""
    return re.compile(rf"\({any_of('pictures', 'dressed')} [^()]{{3,24}}\)", re.IGNORECASE)


@cache
def occasions() -> re.Pattern[str]:
    """Return the pattern of words with which a caption names the occasion."""
    return re.compile(rf"\b{any_of('pictures', 'occasions')}\b", re.IGNORECASE)


@cache
def scene() -> re.Pattern[str]:
    """Return the pattern of how a sentence begins that says what is seen."""
    return re.compile(rf"(?:{'|'.join(any_of('pictures', name) for name in OPENERS)}) ", re.IGNORECASE)


@cache
def filed() -> re.Pattern[str]:
    """Return the pattern of how a sentence begins that is about a picture of the archive."""
    return re.compile(rf"{any_of('pictures', 'filed')} ", re.IGNORECASE)


@cache
def shot() -> re.Pattern[str]:
    """Return the pattern of kinds of pictures with which a caption begins."""
    return re.compile(rf"{any_of('pictures', 'shots')} ", re.IGNORECASE)


@cache
def scene_edges() -> frozenset[str]:
    """Return the first letters of such beginnings, folded."""
    return frozenset(fold(word[:EDGE]) for name in OPENERS for word in words("pictures", name))


@cache
def dateline_head() -> re.Pattern[str]:
    """Return the pattern of a sure dateline: an outlet's domain or a place in capitals, with a dash behind it."""
    domain = rf"(?:{DOMAIN.pattern})"
    place = r"[A-Z][A-Za-z' ]{2,24}"
    return re.compile(
        rf"(?:(?i:{domain})(?: ?[,|(] ?{place}\)?)?|{place} ?[,(|] ?(?i:{domain})\)?|(?P<alone>[A-Z][A-Z' ]{{3,24}}))"
        rf" ?[-–—]{{1,2}} ?{OPENS}"
    )


def has_dateline(text: str) -> bool:
    """Return whether a text begins with a dateline that nobody doubts."""
    match = dateline_head().match(text[: LONGEST_HEAD + 20])
    return match is not None and (not match["alone"] or fold(match["alone"].strip()) in gazetteer())


def find_prose(standing: Standing, found: Sequence[Removal]) -> list[Removal]:
    """
    Find the captions in prose, and the lines over which the captions found so far were broken.

    Args:
        standing: The page.

        found: What was found of its captions.
    """
    blocks = standing.blocks
    rules = {r.block: r.rule for r in found if r.kind == "caption" and r.end - r.start == len(blocks[r.block].text)}
    more: dict[int, str] = {}
    above = True
    for number, block in standing.story:
        if number not in rules and may_be_caption(block.text):
            rule = prose_rule(blocks, number, above=above)
            more |= {number: rule} if rule else {}
        rule = more.get(number) or rules.get(number, "")
        if rule and rule != ALT and block.text[:1].islower():
            more |= dict.fromkeys(broken_pieces(blocks, number, {*standing.struck, *rules, *more}), rule)
        above = above and (bool(rule) or len(block.text) < PARAGRAPH or goes_on(standing, number))
    more |= {n: "caption.shown" for n in shown_at_end(standing.story) if n not in rules}
    cut = [Removal(n, 0, len(blocks[n].text), "caption", rule, "metadata") for n, rule in more.items()]
    return cut + find_in_front(standing)


def goes_on(standing: Standing, number: int) -> bool:
    """Return whether a line breaks off, and the next goes on in small letters."""
    blocks = standing.blocks
    below = blocks[number + 1].text if number + 1 < len(blocks) else ""
    return below[:1].islower() and not ends_sentence(blocks[number].text)


def may_be_caption(text: str) -> bool:
    """Return whether a line may be a caption in prose: the quick question before the slow ones."""
    return len(text) <= LONGEST_CREDITED and (
        "(" in text
        or "/" in text
        or ":" in text[:LONGEST_HEAD]
        or fold(text[:EDGE]) in scene_edges()
        or text[-2:].isupper()
        or may_be_labelled(text)
    )


def find_in_front(standing: Standing) -> list[Removal]:
    """Find the caption in front of the dateline of a page on one line, its first long one."""
    index, text = next(((n, b.text) for n, b in standing.story if len(b.text) > REACH), (0, ""))
    if not text:
        return []
    span = caption_in_front(text, struck_heads(standing.blocks, standing.removals).get(index, 0))
    return [Removal(index, *span, "caption", "caption.front", "metadata")] if span else []


def prose_rule(blocks: Sequence[Block], number: int, *, above: bool) -> str | None:
    """
    Return the rule by which a line of prose is a caption as a whole, None where it is not.

    Args:
        blocks: The page.

        number: The line's block.

        above: No paragraph of the story stands above the line.
    """
    text = blocks[number].text
    below = blocks[number + 1].text if number + 1 < len(blocks) else ""
    if is_labelled_by_house(text):
        return "caption.house"
    if is_shouted(text, below=below, above=above):
        return "caption.shouted"
    if is_placed(text):
        return "caption.placed"
    if is_scene(text, below=below, above=above):
        return "caption.scene"
    return "caption.credited" if above and is_credited(blocks, number) else None


def is_placed(text: str) -> bool:
    """
    Return whether a sentence says who stands where in a picture.

    >>> is_placed("Lurah Rawa, Ayu Lestari (dua dari kiri), menyerahkan rakit kepada warga saat apel, Senin.")
    True
    >>> is_placed("Partai itu bergeser dari tengah (kanan) ke haluan lain sejak pemilihan yang lalu.")
    False
    """
    if "(" not in text and ":" not in text:
        return False
    match = placed().search(text) if len(text) <= LONGEST_SCENE and is_one_silent_sentence(text) else None
    if ends_in_full_stop(text):
        return match is not None and occasions().search(text) is not None and is_name_in_front(text, match)
    return text.count(" ") >= FEWEST_WORDS - 1 and (match or dressed().search(text)) is not None


def is_name_in_front(text: str, match: re.Match[str]) -> bool:
    """Return whether a name stands in front of the bracket that says who stands where, or the line begins with it."""
    before = text[: match.start()].split()
    return not before or before[-1][:1].isupper()


def is_scene(text: str, *, below: str, above: bool) -> bool:
    """Return whether a sentence says what is seen: over a dateline, or with a day in brackets and no full stop."""
    if fold(text[:EDGE]) not in scene_edges() or len(text) > LONGEST_SCENE or not scene().match(text):
        return False
    if text.count(" ") < FEWEST_WORDS - 1 or not is_one_silent_sentence(text):
        return False
    if filed().match(text) or (shot().match(text) and DAY.search(text)):
        return True
    if above and has_dateline(below):
        return not has_dateline(text)
    return not ends_sentence(text) and DAY.search(text) is not None


def is_one_silent_sentence(text: str) -> bool:
    """Return whether a text is one sentence that neither quotes nor says what somebody said."""
    return is_unspoken(text) and ANY_BREAK.search(text[:-1]) is None and not is_spoken(text)  # the slowest is last


def is_credited(blocks: Sequence[Block], number: int) -> bool:
    """Return whether a line above the story is some sentences with an agency's credit behind them."""
    text = blocks[number].text
    if len(text) > LONGEST_CREDITED or may_be_story(text) or has_dateline(text):
        return False
    credit = agency_credit(text)
    if credit is None and ANY_BREAK.search(text[:-LONGEST_HEAD]) is None:
        credit = paper_credit(text)
    if credit is None or is_spoken(text[:credit]):
        return False
    return any(len(block.text) >= PARAGRAPH for block in blocks[number + 1 :])


@cache
def bare_credit() -> re.Pattern[str]:
    """Return the pattern of a bare agency behind a sentence, or of a paper and its photographer."""
    agencies = any_of("pictures", "caption_agencies")
    name = r"[A-Z][\w.'’-]{1,20}"
    return re.compile(rf"(?<=[.!?])\s?(?:[-–—] ?)?(?:{agencies}|(?P<paper>{name}(?: {name}){{0,2}})/{name} {name})$")


def paper_credit(text: str) -> int | None:
    """Return where an agency alone, or a paper with its photographer, credits a sentence; None where none does."""
    match = bare_credit().search(text, max(0, len(text) - LONGEST_HEAD))
    if not match or (match["paper"] and not (is_known(match["paper"]) or is_shaped(match["paper"]))):
        return None
    return match.start()


def broken_pieces(blocks: Sequence[Block], number: int, taken: set[int]) -> list[int]:
    """
    Return the lines above a caption that goes on in small letters: it was broken over lines.

    Args:
        blocks: The page.

        number: The caption's block.

        taken: Blocks that are struck or were found already.
    """
    pieces: list[int] = []
    while number and len(pieces) < MOST_PIECES and blocks[number].text[:1].islower():
        number -= 1
        text = blocks[number].text
        whole = len(text) < SHORTEST_PIECE or len(text) > LONGEST_CREDITED or ends_sentence(text)
        if number in taken or whole or text.endswith((":", ",")) or is_titled(text.split()) or not is_unspoken(text):
            break
        pieces.append(number)
    return pieces


def caption_in_front(text: str, start: int) -> tuple[int, int] | None:
    """
    Return the span of a caption that a page on one line has in front of its dateline.

    It begins the line with what is seen, or with an agency's name in capitals.

    Args:
        text: The line.

        start: Where in it what is struck at its head ends.
    """
    if not (scene().match(text, start) or bare_agency().search(text, start, start + REACH)):
        return None  # as on most pages: to look for the dateline takes five times as long
    for mark in dateline_head().finditer(text, start + 1, start + REACH + LONGEST_HEAD):
        if mark["alone"] or text[mark.start() - 1] not in ' .)”"':
            continue
        begin = caption_start(text, start, mark.start())
        if begin is None:
            return None
        front = text[begin : mark.start()].strip()
        plain = begin == start and not is_unspoken(front) and is_spoken(front.replace("“", "").replace("”", ""))
        return None if plain or len(front) > LONGEST_SCENE else (begin, mark.start())
    return None


def caption_start(text: str, start: int, end: int) -> int | None:
    """Return where a caption in front of a dateline begins, None where none does."""
    agencies = [m.start() for m in bare_agency().finditer(text, start, end)]
    if agencies:
        return agencies[-1]
    return start if scene().match(text, start) and ANY_BREAK.search(text, start, end - 2) is None else None


@cache
def bare_agency() -> re.Pattern[str]:
    """Return the pattern of an agency's name in capitals in front of a sentence: `ANTARA Petugas menyuntik …`."""
    return re.compile(rf"(?<![\w/]){any_of('pictures', 'caption_agencies')} (?=[A-Z][a-z]{{2,}} [a-z])")
