"""Sources bear one name each, whatever a page writes."""

import pytest

from transforms import clean_text
from transforms.names.agencies import canonical

STORY = (
    "Perahu dayung warga Kampung Lumbung kembali melayani penyeberangan setelah dermaga kayu selesai dibangun.\n"
    "Dermaga itu dikerjakan bersama selama tiga bulan dengan kayu ulin sumbangan para pemilik kebun di hulu."
)


def sources_of(sentence: str) -> tuple[str, ...]:
    """Return the sources of a story that ends with a sentence."""
    return clean_text(f"{STORY}\n{sentence}", url="https://wartarawa.example/a/1").wire_sources


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("REUTERS", "Reuters"),
        ("antara", "ANTARA"),
        ("sultra.antaranews.com", "ANTARA"),
        ("www.kompas.com", "Kompas.com"),
        ("USA TODAY", "USA Today"),
        ("Kabar Lembayung", "Kabar Lembayung"),
        ("lembayung.example", "lembayung.example"),
    ],
)
def test_a_source_has_one_spelling(printed, name):
    """The registry's where it knows the name or the host, else the printed one."""
    assert canonical(printed) == name


@pytest.mark.parametrize("printed", ["ANTARA", "Antara", "antaranews.com", "sultra.antaranews.com"])
def test_the_column_holds_that_spelling(printed):
    """However the sentence writes it."""
    assert sources_of(f"Kabar itu dilansir dari {printed}, Senin.") == ("ANTARA",)


def test_a_name_shaped_like_a_papers_needs_no_trusting_cue():
    """Capitals inside one word are a paper's; two plain words behind a cue are anybody's."""
    assert sources_of("Kabar itu dikutip dari LembayungBola, Senin.") == ("LembayungBola",)
    assert sources_of("Kalimat itu dikutip dari Buku Harian Utama karya Mardiana.") == ()
