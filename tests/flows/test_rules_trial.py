"""Candidate rules on trial: what they would strike, what they would break, what they cost."""

import json
from pathlib import Path

import pytest
from running import SAMPLE, saring

from flows.errors import SaringError
from flows.rules import try_rules
from flows.rules.book import book_of, open_book, read_candidates
from flows.rules.hostile import MOST_SECONDS, hostile_lines, slowest_line
from flows.rules.pages import raw_pages

SOUND = """
[[rule]]
id = "weather-desk"
languages = ["id"]
scope = "line"
why = "The signature of a weather desk."
literals = ["meja cuaca"]
pattern = '''meja cuaca(?: kabar [a-z]{2,20})?'''
strips = ["Meja Cuaca Kabar Lembah"]
spares = ["Meja cuaca di kantor itu kosong sejak Senin.", "Ia membeli meja cuaca."]
"""
GREEDY = """
[[rule]]
id = "greedy"
kind = "share"
languages = ["id"]
scope = "line"
why = "Whatever begins with a share verb."
literals = ["bagikan"]
pattern = '''bagikan [^\\n]{0,90}'''
strips = ["Bagikan kabar ini"]
spares = ["Warga bagikan nasi.", "Bagikan nasi itu kepada tetangga."]
"""
RUNAWAY = """
[[rule]]
id = "runaway"
languages = ["id"]
scope = "line"
longest = 160
why = "Nested repeats never come back."
literals = ["lihat"]
pattern = '''lihat (?:(?:[a-z]{1,20} ?){1,40}){1,40}!'''
strips = ["Lihat semua di sini!"]
spares = ["Ia lihat semua.", "Lihat semua orang."]
"""
PLAIN = "Kolam ikan di belakang balai desa itu digali bersama-sama selama dua pekan oleh warga dari tiga dusun."


@pytest.fixture
def candidate(tmp_path):
    """Return a function that writes a candidate file of some name."""

    def write(text: str, name: str = "widget.toml") -> Path:
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    return write


def verdict(file: Path, *pages: tuple[str, object]):
    """Return the verdict on the one rule of a file."""
    (found,) = try_rules(read_candidates(file), open_book(None), pages).rules
    return found


def page(source: str, *lines: str):
    """Return a page of text."""
    from transforms.records import Article
    from transforms.text.normal import text_blocks

    return Article(source, None, text_blocks("\n".join(lines)))


def test_a_sound_rule_is_told_so(candidate):
    """A rule with evidence that breaks nothing passes, with success as exit code."""
    done = saring("rules", "--try", candidate(SOUND), "--raw", SAMPLE)

    assert "widget.weather-desk (line): nothing against it" in done.stdout
    assert "strikes 0 spans in 0 of" in done.stdout


def test_a_rule_that_breaks_spares_is_refused(candidate):
    """Spares of the book and of the rule itself are named; the exit code is 1."""
    done = saring("rules", "--try", candidate(GREEDY, "mine.toml"), check=False)

    assert done.returncode == 1
    assert "breaks a spare of share.invite: Bagikan artikel ini kepada warga, pinta Bupati." in done.stdout
    assert "breaks a spare of share.greedy: Bagikan nasi itu kepada tetangga." in done.stdout
    assert "not fit for the book as it is: share.greedy" in done.stderr


def test_what_a_rule_would_strike_in_raw_pages_is_shown_with_context(candidate):
    """Counts, outlets and samples with the lines around them; what the book strikes already is not fresh."""
    done = saring("rules", "--try", candidate(GREEDY), "--raw", SAMPLE, "--json", check=False)
    (rule,) = json.loads(done.stdout)["rules"]

    assert rule["spans"] == sum(rule["outlets"].values()) == 3
    assert rule["documents"] == 3
    assert rule["fresh"] == 0
    assert rule["full_stop_share"] == 0
    assert {"Bagikan Artikel ini:", "Bagikan berita ini:"} <= {sample["struck"] for sample in rule["samples"]}
    assert all(sample["before"] for sample in rule["samples"])


def test_what_a_rule_would_strike_in_published_texts_is_counted(candidate, cleaned_house):
    """`--clean` reads the articles as published, where share prompts are gone."""
    done = saring(
        "rules", "--try", candidate(GREEDY), "--clean", "data/clean", "--json", cwd=cleaned_house, check=False
    )
    answer = json.loads(done.stdout)

    assert answer["pages"] > 20
    assert answer["rules"][0]["spans"] == 0


def test_spans_that_read_like_story_are_counted(candidate):
    """The share of struck spans that end in a full stop warns of a rule that takes story."""
    found = verdict(
        candidate(GREEDY),
        ("satu", page("1", PLAIN, "Bagikan bibit itu kepada petani.", PLAIN)),
        ("satu", page("2", PLAIN, "Bagikan 12 karung padi", PLAIN)),
        ("dua", page("3", PLAIN, "Bagikan 7 karung padi", PLAIN)),
    )

    assert found.tally.counts["full_stops"] == 1
    assert found.tally.outlets == {"satu": 2, "dua": 1}
    assert found.tally.counts["fresh"] == 3


def test_samples_do_not_depend_on_the_order_of_pages(candidate):
    """Of pages with one text, digits aside, the first by source stands for all."""
    pages = [("a", page(str(n), PLAIN, f"Meja Cuaca Kabar Lembah {n}"[:23], PLAIN)) for n in range(3)]
    file = candidate(SOUND)

    assert verdict(file, *pages).tally == verdict(file, *reversed(pages)).tally
    assert [sample.source for sample in verdict(file, *pages).tally.samples.values()] == ["0"]


def test_a_rule_that_runs_away_is_given_up(candidate, monkeypatch):
    """Hostile lines are timed; a rule that does not come back is refused and tried on no page."""
    monkeypatch.setattr("flows.rules.hostile.PATIENCE", 3)
    found = verdict(candidate(RUNAWAY), ("a", page("1", PLAIN, "Lihat semua di sini!", PLAIN)))

    assert found.seconds > MOST_SECONDS
    assert not found.sound
    assert found.tally.counts == {}


def test_hostile_lines_hold_a_literal_and_are_long(candidate):
    """Each line calls the rule to work, at the length it is tried on and at 100,000 characters."""
    (rule,) = read_candidates(candidate(SOUND))
    lines = list(hostile_lines(rule))

    assert all("meja cuaca"[:5] in line.casefold() for line in lines)
    assert {rule.longest - 1, rule.longest, 99_999, 100_000} >= {len(line) for line in lines}


def test_a_plain_rule_is_quick_on_hostile_lines(candidate):
    """A bounded pattern costs nothing to speak of."""
    rules = read_candidates(candidate(SOUND))

    assert slowest_line(rules[0], book_of(rules, open_book(None)))[0] < MOST_SECONDS


def test_rules_of_a_folder_of_knowledge_are_linted_with_the_book(candidate):
    """They are written with its words, and nobody need read more of a pattern in one go than of ours."""
    long = SOUND.replace("kabar [a-z]{2,20}", f"kabar (?:{'|'.join(f'desa {n}' for n in range(100, 180))})")
    file = candidate(long.replace("Kabar Lembah", "Kabar Desa 101"), "rules/widget.toml")
    done = saring("rules", "lint", "--knowledge", file.parent.parent, check=False)

    assert done.returncode == 1
    assert "widget.weather-desk: a part of the pattern has" in done.stderr
    assert "1 problems in" in done.stderr
    told = json.loads(saring("rules", "lint", "--knowledge", file.parent.parent, "--json", check=False).stdout)
    assert ["widget.weather-desk"] == [problem.split(":")[0] for problem in told["problems"]]


def test_the_file_name_gives_the_kind_and_the_folder_the_site(candidate):
    """`share.toml` is of kind share; a file in `sites` is for one host and its rules name their kind."""
    assert read_candidates(candidate(SOUND, "tags.toml"))[0].name == "tags.weather-desk"
    assert read_candidates(candidate(GREEDY, "sites/kabarlembah.example.toml"))[0].site == "kabarlembah.example"


def test_a_candidate_takes_the_place_of_its_older_self(candidate):
    """A rule of the same name as one of the book is tried instead of it, not beside it."""
    book = open_book(None)
    old = next(rule for rule in book.rules if rule.name == "share.invite")
    text = SOUND.replace("weather-desk", "invite")
    (new,) = read_candidates(candidate(text, "share.toml"))

    from flows.rules.book import book_without

    assert old not in book_without(book, [new]).rules


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (SOUND, "mine.toml", "`kind`"),
        (SOUND + 'colour = "red"\n', "share.toml", "colour"),
        ("", "share.toml", "holds no"),
        ("[[rule]\n", "share.toml", "not valid TOML"),
        (SOUND + SOUND, "share.toml", "two rules have one name"),
        (SOUND.replace("[a-z]", "{no_such_list}"), "share.toml", "no_such_list"),
    ],
)
def test_a_broken_candidate_is_refused_in_words(candidate, text, name, expected):
    """What is wrong with the file is said, with its name."""
    with pytest.raises(SaringError, match=expected):
        read_candidates(candidate(text, name))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--try", "no-such.toml"), "no-such.toml"),
        (("--json",), "--candidates"),
        (("--candidates", "no/such/folder"), "no/such/folder"),
        (("--try", "x.toml", "--candidates", "data/clean"), "choose one"),
        (("--try", "x.toml", "--raw", "a", "--clean", "b"), "choose one"),
    ],
)
def test_a_wrong_call_of_the_tools_gets_an_answer(tmp_path, arguments, expected):
    """Missing files and options that exclude each other are named, without a traceback."""
    done = saring("rules", *arguments, cwd=tmp_path, check=False)

    assert done.returncode != 0
    assert expected in done.stderr
    assert "Traceback" not in done.stderr


def test_pages_are_counted_under_their_host():
    """Raw pages have no outlet yet; their host stands for it."""
    outlets = {outlet for outlet, _ in raw_pages(SAMPLE / "kabarlanting.id")}

    assert outlets == {"kabarlanting.id"}
