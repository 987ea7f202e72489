"""One reading of names: markup, hints, bylines and credits are told the same of one credit."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms import clean_html, clean_text
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import words
from transforms.names.credited import clean_names, credited, people_in
from transforms.names.cues import open_role, roles_of

STORY = """Perahu dayung warga Kampung Lumbung kembali melayani penyeberangan setelah dermaga kayu selesai dibangun.
Dermaga itu dikerjakan bersama selama tiga bulan dengan kayu ulin sumbangan para pemilik kebun di hulu sungai.
Ketua kelompok Mardiana menyebut ongkos sekali menyeberang tetap dua ribu rupiah bagi anak sekolah dan guru.
Warga berharap pemerintah kabupaten memasang lampu di kedua ujung dermaga sebelum musim hujan tiba."""
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in STORY.split("\n"))

ONE = ("Sekar Wulandari",)
TWO = ("Sekar Wulandari", "Bayu Prakoso")
READ = [
    ("Sekar Wulandari - wartaGaya", ONE, ()),
    ("Sekar Wulandari -wartaSport", ONE, ()),
    ("Sekar Wulandari – Warta Rawa", ONE, ()),
    ("Sekar Wulandari | WartaRawa.com", ONE, ()),
    ("Sekar Wulandari (Koresponden)", ONE, ()),
    ("Sekar Wulandari, Kontributor", ONE, ()),
    ("Sekar Wulandari/WartaRawa", ONE, ()),
    ("Warta Rawa - Sekar Wulandari", ONE, ()),
    ("Oleh : Sekar Wulandari", ONE, ()),
    ("By: Sekar Wulandari", ONE, ()),
    ("Wartawan: Sekar Wulandari", ONE, ()),
    ("al-Wulandari", ("al-Wulandari",), ()),
    ("Sekar Wulandari, Guru Besar Hukum, dan Bayu Prakoso", TWO, ()),
    ("Sekar Wulandari, Head of Data", ONE, ()),
    ("Kontributor Sekar Wulandari", ONE, ()),
    ("Ditulis oleh Sekar Wulandari dan Bayu Prakoso", TWO, ()),
    ("SEKAR WULANDARI", ONE, ()),
    ("sekar wulandari", ONE, ()),
    ("Sekar Wulandari\nBayu Prakoso", TWO, ()),
    ("Sekar Wulandari; Bayu Prakoso", TWO, ()),
    ('["Sekar Wulandari", "Bayu Prakoso"]', TWO, ()),
    ("['Sekar Wulandari']", ONE, ()),
    ("Sekar Wulandari - wartaNews, Bayu Prakoso - wartaNews", TWO, ()),
    ("Sekar Wulandari, S.Pd., M.Pd.", ONE, ()),
    ("Sekar Wulandari S.H.", ONE, ()),
    ("Sekar Wulandari, MS, RD", ONE, ()),
    ("Sekar Wulandari <sekar@wartarawa.example>", ONE, ()),
    ("sekar@wartarawa.example (Sekar Wulandari)", ONE, ()),
    ("By Sekar Wulandari | Email the author | sekar@wartarawa.example", ONE, ()),
    ("Sekar Wulandari dan Tim", ONE, ()),
    ("Penulis: Sekar Wulandari | Editor: Bayu Prakoso", ONE, TWO[1:]),
    ("Pewarta: Sekar Wulandari; Redaktur: Bayu Prakoso", ONE, TWO[1:]),
    ("Reporter: Sekar Wulandari Penyunting: Bayu Prakoso", ONE, TWO[1:]),
    ("Penulis/Editor: Sekar Wulandari", ONE, ONE),
    ("Peliput/Fotografer: Sekar Wulandari", ONE, ()),
    ("Foto: Sekar Wulandari", (), ()),
]


@pytest.mark.parametrize(("printed", "authors", "editors"), READ)
def test_a_credit_is_read_the_same_on_every_road(printed, authors, editors):
    """What a hint says, and what a page's meta element says, name the same persons in the same roles."""
    hinted = clean_text(STORY, hints={"author": printed})
    escaped = printed.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace("\n", "&#10;")
    paged = clean_html(f'<html><head><meta name="author" content="{escaped}"></head><body>{PARAGRAPHS}</body></html>')

    assert credited([printed]) == (authors, editors)
    assert [(one.authors, one.editors) for one in (hinted, paged)] == [(authors, editors)] * 2


@pytest.mark.parametrize(
    "printed",
    [
        *("nan", "None", "null", "N/A", "-", "Tidak Ditemukan", "Anonim", "admin", "Tim Redaksi", "Redaksi Warta Rawa"),
        *("wartaSport", "Tim Warta - wartaSport", "sekar -wartaSport", "Pemeriksa Fakta Junior", "Penulis Junior"),
        *("CNN Indonesia", "Antara", "Reuters", "WartaRawa", "wartarawa.com", "MDR WARTA", "AFP"),
        *(
            "sekar@wartarawa.example",
            "https://wartarawa.example/author/sekar",
            "@sekarwulan",
            "sekar_wulan",
            "sekarwulan",
        ),
        *(
            "{{ author }}",
            "%author%",
            "[author]",
            "Sindikasi Feed",
            "RSS Import",
            "Senin, 12 Mei 2026",
            "Staf Humas",
            "Email the author",
        ),
    ],
)
def test_what_is_no_person_is_no_author(printed):
    """Desks, outlets, agencies, addresses, handles, words for no value and leftovers of templates name nobody."""
    hinted = clean_text(STORY, hints={"author": printed})
    paged = clean_html(f'<html><head><meta name="author" content="{printed}"></head><body>{PARAGRAPHS}</body></html>')

    assert [hinted.authors, paged.authors] == [(), ()]


def test_the_law_of_cues():
    """Whatever listed cue stands in front of a name, with a mark or without, is no part of it."""
    bare = {*words("roles", "bare_author"), *words("roles", "bare_editor"), *words("roles", "reporters")}
    labels = {label for role in ("author", "editor") for label in words("roles", role)}

    wrong = [cue for cue in bare if people_in(f"{cue} Sekar Wulandari") != ONE]
    wrong += [cue for cue in labels for mark in (":", " :", ": ") if people_in(f"{cue}{mark} Sekar Wulandari") != ONE]

    assert wrong == []


@given(st.sampled_from(("author", "editor", "bare_author")).flatmap(lambda name: st.sampled_from(words("roles", name))))
def test_a_cue_alone_is_no_name(cue):
    """A label behind which nobody is named names nobody, however its letters are written."""
    assert people_in(cue) == people_in(cue.upper()) == people_in(f"{cue}:") == ()


@pytest.mark.parametrize("role", ["author", "editor", "other"])
def test_cues_are_an_open_class(role):
    """With each listed label withheld, its words tell the role of nine in ten, and none is given to another trade."""
    told = {label: open_role(fold(label).replace("/", " ").replace("&", " ")) for label in words("roles", role)}
    wrong = {label: said for label, said in told.items() if said not in {role, None, "other"}}

    assert wrong == {}
    assert sum(said is not None for said in told.values()) >= 0.85 * len(told)


@pytest.mark.parametrize(
    ("label", "roles"),
    [
        ("Disarikan oleh", ("author",)),
        ("Dirangkum kembali oleh", ("author",)),
        ("Penyusun naskah", ("author",)),
        ("Wartawan Warta Rawa", ("author",)),
        ("Reporter WartaRawa.com", ("author",)),
        ("Disediakan oleh", ("author",)),
        ("Compiled by", ("author",)),
        ("Staff reporter", ("author",)),
        ("Penyelaras bahasa", ("editor",)),
        ("Penyemak", ("editor",)),
        ("Penanggung jawab naskah", ("editor",)),
        ("Proofreader", ("editor",)),
        ("Penyusun/Penyunting", ("author", "editor")),
        ("Pewarta foto", ("other",)),
        ("Pelatih", ()),
        ("Pemenang", ()),
        ("Director", ()),
        ("Ketua Panitia", ()),
    ],
)
def test_labels_that_no_list_holds(label, roles):
    """Verb, noun of the role, role and outlet, two roles parted by a slash; trades that write nothing are none."""
    assert roles_of(label) == roles


def page_with(claim: object, byline: str = "", behind: str = "") -> str:
    """Return a page with a claim in JSON-LD, a byline over the story, and something behind it."""
    data = {"@type": "NewsArticle", "headline": "Dermaga kayu selesai", "author": claim}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if claim else ""
    return (
        f"<html><head><title>Dermaga kayu selesai</title>{script}</head><body><article><h1>Dermaga kayu selesai</h1>"
        f"{byline}{PARAGRAPHS}</article>{behind}</body></html>"
    )


@pytest.mark.parametrize(
    ("claim", "byline", "authors"),
    [
        ([{"@type": "Person", "givenName": "Sekar", "familyName": "Wulandari"}], "", ONE),
        (
            {"@type": "Person", "givenName": "Sekar", "additionalName": "Ayu", "familyName": "Wulandari"},
            "",
            ("Sekar Ayu Wulandari",),
        ),
        ({"@type": "Person", "familyName": "Wulandari"}, "", ("Wulandari",)),
        ({"@type": "Organization", "name": "Warta Teluk Group"}, "", ()),
        ({"@type": "Person", "name": "Impor RSS"}, "<p class='author'>Oleh Sekar Wulandari</p>", ONE),
        (
            {"@type": "Organization", "name": "Rumah Teluk"},
            "<div class='post-author'>Sekar Wulandari &amp; Bayu Prakoso</div>",
            TWO,
        ),
        (
            None,
            "<div class='author'>By Sekar Wulandari | <a href='mailto:s@warta.example'>Contact the reporter</a></div>",
            ONE,
        ),
        (None, "<p class='c-AuthorName-sc-18a'>Sekar Wulandari</p>", ONE),
        (None, "<div>12 menit <a href='/penulis/sekar-wulandari/'>Sekar Wulandari</a></div>", ONE),
    ],
)
def test_who_wrote_by_markup_and_byline(claim, byline, authors):
    """Given and family names are joined; an account or an organization yields to the printed byline."""
    assert clean_html(page_with(claim, byline)).authors == authors


@pytest.mark.parametrize(
    "behind",
    [
        "<aside><ul><li><a href='/1'>Kebun Baru</a> <small>3 Mei 2026</small></li></ul></aside>",
        "<div class='related'><h4><a href='/2'>Rel Lama</a></h4><span>Sabtu, 2 Mei 2026</span></div>",
        "<div><p><a href='/3'>Pasar Ikan</a> - 1 Mei 2026</p></div>",
        "<div class='comments'><p><b>Rani Pertiwi</b> <i>4 Mei 2026</i></p><p>Semoga lekas terang.</p></div>",
        "<ol class='commentlist'><li><cite class='author'>Rani Pertiwi</cite> 4 Mei 2026 10:12<p>Mantap.</p></li></ol>",
        "<section id='respond'><span class='comment-author'>Rani Pertiwi</span><p>Kapan lampunya?</p></section>",
    ],
)
def test_teasers_and_readers_wrote_nothing(behind):
    """Names and headlines with a day behind the story are of other pages, or of those who comment."""
    assert clean_html(page_with(None, "<div class='date'>5 Mei 2026</div>", behind)).authors == ()


def test_the_outlet_is_no_author():
    """Whatever case and spaces it is written with."""
    assert clean_names(["WARTA RAWA", "Sekar Wulandari"], ["WartaRawa"]) == ONE
