"""What a person is by trade, behind the name and a comma: `, Dosen Hukum Universitas Rawa`, `, Head of Marketing`."""

from __future__ import annotations

import re
from functools import cache

from transforms.lexicon.lists import any_of, either, words

LONGEST = 400
"""Characters of a calling: all of a credit that is read."""

MOST_WORDS = 12
"""Words of a title, chosen: the longest that was met on a labelled page has eight."""

NEXT = r"(?=[|;/:]|$)"
"""Where a calling ends in any case: at a mark that parts credits."""


@cache
def callings() -> str:
    """Return the pattern of a word for a calling; one that people bear as a name, too, wants another word behind it."""
    names = words("names", "called_as_well")
    alone = either([trade for trade in words("prompts/press", "author_trade") if trade not in names])
    return rf"(?i:(?:{either(names)})(?=\s(?:{alone}|{joints()})\s)|{alone})(?!\w)"


@cache
def joints() -> str:
    """Return the pattern of the words between a calling and the house or the subject it belongs to."""
    return any_of("names", "calling_joints")


@cache
def said() -> str:
    """
    Return the pattern of the words that say a calling: its own, or capitalised ones that come to it.

    Behind one capitalised word something must join the calling to a house or a subject: `Travis Head` is a person.
    """
    word, joined = r"[A-ZÀ-Þ][\w&’'-]{1,20}\s", rf"(?=\s{joints()}\s)"
    return rf"(?:{callings()}|{word}{callings()}{joined}|(?:{word}){{2,3}}{callings()}(?:{joined}|$))"


@cache
def calling() -> re.Pattern[str]:
    """Return the pattern of a comma and a calling, up to a comma and a joining word, where the next person stands."""
    listed = rf"(?i:{any_of('markup', 'roles')})\b"  # in front of anything: `, Senior Writer`
    ending = rf"(?:(?=,\s{any_of('markup', 'and')}\s)|{NEXT})"
    return re.compile(rf",\s{{0,3}}(?:{listed}|{said()}).{{0,{LONGEST}}}?{ending}", re.DOTALL)


@cache
def title() -> re.Pattern[str]:
    """
    Return the pattern of a comma and a calling as a title: of capitalised words, joints and the calling's own alone.

    Sentences go on in small letters: `By Royal Decree, the king dissolved parliament`.
    """
    small = either([*words("names", "calling_joints"), *words("names", "joints"), *words("names", "articles")])
    word = rf"(?:[A-ZÀ-Þ0-9&][\w.&’'()-]{{0,24}}|{small}|{callings()})"
    return re.compile(rf",\s{{0,3}}(?={said()})(?:{word}(?:,?\s{{1,3}}|$)){{1,{MOST_WORDS}}}")


def without_callings(text: str) -> str:
    """
    Return a credit without what its persons are.

    >>> without_callings("Rina Dewi, Dosen Sosiologi Universitas Rawa"), without_callings("Rina Dewi, Travis Head")
    ('Rina Dewi', 'Rina Dewi, Travis Head')
    >>> without_callings("Rina Dewi, Guru Besar Hukum, dan Agus Salim")
    'Rina Dewi, dan Agus Salim'
    """
    return calling().sub("", text) if "," in text else text


def title_at(text: str) -> tuple[int, int] | None:
    """
    Return where a calling stands in a line that is nothing but a name and it, None where none does.

    >>> title_at("Oleh Rina Dewi, Dosen Hukum Universitas Rawa"), title_at("Di Kota Palu, warga antre beras")
    ((14, 44), None)
    """
    match = title().search(text) if "," in text else None
    return match.span() if match else None
