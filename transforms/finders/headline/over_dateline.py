"""
What stands over a sure dateline is not yet the story: the standfirst, captions, what no other finder knew.

A paper's domain or a place in capitals and a dash open a story; a place written small does so under a headline.
In front of it, in a line of its own or in a page that lost its line breaks, stand the headline, a caption, the
standfirst. A page with several datelines is a digest: there a text over one of them ends the item above.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from transforms.finders.pictures.prose import LONGEST_HEAD, dateline_head, has_dateline
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of
from transforms.names.persons import name_word
from transforms.names.places import gazetteer
from transforms.records import Kind, Removal
from transforms.records.cut import struck_heads
from transforms.text.lines import PARAGRAPH, ends_sentence, is_story_like
from transforms.text.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.sheet import Standing

REACH = 700
"""Characters of a page on one line within which the dateline stands that ends a labelled summary."""
UNLABELLED = 420
"""Characters within which it stands behind a standfirst without a label."""
HEAD = frozenset({"title", "deck", "byline", "caption"})
"""Kinds of what stands between the top of a page and its story."""
MOST_OVER = 700
"""Characters that stand over a dateline at most; no labelled page has a line of its story there."""
FEWEST_WORDS = 7
SHORTEST_STORY = 200
"""Characters of the story behind such a dateline, or below the line that it opens."""
MOST_NAME_WORDS = 5
SPACE = re.compile(" ")
CLOSE = re.compile(r"[.!?][\"”’')\]]{0,3} ")
BEHIND_HEAD = re.compile(r"[-–—] ?[\"“'‘]?[A-Z]")
SMALL_PLACE = re.compile(r"(?P<place>[A-Z][a-z]{3,20}(?: [A-Z][a-z]{3,20})?) ?[-–—]{1,2} ?(?=[\"“A-Z])")


@cache
def label() -> re.Pattern[str]:
    """Return the pattern of the label of a summary at the head of a line: `Ringkasan Berita: `."""
    return re.compile(rf"[^\w]{{0,4}}(?i:{any_of('headlines', 'summaries')})\s?:\s?(?=\S)")


@cache
def credit_in_front() -> re.Pattern[str]:
    """Return the pattern of a label and a name behind the end of a sentence, in front of the dateline."""
    labels = rf"(?:{any_of('roles', 'inner_editor')}|{any_of('roles', 'inner_author')})"
    return re.compile(rf"(?<=[.!?”\")\]] ){labels} ?:(?: ?{name_word()}){{1,{MOST_NAME_WORDS}}}")


def find_in_front(standing: Standing) -> tuple[Removal, ...]:
    """Find the summary in front of the dateline of a page on one line: itself, and the credit behind it."""
    index, text = next(((n, block.text) for n, block in standing.story), (0, ""))
    if len(text) < SHORTEST_STORY * 2:
        return ()
    start = struck_heads(standing.blocks, standing.removals).get(index, 0)
    end = dateline_at(text, start)
    if not end:
        return ()
    credit = credit_in_front().search(text, start, end)
    close = credit.start() if credit else end
    found = [Removal(index, start, close, "deck", "deck.front", "metadata")]
    if credit:
        found.append(Removal(index, close, end, "byline", "byline.front", "metadata"))
    return tuple(found)


def find_left_over(standing: Standing) -> tuple[Removal, ...]:
    """
    Find what other finders left between the head of a page and the line that opens with its one dateline.

    Nothing where more stands above than the half of what stands from there on: then the dateline is another story's;
    nothing above headline, standfirst, byline and captions, of which one at least was found; and no paragraph, which
    may be the lead of a story that tells its town behind it.
    """
    openings = [found.block for found in standing.removals if found.kind == "dateline" and not found.start]
    if len(openings) != 1:
        return ()
    story = standing.story
    above = [(number, block.text) for number, block in story if number < openings[0]]
    over = sum(len(text) for _, text in above)
    below = sum(len(block.text) for number, block in story if number >= openings[0])
    if not above or over > min(MOST_OVER, below // 2) or below < SHORTEST_STORY:
        return ()
    cut = {found.block for found in standing.removals}
    head = min((found.block for found in standing.removals if found.kind in HEAD), default=openings[0])
    return tuple(
        Removal(number, 0, len(text), kind_over(text), "over.dateline", "metadata")
        for number, text in above
        if number > head and number not in cut and not is_story_like(text)
    )


def kind_over(text: str) -> Kind:
    """Return what a line above a dateline most likely is: in words enough it tells of a picture."""
    return "caption" if len(fold_words(text)) >= FEWEST_WORDS else "widget"


def dateline_at(text: str, start: int) -> int:
    """Return where the sure dateline behind a summary begins that opens a text, 0 where none does."""
    reach = start + REACH + LONGEST_HEAD
    if BEHIND_HEAD.search(text, start, reach) is None or has_dateline(text[start:].lstrip()):
        return 0
    labelled = label().match(text, start) is not None
    for at in openings(text, start, start + (REACH if labelled else UNLABELLED)):
        mark = dateline_head().match(text, at)
        if mark is None or (mark["alone"] and not (labelled and fold(mark["alone"].strip()) in gazetteer())):
            continue
        told = len(fold_words(text[start:at])) >= FEWEST_WORDS
        return at if told and len(text) - mark.end() >= SHORTEST_STORY else 0
    return 0


def openings(text: str, start: int, end: int) -> Iterator[int]:
    """Return where a dateline may begin within a stretch: behind a sentence, and behind a credit there."""
    for close in CLOSE.finditer(text, start, end):
        yield close.end()
        credit = credit_in_front().match(text, close.end())
        if credit:
            yield from (space.end() for space in SPACE.finditer(text, close.end(), credit.end() + 1))


def stands_over_dateline(standing: Standing, at: int, title: str | None) -> bool:
    """
    Return whether a standing line is all that stands between the top of the page, or its headline, and a dateline.

    Args:
        standing: The page.

        at: Where the line stands in what stands of it.

        title: The headline.
    """
    story = standing.story
    number, block = story[at]
    if at + 1 >= len(story) or any(len(above.text) >= PARAGRAPH for _, above in story[:at]):
        return False
    below = story[at + 1][1].text
    titled = number > 0 and standing.blocks[number - 1].text == title
    if not (has_dateline(below) or (titled and has_small_place(below))):
        return False
    if not ends_sentence(block.text) or has_dateline(block.text) or has_small_place(block.text):
        return False
    rest = [text.text for _, text in story[at + 1 :]]
    return sum(map(len, rest)) >= SHORTEST_STORY and sum(map(has_dateline, rest)) <= 1


def has_small_place(text: str) -> bool:
    """Return whether a text opens with a known place, not in capitals, and a dash: `Lembah Sari – Warga`."""
    match = SMALL_PLACE.match(text[: LONGEST_HEAD + 20])
    return match is not None and fold(match["place"]) in gazetteer()
