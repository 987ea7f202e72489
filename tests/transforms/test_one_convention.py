"""A story delivered as HTML and as its own text gives the same clean text."""

from __future__ import annotations

from html import escape

import pytest

from transforms import Article, clean_html, clean_text
from transforms.records import Block

URL = "https://wartarawa.example/kota/2026/11/03/perahu-kembali"
TITLE = "Perahu Dayung Kampung Lumbung Kembali Menyeberang"
DECK = "Dermaga kayu selesai dibangun warga setelah tiga bulan gotong royong di tepi sungai."
LINES = (
    "Perahu dayung warga Kampung Lumbung kembali melayani penyeberangan setelah dermaga kayu selesai dibangun Senin.",
    "Dermaga itu dikerjakan bersama selama tiga bulan dengan kayu ulin sumbangan para pemilik kebun di hulu sungai.",
    "“Ongkos sekali menyeberang tetap dua ribu rupiah bagi anak sekolah dan guru,” kata ketua kelompok Mardiana.",
    "Warga berharap pemerintah kabupaten memasang lampu di kedua ujung dermaga sebelum musim hujan tiba tahun ini.",
    "Seorang guru mengatakan murid-muridnya kini datang sebelum lonceng, karena perahu berangkat tiap sepuluh menit.",
)
ENGLISH = (
    "Rowing boats of Lumbung village carry people across the river again after a wooden jetty was finished on Monday.",
    "The jetty took three months of shared work, with ironwood given by the owners of gardens further up the river.",
    "“A crossing still costs two thousand rupiah for pupils and teachers,” said Mardiana, who leads the boatmen here.",
    "Villagers hope that the district will put up lamps at both ends of the jetty before the rains begin this year.",
    "A teacher said that her pupils now arrive before the bell, because a boat leaves every ten minutes until noon.",
)
MENU = "<nav><ul><li><a href='/'>Beranda</a></li><li><a href='/kota'>Kota</a></li></ul></nav>"
FOOT = "<aside><h3>Terpopuler</h3><a href='/b/1'>Jembatan baru dibuka</a></aside><footer><p>Kontak</p></footer>"


def p(line):
    """Return a paragraph."""
    return f"<p>{escape(line)}</p>"


PAGES = {
    "plain": "".join(map(p, LINES)),
    "dateline and read also": p(f"LEMBAYUNG, WartaRawa.example – {LINES[0]}")
    + p("Baca juga: Jembatan Baru Dibuka Pekan Depan")
    + "".join(map(p, LINES[1:])),
    "byline above": p("Oleh: Ayu Lestari") + p("Selasa, 3 November 2026 | 06:12 WIB") + "".join(map(p, LINES)),
    "caption": f"<figure><img src='a.jpg'><figcaption>{LINES[1][:40]}. (Foto: Ayu Lestari)</figcaption></figure>"
    + "".join(map(p, LINES)),
    "headings and list": p(LINES[0])
    + "<h2>Jadwal perahu</h2><ul><li>Pagi: dua perahu dari hulu</li><li>Sore: satu perahu dari hilir</li></ul>"
    + "".join(map(p, LINES[1:])),
    "quote and table": "".join(map(p, LINES[:2]))
    + f"<blockquote>{p(LINES[2])}</blockquote>"
    + "<table><tr><td>Jam</td><td>Perahu</td></tr><tr><td>06.00</td><td>Hulu</td></tr></table>"
    + "".join(map(p, LINES[3:])),
    "credits below": "".join(map(p, LINES)) + p("Editor: Agus Salim") + p("Bagikan artikel ini:"),
    "deck": p(DECK) + p(f"WartaRawa.com, Lembayung - {LINES[0]}") + "".join(map(p, LINES[1:])),
    "english": p(f"LEMBAYUNG — {ENGLISH[0]}")
    + p("Read more: New bridge opens next week")
    + "".join(map(p, ENGLISH[1:]))
    + p("Sign up to our newsletter"),
    "malay": p(f"TELUK RANGI: {LINES[0]}")
    + p("BACA: Jambatan baharu dibuka minggu depan")
    + "".join(map(p, LINES[1:]))
    + p("Ikuti kami di Telegram untuk berita terkini"),
    "numbered steps": "".join(map(p, LINES[:3]))
    + "<ol><li>Tunggu di dermaga sebelah hulu.</li><li>Kenakan pelampung.</li><li>Bayar di seberang.</li></ol>"
    + "".join(map(p, LINES[3:])),
    "questions": "".join(map(p, LINES[:2]))
    + "<h3>Apakah perahu aman bagi anak-anak?</h3>"
    + p(LINES[2])
    + "<h3>Berapa ongkosnya?</h3>"
    + "".join(map(p, LINES[3:])),
    "signed": "".join(map(p, LINES[:4])) + p(f"{LINES[4]} (ayu)") + p("Penulis: Ayu Lestari") + p("Sumber: Antara"),
    "line breaks": f"<div>{'<br><br>'.join(escape(line) for line in LINES)}</div>",
    "bare text": "".join(f"<div>{escape(line)}</div>" for line in LINES),
    "links in sentences": "".join(
        p(line).replace("dermaga", "<a href='/topik/dermaga'>dermaga</a>").replace("perahu", "<b>perahu</b>")
        for line in LINES
    ),
    "entities escaped twice": "".join(p(line).replace("“", "&amp;ldquo;") for line in LINES),
}


def around(start, end, head=""):
    """Return what puts a story between two pieces of a page's body."""
    top = f"<title>{TITLE} - Warta Rawa</title><meta property='og:title' content='{TITLE}'>"
    return lambda body: f"<html><head>{top}{head}</head><body>{MENU}{start}{body}{end}{FOOT}</body></html>"


H1 = f"<h1>{TITLE}</h1>"
CARDS = "".join(
    f"<div class='k'><a href='/b/{n}'><h3>Perahu lain di hulu {n}</h3></a><p>Warga ikut.</p></div>" for n in "123"
)
LAYOUTS = {
    "article": around(f"<article>{H1}", "</article>"),
    "divs": around(f"<div class='x1'><div>{H1}</div><div class='x2'>", "</div></div>"),
    "table": around(f"<table><tr><td>{H1}", "</td><td><ul><li><a href='/k'>Kota</a></ul></td></tr></table>"),
    "with cards": around(f"<main>{H1}<div class='isi'>", f"</div><div class='lain'>{CARDS}</div></main>"),
    "with a box": around(
        f"<main>{H1}<div class='isi'>",
        "<div class='kotak'><h3>Newsletter: Kabar Sungai</h3><p>Satu cerita dari tepi air.</p></div></div></main>",
    ),
    "streamed": around(
        f"<main>{H1}<template id='P:1'></template></main><div hidden id='S:1'><div class='isi'>",
        "</div></div><script>$RS('S:1','P:1')</script>",
    ),
}
"""What stands around a story, and how it is set."""


def html_of(body, layout="article"):
    """Return a page around a story."""
    return LAYOUTS[layout](body)


def own_text(article):
    """Return the lines of a page's story as an extractor delivers them: all but what markup alone tells."""
    whole = [removal for removal in article.removals if removal.whole]
    chrome = {r.block for r in whole if (r.layer, r.kind) == ("extractor", "chrome") or r.rule.endswith(".box")}
    told: list[Block] = [block for number, block in enumerate(article.blocks) if number not in chrome]
    lines = [block.text for block in told]
    return "\n".join(lines if lines[0] == TITLE else [TITLE, *lines])


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("body", PAGES.values(), ids=PAGES)
def test_html_and_text_of_a_story_agree(body, layout):
    """Titles, decks, bylines, datelines, captions and furniture leave both; headings, items and cells stay in both."""
    page = clean_html(html_of(body, layout), url=URL)
    assert isinstance(page, Article)

    text = clean_text(own_text(page), url=URL)

    assert isinstance(text, Article)
    assert page.text == text.text
    assert (page.title, page.description) == (TITLE, text.description)


def test_a_deck_that_the_markup_claims_leaves_the_text():
    """What a page gives as its description, and prints under the headline, has a column of its own."""
    head = f"<meta name='description' content='{DECK}'></head>"

    body = f"<div class='ringkasan'>{p(DECK)}</div><div class='isi'>{''.join(map(p, LINES))}</div>"

    page = clean_html(html_of(body).replace("</head>", head), url=URL)

    assert (page.description, page.text) == (DECK, "\n".join(LINES))


def test_a_lead_that_is_a_paragraph_among_others_stays():
    """Many a page gives its first paragraph as its description; set as the others it is story."""
    head = f"<meta name='description' content='{LINES[0]}'></head>"
    body = f"<div class='isi'>{''.join(map(p, LINES))}</div>"

    page = clean_html(html_of(body).replace("</head>", head), url=URL)

    assert page.text == "\n".join(LINES)
