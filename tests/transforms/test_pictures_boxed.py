"""Paragraphs of a story stay beside a picture, whoever stands where in them and whatever is seen."""

from __future__ import annotations

import pytest
from html_pages import PROSE, STORY

from transforms import Article, clean_html

LINES = (
    "Para pendayung menunggu di depan, lalu menarik tali bersama-sama. Dermaga itu selesai dalam tiga hari kerja.",
    "Suasana kampung itu kembali ramai setelah perahu pertama merapat, dan warung kopi buka sampai larut malam.",
    "Di tengah, arus sungai masih deras, sehingga anak-anak dilarang menyeberang sendirian sampai akhir pekan nanti.",
    "From the front, she added, the jetty looked finished; at the back, however, half of the planks were missing.",
    "On the left, the party lost two seats, and on the right, nobody knew who would lead the council after May.",
    "Seen here for forty years, the ferrymen now fear for their living. They will meet the mayor again on Friday.",
)
BOXES = (
    '<p><img class="alignleft" src="a.jpg">{}</p>',
    '<div class="row"><img src="a.jpg"><p>{}</p></div>',
    '<section><picture><img src="a.jpg"></picture><div><p>{}</p></div></section>',
)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("box", BOXES)
def test_a_paragraph_of_the_story_stays_in_the_box_of_a_picture(line: str, box: str) -> None:
    """Words for a side or for what is seen are everyday prose, and stories set pictures into their paragraphs."""
    body = f"<article>{STORY}{box.format(line)}{STORY}</article>"
    page = clean_html(f"<html><head><title>Dermaga</title></head><body>{body}</body></html>")
    assert isinstance(page, Article)
    assert page.text.split("\n")[len(PROSE)] == line
    assert page.captions == ()
