"""What each line of a story was on its page, and the Markdown that is made of it."""

from __future__ import annotations

from html import escape
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from transforms import Article, clean_html, clean_text, markdown_of, story_blocks
from transforms.records.outline import StoryBlock

LEAD = "Perahu dayung warga Kampung Lumbung kembali melayani penyeberangan setelah dermaga kayu selesai dibangun."
MORE = "Dermaga itu dikerjakan bersama selama tiga bulan dengan kayu ulin sumbangan para pemilik kebun di hulu."
READER = MarkdownIt("commonmark").enable("table")


def page(body, title="Perahu Kembali Menyeberang"):
    """Return a page with a story."""
    return (
        f"<html><head><title>{title}</title></head><body><nav><a href='/'>Beranda</a></nav><article><h1>{title}</h1>"
        f"<p>{LEAD}</p>{body}<p>{MORE}</p></article><footer><p>Kontak</p></footer></body></html>"
    )


def article_of(body):
    """Return the article of a page with a story."""
    article = clean_html(page(body), url="https://wartarawa.example/kota/perahu")
    assert isinstance(article, Article)
    return article


def told(body):
    """Return what stands between the first and the last paragraph of a story: kinds and lines."""
    article = article_of(body)
    return list(zip(article.line_kinds, article.text.split("\n"), strict=True))[1:-1]


def shown(markdown):
    """Return the lines that a reader of Markdown sees."""
    lines = []
    for token in READER.parse(markdown):
        if token.type == "inline":
            lines += "".join("\n" if part.type == "html_inline" else part.content for part in token.children).split(
                "\n"
            )
    return [line for line in lines if line]


def test_headings_have_their_rank():
    """A heading inside the story keeps the number of its element."""
    assert told(f"<h2>Jadwal</h2><p>{MORE[:60]} baru.</p><h4>Sore hari</h4>")[0] == ("heading 2", "Jadwal")


def test_items_have_their_depth_and_go_on():
    """A numbered list in a list is one deeper; a second paragraph of an item is no item of its own."""
    body = (
        "<ul><li>Pagi: dua perahu<ol><li>hulu</li><li>hilir</li></ol></li><li><p>Sore</p><p>satu perahu</p></li></ul>"
    )

    assert told(body) == [
        ("item 1", "Pagi: dua perahu"),
        ("numbered 2", "hulu"),
        ("numbered 2", "hilir"),
        ("item 1", "Sore"),
        ("item 1 more", "satu perahu"),
    ]


def test_cells_have_their_column():
    """A row begins where the column does not rise."""
    body = "<table><tr><th>Jam</th><th>Perahu</th></tr><tr><td>06.00</td><td>Hulu</td></tr></table>"

    assert told(body) == [("table 1", "Jam"), ("table 2", "Perahu"), ("table 1", "06.00"), ("table 2", "Hulu")]


def test_a_quote_of_two_paragraphs_is_one():
    """The second goes on with the first, a quote behind it does not."""
    some = [f"“{part} kata Mardiana, ketua kelompok perahu di kampung itu.”" for part in ("Aman,", "Ramai,", "Murah,")]
    body = f"<blockquote><p>{some[0]}</p><p>{some[1]}</p></blockquote><blockquote><p>{some[2]}</p></blockquote>"

    assert [kind for kind, _ in told(body)] == ["quote 1", "quote 1 more", "quote 1"]


def test_a_text_has_no_outline():
    """Nothing is known of its lines; all of them are paragraphs to a reader."""
    article = clean_text(f"{LEAD}\n{MORE}")

    assert article.line_kinds is None
    assert story_blocks(article.text, article.line_kinds) == [
        StoryBlock("paragraph", LEAD),
        StoryBlock("paragraph", MORE),
    ]


def test_a_table_is_a_table_in_markdown():
    """Its first row is the head, and rows are filled up."""
    kinds = ["table 1", "table 2", "table 1", "table 1 more", "table 1", "table 2"]

    assert markdown_of("Jam\nPerahu\n06.00\nlebih awal\n07.00\nHulu", kinds) == (
        "| Jam | Perahu |\n| --- | --- |\n| 06.00<br>lebih awal |  |\n| 07.00 | Hulu |"
    )


def test_lists_in_lists_are_indented():
    """Numbers count by themselves in each list, and what goes on stands under its item."""
    kinds = ["numbered 1", "item 2", "numbered 1", "numbered 1 more"]

    assert markdown_of("Satu\ndalam\nDua\nlagi", kinds) == "1. Satu\n     - dalam\n2. Dua\n\n     lagi\n"


def test_columns_that_do_not_belong_together_are_refused():
    """A line more or less than kinds is no outline."""
    with pytest.raises(ValueError, match="zip"):
        story_blocks("satu\ndua", ["paragraph"])


SAID = st.text(st.sampled_from("ab 1*_#>-+.)|[]<&~`\\=!(é"), min_size=1, max_size=12).map(lambda s: " ".join(s.split()))
LINES = st.lists(SAID.filter(bool), min_size=1, max_size=8)
KINDS = st.sampled_from(["paragraph", "heading 3", "item 1", "item 2", "numbered 1", "quote 1", "table 1", "embed"])


@given(LINES, st.data())
def test_markdown_shows_the_text_to_the_letter(lines, data):
    """Whatever a line holds, a reader of Markdown sees the lines of the text and nothing else."""
    kinds = data.draw(st.lists(KINDS, min_size=len(lines), max_size=len(lines)))

    assert shown(markdown_of("\n".join(lines), kinds)) == lines


WORDS = st.sampled_from(
    ["Perahu dayung", "kembali", "Baca juga:", "Rabu (4/3/2026)", "12", "dermaga kayu ulin.", LEAD, MORE]
)
TAGS = st.sampled_from(
    ["p", "h2", "li", "ul", "ol", "blockquote", "td", "table", "tr", "div", "figcaption", "pre", "a", "br"]
)


@given(st.lists(st.tuples(TAGS, WORDS, st.booleans()), max_size=12))
def test_each_line_of_a_text_has_its_kind(parts):
    """The texts of the blocks, joined, are the published text, whatever the markup and whatever is struck."""
    body = "".join(f"<{tag}>{escape(said)}{f'</{tag}>' if shut else ''}" for tag, said, shut in parts)

    article = clean_html(page(body))

    if isinstance(article, Article):
        blocks = story_blocks(article.text, article.line_kinds)
        assert "\n".join(block.text for block in blocks) == article.text
        assert not any(block.more and block.kind != before.kind for before, block in pairwise(blocks))
