"""What a person is by trade, behind the name and a comma: `, Dosen Hukum Universitas Rawa`, `, Head of Marketing`."""

from __future__ import annotations

import re
from functools import cache

from transforms.lexicon.lists import any_of, either, words


@cache
def calling() -> re.Pattern[str]:
    """
    Return the pattern of the comma in front of a calling that opens with its word, or soon comes to it.

    In front of the word stand capitalised ones, and behind it nothing, or what joins it to a house or a subject: a
    second person is called otherwise.
    """
    said = either((*words("markup", "roles"), *words("prompts/press", "author_trade")))
    front = r"(?:[A-ZÀ-Þ][\w&’'-]{1,20}\s){1,3}"
    joined = rf"(?=\s?$|\s?,|\s(?:{any_of('names', 'calling_joints')})\s)"
    return re.compile(rf",\s{{0,3}}(?=(?i:{said})(?!\w)|{front}(?i:{said}){joined})")


def calling_at(text: str) -> int:
    """
    Return where the comma in front of a person's calling stands in a text, -1 where none does.

    >>> [calling_at(text) for text in ("Oleh Rina Dewi, Dosen Hukum", "By Rina Dewi, Rawa Desk Representative to All")]
    [14, 12]
    >>> calling_at("Oleh Rina Dewi, Agus Salim")
    -1
    """
    match = calling().search(text)
    return match.start() if match else -1


def without_calling(text: str) -> str:
    """Return a text up to a person's calling."""
    at = calling_at(text)
    return text if at < 0 else text[:at]
