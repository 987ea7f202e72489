"""Teasers go as blocks, menus in rows; asides, openings and other languages are left alone."""

from bench.standing import stand

from transforms.finders.lines import find_unlabelled
from transforms.finders.lines.find import is_spoken
from transforms.finders.lines.units import units_of
from transforms.records import Article, Removal
from transforms.text.normal import text_blocks

STORY = (
    "Penjaga palang pintu kereta di dusun itu pensiun setelah empat puluh tahun, penggantinya adalah anaknya sendiri.",
    "Warga mengadakan kenduri kecil di tepi rel pada sore hari, lalu bubar ketika kereta barang terakhir akan lewat.",
    "Lampu minyak yang dahulu dipakai memberi tanda kini digantung di gardu sebagai kenangan, kata kepala dusun itu.",
)
TEASERS = (
    "Siapa Tahu Suka",
    "kolam ikan warga",
    "Kolam Ikan Warga Jebol, Ratusan Nila Hanyut ke Sawah",
    "Ratusan ekor nila hanyut ke petak sawah setelah tanggul kolam milik warga jebol diterjang air kiriman …",
    "Pasar Kembang Dibuka Sampai Tengah Malam",
    "Para pedagang bunga di pasar lama mendapat izin berjualan sampai tengah malam selama pekan ziarah […]",
)


def page_of(*lines, struck=()):
    """Return an article with some of its lines struck, each a pair of number and kind."""
    article = Article("page", None, text_blocks("\n".join(lines)))
    return article.strike([Removal(n, 0, len(lines[n]), kind, f"{kind}.test", "rule") for n, kind in struck])


def test_teasers_under_a_heading_nobody_knows_go_as_a_block():
    """Cut-off leads take along alt text, titles and the unknown heading above them."""
    article = page_of(*STORY, "Bagikan", *TEASERS, struck=[(3, "share")])

    assert article.strike(find_unlabelled(stand(article))).text == "\n".join(STORY)


def test_a_story_may_trail_off_once():
    """A last sentence that ends in dots is no block of teasers, and takes nothing along."""
    article = page_of(*STORY, "Malam itu sang penjaga tua berjalan pulang menyusuri rel yang sudah dihafalnya …")

    assert find_unlabelled(stand(article)) == ()


def test_a_sentence_before_the_first_paragraph_is_story():
    """A short first sentence between a date and a caption stays, though furniture was struck around it."""
    first = "Palang pintu itu kini dijaga anaknya."
    article = page_of("Rabu, 3 Mei", first, "Gardu tua", *STORY, struck=[(0, "byline"), (2, "caption")])

    assert find_unlabelled(stand(article)) == ()


def test_sections_beside_struck_entries_of_a_menu_go():
    """Where a menu's entries were struck, the names of sections between them belong to it."""
    article = page_of("Beranda", "Nasional", "Daerah", "Indeks", *STORY, struck=[(0, "nav"), (3, "nav")])

    assert {r.block for r in find_unlabelled(stand(article))} >= {1, 2}


def test_an_aside_in_brackets_is_not_even_looked_at():
    """Laughter, refrains and sources in brackets are story unless furniture stands beside them."""
    sheet = stand(page_of(*STORY, "(tergelak)"))

    assert units_of(sheet) == []


def test_plain_paragraphs_cost_nothing():
    """A story of paragraphs alone has no line to score, also beside a struck link."""
    sheet = stand(page_of(STORY[0], "Baca juga", *STORY[1:], struck=[(1, "related")]))

    assert units_of(sheet) == []


def test_languages_without_training_are_left_alone():
    """The model was fitted to Indonesian, Malay and English; other languages and scripts are not its business."""
    finnish = "Vanha vahti jäi eläkkeelle neljänkymmenen vuoden jälkeen, ja poikansa jatkaa työtä puomin luona kylässä."
    russian = (
        "Старый смотритель переезда ушёл на покой после сорока лет службы, и теперь шлагбаум поднимает его сын там."
    )
    speaks = [is_spoken(stand(page_of(text, text[:-1] + "!"))) for text in (*STORY, finnish, russian)]

    assert speaks == [True, True, True, False, False]


def test_english_is_one_of_its_languages():
    """English prose is looked at."""
    prose = "The keeper of the crossing retired after forty years, and it is his son who will now lower the gate there."

    assert is_spoken(stand(page_of(prose)))


def test_a_name_under_an_author_box_is_part_of_it():
    """What stands below the heading of an author's box is called by its name."""
    article = page_of(*STORY, "Tentang Penulis", "Ratna Kusumawati", struck=[(3, "author_box")])

    assert ["author_box"] == [r.kind for r in find_unlabelled(stand(article))]
