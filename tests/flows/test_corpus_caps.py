"""No silent mass removal: a run that strikes, merges or rejects most of an outlet fails loudly."""

import json

import pytest
from running import AS_OF, saring

STORY = "Air sungai di hulu naik {n} meter pada malam hari, lalu surut menjelang pagi tanpa merusak tanggul baru."


def clean(tmp_path, pages, *options):
    """Clean an export of one outlet with these texts."""
    raw = tmp_path / "raw"
    raw.mkdir(exist_ok=True)
    lines = [json.dumps({"url": f"https://kabarcontoh.id/{n}", "text": text}) for n, text in enumerate(pages)]
    (raw / "export.jsonl").write_text("\n".join(lines))
    return saring("clean", raw, tmp_path / "clean", "--as-of", AS_OF, "--json", *options, check=False)


@pytest.fixture
def copies():
    """Return 210 pages with one and the same text, as a cookie wall gives them."""
    return [STORY.format(n=1)] * 210


def test_an_outlet_whose_pages_all_merge_is_refused(tmp_path, copies):
    """The message names outlet, share and remedy, and nothing is published."""
    done = clean(tmp_path, copies)

    assert done.returncode == 1
    assert "kabarcontoh.id: 100% of the pages would be merged" in done.stderr
    assert "--accept" in done.stderr
    assert not (tmp_path / "clean" / "articles").exists()


def test_an_accepted_outlet_passes_once(tmp_path, copies):
    """With a reason the run goes through, and the reason is kept in the manifest."""
    done = clean(tmp_path, copies, "--accept", "kabarcontoh.id=all one press release")
    runs = saring("query", "SELECT accepted FROM runs", "--clean", tmp_path / "clean", "--json").stdout

    assert json.loads(done.stdout)["duplicates"] == 209
    assert json.loads(json.loads(runs)["accepted"]) == {"kabarcontoh.id": "all one press release"}


def test_few_pages_are_no_outlet(tmp_path, copies):
    """Below 200 pages of an outlet no share is judged."""
    done = clean(tmp_path, copies[:150])

    assert json.loads(done.stdout)["duplicates"] == 149


def test_articles_that_would_become_rejects_are_held(tmp_path):
    """When known pages of an outlet come again without their stories, they stay as they are."""
    clean(tmp_path, [STORY.format(n=n) for n in range(210)])
    done = clean(tmp_path, ["Bagikan Artikel ini:"] * 210)

    assert "of the articles would become rejects" in done.stderr


def test_an_outlet_is_accepted_only_with_a_reason(tmp_path, copies):
    """`--accept` without a reason is a wrong call."""
    done = clean(tmp_path, copies, "--accept", "kabarcontoh.id")

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
