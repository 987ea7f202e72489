"""Pages that are broken, hidden, huge or hostile: the story is found, and the work grows with the page alone."""

from __future__ import annotations

import json
import sys

import pytest

from transforms import Article, clean_html

TITLE = "Perahu Dayung Kembali Menyeberang"
LINES = (
    "Perahu dayung warga Kampung Lumbung kembali melayani penyeberangan setelah dermaga kayu selesai dibangun Senin.",
    "Dermaga itu dikerjakan bersama selama tiga bulan dengan kayu ulin sumbangan para pemilik kebun di hulu sungai.",
    "Warga berharap pemerintah kabupaten memasang lampu di kedua ujung dermaga sebelum musim hujan tiba tahun ini.",
    "Seorang guru mengatakan murid-muridnya kini datang sebelum lonceng, karena perahu berangkat tiap sepuluh menit.",
)
PROSE = "".join(f"<p>{line}</p>" for line in LINES)
STORY = f"<article><h1>{TITLE}</h1>{PROSE}</article>"
ARABIC = (
    "عادت القوارب الخشبية في القرية إلى نقل الركاب عبر النهر بعد الانتهاء من بناء الرصيف الخشبي يوم الاثنين الماضي.",
    "ويأمل السكان أن تضع الحكومة المحلية مصابيح على طرفي الرصيف قبل بدء موسم الأمطار هذا العام بإذن الله.",
)


def page(body, head=""):
    """Return a page."""
    return f"<html><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>"


BROKEN = {
    "tags that nobody closes": page("<div><b><i>" + PROSE.replace("</p>", "")),
    "tags closed in the wrong order": page(f"<div><span>{STORY}</div></span></section>"),
    "odd attributes": page(STORY.replace("<article>", "<article class=a\"b'c <id=x>")),
    "junk before the page": f"<<<!DOCTYPE html>><html <head <title>a</title>{STORY}",
    "two bodies": page(f"<p>Beranda</p></body><body>{STORY}"),
    "a comment without an end": page(f"{STORY}<!-- {PROSE}"),
    "NULs": page(STORY).replace("warga", "war\0ga"),
    "tables in tables": page("<table><tr><td>" * 60 + PROSE + "</td></tr></table>" * 60),
    "depth": page("<div>" * 900 + STORY),
    "a page without scripts": page(f"<div id='app'></div><noscript>{STORY}</noscript>"),
    "frames": f"<html><frameset><frame src='a'><noframes><body>{STORY}</body></noframes></frameset></html>",
    "hidden until a script has run": page(f"<div style='display:none'><div hidden>{STORY}</div></div>"),
    "megabytes of JSON": page(
        f"{STORY}<script>x={json.dumps([{'id': n, 't': 'kata'} for n in range(60_000)])}</script>"
    ),
    "JSON that never ends": page(STORY, f"<script type='application/ld+json'>{'[' * 50_000}</script>"),
    "a megabyte of classes": page(f"<div class='{'x ' * 500_000}'>{STORY}</div>"),
    "a story in a script": page(f"<div id='root'></div><script>x={json.dumps({'body': PROSE})}</script>"),
    "a story in a script, with comments": page(
        f"<script>x={json.dumps({'body': PROSE.replace(' warga ', ' <!-- iklan -->warga ')})}</script>"
    ),
}


@pytest.mark.parametrize("html", BROKEN.values(), ids=BROKEN)
def test_the_story_of_a_broken_page_is_found(html):
    """Whatever is wrong with the markup, its sentences are there, and once each."""
    outcome = clean_html(html, url="https://wartarawa.example/kota/perahu")

    assert isinstance(outcome, Article)
    assert [outcome.text.count(line) for line in LINES] == [1] * len(LINES)


def test_entities_that_were_escaped_twice_are_read():
    """A content management system escaped what was escaped already."""
    said = "“Ongkos tetap dua ribu,” kata Mardiana & kawan-kawan di dermaga kayu itu kepada para murid sekolah."
    twice = said.replace("&", "&amp;amp;").replace("“", "&amp;ldquo;").replace("”", "&amp;#8221;")

    assert said in clean_html(page(f"<article><h1>{TITLE}</h1>{PROSE}<p>{twice}</p></article>")).text


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "utf-16"])
def test_a_page_without_a_charset_is_read(charset):
    """Bytes that name no charset are read as what they are."""
    said = "“Café di dermaga itu buka lagi,” kata Réza, pemilik perahu, kepada para murid sekolah Senin pagi."
    html = page(f"<article><h1>{TITLE}</h1>{PROSE}<p>{said}</p></article>")

    assert said in clean_html(html.encode(charset)).text


def test_writing_from_right_to_left_keeps_its_order():
    """Marks of direction leave, letters stay."""
    body = "".join(f"<p>\u202b{line}\u202c</p>" for line in ARABIC)

    outcome = clean_html(
        f"<html dir='rtl' lang='ar'><body><article><h1>عودة القوارب</h1>{body}</article></body></html>"
    )

    assert outcome.text == "\n".join(ARABIC)


HOSTILE = {
    "the story again and again": lambda n: page(f"<article>{PROSE * n}</article>"),
    "a class for each line": lambda n: page(
        "".join(f"<div class='c{i}'><p>{LINES[i % 4]}</p></div>" for i in range(4 * n))
    ),
    "links": lambda n: page(STORY + "<a href='/x/y'>tautan ke kabar lain di rawa</a> " * 4 * n),
    "cards": lambda n: page(
        STORY
        + "".join(f"<article><h2><a href='/b/{i}'>Kabar lain {i}</a></h2><p>{LINES[0]}</p></article>" for i in range(n))
    ),
    "cells": lambda n: page(f"<article>{PROSE}<table><tr>{'<td>isi sel</td>' * 4 * n}</tr></table>{PROSE}</article>"),
    "hidden parts": lambda n: page("".join(f"<div hidden><p>{LINES[i % 4]} {i}</p></div>" for i in range(2 * n))),
    "hidden parts in hidden parts": lambda n: page("<div hidden>" * n + PROSE),
    "streamed parts": lambda n: page(
        STORY + "".join(f"<div hidden id='S:{i:x}'><p>{LINES[i % 4]}</p></div>" for i in range(2 * n))
    ),
    "misread letters": lambda n: page(f"{STORY}<p>{'Ã¢€' * 50 * n}</p>" + "<p>â€œKataâ€\x9d warga</p>" * n),
    "bylines": lambda n: page(STORY + "<span class='byline'>Oleh Ayu Lestari</span>" * 4 * n),
}


def work_on(html):
    """Return how many functions are called while a page is cleaned."""
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        clean_html(html)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_twice_the_page_is_twice_the_work(make):
    """No shape of page makes work that grows with the square of its size."""
    clean_html(make(150))  # what is worked out once stands in no figure

    assert work_on(make(150)) < 2.6 * work_on(make(75))
