"""How headlines and sentences write their words."""

from __future__ import annotations

from transforms.text.casing import is_title_case, is_titled, reads_on


def test_headlines_write_their_words_large() -> None:
    """By both notions; a sentence does so by neither."""
    large, small = "Jembatan Bambu di Lembah Dibuka Lagi".split(), "Warga membuka jembatan bambu lagi".split()

    assert [(True, True), (False, False)] == [(is_titled(words), is_title_case(words)) for words in (large, small)]


def test_listed_words_make_no_headline_small() -> None:
    """Where the words of a language are listed, they do not count however long they are."""
    words = "Harga Beras Turun sebelum Panen terhadap Jagung".split()

    assert is_titled([word for word in words if word not in {"sebelum", "terhadap"}])
    assert is_title_case(words)


def test_small_words_soon_make_a_sentence() -> None:
    """One small word may be chance, two behind a capital read on."""
    assert reads_on("Warga menyeberang lewat jembatan".split())
    assert not reads_on("Jembatan Bambu Dibuka".split())


def test_no_words_are_no_headline_of_any_language() -> None:
    """An empty line has no capitals."""
    assert not is_title_case([])
