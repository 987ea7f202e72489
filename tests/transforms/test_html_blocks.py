"""Blocks are the lines that a reader of the page sees."""

from __future__ import annotations

import pytest

from transforms.html.blocks import visible_lines
from transforms.html.tree import parse_html
from transforms.text.normal import normalise


def lines(markup: str) -> list[str]:
    """Return the text of every visible line."""
    return [block.text for block, *_ in visible_lines(parse_html(markup))]


def kinds(markup: str) -> list[tuple[str, str]]:
    """Return kind and text of every visible line."""
    return [(block.kind, block.text) for block, *_ in visible_lines(parse_html(markup))]


def test_inline_elements_do_not_end_a_line() -> None:
    """Words are joined across inline elements as the browser shows them."""
    assert lines("<p>Air <b>sun<i>gai</i></b> naik<a href=x>,</a> kata lurah.</p>") == ["Air sungai naik, kata lurah."]


def test_br_ends_a_line() -> None:
    """A line break ends a line, several of them leave no blank one."""
    assert lines("<p>Satu<br>dua<br/><br>tiga</p>empat") == ["Satu", "dua", "tiga", "empat"]


def test_text_behind_a_block_is_a_line_of_its_own() -> None:
    """Text between two block elements belongs to neither."""
    assert lines("<div>Atas<p>Tengah</p>bawah<div>akhir</div></div>") == ["Atas", "Tengah", "bawah", "akhir"]


def test_newlines_count_in_pre_only() -> None:
    """A newline in the source is a space, but a line end in preformatted text."""
    assert lines("<p>satu\ndua</p><pre>tiga\n  empat</pre>") == ["satu dua", "tiga", "empat"]


def test_each_cell_is_a_line() -> None:
    """Cells of a table are lines of their own, of kind table."""
    markup = "<table><tr><th>Kota<td>Harga</tr><tr><td>Palu<td>12.000</tr></table>"
    assert kinds(markup) == [("table", "Kota"), ("table", "Harga"), ("table", "Palu"), ("table", "12.000")]


def test_layout_tables_hold_prose() -> None:
    """A table with paragraphs in it arranges the page; its lines are paragraphs."""
    assert kinds("<table><tr><td><p>Hujan turun.</p>Warga pulang.</table>") == [
        ("paragraph", "Hujan turun."),
        ("paragraph", "Warga pulang."),
    ]


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ("<h3>Teks</h3>", "heading"),
        ("<ul><li><p>Teks</p></ul>", "item"),
        ("<blockquote><p>Teks</p></blockquote>", "quote"),
        ("<figure><figcaption><p>Teks</p></figcaption></figure>", "caption"),
        ("<p class='wp-caption-text'>Teks</p>", "caption"),
        ("<blockquote class='twitter-tweet'><p>Teks</p></blockquote>", "embed"),
        ("<li><h4>Teks</h4></li>", "heading"),
        ("<section>Teks</section>", "paragraph"),
    ],
)
def test_kind_comes_from_the_elements_around(markup: str, kind: str) -> None:
    """The strongest element around a line says what it is."""
    assert kinds(markup) == [(kind, "Teks")]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var a = 'Rahasia';</script>",
        "<style>p { color: red }</style>",
        "<noscript>Rahasia</noscript>",
        "<template><p>Rahasia</p></template>",
        "<p hidden>Rahasia</p>",
        "<div style='color:red; display: none'><p>Rahasia</p></div>",
        "<span style='visibility:hidden'>Rahasia</span>",
        "<!-- Rahasia -->",
        "<select><option>Rahasia</select>",
        "<dialog><p>Rahasia</p></dialog>",
    ],
)
def test_hidden_text_is_no_line(hidden: str) -> None:
    """Nothing that a reader cannot see becomes a block, and what stands behind it is kept."""
    assert lines(f"<p>Atas</p>{hidden}<p>bawah</p>") == ["Atas", "bawah"]


def test_text_behind_hidden_inline_text_stays_on_its_line() -> None:
    """A hidden element does not end the line that it stands in."""
    assert lines("<p>Air <span hidden>x</span>naik</p>") == ["Air naik"]


def test_aria_hidden_text_is_seen() -> None:
    """What is kept from screen readers alone is on the page."""
    assert lines("<p aria-hidden='true'>Terlihat</p>") == ["Terlihat"]


def test_a_page_hidden_until_its_script_runs_is_seen() -> None:
    """A hidden body is shown by a script; its text counts."""
    assert lines("<body style='visibility:hidden'><p>Terlihat</p></body>") == ["Terlihat"]


def test_entities_are_characters() -> None:
    """Entities are decoded, those encoded twice as well; odd spaces fold into one."""
    assert lines("<p>Kopi&nbsp;&nbsp;&amp;amp; teh &#8212; caf&eacute;&#x200b;</p>") == ["Kopi & teh — café"]


def test_blocks_are_in_normal_form() -> None:
    """Every block is one line of normal form, even where a twice encoded newline hides in it."""
    found = lines("<p>Satu&amp;#10;dua\u2028tiga</p><p> e\u0301 </p>")
    assert found == [normalise(line) for line in found]
    assert not any("\n" in line for line in found)


@pytest.mark.parametrize("tag", ["<img src=a>", "<iframe src=a></iframe>", "<video></video>", "<amp-img></amp-img>"])
@pytest.mark.parametrize("behind", ["Warga pulang.", '"Kami lega," kata lurah.', "<b>Jalan</b> dibuka."])
def test_a_picture_between_two_sentences_ends_the_line(tag: str, behind: str) -> None:
    """A browser shows them apart, whatever the markup forgot."""
    said = behind.replace("<b>", "").replace("</b>", "")

    assert lines(f"<div>Air sungai surut.{tag}{behind}</div>") == ["Air sungai surut.", said]
    assert lines(f"<div>Air sungai <a href=x>surut.{tag}</a>{behind}</div>") == ["Air sungai surut.", said]


def test_a_picture_inside_a_sentence_parts_words() -> None:
    """An emoji that is a picture ends no line."""
    assert lines("<p>Air surut<img src=a>warga pulang.</p>") == ["Air surut warga pulang."]


@pytest.mark.parametrize(
    "tag", ["<span id=more></span>", "<script>x()</script>", "<ins class=ad></ins>", "<a name=b></a>"]
)
def test_an_element_without_text_parts_sentences(tag: str) -> None:
    """But neither figures nor the letters of a word."""
    assert lines(f"<p>Air surut.{tag}Warga pulang.</p>") == ["Air surut. Warga pulang."]
    assert lines(f"<p>Air surut{tag}Warga pulang.</p>") == ["Air surut Warga pulang."]
    assert lines(f"<p>Rp3.{tag}000, ke{tag}pada W.{tag}R.</p>") == ["Rp3.000, kepada W.R."]
    assert lines("<p>per<wbr>tanggung<wbr>jawaban</p>") == ["pertanggungjawaban"]


@pytest.mark.parametrize(
    "look", ['style="display:block"', "style='color:red; DISPLAY : flex'", 'class="d-block mb-3"', "class=block"]
)
@pytest.mark.parametrize("tag", ["span", "a", "strong"])
def test_an_inline_element_that_is_shown_as_a_block_is_one(look: str, tag: str) -> None:
    """By its own style, or by a class that many style sheets share."""
    assert lines(f"<div>Air surut<{tag} {look}>Warga pulang</{tag}>Jalan dibuka</div>") == [
        "Air surut",
        "Warga pulang",
        "Jalan dibuka",
    ]


@pytest.mark.parametrize(
    "look", ["style='display:inline-block'", 'class="blocked"', 'class="inline"', "style='color:blue'"]
)
def test_other_looks_end_no_line(look: str) -> None:
    """An element that is shown within the line belongs to it."""
    assert lines(f"<p>Air <span {look}>surut</span> lagi</p>") == ["Air surut lagi"]


def test_links_are_counted_where_they_stand_on_lines_of_their_own() -> None:
    """What stands behind such a link is none, and hidden links are none."""
    markup = "<div>Satu<a class=block href=x>Dua</a>Tiga<a hidden>x</a>Empat</div>"

    assert [(block.text, share) for block, _, share in visible_lines(parse_html(markup))] == [
        ("Satu", 0.0),
        ("Dua", 1.0),
        ("Tiga Empat", 0.0),
    ]
