"""
What a line is, and where a sentence ends: decided here, asked by all.

A line ends a sentence, is cut off, or ends bare; it breaks where one sentence ends inside it and another begins; it is
a paragraph, a headline or a label. Of notions that are nearly the same only those remain whose exchange changes what
becomes of some page. Each says what it is for and on how many lines it parts from its neighbour, of 75,395 different
lines of 1,124 pages; `python -m tests.bench.notions` counts them.
"""

from __future__ import annotations

import re

from transforms.text.casing import is_function_word, is_titled

LONGEST_END = 5
"""Characters at a line's end that hold its last mark and the quotes and brackets that close behind it."""

SENTENCE_END = re.compile(r"""[.!?]["”’'»)\]*_]{0,3}$""")
FULL_STOP = re.compile(r"""\.["”’')]*$""")

ENDING_MARKS = frozenset('.!?…"”’)]»*')
"""Marks behind which a credit may stand: there a sentence, a quotation or a bracket has ended."""

ELLIPSIS = re.compile(r"""(?:\.{2,}|…|\[\s?(?:…|\.{2,})\s?\])["”’')\]]{0,3}$""")
LONGEST_ELLIPSIS = 24
"""Characters at a line's end that hold an ellipsis, its brackets and what closes behind it."""

BREAK = re.compile(r"[a-z0-9)]\.[\"”]? (?=[A-Z])")
"""The end of one sentence and the beginning of the next, behind a small letter, a figure or a bracket: initials and
most abbreviations stand in capitals."""

ANY_BREAK = re.compile(r"[.!?…][\"'”’)\]]{0,2} (?=[\"“'A-Z0-9])")
"""The same behind any mark and before quotes and figures as well: what ends in a picture's stamp is one sentence, or no
caption. It parts from `BREAK` on 1,294 lines."""

SURE_BREAK = re.compile(r"""\.(?<=[a-z]{4}\.)["”’'»)\]]{0,3}\s{0,2}(?=[A-Z(\[/*@“"-])""")
"""The same where what follows may be glued to the full stop, as credits are; shorter words before it are abbreviations.
It parts from `BREAK` on 2,839 lines."""

OPENERS = "\"'“‘(["
CLOSE = re.compile(r"[.!?…]{1,3}[\"'”’)\]]{0,3}(?![\w/])|[.!?…]{1,3}[\"'”’)\]]{0,3}(?=[A-Z])")
OPEN = re.compile(r"(?:[.!?…:=–—][\"'”’)\]]{0,3} |[a-z][.!?][\"'”’)\]]{0,3})$")
"""What stands at the end of a sentence, and in front of one, wherever a text is cut in two."""

SENTENCE_START = r"(?:^|(?<=[.!?…:;)\]}>”\"'|*–—-] ))[\s(\[*\"'“–—-]{0,4}"
"""Where a sentence begins, behind bars, stars and dashes as well, with marks that may stand before its first word; a
piece of longer patterns."""

MARKED = re.compile(r"[.!?…。！？:;\"”»'’«)]\s?$")

COLON = re.compile(r""":[^\w"]{0,8}$""")
LONGEST_COLON = 10
ANNOUNCING_WORDS = 4
"""Words; `Berita Terkait:` heads a list of links that is no part of the story."""

SHORT_PARAGRAPH = 60
"""Characters; of shorter lines that end a sentence many are prompts or captions."""
PARAGRAPH = 90
"""Characters; headlines, bylines and captions are mostly shorter, and so are prompts that end a sentence."""
LONGER_THAN_HEADS = 130
"""Characters; no headline or byline is as long, whatever it ends with."""
LONG_PARAGRAPH = 230
"""Characters; a line as long is a paragraph whatever it ends with, an ellipsis aside."""

LONGEST_LABEL = 40
"""Characters of labels, names and counters."""

FEWEST_TITLE_WORDS = 4
NUMBERED = re.compile(r"\(?\d{1,3}[.)]\s")
"""The number of an item: `3. `, `(12) `."""


def ends_sentence(line: str) -> bool:
    """
    Return whether a line ends a sentence: in a full stop, `?` or `!`, perhaps inside quotes.

    >>> ends_sentence("“Air sudah surut.”"), ends_sentence("Air Sudah Surut"), ends_sentence("Air sudah…")
    (True, False, False)
    """
    return SENTENCE_END.search(line[-LONGEST_END:]) is not None


def ends_in_full_stop(line: str) -> bool:
    """
    Return whether a line ends as headlines never do, in a full stop; they may ask or shout.

    It parts from `ends_sentence` on 2,218 lines.
    """
    return FULL_STOP.search(line[-LONGEST_END:]) is not None


def is_cut_off(line: str) -> bool:
    """Return whether a line breaks off in an ellipsis, as leads of other stories do."""
    end = line[-LONGEST_ELLIPSIS:]
    return ("…" in end or ".." in end) and ELLIPSIS.search(end) is not None


def ends_marked(line: str) -> bool:
    """
    Return whether a line ends in any mark that closes text; on HTML pages links and labels end bare.

    It parts from `ends_sentence` on 4,100 lines.
    """
    return MARKED.search(line[-2:]) is not None


def sentence_starts(text: str) -> list[int]:
    """
    Return where a text's sentences begin, but for the first: behind a mark and a space, or glued to a full stop.

    >>> sentence_starts("Air surut. Warga pulang.Baca juga: Tanggul")
    [11, 24]
    """
    return sorted({m.end() for pattern in (ANY_BREAK, SURE_BREAK) for m in pattern.finditer(text)} - {len(text)})


def opens_sentence_at(text: str, at: int) -> bool:
    """Return whether a sentence begins at a place of a text, quotes aside."""
    while at and text[at - 1] in OPENERS:
        at -= 1
    return at == 0 or OPEN.search(text[max(0, at - 6) : at]) is not None


def sentence_close(text: str, at: int) -> int | None:
    """Return where the marks end that close a sentence at a place of a text, None where it goes on."""
    if at == len(text):
        return at
    close = CLOSE.match(text, at)
    return close.end() if close else None


def announces(line: str, least: int = ANNOUNCING_WORDS) -> bool:
    """Return whether a line of so many words announces what stands below it (`mengunggah foto dengan narasi:`)."""
    end = line[-LONGEST_COLON:]
    return ":" in end and COLON.search(end) is not None and line.count(" ") >= least - 1


def is_prose(line: str) -> bool:
    """Return whether a line reads like a paragraph of prose: the notion of the model, which weighs all other lines."""
    if len(line) < PARAGRAPH:
        return False
    if line[-1] == "." and line[-2] != ".":
        return True  # as most end; the two patterns below ask the same of all marks
    if is_cut_off(line):
        return False
    return len(line) >= LONG_PARAGRAPH or ends_sentence(line)


def is_story_like(line: str) -> bool:
    """
    Return whether a line reads like a paragraph of a story rather than a headline, a prompt or a cut-off lead.

    It is the notion of the rules, which match short prompts by their words and hold that a short sentence is story. It
    parts from `is_prose` on 2,037 lines.
    """
    if line[-1:] == "." and line[-2:-1].isalnum():
        return len(line) >= SHORT_PARAGRAPH  # as most lines are: the patterns below would say the same
    if is_cut_off(line):
        return False
    if len(line) >= LONG_PARAGRAPH:
        return True
    return len(line) >= SHORT_PARAGRAPH and line[-1] not in "?!" and ends_sentence(line)


def has_sentences(line: str) -> bool:
    """
    Return whether a line is a paragraph, or holds a sentence that ends before the line does, as before a credit.

    It parts from `is_story_like` on 1,120 lines.
    """
    if is_cut_off(line):
        return False
    return is_story_like(line) or (len(line) >= SHORT_PARAGRAPH and SURE_BREAK.search(line) is not None)


def is_text(line: str) -> bool:
    """
    Return whether a line above a story is a paragraph of it: no headline is as long, or ends in a full stop.

    It parts from `is_prose` on 1,311 lines.
    """
    return len(line) >= PARAGRAPH and (len(line) >= LONGER_THAN_HEADS or ends_in_full_stop(line))


def is_label(line: str) -> bool:
    """Return whether a line is short and ends as labels, names and counters do: no sentence, and no announcement."""
    return len(line) <= LONGEST_LABEL and line[-1:] != ":" and not ends_sentence(line)


def ends_like_story(line: str) -> bool:
    """Return whether a line begins or ends as sentences do; headlines end bare, or ask, or shout."""
    return line.rstrip("\"”’')").endswith((".", ",", ":", ";")) or line.startswith(('"', "“"))


def is_headline(line: str, following: str, *, first: bool) -> bool:
    """
    Return whether a line reads like another story's headline and not like a subhead or a piece of a sentence.

    Args:
        line: The line.

        following: The line behind it; a headline is not continued in small letters.

        first: The line stands right under a heading, where a headline may be in small letters.
    """
    words = line.split()
    if len(words) < FEWEST_TITLE_WORDS or NUMBERED.match(line) or following[:1].islower():
        return False
    if is_titled(words):
        return True
    return first and not goes_on(following) and line[:1].isupper() and not is_function_word(words[-1])


def goes_on(following: str) -> bool:
    """Return whether a line of so few words stands behind another that it is the rest of it."""
    return bool(following) and len(following.split()) < FEWEST_TITLE_WORDS
