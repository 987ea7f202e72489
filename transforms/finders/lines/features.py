"""What the shape model knows of a line: some forty named numbers between 0 and 1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from transforms.finders.lines.lists import FUNCTION, HOUSE, PROMPT, READER, SECTION, SPEECH, TIME, word_bits
from transforms.finders.lines.units import Unit
from transforms.lexicon.fold import fold
from transforms.sheet import METADATA, Standing
from transforms.text.chains import announced, in_quotation, runs_on
from transforms.text.lines import COLON, NUMBERED, announces, ends_sentence, is_cut_off
from transforms.text.words import WORD, fold_words

FEATURES = (
    "bias", "tiny", "short", "middling", "long", "ends_sentence", "ends_ellipsis", "ends_colon", "ends_question",
    "capitals", "all_small", "shouted", "digits", "function_words", "prompt_first", "prompt_words", "reader_words",
    "house_words", "section_words", "time_only", "speech", "quoted", "bulleted", "numbered", "rows", "address",
    "hashtag", "bracketed", "decorated", "few_words", "tag_length", "wordless", "title_words", "story_words",
    "strange_words", "before_story", "after_story", "after_bare", "after_sentence", "before_bare", "inside_bare",
    "depth", "struck_above", "struck_below", "struck_near", "under_struck", "metadata_near", "between_paragraphs",
    "paragraph_below", "paragraph_above", "siblings", "runs_on", "announced", "announces", "in_quotation",
    "lead_below", "under_heading", "under_end", "walled_off", "joined_to_story", "inside_alone", "inside_item",
    "tag_like", "after_item", "after_figures", "after_prose", "tail_share",
    "clean_page", "lone_behind",
    "prose", "part", "part_first", "part_last", "beside_struck", "under_cue", "struck_between",
    "story_first", "story_last", "bare_tail", "page_tail",
)  # fmt: skip
"""The names of the features, in the order of `line_features`. `weights.toml` says why each is there."""

AT = {name: at for at, name in enumerate(FEATURES)}

OPEN_QUOTES = "\"“‘'”«"
BULLET = re.compile(r"[-–—•·▪■●◦*✓✔»>]\s?\S")
ROWS = re.compile(r" [|»>/•·›]+ |[»›→]|\w / \w")
ADDRESS = re.compile(r"https?:|www\.|@\w|\w\.(?:com|id|net|org|info|co|my|me|news)\b", re.IGNORECASE)
ROW_MARKS, ADDRESS_MARKS = "|»>/•·›→", ":.@"
"""Marks without which there are no rows and no address; to look for them takes a fifth of the search."""
DECORATED = re.compile(r"^[^\w\s\"“‘'(\[#@.,;:!?…]|[^\w\s\"”’').,\]!?…:;%*]$|\*$")
"""What a line's first or last character decorates it with; searched in these two alone."""
BRACKETED = re.compile(r"[(\[{].{0,200}[)\]}]$")

TINY, SHORT, MIDDLING = 24, 60, 110
"""Characters: labels and menu entries; sub-heads and prompts; headlines. Longer lines are leads and sentences."""

SHARED_LISTS = (FUNCTION, PROMPT, READER, HOUSE, SECTION)
"""Lists of which the share of a line's words counts."""

PROMPT_FACTOR, READER_FACTOR = 2, 4
"""Half the words being prompts, or a quarter speaking to the reader, is as much as it gets."""

DATE_PARTS = 3
"""Day, month and year in figures."""

CONTENT_LETTERS = 4
"""Words below this length say little about what a line is about."""

NEAR = 4
"""Blocks to either side in which struck lines count as neighbours."""

FARTHEST = 40
"""Blocks up to which a struck line above still says something; keeps the search linear."""

DEEPEST = 10
"""Blocks behind the story's end from which on depth says no more."""

FEW_WORDS = 3

LONGEST_TAG = 7
"""Words of the longest tag; some outlets tag with whole titles of offices."""

HEADING_KINDS = frozenset({"related", "tags", "nav", "widget"})
"""Kinds whose short lines open lists of links; advertisements and read-also links interrupt stories instead."""

LONGEST_HEADING = 30
"""Characters of `Berita Terkait`, `Rekomendasi untuk Anda`; a link with its headline is longer."""

END_KINDS = frozenset(
    {"editor_credit", "credit", "tags", "comments", "copyright", "republication", "author_box", "copy_protection"}
)
"""Kinds that stand behind stories, not in them."""

HALF = 0.5

PROSE_SHARE = 0.12
"""Share of function words in prose that lost its full stop; headlines stay below."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Content words of the headline, the words of the story's paragraphs, and those that two of them have; folded."""

    title: frozenset[str]
    story: tuple[set[str], set[str]]


def read_vocabulary(page: Standing, title: str) -> Vocabulary:
    """Read the words of the story proper: its paragraphs up to its end. A line never vouches for itself."""
    prose = [t for n, t in enumerate(page.left[: page.last + 1]) if page.prose[n]]
    once, twice = set[str](), set[str]()
    for some in [set(fold_words(text)) for text in prose]:
        twice |= once & some
        once |= some
    return Vocabulary(frozenset([w for w in fold_words(title) if len(w) >= CONTENT_LETTERS]), (once, twice))


def line_features(page: Standing, unit: Unit, words: Vocabulary) -> list[float]:
    """Return the features of a standing line or sentence, in the order of `FEATURES`."""
    text, number = unit.text, unit.block
    ends = ends_sentence(text)
    cut_off = is_cut_off(text)
    own = int(page.prose[number] and number <= page.last)
    form = form_features(text, ends=ends and not cut_off, cut_off=cut_off)
    place = place_features(page, number, bare=cut_off or not ends)
    line = [*form, *word_features(text, words, own), *place]
    line += joint_features(line, page.tail, clean=True not in page.furniture)
    return line + part_features(page, unit)


def part_features(page: Standing, unit: Unit) -> list[float]:
    """Return what a sentence has beside it in its line, and what a line has above and below it."""
    number, kinds = unit.block, page.kinds
    first = unit.part and unit.start == 0
    last = unit.part and unit.end == page.sheet.sizes[number]
    touched = unit.part and any(
        r.block == number and (unit.start in (r.end, r.end + 1) or r.start in (unit.end, unit.end + 1))
        for r in page.removals
    )
    tail = last and not ends_sentence(unit.text)
    above = number > 0 and page.furniture[number - 1]
    below = number + 1 < len(kinds) and page.furniture[number + 1]
    cue = above and kinds[number - 1] == "related" and page.sheet.sizes[number - 1] <= LONGEST_HEADING
    return [
        float(page.prose[number]),
        float(unit.part),
        float(first),
        float(last),
        float(touched),
        float(not unit.part and cue),
        float(not unit.part and above and below),
        float(page.prose[number] and number == page.first),
        float(page.prose[number] and number == page.last),
        float(tail),
        float(tail and number == page.last),
    ]


def joint_features(line: Sequence[float], tail: float, *, clean: bool) -> list[float]:
    """Return what form and place say together: a list in the story is no list of links behind it."""
    after, under = line[AT["after_story"]], line[AT["under_struck"]]
    inside = not (line[AT["before_story"]] or after)
    item = bool(line[AT["bulleted"]] or line[AT["numbered"]])
    tag = line[AT["after_bare"]] and line[AT["tag_length"]] and line[AT["story_words"]] > HALF and not item
    prose = after and line[AT["long"]] and not line[AT["ends_ellipsis"]] and line[AT["function_words"]] > PROSE_SHARE
    return [
        float(after and under > 0),
        float(after and under == 0),
        float(inside and line[AT["struck_near"]] == 0),
        float(inside and item),
        float(bool(tag)),
        float(after and item),
        float(after and line[AT["digits"]] > 0),
        float(bool(prose)),
        0.0 if not after or line[AT["under_heading"]] or line[AT["under_end"]] else tail,
        float(clean),
        float(after and under == 0 and line[AT["siblings"]] == 0),
    ]


def form_features(text: str, *, ends: bool, cut_off: bool) -> list[float]:
    """Return what a line looks like: size and end."""
    size = len(text)
    return [
        1.0,
        float(size <= TINY),
        float(TINY < size <= SHORT),
        float(SHORT < size <= MIDDLING),
        float(size > MIDDLING),
        float(ends),
        float(cut_off),
        float(COLON.search(text[-10:]) is not None),
        float("?" in text[-3:]),
    ]


def word_features(text: str, words: Vocabulary, own: int) -> list[float]:
    """
    Return what a line says: casing, vocabulary, marks, and what it shares with the story.

    Args:
        text: The line.

        words: Those of headline and story.

        own: How often, at most once, the line itself is among the story's paragraphs.
    """
    tokens = WORD.findall(text)
    get = word_bits().get
    bits: list[int] = []
    content: list[str] = []
    large = small = alphabetic = digits = 0
    for token in tokens:
        word, first = fold(token), token[0]
        bits.append(bit := get(word, 0))
        if token.isalpha():
            alphabetic += 1
        else:
            digits += sum(map(str.isdigit, token))
        if not first.islower():
            large += first.isupper() or first.isdigit()
            small += not (first.isupper() or first.isdigit())
        elif len(token) > CONTENT_LETTERS:
            small += 1
        if len(token) >= CONTENT_LETTERS and not bit & FUNCTION and not first.isdigit():
            content.append(word)
    shared = len([t for t in content if t in words.story[own]])
    of, count = len(content) or 1, len(tokens) or 1
    return [
        large / (large + small or 1),
        float(text.islower()),
        float(len(text) > FEW_WORDS and text.isupper()),
        digits / len(text),
        *list_features(tokens, bits, count),
        *mark_features(text),
        float(0 < alphabetic <= FEW_WORDS),
        float(0 < len(tokens) <= LONGEST_TAG),
        float(not tokens),
        len([t for t in content if t in words.title]) / of,
        shared / of,
        (len(content) - shared) / of,
    ]


def list_features(tokens: Sequence[str], bits: Sequence[int], count: int) -> list[float]:
    """Return which of the lists of `words.toml` a line's words stand in."""
    union = reduce(or_, bits, 0)
    if not union:
        return [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, float(is_date(tokens, bits)), 0.0]
    held = [len([b for b in bits if b & one]) / count if union & one else 0.0 for one in SHARED_LISTS]
    function, prompt, reader, house, section = held
    return [
        function,
        float(union & PROMPT > 0 and PROMPT in [b & PROMPT for b in bits[:2]]),
        min(1.0, PROMPT_FACTOR * prompt),
        min(1.0, READER_FACTOR * reader),
        house,
        section,
        float(is_date(tokens, bits)),
        float(union & SPEECH > 0),
    ]


def is_date(tokens: Sequence[str], bits: Sequence[int]) -> bool:
    """Return whether a line is nothing but a date, a time or `3 hours ago`; a lone figure may be a table's cell."""
    for bit, token in zip(bits, tokens, strict=True):
        if not (bit & TIME or token.isdigit()):
            return False  # at the first word of most lines
    return len(tokens) >= DATE_PARTS or any(b & TIME for b in bits)


def mark_features(text: str) -> list[float]:
    """Return the marks that a line bears."""
    return [
        float(text[0] in OPEN_QUOTES),
        float(BULLET.match(text) is not None),
        float(NUMBERED.match(text) is not None),
        float(any(map(text.__contains__, ROW_MARKS)) and ROWS.search(text) is not None),
        float(any(map(text.__contains__, ADDRESS_MARKS)) and ADDRESS.search(text) is not None),
        float("#" in text),
        float(BRACKETED.match(text) is not None),
        float(DECORATED.search(text[0] + text[-1]) is not None),
    ]


def place_features(page: Standing, number: int, *, bare: bool) -> list[float]:
    """Return where a line stands: before, in or after the story, and among what."""
    texts, kinds, paragraph, furniture = page.left, page.kinds, page.prose, page.furniture
    before, after = number < page.first, number > page.last
    low, high = max(0, number - NEAR), min(len(texts), number + NEAR + 1)
    above = kinds[number - 1] if number else ""
    below = kinds[number + 1] if number + 1 < len(texts) else ""
    struck = struck_above(page, number)
    wall_above = number > 0 and paragraph[number - 1]
    wall_below = number + 1 < len(texts) and paragraph[number + 1]
    return [
        float(before),
        float(after),
        float(after and bare),
        float(after and not bare),
        float(before and bare),
        float(bare and not (before or after)),
        min(1.0, (number - page.last) / DEEPEST) if after else 0.0,
        float(number > 0 and furniture[number - 1]),
        float(number + 1 < len(texts) and furniture[number + 1]),
        sum(furniture[low:high]) / (2 * NEAR),
        nearness(number - struck) if struck >= 0 else 0.0,
        float(above in METADATA or below in METADATA),
        float(wall_above and wall_below),
        float(wall_below),
        float(wall_above),
        siblings(page, number) / NEAR,
        float(runs_on(texts, number)),
        float(announced(texts, number)),
        float(announces(texts[number])),
        float(in_quotation(texts, number)),
        float(number + 1 < len(texts) and is_cut_off(texts[number + 1])),
        float(struck >= 0 and heads_links(page, struck)),
        float(after and not END_KINDS.isdisjoint(kinds[max(page.last, number - FARTHEST) : number])),
    ]


def struck_above(page: Standing, number: int) -> int:
    """Return the nearest block above that was struck as furniture, no paragraph between; -1 where there is none."""
    prose, furniture = page.prose, page.furniture
    for at in range(number - 1, max(-1, number - FARTHEST), -1):
        if prose[at]:
            return -1
        if furniture[at]:
            return at
    return -1


def heads_links(page: Standing, number: int) -> bool:
    """Return whether a struck block is a short heading of links."""
    return page.kinds[number] in HEADING_KINDS and page.sheet.sizes[number] <= LONGEST_HEADING


def nearness(back: int) -> float:
    """Return how near a block is that stands so many blocks above: 1 next to a line."""
    return max(0.1, 1 - (back - 1) / (2 * NEAR))


def siblings(page: Standing, number: int) -> int:
    """Count the bare lines next to a line, up to `NEAR`: menus and lists come in rows."""
    left, prose, count = page.left, page.prose, 0
    for step in (-1, 1):
        at = number + step
        while 0 <= at < len(left) and count < NEAR and left[at] and not prose[at]:
            if ends_sentence(left[at]):
                break
            count += 1
            at += step
    return count
