"""Reading packs: what is refused, and how the refusal reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from transforms.rulebook import RuleError, load_rules

RULE = """
[[rule]]
id = "bagikan"
languages = ["id"]
scope = "line"
why = "A line that asks to share."
literals = ["bagikan"]
pattern = '''bagikan artikel ini'''
strips = ["Bagikan artikel ini"]
spares = ["Bagikan beras.", "Ia membagikan artikel ini di kelas."]
"""


def write_pack(folder: Path, text: str, name: str = "rules/share.toml") -> Path:
    """Write one pack into a fresh folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_a_pack_names_the_kind_of_its_rules(tmp_path: Path) -> None:
    """`share.toml` holds rules of kind share; the ledger calls them `share.<id>`."""
    assert ["share.bagikan"] == [rule.name for rule in load_rules(write_pack(tmp_path, RULE)).rules]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('why = "A line that asks to share."', "", "share.toml: rule 'bagikan': lacks `why`"),
        ('scope = "line"', 'scope = "lines"', "`scope` is 'lines'. Choose one of: line, span, rest, run"),
        ('scope = "line"', 'scope = "line"\nguard = 3', "unknown key 'guard'. Known:"),
        ('scope = "line"', 'scope = "line"\nlongest = "3"', "`longest` must be a int"),
        ("bagikan artikel ini'''", "{no_such_list} ini'''", "no word list or piece is called 'no_such_list'"),
        ("bagikan artikel ini'''", "(bagikan'''", "the pattern does not compile"),
        ("'''bagikan artikel ini'''", "[]", "`pattern` is a text, or a list of texts of which none is empty"),
        ("'''bagikan artikel ini'''", "['bagikan', '']", "`pattern` is a text, or a list of texts"),
        ("'''bagikan artikel ini'''", "['(?:bagikan', 'lihat)']", "the pattern does not compile"),
        ("'''bagikan artikel ini'''", "['bagikan', '{no_such_list}']", "called 'no_such_list'"),
        ('scope = "line"', 'scope = "line"\nwithin = "3"', "`within` must be a int"),
        ("'''bagikan artikel ini'''", "'''bagikan", "share.toml: not valid TOML"),
    ],
)
def test_a_wrong_pack_is_refused_with_file_rule_and_remedy(tmp_path: Path, old: str, new: str, message: str) -> None:
    """The message says where the fault is and what to do."""
    with pytest.raises(RuleError) as refused:
        load_rules(write_pack(tmp_path, RULE.replace(old, new)))
    assert message in str(refused.value)


def test_a_file_of_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    """A misspelt file name would make rules of a kind nobody knows."""
    with pytest.raises(RuleError, match="'shares' is no kind of removal"):
        load_rules(write_pack(tmp_path, RULE, "rules/shares.toml"))


def test_two_rules_of_one_name_are_refused(tmp_path: Path) -> None:
    """The ledger could not tell them apart."""
    with pytest.raises(RuleError, match="the id is taken"):
        load_rules(write_pack(tmp_path, RULE + RULE))


def test_words_fill_patterns_and_literals(tmp_path: Path) -> None:
    """A placeholder stands for every word of its list, in all languages."""
    words = '[[list]]\nname = "ask"\nwhy = "Verbs."\nid = ["bagikan"]\nen = ["share"]\n'
    write_pack(tmp_path, words, "lexicon/prompts/ask.toml")
    pack = RULE.replace("'''bagikan", "'''{ask}").replace('literals = ["bagikan"]', 'literals = ["{ask}"]')
    (rule,) = load_rules(write_pack(tmp_path, pack)).rules
    assert ("(?:bagikan|share) artikel ini", ("bagikan", "share")) == (rule.pattern, rule.literals)


LISTED = """literals = ["bagikan", "c++"]
pattern = ['bagikan', 'share c']
"""


@pytest.mark.parametrize(
    ("keys", "pattern"),
    [
        ("", "bagikan|share c"),
        ("opens = 'ayo '", "ayo (?:bagikan|share c)"),
        ("closes = '[.!]?'", "(?:bagikan|share c)[.!]?"),
        ("closes = 'ya|dong'", "(?:bagikan|share c)(?:ya|dong)"),
        ("within = 40", r"(?=[^\n]{0,40}(?:bagikan|c\+\+))(?:bagikan|share c)"),
        ("unspoken = true\nopens = '»'", "(?:(?!kata))»(?:bagikan|share c)"),
        ("unspoken = true\nopens = '^»'", "^(?:(?!kata))»(?:bagikan|share c)"),
    ],
)
def test_a_pattern_is_written_as_alternatives_with_what_stands_around_them(tmp_path, keys: str, pattern: str) -> None:
    """Each alternative may stand on a line of its own; what all have in common is a key."""
    write_pack(
        tmp_path, "[[piece]]\nname = 'unsaid'\nwhy = 'No speaker.'\npattern = '(?!kata)'", "lexicon/prompts/a.toml"
    )
    pack = RULE.replace("literals = [\"bagikan\"]\npattern = '''bagikan artikel ini'''\n", LISTED + keys + "\n")
    (rule,) = load_rules(write_pack(tmp_path, pack)).rules
    assert pattern == rule.pattern


def test_a_rule_knows_how_much_of_it_a_person_reads(tmp_path: Path) -> None:
    """The longest part; and all parts with the pieces that they name, each once, whatever a piece names itself."""
    pieces = "".join(
        f"[[piece]]\nname = '{name}'\nwhy = 'A piece.'\npattern = {pattern}\n"
        for name, pattern in (("inner", "'abc'"), ("outer", "['{inner}{inner}', 'de']"))
    )
    write_pack(tmp_path, pieces, "lexicon/prompts/a.toml")
    pack = RULE.replace("'''bagikan artikel ini'''", "['bagikan', '{outer}', '{outer}']")
    (rule,) = load_rules(write_pack(tmp_path, pack)).rules
    assert (14, 7 + 7 + 7 + 14 + 2 + 3) == (rule.written, rule.spelt)


def test_a_list_without_a_reason_is_refused(tmp_path: Path) -> None:
    """A word list says why it exists."""
    write_pack(tmp_path, '[[list]]\nname = "ask"\nid = ["bagikan"]\n', "lexicon/prompts/ask.toml")
    with pytest.raises(RuleError, match="list 'ask': a row lacks why"):
        load_rules(tmp_path)


def test_the_digest_follows_what_a_rule_does(tmp_path: Path) -> None:
    """A new pattern is a new digest, and so is a new spare, which binds every layer; a new line to strike is not."""
    first = load_rules(write_pack(tmp_path / "a", RULE)).digest
    strips = '"Bagikan artikel ini", "BAGIKAN ARTIKEL INI"'
    example = load_rules(write_pack(tmp_path / "b", RULE.replace('"Bagikan artikel ini"', strips))).digest
    spare = load_rules(write_pack(tmp_path / "d", RULE.replace("Bagikan beras.", "Bagi beras."))).digest
    pattern = load_rules(write_pack(tmp_path / "c", RULE.replace("artikel ini'''", "artikel'''"))).digest
    assert (True, False, False) == (first == example, first == spare, first == pattern)


def test_the_packaged_book_is_read_once() -> None:
    """Asking again for the packaged book gives the same book."""
    assert load_rules() is load_rules()
