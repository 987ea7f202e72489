"""What the line model knows of a line: some eighty named numbers between 0 and 1."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.finders.lines.form import Vocabulary, form_features, word_features
from transforms.finders.lines.place import part_features, place_features
from transforms.finders.lines.units import Unit
from transforms.sheet import Standing
from transforms.text.lines import ends_sentence, is_cut_off

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

HALF = 0.5

PROSE_SHARE = 0.12
"""Share of function words in prose that lost its full stop; headlines stay below."""


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
