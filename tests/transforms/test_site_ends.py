"""Titles without the names of site and section, whatever parts them and at whichever end they stand."""

import pytest

from transforms import clean_html, clean_text
from transforms.names.site_ends import as_printed, names_site, without_outlet

STORY = "".join(
    f"<p>{line}</p>"
    for line in (
        "Perahu dayung warga Kampung Lumbung kembali melayani penyeberangan setelah dermaga kayu selesai dibangun.",
        "Dermaga itu dikerjakan bersama selama tiga bulan dengan kayu ulin sumbangan para pemilik kebun di hulu.",
        "Ketua kelompok Mardiana menyebut ongkos sekali menyeberang tetap dua ribu rupiah bagi anak sekolah dan guru.",
    )
)
HEADLINE = "Dermaga Kayu Lumbung Selesai Dibangun"
FOOTER = "<footer><p>© 2026 Warta Rawa</p></footer>"


def title_of(title: str, heading: str = "", meta: str = "", footer: str = FOOTER) -> str | None:
    """Return the title of a small page, by its title element, what stands over the story and its other markup."""
    head = f"<title>{title}</title>{meta}"
    return clean_html(f"<html><head>{head}</head><body>{heading}<article>{STORY}</article>{footer}</body></html>").title


@pytest.mark.parametrize("heading", [f"<h2>{HEADLINE}</h2>", f"<h3 class='x'>{HEADLINE}</h3>", ""])
@pytest.mark.parametrize(
    "title",
    [
        f"{HEADLINE} - Warta Rawa",
        f"{HEADLINE} — WARTA RAWA",
        f"{HEADLINE} | WartaRawa",
        f"{HEADLINE} · Warta Rawa",
        f"{HEADLINE} : Warta Rawa",
        f"{HEADLINE} « Warta Rawa",
        f"{HEADLINE} | Daerah | Warta Rawa",
        f"{HEADLINE} - Nasional - Warta Rawa",
        f"Warta Rawa » {HEADLINE}",
        f"Warta Rawa | {HEADLINE}",
    ],
)
def test_the_outlet_of_the_page_leaves_its_titles(title, heading):
    """The footer names the outlet; no og:site_name is needed, and no printed heading either."""
    assert title_of(title, heading) == HEADLINE


@pytest.mark.parametrize(
    "title", ["Detail Berita", "Warta Rawa", "Artikel - Warta Rawa", "wartarawa.com", "Berita Terbaru"]
)
def test_the_printed_heading_beats_a_generic_title(title):
    """Templates leave generic titles and the site's name in the title element."""
    assert title_of(title, f"<h1>{HEADLINE}</h1>") == HEADLINE


def test_a_sites_name_over_the_story_is_no_title():
    """A first-rank heading that is the outlet's own name leaves the title to the hidden one."""
    meta = "<meta property='og:site_name' content='Warta Rawa'>"

    assert title_of(HEADLINE, "<h1>Warta Rawa</h1>", meta) == HEADLINE


@pytest.mark.parametrize(
    "title", ["Dermaga Lumbung - Kisah Tiga Bulan", "Rawa | Gunung | Laut", "Tiga Bulan: Dermaga Kayu Lumbung"]
)
def test_what_is_no_name_of_the_site_stays(title):
    """A dash, a bar or a colon inside a headline parts nothing from it."""
    assert without_outlet(title, ["Warta Rawa"], "wartarawa.example") == title


def test_a_title_that_came_along_is_read_likewise():
    """An export's title loses the outlet that the export names."""
    text = "\n".join(line.removeprefix("<p>") for line in STORY.split("</p>"))

    assert clean_text(text, hints={"title": f"{HEADLINE} | Warta Rawa", "outlet": "Warta Rawa"}).title == HEADLINE


def test_words_of_the_host_name_the_site():
    """A tail that only the host's letters spell is the site."""
    assert without_outlet(f"{HEADLINE} | Rawa Blog", [], "blog.rawa.example") == HEADLINE
    assert names_site("wartarawa.com", [])
    assert names_site("Warta Rawa", ["WartaRawa.com"])


def test_the_longest_printed_piece_is_the_headline():
    """Of what stands between the marks as much is kept as the page prints as a heading."""
    assert as_printed("Rawa - Kisah Dermaga - Warta", ["Rawa - Kisah Dermaga", "Warta"]) == "Rawa - Kisah Dermaga"
    assert as_printed("Rawa - Warta", ["Gunung"]) is None
