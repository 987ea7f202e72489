"""Languages are told by their small words, else by the library."""

import sys

import pytest

from transforms.language import detect_language, language_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Warga menunggu kapal yang tidak datang karena ombak di selat itu masih tinggi.", "id"),
        ("Penduduk menunggu kapal yang tidak tiba kerana ombak di selat itu masih tinggi, kata polis.", "ms"),
        ("The ferry was late and the people of the island waited for it in the rain.", "en"),
        ("Le bateau est arrivé en retard et les habitants de l'île attendaient sous la pluie.", "fr"),
        ("Das Schiff kam zu spät, und die Leute auf der Insel warteten im Regen.", "de"),
    ],
)
def test_prose_is_told(text, code):
    """One sentence is enough."""
    assert code == detect_language(text)


@pytest.mark.parametrize("text", ["", "Halo", "12 34 56", "Siapa itu"])
def test_a_text_too_short_tells_nothing(text):
    """A guess is worse than nothing."""
    assert detect_language(text) is None


def test_a_hint_counts_where_the_text_is_silent():
    """The page's own word is taken for a headline alone."""
    assert "id" == detect_language("Kapal karam", "id-ID")


def test_a_hint_loses_against_the_text():
    """Themes are shipped with `en` and never changed."""
    assert "id" == detect_language("Warga menunggu kapal yang tidak datang karena ombak masih tinggi.", "en")


@pytest.mark.parametrize(
    ("tag", "code"), [("id-ID", "id"), ("in_ID", "id"), ("EN", "en"), ("x-none", None), (None, None)]
)
def test_a_language_tag_is_reduced_to_its_code(tag, code):
    """Old and long codes become the two letters of ISO 639-1."""
    assert code == language_code(tag)


def test_clear_prose_needs_no_library():
    """The model is loaded only where the words do not tell."""
    known = set(sys.modules) & {"py3langid"}
    detect_language("The ferry was late and the people of the island waited for it in the rain.")
    assert known == set(sys.modules) & {"py3langid"}
