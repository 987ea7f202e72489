"""What becomes of a page is what its text says, whatever system it was published with."""

import pytest
from systems_pages import SYSTEMS, render_system, system_names


@pytest.mark.parametrize("name", system_names())
def test_a_page_of_a_system_becomes_what_its_text_says(name):
    """If this is a change for the better, write the texts anew: `make golden`."""
    assert render_system(name) == (SYSTEMS / f"{name}.txt").read_text(encoding="utf-8")


def test_every_text_has_its_page():
    """No text is left behind by a page that is gone."""
    assert {path.stem for path in SYSTEMS.glob("*.txt")} == set(system_names())
