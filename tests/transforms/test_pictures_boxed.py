"""Captions are told by the box of their picture and by their words together."""

from __future__ import annotations

import pytest
from html_pages import PROSE, STORY

from transforms import Article, clean_html

CAPTIONS = (
    "Pictured from left, are the boatmen Ayu Lestari, Rina Dewi and Agus Salim, who built the jetty by hand.",
    "The mayor, Ayu Lestari, second left, opens the new jetty beside the boatman Agus Salim, right, on Monday.",
    "Lurah Rawa, Ayu Lestari (dua dari kiri), berdiri di dermaga yang baru bersama para pendayung kampung itu.",
    "Suasana dermaga kayu di Kampung Lumbung pada hari pertama perahu kembali menyeberangkan anak-anak sekolah.",
)


def cleaned(body: str) -> Article:
    """Return the article that a page of this body becomes."""
    page = clean_html(f"<html><head><title>Dermaga</title></head><body><article>{body}</article></body></html>")
    assert isinstance(page, Article)
    return page


@pytest.mark.parametrize("caption", CAPTIONS)
def test_a_caption_in_a_paragraph_is_told_by_its_box_and_its_words(caption: str) -> None:
    """Pages set captions as paragraphs beside the picture, in a box that nobody names."""
    page = cleaned(f"<div>{STORY}<div class='w3'><img src=a.jpg><p>{caption}</p></div></div>")
    assert (page.text, page.captions) == ("\n".join(PROSE), (caption,))


def test_words_alone_make_no_caption() -> None:
    """A story tells who stood on the left as well."""
    line = "At the head of the march walked the mayor, second left, until the police asked her to step aside on Monday."
    assert line in cleaned(f"<div>{STORY}<p>{line}</p></div>").text


def test_a_box_alone_makes_no_caption() -> None:
    """Cards set a sentence of the story beside its picture."""
    line = "Perahu keempat dibuat dari kayu yang sama, tetapi lebih panjang, supaya muat dua sepeda dan seekor kambing."
    assert line in cleaned(f"<div>{STORY}<div class='w3'><img src=a.jpg><p>{line}</p></div></div>").text


def test_a_page_of_a_picture_keeps_what_is_seen() -> None:
    """Where nothing else is told, the caption is the story."""
    assert cleaned(f"<div><img src=a.jpg><p>{CAPTIONS[3]}</p></div>").text == CAPTIONS[3]
