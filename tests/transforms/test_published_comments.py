"""Days that readers' comments bear are none of the story."""

from __future__ import annotations

import datetime as dt

import pytest

from transforms.knowledge import load_knowledge
from transforms.page import clean_page
from transforms.records import Article, RawPage

KNOWLEDGE = load_knowledge()
STORY = "<p>Rakit itu berangkat lagi sejak subuh, dan para pedagang sayur menumpang dengan ongkos yang sama.</p>" * 3


@pytest.mark.parametrize("name", ['class="comment_date"', 'id="comments"', 'class="komentar-isi"'])
def test_a_comment_bears_no_day_of_the_story(name: str) -> None:
    """A day with a cue and a clock below the story is no witness where markup calls it a comment's."""
    html = (
        "<html><body><article><h1>Rakit bambu berangkat lagi dari dermaga lama</h1>"
        f'<span class="published">Aug 19, 2026</span>{STORY}</article>'
        f"<div {name}>on August 21, 2026 at 5:30 pm</div><div {name}>Bagus sekali.</div></body></html>"
    )
    page = RawPage("a.html", "html", html)
    article = clean_page(page, knowledge=KNOWLEDGE, today=dt.date(2026, 11, 20))
    assert isinstance(article, Article)
    assert article.published_date == dt.date(2026, 8, 19)
