"""Two states of the same rows: what differs, what caused it, and whether it is for the better, without any label."""

import json

import pytest
from running import SAMPLE
from upgrades import SOME_WORSE, UNCHANGED, WAYS_BACK, WORSE, changed, compared, lay_out_papers, world_of

ALL_WORSE = WORSE | SOME_WORSE


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """Return what the cleaner says of some papers' pages and of the sample. Not to be changed."""
    raw = tmp_path_factory.mktemp("papers")
    lay_out_papers(raw, papers=8)
    (raw / "sample").symlink_to(SAMPLE)
    return world_of(raw)


def test_twenty_changes_for_the_worse_are_told(world):
    """A broad pattern, a lost lead, days changed about, a wrong charset …: at least nineteen are called bad."""
    verdicts = {name: compared(world, changed(world, change, 1)).verdict for name, change in WORSE.items()}

    wrong = {name: verdict for name, verdict in verdicts.items() if verdict != "bad"}
    assert len(verdicts) == 20
    assert len(wrong) <= 1, wrong


def test_twenty_changes_for_the_better_are_told(world):
    """The ways back from bad ones, and changes that strike the same by other names: nineteen are called good."""
    verdicts = {name: compared(changed(world, ALL_WORSE[name], 1), world).verdict for name in WAYS_BACK}
    verdicts |= {name: compared(world, changed(world, change, 1)).verdict for name, change in UNCHANGED.items()}

    wrong = {name: verdict for name, verdict in verdicts.items() if verdict != "good"}
    assert len(verdicts) == 20
    assert len(wrong) <= 1, wrong


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 8))
def test_changes_are_told_in_other_worlds(tmp_path, seed):
    """Other papers, other pages hit: of each twenty at most one is told wrong."""
    lay_out_papers(tmp_path, seed=seed)
    world = world_of(tmp_path)
    bad = {name: compared(world, changed(world, change, seed)).verdict for name, change in ALL_WORSE.items()}
    good = {name: compared(changed(world, change, seed), world).verdict for name, change in ALL_WORSE.items()}

    assert 20 * list(bad.values()).count("bad") >= 19 * len(bad)
    assert 20 * list(good.values()).count("good") >= 19 * len(good)


def test_a_bad_change_beside_a_good_one_is_bad(world):
    """A good rule does not pay for a bad one."""
    stays = changed(world, SOME_WORSE["titles have tails"], 1)
    now = changed(world, WORSE["the lead is struck of some pages"], 1)
    comparison = compared(stays, now)

    verdicts = {group.cause: group.verdict for group in comparison.causes}
    assert comparison.verdict == "bad"
    assert verdicts["field: title"] == "good"
    assert verdicts["struck: caption, caption.atas"] == "bad"


def test_the_most_harmful_cause_stands_first(world):
    """With the rule's name, and the records that it harms most."""
    comparison = compared(world, changed(world, WORSE["quotations are struck"], 1))

    first = comparison.causes[0]
    assert first.cause == "struck: follow, follow.kutipan"
    assert comparison.samples[0].record_id == first.worst[0][1]
    assert any(line.startswith("- ") and "“" in line for line in comparison.samples[0].lines)


def test_what_is_told_of_a_comparison_holds_no_text(world):
    """Ids and counts alone: it stands in a manifest."""
    comparison = compared(world, changed(world, WORSE["the last paragraph is struck"], 1))

    said = json.dumps(comparison.said())
    lines = {line for row in world.rows.values() for line in row["text"].split("\n") if len(line) > 40}
    assert not any(line in said for line in lines)


def test_characters_are_counted_by_kind(world):
    """What left the text stands under the kind that took it."""
    comparison = compared(world, changed(world, WORSE["the last paragraph is struck"], 1))

    counts = comparison.figures.characters
    (before, now), (struck_before, struck_now) = counts["text"], counts["author_box"]
    lines = comparison.figures.fields["text"]
    assert before - now == struck_now - struck_before + lines  # and a line end each
