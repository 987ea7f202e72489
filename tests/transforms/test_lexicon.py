"""The lexicon: one schema for every file, one reader for every list."""

import re

import pytest

from transforms.lexicon.lists import any_of, either, folded, lists_of, piece, words
from transforms.lexicon.schema import LIST, NAMED, RuleError, check_file, check_whole, language_keys
from transforms.lexicon.survey import all_files
from transforms.lexicon.tables import PACKAGE

FILES = dict(all_files())
CODE = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("file", FILES)
def test_every_row_is_whole(file):
    """No packaged row lacks a name, a reason or what else its table has."""
    check_file(file, FILES[file])
    for table, rows in FILES[file].items():
        for row in rows if table not in NAMED else ():
            check_whole(file, table, row)


@pytest.mark.parametrize("file", FILES)
def test_no_word_stands_twice_in_a_language_of_a_list(file):
    """A list says each word once; two languages may share one."""
    twice = [
        (row["name"], language, word)
        for row in FILES[file].get(LIST, ())
        for language in language_keys(row)
        for word in row[language]
        if row[language].count(word) > 1
    ]
    assert [] == twice


@pytest.mark.parametrize("file", [file for file in FILES if "/" not in file])
def test_every_list_is_asked_for(file):
    """Code names the list, or asks for all lists of the file."""
    whole = re.search(rf'lists_of\("{file}"\)', CODE) is not None
    assert whole or [] == [name for name in lists_of(file) if not re.search(rf"['\"]{name}['\"]|split_", CODE)]


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({"lists": []}, "own: the file: unknown key 'lists'. Known: aliases"),
        ({"list": {}}, "own: list: must be a list, not a table"),
        ({"list": [{"name": "a", "words": ["b"]}]}, "own: list 'a': unknown key 'words': it is no language"),
        ({"list": [{"name": "a", "id": "b"}]}, "own: list 'a': id: must be a list, not a text"),
        ({"list": [{"name": "a", "id": [1]}]}, "own: list 'a': id: must be a text, not a number"),
        ({"piece": [{"name": "a", "id": ["b"]}]}, "own: piece 'a': unknown key 'id'. Known: name"),
        ({"hours": {"WIB": "7"}}, "own: hours.WIB: must be a number, not a text"),
        ({"hosts": {"A": "a.id"}}, "own: hosts.A: must be a list, not a text"),
    ],
)
def test_what_the_schema_does_not_know_is_refused(tables, message):
    """The message names file, place and what is known."""
    with pytest.raises(RuleError) as refused:
        check_file("own", tables)
    assert message in str(refused.value)


def test_a_list_is_the_union_of_its_languages():
    """Whoever compares words asks for all languages together; each word comes once."""
    by_language = lists_of("roles")["author"]
    assert set(words("roles", "author")) == {word for some in by_language.values() for word in some}
    assert len(set(words("roles", "author"))) == len(words("roles", "author"))
    assert {"penulis", "writer"} <= folded("roles", "author")


def test_a_list_that_is_not_there_is_an_error():
    """A slip of the pen in code is no empty list."""
    with pytest.raises(KeyError):
        words("roles", "autor")
    with pytest.raises(KeyError):
        piece("markup", "caption")


def test_alternatives_match_the_longest_word():
    """No word hides one that begins with it, and no mark of a word is read as a pattern."""
    assert "written by" == re.match(either(["by", "written", "written by"]), "written by Rina")[0]
    assert re.fullmatch(either(["o.k.", "a/l"]), "oxkx") is None
    assert re.fullmatch(any_of("names", "joints"), "serta")
