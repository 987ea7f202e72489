"""Papers under a network's host have names of their own; the network is their parent."""

import pytest

from transforms import clean_html, clean_text
from transforms.names.hosts import known_at, language_at, section_of

STORY = (
    "Perahu dayung warga Kampung Lumbung kembali melayani penyeberangan setelah dermaga kayu selesai dibangun.\n"
    "Dermaga itu dikerjakan bersama selama tiga bulan dengan kayu ulin sumbangan para pemilik kebun di hulu.\n"
    "Ketua kelompok Mardiana menyebut ongkos sekali menyeberang tetap dua ribu rupiah bagi anak sekolah."
)


@pytest.mark.parametrize(
    ("url", "name", "parent"),
    [
        ("https://radarsurabaya.jawapos.com/a/1", "Radar Surabaya", "jawapos.com"),
        ("https://radarbromo.jawapos.com/a/1", "Radar Bromo", "jawapos.com"),
        ("https://baliexpress.jawapos.com/a/1", "Bali Express", "jawapos.com"),
        ("https://radarlembayung.jawapos.com/a/1", "Radar Lembayung", "jawapos.com"),
        ("https://www.jawapos.com/a/1", "JawaPos.com", "jawapos.com"),
        ("https://radartegal.disway.id/a/1", "Radar Tegal", "disway.id"),
        ("https://harian.disway.id/a/1", "Harian Disway", "disway.id"),
        ("https://banyumas.viva.co.id/a/1", "VIVA Banyumas", "viva.co.id"),
        ("https://jatim.viva.co.id/a/1", "VIVA Jatim", "viva.co.id"),
        ("https://bola.viva.co.id/a/1", "VIVA.co.id", "viva.co.id"),
        ("https://jogja.suara.com/a/1", "SuaraJogja.id", "suara.com"),
        ("https://depok.pikiran-rakyat.com/a/1", "Pikiran Rakyat Depok", "pikiran-rakyat.com"),
        ("https://sumsel.tribunnews.com/a/1", "TribunSumsel.com", "tribunnews.com"),
        ("https://www.bbc.com/indonesia/articles/1", "BBC News Indonesia", "bbc.com"),
        ("https://www.bbc.com/news/1", "BBC", "bbc.com"),
    ],
)
def test_a_paper_under_a_network_has_its_own_name(url, name, parent):
    """By a row of its own, by the words that its label is put together of, or as the network calls its regions."""
    article = clean_text(STORY, url=url)

    assert (article.outlet, article.outlet_domain) == (name, parent)


@pytest.mark.parametrize("host", ["m.jawapos.com", "sport.viva.co.id", "xq.suara.com", "news.disway.id"])
def test_a_section_is_the_networks_own(host):
    """A label that is a section, or tells nothing, leaves the network's name."""
    assert known_at(host) == known_at(host.partition(".")[2])


def test_the_first_part_of_the_path_is_asked_as_well():
    """Some houses print several papers at one host."""
    assert section_of("https://www.bbc.com/indonesia?x=1") == "indonesia"
    assert known_at("bbc.com", "indonesia") != known_at("bbc.com", "news")


@pytest.mark.parametrize(
    ("host", "language"),
    [("wartarawa.id", "id"), ("wartarawa.com.my", "ms"), ("thestar.com.my", "en"), ("rawa.com", None)],
)
def test_hosts_tell_the_language_of_most_that_they_print(host, language):
    """By the longest listed ending."""
    assert language_at(host) == language


@pytest.mark.parametrize(
    ("url", "text", "name"),
    [
        ("https://radarmerbah.bacakoran.co/read/1/a", STORY, "Radar Merbah"),
        ("https://natuna.tribunnews.com/2026/05/a", STORY, "TribunNatuna"),
        ("https://merbah.tribunnews.com/2026/05/a", f"POS-MERBAH.COM, MERBAH - {STORY}", "Pos-merbah.com"),
        ("https://news.viva.co.id/a/1", f"POS-MERBAH.COM, MERBAH - {STORY}", "VIVA.co.id"),
    ],
)
def test_a_paper_under_a_network_needs_no_row(url, text, name):
    """Its label tells, or its dateline; a section is the network's own whatever stands in its dateline."""
    assert clean_text(text, url=url).outlet == name


@pytest.mark.parametrize(
    ("host", "rival", "name"),
    [
        ("kendari.suara.com", "PortalKendari.com", "SuaraKendari.id"),
        ("parepare.pikiran-rakyat.com", "BeritaParepare.com", "Pikiran Rakyat Parepare"),
        ("rawaraya.pikiran-rakyat.com", "InfoRawaRaya.com", "Pikiran Rakyat"),
        ("rawaraya.pikiran-rakyat.com", "PRRawaRaya.com", "PRRawaRaya.com"),
    ],
)
def test_a_rival_that_bears_the_towns_name_is_not_the_networks_paper(host, rival, name):
    """Its story is printed again; only a name made of the network's own and the subdomain is the paper's."""
    text = f"{STORY}\nArtikel ini telah tayang di {rival} dengan judul Perahu Dayung Kembali Melayani"
    assert clean_text(text, url=f"https://{host}/a/1").outlet == name


def noticed(paper, address):
    """Return a story with a notice of where it stood, and the address behind it."""
    return f"{STORY}\nArtikel ini telah tayang di {paper} dengan judul Perahu Dayung Kembali Melayani, {address}"


@pytest.mark.parametrize(
    ("host", "paper", "address", "name"),
    [
        ("merbah.tribunnews.com", "pos-merbah.com", "https://merbah.tribunnews.com/2026/05/perahu.", "pos-merbah.com"),
        ("natuna.tribunnews.com", "Suluh-Natuna.com", "http://www.natuna.tribunnews.com/a/b", "Suluh-Natuna.com"),
        ("natuna.tribunnews.com", "Suluh-Natuna.com", "https://suluh-natuna.com/a/b", "TribunNatuna"),
        ("natuna.tribunnews.com", "Suluh-Natuna.com", "https://natuna.tribunnews.com.example/a", "TribunNatuna"),
        ("radarmerbah.jawapos.com", "SuluhMerbah.com", "https://suluhmerbah.com/a/b", "Radar Merbah"),
    ],
)
def test_a_notice_with_the_pages_own_address_names_its_own_paper(host, paper, address, name):
    """A story that was taken over gives the address of the one that it was taken from."""
    assert clean_text(noticed(paper, address), url=f"https://{host}/a/1").outlet == name


@pytest.mark.parametrize(
    ("host", "text", "name"),
    [
        ("natuna.tribunnews.com", f"KOMPAS.COM, NATUNA - {STORY}", "TribunNatuna"),
        ("natuna.tribunnews.com", f"POS-NATUNA.COM, NATUNA - {STORY}", "Pos-natuna.com"),
        ("radarmerbah.jawapos.com", f"RADARMERBAHKITA.COM, MERBAH - {STORY}", "Radar Merbah"),
        (
            "radarmerbah.jawapos.com",
            f"RADARMERBAHKITA.COM, MERBAH - {STORY}\nIkuti saluran RadarMerbahKita.Com di WhatsApp",
            "Radarmerbahkita.com",
        ),
        ("lifestyle.tribunnews.com", f"TRIBUNLIFESTYLE.COM, NATUNA - {STORY}", "Tribunlifestyle.com"),
        ("lifestyle.tribunnews.com", f"INFOLIFESTYLE.COM, NATUNA - {STORY}", "Tribunnews.com"),
    ],
)
def test_two_voices_of_a_page_outvote_the_letters_of_its_subdomain(host, text, name):
    """One does where the letters tell only a town; a known house's dateline came along with its story."""
    assert clean_text(text, url=f"https://{host}/a/1").outlet == name


@pytest.mark.parametrize(
    ("host", "notice", "name", "wire"),
    [
        (
            "radarmerbah.jawapos.com",
            "Artikel ini telah tayang di Kompas.com dengan judul Perahu. Kabar lain: https://radarmerbah.jawapos.com/",
            "Radar Merbah",
            "Kompas.com",
        ),
        (
            "radarmerbah.jawapos.com",
            "Artikel ini telah tayang di Antara dengan judul Perahu Kembali, https://radarmerbah.jawapos.com/daerah/7",
            "Radar Merbah",
            "ANTARA",
        ),
        (
            "radarmerbah.jawapos.com",
            "Artikel ini telah tayang di SuluhHulu.com berjudul Perahu. Kunjungi https://radarmerbah.jawapos.com/ juga",
            "Radar Merbah",
            "SuluhHulu.com",
        ),
    ],
)
def test_an_address_of_the_pages_own_makes_no_rival_its_paper(host, notice, name, wire):
    """It invites to read on; a house that stands elsewhere, or a front page's address, says that a story came along."""
    article = clean_text(f"{STORY}\n{notice}", url=f"https://{host}/a/1")
    assert article.outlet == name
    assert wire in (*article.wire_sources, article.republished_from)


@pytest.mark.parametrize("host", ["okes.bacakoran.co", "xq.promediateknologi.id", "news.bacakoran.co"])
def test_where_nothing_is_known_of_a_networks_host_it_stands_for_the_outlet(host):
    """A host that readers can look up is better than none."""
    assert clean_text(STORY, url=f"https://{host}/a/1").outlet == host.partition(".")[2]


@pytest.mark.parametrize(
    ("host", "site", "name"),
    [
        ("lumbung.bacakoran.co", "Harian Lumbung", "Harian Lumbung"),
        ("xq.promediateknologi.id", "The Lumbung Courier", "The Lumbung Courier"),
        ("okes.bacakoran.co", "Akhbar Lumbung", "Akhbar Lumbung"),
        ("okes.bacakoran.co", "Kompas.com", "bacakoran.co"),
        ("natuna.tribunnews.com", "Suluh Natuna", "TribunNatuna"),
    ],
)
def test_a_site_names_itself_where_nothing_is_known_of_a_networks_host(host, site, name):
    """A known house's name came along with its template, and what the letters tell goes before."""
    story = "".join(f"<p>{line}</p>" for line in STORY.split("\n"))
    page = (
        f'<html><head><meta property="og:site_name" content="{site}"></head><body><h1>Perahu</h1>{story}</body></html>'
    )
    assert clean_html(page, url=f"https://{host}/a/1").outlet == name
