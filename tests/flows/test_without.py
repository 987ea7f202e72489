"""`--without model`: a store in which nothing is guessed, and what becomes of one that was told otherwise."""

import datetime as dt
import json

import pytest
from nights import clean, put_page, rows, story

from flows.corpus.prefer import PreferError, prefer
from flows.store.errors import StoreError
from flows.store.without import read_model, without_file

NIGHT = dt.date(2026, 11, 20)
TEASERS = (
    "Bagikan Artikel ini:",
    "Editor: Sulastri",
    "Jalur Sepeda di Tepi Kanal Lama Mulai Dibangun Pekan Ini",
    "Perahu Penyeberangan Muara Tua Berjalan Lagi, Tiga Puluh Kursi Gratis",
    "Kebun Atap Rumah Sakit Dipanen Pasien",
    "Bebas",
)


@pytest.fixture
def store(tmp_path):
    """Return a raw folder with three pages on which the model strikes, and a clean folder."""
    raw = tmp_path / "raw"
    put(raw, 1, 2, 3)
    return raw, tmp_path / "clean"


def put(raw, *numbers):
    """Put pages with other stories' headlines under them."""
    for n in numbers:
        put_page(raw, n, "\n".join((story(n), *TEASERS)), NIGHT)


def later(days):
    """Return a later night."""
    return NIGHT + dt.timedelta(days)


def knowledges(target):
    """Return the digests of knowledge by which rows were made."""
    return {digest for (digest,) in rows(target, "articles", "knowledge")}


def counts(target):
    """Return how many characters were guessed of each row, by source."""
    return [count for _, count in rows(target, "articles", "source, model_characters")]


def test_a_store_without_the_model_holds_no_guess(store, tmp_path):
    """Other digest, no row of layer `model`; what rules strike goes all the same."""
    raw, target = store
    clean(raw, target, NIGHT, model=False)
    clean(raw, tmp_path / "other", NIGHT)

    assert counts(target) == [0, 0, 0]
    assert all(count > 0 for count in counts(tmp_path / "other"))
    assert "model" not in {layer for (layer,) in rows(target, "removals", "layer")}
    assert "rule" in {layer for (layer,) in rows(target, "removals", "layer")}
    assert knowledges(target).isdisjoint(knowledges(tmp_path / "other"))


def test_a_later_run_that_does_not_say_keeps_to_it(store):
    """A forgotten flag brings no guess into the store, and cleaning again finds nothing to do."""
    raw, target = store
    clean(raw, target, NIGHT, model=False)

    put(raw, 4)
    clean(raw, target, later(1))

    assert counts(target) == [0, 0, 0, 0]
    assert len(knowledges(target)) == 1
    assert clean(raw, target, later(2), again=True).snapshot is None


def test_it_is_taken_back_by_name(store):
    """From then on new rows are guessed at, old ones once they are cleaned again."""
    raw, target = store
    clean(raw, target, NIGHT, model=False)

    put(raw, 4)
    clean(raw, target, later(1), model=True)
    assert sorted(count > 0 for count in counts(target)) == [False, False, False, True]
    clean(raw, target, later(2), again=True)

    assert all(count > 0 for count in counts(target))
    assert len(knowledges(target)) == 1
    assert not without_file(target).exists()


def test_a_store_with_guesses_loses_them_when_cleaned_again(store):
    """Until then old rows say how much was guessed; ids stay."""
    raw, target = store
    clean(raw, target, NIGHT)
    names = rows(target, "articles", "id, record_id, cluster_id")

    clean(raw, target, later(1), model=False)
    assert all(count > 0 for count in counts(target))
    clean(raw, target, later(2), again=True)

    assert counts(target) == [0, 0, 0]
    assert names == rows(target, "articles", "id, record_id, cluster_id")


def test_a_fresh_folder_with_its_arrivals_does_without_as_well(store, tmp_path):
    """It holds what the old one would hold."""
    raw, target = store
    clean(raw, target, NIGHT, model=False)

    clean(raw, tmp_path / "fresh", later(1), arrivals=target)

    assert rows(target, "articles", "id, text, knowledge") == rows(
        tmp_path / "fresh", "articles", "id, text, knowledge"
    )
    assert not read_model(tmp_path / "fresh")


def test_workers_are_told(store):
    """Processes that clean in parallel guess as little."""
    raw, target = store
    put(raw, *range(4, 80))

    clean(raw, target, NIGHT, model=False)

    assert set(counts(target)) == {0}
    assert len(knowledges(target)) == 1


def test_a_run_that_was_refused_remembers_nothing(tmp_path):
    """Where there is nothing to read, no store was told anything."""
    with pytest.raises(Exception, match="raw"):
        clean(tmp_path / "raw", tmp_path / "clean", NIGHT, model=False)

    assert read_model(tmp_path / "clean")


@pytest.mark.parametrize("said", ["[", '["rule"]', "{}"])
def test_what_cannot_be_read_stops_the_run(store, said):
    """A broken note is told before a row is made."""
    raw, target = store
    clean(raw, target, NIGHT, model=False)
    without_file(target).write_text(said)

    with pytest.raises(StoreError, match=r"without\.json: cannot be read .* Nothing was published"):
        clean(raw, target, later(1))


def test_what_an_operator_decides_is_stamped_as_the_store_is(store):
    """`saring prefer` asks the store as well."""
    raw, target = store
    clean(raw, target, NIGHT, model=False)

    without_file(target).write_text(json.dumps(["rule"]))

    with pytest.raises(StoreError, match="without"):
        prefer(target, "0" * 32, "why")
    without_file(target).write_text(json.dumps(["model"]))
    with pytest.raises(PreferError, match="no page"):
        prefer(target, "0" * 32, "why")
