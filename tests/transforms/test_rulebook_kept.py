"""The cache of the rule book: the same book, and never one that cannot be trusted."""

from __future__ import annotations

import json
import os

import pytest

from transforms.lexicon.cache import MOST_KEPT, cache_folder, path_of
from transforms.lexicon.tables import NOTHING, PACKAGE
from transforms.rulebook import kept, load_rules
from transforms.rulebook.index import parts_of
from transforms.rulebook.load import book_with, build_book


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """Give each test a cache of its own."""
    monkeypatch.setenv("SARING_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


KEY = "0" * 24


def refuse_to_build(packs):
    """Stand in for reading packs where the cache should spare it."""
    raise AssertionError(len(packs))


def files_of(folder):
    """Return the files of a cache, hidden ones too."""
    return sorted(path.name for path in folder.iterdir())


def test_a_book_from_the_cache_is_the_book(cache, monkeypatch):
    """Rules, words, index and what patterns need are the same."""
    packs = load_rules(PACKAGE)
    first = book_with(NOTHING)
    monkeypatch.setattr("transforms.rulebook.load.build_book", refuse_to_build)
    second = book_with(NOTHING)
    assert first is not second
    for book in (first, second):
        assert (book, book.known, book.firm) == (packs, packs.known, packs.firm)
        assert parts_of(book.index) == parts_of(packs.index)
        assert [rule.traits for rule in packs.rules] == [rule.traits for rule in book.rules]


def test_patterns_from_the_cache_are_compiled_when_they_are_tried(cache):
    """To compile them all takes a second; a page wants few of them."""
    book_with(NOTHING)
    assert not any("regex" in vars(rule) for rule in book_with(NOTHING).rules)


@pytest.mark.parametrize("damage", [b"", b"[]", b"{", b"\xff\xfe", b'{"key": "other"}', b'{"rules": []}'])
def test_a_broken_file_is_read_past(cache, damage):
    """Half a file, another's file or no JSON: there is no book in it."""
    kept.write_book(KEY, build_book([]))
    path_of(kept.KIND, KEY).write_bytes(damage)
    assert kept.read_book(KEY) is None


def test_a_broken_file_is_written_anew(cache):
    """The packs are read instead, once."""
    book_with(NOTHING)
    (name,) = files_of(cache)
    whole = (cache / name).read_bytes()
    (cache / name).write_bytes(whole[:-1])
    assert load_rules() == book_with(NOTHING)
    assert whole == (cache / name).read_bytes()


def test_a_file_with_a_rule_less_is_not_read(cache):
    """Lists that do not fit each other are no book."""
    kept.write_book(KEY, build_book([]))
    content = json.loads(path_of(kept.KIND, KEY).read_bytes())
    path_of(kept.KIND, KEY).write_text(json.dumps({**content, "traits": [[[], [], 0]]}))
    assert kept.read_book(KEY) is None


def test_a_file_of_another_user_is_not_read(cache, monkeypatch):
    """Whoever can write into the folder must not choose what is struck."""
    kept.write_book(KEY, build_book([]))
    owner = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: owner + 1)
    assert kept.read_book(KEY) is None


def test_the_key_follows_additions_code_and_python(monkeypatch):
    """A file that was made of anything else is another file."""
    keys = [kept.book_key(""), kept.book_key("a")]
    monkeypatch.setattr("sys.version", "4.0")
    keys.append(kept.book_key(""))
    monkeypatch.setattr(kept, "code_digest", lambda: "other")
    keys.append(kept.book_key(""))
    assert len(keys) == len(set(keys))


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path, monkeypatch):
    """A file stands where the folder should be."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SARING_CACHE", str(tmp_path / "file"))
    kept.write_book(KEY, build_book([]))
    assert kept.read_book(KEY) is None


def test_old_files_leave_the_cache(cache):
    """The cache does not grow with every version that was tried."""
    book = build_book([])
    for number in range(MOST_KEPT + 2):
        kept.write_book(f"{number:0>24}", book)
        os.utime(path_of(kept.KIND, f"{number:0>24}"), (number, number))
    kept.write_book("f" * 24, book)
    assert MOST_KEPT == len(files_of(cache))
    assert path_of(kept.KIND, "f" * 24).name in files_of(cache)


@pytest.mark.parametrize(
    ("variables", "folder"),
    [
        ({"SARING_CACHE": "/a"}, "/a"),
        ({"XDG_CACHE_HOME": "/b"}, "/b/saring"),
        ({"HOME": "/c"}, "/c/.cache/saring"),
    ],
)
def test_the_cache_lies_where_users_keep_caches(monkeypatch, variables, folder):
    """The house's own variable goes before that of the desktop."""
    for name in ("SARING_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert folder == str(cache_folder())
