"""In HTML a body printed twice leaves, and what recurs here and there stays."""

from __future__ import annotations

import random

from html_pages import FOOTER, MENU, PROSE

from transforms import clean_html

TERMS = "Tawaran berlaku sampai akhir bulan di semua cabang, selama persediaan masih ada di toko."
MORE = (
    "Tukang perahu di hilir mengerjakan lambung dari kayu ulin yang dikeringkan selama dua musim berturut-turut.",
    "Nelayan memilih jala dengan lubang kecil karena ikan di muara lebih kurus daripada tahun lalu, kata mereka.",
    "Pasar pagi dibuka lebih awal selama air pasang, dan pedagang pindah ke pelataran masjid di atas bukit.",
    "Guru sekolah dasar mengajar di atas perahu, sebab halaman sekolah terendam setinggi lutut orang dewasa.",
)


WORDS = (
    "kapal jala ikan muara ombak angin dayung layar tali kayu papan paku dermaga lampu pelabuhan nelayan juragan "
    "garam beras kelapa rotan damar kopra ladang huma lumbung padi kebun karet getah pasar timbangan karung gerobak"
).split()


def made_up(seed: int) -> str:
    """Return a sentence that no other is like."""
    return " ".join(random.Random(seed).sample(WORDS, 16)).capitalize() + "."  # noqa: S311 - no secret


def text_of(paragraphs: list[str]) -> list[str]:
    """Return the clean lines of a page with these paragraphs."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    article = clean_html(f"<html><body>{MENU}<main>{body}</main>{FOOTER}</body></html>")
    return article.text.split("\n")


def test_a_body_printed_twice_stands_once() -> None:
    """A run of lines that stands there already is a copy."""
    story = [*PROSE, *MORE]
    assert text_of([*story, *story]) == story


def test_terms_that_recur_under_each_offer_stay() -> None:
    """What stands under each part of a story is part of it."""
    told = [line for text in (*PROSE, *MORE) for line in (text, TERMS)]
    assert text_of(told).count(TERMS) == len(told) // 2


def test_a_single_line_pulled_out_is_a_copy() -> None:
    """One sentence set again is a pull quote, as in text."""
    told = [*PROSE, *MORE, *(made_up(seed) for seed in range(12))]
    assert text_of([*told, PROSE[1]]).count(PROSE[1]) == 1


def test_answers_that_recur_line_by_line_stay() -> None:
    """Lines that a story takes up one by one, each with something new behind it, stay."""
    again = [line for text in MORE for line in (text, f"Begitulah {text.split()[0].lower()} itu bekerja dari pagi.")]
    assert all(text_of([*PROSE, *MORE, *again]).count(text) == 2 for text in MORE)
