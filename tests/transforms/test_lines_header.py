"""Nothing above headline, byline or dateline is story."""

from bench.standing import stand

from transforms.finders.lines.header import find_header
from transforms.records import Article, Removal
from transforms.text.normal import text_blocks

LEAD = (
    "Perahu penyeberangan di muara berjalan lagi setelah tiga hari berhenti karena gelombang tinggi, kata nakhodanya."
)
TITLE = "Perahu Penyeberangan Muara Berjalan Lagi"


def header(*lines, title=None, byline=None, dateline=None):
    """Return the lines of a header and what they are called, by the lines that bear headline, byline and dateline."""
    article = Article("page", None, text_blocks("\n".join(lines)))
    struck = [
        Removal(at, 0, len(lines[at]), kind, f"{kind}.test", "metadata")
        for kind, at in (("title", title), ("byline", byline))
        if at is not None
    ]
    if dateline is not None:
        struck.append(Removal(dateline, 0, lines[dateline].index("–") + 1, "dateline", "dateline.test", "metadata"))
    article = article.strike(struck)
    return {lines[n]: kind for n, kind in find_header(stand(article)).items()}


def test_what_stands_above_the_headline_is_no_story():
    """Names of sites, slogans and menus stand there."""
    assert {"Kabar Muara": "", "Dekat dengan nelayan": ""} == header(
        "Kabar Muara", "Dekat dengan nelayan", TITLE, LEAD, title=2
    )


def test_a_sentence_between_headline_and_dateline_is_a_caption():
    """The story opens with its dateline."""
    caption = "Penumpang naik ke perahu di dermaga."
    assert {caption: "caption"} == header(TITLE, caption, f"MUARA – {LEAD}", title=0, dateline=2)


def test_a_line_above_the_byline_is_no_story():
    """Author and day stand between headline and story."""
    assert {"Bagas Wicaksono": ""} == header("Bagas Wicaksono", "Senin, 3 November 2025", LEAD, byline=1)


def test_a_page_without_a_header_has_none():
    """A short first line may be a lead, where nothing tells."""
    assert {} == header("Perahu itu kembali.", LEAD)


def test_a_byline_behind_the_story_has_nothing_above_it():
    """Authors sign at the end as well."""
    assert {} == header("Perahu itu kembali.", LEAD, "Bagas Wicaksono", byline=2)


def test_a_line_that_announces_a_quotation_opens_the_story():
    """What it announces looks like a headline and is none."""
    assert {} == header("Sebuah akun mengunggah foto dengan narasi:", TITLE, LEAD, title=1)


def test_a_page_without_a_paragraph_has_no_header():
    """Nothing tells a menu from a poem there."""
    assert {} == header("Kabar Muara", TITLE, "Sungai ini ibuku", title=1)
