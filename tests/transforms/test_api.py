"""One page from Python: what `clean_text` and `clean_html` take, and what they answer."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

import transforms
from transforms import Article, Reject, clean_html, clean_text, load_knowledge, rebuild

PAGE = """Jembatan Gantung Lembah Sari Dibuka Lagi
Warga kembali menyeberang sejak pagi, kata kepala dusun ketika ditemui di tepi sungai, Rabu (4/11).
Papan lantai yang lapuk sudah diganti, dan tali bajanya diperiksa satu per satu oleh petugas.
Bagikan Artikel ini:"""


def test_a_page_is_cleaned_and_can_be_put_together_again():
    """The answer holds the ledger of what was struck."""
    article = clean_text(PAGE)

    assert isinstance(article, Article)
    assert "Bagikan" not in article.text
    assert rebuild(article.text, article.removals) == PAGE


def test_a_day_without_a_year_wants_a_day_on_which_it_was_seen():
    """The year is the last in which that day was a Wednesday; nobody is asked what today is."""
    seen = clean_text(PAGE, seen_day=dt.date(2026, 11, 6))

    assert (dt.date(2026, 11, 4), "inferred") == (seen.published_date, seen.published_from)
    assert (None, None) == (clean_text(PAGE).published_date, clean_text(PAGE).published_from)


def test_a_printed_year_needs_no_such_day():
    """Nor is a page of another decade refused."""
    article = clean_text(PAGE.replace("(4/11)", "(4/11/2037)"))

    assert dt.date(2037, 11, 4) == article.published_date


def test_bytes_and_text_of_a_page_are_one():
    """Bytes are decoded by what the page declares."""
    markup = f"<meta charset=windows-1252><article><p>{'</p><p>'.join(PAGE.split(chr(10)))} – “ya”</p></article>"

    assert clean_html(markup) == clean_html(markup.encode("cp1252"))


def test_a_page_without_a_story_is_refused_by_reason():
    """The answer is a reject, no error."""
    assert isinstance(refused := clean_text("Beranda\nMenu"), Reject)
    assert refused.reason == "no_story"


def test_knowledge_of_ones_own_is_heard(tmp_path):
    """A folder adds an outlet's name, for this call alone."""
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "outlets.toml").write_text(
        '[hosts]\n"Kabar Sari Raya" = ["kabarsari.id"]\n', encoding="utf-8"
    )
    where = "https://kabarsari.id/jembatan"

    own = clean_text(PAGE, url=where, knowledge=load_knowledge(tmp_path))

    assert ("Kabar Sari Raya", "kabarsari.id") == (own.outlet, clean_text(PAGE, url=where).outlet)


def test_a_name_that_is_not_offered_is_no_attribute():
    """What the package offers stands in one list."""
    assert all(getattr(transforms, name) for name in transforms.__all__)
    with pytest.raises(AttributeError, match="clean_pdf"):
        _ = transforms.clean_pdf


def test_importing_the_package_loads_nothing_heavy():
    """The names are looked up when they are used."""
    code = "import sys, transforms; print([m for m in ('lxml', 'numpy', 'transforms.page') if m in sys.modules])"
    house = Path(__file__).parents[2]

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=house)

    assert done.stdout.strip() == "[]"
