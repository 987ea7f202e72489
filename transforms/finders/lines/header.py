"""
What stands above the story: everything over its headline, its byline or its dateline, and a line right under the first.

On 1,128 labelled pages no line above headline or dateline was story, however much it read like a sentence:
slogans, captions and standfirsts stand there, and menus that no rule knows. Of 1,346 short lines right under a headline
that end no sentence one was story, a letter's salutation; of those one line farther down 41 of 773 were, and none of 53
that are taken here.
"""

from __future__ import annotations

from transforms.parts import parts_of
from transforms.records import Kind, Removal
from transforms.sheet import Standing
from transforms.text.lines import announces, ends_sentence, is_text
from transforms.text.midst import in_entry

LONGEST_BENEATH = 80
"""Characters of a line under a headline; longer ones are standfirsts or the story's lead."""

FEWEST_OF_CAPTION = 5
"""Words; sub-heads of stories that open with one have fewer."""

LIST = 3
"""Lines that end no sentence from which on what stands under a headline is a list or a poem."""


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


def find_beneath(page: Standing) -> dict[int, Kind]:
    """
    Return the lines right under the headline that no finder knew and that are no story, with their kinds.

    Who wrote, which desk, when or how long it takes to read stands there in whatever words; under it, and over the
    first paragraph, what a picture shows.
    """
    heads = [r for r in page.removals if r.kind == "title" and is_whole(page, r)]
    number = heads[0].block + 1 if heads else 0
    if not 0 < number < page.last or heads[0].block > page.first:
        return {}
    found: dict[int, Kind] = {}
    if is_beneath(page, number):
        found[number] = "byline"
    signed = number in found or any(
        r.block == number and r.kind == "byline" and is_whole(page, r) for r in page.removals
    )
    below = number + 1
    if signed and below < page.last and is_beneath(page, below) and is_picture(page, below):
        found[below] = "caption"
    return found


def is_whole(page: Standing, removal: Removal) -> bool:
    """Return whether a removal takes its block as a whole."""
    return removal.start == 0 and removal.end == page.sheet.sizes[removal.block]


def is_beneath(page: Standing, number: int) -> bool:
    """
    Return whether a standing line near the headline is short and no sentence, nor a piece of one, a list, a poem.

    A line that opens small may go on with a sentence, one of several in a row belongs to a list or to a poem, and one
    that ends in a comma or a colon opens a letter or a list.
    """
    text = page.sheet.texts[number]
    bare = page.left[number] == text and len(text) <= LONGEST_BENEATH and not ends_sentence(text)
    if not bare or text[-1] in ",;:" or goes_on(page.sheet.texts[number + 1]):
        return False
    if in_entry(page.sheet.texts, page.struck, number) or is_listed(page, number):
        return False
    opens = text[0].isupper() or text[0].isdigit()
    return opens or not {"author", "cue", "day"}.isdisjoint(part.kind for part in parts_of(text))


def is_picture(page: Standing, number: int) -> bool:
    """Return whether a line over the first paragraph has so many words that it is no sub-head."""
    return len(page.sheet.texts[number].split()) >= FEWEST_OF_CAPTION and is_text(page.sheet.texts[number + 1])


def goes_on(below: str) -> bool:
    """Return whether a line goes on with a sentence of the one above: it opens small, or with a bracket."""
    return below[0] == "(" or below[0].islower()


def is_listed(page: Standing, number: int) -> bool:
    """Return whether several lines from this one on stand that end no sentence."""
    rows = page.left[number : number + LIST]
    return len(rows) == LIST and all(row and not ends_sentence(row) for row in rows)
