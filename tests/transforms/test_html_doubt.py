"""The place that density chose is doubted where its headline or the page's text says so."""

from __future__ import annotations

import pytest
from html_pages import FOOTER, MENU, PROSE, STORY, read

from transforms.html.blocks import visible_lines
from transforms.html.density import weigh_lines
from transforms.html.doubt import is_scattered, passed_lines
from transforms.html.tree import parse_html

TITLE = "Banjir Surut di Tiga Kampung"
NOTICE = "Bahan ini tidak dimaksudkan sebagai nasihat, dan perusahaan tidak menanggung kerugian apa pun karenanya. "
BUTTONS = "".join(f"<div>Tombol {n}</div>" for n in range(30))
HEAD = f"<title>{TITLE}</title>"


def doubts(body: str) -> tuple[bool, bool]:
    """Return whether text was passed between headline and story, and whether the page looks scattered."""
    lines = visible_lines(parse_html(f"<html><body>{body}</body></html>"))
    density = weigh_lines(lines)
    return bool(passed_lines(lines, density, (TITLE,))), is_scattered(lines, density)


def test_a_plain_story_is_not_doubted() -> None:
    """Nobody is asked about a page whose story stands under its headline."""
    assert doubts(f"{MENU}<h1>{TITLE}</h1><p>Rabu</p><div>{STORY}</div>{FOOTER}") == (False, False)


def test_a_notice_longer_than_the_story_is_doubted() -> None:
    """Prose between the headline and what density took says that the story may be the former."""
    body = f"<h1>{TITLE}</h1><div><p>{PROSE[0]}</p><p>{PROSE[1]}</p></div>{BUTTONS}<div><p>{NOTICE * 9}</p></div>"
    assert doubts(body)[0]


def test_prose_without_the_page_headline_is_not_passed() -> None:
    """A heading that is not the page's title says nothing about where its story starts."""
    body = f"<h1>Lembaga Kami</h1><div><p>{PROSE[0]}</p></div>{BUTTONS}<div><p>{NOTICE * 9}</p></div>"
    assert not doubts(body)[0]


def test_a_list_behind_a_short_story_is_doubted() -> None:
    """A catalogue of which density saw the two sentences on top."""
    rows = "".join(f"<div><p>Halaman {n} sampai {n + 9} berisi perahu dan jala</p></div>" for n in range(40))
    assert doubts(f"{MENU}<h1>{TITLE}</h1><section><p>{PROSE[0]}</p></section>{rows}")[1]


@pytest.mark.parametrize("name", ["comments", "popup", "sidebar"])
def test_chrome_makes_no_page_look_scattered(name: str) -> None:
    """What is called something else is no other place for the story, however much of it there is."""
    others = "".join(f"<div class='{name}'><p>{text}</p></div>" for text in PROSE * 2)
    assert doubts(f"<h1>{TITLE}</h1><article>{STORY}</article><div>{others}</div>") == (False, False)


def test_the_story_under_the_headline_wins() -> None:
    """Where density took the small print, the page's story is found all the same."""
    print_ = f"<div class=kolom><div><p>{NOTICE * 5}</p><p>{NOTICE * 4}</p></div></div>"
    body = f"{MENU}<main><h1>{TITLE}</h1><div class=isi>{STORY}</div></main>{BUTTONS}{print_}{FOOTER}"
    assert all(line in read(body, HEAD).text for line in PROSE)
