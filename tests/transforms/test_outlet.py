"""Outlets: from hosts, from what the page prints, from neither."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.standing import stand

from transforms.finders.dateline.find import find_dateline
from transforms.finders.outlet.find import Outlet, find_outlet, host_spelled
from transforms.names.outlets import core, is_domain
from transforms.records import Article
from transforms.records.facts import NO_FACTS, PageFacts
from transforms.text.normal import text_blocks

STORY = "Air sungai naik dua meter semalam dan warga mengungsi ke balai desa sejak subuh, kata petugas."


def outlet_of(text: str, url: str | None = None, facts: PageFacts = NO_FACTS) -> Outlet:
    """Find the outlet of a text."""
    article = Article("a.txt", url, text_blocks(text))
    return find_outlet(stand(article, facts=facts), find_dateline(stand(article)).outlet)


@pytest.mark.parametrize(
    ("url", "name", "domain"),
    [
        ("https://news.detik.com/berita/d-1/a", "detikcom", "detik.com"),
        ("https://gorontalo.tribunnews.com/2026/05/a", "TribunGorontalo.com", "tribunnews.com"),
        ("https://lampung.viva.co.id/a", "VIVA Lampung", "viva.co.id"),
        ("https://en.antaranews.com/a", "ANTARA", "antaranews.com"),
        ("https://www.kabarrawa.co.id/a", "kabarrawa.co.id", "kabarrawa.co.id"),
        ("https://lensarawa.blogspot.com/a", "lensarawa", "lensarawa.blogspot.com"),
        ("https://kominfo.malangkab.go.id/a", "Kominfo Kabupaten Malang", "malangkab.go.id"),
        ("https://bpbd.palukota.go.id/a", "BPBD Kota Palu", "palukota.go.id"),
        ("https://rsud.palukota.go.id/a", "palukota.go.id", "palukota.go.id"),
        ("https://cerdaskota.go.id/a", "cerdaskota.go.id", "cerdaskota.go.id"),
    ],
)
def test_the_host_names_the_outlet(url, name, domain):
    """Known hosts have readers' names, the most specific wins; others their own."""
    found = outlet_of(STORY, url)
    assert (name, domain) == (found.name, found.domain)


def test_the_page_says_how_the_hosts_name_is_written():
    """Spaces and capitals come from the page, the choice from the host."""
    text = f"{STORY}\nIkuti kanal resmi di Google News\nCopyright © 2026 Lensa Rawa"
    assert outlet_of(text, "https://lensarawa.blogspot.com/2026/a.html").name == "Lensa Rawa"


def test_a_platform_alone_is_no_outlet():
    """A host that prints everybody's posts names nobody."""
    assert outlet_of(STORY, "https://wordpress.com/a").name is None
    assert outlet_of(STORY, "https://www.facebook.com/a").name is None


@pytest.mark.parametrize(
    "text",
    [
        f"Kabar Rawa – {STORY}",
        f"oleh Kabar Rawa diperbarui 29 Jun 2026, 14:33 WIB\n{STORY}",
        f"{STORY}\nGabung di channel Telegram Kabar Rawa: t.me/kabarrawa",
        f"{STORY}\nHak cipta © 2026 Kabar Rawa",
        f"{STORY}\nDilarang menyalin tanpa izin tertulis dari Kabar Rawa",
    ],
)
def test_without_a_url_the_page_names_its_outlet(text):
    """Dateline, byline and the outlet's own notices are witnesses."""
    assert outlet_of(text).name == "Kabar Rawa"


@pytest.mark.parametrize("text", [f"TRIBUN JOGJA – {STORY}", f"Laporan Reporter Tribun Jogja, Ayu Lestari\n{STORY}"])
def test_without_a_url_the_registry_says_how_a_known_name_is_written(text):
    """Whatever ending of a domain the page leaves out."""
    assert outlet_of(text).name == "TribunJogja.com"


@pytest.mark.parametrize("end", ["Pukul 14.40 - 23.00 WIB", "Jadwal Liga Rawa - Pekan 10"])
def test_a_clock_or_a_number_behind_a_dash_is_no_outlet(end):
    """What ends a line behind a dash names a paper, a time or a round."""
    assert outlet_of(f"{STORY}\n{end}").name is None


def test_a_number_behind_a_papers_word_belongs_to_it():
    """Papers bear numbers as well."""
    assert outlet_of(f"{STORY}\nPerahu kembali melayani warga - Kabar 24").name == "Kabar 24"


def test_another_domain_of_a_known_name_is_another_paper():
    """The registry's paper has the domain that the registry has."""
    assert outlet_of(f"TRIBUNJOGJA.NET – {STORY}").name != "TribunJogja.com"


def test_a_service_over_a_number_is_no_dateline():
    """A channel for messages is no press."""
    assert outlet_of(f"WhatsApp | 0821-0000 – {STORY}").name is None


def test_without_evidence_there_is_no_outlet():
    """Prose about permits and rights names no outlet."""
    text = f"{STORY}\nPemerintah mencabut izin Usaha Tambang Rawa pekan ini. Hak cipta dilindungi undang-undang."
    assert outlet_of(text).name is None


def test_a_site_name_from_the_markup_counts():
    """The markup's name is used where the host is unknown and the page silent."""
    assert outlet_of(STORY, facts=PageFacts(site_name="Kabar Rawa - Cepat dan Tepat")).name == "Kabar Rawa"


@pytest.mark.parametrize(
    "text",
    [STORY, f"KabarRawa.Info-{STORY}", f"{STORY}\nCopyright © 2026 KabarRawa.info", f"{STORY} Kabar Rawa mencatat."],
)
def test_an_unknown_host_has_one_name_on_all_its_pages(text):
    """What a dateline or the prose prints differs from page to page; the host does not."""
    assert outlet_of(text, "https://kabarrawa.info/a").name == "kabarrawa.info"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (STORY, None),
        (f"KABARRAWA, Palu – {STORY}\nPetugas berjaga (Kabar Rawa/Ayu). Kabar Rawa mencatat.", "Kabar Rawa"),
        (f"{STORY}\nHak cipta © 2026 Lensa Bukit", "Lensa Bukit"),
    ],
)
def test_at_an_ending_of_no_public_list_the_page_decides(text: str, name: str | None) -> None:
    """What the host's letters spell comes first, then what the page calls itself; the host alone names nobody."""
    spelled = host_spelled(stand(Article("a.txt", None, text_blocks(text))), "https://news.kabarrawa.example/a")
    article = Article("a.txt", "https://news.kabarrawa.example/a", text_blocks(text))
    found = find_outlet(stand(article), find_dateline(stand(article)).outlet, spelled=spelled)
    assert (name, None) == (found.name, found.domain)


def test_at_such_an_ending_the_delivered_name_counts() -> None:
    """An export that names its outlet is believed where neither host nor page tells."""
    article = Article("a.txt", "https://kabar1.example/1", text_blocks(STORY))
    assert find_outlet(stand(article, hints={"outlet": "Kabar Rawa"})).name == "Kabar Rawa"


def test_a_firm_is_named_without_its_legal_form():
    """Readers know the paper, not the company behind it."""
    assert outlet_of(f"{STORY}\n© 2026 PT Lensa Rawa Media. Hak Cipta Dilindungi").name == "Lensa Rawa"
    assert outlet_of(f"{STORY}\nHak Cipta © 2026 Lensa Rawa Sdn Bhd").name == "Lensa Rawa"


def test_an_agencys_dateline_yields_to_the_pages_own_name():
    """Clients print an agency's copy with its dateline."""
    text = f"KUCHING, 4 Mac (Bernama) -- {STORY}\nCopyright © 2026 Lensa Rawa"
    assert outlet_of(text).name == "Lensa Rawa"


@pytest.mark.parametrize(
    "line",
    [
        "Kabar Rawa © 2026",
        "Copyright @ 2026 Kabar Rawa",
        "Temukan berita lainnya di Google News Kabar Rawa",
        "Penulis di Kabar Rawa",
        "Jadikan Kabar Rawa sumber pilihan Anda di Google",
        "Ikuti Whatsapp Channel Kabar Rawa untuk kabar setiap hari",
    ],
)
def test_furniture_names_its_outlet(line):
    """What only the publisher would say of itself names the publisher."""
    assert outlet_of(f"{STORY}\n{line}").name == "Kabar Rawa"


WELL_KNOWN = Path(__file__).parents[1] / "data" / "well_known_hosts.tsv"
"""Hosts and what readers call them, written from memory by somebody who had not read the registry."""
FEWEST_RIGHT = 190
"""Of 200."""


def bare(name: str) -> str:
    """Return a name as readers compare it: without its article and ending."""
    return core(name.removeprefix("The "))


def test_well_known_hosts_have_the_readers_names() -> None:
    """Of 200 hosts nearly all are called as readers call them, and none as another paper."""
    rows = [line.split("\t") for line in WELL_KNOWN.read_text(encoding="utf-8").splitlines()]
    given = [(want, outlet_of(STORY, f"https://{host}/x").name or "") for host, want in rows]
    wrong = [(want, name) for want, name in given if bare(want) not in bare(name) and bare(name) not in bare(want)]
    assert len(rows) == 200
    assert sum(bare(want) == bare(name) for want, name in given) >= FEWEST_RIGHT
    assert [pair for pair in wrong if not is_domain(pair[1])] == []


@pytest.mark.parametrize(
    "line",
    ["Pesan lewat aplikasi RakitJaya sekarang!", "Tonton di YouTube Ayu Lestari.", "Simak live streaming Merbah TV."],
)
def test_app_or_a_channel_alone_is_not_the_paper(line: str) -> None:
    """Stories tell of apps and channels of others; it takes a second sign."""
    assert outlet_of(f"{STORY}\n{line}").name is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"POS-RAWAPURI.COM, RAWAPURI - {STORY}", "Pos-rawapuri.com"),
        (f"{STORY}\nIkuti Berita PosRawapuri.com lainnya di Google News", "PosRawapuri.com"),
        (f"{STORY}\nIkuti Berita LensaBukit.com lainnya di Google News", None),
        (STORY, None),
    ],
)
def test_a_networks_page_names_its_own_paper_by_a_domain_that_its_subdomain_spells(text: str, name: str | None) -> None:
    """A domain of other letters is a sister's or a source's; then the network's own way of naming counts."""
    found = outlet_of(text, "https://rawapuri.tribunnews.com/2026/05/a")
    assert name in (None, found.name)
    assert found.domain == "tribunnews.com"
    assert name or found.name != "LensaBukit.com"


def test_where_a_notice_says_that_the_story_stood_is_the_own_paper_under_a_network() -> None:
    """The network's own name and its subdomain must spell it: else the copy came from elsewhere, a rival next door."""
    article = Article("a.txt", "https://rawapuri.tribunnews.com/2026/05/a", text_blocks(STORY))
    told = [
        find_outlet(stand(article), republished=(name, False)).name
        for name in ("TribunRawapuri.co", "Kompas.com", "InfoRawapuri.com")
    ]
    assert told[0] == "TribunRawapuri.co"
    assert told[1] == told[2] == "Tribunnews.com"


def test_an_agency_whose_address_is_the_source_is_not_the_outlet() -> None:
    """Its dateline came along with the copy, known address or not."""
    text = f"Palu (ANTARA) - {STORY}\nSource: kabarantara.com"
    assert outlet_of(text).name is None
