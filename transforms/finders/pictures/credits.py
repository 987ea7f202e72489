"""How pictures are credited in print: labels, brackets, agencies with a name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from transforms.lexicon.fold import fold
from transforms.lexicon.lists import either, lists_of, words
from transforms.text.lines import BREAK, ends_sentence, is_story_like

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_INLINE = 320
"""Characters an inline caption may hold before its credit; more is a paragraph with a bracket in it."""
TAIL_MARKS = r"(?:\s?(?:\.{2,3}|…)\s?)"
NAME = r"[A-Z](?:[A-Z]{1,12}(?![a-z])|[a-z]{1,20}\b|[a-z]{1,20}(?=[A-Z]))"
"""A name; where the next sentence is glued to it, it ends at the capital."""
LONGEST_TAIL = 20
LONGEST_BARE_CREDIT = 90
"""A line with a bare agency bracket `(AFP)` is a caption only while it is short; prose ends so too."""
LONGEST_ALONE = 40
LONGEST_SPOKEN = 100
"""A line that a loose bracket `(ist)` ends is a caption only while it is short; reporters sign paragraphs so too."""
LONGEST_STAMPED = 200
"""A line that ends in a bare picture agency is a caption only while it is short."""
EDGE = 4
"""Letters by which the first and the last word of a line are looked up; no credit without a mark has fewer."""
SIGNED = re.compile(r"[(\[] ?[a-z]{2,8}/[a-z]{2,8} ?[)\]]")
"""Initials behind a desk, in small letters, as in `(humas/dwi)`: they sign a paragraph, wherever it stands."""
LONGEST_LABEL = 40
"""Characters in which the label at the head of a line ends; the longest has 18."""


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns of credits, by name, put together from the lists of `pictures`."""
    v = {name: either(words("pictures", name)) for name in lists_of("pictures")}
    unowned = "".join(f"(?<!{re.escape(name)} )" for name in words("pictures", "own_label"))
    tail = rf"(?:{TAIL_MARKS}(?i:{v['tails']})?)?\s?"
    sure = (
        rf"(?i:{v['labels']})\s?[:/.|]\s?[^()]{{1,100}}|(?i:{v['sources']}) ?/[^()]{{1,100}}"
        rf"|[^()]{{1,40}}/(?i:{v['sources']})|(?i:{v['by_labels']}) [^()]{{1,80}}|(?i:{v['stock']})"
    )
    inline = rf"(?i:{v['inline_labels']})\s?[:/]\s?[^()]{{1,100}}|(?i:{v['stock']})(?: ?/[^()]{{1,100}})?"
    likely = rf"(?i:{v['bracket_whole']})|(?i:{v['bracket_starts']})[ :/.][^()]{{0,100}}"
    return {
        "picture": re.compile(rf"\(\s?(?:{inline})\s?\)"),
        "label_end": re.compile(
            rf"^[^:]{{3,300}}?(?:[ .|]|(?<=[a-z0-9)%?!]))(?:{v['cased_labels']}: ?"
            rf"(?:(?i:{v['short_givers']})\. ?(?=[A-Z@])|(?=[A-Z@]))[^.!?:\"“]{{2,60}}"
            rf"|{v['cased_labels']}: ?(?i:{v['given']}|{v['alone']}))\.?$"
        ),
        "alone": re.compile(rf"^\W{{0,3}}(?i:{v['alone']})\W{{0,3}}$"),
        "alone_end": re.compile(rf"^[^!?\"“”]{{3,200}}?(?: [–—|-]|[.|]) ?\W?(?i:{v['alone']})\)?\.?$"),
        "shown": re.compile(rf"^(?i:{v['alt']})(?: [\w'’-]{{1,20}}){{1,8}}\.?$"),
        "taken_by": re.compile(rf"^{v['cased_labels']}(?: [A-Z][a-z'’]{{1,20}}){{2,3}}$"),
        "paper_end": re.compile(
            rf"^[^()\"“”]{{3,{LONGEST_BARE_CREDIT}}}"
            r"\([A-Z][\w .-]{1,30}/[A-Z][a-z'’]{1,20}(?: [A-Z][\w.'’]{0,20}){1,3}\)\.?$"
        ),
        "picture_end": re.compile(rf"\s?[(\[]\s?(?:(?P<sure>{sure})|{likely})\s?[)\]]\.?{tail}$"),
        "agency_end": re.compile(rf"^[^()]{{3,{LONGEST_BARE_CREDIT}}}\({v['agencies']}\)\.?{tail}$"),
        "stock_end": re.compile(rf"^[^!?\"“”]{{3,200}}?[.|–—-] ?(?i:{v['stock']})(?: ?/[^().]{{1,60}})?\.?{tail}$"),
        "inside_end": re.compile(rf"^\([^()]{{3,300}}\b(?i:{v['strong_labels']})\s?[:/][^()]{{1,80}}\)\.?{tail}$"),
        "bracket_head": re.compile(rf"\(\s?(?i:{v['strong_labels']})\s?[:/][^()]{{1,100}}\)\.?"),
        "label": re.compile(rf"^\W{{0,3}}(?i:{v['strong_labels']})\s?[:/]\s?\S"),
        "photo_by": re.compile(rf"^(?i:{v['photo_words']}) (?i:{v['taken_by']}) [^.!?]{{2,80}}$"),
        "source": re.compile(rf"^(?:(?i:{v['source_givers']})\. ?[\w ]{{2,30}}|(?i:{v['sources']}))/[@\w]"),
        "alt_end": re.compile(rf"^[^.!?:\"“(]{{3,90}} (?i:{v['alt']}){tail}$"),
        "tail": re.compile(rf"{TAIL_MARKS}(?i:{v['tails']})\s?$"),
        "social": re.compile(
            rf"{unowned}\b{v['slashed_labels']}/(?:(?:{NAME}[/ ])?@[a-z\d_.]{{2,40}}|{NAME}(?:[/ ]{NAME}){{0,3}})"
        ),
        "stamped": re.compile(
            rf"\b{v['cased_labels']}: ?[A-Z](?:[^()!?:–—-]|(?<! )-){{2,60}}"
            r"(?=\s?$| [A-Z][\w. ]{2,25}?(?:, [\w. ]{2,25})? ?[-–—]{1,2} ?)"
        ),
        "speech": re.compile(rf"\b{v['speech']}\b"),
        "agency_slash": re.compile(rf"\b{v['inline_sources']}/[A-Z][^.!?()]{{2,50}}(?:\.|$)"),
    }


def may_credit(text: str) -> bool:
    """Return whether a text holds any mark or word of a credit; the quick look in front of the patterns."""
    return has_mark(text) or (len(text) <= LONGEST_STAMPED and stands_bare(text) and has_word(text))


def has_mark(text: str) -> bool:
    """Return whether a text holds a mark of credits; those of more than `LONGEST_STAMPED` characters all do."""
    if "(" in text or "/" in text or "[" in text:
        return True
    return ":" in text and (len(text) <= LONGEST_STAMPED or ":" in text[:LONGEST_LABEL] or is_labelled(text))


def is_labelled(text: str) -> bool:
    """Return whether a text holds the commonest label of credits inside."""
    return any(map(text.__contains__, words("pictures", "label_inside")))


def has_word(text: str) -> bool:
    """Return whether a text holds a word of credits."""
    return any(map(text.__contains__, words("pictures", "credit_pieces")))


def stands_bare(text: str) -> bool:
    """Return whether a text without a mark begins or ends as a credit may; the quick look in front of `has_word`."""
    end = text.rstrip(". ")
    if not end[-1:].isalnum() or fold(end[-EDGE:]) in last_letters():
        return True
    return fold(text[:EDGE]) in first_letters()


@cache
def first_letters() -> frozenset[str]:
    """Return the letters with which a credit without a mark begins, if it ends in none of `last_letters`."""
    return frozenset(fold(word[:EDGE]) for word in (*words("pictures", "alt"), *words("pictures", "photo_words")))


@cache
def last_letters() -> frozenset[str]:
    """Return the letters in which a credit without a mark ends, if it begins with none of `first_letters`."""
    return frozenset(word[-EDGE:] for word in endings("stock", "alone", "alt", "tails"))


@cache
def endings(*names: str) -> tuple[str, ...]:
    """Return the words of some lists, folded; a text is asked for them as its end."""
    return tuple({fold(word): None for name in names for word in words("pictures", name)})


def line_credit(text: str) -> str | None:
    """Return the rule by which a line is a caption with its credit, None where it is not."""
    if has_label(text):
        return "caption.label"
    if starts_with_source(text):
        return "caption.source"
    bracket = closing_bracket(text)
    if bracket == "picture":
        return "caption.bracket"
    if bracket == "agency" and is_unspoken(text):
        return "caption.agency"
    return ends_in_stock(text) or ("caption.alt" if ends_as_alt(text) else None)


def ends_in_stock(text: str) -> str | None:
    """Return the rule by which a line is or ends in a bare picture agency, `File photo` or the like."""
    p = patterns()
    if len(text) <= LONGEST_ALONE and p["alone"].match(text):
        return "caption.alone"
    if len(text) > LONGEST_STAMPED or not ("/" in text or ends_in_word(text)):
        return None
    if p["stock_end"].match(text) or p["alone_end"].match(text):
        return "caption.stock"
    return None


def ends_in_word(text: str) -> bool:
    """Return whether a line ends as `stock_end` and `alone_end` may; they try each character of a line."""
    return fold(text.rstrip(").… ")).endswith(endings("stock", "alone", "tails"))


def has_label(text: str) -> bool:
    """Return whether a line begins with a caption's label: `Foto: …`, `Photo by …`."""
    p = patterns()
    head = text[:LONGEST_LABEL]
    if ((":" in head or "/" in head) and p["label"].match(text)) or p["photo_by"].match(text):
        return True
    return is_labelled(text) and p["label_end"].match(text) is not None


def starts_with_source(text: str) -> bool:
    """Return whether a line begins with a picture source and its name: `PIXABAY/lestariPemandangan sawah`."""
    return "/" in text and patterns()["source"].match(text) is not None


def closing_bracket(text: str) -> Literal["picture", "agency"] | None:
    """Return what the bracket at a line's end credits: `picture`, `agency`, or None."""
    p = patterns()
    if not text.endswith((")", "]", ").", ")…", "...")) and not ends_in_tail(text):
        return None
    at = max(text.rfind("("), text.rfind("["))
    if (at >= 0 and p["picture_end"].match(text, at)) or p["inside_end"].match(text):
        return "picture"
    return "agency" if p["agency_end"].search(text) or p["paper_end"].match(text) else None


def ends_in_tail(text: str) -> bool:
    """Return whether a text ends in a word that a gallery hangs on a caption."""
    return fold(text[-LONGEST_TAIL:]).endswith(endings("tails"))


def credit_behind_prose(text: str, *, ends_story: bool) -> tuple[int, int] | None:
    """
    Return the span of the bracket with which a paragraph of prose ends, None where it ends a caption.

    Prose quotes somebody, holds more than a sentence, or is long. Behind a long sentence a bracket
    that names a picture's source (`(Foto: Humas)`) still ends a caption, unless the story ends with it.
    """
    if not text.endswith((")", "]", ").", "].", "..", "…")) and not ends_in_tail(text):
        return None
    at = max(text.rfind("("), text.rfind("["))
    match = patterns()["picture_end"].match(text, at) if at > 0 else None
    if not match:
        return None
    before = text[:at].rstrip()
    prose = not is_unspoken(before) or BREAK.search(before) is not None or len(before) > LONGEST_SPOKEN
    signed = ends_story or SIGNED.match(text, at) is not None
    prose = prose or (signed and not match["sure"] and is_story_like(before))
    if not prose or (match["sure"] and not ends_story and not (before[:1] in '"“' and not is_unspoken(before[1:]))):
        return None
    return len(before), len(text)


def credit_before_prose(text: str) -> tuple[int, int] | None:
    """Return the span of the bracket with which a paragraph opens, the credit of a picture that stood above it."""
    match = patterns()["bracket_head"].match(text) if text[:1] == "(" else None
    return match.span() if match and is_story_like(text[match.end() :].strip()) else None


def credit_behind_sentences(text: str) -> tuple[int, int] | None:
    """Return the span of the picture's bracket with which a paragraph of several sentences ends."""
    at = text.rfind("(")
    match = patterns()["picture_end"].match(text, at) if at > 0 and text.endswith((")", ").")) else None
    before = text[:at].rstrip()
    several = match is not None and BREAK.search(before) is not None and ends_sentence(before)
    return (len(before), len(text)) if several and is_story_like(before) else None


def agency_behind_sentences(text: str) -> tuple[int, int] | None:
    """Return the span of the agency's name behind a dash with which a paragraph of several sentences ends."""
    at = max(text.rfind(f" {dash} ") for dash in "-–—")
    several = at > 0 and BREAK.search(text, 0, at) is not None and ends_sentence(text[:at])
    return (at, len(text)) if several and ends_in_stock(text) else None


def is_unspoken(text: str) -> bool:
    """Return whether a line quotes nobody."""
    return not any(mark in text for mark in '"“”')


def is_spoken(sentence: str) -> bool:
    """Return whether a sentence ends a quotation or has a verb of speech, so that it is the story's and no caption."""
    return "”" in sentence or '"' in sentence or patterns()["speech"].search(sentence) is not None


def ends_as_alt(text: str) -> bool:
    """Return whether a line is a generated alt text: `pasar terapung ilustrasi`, `Ilustrasi pasar`."""
    p = patterns()
    return "lustra" in text and p["alt_end"].match(text) is not None


def names_picture(text: str) -> bool:
    """Return whether a short line is a picture's by its first word: `Ilustrasi Pasar Terapung`, `Foto Ayu Lestari`."""
    p = patterns()
    return p["shown"].match(text) is not None or p["taken_by"].match(text) is not None


def without_tail(text: str) -> str:
    """Return a caption without the `... Selengkapnya` that a gallery hangs on it."""
    return patterns()["tail"].sub("", text) if ends_in_tail(text.rstrip()) else text


def inline_captions(text: str) -> Iterator[tuple[int, int, str]]:
    """
    Yield the captions inside a longer line.

    In front of a bracket or an agency's stamp the caption is the sentence before it; a bare
    `Foto/Instagram …` credits a picture whose caption was not taken along.
    """
    p = patterns()
    for match in stamps(text):
        start = sentence_start(text, match.start())
        if text[match.start()] != "(" and is_spoken(text[start : match.start()]):
            yield match.start(), match.end(), "caption.credit"
        elif match.start() - start <= LONGEST_INLINE:
            tail = p["tail"].match(text, match.end())
            start = opened_at(text, start, match.start())
            yield start, tail.end() if tail else match.end(), "caption.inline"
    if "oto/" in text or "OTO/" in text:
        for match in p["social"].finditer(text):
            yield match.start(), match.end(), "caption.credit"
    if is_labelled(text):
        stamp = p["stamped"].search(text, 0, LONGEST_INLINE)
        if stamp:
            yield stamp.start(), stamp.end(), "caption.credit"


def opened_at(text: str, start: int, end: int) -> int:
    """Return where a caption begins that a button to enlarge its picture parts from an item's name in front of it."""
    buttons = (text.rfind(button, start, end) for button in words("pictures", "buttons"))
    return max(start, *buttons)


def stamps(text: str) -> Iterator[re.Match[str]]:
    """Yield the credits that stand behind a caption: brackets, and agencies with a name."""
    p = patterns()
    at = text.find("(")
    while at >= 0:
        match = p["picture"].match(text, at)
        if match:
            yield match
        at = text.find("(", at + 1)
    if "/" in text and any(map(text.__contains__, words("pictures", "inline_sources"))):
        yield from p["agency_slash"].finditer(text)


def sentence_start(text: str, at: int) -> int:
    """Return where the sentence in front of a place begins, searching no further back than a caption is long."""
    begin = max(0, at - LONGEST_INLINE - 3)
    start = begin
    for match in BREAK.finditer(text[begin:at].rstrip(" .")):
        start = begin + match.end()
    return start
