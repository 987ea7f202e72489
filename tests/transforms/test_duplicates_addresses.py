"""Which pages of the web a text names, and whether two texts name others."""

import datetime as dt

import pytest

from transforms.duplicates.addresses import name_other_pages, pages_named
from transforms.duplicates.verdict import story_of, verdict

FORM = (
    "Hasil periksa fakta. Sumber: {} Narasi: unggahan itu memuat gambar judul berita yang disunting. Penjelasan: akun "
    "tersebut membagikan tangkapan layar dengan nama seorang tokoh dan kalimat yang tidak pernah ia ucapkan. Redaksi "
    "media yang dicatut menyatakan judul itu tidak pernah terbit di lamannya, dan pencarian di arsip tidak menemukan "
    "berita dengan bunyi serupa pada tanggal yang tertera. Gambar memakai huruf dan warna yang berbeda dari tampilan "
    "asli. Dengan demikian unggahan masuk ke dalam konten yang dimanipulasi."
)
DAY = dt.date(2026, 11, 18)


def relation(one: str, other: str) -> str:
    """Return what two texts of one day are to one another."""
    return verdict(story_of(one, day=DAY), story_of(other, day=DAY)).relation


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("https://klip.example/@rumi/photo/741", "https://klip.example/@rumi/photo/902", "template"),
        ("https://klip.example/@rumi/photo/741", "https://www.klip.example/@rumi/photo/741?utm_source=wa", "near"),
        ("https://klip.example/@rumi/photo/741", "https://arsip.example/x7Qa", "near"),
        ("https://klip.example/@rumi/photo/741", "sebuah akun di media sosial", "near"),
        ("https://klip.example/@rumi/photo/741", "https://klip.example/", "near"),
        (
            "https://klip.example/a/1 dan https://klip.example/a/2",
            "https://klip.example/a/1 dan https://klip.example/a/3",
            "near",
        ),
    ],
)
def test_checks_in_one_form_of_other_posts_are_other_checks(first, second, found):
    """Other pages of one site, and not one that is the same; other sites, or none, tell nothing."""
    assert relation(FORM.format(first), FORM.format(second)) == found


def test_equal_texts_are_copies_whatever_they_name():
    """The addresses are of their letters."""
    one = FORM.format("https://klip.example/a/1")

    assert relation(one, one.replace(". ", ".\n\n")) == "same_text"
    assert not name_other_pages(one, one)


def test_marks_behind_an_address_are_none_of_it():
    """A full stop, a bracket, a quotation mark."""
    assert pages_named("(https://klip.example/a/1), “https://klip.example/a/2”.") == {
        "klip.example/a/1",
        "klip.example/a/2",
    }


def test_hostile_lists_of_addresses_are_read_to_a_bound():
    """A hundred of them."""
    assert len(pages_named(" ".join(f"https://klip.example/a/{n}" for n in range(1_000)))) == 100
