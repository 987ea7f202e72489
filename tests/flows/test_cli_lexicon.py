"""`saring lexicon`: what a language has and lacks."""

import json

from running import saring


def test_a_language_of_the_house_has_its_lists():
    """Indonesian has words in most lists, every month and weekday, and rules."""
    told = json.loads(saring("lexicon", "id", "--json").stdout)

    assert "roles: author" in {row["list"] for row in told["lists"]}
    assert "januari" in told["calendar"]["january"]
    assert [] == told["without_name"]
    assert told["rules"]
    assert told["words"] == sum(row["words"] for row in told["lists"])


def test_a_language_without_words_is_told_what_it_lacks():
    """German has months from CLDR and no labels of credits; Minangkabau not even months."""
    german, minang = (json.loads(saring("lexicon", code, "--json").stdout) for code in ("de", "min"))

    assert "dezember" in german["calendar"]["december"]
    assert "roles: author" in {row["list"] for row in german["lacking"]}
    assert ("january", [], []) == (minang["without_name"][0], minang["lists"], minang["rules"])


def test_words_of_a_folder_are_counted(tmp_path):
    """What a user adds counts as what is packaged."""
    for name, text in (
        ("lexicon/roles.toml", '[[list]]\nname = "author"\nmin = ["Panulih"]\n'),
        ("lexicon/prompts/own.toml", '[[list]]\nname = "share_verb"\nmin = ["bagian", "siaran"]\n'),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)

    told = json.loads(saring("lexicon", "min", "--knowledge", tmp_path, "--json").stdout)

    assert {"roles: author": 1, "prompts/own: share_verb": 2} == {row["list"]: row["words"] for row in told["lists"]}


def test_a_reader_sees_both_halves():
    """The terminal shows lists with their reasons, months and rules."""
    shown = saring("lexicon", "ms").stdout

    assert "ms has:" in shown
    assert "ms lacks:" in shown
    assert "august: ogo, ogos" in shown
    assert "months and weekdays without a name: none" in shown


def test_what_is_kept_is_listed(tmp_path):
    """Lines that nothing strikes and outlets at which the model keeps silent, with their reasons, in any language."""
    outlet = '[[keep]]\noutlet = "rawa.example"\nwhy = "it prints poems"\n'
    (tmp_path / "keep.toml").write_text(f'{outlet}[[keep]]\nline = "12 komentar"\nwhy = "a chapter"\n')

    told = json.loads(saring("lexicon", "id", "--knowledge", tmp_path, "--json").stdout)
    shown = saring("lexicon", "en", "--knowledge", tmp_path).stdout

    assert [{"outlet": "rawa.example", "why": "it prints poems"}, {"line": "12 komentar", "why": "a chapter"}] == told[
        "kept"
    ]
    assert "kept: outlet 'rawa.example' (it prints poems)" in shown
    assert "kept: line '12 komentar' (a chapter)" in shown


def test_what_is_no_code_is_refused():
    """The message says what a code looks like."""
    done = saring("lexicon", "Indonesian", check=False)

    assert "no code of a language" in done.stderr
    assert 1 == done.returncode
