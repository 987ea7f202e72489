"""A row says who found its story and how sure that is."""

from __future__ import annotations

import json

from html_pages import FOOTER, MENU, PROSE, STORY

from transforms import clean_html, clean_text
from transforms.html import confidence
from transforms.html.confidence import confidence_of, weights


def cleaned(body: str, head: str = ""):
    """Return the article that a page with this body becomes."""
    return clean_html(f"<html><head>{head}</head><body>{body}</body></html>")


def test_a_plain_story_is_sure() -> None:
    """Paragraphs in one element are what stories look like."""
    article = cleaned(f"{MENU}<main>{STORY * 4}</main>{FOOTER}")
    assert article.body_from == "density"
    assert article.body_confidence > 0.9


def test_a_page_of_scraps_is_less_sure() -> None:
    """Short lines here and there, of many elements, are less likely to be a story."""
    scraps = "".join(f"<div><div><b>Baris {n} dari daftar.</b></div><a href=x{n}>lihat</a></div>" for n in range(60))
    plain, odd = cleaned(f"<main>{STORY * 4}</main>"), cleaned(f"<main><p>{PROSE[0]}</p>{scraps}</main>")
    assert odd.body_confidence < plain.body_confidence - 0.1


def test_the_witness_is_named() -> None:
    """A story out of JSON-LD says so."""
    node = json.dumps({"@type": "NewsArticle", "articleBody": "\n".join(PROSE)})
    assert cleaned("<p>Memuat</p>", f"<script type='application/ld+json'>{node}</script>").body_from == "jsonld"


def test_texts_and_fragments_say_nothing() -> None:
    """Where nothing had to be found nothing is said."""
    for article in (clean_text("\n".join(PROSE)), clean_html(STORY)):
        assert (article.body_from, article.body_confidence) == (None, None)


def test_a_confidence_is_a_probability() -> None:
    """Whatever a page holds, it lies between 0 and 1."""
    bodies = (STORY, "<p>x</p>", "<table>" + "<tr><td>1<td>2</tr>" * 99 + "</table>", f"<p>{'a ' * 9_000}</p>")
    said = [getattr(cleaned(body), "body_confidence", 0.5) for body in bodies]
    assert all(0 <= value <= 1 for value in said)


def test_every_sign_has_a_weight() -> None:
    """The packaged weights are those of the signs that are read."""
    base, signs = weights()
    assert isinstance(base, float)
    assert len(signs) == 9


def test_whatever_the_signs_are_there_is_an_answer(monkeypatch) -> None:
    """A page of hardly any prose may have signs beyond all bounds."""
    monkeypatch.setattr(confidence, "signs_of", lambda *_: dict.fromkeys(weights()[1], 1e6))
    assert 0 <= confidence_of((), None) <= 1
    monkeypatch.setattr(confidence, "signs_of", lambda *_: dict.fromkeys(weights()[1], -1e6))
    assert 0 <= confidence_of((), None) <= 1
