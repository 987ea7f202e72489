"""What the user sees of a run."""

import json
import threading

import pytest

from flows.corpus import RunSummary
from flows.progress import watch_nothing
from flows.report import notices, print_json, print_outcome, print_summary, progress_bar, summary_rows

NEW = ("refetched", "superseded", "redelivered", "held", "waiting", "vanished", "healed")


def test_counts_that_are_zero_in_most_runs_are_shown_where_they_are_not():
    """A plain night has five rows; what happened beside is a row of its own."""
    some = RunSummary(1, 9, **{name: number for number, name in enumerate(NEW, 1)}, withdrawn=("a",) * 8)

    assert len(summary_rows(RunSummary(1, 9))) == 5
    assert [number for _, number in summary_rows(some)[5:]] == list(range(1, 9))


def test_outlets_held_back_are_named_with_reason_and_remedy():
    """Each outlet has its line; the remedy can be copied."""
    lines = list(notices(RunSummary(1, 9, held_outlets={"a.example": "half is struck", "b.example": "all is gone"})))

    assert lines[:2] == ["Held back: a.example: half is struck", "Held back: b.example: all is gone"]
    assert "--accept 'a.example=REASON'" in lines[2]


def test_some_withdrawn_pages_are_named():
    """The summary names a few; scripts get all."""
    (line,) = notices(RunSummary(1, 9, withdrawn=tuple("abcdefg")))

    assert "a, b, c, d, e and 2 more" in line
    assert "saring prefer" in line


def test_scripts_get_every_id(capsys):
    """`--json` holds outlets and ids as they are."""
    print_summary(RunSummary(1, 9, held_outlets={"a.example": "why"}, withdrawn=tuple("abcdefg")), as_json=True)
    told = json.loads(capsys.readouterr().out)

    assert told["held_outlets"] == {"a.example": "why"}
    assert told["withdrawn"] == list("abcdefg")


def test_nothing_is_noticed_of_a_plain_run():
    """A night without surprises ends with its table."""
    assert list(notices(RunSummary(1, 9))) == []


def test_the_bar_may_be_told_by_several_threads(monkeypatch):
    """What one thread finds and another has done is both counted."""
    from rich.progress import Progress

    monkeypatch.setenv("FORCE_COLOR", "1")  # makes rich take the captured output for a terminal
    bars = []
    begin = Progress.start
    monkeypatch.setattr(Progress, "start", lambda bar: (bars.append(bar), begin(bar))[1])
    with progress_bar(quiet=False) as watch:

        def tell(**count):
            for _ in range(300):
                watch(**count)

        threads = [threading.Thread(target=tell, kwargs=count) for count in ({"found": 2}, {"done": 1})]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        (task,) = bars[0].tasks

    assert (task.completed, task.total) == (300, 600)


def test_no_bar_is_drawn_into_a_log(capsys):
    """Where standard error is no terminal nobody is watching."""
    with progress_bar(quiet=False) as watch:
        pass

    assert watch is watch_nothing
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ({"renamed": 2, "merged": 10}, ["renamed │      2", "merged  │     10"]),
        ({"snapshot": 2, "id": "f00", "taken_back": False}, ["snapshot: 2\nid: f00\n"]),
        ("done", ["done\n"]),
    ],
)
def test_commands_that_are_no_run_are_answered_too(capsys, outcome, expected):
    """Counts are a table, a record its fields but for those that say nothing, words stand alone."""
    print_outcome(outcome, as_json=False)
    told = capsys.readouterr().out

    assert [line in told for line in expected] == [True] * len(expected)


def test_records_inside_an_answer_are_objects(capsys):
    """A script gets fields, not what Python calls a record."""
    print_json({"copies": [RunSummary(7, 3)]})

    (copy,) = json.loads(capsys.readouterr().out)["copies"]
    assert (copy["snapshot"], copy["records_in"]) == (7, 3)
