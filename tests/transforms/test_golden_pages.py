"""What becomes of each page of the sample is what its golden text says."""

import pytest
from golden_pages import PAGES, golden_name, render, sample_pages

SOURCES = sample_pages()


@pytest.mark.parametrize("source", sorted(SOURCES))
def test_a_page_becomes_what_its_golden_text_says(source):
    """If this is a change for the better, write the golden pages anew: `make golden`."""
    assert render(SOURCES[source]) == (PAGES / golden_name(source)).read_text(encoding="utf-8")


def test_every_golden_text_has_its_page():
    """No golden text is left behind by a page that is gone."""
    assert {path.name for path in PAGES.glob("*.txt")} == {golden_name(source) for source in SOURCES}
