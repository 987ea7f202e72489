"""
Telling pages that hold no story by what they call themselves, what they say to whoever opened them, and their shape.

A title must be such a page's whole title, and the page short: a story about an error page has a headline of its own,
and says more.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from transforms.finders.no_story.cards import is_list, may_be_list
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import folded, piece
from transforms.lexicon.lists import words as words_of
from transforms.text.lines import is_story_like

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transforms.sheet import Standing

Kind = Literal["error", "login", "challenge", "consent", "maintenance"]

KINDS: tuple[Kind, ...] = ("challenge", "error", "login", "consent", "maintenance")
"""Pages that speak to whoever opened them; a gate is asked for first, for it bears the site's words as well."""

SHORT = 120
"""Words; such pages say less, lists of popular stories aside. Of 800 labelled stories three in four say more."""

SHORTER = 60
"""Words of a page that is known by what it says alone, whatever its title is."""

LONG = 400
"""Words of a page that is known by its title and by what it says; it may show what others read."""

FIRST_LINES = 4
"""Lines, of those that a reader sees of the story's place, in which such a page says what it has to say."""

LONGEST_TITLE = 90
HEADLINE_WORDS = 4
MOST_TITLE_WORDS = 8
FEWEST_LABELS = 4
"""Lines of a masthead that name a hand of the paper."""

FEWEST_PARAGRAPHS = 2
"""A masthead has one at most, of the paper's aims."""

LONGEST_LABEL = 40
LABEL_MARKS = ":–—-"
LABELLED = 0.4
"""The share of a masthead's lines that do."""


class Refusal(NamedTuple):
    """
    Why a page holds no story.

    Attributes:
        reason: Short stable name, such as `error_page`.

        detail: What tells it, for a person.
    """

    reason: str
    detail: str


def find_refusal(standing: Standing, titles: Iterable[str], text: str) -> Refusal | None:
    """
    Return why a page holds no story, None where nothing says so.

    Args:
        standing: The page with all that was struck from it.

        titles: What it is called, in markup, in print and by what came along.

        text: Its clean text.
    """
    words = text.count(" ") + text.count("\n") + 1
    names = called(standing, titles)
    storied = standing.sheet.kind == "text" and has_paragraphs(text)
    by_words = told_by_words(names, text, words, storied=storied) if words <= LONG else None
    by_title = by_words or told_by_title(names, standing, text, words, storied=storied)
    return by_title or told_by_shape(names, standing, text)


def called(standing: Standing, titles: Iterable[str]) -> tuple[str, ...]:
    """Return what a page is called: its titles and its first headings, without the marks around them."""
    heads = [block.text for block in standing.blocks if block.kind == "heading"][:FIRST_LINES]
    first = [block.text for block in standing.blocks[:1]] if standing.sheet.kind == "text" else []
    every = (name.strip(' .…!?:–—-|"“”') for name in (*titles, *first, *heads))
    return tuple(dict.fromkeys(name for name in every if 0 < len(name) <= LONGEST_TITLE))


def told_by_words(names: Sequence[str], text: str, words: int, *, storied: bool) -> Refusal | None:
    """
    Return the kind of a page that speaks to whoever opened it, by its title, by what it says or by both.

    Both must say so where a text holds paragraphs (`storied`): its first line may be a button of the site's menu.
    """
    opening = opening_of(text)
    brief = [name for name in short_of(names) if opens_such(name)]
    if not brief and words > SHORTER:
        return None
    small = fold(opening)
    if not brief and not any(map(small.__contains__, words_of("no_story", "speaks"))):
        return None
    for kind in KINDS:
        title = next((name for name in brief if piece("no_story", f"{kind}_title").fullmatch(name)), None)
        if title is None and words > SHORTER:
            continue
        said = piece("no_story", f"{kind}_said").search(opening)
        if title is not None and (said or (words <= SHORT and not storied and not has_headline(names, kind))):
            return Refusal(f"{kind}_page", f"it is called {title!r}{' and says so' if said else ''}")
        if said and words <= SHORTER and not storied:
            return Refusal(f"{kind}_page", f"it says {said[0][:LONGEST_TITLE]!r}")
    return None


def opening_of(text: str) -> str:
    """Return the first lines of a text up to the first that reads like a paragraph: behind it a story has begun."""
    lines = text.split("\n", FIRST_LINES)[:FIRST_LINES]
    first = next((number for number, line in enumerate(lines) if is_story_like(line)), FIRST_LINES)
    return "\n".join(lines[: first + 1])


def opens_such(name: str) -> bool:
    """Return whether a name begins as those of such pages do: the quick question; a number may be an error's."""
    first = fold(next(iter(name.replace(":", " ").replace("!", " ").replace(",", " ").split(None, 1)), ""))
    return first in folded("no_story", "first") or first[:3].isdigit()


def short_of(names: Sequence[str]) -> list[str]:
    """Return the names that are short enough for what such pages call themselves; most headlines are longer."""
    return [name for name in names if name.count(" ") < MOST_TITLE_WORDS]


def has_headline(names: Sequence[str], kind: Kind) -> bool:
    """Return whether a page has a headline of its own beside the title of such a page."""
    title = piece("no_story", f"{kind}_title")
    return any(len(name.split()) >= HEADLINE_WORDS and not title.fullmatch(name) for name in names)


def told_by_title(names: Sequence[str], standing: Standing, text: str, words: int, *, storied: bool) -> Refusal | None:
    """Return the kind of a page that is a paper's own, or what a search found; `storied` as above."""
    labels = 0 if has_paragraphs(text) else labelled_lines(standing)
    if labels >= FEWEST_LABELS and labels >= LABELLED * max(1, text.count("\n") + 1):
        return Refusal("masthead_page", f"{labels} of its lines name a hand of the paper")
    own = next((name for name in short_of(names[:2]) if piece("no_story", "masthead_title").fullmatch(name)), None)
    if own and not is_news(standing) and not storied and not is_of_a_part(standing, own, text):
        return Refusal("masthead_page", f"it is called {own!r}")
    found = next((name for name in names if piece("no_story", "search_title").fullmatch(name)), None)
    if found and ((words <= SHORT and not storied) or is_list(standing, text, hinted=True)):
        return Refusal("search_page", f"it is called {found!r}")
    return None


def labelled_lines(standing: Standing) -> int:
    """Return how many lines of a page name a hand of the paper, 0 where too few have a label of any kind."""
    marked = [line for line in standing.sheet.texts if any(map(line[:LONGEST_LABEL].__contains__, LABEL_MARKS))]
    label = piece("no_story", "masthead_label").match
    return sum(label(line) is not None for line in marked) if len(marked) >= FEWEST_LABELS else 0


def has_paragraphs(text: str) -> bool:
    """
    Return whether several paragraphs stand in a text.

    A story about a school's paper names its hands as well, and a text may begin with the site's menu.
    """
    paragraphs = filter(is_story_like, text.split("\n"))
    return next(islice(paragraphs, FEWEST_PARAGRAPHS - 1, None), None) is not None


def is_of_a_part(standing: Standing, name: str, text: str) -> bool:
    """Return whether a name heads a part of an HTML page alone, as its footer: the page has titles and paragraphs."""
    return standing.sheet.kind == "html" and name not in standing.sheet.facts.titles and has_paragraphs(text)


def is_news(standing: Standing) -> bool:
    """Return whether markup or a byline dates a page, as it does stories."""
    return bool(standing.sheet.facts.published)


def told_by_shape(names: Sequence[str], standing: Standing, text: str) -> Refusal | None:
    """Return whether a page is a list of others: cards of one shape and no prose outside them."""
    if not may_be_list(standing):
        return None
    titled = next((name for name in names if piece("no_story", "index_title").fullmatch(name)), None)
    if not is_list(standing, text, hinted=titled is not None):
        return None
    return Refusal("index_page", f"it lists other pages{f', and is called {titled!r}' if titled else ''}")
