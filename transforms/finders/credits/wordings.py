"""The wordings of bylines and credits that are lines or sentences, put together from the lists of roles."""

from __future__ import annotations

import re
from functools import cache

from transforms.finders.credits.above_story import NAME_ALONE
from transforms.lexicon.calendar import month_names, short_weekday_names, zones
from transforms.lexicon.lists import any_of, either, words
from transforms.names.outlets import DOMAIN
from transforms.names.persons import name_word, people, person

DASH = " ?[-–—|,•·] ?"
LAST_LETTERS = 3
"""Letters by which a trade at the end of a line is told before it is looked up."""


@cache
def day() -> str:
    """Return the pattern of a day as bylines print it, its weekday in front or not."""
    return (
        rf"(?:{either(short_weekday_names())},? ?)?"
        r"(?:\d{1,2}[ /.-](?:\d{1,2}|[A-Za-z]{3,9})[ /.,-]{1,2}\d{2,4}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})"
    )


@cache
def clock() -> str:
    """Return the pattern of a time as bylines print it, with its zone or without."""
    return rf"\d{{1,2}}[:.]\d{{2}}(?: ?(?:{any_of('zones', 'indonesia')}|[AaPp]\.?[Mm]\.?))?"


@cache
def line_end() -> str:
    """Return the pattern of what may stand behind a day to the end of its line: a time and its zone, marks."""
    return rf"[^a-z]{{0,24}}{any_of('zones', 'indonesia')}?[^\w]{{0,6}}"


@cache
def dated() -> re.Pattern[str]:
    """Return the pattern of a name with its day: `Oleh Rina Dewi - 12 Mei 2026`."""
    names = rf"(?P<names>{people()})(?:{DASH}| {any_of('roles', 'before_day')} )|(?P<near>{NAME_ALONE.pattern}) ?"
    return re.compile(rf"[^\w]{{0,6}}(?:(?i:{any_of('roles', 'byline_heads')})\s?:?\s+)?(?:{names}){day()}{line_end()}")


@cache
def day_first() -> re.Pattern[str]:
    """Return the pattern of a day with the name stuck to it: `March 4, 2026Rina Dewi`."""
    return re.compile(rf"{day()}(?P<names>{NAME_ALONE.pattern})")


@cache
def traded() -> re.Pattern[str]:
    """Return the pattern of a name with its trade behind a comma: `Rina Dewi, Senior Writer`."""
    return re.compile(rf"(?P<names>{person()}), (?:{any_of('roles', 'ranks')} ){{0,2}}{any_of('roles', 'trades')}")


@cache
def trade_ends() -> frozenset[str]:
    """Return the last letters of trades."""
    return frozenset(word[-LAST_LETTERS:] for word in words("roles", "trades"))


@cache
def clock_alone() -> re.Pattern[str]:
    """Return the pattern of what a byline in pieces leaves: the time, or the label without its name."""
    return re.compile(
        rf"(?:{clock()}|\d{{1,2}}[:.]\d{{2}}) ?(?:{either(zones())}|[AaPp][Mm])|(?i:{any_of('roles', 'by')})"
    )


@cache
def report() -> re.Pattern[str]:
    """Return the pattern of `Laporan wartawan Kabar Rawa, Rina Dewi`."""
    return re.compile(
        rf"[^\w]{{0,6}}(?i:{any_of('roles', 'report')}) (?i:{any_of('roles', 'reporters')}) "
        rf"(?:[^,:|]{{3,40}}[,:|] ?)?(?P<names>{people()})[^\w]{{0,6}}"
    )


@cache
def written() -> re.Pattern[str]:
    """Return the pattern of a label with a writer's name, alone on a line."""
    return re.compile(rf"[^\w]{{0,6}}\(?(?i:{any_of('roles', 'written')}) ?:? ?(?P<names>{people()})\)?[^\w]{{0,6}}")


@cache
def phrases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return credits that are sentences, each with what a page in small letters holds of it: `phrases` of the roles."""
    patterns = (
        rf"^{any_of('roles', 'checked')} (?P<names>{person()})(?:\.(?= ) ?|[ .]$| (?=[A-Z(\"“]))",
        rf"(?<!\w)(?P<names>{people()}) {any_of('roles', 'contributed')} [^.]{{3,50}}\.?",
        rf"(?i:{any_of('roles', 'posted')}) (?P<names>{person()}) {any_of('roles', 'before_day')} {day()}",
    )
    return tuple(zip(words("roles", "phrases"), map(re.compile, patterns), strict=True))


@cache
def deed_marks() -> tuple[str, ...]:
    """Return what a line holds that credits a deed."""
    return tuple(f" {word}" for word in words("roles", "by"))


@cache
def deed_by() -> re.Pattern[str]:
    """Return the pattern of the words of `deed_marks`, as whole words."""
    return re.compile(rf" {any_of('roles', 'by')}\b")


@cache
def deed_head() -> re.Pattern[str]:
    """Return the pattern of how a line begins that credits a deed without them."""
    return re.compile(rf"\W{{0,4}}{any_of('roles', 'deed_heads')}\b")


@cache
def team() -> re.Pattern[str]:
    """Return the pattern of a team of a paper that is called by its domain."""
    by, some = any_of("roles", "by"), any_of("roles", "team")
    return re.compile(rf"[^\w]{{0,6}}(?i:{by} ?:? ?)?{some} {DOMAIN.pattern}[^\w]{{0,6}}")


@cache
def bracketed_name() -> re.Pattern[str]:
    """Return the pattern of a person's name in brackets."""
    return re.compile(rf"\((?P<names>{person()})\)")


@cache
def inner_credit() -> re.Pattern[str]:
    """Return the pattern of a strong label with one name behind the end of a sentence."""
    return re.compile(
        rf"(?<=[.!?”\")\]] )(?:(?P<editor>{any_of('roles', 'inner_editor')})|{any_of('roles', 'inner_author')}) ?: ?"
        rf"(?P<names>{name_word()}(?: {name_word()}){{1,3}})(?![\w.])"
    )


@cache
def opening_cue() -> re.Pattern[str]:
    """Return the pattern of an author's cue at the head of a line, the crumbs of a section in front or not."""
    return re.compile(
        rf"(?P<crumbs>(?:/ [^/]{{2,30}} ){{0,2}}/?) ?(?i:{any_of('roles', 'bare_author')}) ?:? {{1,6}}(?=[A-Z])"
    )


@cache
def issue() -> re.Pattern[str]:
    """Return the pattern of a day, or of the issue of a month in which a magazine printed a story."""
    months = "|".join(name.capitalize() for name in month_names())
    return re.compile(rf"{day()}|(?:(?i:{any_of('roles', 'issues')}) )?(?:{months}) \d{{4}}")


@cache
def behind_clock() -> re.Pattern[str]:
    """Return the pattern of an author's cue and a name behind the clock of a header: `15:33 WIB - Oleh: Rina Dewi`."""
    word = r"[A-Z][a-z'’]{1,20}"
    cue = rf"{clock()} ?[-–|] ?(?i:{any_of('roles', 'bare_author')}) ?: ?"
    return re.compile(rf"{cue}(?P<names>{word}(?: {word}){{1,3}})(?= [A-Z]{{2}}|$)")


@cache
def all_people() -> re.Pattern[str]:
    """Return the pattern of one to five persons' names."""
    return re.compile(people())


@cache
def bare_byline() -> re.Pattern[str]:
    """Return the pattern of a label without a mark, its names and perhaps a day: `Oleh Rina Dewi -11 Juni 2026`."""
    on, at = any_of("roles", "before_day"), any_of("roles", "before_clock")
    return re.compile(
        rf"[^\w]{{0,6}}\(?(?i:{any_of('roles', 'bare_author')}) ?:? (?P<names>{people()})\)?"
        rf"(?: {any_of('roles', 'name_in_place')} [A-Z]\w{{2,20}}(?: [A-Z]\w{{2,20}})?)?"
        rf"(?:(?:{DASH}| {on} | ){day()}{line_end()}|(?:,| {at}) {clock()})?"
        r"[^\w]{0,6}"
    )
