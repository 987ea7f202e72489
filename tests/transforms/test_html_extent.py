"""A story ends with its last line, and lines of other stories are no part of it."""

from __future__ import annotations

from html_pages import FOOTER, MENU, PROSE, STORY, read

CARD = "Pedagang di pasar induk menunggu pasokan sejak pagi, dan harga belum turun juga."


def lines(body: str, head: str = "") -> list[str]:
    """Return the lines of the story that a page with this body tells."""
    return read(f"{MENU}<div class=isi>{body}</div>{FOOTER}", head).text.split("\n")


def test_a_list_behind_the_last_sentence_is_story() -> None:
    """Places and days at the end of a story are part of it, though none is a sentence."""
    items = ["Kampung Hulu", "Kampung Tengah", "Kampung Hilir"]
    found = lines(f"{STORY}<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>")
    assert found == [*PROSE, *items]


def test_a_table_of_results_behind_the_last_sentence_is_story() -> None:
    """Results are part of the story that they end."""
    rows = "<tr><td>Hulu FC</td><td>2-1</td></tr><tr><td>Hilir FC</td><td>0-3</td></tr>"
    assert lines(f"{STORY}<table>{rows}</table>")[-4:] == ["Hulu FC", "2-1", "Hilir FC", "0-3"]


def test_a_short_last_line_is_story() -> None:
    """A last paragraph without a full stop stands beside the others."""
    assert lines(f"{STORY}<p>Semoga lekas surut</p>") == [*PROSE, "Semoga lekas surut"]


def test_a_box_behind_the_story_is_none() -> None:
    """What stands in an element of its own kind behind the last sentence ends the story."""
    assert lines(f"{STORY}<div class=kotak>Dapatkan aplikasi kami</div><p>Penutup halaman</p>") == list(PROSE)


def test_a_heading_over_nothing_is_no_last_line() -> None:
    """The heading of a list of links goes with the links."""
    assert lines(f"{STORY}<h2>Pilihan pembaca</h2><ul><li><a href=x>Judul lain</a></li></ul>") == list(PROSE)


def test_sections_built_alike_go_on() -> None:
    """Of sections in boxes of one kind the last are story also without a sentence."""
    boxes = "".join(f"<div class=bab><h2>Bab {n}</h2><p>{text}</p></div>" for n, text in enumerate(PROSE))
    assert lines(f"{boxes}<div class=bab><h2>Peserta</h2><p>Regu Hulu</p></div>")[-2:] == ["Peserta", "Regu Hulu"]


def test_linked_headings_within_a_story_stay() -> None:
    """A list of products whose headings are links is the story; its sentences stand beside others."""
    parts = "".join(
        f"<h3><a href='https://toko.example/{n}'>Perahu nomor {n}</a></h3><p>{t}</p>" for n, t in enumerate(PROSE)
    )
    found = lines(f"{STORY}{parts}")
    assert found.count("Perahu nomor 1") == 1
    assert len(found) == 9


def test_cards_of_other_stories_are_none() -> None:
    """Three links with a sentence each, side by side, lead elsewhere, whatever they are called."""
    cards = "".join(
        f"<div class=q{n}><h3><a href='/lain-{n}'>Harga beras naik lagi pekan ke-{n}</a></h3><p>{CARD}</p></div>"
        for n in range(3)
    )
    assert lines(f"{STORY}<div>{cards}</div>") == list(PROSE)


def test_cards_whose_headline_stands_last_are_found() -> None:
    """The sentence may stand above its link, and a label between them."""
    cards = "".join(
        f"<li><p>{CARD}</p><span>Ekonomi</span><h3><a href='/lain-{n}'>Harga beras naik lagi, {n}</a></h3></li>"
        for n in range(4)
    )
    assert lines(f"{STORY}<ul>{cards}</ul>") == list(PROSE)


def test_two_cards_are_not_enough() -> None:
    """Two links with a sentence each may be the story's own."""
    cards = "".join(f"<div class=q><p>{CARD} <a href='/lain-{n}'>Naik lagi</a></p></div>" for n in range(2))
    assert len(lines(f"{STORY}{cards}<p>{PROSE[0]} Lagi.</p>")) == 6


def test_products_of_other_sites_stay() -> None:
    """Cards that lead to shops are what the story is about."""
    cards = "".join(
        f"<div class=q><h3><a href='https://toko{n}.example/x'>Perahu karet nomor {n}</a></h3><p>{CARD}</p></div>"
        for n in range(3)
    )
    assert lines(f"{STORY}{cards}<p>{PROSE[0]} Lagi.</p>").count(CARD) > 0


def test_a_short_article_within_the_story_is_another() -> None:
    """An `article` of a line or two in the story's own is a card."""
    inner = f"<article><b>Baca</b><p>{CARD}</p></article>"
    page = f"{MENU}<article><p>{PROSE[0]}</p>{inner}<p>{PROSE[1]}</p><p>{PROSE[2]}</p></article>{FOOTER}"
    assert read(page).text.split("\n") == list(PROSE)


def test_entries_of_a_live_report_stay() -> None:
    """Where short articles hold the page's prose they are the story: entries of a live report."""
    entries = "".join(f"<article class=entri><p>{text}</p></article>" for text in (*PROSE, CARD))
    assert read(f"{MENU}<main>{entries}</main>{FOOTER}").text.split("\n") == [*PROSE, CARD]


def test_entries_with_a_link_of_their_own_stay() -> None:
    """Entries of a live report are headed by links to themselves; they hold the page's prose all the same."""
    entries = "".join(
        f"<div class=e><h3><a href='#e{n}'>Pukul {n}: kabar dari balai desa Hulu</a></h3><p>{text}</p></div>"
        for n, text in enumerate(PROSE)
    )
    text = read(f"{MENU}<main>{entries}</main>{FOOTER}").text
    assert all(line in text for line in PROSE)


def test_parts_of_a_long_story_stay() -> None:
    """Several articles of full length are the parts of one story."""
    parts = "".join(f"<article><h2>Bagian {n}</h2>{STORY.replace('semalam', f'{n} malam')}</article>" for n in (1, 2))
    assert len(read(f"{MENU}<main>{parts}</main>{FOOTER}").text.split("\n")) >= 7


def test_parts_of_a_list_headed_by_links_to_other_sites_stay() -> None:
    """A list of places, each section headed by the place's own site, is the story."""
    parts = "".join(
        f"<section><header><h3><a href='//t{n}.example/'>Taman {n}</a></h3></header><p>{text}</p></section>"
        for n, text in enumerate(PROSE)
    )
    page = f"{MENU}<main><h1>Tiga Taman</h1>{parts}</main>{FOOTER}"
    text = read(page, "<link rel=canonical href='https://kabar.example/taman'>").text
    assert text.split("\n")[-5:] == [PROSE[0], "Taman 1", PROSE[1], "Taman 2", PROSE[2]]


def test_a_list_with_which_a_story_begins_is_story_from_its_first_item() -> None:
    """Short items above the first that weighs anything stand in one list with it."""
    points = ["Air naik dua meter", "Dapur umum dibuka di balai desa sejak subuh tadi."]
    assert lines(f"<ul>{''.join(f'<li>{point}</li>' for point in points)}</ul>{STORY}") == [*points, *PROSE]


def test_what_stands_above_such_a_list_is_none() -> None:
    """Another list above it, or a table that arranges the page, has no part in it."""
    point = "Dapur umum dibuka di balai desa sejak subuh tadi."
    page = f"<ul><li>Ukuran huruf</li></ul><ul><li>{point}</li></ul>{STORY}"
    assert lines(page) == [point, *PROSE]
    assert lines(f"<table><tr><td><p>Menu</p></td></tr><tr><td>{STORY}</td></tr></table>") == list(PROSE)
