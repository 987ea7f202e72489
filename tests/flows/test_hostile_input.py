"""Bad input: each file gets a reject or an article, the run goes on, and no traceback reaches the user."""

import gzip
import json

import pytest
from running import AS_OF, saring

STORY = "Air sungai di hulu naik dua meter pada malam hari, lalu surut menjelang pagi tanpa merusak tanggul baru."


def story(place):
    """Return a story of its own: one text in two places is one page."""
    return STORY.replace("dua meter", f"dua meter di {place}")


def line(place):
    """Return a story as a line of JSON."""
    return json.dumps({"text": story(place)}) + "\n"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Return (summary, {source: reason}) of a folder full of bad files and one good one."""
    folder = tmp_path_factory.mktemp("hostile")
    raw = folder / "raw"
    raw.mkdir()
    (raw / "good.txt").write_text(story("hulu"))
    (raw / "empty.html").write_bytes(b"")
    (raw / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40)
    packed = gzip.compress("".join(line(f"desa {n}") for n in range(2000)).encode(), mtime=0)
    (raw / "torn.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    (raw / "charset.html").write_bytes(f'<meta charset="utf-8"><p>Café “{STORY}”</p>'.encode("cp1252"))
    (raw / "broken.jsonl").write_text(line("barat") + '{"text": "half\n' + line("timur"))
    (raw / "line.txt").write_text("kata " * 10_000_000)
    (raw / "deep.html").write_text("<div>" * 100_000 + STORY + "</div>" * 100_000)
    (raw / "bomb.html").write_text(
        '<!DOCTYPE a [<!ENTITY b "' + "x" * 1000 + '"><!ENTITY c "' + "&b;" * 1000 + '">]><p>&c;</p>'
    )
    (raw / "escape.txt").write_text("\x1b[2J\x1b]0;title\x07" + story("selatan"))
    done = saring("clean", raw, folder / "clean", "--as-of", AS_OF, "--json")
    views = ("articles", "duplicates", "rejects")
    sql = " UNION ALL ".join(f"SELECT source, '{v}' AS place FROM {v}" for v in views)  # noqa: S608 - our own names
    answer = saring("query", sql, "--clean", folder / "clean", "--json").stdout
    found = [json.loads(line) for line in answer.splitlines()]
    return json.loads(done.stdout), {row["source"]: row["place"] for row in found}


def test_the_run_goes_on(hostile):
    """The good page beside the bad ones is published."""
    _, places = hostile

    assert places["good.txt"] in ("articles", "duplicates")


def test_nothing_is_lost(hostile):
    """Every record that came in ended somewhere."""
    summary, places = hostile

    assert summary["records_in"] - summary["waiting"] == len(places)


@pytest.mark.parametrize("source", ["empty.html", "picture.html", "broken.jsonl#1", "line.txt"])
def test_what_cannot_be_read_is_refused_by_name(hostile, source):
    """Empty, binary, broken and oversized records end in the rejects."""
    _, places = hostile

    assert places[source] == "rejects"


@pytest.mark.parametrize(
    "source", ["broken.jsonl#0", "broken.jsonl#2", "charset.html", "escape.txt", "torn.jsonl.gz#0"]
)
def test_what_can_be_read_is_kept(hostile, source):
    """Records beside a broken one, a wrong charset, control characters: the story is still there."""
    _, places = hostile

    assert places[source] in ("articles", "duplicates")


@pytest.mark.parametrize("source", ["deep.html", "bomb.html"])
def test_hostile_markup_ends_somewhere(hostile, source):
    """A hundred thousand nested tags and an entity bomb neither crash nor hang the run."""
    _, places = hostile

    assert source in places
