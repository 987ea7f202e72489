"""
What stands above the story: everything over its headline, its byline or its dateline, and a line right under the first.

On 1,128 labelled pages no line above headline or dateline was story, however much it read like a sentence:
slogans, captions and standfirsts stand there, and menus that no rule knows. Of 1,346 short lines right under a headline
that end no sentence one was story, a letter's salutation; but pages without a byline, of which those sets hold few,
have items, rows and broken sentences there, so that a line must say when or who by a cue.
"""

from __future__ import annotations

from transforms.lexicon.fold import fold
from transforms.lexicon.lists import folded
from transforms.parts import parts_of
from transforms.sheet import Standing
from transforms.text.broken import goes_on
from transforms.text.casing import is_function_word
from transforms.text.lines import announces, ends_sentence
from transforms.text.midst import in_entry

LONGEST_BENEATH = 80
"""Characters of a line under a headline; longer ones are standfirsts or the story's lead."""

MOST_OTHERS = 4
"""Words beside a day, a cue and names; a line of more tells something. Chosen, not fitted."""

CLOSING = ')]"”'
"""Marks with which such a line may end."""


def header_end(page: Standing) -> int:
    """
    Return the block up to which nothing is story; 0 where neither headline, byline nor dateline was found.

    A paragraph ends the search: bylines and datelines below one belong to other stories, or sign this one.
    """
    end = 0
    for removal in page.removals:
        if removal.block > page.first:
            break
        opens = removal.kind == "dateline" or (removal.kind in ("title", "byline") and removal.layer == "metadata")
        if opens and (removal.block < page.first or removal.start == 0):
            end = removal.block
    if page.first == len(page.left) or any(announces(text) for text in page.left[:end]):
        return 0
    return end


def opened(page: Standing) -> int:
    """Return the block of the dateline with which the story opens, however its lines are broken; -1 without one."""
    return next((r.block for r in page.removals if r.kind == "dateline"), -1)


def find_header(page: Standing) -> dict[int, str]:
    """
    Return the blocks that stand above the story, with the kind of those whose place tells it; else "".

    A sentence below the headline says what a picture shows; a standfirst was told before, where one is.
    """
    headline = next((r.block for r in page.removals if r.kind == "title"), -1)
    end = header_end(page)
    return {
        n: "caption" if -1 < headline < n and text.endswith(".") else ""
        for n, text in enumerate(page.left[:end])
        if text
    }


def find_beneath(page: Standing) -> int:
    """
    Return the line right under the headline that says when or who, in whatever words, and no finder knew; -1 without.

    None on a page of whose story another line ends no sentence: a list, a poem, a table, sub-heads, entries of a
    ticker, a text that was broken at its links.
    """
    heads = [r for r in page.removals if r.kind == "title" and r.whole]
    number = heads[0].block + 1 if heads else 0
    if not 0 < number < page.last or heads[0].block > page.first or not is_beneath(page, number):
        return -1
    parts = parts_of(page.left[number])
    told = sum(len(part.text.split()) for part in parts if part.kind == "other") > MOST_OTHERS
    if told or {"day", "author", "cue"}.isdisjoint(part.kind for part in parts):
        return -1
    return -1 if any(is_bare(page, n) for n in range(number + 1, page.last)) else number


def is_beneath(page: Standing, number: int) -> bool:
    """
    Return whether a standing line near the headline is short, no sentence and no piece of one, and no row of data.

    What ends in a comma, a colon or a dash opens a letter or a list; after `oleh` or `the yards of` a sentence goes on.
    """
    text = page.sheet.texts[number]
    if page.left[number] != text or len(text) > LONGEST_BENEATH or ends_sentence(text):
        return False
    last = text.rsplit(" ", 1)[-1]
    unended = not (last[-1].isalnum() or last[-1] in CLOSING) or fold(last) in folded("headlines", "unended")
    if unended or is_function_word(last) or goes_on(page.sheet.texts[number + 1]):
        return False
    figures = any(map(str.isdigit, text)) and all(part.kind != "day" for part in parts_of(text))
    return not figures and not in_entry(page.sheet.texts, page.struck, number)


def is_bare(page: Standing, number: int) -> bool:
    """Return whether a line of the story ends no sentence."""
    return bool(page.left[number]) and not ends_sentence(page.left[number])
