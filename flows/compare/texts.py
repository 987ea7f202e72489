"""Signs in what was struck, given back, and read otherwise."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from flows.compare.signs import LITTLE, MOST, MUCH, SOME, Sign
from transforms.text.lines import ends_sentence, has_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.compare.both import Both, Row, Span
    from flows.compare.context import Context

SOURCE = "source text"
"""Cause of a text that differs though nothing more or less was struck: decoding, extraction, blocks."""

STATES = "older states"
"""Cause of rows that come or go because crawls of their page say the same, or no longer do."""

BROKEN = ("\ufffd", "Ã", "â€", "Â ", "ï»¿")
"""What texts hold that were read in the wrong charset."""

SENTENCE_WORDS = 7
"""Words of the shortest sentence that is taken for story; shorter ones are prompts as often."""

FEWEST_WORDS = 60
"""Words of a story; what is shorter may be a page's remains."""

GLUED = 1.2
"""Times by which words grow longer where spaces are lost."""

HALF = 0.5
"""Share of lines that end a sentence, above which a text's lines are its paragraphs."""

GOES_ON, ENDS, OPENS = frozenset(",;"), frozenset(".?!"), frozenset("\"“‘'«")
"""Marks behind a piece of a sentence, those that end one, and those with which one begins that is a quotation."""

COLUMNS = ("title", "description", "dateline")
"""Fields that take lines of a text away with them."""


def is_sentence(text: str) -> bool:
    """Return whether a struck text reads like a sentence of a story."""
    return has_sentences(text) or (ends_sentence(text) and text.count(" ") >= SENTENCE_WORDS - 1)


def text_signs(both: Both, context: Context) -> Iterator[Sign]:
    """Yield the signs in the texts of a record that has a row on both sides."""
    was, now = both.was, both.now
    if was is None or now is None:
        return
    lead = was["text"].partition("\n")[0]
    for span in both.newly:
        yield struck(span, now, context, lead, was["text"])
    for span in both.back:
        yield given_back(span, context, now["text"].partition("\n")[0])
    if was["text"] != now["text"]:
        yield from read_otherwise(both, was["text"], now["text"])


def struck(span: Span, now: Row, context: Context, lead: str, text: str) -> Sign:
    """Return the sign in a piece of a text that is struck now and was not."""
    cause = f"struck: {span.struck_by}"
    if goes_to_column(span.text, now):
        return Sign(cause, SOME, "stands in its column now")
    if is_inside_sentence(span.text, text):
        return Sign(cause, -MUCH, "is cut from inside a sentence")
    if context.recurs(span.text):
        return Sign(cause, SOME, "recurs on several pages")
    if not is_sentence(span.text):
        return Sign(cause, LITTLE, "is no sentence")
    if 2 * len(span.text) > len(lead) and span.text in lead:
        return Sign(cause, -MOST, "the lead is lost")
    return Sign(cause, -MUCH, "a sentence of prose is lost")


def is_inside_sentence(piece: str, text: str) -> bool:
    """
    Return whether a sentence goes on behind a piece of a text, and began in front of it or in it.

    >>> is_inside_sentence("(34)", "Rina (34) pulang."), is_inside_sentence("(ayu)", "Rina pulang. (ayu)")
    (True, False)
    """
    bare = piece.strip()
    at = text.find(bare)
    if not bare or at < 0:
        return False
    before = text[:at].rpartition("\n")[2].strip()
    after = text[at + len(bare) :].partition("\n")[0].strip()
    if not after or not (after[0].islower() or after[0] in GOES_ON or (after[0] in ENDS and before)):
        return False
    return not ends_sentence(before) if before else bare[0] in OPENS or is_sentence(bare)


def given_back(span: Span, context: Context, lead: str) -> Sign:
    """Return the sign in a text that was struck and is no more."""
    cause = f"given back: {span.struck_by}"
    if context.recurs(span.text):
        return Sign(cause, -SOME, "recurs on several pages")
    if is_sentence(span.text):
        return Sign(cause, MUCH, "a sentence of prose is back")
    if lead.startswith(span.text):
        return Sign(cause, -SOME, "stands before the story again")
    return Sign(cause, -LITTLE, "is no sentence")


def goes_to_column(text: str, row: Row) -> bool:
    """Return whether a struck text, but for marks around it, is a field of the row now."""
    bare = text.strip(" -–—:()|")
    told = [row[name] for name in COLUMNS] + list(row["captions"] or ())
    return bool(bare) and any(value and (bare in value or value in bare) for value in told)


def read_otherwise(both: Both, was: str, now: str) -> Iterator[Sign]:
    """Yield the signs in a text that differs by more than what was struck or given back."""
    before, after = broken(was), broken(now)
    if before != after:
        yield Sign(SOURCE, MUCH if after < before else -MUCH, "characters in the wrong charset")
    if letters(was) == letters(now):
        yield from laid_out_otherwise(was, now)
        return
    lost, found = unexplained(both, was, now)
    if repeats(now) != repeats(was):
        yield Sign(SOURCE, MUCH if repeats(now) < repeats(was) else -MUCH, "lines stand twice")
    elif before == after:
        yield from read_more_or_less(lost, found)
    longer = len(now) / max(len(now.split()), 1) / (len(was) / max(len(was.split()), 1))
    if longer > GLUED:
        yield Sign(SOURCE, -MUCH, "spaces between words are lost")
    elif longer < 1 / GLUED:
        yield Sign(SOURCE, MUCH, "spaces between words are back")


def read_more_or_less(lost: list[str], found: list[str]) -> Iterator[Sign]:
    """Yield the sign in lines that are not read any more, or are read now, and that no rule tells of."""
    gone, come = (sum(len(line) for line in lines if is_sentence(line)) for lines in (lost, found))
    if gone > come:
        yield Sign(SOURCE, -MUCH, "prose is not read any more")
    elif come > gone:
        yield Sign(SOURCE, MUCH, "prose is read that was not")
    elif len(found) > len(lost):
        yield Sign(SOURCE, -SOME, "lines that are no prose are read")
    elif len(lost) > len(found):
        yield Sign(SOURCE, SOME, "lines that are no prose are not read any more")


def laid_out_otherwise(was: str, now: str) -> Iterator[Sign]:
    """Yield the sign in a text whose letters are the same and whose lines or spaces are not."""
    before, after = ended(was), ended(now)
    lines = was.count("\n") + 1, now.count("\n") + 1
    if len(now.split()) < len(was.split()):
        yield Sign(SOURCE, -MUCH, "words are joined")
    elif len(now.split()) > len(was.split()):
        yield Sign(SOURCE, SOME, "words are parted")
    elif lines[1] < lines[0]:
        yield Sign(SOURCE, -SOME if before > HALF else SOME, "paragraphs are joined")
    elif lines[1] > lines[0]:
        yield Sign(SOURCE, SOME if after >= before else -SOME, "paragraphs are parted")


def ended(text: str) -> float:
    """Return the share of lines that end a sentence."""
    lines = text.split("\n")
    return sum(map(ends_sentence, lines)) / len(lines)


def broken(text: str) -> int:
    """Return how often a text holds what the wrong charset makes."""
    return sum(text.count(mark) for mark in BROKEN)


def letters(text: str) -> str:
    """Return a text without its spaces and line ends."""
    return "".join(text.split())


def repeats(text: str) -> int:
    """Return how many lines of a text are sentences that stand in it before."""
    lines = [line for line in text.split("\n") if is_sentence(line)]
    return len(lines) - len(set(lines))


def unexplained(both: Both, was: str, now: str) -> tuple[list[str], list[str]]:
    """Return lines that are gone and lines that are new, but for those of which the ledger tells."""
    before, after = Counter(was.split("\n")), Counter(now.split("\n"))
    gone, come = list((before - after).elements()), list((after - before).elements())
    newly, back = ([span.text for span in spans if span.text] for spans in (both.newly, both.back))
    lost = [line for line in gone if not any(piece in line or line in piece for piece in (*newly, *come))]
    found = [line for line in come if not any(piece in line or line in piece for piece in (*back, *gone))]
    return lost, found


def fate_signs(both: Both, context: Context, digest: str | None) -> Iterator[Sign]:
    """Yield the sign in a row that is refused now, or was refused before."""
    if (both.was is None) == (both.now is None):
        return
    if not (both.was_refused or both.now_refused):
        yield Sign(STATES, 0.0, "an older state of its page, kept or not")
    elif both.was is not None:
        cause = f"refused: {both.now_refused}"
        if digest in context.copies:
            yield Sign(cause, SOME, "one text on several pages")
        elif is_story(both.was["text"]):
            yield Sign(cause, -MOST, "a story is refused")
        else:
            yield Sign(cause, SOME, "hardly a story")
    elif both.now is not None and is_story(both.now["text"]):
        yield Sign(f"no longer refused: {both.was_refused}", MOST, "a story is taken in")
    else:
        yield Sign(f"no longer refused: {both.was_refused}", -SOME, "hardly a story")


def is_story(text: str) -> bool:
    """Return whether a text is long enough for a story, and in sentences."""
    lines = text.split("\n")
    return len(text.split()) >= FEWEST_WORDS and 2 * sum(map(is_sentence, lines)) >= len(lines)
