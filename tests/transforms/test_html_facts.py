"""What markup claims is read in all the broken forms that it has."""

from __future__ import annotations

import json

import pytest

from transforms.html.claims import read_claims
from transforms.html.facts import page_facts
from transforms.html.tree import parse_html
from transforms.names.credited import clean_names
from transforms.records.facts import DateWitness, PageFacts


def facts(head: str, body: str = "", root: str = "") -> PageFacts:
    """Return what a page with this head claims."""
    page = parse_html(f"<html {root}><head>{head}</head><body>{body}<p>Hujan.</p></body></html>")
    return page_facts(read_claims(page))


def jsonld(value: object) -> str:
    """Return a JSON-LD script."""
    return f"<script type='application/ld+json'>{json.dumps(value)}</script>"


STORY = {
    "@type": "NewsArticle",
    "headline": "Banjir surut",
    "datePublished": "2024-03-01T08:00:00+07:00",
    "dateModified": "2024-03-02T08:00:00+07:00",
    "author": {"@type": "Person", "name": "Rina Suwarni"},
    "editor": "Tomi Lasut",
    "publisher": {"@type": "Organization", "name": "Kabar Kota"},
    "keywords": "banjir, sungai",
}


def test_jsonld_gives_all_facts() -> None:
    """Headline, people, dates, outlet and tags are read from a story's JSON-LD."""
    found = facts(jsonld(STORY))
    assert found.titles == ("Banjir surut",)
    assert found.authors == ("Rina Suwarni",)
    assert found.editors == ("Tomi Lasut",)
    assert found.site_name == "Kabar Kota"
    assert found.published == (DateWitness("jsonld", "2024-03-01T08:00:00+07:00"),)
    assert found.modified == (DateWitness("jsonld", "2024-03-02T08:00:00+07:00"),)
    assert found.tags == ("banjir", "sungai")


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "Article", "headline": "Banjir surut",}',
        '<!-- {"@type": "Article", "headline": "Banjir surut"} -->',
        '//<![CDATA[\n{"@type": "Article", "headline": "Banjir surut"}\n//]]>',
        '/*<![CDATA[*/{"@type": "Article", "headline": "Banjir surut"}/*]]>*/',
        '{"@type": "Article", "text": "a\nb\tc", "headline": "Banjir surut"}',
        "{&quot;@type&quot;: &quot;Article&quot;, &quot;headline&quot;: &quot;Banjir surut&quot;}",
        '{"@type": "WebSite"} {"@type": "Article", "headline": "Banjir surut"};',
        '[{"@type": "WebSite"}, {"@type": ["Article", "Thing"], "headline": "Banjir surut"}]',
        '{"@graph": [{"@type": "WebPage"}, {"@type": "http://schema.org/BlogPosting", "headline": "Banjir surut"}]}',
        '{"@type": "WebPage", "mainEntity": {"@type": "Article", "headline": "Banjir surut"}}',
    ],
)
def test_broken_and_nested_jsonld_is_read(text: str) -> None:
    """Commas, comments, control characters, entities and nesting do not hide the story."""
    assert facts(f"<script type='application/ld+json'>{text}</script>").titles == ("Banjir surut",)


@pytest.mark.parametrize("text", ["", "{", '{"headline":', "null", "[" * 5_000, '"Article"', '{"@type": 5}'])
def test_hopeless_jsonld_claims_nothing(text: str) -> None:
    """What cannot be read is left out without harm."""
    assert facts(f"<script type='application/ld+json'>{text}</script>").titles == ()


def test_teasers_are_not_the_story() -> None:
    """An article inside a list, or related to the story, is another one."""
    teaser = {"@type": "NewsArticle", "headline": "Cerita lain"}
    ahead = {"@type": "ItemList", "itemListElement": [teaser]}
    assert facts(jsonld([ahead, {**STORY, "hasPart": teaser}])).titles == ("Banjir surut",)


def test_authors_by_reference_are_looked_up() -> None:
    """An author given by @id is found among the other objects."""
    graph = [{**STORY, "author": {"@id": "#rina"}}, {"@type": "Person", "@id": "#rina", "name": "Rina Suwarni"}]
    assert facts(jsonld({"@graph": graph})).authors == ("Rina Suwarni",)


def test_the_outlet_is_no_author() -> None:
    """An outlet that signs its own stories names nobody."""
    assert facts(jsonld({**STORY, "author": {"@type": "Organization", "name": "Kabar Kota"}})).authors == ()


def test_a_blog_may_bear_its_owners_name() -> None:
    """A person is an author although the blog is named so."""
    post = {"@type": "BlogPosting", "headline": "x y", "author": {"@type": "Person", "name": "Rina Suwarni"}}
    assert facts(jsonld(post) + "<meta property=og:site_name content='Rina Suwarni'>").authors == ("Rina Suwarni",)


def test_the_headline_on_the_page_comes_first() -> None:
    """Of titles that agree, the printed one is the title; the outlet's name is no part of it."""
    head = "<title>Banjir surut di tiga kampung - Kabar Kota</title><meta property=og:site_name content=KabarKota>"
    found = facts(head, "<h1>Banjir Surut di Tiga Kampung</h1>")
    assert found.titles == ("Banjir Surut di Tiga Kampung",)


def test_a_kicker_is_no_part_of_the_title() -> None:
    """Words in front of the headline that no hidden title has are a kicker."""
    head = "<meta property=og:title content='Banjir surut di tiga kampung'>"
    assert facts(head, "<h1>Daerah Banjir surut di tiga kampung</h1>").titles[0] == "Banjir surut di tiga kampung"


def test_a_logo_in_h1_is_not_the_title() -> None:
    """A top heading that agrees with no hidden title comes last."""
    head = "<meta property=og:title content='Banjir surut di tiga kampung'>"
    assert facts(head, "<h1>Kabar Kota</h1>").titles == ("Banjir surut di tiga kampung", "Kabar Kota")


@pytest.mark.parametrize(
    ("head", "body", "origin"),
    [
        ("<meta property='article:published_time' content='2024-03-01'>", "", "meta"),
        ("<meta name='DC.date.issued' content='2024-03-01'>", "", "meta"),
        ("<meta itemprop='datePublished' content='2024-03-01'>", "", "meta"),
        ("", "<span itemprop='datePublished'>2024-03-01</span>", "time"),
        ("", "<time datetime='2024-03-01'>kemarin</time>", "time"),
    ],
)
def test_dates_are_found_where_they_stand(head: str, body: str, origin: str) -> None:
    """Meta elements, itemprops and time elements are witnesses of the date."""
    assert facts(head, body).published[0] == DateWitness(origin, "2024-03-01")  # type: ignore[arg-type]


def test_a_date_without_a_digit_is_no_witness() -> None:
    """Exports print excuses where a date should be."""
    assert facts("<meta property='article:published_time' content='Tanggal tidak ditemukan'>").published == ()


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ("<link rel=canonical href='https://kabar.example/a'>", "https://kabar.example/a"),
        ("<meta property=og:url content='https://kabar.example/a'>", "https://kabar.example/a"),
        (
            "<link rel=canonical href='/a'><meta property=og:url content='https://kabar.example/b'>",
            "https://kabar.example/a",
        ),
        ("<link rel=canonical href='/a'>", None),
        ("<link rel=canonical href='javascript:void(0)'>", None),
        ("<link rel=canonical href='http://[kabar'>", None),
    ],
)
def test_canonical_addresses_are_absolute(head: str, address: str | None) -> None:
    """Only an absolute address of the web is one."""
    assert facts(head).canonical_url == address


def test_language_is_as_declared() -> None:
    """The language stands as the page writes it."""
    assert facts("", root="lang='id-ID'").language == "id-ID"
    assert facts("<meta property=og:locale content=id_ID>").language == "id_ID"


def test_printed_bylines_are_the_last_resort() -> None:
    """Without any meta data the marked byline is read."""
    assert facts("", "<div class='post-author'>Oleh: <a rel=author href=x>Rina Suwarni</a></div>").authors == (
        "Rina Suwarni",
    )


def test_a_lone_name_that_the_host_spells_is_an_author_where_it_is_printed() -> None:
    """A meta element there names the house; a byline names who wrote, and a blog may bear its owner's name."""
    page = "<html><head>{}</head><body>{}</body></html>"
    for head, body, names in (
        ("<meta name=author content=Marsinah>", "", ()),
        ("", "<div class=byline>Oleh <span itemprop=author>Marsinah</span></div>", ("Marsinah",)),
    ):
        claims = read_claims(parse_html(page.format(head, body)))
        assert page_facts(claims, "https://marsinah.id/perahu").authors == names


def test_a_labelled_name_on_the_social_card_is_an_author() -> None:
    """The card for social networks names the author behind a label."""
    head = "<meta name='twitter:label1' content='Ditulis oleh'><meta name='twitter:data1' content='Rina Suwarni'>"
    assert facts(head).authors == ("Rina Suwarni",)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("By Rina Suwarni and Tomi Lasut", ("Rina Suwarni", "Tomi Lasut")),
        ("Oleh: Rina Suwarni", ("Rina Suwarni",)),
        ("Written by Rina Suwarni, Senior Reporter", ("Rina Suwarni",)),
        ("Rina Suwarni | Kabar Kota", ("Rina Suwarni",)),
        ("Rina Suwarni; Tomi Lasut & Ade Pane", ("Rina Suwarni", "Tomi Lasut", "Ade Pane")),
        ("https://kabar.example/author/rina", ()),
        ("Redaksi", ()),
        ("admin", ()),
        ("Kabar Kota", ()),
        ("Didi Andri", ("Didi Andri",)),
        ("Robert Downey, Jr.", ("Robert Downey Jr.",)),
    ],
)
def test_names_are_cleaned(printed: str, names: tuple[str, ...]) -> None:
    """Lead-ins, roles, addresses and the outlet go; names stay as printed."""
    assert clean_names([printed], ["Kabar Kota"]) == names


@pytest.mark.parametrize(
    "printed",
    [
        "Kamis, 19 November 2026 - 08:06 WIB",
        "Monday, November 16, 2026",
        "Jum’at, 20 Nopember 2026, pukul 08.06 WITA",
        "Mon, Nov. 16th, 2026 | 8:06 GMT",
        "Lunes, 16 de noviembre, 2026",
        "SABTU",
        "16 Agt",
        "November, 26",
    ],
)
def test_a_day_is_nobody(printed: str) -> None:
    """What is nothing but words of a calendar and figures is no name."""
    assert clean_names([printed]) == ()
    assert facts("", f"<div class='byline'>{printed}</div>").authors == ()


@pytest.mark.parametrize(
    "name",
    [
        "April Lestari",
        "Agustus Gea",
        "Minggu Sinaga",
        "Jum'at Supardi",
        "Mei Rosa",
        "Jan de Vries",
        "June West Pane",
    ],
)
def test_people_are_called_after_months_and_days(name: str) -> None:
    """One other word makes a name, beside a date as well."""
    assert clean_names([f"Oleh: {name}, Kamis, 19 November 2026"]) == (name,)


@pytest.mark.parametrize("name", ["Agus", "Mei", "June", "Jan"])
def test_a_month_alone_is_a_name(name: str) -> None:
    """Where no figure stands beside it: many people sign so."""
    assert clean_names([f"Oleh {name}"]) == clean_names([f"{name} | Kamis, 19 November 2026"]) == (name,)


def test_behind_a_day_a_lone_label_is_no_name() -> None:
    """What is looked at because the first byline held a day alone must hold a name itself."""
    assert facts("", "<p class=byline>Feb 11</p><p class=byline>Written By</p>").authors == ()


def test_the_name_under_a_byline_that_is_a_day_is_found() -> None:
    """A day that is marked as the byline does not stand before the name."""
    body = "<p class=byline>Kamis, 19 November 2026 - 08:06 WIB</p><p class=author>Oleh: Rina Suwarni</p>"
    assert facts("", body).authors == ("Rina Suwarni",)


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Catatan Lanting</h1><h3>Pasar terapung ramai lagi</h3>",
        "<h1><a href='https://lanting.example/'>Catatan Lanting</a></h1>",
        "<a href='/'><h1>Catatan Lanting</h1></a>",
    ],
)
@pytest.mark.parametrize(
    "title", ["Pasar terapung ramai lagi ~ Catatan Lanting", "Catatan Lanting: Pasar terapung ramai lagi"]
)
def test_a_blogs_own_name_is_no_title(title: str, body: str) -> None:
    """A heading of first rank that names the site is not taken for the headline."""
    assert facts(f"<title>{title}</title>", body).titles == ("Pasar terapung ramai lagi",)


def test_a_short_heading_of_the_site_does_not_make_the_headline_a_name() -> None:
    """Where the lower heading is the shorter end of the title, it is the site's name."""
    found = facts(
        "<title>Pasar terapung ramai lagi - Kabar</title>", "<h1>Pasar terapung ramai lagi</h1><h2>Kabar</h2>"
    )
    assert found.titles[0] == "Pasar terapung ramai lagi"


@pytest.mark.parametrize("title", ["河水退去列车恢复运行--时政--某某网", "河水退去列车恢复运行_某某网"])
def test_sections_behind_a_headline_without_spaces_are_no_title(title: str) -> None:
    """What stands behind the printed headline in the page's title is section and outlet."""
    assert facts(f"<title>{title}</title>", "<h1>河水退去列车恢复运行</h1>").titles[0] == "河水退去列车恢复运行"


@pytest.mark.parametrize(
    "byline", ["Ditulis oleh: Samsul Bahri<br>Senin, 2 Maret 2024", "Oleh<br>Samsul Bahri<br>Senin, 2 Maret 2024"]
)
def test_a_byline_ends_at_a_line_break(byline: str) -> None:
    """The day under a name does not grow onto it."""
    assert facts("", f"<div class=penulis>{byline}</div>").authors == ("Samsul Bahri",)


@pytest.mark.parametrize(
    ("heading", "first"),
    [
        ('<h1 class="title mb-2">Rakit yang Pulang Sendiri</h1>', True),
        ('<h1 class="entry-title">Rakit yang Pulang Sendiri</h1>', True),
        ('<h1 class="subtitle">Rakit yang Pulang Sendiri</h1>', False),
        ('<h1 class="title">Berita Utama</h1>', False),
        ('<h1 class="title">Perahu hanyut, dermaga ditutup, pasar sepi, sungai naik, warga menunggu</h1>', False),
    ],
)
def test_a_heading_called_the_title_goes_before_what_is_for_search_engines(heading: str, *, first: bool) -> None:
    """One heading of first rank, its class says title, the story holds it, and it is the shortest: it is printed."""
    story = STORY | {"headline": "Bagaimana Perahu Dusun Kembali ke Dermaga Lama"}
    assert first == (facts(jsonld(story), f"<article>{heading}</article>").titles[0] in heading)


@pytest.mark.parametrize("name", ["page-title", "title", "entry-title"])
@pytest.mark.parametrize("below", ["", "<article><h2>Warga membangun dermaga</h2></article>"])
def test_a_sections_heading_is_not_the_headline(name: str, below: str) -> None:
    """A section is called a title as well: it stands outside the story and shares no word with its titles."""
    told = "Gotong royong, warga dusun Rawa membangun dermaga bambu yang baru"
    head = f'<meta property="og:title" content="{told}">{jsonld(STORY | {"headline": told})}'
    found = facts(head, f'<h1 class="{name}">Kabar dan Cerita Terkini</h1>{below}')
    assert found.titles[0] == told
    shared = facts(head, f'<h1 class="{name}">Kabar Warga dan Cerita</h1><h2>Warga dusun membangun dermaga</h2>')
    assert shared.titles[0] == told


def test_a_heading_called_the_title_is_the_storys_by_its_address() -> None:
    """What is written for search engines may share no word with the headline, but addresses keep its words."""
    link = '<link rel="canonical" href="https://kabar.example/berita/rakit-yang-pulang-sendiri">'
    head = link + jsonld(STORY | {"headline": "Bagaimana Perahu Dusun Kembali ke Dermaga Lama"})
    assert facts(head, '<h1 class="title">Rakit yang Pulang Sendiri</h1>').titles[0] == "Rakit yang Pulang Sendiri"
    assert facts(head, '<h1 class="title">Berita Pilihan Pekan Ini</h1>').titles[0].startswith("Bagaimana")


@pytest.mark.parametrize("name", ["blog-title", "single-blog-title", "site-title", "blog_name"])
@pytest.mark.parametrize(
    "head",
    [
        "",
        '<meta property="og:title" content="Warga Dusun Memperbaiki Dermaga">',
        "<title>Warga Dusun Memperbaiki Dermaga - Kabar Rawa</title>",
        jsonld({"@type": "Article", "headline": "Warga Dusun Memperbaiki Dermaga"}),
    ],
)
@pytest.mark.parametrize("other", ["", "<h1>Berita Lain</h1>"])
def test_a_heading_that_is_the_headline_is_not_the_sites_name(name: str, head: str, other: str) -> None:
    """Whatever its class is called: a hidden title has its words, or no other heading of first rank is there."""
    if head or not other:
        found = facts(head, f'<h1 class="{name}">Warga Dusun Memperbaiki Dermaga</h1>{other}')
        assert found.titles[0] == "Warga Dusun Memperbaiki Dermaga"


def test_a_heading_that_is_called_the_sites_name_is_no_title() -> None:
    """Themes print the site's name as a heading of first rank over every post."""
    heads = '<h1 class="press-site-title">Sewa Perahu Rawa</h1><h1 class="post_title">Rakit Bambu</h1>'
    found = facts("<title>Rakit Bambu yang pulang sendiri | Sewa Perahu Rawa</title>", heads)
    assert found.titles[0] == "Rakit Bambu"


def test_an_element_that_is_called_published_tells_the_day() -> None:
    """The microformat hAtom counts where neither JSON-LD nor meta tell; of several the first is the story's."""
    days = '<span class="meta published">Jan 17, 2020</span><span class="published">Feb 1, 2025</span>'
    assert facts("", days).published == (DateWitness("time", "Jan 17, 2020"),)
    assert facts(jsonld(STORY), days).published == (DateWitness("jsonld", "2024-03-01T08:00:00+07:00"),)


def test_an_element_called_published_that_holds_more_than_a_day_tells_none() -> None:
    """A whole story may be of the class; the day within it is the witness, not a day in its first words."""
    story = f"<p>Pada 17 Agustus 2001 dermaga itu dibuka, {'dan warga menyeberang setiap pagi ' * 5}.</p>"
    assert facts("", f'<article class="post published">{story}</article>').published == ()
    day = '<span class="published">\n   12   Mei 2026  </span>'
    assert facts("", f'<article class="post published">{day}{story}</article>').published == (
        DateWitness("time", "12 Mei 2026"),
    )
