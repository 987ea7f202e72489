"""The command line: what it answers, and what it says when something is wrong."""

import json
import os
import re
import threading

import duckdb
import pytest
from running import AS_OF, SAMPLE, saring

from flows.cli.stopping import is_stop


def test_a_page_is_shown_with_what_was_struck(cleaned_house):
    """`saring show` prints the metadata, the kept lines and the struck ones with their rule."""
    shown = saring("show", "petani-kopi-rangi.txt", cwd=cleaned_house).stdout

    assert "in articles" in shown
    assert "[related." in shown
    assert "Puluhan petani kopi" in shown


def test_a_story_is_shown_as_markdown(cleaned_house):
    """`--markdown` prints the clean story alone, a paragraph each."""
    shown = saring("show", "petani-kopi-rangi.txt", "--markdown", cwd=cleaned_house).stdout

    assert shown.startswith("Puluhan petani kopi")
    assert "[related" not in shown


def test_a_page_is_shown_to_scripts(cleaned_house):
    """`--json` gives row and ledger as one object."""
    shown = json.loads(saring("show", "petani-kopi-rangi.txt", "--json", cwd=cleaned_house).stdout)

    assert shown["dataset"] == "articles"
    assert {"related", "dateline"} <= {removal["kind"] for removal in shown["removals"]}


def test_what_the_model_struck_is_shown_with_score_and_reasons(cleaned_house):
    """In the terminal behind the rule's name, for scripts as columns."""
    page = "bengkel-sepeda-perempuan.txt"
    shown = " ".join(saring("show", page, cwd=cleaned_house).stdout.split())
    removals = json.loads(saring("show", page, "--json", cwd=cleaned_house).stdout)["removals"]

    assert re.search(r"\[tags\.shape [01]\.\d\d: \w+ [+-]\d", shown)
    assert re.search(r"\[\w+\.header: above the story", shown)
    assert {"tags.shape"} <= {r["rule"] for r in removals if r["layer"] == "model" and r["score"] and r["why"]}


@pytest.mark.parametrize(
    ("wanted", "expected"), [("no-such-page", "no record"), (".txt", "names"), ("reject-empty", "empty_file")]
)
def test_show_says_what_it_cannot_show(cleaned_house, wanted, expected):
    """An unknown or ambiguous name is answered in words; a reject is shown with its reason."""
    done = saring("show", wanted, cwd=cleaned_house, check=False)

    assert expected in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["id", "record_id", "source"])
def test_a_page_is_found_by_each_of_its_names(cleaned_house, name):
    """Id, record id and source lead to the same page."""
    sql = f"SELECT {name} AS wanted FROM articles WHERE source LIKE '%petani-kopi-rangi.txt'"  # noqa: S608 - our own
    (line,) = saring("query", sql, "--json", cwd=cleaned_house).stdout.splitlines()
    shown = json.loads(saring("show", json.loads(line)["wanted"], "--json", cwd=cleaned_house).stdout)

    assert shown["source"].endswith("petani-kopi-rangi.txt")


def test_sql_runs_over_the_published_datasets(cleaned_house):
    """`saring query` knows every dataset by its name."""
    counts = " + ".join(f"(SELECT count(*) FROM {name})" for name in ("articles", "duplicates", "rejects"))  # noqa: S608 - our own names
    sql = f"SELECT {counts} AS n"
    answer = json.loads(saring("query", sql, "--json", cwd=cleaned_house).stdout)

    assert answer["n"] == 36


def test_bad_sql_is_refused_in_words(cleaned_house):
    """A query that fails is said to have failed, without a traceback."""
    done = saring("query", "SELECT nothing FROM nowhere", cwd=cleaned_house, check=False)

    assert done.returncode == 1
    assert done.stderr.startswith("saring: the query failed")


def test_every_kind_of_removal_occurs_in_the_sample(cleaned_house):
    """The sample shows each kind that the ledger can name."""
    from transforms.records import KINDS

    answer = saring("query", "SELECT DISTINCT kind FROM removals", "--json", cwd=cleaned_house).stdout

    assert KINDS - {json.loads(line)["kind"] for line in answer.splitlines()} == set()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("clean", "no/such/folder", "out"), "no/such/folder"),
        (("path", "--clean", "no/such/folder"), "no/such/folder"),
        (("rules", "list", "--kind", "share"), "share."),
        (("clean", str(SAMPLE), "out", "--as-of", "yesterday"), "--as-of"),
    ],
)
def test_a_wrong_call_gets_an_answer(tmp_path, arguments, expected):
    """Missing folders and unreadable options are named; no traceback reaches the user."""
    done = saring(*arguments, cwd=tmp_path, check=False)

    assert expected in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_the_rule_book_has_nothing_wrong():
    """Every packaged rule passes its own lint."""
    assert "nothing wrong" in saring("rules", "lint").stdout


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="needs a file system that nobody can write")  # noqa: PTH112
def test_a_file_system_that_takes_no_folder_is_refused():
    """A target that not even root can make is named, and no traceback reaches the user."""
    done = saring("clean", SAMPLE, "/proc/saring-clean", "--as-of", AS_OF, check=False)

    assert done.returncode == 7
    assert "saring: /proc/saring-clean" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_target_that_is_a_file_is_refused(tmp_path):
    """A file where a folder should be is named with the remedy."""
    target = tmp_path / "clean"
    target.write_text("")
    done = saring("clean", SAMPLE, target, "--as-of", AS_OF, check=False)

    assert done.returncode == 2
    assert "name a folder" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_target_is_refused(tmp_path):
    """A folder that cannot be written is named with the remedy."""
    target = tmp_path / "clean"
    target.mkdir(mode=0o500)
    done = saring("clean", SAMPLE, target, "--as-of", AS_OF, check=False)

    assert done.returncode == 7
    assert "writable" in done.stderr


def test_a_signal_that_came_in_a_query_is_told_from_a_fault():
    """DuckDB makes an error of its own of it."""
    with duckdb.connect() as con:
        threading.Timer(0.2, con.interrupt).start()
        with pytest.raises(duckdb.Error) as caught:
            con.execute("SELECT count(*) FROM range(10000000000) a, range(100) b")

    assert is_stop(caught.value)
    assert is_stop(RuntimeError("Query interrupted"))
    assert not is_stop(RuntimeError("something else"))
