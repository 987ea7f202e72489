"""Weights, kinds and chains of the shape model."""

import pytest
from bench.standing import stand

from transforms.finders.lines.bounds import find_bounds
from transforms.finders.lines.features import FEATURES
from transforms.finders.lines.kinds import load_kinds
from transforms.finders.lines.lists import LISTS
from transforms.finders.lines.model import ZONES, Model, judge, largest_terms, load_model, model_of
from transforms.finders.lines.units import Unit
from transforms.lexicon.grams import Gram
from transforms.lexicon.tables import read_table
from transforms.records import KINDS, Article, Removal
from transforms.text.chains import announced, in_quotation, runs_on
from transforms.text.normal import text_blocks

LIMITS = dict.fromkeys(ZONES, 0.9)

PROSE = (
    "Air sungai di hulu naik dua meter pada malam hari, lalu surut lagi menjelang pagi tanpa merusak tanggul baru.",
    "Kereta pertama berjalan lagi pada hari Jumat setelah petugas selesai memeriksa rel di sepanjang lembah itu.",
)


def test_every_weight_has_its_reason():
    """`weights.toml` names each feature once and says why it is there."""
    rows = read_table("finders/lines/weights.toml")["feature"]

    assert [row["name"] for row in rows] == list(FEATURES)
    assert [row["name"] for row in rows if not row["why"]] == []


def test_limits_are_cautious():
    """No line is struck on less than three to one, under headings of links on less than one to two."""
    model = load_model()

    assert min(limit for zone, limit in model.limits.items() if zone != "under") >= 0.75
    assert model.limits["under"] >= 1 / 3


def test_weights_that_do_not_fit_are_refused():
    """A feature without a weight is an error that says what to do."""
    table = {
        "limits": LIMITS,
        "feature": [{"name": "bias", "weight": 0.0}],
    }

    with pytest.raises(ValueError, match="train_lines"):
        model_of(table, {})


def test_at_most_five_terms_are_told_the_largest_first():
    """The sign says which way; the bias, which every line has, and what would be written as nothing are left out."""
    told = {"tiny": 0.5, "ends_sentence": -2.71, "prompt_first": 1.25, "digits": 0.04, "time_only": 3.0, "rows": 0.1}
    weights = tuple({"bias": -9.0, "address": -0.2, **told}.get(name, 0.0) for name in FEATURES)
    model = Model(weights, LIMITS, {"baca juga": Gram(2.0, 0.9, "related")})

    def terms(value, text):
        return largest_terms(judge(Unit(0, 0, len(text), text), [value] * len(FEATURES), model), model)

    assert (
        terms(1.0, "Baca juga") == 'time_only +3.0, ends_sentence -2.7, "baca juga" +2.0, prompt_first +1.2, tiny +0.5'
    )
    assert terms(0.0, "Air surut") == ""


def test_words_are_weighed_by_the_root_of_how_many_are_known():
    """Two n-grams of two log-odds add two times two by the root of two."""
    grams = {"baca juga": Gram(2.0, 0.9, "related"), "juga $": Gram(2.0, 0.9, "related")}
    model = Model((0.0,) * len(FEATURES), LIMITS, grams)

    assert judge(Unit(0, 0, 9, "Baca juga"), [1.0] * len(FEATURES), model).odds == pytest.approx(2 * 2**0.5)


def test_kinds_are_of_the_one_vocabulary():
    """Every kind that the model may name is one of the ledger's."""
    assert {kind.name for kind in load_kinds()} - KINDS == set()


def test_word_lists_are_those_the_features_know():
    """`words.toml` holds exactly the lists that features count."""
    assert sorted(table["name"] for table in read_table("lexicon/lines.toml")["list"]) == sorted(LISTS)


def test_a_piece_of_a_sentence_runs_on():
    """A linked name on a line of its own belongs to the sentence around it."""
    rows = ("Kapal itu berangkat dari pelabuhan", "Muara Tua", "pada Rabu pagi.")

    assert [runs_on(rows, n) for n in (1, 2)] == [True, True]


def test_a_tag_does_not_run_on():
    """Small words behind the last sentence belong to none."""
    assert not runs_on(("Kapal berangkat pada Rabu pagi.", "muara tua", "kapal kayu"), 1)


def test_a_colon_announces_a_list():
    """Items below a line with a colon are announced, also behind a struck line; short labels announce nothing."""
    rows = ("Bahan yang harus disiapkan:", "", "2 butir kelapa")

    assert announced(rows, 2)
    assert not announced(("Berita Terkait:", "Pasar Loak Pindah"), 1)


def test_a_quotation_runs_over_lines():
    """Lines between an opening and a closing mark are quoted, the line behind is not."""
    rows = ("“Pendaftaran dibuka", "Klik tautan di bawah", "Bagikan!”", "Pesan itu palsu")

    assert [in_quotation(rows, n) for n in range(4)] == [True, True, True, False]


def test_bounds_leave_menus_and_teasers_outside():
    """Evidence of furniture at both ends moves the bounds to the prose."""
    article = Article(
        "page", None, text_blocks("\n".join(["Beranda", *PROSE, "Terkait", "Pasar Loak Pindah ke Gudang"]))
    )
    article = article.strike([Removal(3, 0, 7, "related", "related.test", "rule")])

    bounds = find_bounds(stand(article), {0: 3.0, 4: 2.0})

    assert (1, 3) == (bounds.begin, bounds.end)
    assert "after" in bounds.reason


def test_bounds_hold_a_story_that_resumes():
    """Prose behind a struck heading that shares the story's words belongs to the story."""
    later = "Petugas memeriksa rel dan tanggul sekali lagi pada malam hari sebelum kereta berjalan di sepanjang lembah."
    article = Article("page", None, text_blocks("\n".join([*PROSE, "Terkait", "Pasar Loak Pindah", later])))
    article = article.strike([Removal(2, 0, 7, "related", "related.test", "rule")])

    assert find_bounds(stand(article), {3: 4.0}).end == len(article.blocks)
