"""The story is told from the chrome, line by line."""

from __future__ import annotations

from html_pages import FOOTER, MENU, PROSE, STORY, read

from transforms.html.align import lines_in


def test_menu_and_footer_are_chrome() -> None:
    """Only prose is left of a page with menu and footer."""
    assert read(f"{MENU}<h1>Banjir</h1><div class=isi>{STORY}</div>{FOOTER}").text == "\n".join(PROSE)


def test_chrome_stays_in_the_ledger() -> None:
    """What is not story is a removal of the whole line by the extractor."""
    article = read(f"{MENU}<div>{STORY}</div>")
    assert {(r.kind, r.layer, r.whole) for r in article.removals} == {("chrome", "extractor", True)}
    assert [r.text for r in article.removals] == ["Beranda", "Daerah", "Olahraga"]


def test_subheads_inside_the_story_are_kept() -> None:
    """A heading between two paragraphs belongs to the story."""
    article = read(f"{MENU}<div><p>{PROSE[0]}</p><h2>Dapur umum</h2><p>{PROSE[1]}</p></div>{FOOTER}")
    assert article.text.split("\n") == [PROSE[0], "Dapur umum", PROSE[1]]


def test_captions_are_set_apart() -> None:
    """A caption leaves the text as a caption, not as chrome."""
    figure = "<figure><img src=x><figcaption>Sungai pada Senin pagi.</figcaption></figure>"
    article = read(f"<div><p>{PROSE[0]}</p>{figure}<p>{PROSE[1]}</p></div>")
    assert [(r.kind, r.text) for r in article.removals] == [("caption", "Sungai pada Senin pagi.")]


def test_related_teasers_inside_the_story_are_chrome() -> None:
    """A box that is named as related is no story although it stands in it and is full of sentences."""
    box = "<div class='related-posts'><p>Harga beras di pasar induk naik lagi pekan ini, kata pedagang.</p></div>"
    assert read(f"<div><p>{PROSE[0]}</p>{box}<p>{PROSE[1]}</p><p>{PROSE[2]}</p></div>").text == "\n".join(PROSE)


def test_sentences_under_linked_headings_are_teasers() -> None:
    """A list of teasers below the story is chrome, though it is full of sentences and named like nothing."""
    teasers = "".join(f"<div><h3><a href=x>Judul lain</a></h3><p>{text}</p></div>" for text in reversed(PROSE))
    assert read(f"<div><div>{STORY}</div><div>{teasers}</div></div>").text == "\n".join(PROSE)


def test_a_frame_named_like_chrome_does_not_cost_the_story() -> None:
    """An element that holds most of the prose is no chrome, whatever its class says."""
    assert read(f"{MENU}<div class='content sidebar widget'>{STORY}</div>").text == "\n".join(PROSE)


def test_the_lead_above_the_story_is_kept() -> None:
    """The lead between headline and story is story, though it stands in another element."""
    lead = "Tiga kampung di tepi sungai terendam semalam."
    body = f"<header><h1>Banjir</h1><div class='article__lead'>{lead}</div></header><div>{STORY}</div>"
    assert read(body).text == "\n".join((lead, *PROSE))


def test_a_described_lead_needs_no_name() -> None:
    """A line that the page gives as its description is its lead."""
    lead = "Tiga kampung di tepi sungai terendam air sejak Minggu malam."
    head = f"<meta name=description content='{lead[:50]}'>"
    body = f"<header><h1>Banjir</h1><div class=x1>{lead}</div></header><div>{STORY}</div>"
    assert read(body, head).text == "\n".join((lead, *PROSE))


def test_a_page_without_a_story_keeps_its_text() -> None:
    """Where no judge finds a story nothing but links and chrome is taken."""
    assert read(f"{MENU}<p>Halo.</p>").text == "Halo."


def test_a_page_whose_prose_is_scattered_is_still_read() -> None:
    """With prose in several places trafilatura is asked, and its answer stands on our lines."""
    boxes = "".join(f"<section><div><div>{text}</div></div><ul><li>a<li>b<li>c</ul></section>" for text in PROSE)
    text = read(f"{MENU}{boxes}").text
    assert all(line in text for line in PROSE)


def test_of_repeated_lines_the_one_in_place_is_meant() -> None:
    """A line that stands in the menu and in the story is found in the story."""
    page = ["Dapur umum", "Beranda", "Satu kalimat.", "Dapur umum", "Dua kalimat.", "Dapur umum"]
    assert lines_in(page, "Satu kalimat.\nDapur umum\nDua kalimat.") == [False, False, True, True, True, False]


def test_a_line_repeated_in_the_answer_is_found_twice() -> None:
    """What the answer holds twice is found twice, in order."""
    assert lines_in(["a b c", "d e f", "a b c", "a b c"], "a b c\nd e f\na b c") == [True, True, True, False]


def test_lines_joined_in_the_answer_are_found() -> None:
    """The answer may join lines that the page keeps apart."""
    assert lines_in(["Satu dua.", "Tiga empat.", "Lima enam."], "Satu dua. Tiga empat.") == [True, True, False]


def test_a_line_cut_short_in_the_answer_is_found() -> None:
    """Most of its words are enough for a line between its neighbours."""
    page = ["Awal cerita.", "Lurah Sari datang pagi ini ke balai (foto).", "Akhir cerita."]
    assert lines_in(page, "Awal cerita.\nLurah Sari datang pagi ini ke balai\nAkhir cerita.") == [True, True, True]


def test_a_long_line_out_of_order_is_found() -> None:
    """Extractors move tables and quotes; a long line is found all the same."""
    assert lines_in([PROSE[0], PROSE[1], PROSE[2]], "\n".join((PROSE[1], PROSE[2], PROSE[0]))) == [True, True, True]


def test_nothing_is_found_in_an_empty_answer() -> None:
    """No answer, no story."""
    assert lines_in(["Satu dua."], "") == [False]


def test_a_table_in_a_figure_is_story() -> None:
    """Editors set tables as figures with a caption; the caption is one, the cells are the story's."""
    rows = "<tr><th>Jalur</th><th>Ongkos</th></tr><tr><td>Hulu</td><td>Rp2.000</td></tr>"
    table = (
        f"<figure class=wp-block-table><table>{rows}</table><figcaption>Ongkos kapal sejak Senin.</figcaption></figure>"
    )
    assert read(f"<div>{STORY}{table}</div>").text.split("\n") == [*PROSE, "Jalur", "Ongkos", "Hulu", "Rp2.000"]


def test_a_picture_in_a_figure_is_none() -> None:
    """What stands with a picture tells of that."""
    picture = "<figure><img src=a.jpg><p>Perahu di dermaga pada pagi hari itu, menurut nakhoda kapal.</p></figure>"
    first, rest = STORY.split("</p>", 1)
    assert read(f"<div>{first}</p>{picture}{rest}</div>").text == "\n".join(PROSE)


CAPTION = "Nakhoda menurunkan muatan di dermaga lama sebelum air surut pada Senin pagi, menurut warga."


def test_a_picture_set_by_a_table_is_none() -> None:
    """Caption and credit stand in cells under the picture or beside it."""
    first, rest = STORY.split("</p>", 1)
    for table in (
        f"<table><tr><td><img src=a.jpg></td></tr><tr><td>{CAPTION}</td></tr></table>",
        f"<img src=a.jpg><table><tr><td>{CAPTION}</td><td>(Kabar/Rina)</td></tr></table>",
    ):
        assert read(f"<div>{first}</p><figure>{table}</figure>{rest}</div>").text == "\n".join(PROSE)


def test_a_table_with_pictures_in_a_figure_is_story() -> None:
    """Rows with a picture each tell of what it shows."""
    rows = "".join(f"<tr><td><img src={n}.jpg></td><td>Kapal {n}</td><td>Rp{n}.000</td></tr>" for n in (1, 2, 3))
    assert "Rp3.000" in read(f"<div>{STORY}<figure><table>{rows}</table></figure></div>").text
