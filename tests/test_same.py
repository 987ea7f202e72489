"""The check that a rebuild changes nothing: what each of a page's digests hangs on."""

import argparse
import dataclasses
import datetime as dt

import pytest
from bench.same import (
    OWN_FIELDS,
    PARTS,
    NothingToCompareError,
    check_tree,
    differences,
    differing,
    digests_of,
    read_digests,
    values_of,
    write,
)

from transforms.records import Article, Block, Reject, Removal

BLOCKS = (Block("paragraph", "Air sungai naik semalam."), Block("paragraph", "Bagikan artikel ini"))
SHARE = Removal(1, 0, 19, "share", "share.id-bagikan", "rule")
PAGE = Article("a.txt", "https://kabar.example/a", BLOCKS, published_date=dt.date(2026, 11, 3)).strike([SHARE])
REFUSED = Reject("b.txt", "validate", "no_story", "2 words are left")


def moved(before, after):
    """Return the parts of two outcomes whose digests differ."""
    one, other = (digests_of(values_of(outcome)) for outcome in (before, after))
    return [part for part in PARTS if one[part] != other[part]]


def renamed(**changes):
    """Return the page with other values in its removal."""
    return PAGE.with_fields(removals=(PAGE.removals[0]._replace(**changes),))


@pytest.mark.parametrize(
    ("other", "parts"),
    [
        (PAGE.with_fields(source="c.txt"), []),
        (PAGE.with_fields(blocks=(Block("paragraph", "Air sungai surut."), BLOCKS[1])), ["text"]),
        (PAGE.with_fields(blocks=(BLOCKS[0], Block("paragraph", "Bagikan artikel itu"))), ["text"]),
        (renamed(kind="follow"), ["text"]),
        (renamed(start=1), ["text"]),
        (PAGE.with_fields(title="Air naik"), ["fields"]),
        (PAGE.with_fields(published_date=dt.date(2026, 11, 4)), ["fields"]),
        (renamed(rule="share.id-kirim"), ["names"]),
        (renamed(layer="site"), ["names"]),
        (renamed(score=0.97), ["names"]),
        (PAGE.with_fields(removals=()), ["text", "names"]),
        (REFUSED, ["text", "fields", "names"]),
    ],
)
def test_each_digest_moves_on_its_own(other, parts):
    """Text and spans, decided fields, and names are three digests; the name of the file is in none."""
    assert moved(PAGE, other) == parts


def test_another_reason_moves_the_fields():
    """Of a page that was refused the fields are stage, reason and detail."""
    assert moved(REFUSED, dataclasses.replace(REFUSED, detail="1 word is left")) == ["fields"]


def test_a_score_moves_the_names():
    """A tree whose removals carry a score has it in the names, where it is a thing of its own."""
    removal = {name: getattr(PAGE.removals[0], name) for name in ("block", "start", "end", "kind", "rule", "layer")}
    pages = [
        argparse.Namespace(blocks=BLOCKS, text=PAGE.text, removals=[argparse.Namespace(**removal, score=score)])
        for score in (None, 0.97)
    ]
    assert moved(*pages) == ["names"]


def test_every_field_of_an_article_is_looked_at():
    """A field that says something is digested, unless it is known to be the page's own: no new one is passed over."""
    names = {part.name for part in dataclasses.fields(Article)}

    told = {name for name in names - OWN_FIELDS if moved(PAGE, PAGE.with_fields(**{name: ("Rina",)})) == ["fields"]}

    assert told == names - OWN_FIELDS


def test_a_field_that_one_tree_lacks_is_no_difference_where_it_is_empty():
    """A new field does not hide what else differs: pages that say nothing of it stay the same."""
    silent, speaking = PAGE.with_fields(tags=()), PAGE.with_fields(tags=("banjir",))

    assert "tags" not in values_of(silent)["fields"]
    assert values_of(speaking)["fields"]["tags"] == ("banjir",)


def test_what_differs_is_told():
    """A difference names the line and the span, the field with both values, and the rule."""
    kept = SHARE._replace(rule="share.id-kirim", start=8)
    other = PAGE.with_fields(removals=(), title="Air naik").strike([kept])
    assert differences(values_of(PAGE), values_of(other), list(PARTS)) == {
        "text": ["+ line Bagikan", "- span [1, 0, 19, 'share']", "+ span [1, 7, 19, 'share']"],
        "fields": ['title: null → "Air naik"'],
        "names": ['["share.id-bagikan", "rule", null] → ["share.id-kirim", "rule", null]'],
    }


def test_a_page_that_one_tree_lost_differs():
    """A page that is not read any more is not the same."""
    digests = {("seeds", "a.txt"): digests_of(values_of(PAGE))}
    assert differing(digests, {}, ("seeds", "a.txt")) == ["missing"]


def test_sets_that_are_not_there_are_named(tmp_path, monkeypatch, capsys):
    """Gold is optional and its absence is told; what was written is read again."""
    pages = [("sample", "a.txt", values_of(PAGE)), ("sample", "b.txt", values_of(REFUSED))]
    monkeypatch.setattr("bench.same.raw_folders", lambda shared, scratch: [("seeds", shared / "gold" / "seeds")])
    write(tmp_path / "none", tmp_path)
    monkeypatch.setattr("bench.same.clean_sets", lambda shared: pages)
    write(tmp_path / "out", tmp_path)
    assert capsys.readouterr().out == "seeds: not there, skipped\n"
    assert read_digests(tmp_path / "out") == {(name, page): digests_of(values) for name, page, values in pages}


def test_another_tree_is_not_run_unseen(tmp_path, monkeypatch):
    """Packages from elsewhere than the working folder are refused: they are an installed tree's."""
    monkeypatch.chdir(tmp_path)
    check_tree([str(tmp_path / "transforms")])
    with pytest.raises(NothingToCompareError, match="would be run"):
        check_tree(["/elsewhere/transforms"])
