"""Which pages of the web a text names, and whether two texts name others."""

import datetime as dt

import pytest

from transforms.duplicates.addresses import name_other_pages, pages_named
from transforms.duplicates.verdict import story_of, verdict

FORM = (
    "Hasil periksa fakta. Sumber: {} Narasi: {} Penjelasan: akun "
    "tersebut membagikan tangkapan layar dengan nama seorang tokoh dan kalimat yang tidak pernah ia ucapkan. Redaksi "
    "media yang dicatut menyatakan judul itu tidak pernah terbit di lamannya, dan pencarian di arsip tidak menemukan "
    "berita dengan bunyi serupa pada tanggal yang tertera. Gambar memakai huruf dan warna yang berbeda dari tampilan "
    "asli. Dengan demikian unggahan masuk ke dalam konten yang dimanipulasi."
)
CLAIMS = (
    "unggahan itu memuat gambar judul berita yang disunting.",
    "sebuah akun menyebar potongan layar bahwa bupati menutup semua pasar.",
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
        ("https://klip.example/@rumi/photo/741", "https://klip.example/@Rumi/Photo/741", "near"),
        ("https://x.com/rumi/status/1234567", "https://twitter.com/rumi_baru/status/1234567/photo/1?s=20", "near"),
        ("https://x.com/rumi/status/1234567", "https://twitter.com/rumi/status/7654321", "template"),
        ("https://youtu.be/abcDEF12345", "https://www.youtube.com/watch?t=9&v=abcDEF12345", "near"),
        ("https://youtu.be/abcDEF12345", "https://www.youtube.com/embed/zzzDEF12345", "template"),
        ("https://t.co/aBc12345", "https://t.co/xYz67890", "near"),
        ("https://whatsapp.com/channel/0029VaAAA", "https://whatsapp.com/channel/0029VaBBB", "near"),
        ("https://www.instagram.com/kabarsatu", "https://www.instagram.com/hariandua", "near"),
        (
            "https://klip.example/a/101 dan https://klip.example/a/102",
            "https://klip.example/a/101 dan https://klip.example/a/103",
            "near",
        ),
    ],
)
def test_checks_in_one_form_of_other_posts_are_other_checks(first, second, found):
    """Other pages of one site, and not one that is the same; other sites, other spellings and ways to follow do not."""
    assert relation(FORM.format(first, CLAIMS[0]), FORM.format(second, CLAIMS[1])) == found


def test_equal_texts_are_copies_whatever_they_name():
    """The addresses are of their letters."""
    one = FORM.format("https://klip.example/a/101", CLAIMS[0])

    assert relation(one, one.replace(". ", ".\n\n")) == "same_text"
    assert not name_other_pages(one, one)


def test_marks_behind_an_address_are_none_of_it():
    """A full stop, a bracket, a quotation mark."""
    assert pages_named("(https://klip.example/a/101), “https://klip.example/a/102”.") == {
        "klip.example/a/101",
        "klip.example/a/102",
    }


def test_a_reprint_with_a_link_of_its_own_is_a_reprint():
    """The words beside it are the same: a credit, a correction of an address."""
    first, second = (FORM.format(f"https://klip.example/berita/{n}", CLAIMS[0]) for n in (101, 102))

    assert relation(first, second) == "near"
    assert name_other_pages(first, second)


def test_a_text_that_lists_more_addresses_than_are_read_names_no_other_pages():
    """A list in another order would be cut elsewhere."""
    links = [f"https://klip.example/a/{n}" for n in range(100, 340)]

    assert not name_other_pages(" ".join(links), " ".join(links[::-1]))
    assert pages_named(" ".join(links)) == frozenset()
    assert len(pages_named(" ".join(links[:99]))) == 99
