"""What a check of facts quotes is its evidence: nobody strikes a line of it, whatever it asks of its readers."""

import pytest

from transforms import clean_text

ABOVE = "Beredar unggahan di media sosial tentang lowongan kerja di pabrik kapal Lumbung sejak awal pekan ini."
BELOW = [
    "Tim pemeriksa menelusuri tautan dalam unggahan itu dan menemukan bahwa alamatnya tidak mengarah ke laman resmi.",
    "Juru bicara pabrik Mardiana menegaskan lembaganya tidak pernah membuka lowongan lewat media sosial.",
]
POST = ["Dicari segera!", "Posisi: juru las", "Baca selengkapnya", "Klik link di bio sekarang juga", "#loker #kapal"]


def kept(*lines: str) -> list[str]:
    """Return the lines of a page that stay."""
    return clean_text("\n".join(lines)).text.split("\n")


@pytest.mark.parametrize(
    "opening",
    [
        "Akun itu mengunggah gambar yang berisi narasi:",
        "Unggahan itu memuat klaim:",
        "Berikut isi pesannya:",
        "Hantaran itu menyertakan kapsyen:",
        "The account shared this message:",
    ],
)
@pytest.mark.parametrize("marks", ["“”", '""'])
def test_a_quoted_post_stays_over_as_many_lines_as_it_has(opening, marks):
    """From the mark that a line announces to the closing one."""
    post = [marks[0] + POST[0], *POST[1:-1], POST[-1] + marks[1]]

    assert kept(ABOVE, opening, *post, *BELOW) == [ABOVE, opening, *post, *BELOW]


def test_a_long_post_stays():
    """Lists of twenty lines are no prompts."""
    post = ["“Syarat:", *(f"{n}. Bagikan ke grup {n}" for n in range(1, 20)), "Jangan sampai ketinggalan!”"]

    assert kept(ABOVE, "Akun itu menulis narasi:", *post, *BELOW) == [ABOVE, "Akun itu menulis narasi:", *post, *BELOW]


def test_a_post_that_opens_in_the_announcing_line_stays():
    """The mark may stand at the end of the line that announces it."""
    opening = "Akun itu menulis narasi “Dicari segera!"

    assert kept(ABOVE, opening, *POST[1:-1], POST[-1] + "”", *BELOW)[1:6] == [opening, *POST[1:-1], POST[-1] + "”"]


def test_a_post_that_never_closes_ends_where_the_story_goes_on():
    """Behind it prompts are prompts again."""
    post = ["Unggahan itu memuat klaim:", "“" + POST[0], *POST[1:]]

    assert kept(ABOVE, *post, *BELOW, "Klik link di bio sekarang juga") == [ABOVE, *post, *BELOW]


def test_without_an_announcement_a_prompt_is_a_prompt():
    """A colon alone opens nothing."""
    assert "Baca selengkapnya" not in kept(ABOVE, *BELOW, "Baca selengkapnya")
