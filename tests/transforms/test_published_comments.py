"""Days that readers' comments bear are none of the story."""

from __future__ import annotations

import datetime as dt

import pytest

from transforms.knowledge import load_knowledge
from transforms.page import clean_page
from transforms.records import Article, RawPage

KNOWLEDGE = load_knowledge()
STORY = "<p>Rakit itu berangkat lagi sejak subuh, dan para pedagang sayur menumpang dengan ongkos yang sama.</p>" * 3


def cleaned(body: str) -> Article:
    """Return the article that a page of this body becomes."""
    page = RawPage("a.html", "html", f"<html><body>{body}</body></html>")
    article = clean_page(page, knowledge=KNOWLEDGE, today=dt.date(2026, 11, 20))
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize("name", ['class="comment_date"', 'id="comments"', 'class="komentar-isi"'])
def test_a_comment_bears_no_day_of_the_story(name: str) -> None:
    """A day with a cue and a clock below the story is no witness where markup calls it a comment's."""
    article = cleaned(
        "<article><h1>Rakit bambu berangkat lagi dari dermaga lama</h1>"
        f'<span class="published">Aug 19, 2026</span>{STORY}</article>'
        f"<div {name}>on August 21, 2026 at 5:30 pm</div><div {name}>Bagus sekali.</div>"
    )
    assert article.published_date == dt.date(2026, 8, 19)


AROUND = [
    "entry comments-open",
    "post has-comments",
    "entry no-comments",
    "post with-comments",
    "story story--comment",
    "post category-komentar",
    "comment",
    "comments",
]


@pytest.mark.parametrize("tag", ["article", "div", "section"])
@pytest.mark.parametrize("name", AROUND)
@pytest.mark.parametrize("above", [True, False])
def test_a_story_keeps_its_byline_whatever_is_said_of_comments_around_it(name: str, tag: str, *, above: bool) -> None:
    """Classes tell whether comments are open, or that the story is an opinion."""
    byline = "<div>Oleh Sari Melati - 12 Mei 2026 10:00 WIB</div>"
    inner = f"{byline}{STORY}" if above else f"{STORY}{byline}"
    article = cleaned(f'<{tag} class="{name}"><h1>Rakit bambu berangkat lagi dari dermaga lama</h1>{inner}</{tag}>')
    assert article.published_date == dt.date(2026, 5, 12)
    assert article.authors == ("Sari Melati",)


@pytest.mark.parametrize("name", ["meta byline-and-comments", "meta comments", "comment-meta"])
def test_a_byline_keeps_its_day_beside_the_number_of_comments(name: str) -> None:
    """Above the story nobody comments yet."""
    byline = f'<div class="{name}">Oleh Sari Melati - 12 Mei 2026 10:00 WIB</div>'
    article = cleaned(f"<article><h1>Rakit bambu berangkat lagi dari dermaga lama</h1>{byline}{STORY}</article>")
    assert (article.published_date, article.authors) == (dt.date(2026, 5, 12), ("Sari Melati",))
