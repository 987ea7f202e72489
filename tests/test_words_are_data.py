"""
No word of a language stands in code that page text is compared with: words are data, in `transforms/lexicon`.

What is looked at is told by what a literal is used for (`words_in_code`), not by where it stands nor by what anything
is called. There is no list of exceptions: a code of the house's own that is written like a word, such as the role
`author`, has a type of its own.
"""

import re
from pathlib import Path

import pytest
from code_read import read_module, survey
from words_in_code import ONE_LETTER, compared, found_words

from transforms.lexicon.calendar import MONTHS, WEEKDAYS, names_in
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import HOUSE, lexicon_table, lists_of
from transforms.lexicon.tables import PACKAGE

HOUSES = (PACKAGE, PACKAGE.parent / "flows")
SHORTEST = 3
"""Letters; shorter words are pieces of every pattern."""

FEWEST_MET = 500
"""Places where literals meet a text; today there are some 700."""

WORD = re.compile(r"[^\W\d_]+")
NO_WORDS = re.compile(
    r"\(\?P[<=]\w+[>)]|\\\.(?: \?)?(?:\(\?(?:i?:|=)|\()+[^()]*\)|</?(?:\(\?:|\()*[^()>]*|\\[a-zA-Z]|\[[^\]]*\]"
)
"""In a pattern: names of groups, endings of hosts, tags, escapes, classes."""


def listed_words() -> set[str]:
    """Return every word of the house's languages that stands alone in a list, folded."""
    files = [path.relative_to(PACKAGE / "lexicon").with_suffix("") for path in (PACKAGE / "lexicon").rglob("*.toml")]
    some = {
        fold(word)
        for file in map(Path.as_posix, files)
        for by_language in lists_of(file).values()
        for language in HOUSE
        for word in by_language.get(language, ())
    }
    some |= {name for day in (*MONTHS, *WEEKDAYS) for name in names_in(day, HOUSE)}
    zones = map(fold, lexicon_table("zones")["hours"])  # abbreviations of no language
    return {word for word in some if len(word) >= SHORTEST and WORD.fullmatch(word)}.difference(zones)


LISTED = listed_words()


def words_in_pattern(pattern: str) -> set[str]:
    """Return the listed words that a pattern spells out."""
    return {fold(word) for word in WORD.findall(NO_WORDS.sub(" ", ONE_LETTER.sub(r"\1", pattern)))} & LISTED


def words_in_literal(literal: str) -> set[str]:
    """Return the listed word that a plain literal is, marks around it aside; of several parts it is a name of code."""
    return {fold(literal.lstrip(" .:,-/(").rstrip(" .:,)"))} & LISTED


def modules() -> list[Path]:
    """Return every module of the house."""
    return [path for house in HOUSES for path in sorted(house.rglob("*.py"))]


KNOWN = survey(modules(), PACKAGE.parent)


def words_met(code: str) -> list[tuple[int, list[str]]]:
    """Return the lines of a module in which page text meets listed words, and the words."""
    return found_words(read_module(code, KNOWN), words_in_pattern, words_in_literal)


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE.parent).as_posix())
def test_no_word_of_a_language_stands_in_code(path):
    """Words that page text is compared with stand in the lexicon."""
    assert [] == words_met(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "code",
    [
        're.compile(r"(?:oleh|by) (?P<name>x)")',
        're.compile(r"[Oo]leh (?P<name>x)")',
        're.search("Dibaca: ?", said)',
        'CUE = "penulis|editor"\nLABEL = re.compile(rf"^(?:{CUE}):")',
        'def cue() -> str:\n    return r"penulis|x"\ndef label():\n    return re.compile(rf"^(?:{cue()}):")',
        'CUES = ("penulis", "x")\nLABEL = re.compile("|".join(CUES))',
        'from transforms.finders.lines.walls import INTERRUPTING\nLABEL = re.compile("|".join(INTERRUPTING))',
        'TRADES = ("Wartawan", "x")\ndef f(said: str):\n    return said.startswith(TRADES)',
        'def f(said: str):\n    return said.endswith(" oleh")',
        'def f(block: Block):\n    return block.text.startswith("Oleh: ")',
        'def f(block: Block):\n    said = block.text[:7]\n    return said == "penulis"',
        'WORDS = frozenset({"penulis", "x"})\ndef f(said: str | None):\n    return said.casefold() in WORDS',
        'WORDS = "penulis jurnalis".split()\ndef f(said: str):\n    return [n for n in said.split() if n in WORDS]',
        'def f(some: Sequence[str]):\n    for n, one in enumerate(some):\n        if one == "penulis": pass',
        'def f(said: str):\n    return "oleh" in said',
        'def f(said: str):\n    return fold(said) not in ("penulis", "x")',
        'def f(said: str):\n    return {"penulis": 1}.get(said)',
        'ROLES = {"penulis": "author"}\ndef f(said: str):\n    return said in ROLES',
        'WORDS = ("penulis", "x")\ndef f(said: str):\n    return any(map(said.__contains__, WORDS))',
        'WORDS = ("penulis", "x")\ndef f(said: str):\n    return has_any(fold(said), WORDS)',
        'def f(some: frozenset[str]):\n    return some & {"penulis"}',
        'def f(some: set[str]):\n    return some.isdisjoint({"penulis"})',
        'def f(key: str):\n    return key == "penulis"',
        'def f(said: str):\n    match = PATTERN.search(said)\n    return match["kind"] == "penulis"',
        'def f(said: str):\n    for kind in PATTERN.finditer(said):\n        if kind[1] == "penulis": pass',
        'def f(said: str):\n    match said:\n        case "penulis" | "x": pass',
        'found = [line for line in lines if line == "penulis"]',
    ],
)
def test_planted_words_are_found(code):
    """Each form in which a word can be compared with page text is seen, whatever the text is called."""
    assert any(words for _, words in words_met(code))


@pytest.mark.parametrize(
    "code",
    [
        'def f(removal: Removal):\n    return removal.kind in {"share", "related"}',
        'KINDS = frozenset({"tags", "share"})\ndef f(line: Kind):\n    return line in KINDS',
        'def f(text: Literal["author", "editor"]):\n    return text == "author"',
        'def f(row: Mapping[str, Any]):\n    return row["author"]',
        'def f(row: dict[str, str]):\n    text = row["kind"]\n    return text == "share"',
        'def f(said: str):\n    line = closing_bracket(said)\n    return line == "picture"',
        'def f(pattern: str):\n    before, after = pattern.split("NAME")\n    return re.compile(before + "x" + after)',
        'def __getattr__(name: str):\n    return name in {"Article"}',
        're.compile(r"(?P<editor>[a-z]+)\\.(?:com|news|info)")',
        're.compile(r"<(?:article|section)>")',
        'words("roles", "editor")',
        'raise ValueError("the author is not there")',
        'def find():\n    """Find the author."""',
        'def f(kind: str):\n    return f"{kind}.editor"',
    ],
)
def test_codes_of_the_house_are_no_words(code):
    """Kinds, roles, keys, names of groups, endings of hosts, tags, messages and docstrings are not meant."""
    assert not any(words for _, words in words_met(code))


def test_texts_are_met_all_over_the_house():
    """The reading of code sees what is compared: hundreds of literals meet texts."""
    met = [
        literals
        for path in modules()
        for _, _, literals in compared(read_module(path.read_text(encoding="utf-8"), KNOWN))
        if literals
    ]
    assert len(met) > FEWEST_MET
