"""
Credits that end a caption without a label's colon or a known agency.

`… di dermaga. RAWA/Ayu Lestari`, `… di dermaga./ist`, `… di dermaga. (Kabarrawa.com/ayu)`,
`… di dermaga – Gambar Ayu Lestari`, and the names that cameras and messengers give to files.
"""

from __future__ import annotations

import re
from functools import cache

from transforms.lexicon.lists import any_of, either, lists_of, words
from transforms.text.lines import ANY_BREAK, NUMBERED

LONGEST = 220
"""Characters of a line that ends in such a credit."""
TAIL = 80
"""Characters of a credit."""
ENDS = "!?,:;"
NAMED = re.compile(r"[/:] ?[A-Za-z@]")
OPENING = re.compile(r"[.!?)\]](?=[ ©A-Z(\[]|$)| ?[(\[]|[./] ?/? ?(?=[A-Za-z])| ?[-–—](?= ?[A-Za-z])")
"""Where a credit may begin: at a mark, or behind it."""
DOMAIN = r"[A-Za-z0-9][A-Za-z0-9-]{1,30}(?:\.(?i:com?|id|net|org|info|news|tv|my|site|online|asia|press)){1,2}"


@cache
def file_name() -> re.Pattern[str]:
    """Return the pattern of a name that a camera or a messenger gives to a file."""
    return re.compile(any_of("pictures", "file_heads") + r"[-_ ]{0,3}[A-Z]{0,4}[-_ ]?\d{3,14}[\w .:()~-]{0,40}")


@cache
def file_letters() -> frozenset[str]:
    """Return the letters with which such names begin."""
    return frozenset(head[0] for head in words("pictures", "file_heads"))


@cache
def stamp() -> re.Pattern[str]:
    """Return the pattern of a credit behind the end of a sentence or a dash, up to the line's end."""
    v = {name: either(words("pictures", name)) for name in lists_of("pictures")}
    particles = any_of("names", "credited_particles")
    who = rf"[A-Z@][\w.'’@-]{{0,24}}(?: [A-Z][\w.'’-]{{0,24}}| {particles}){{0,4}}"
    shown, given = rf"(?i:{v['shown_words']})", rf"(?i:{v['given']})"
    return re.compile(
        rf"(?:\s?[(\[]\s?(?:[^()\[\]/]{{2,40}} ?/ ?{DOMAIN}|{DOMAIN} ?/ ?[^()\[\]/]{{2,40}})\s?[)\]]\.?"
        rf"|(?<=[.!?)\]])\s?(?:[A-Z]{{2,16}}(?: [A-Z]{{2,10}})?|{DOMAIN}) ?/ ?"
        rf"(?:HO[-/])?{who}(?:/[\w .-]{{1,20}}){{0,2}}\.?"
        rf"|\s?[-–—]\s?{given}(?: ?[/.:] ?[^-.\n]{{2,40}})?-?"
        rf"|\.?\s?/\s?{given}(?:[ :./]{{1,2}}[\w.@/ -]{{2,50}})?\.?"
        rf"|(?<=[.!?)\]])\s?{v['bare_given']}\.?"
        rf"|\s?[(\[]{shown} [A-Z][\w .&'-]{{2,30}}[)\]]\.?"
        rf"|(?:(?<=\.)|\s[-–—]) ?{shown} (?:{v['stamp_by']} )?{who}"
        rf"|(?<=[.!?)\]]) ?[A-Z]{{2,8}} (?:{v['stamp_file']} )?{v['stamp_nouns']}S?"
        r"(?: BY [A-Z .]{3,30}|: ?[\w .]{3,30})?"
        rf"|(?<=[.!?)\]])\s?©\s?(?:\d{{4}}\s?)?(?:{DOMAIN}|{who})(?: ?/ ?[\w .]{{2,30}})?"
        rf"|(?<=[.!?)\]]) ?(?:{shown}) ?: ?[A-Z@][^.!?:\n]{{1,60}}\.?"
        rf"|(?<=[.!?)\]]) ?(?:{shown}) ?[(\[][\w ./-]{{2,30}}[)\]]\.?"
        rf"|\s[-–—] ?[A-Z]{{2,16}} ?/ ?(?:HO[-/])?[A-Z][\w.'’-]{{1,24}} [A-Z][\w.'’ -]{{1,30}}"
        rf"|(?<=[.!?)\]]) ?(?i:{v['short_givers']})\.? {who}\.?|{by_agency()})$"
    )


@cache
def by_agency() -> str:
    """Return the pattern of a credit that names a picture's agency: `- BERNAMA Photo`, `. Ayu Lestari/REUTERS`."""
    agencies = either({form for name in words("pictures", "agencies") for form in (name, name.upper())})
    nouns, file = any_of("pictures", "stamp_nouns"), any_of("pictures", "stamp_file")
    who = r"[A-Z][\w.'’-]{0,24}(?: [A-Z][\w.'’-]{0,24}){0,3}"
    return (
        rf"(?:(?<=[.!?)\]”\"])|\s[-–—]) ?(?:{agencies} ?(?i:(?:{file} )?{nouns}S?)|{who} ?/ ?{agencies}(?i: {nouns}S?)?"
        rf"|{agencies}(?i: {nouns}S?)? ?/ ?(?:HO[-/])?{who}(?:/[\w .-]{{1,20}}){{0,2}})\.?"
    )


@cache
def agency_stamp() -> re.Pattern[str]:
    """Return that pattern, compiled."""
    return re.compile(rf"{by_agency()}$")


def agency_credit(text: str) -> int | None:
    """Return where the credit of a picture's agency begins that ends a line, None where none does."""
    low = max(1, len(text) - TAIL)
    if not any(map(text[low - 1 :].__contains__, marks())):
        return None
    for opening in OPENING.finditer(text, low):
        for at in (opening.start(), opening.end()):
            if agency_stamp().match(text, at):
                return at
    return None


@cache
def hints() -> tuple[str, ...]:
    """Return the words of which a credit without a mark holds one."""
    return words("pictures", "stamp_hints")


@cache
def marks() -> tuple[str, ...]:
    """Return marks and words of which every credit holds one; asked first, they spare most lines the patterns."""
    plain = (*words("pictures", "shown_words"), *words("pictures", "given"))
    cased = {form for word in plain for form in (word, word.capitalize(), word.upper(), word.title())}
    return ("/", "©", *words("pictures", "stamp_nouns"), *sorted(cased))


def may_stamp(text: str) -> bool:
    """Return whether a line without a mark of credits may end in one, or be the name of a file."""
    return len(text) <= LONGEST and text[-1:] not in '.?!,”"' and any(map(text.__contains__, hints()))


def is_stamped(text: str) -> bool:
    """
    Return whether a line is one sentence with such a credit behind it, or the name of a file.

    >>> is_stamped("Warga menyeberang. RAWA/Ayu Lestari"), is_stamped("IMG-20260914-WA0021")
    (True, True)
    """
    if len(text) > LONGEST or may_be_story(text):
        return False
    if text[:1] in file_letters() and file_name().fullmatch(text):
        return True
    low = max(1, len(text) - TAIL)
    likely = any(map(text[low - 1 :].__contains__, marks()))
    for opening in OPENING.finditer(text, low) if likely else ():
        match = stamp().match(text, opening.start()) or stamp().match(text, opening.end())
        if match:
            return ANY_BREAK.search(text, 0, max(0, match.start() - 1)) is None
    return False


def may_be_story(text: str) -> bool:
    """Return whether a line speaks, asks, lists or ends as sentences do: then no credit stands behind it."""
    if text[-1:] in ENDS or "“" in text or '"' in text or "”" in text or NUMBERED.match(text):
        return True
    if text.endswith(").") and text[text.rfind("(") + 1].isdigit():
        return True  # `Rabu (9/3/2022).`
    return text.endswith(".") and text[-2] not in ")]" and not NAMED.search(text, max(0, len(text) - TAIL))
