"""The cache of compiled patterns: the same patterns, and never any that cannot be trusted."""

from __future__ import annotations

import json
import re
import sys
import tomllib
import zlib
from array import array
from base64 import b64encode

import pytest

from transforms.lexicon.branches import branched
from transforms.lexicon.cache import path_of, write_kept
from transforms.rulebook import compiled
from transforms.rulebook.compiled import KIND, compile_book, pack, patterns_key, take_compiled, unpack
from transforms.rulebook.load import Pack, build_book
from transforms.rulebook.parsing import compiled_from, numbers_of

PATTERNS = (
    "baca juga",
    r"(?P<cue>baca|simak)\s?:\s?(?P<title>[^\n]{3,80}?)(?=$|\.)",
    "(?:ı|i|ſ|k)+",
    r"(?<![\w.])(\d{1,2})[:.](\d{2})(?! wib)\b",
)

PACK = """
[[rule]]
id = "share.test"
scope = "line"
why = "A prompt of a test."
languages = ["id"]
literals = ["bagikan"]
pattern = "bagikan (?:artikel|berita|tulisan|kisah|kabar) ini"
glued = "any"
strips = ["Bagikan artikel ini", "Bagikan berita ini", "Bagikan kisah ini"]
spares = ["Ia akan membagikan artikel ini kepada siswa."]
"""


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """Give each test a cache of its own."""
    monkeypatch.setenv("SARING_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def book():
    """Return a book of one rule, nothing of it compiled."""
    return build_book([Pack("share.toml", "rules/share.toml", tomllib.loads(PACK))])


def test_patterns_come_back_as_they_were():
    """The same texts, flags, groups, names and numbers; a rule without a second pattern keeps none."""
    made = [*(re.compile(pattern, re.IGNORECASE) for pattern in PATTERNS), None, re.compile("x")]
    back = unpack(json.loads(json.dumps(pack(made))))
    assert back == made
    assert [pattern.groupindex for pattern in back if pattern] == [pattern.groupindex for pattern in made if pattern]


def test_patterns_from_the_cache_match_the_same():
    """Groups by name and number, letters of any case."""
    (pattern,) = unpack(pack([re.compile(PATTERNS[1], re.IGNORECASE)]))
    found = pattern.search("BACA: Harga Cabai Naik.")
    assert found.groupdict() == {"cue": "BACA", "title": "Harga Cabai Naik"}


def test_a_few_pages_take_what_is_kept_and_keep_nothing(cache):
    """Nothing is compiled ahead, and nothing written."""
    new = book()
    take_compiled(new)
    assert not any("regex" in vars(rule) for rule in new.rules)
    assert not cache.exists()
    compile_book(book())
    take_compiled(new)
    assert all("regex" in vars(rule) for rule in new.rules)


def test_a_book_takes_its_patterns_from_the_cache(monkeypatch):
    """What one process has compiled another reads, and compiles nothing."""
    compile_book(book())
    monkeypatch.setattr(compiled, "pack", None)
    second = book()
    compile_book(second)
    (rule,) = second.rules
    assert vars(rule)["regex"] == re.compile(branched(rule.pattern), re.IGNORECASE)
    assert vars(rule)["inline"] is not None


def test_where_the_cache_cannot_be_written_nothing_is_told_for_it(monkeypatch):
    """Every pattern is compiled all the same, once."""
    monkeypatch.setenv("SARING_CACHE", "/proc/no/such/folder")
    monkeypatch.setattr(compiled, "pack", None)
    first = book()
    compile_book(first)
    assert "regex" in vars(first.rules[0])


def broken():
    """Yield what a file may hold that is no set of patterns of these rules."""
    yield "nothing", {}
    yield "fewer patterns", pack([re.compile("x")])
    yield "more patterns", pack([re.compile("x")] * 3) | {"patterns": [["x", 32, 0, {}, 99]]}
    yield "no numbers", pack([re.compile("x")] * 2) | {"numbers": "?"}
    nonsense = b64encode(zlib.compress(array("I", [9] * 8).tobytes())).decode()
    yield "numbers that are no pattern", pack([re.compile("x")] * 2) | {"numbers": nonsense}


@pytest.mark.parametrize(("what", "values"), list(broken()))
def test_what_is_broken_is_compiled_and_kept_anew(what, values):
    """Half a file, another book's, or numbers that `re` refuses: nothing of it is used."""
    first = book()
    key = patterns_key(first.rules)
    write_kept(KIND, key, values)
    compile_book(first)
    (rule,) = first.rules
    assert rule.regex.fullmatch("Bagikan kisah ini"), what
    assert unpack(json.loads(path_of(KIND, key).read_bytes())) == [rule.regex, rule.inline]


def test_numbers_of_another_kind_are_refused():
    """`re` checks them: a pattern that never ends is none."""
    numbers = numbers_of(re.compile("(?:ab|cd)+"))
    with pytest.raises(RuntimeError):
        compiled_from("x", re.UNICODE, 0, {}, numbers[:-1])


def test_another_python_compiles_for_itself(monkeypatch):
    """Numbers mean another thing to another version."""
    ours = patterns_key(book().rules)
    monkeypatch.setattr(sys, "version", "3.99")
    assert patterns_key(book().rules) != ours
