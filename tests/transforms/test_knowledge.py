"""What the house knows: its digest and stamp, and the folders of users that add to it."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from transforms.knowledge import (
    RuleError,
    code_digest,
    knowledge_digest,
    library_versions,
    load_knowledge,
    preload,
    stamp_of,
)
from transforms.lexicon.digests import files_below
from transforms.lexicon.lists import lexicon_table, lists_of
from transforms.lexicon.tables import NOTHING, PACKAGE, use_additions
from transforms.page import clean_page
from transforms.records import RawPage

TODAY = dt.date(2026, 11, 20)

RULE = """
[[rule]]
id = "kunjungi-kedai"
languages = ["id"]
scope = "line"
why = "The outlet's own shop asks for visitors."
literals = ["kedai rawa"]
pattern = '''mampir ke kedai rawa'''
strips = ["Mampir ke Kedai Rawa"]
spares = ["Warga mampir ke kedai rawa itu.", "Kedai Rawa buka lagi."]
"""
WORDS = '[[list]]\nname = "share_verb"\nid = ["warahkan"]\n'
NEW_LIST = '[[list]]\nname = "baru"\nwhy = "x"\nid = ["a"]\nms = []\nen = []\n'
OUTLETS = '[hosts]\n"Kabar Rawa" = ["rawa.example"]\n'

PAGE = RawPage(
    "a.txt",
    "text",
    "Air sungai di hulu naik dua meter pada malam hari, lalu surut lagi menjelang pagi tanpa merusak tanggul baru.\n"
    "Mampir ke Kedai Rawa\n"
    "Warahkan artikel ini:\n"
    "Kereta pertama berjalan lagi pada hari Jumat setelah petugas selesai memeriksa rel di sepanjang lembah itu.",
    url="https://www.rawa.example/berita/air-sungai",
)

TOUCH_ALL = """
import pathlib, transforms.knowledge as k
from transforms.lexicon.digests import files_below
from transforms.lexicon.tables import PACKAGE

def stamp():
    return k.stamp_of(k.knowledge_digest(), k.code_digest(), ("lxml 6.0",))

assert pathlib.Path.cwd() in PACKAGE.parents
before = stamp()
for name in files_below(PACKAGE):
    path = PACKAGE / name
    old = path.read_bytes()
    path.write_bytes(old + b"#")
    if stamp() == before:
        print(name)
    path.write_bytes(old)
assert stamp() == before
"""


@pytest.fixture(autouse=True)
def _packaged_again():
    """Leave the packaged tables in use."""
    yield
    use_additions(NOTHING)


def write(folder: Path, **files: str) -> Path:
    """Write files into a user's folder, `__` in their names for a slash."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def cleaned(folder: Path | None):
    """Clean the page with the packaged knowledge and what a folder adds."""
    return clean_page(PAGE, knowledge=load_knowledge(folder), today=TODAY)


def test_every_packaged_file_moves_the_stamp(tmp_path):
    """Each table, list, weight and source of the package is part of what made a row."""
    copytree(PACKAGE, tmp_path / "transforms", ignore=ignore_patterns("__pycache__"))

    done = subprocess.run([sys.executable, "-Bc", TOUCH_ALL], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert ("", "") == (done.stderr, done.stdout)


def test_tables_are_data_and_modules_are_code():
    """Every file of the package is in one of the two digests, none in both."""
    assert knowledge_digest() != code_digest()
    assert {".py", ".toml", ".tsv", ".typed"} == {Path(name).suffix for name in files_below(PACKAGE)}


def test_the_stamp_follows_the_libraries():
    """Another version of trafilatura may extract another story."""
    ours = stamp_of("a", "b", library_versions())
    assert ours != stamp_of("a", "b", ("trafilatura 1.0", *library_versions()[1:]))
    assert ["trafilatura", "lxml", "py3langid", "babel"] == [version.split()[0] for version in library_versions()]


def test_the_stamp_is_told_without_loading_anything():
    """Whoever only compares stamps loads neither rules nor libraries."""
    code = (
        "import sys; from transforms.knowledge import *\n"
        "stamp_of(knowledge_digest(), code_digest(), library_versions())\n"
        "print([m for m in ('transforms.rulebook', 'lxml', 'trafilatura', 'numpy', 'py3langid') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    assert "[]" == done.stdout.strip()


def test_the_same_files_are_loaded_once():
    """Asking again gives the same knowledge."""
    assert load_knowledge() is load_knowledge()


def test_a_folder_with_a_rule_an_outlet_and_a_word_is_followed(tmp_path):
    """What a user adds strikes and names; the packaged knowledge is as it was."""
    folder = write(tmp_path, rules__follow=RULE, lexicon__prompts__own=WORDS, lexicon__outlets=OUTLETS)

    with_folder, without = cleaned(folder), cleaned(None)

    lines = PAGE.content.split("\n")
    assert [lines[0], lines[3]] == with_folder.text.split("\n")
    assert "Kabar Rawa" == with_folder.outlet
    assert (lines[1] in without.text, lines[2] in without.text, without.outlet == "Kabar Rawa") == (True, True, False)


def test_each_file_of_a_folder_moves_the_digest(tmp_path):
    """A rule, a list and a table are told apart from their absence and from each other."""
    outlets = "lexicon__outlets"
    steps = ({}, {"rules__follow": RULE}, {"lexicon__prompts__own": WORDS}, {outlets: OUTLETS}, {outlets: ""})
    digests = [knowledge_digest(), *(knowledge_digest(write(tmp_path, **files)) for files in steps)]
    assert len(digests) == len(set(digests))
    assert digests[-1] == load_knowledge(tmp_path).digest


def test_notes_and_hidden_files_move_nothing(tmp_path):
    """Nobody reads them, so nothing is cleaned anew for them."""
    before = knowledge_digest(write(tmp_path, rules__follow=RULE))
    (tmp_path / "README.md").write_text("Aturan kami.")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("ref")
    assert before == load_knowledge(tmp_path).digest


def test_a_changed_folder_is_loaded_anew(tmp_path):
    """Knowledge goes by what files hold, not by where they lie."""
    first = cleaned(write(tmp_path, lexicon__outlets=OUTLETS)).outlet
    second = cleaned(write(tmp_path, lexicon__outlets=OUTLETS.replace("Kabar Rawa", "Lensa Rawa"))).outlet
    assert ("Kabar Rawa", "Lensa Rawa") == (first, second)


def test_two_knowledges_in_one_process_do_not_mix(tmp_path):
    """Turn about, each page is read with the tables that it was given."""
    folder = write(tmp_path, lexicon__outlets=OUTLETS)
    outlets = [cleaned(where).outlet for where in (None, folder, None, folder)]
    assert (outlets[0], outlets[1]) == (outlets[2], outlets[3])
    assert ("Kabar Rawa", False) == (outlets[1], outlets[0] == outlets[1])


@pytest.mark.parametrize(
    ("path", "text", "keys"),
    [
        ("lexicon__zones", "[hours]\nXYT = 9.5\n", ("hours", "XYT")),
        ("lexicon__dates", '[[list]]\nname = "published"\nnl = ["rawaterbit"]\n', ("published", "nl")),
        ("lexicon__roles", '[[list]]\nname = "nobody"\nid = ["tim rawa"]\n', ("nobody", "id")),
        ("lexicon__places", '[[list]]\nname = "malaysia"\nany = ["Kuala Rawa"]\n', ("malaysia", "any")),
        ("lexicon__markup", '[[list]]\nname = "chrome_names"\nany = ["rawabox"]\n', ("chrome_names", "any")),
        ("lexicon__pictures", '[[list]]\nname = "labels"\nid = ["potret"]\n', ("labels", "id")),
        ("lexicon__languages", '[aliases]\nzlm = "ms"\n', ("aliases", "zlm")),
    ],
)
def test_any_table_takes_additions(tmp_path, path, text, keys):
    """What is added stands behind what is packaged."""
    file = path.removeprefix("lexicon__")
    load_knowledge(write(tmp_path, **{path: text})).use()
    with_folder = lexicon_table(file) | lists_of(file)
    use_additions(NOTHING)
    packaged = lexicon_table(file) | lists_of(file)
    for key in keys[:-1]:
        with_folder, packaged = with_folder[key], packaged.get(key, {})
    ours, theirs = packaged.get(keys[-1]), with_folder[keys[-1]]
    assert ours != theirs
    assert ours is None or ours == theirs[: len(ours)]


def test_rows_are_added_to_by_their_names(tmp_path):
    """A list takes words of its languages and of new ones by its name: a month's, a family's of languages."""
    calendar = '[[list]]\nname = "january"\nid = ["wulan"]\n'
    family = '[[list]]\nname = "malay"\nid = ["kuwi"]\njv = ["ora", "iku"]\n'
    load_knowledge(write(tmp_path, lexicon__calendar=calendar, lexicon__languages=family)).use()
    from transforms.dates.parse import find_dates

    own = lists_of("languages")["malay"]
    assert [dt.date(2026, 1, 3)] == [mention.day for mention in find_dates("3 Wulan 2026")]
    assert (own["id"][-1], own["jv"], "ms" in own) == ("kuwi", ("ora", "iku"), True)


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("rules__shares", RULE, "shares.toml: 'shares' is no kind of removal"),
        ("rules__follow", RULE.replace("scope =", "scop ="), "follow.toml: rule 'kunjungi-kedai': unknown key 'scop'"),
        ("rules__follow", RULE.replace("mampir", "(mampir"), "the pattern does not compile"),
        ("rules__follow", "[[rule]", "follow.toml: not valid TOML"),
        ("lexicon__prompts__own", '[[list]]\nname = "baru"\nid = ["a"]\n', "own.toml: list 'baru': a row lacks why"),
        ("lexicon__prompts__own", '[[lists]]\nname = "baru"\n', "own.toml: the file: unknown key 'lists'"),
        (
            "lexicon__outlets",
            '[host]\n"A" = []\n',
            "outlets.toml: the file: unknown key 'host'. Known: aliases, governments, hosts",
        ),
        ("lexicon__outlets", '[hosts]\n"A" = "a.id"\n', "hosts.A: must be a list, not a text"),
        ("lexicon__outlets", '[hosts]\n"A" = [3]\n', "hosts.A: must be a text, not a number"),
        ("lexicon__outlet", OUTLETS, "outlet.toml: nothing would read it. A folder of knowledge holds rules/"),
        ("finders__lines__weights", "[limits]\ninside = 0.1\n", "weights.toml: nothing would read it"),
        ("lexicon__languages", '[aliases]\nin = "nl"\n', "aliases.in: the package says 'id'. A folder adds"),
        ("lexicon__calendar", '[[list]]\nname = "january"\nid = "wulan"\n', "january': id: must be a list, not a text"),
        ("lexicon__calendar", '[[list]]\nname = "january"\nwords = ["a"]\n', "unknown key 'words': it is no language"),
        ("lexicon__notices", '[[notice]]\nname = "x"\nkind = "withdrawn"\n', "a row lacks languages"),
        ("lexicon__notices", '[[notice]]\nname = "x"\nform = 1\n', "notice 'x': unknown key 'form'. Known: "),
        (
            "keep",
            '[[keep]]\nlines = "x"\nwhy = "y"\n',
            "keep.toml: keep: unknown key 'lines'. Known: line, outlet, why",
        ),
        ("keep", '[[keeps]]\nline = "x"\n', "keep.toml: the file: unknown key 'keeps'. Known: keep"),
        ("keep", '[[keep]]\nwhy = "y"\n', "keep: a row says one of line, outlet"),
        ("keep", '[[keep]]\nline = "x"\noutlet = "z"\nwhy = "y"\n', "keep: a row says one of line, outlet"),
        ("keep", '[[keep]]\nline = " "\nwhy = "y"\n', "keep: a row lacks line"),
        ("keep", '[[keep]]\noutlet = "x"\n', "keep: a row lacks why"),
        ("keep", '[[keep]]\noutlet = ["x"]\nwhy = "y"\n', "keep: outlet: must be a text, not a list"),
        ("lexicon__lines", NEW_LIST, "lines.toml: list 'baru': nobody asks for it. Known: function"),
    ],
)
def test_what_nobody_would_read_is_refused(tmp_path, path, text, message):
    """The message names file, place and remedy."""
    with pytest.raises(RuleError) as refused:
        load_knowledge(write(tmp_path, **{path: text}))
    assert message in str(refused.value)
    assert str(tmp_path) in str(refused.value)


def test_a_file_of_another_format_is_refused(tmp_path):
    """A list in YAML would go unread without a word."""
    (tmp_path / "outlets.yaml").write_text("hosts: []")
    with pytest.raises(RuleError, match="nothing would read it"):
        load_knowledge(tmp_path)


def test_a_file_that_is_no_text_is_refused(tmp_path):
    """Bytes that are no UTF-8 are told with the remedy."""
    write(tmp_path, lexicon__outlets="")
    (tmp_path / "lexicon/outlets.toml").write_bytes(b'[hosts]\n"\xff" = []\n')
    with pytest.raises(RuleError, match=r"outlets\.toml: not UTF-8.*Save it"):
        load_knowledge(tmp_path)


def test_a_missing_folder_is_refused(tmp_path):
    """No knowledge is not the packaged knowledge."""
    with pytest.raises(RuleError, match="there is no such folder of knowledge"):
        knowledge_digest(tmp_path / "nowhere")


def test_a_folder_that_was_refused_leaves_the_packaged_tables_in_use(tmp_path):
    """A mistake in a folder spoils nothing."""
    with pytest.raises(RuleError):
        load_knowledge(write(tmp_path, lexicon__lines=NEW_LIST))
    assert "baru" not in lists_of("lines")


def test_preloading_compiles_every_rule():
    """A process that forks afterwards compiles nothing any more."""
    knowledge = load_knowledge()
    preload(knowledge)
    assert all("regex" in vars(rule) for rule in knowledge.book.rules)
