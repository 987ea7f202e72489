"""`saring diff`: what another knowledge or another version would change, with a verdict."""

import datetime as dt
import json

import pytest
import typer
from nights import PLACES
from rawfiles import put
from running import AS_OF, HOUSE, saring

from flows.cli.diff import sides_of
from flows.diff import Side, diff
from flows.errors import SaringError, UsageError

BROAD = """
[[rule]]
id = "luas"
languages = ["id"]
scope = "line"
why = "Takes every line that gives a reason: far too broad."
literals = ["karena"]
pattern = '''[^\\n]{0,500}karena[^\\n]{0,500}'''
strips = ["Air naik karena hujan."]
spares = ["Warga pulang.", "Air surut."]
"""
PROMPT = "Dapatkan peta banjir di kios desa"
GOOD = f"""
[[rule]]
id = "peta"
languages = ["id"]
scope = "line"
why = "A paper's own prompt, the same below each story."
literals = ["peta banjir"]
pattern = '''{PROMPT}'''
strips = ["{PROMPT}"]
spares = ["Warga pulang.", "Air surut."]
"""
LINES = (
    "Warga {place} memperbaiki jembatan kayu yang rusak karena banjir besar pekan lalu di hulu.",
    "Kepala dusun {place} mengatakan pekerjaan itu akan rampung sebelum musim tanam tiba di lembah itu.",
    PROMPT,
    "Pedagang sayur di {place} berharap lapak mereka kembali ramai setelah jembatan itu dibuka untuk umum.",
)


@pytest.fixture
def raw(tmp_path):
    """Return a raw folder with six pages of one paper."""
    for n, place in enumerate(PLACES):
        page = {"text": "\n".join(LINES).format(place=place), "title": f"Jembatan {place}"}
        put(tmp_path / "raw", f"{n}.jsonl", [page | {"url": f"https://a.example/{n}"}])
    return tmp_path / "raw"


def ways(raw, old=None, new=None, **options):
    """Compare two ways to clean a raw folder."""
    return diff(raw, old or Side(), new or Side(), as_of=dt.date.fromisoformat(AS_OF), workers=1, **options)


def test_a_rule_that_is_too_broad_is_bad(raw, tmp_path):
    """Sentences of prose are lost by it; the exit code says so, and what a script gets names no line of a page."""
    put(tmp_path / "own", "rules/related.toml", BROAD)
    done = saring("diff", raw, "--knowledge", tmp_path / "own", "--as-of", AS_OF, "--json", check=False)

    said = json.loads(done.stdout)
    cause = said["causes"][0]
    assert (done.returncode, said["verdict"], said["rows"]) == (5, "bad", {"changed": 6})
    assert (cause["cause"], cause["worse"]) == ("struck: related, related.luas", 6)
    assert "jembatan" not in done.stdout


def test_a_rule_for_a_recurring_prompt_is_good(raw, tmp_path):
    """What stands in several pages alike is furniture; labelled pages agree."""
    put(tmp_path / "own", "rules/ad.toml", GOOD)
    bodies = ["\n".join(line for line in LINES if line != PROMPT).format(place=place) for place in PLACES]
    gold = put(tmp_path, "gold.jsonl", [{"source": f"{n}.jsonl#0", "body": body} for n, body in enumerate(bodies)])
    found = ways(raw, new=Side(tmp_path / "own"), gold=gold)

    assert (found.comparison.verdict, found.comparison.figures.rows) == ("good", {"changed": 6})
    assert found.gold == {"body": {"better": 6}}


def test_rules_that_may_not_stand_in_the_book_are_bad_whatever_the_rows_say(raw, tmp_path):
    """A rule that strikes what another spares has luck with these pages, not with the next ones."""
    spared = GOOD.replace('"Warga pulang."', f'"{PROMPT}"')
    put(tmp_path / "own", "rules/ad.toml", spared)
    found = ways(raw, new=Side(tmp_path / "own"))

    assert found.verdict == "bad"
    assert any("peta" in fault for fault in found.faults)


def test_another_checkout_cleans_the_first_side(raw):
    """It is the one that runs here: nothing differs."""
    found = ways(raw, old=Side(against=HOUSE))

    assert (found.records, found.comparison.figures.rows, found.comparison.verdict) == (6, {"equal": 6}, "good")


def test_what_another_version_says_of_its_failure_is_told(raw, tmp_path):
    """Its own words, not a traceback."""
    with pytest.raises(SaringError, match="no such folder"):
        ways(raw, old=Side(tmp_path / "nowhere", HOUSE))


@pytest.mark.parametrize("knowledge", [[], ["no/such/folder"], ["packaged"] * 3])
def test_what_cannot_be_compared_is_told(knowledge):
    """Nothing named, no folder, too many."""
    with pytest.raises(typer.BadParameter):
        sides_of(knowledge, other=False)


def test_what_is_no_version_is_told(raw):
    """Neither a Python nor a checkout."""
    with pytest.raises(UsageError, match="neither a Python"):
        ways(raw, old=Side(against=raw / "0.jsonl" / "nothing"))
