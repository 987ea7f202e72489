"""
Identity v1: what deliveries and pages are called.

The golden values below were published as ids. They never change: who wants other ones writes
identity v2 and a migration.
"""

import json
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.identity import (
    object_of,
    page_key_of_file,
    page_key_of_object,
    place_id,
    record_id_of_file,
    record_id_of_object,
)
from transforms.identity.address import clean_url_v1
from transforms.identity.folding import fold
from transforms.identity.markup import address_named

URL = "https://www.contoh.id/berita/banjir?id=7"
STORY = "Air sungai naik dua meter semalam, kata warga – “kami mengungsi” ke balai desa."
PAGE = f'<html><head><link rel="canonical" href="{URL}"></head><body><p>{STORY}</p></body></html>'

OBJECTS = {
    "text": ({"text": STORY}, "3452deb5c7ef9735b46f91cd9dc56af1", "12dc0e04691dc149619d088717c1b7a6"),
    "isi": ({"isi": STORY, "judul": "Banjir"}, "cc144a9d9458600bfab2cdcbb513264d", "12dc0e04691dc149619d088717c1b7a6"),
    "url": ({"url": URL, "text": STORY}, "8ebbae14b60fb3431eec789c0c2969c7", "10e6d3a40c976bdf4535e9e6c8fee71d"),
    "tracked url": (
        {"link": "http://m.contoh.id/berita/banjir/?utm_source=wa&id=7#atas", "isi": STORY},
        "b7d5f33c5e33db2213df37d0f1adb467",
        "10e6d3a40c976bdf4535e9e6c8fee71d",
    ),
    "nested url": (
        {"mainEntityOfPage": 1, "url": {"@id": URL}},
        "8f26b7504c51a65c786dac6132610cad",
        "10e6d3a40c976bdf4535e9e6c8fee71d",
    ),
    "rendered": (
        {"link": URL, "content": {"rendered": f"<p>{STORY}</p>"}},
        "09ea8adce00051ef64b0e3c4043b9476",
        "10e6d3a40c976bdf4535e9e6c8fee71d",
    ),
    "canonical": ({"html": PAGE}, "9510c09e468570dfc317f040e5923af5", "10e6d3a40c976bdf4535e9e6c8fee71d"),
    "source that is an address": (
        {"source": "https://contoh.id/a", "text": STORY},
        "f50a2fbbef62603d916b17e447ea6a9b",
        "12dc0e04691dc149619d088717c1b7a6",
    ),
    "home page": (
        {"url": "https://contoh.id/", "text": STORY},
        "63dfc559933d1968064f9c83e8b861f9",
        "12dc0e04691dc149619d088717c1b7a6",
    ),
    "no address": (
        {"url": "tidak ada", "text": STORY},
        "230bf32c01ba8e0628774a39cf5e73c0",
        "12dc0e04691dc149619d088717c1b7a6",
    ),
    "fetched": (
        {"text": STORY, "fetched_at": "2026-11-03", "Crawl Date": 5},
        "3452deb5c7ef9735b46f91cd9dc56af1",
        "12dc0e04691dc149619d088717c1b7a6",
    ),
    "paragraphs": (
        {"content": [{"text": STORY}, "Jalan tutup."]},
        "0d602b566258bcb4bbfe3667b37e8a60",
        "83afd8a3447fc11e0b6d9ffd143f87a2",
    ),
    "html": (
        {"html": f"<div class=x>{STORY}<script>var a='<p>'</script></div>"},
        "f402a998f3ae5c75f05b108d28713e34",
        "12dc0e04691dc149619d088717c1b7a6",
    ),
    "no field of text": (
        {"a": {"b": [STORY]}, "c": 1},
        "6a1279b10438273d1e474d614b76f522",
        "12dc0e04691dc149619d088717c1b7a6",
    ),
    "short": ({"text": "Hujan."}, "092260e8e40e61feb0fe83add16dca99", "813464bce30125f20307a914b0bdb11e"),
    "empty": ({}, "566ec98cbbffbe9da49d0596c2a711da", "06f29f87975e87b38d1c04a1038ed562"),
    "numbers": (
        {"text": "Hujan.", "n": 2**80, "x": float("inf"), "y": 0.1, "z": None, "w": True},
        "c71a53ab8628f0c256255227dd9aff68",
        "84e645d474ce43343ad6a2f10ab4a8c6",
    ),
    "floats": (
        {"a": 1e16, "b": 1.5e-7, "c": -0.0, "d": 2**63, "e": 0.1, "f": {"y": 1, "x": []}},
        "38e6b0bcfc90601013c1ca2aa80d5ff4",
        "996e5de2dd4fd47e536206e8523b1a44",
    ),
    "surrogate": ({"text": "Hujan \ud800."}, "e61a835e2303aec70039b666dea5d22e", "7880eb0427cc585de9ddb6984ae5d2d6"),
}
FILES = {
    "text": (STORY.encode(), None, "96f33a9c645d6be0ce55aa5e14c14b24", "12dc0e04691dc149619d088717c1b7a6"),
    "text in windows-1252": (
        STORY.encode("cp1252"),
        None,
        "817f17fd2bdbfe8b982997fa803f59b5",
        "12dc0e04691dc149619d088717c1b7a6",
    ),
    "text in UTF-16": (
        STORY.encode("utf-16"),
        None,
        "827a82ec95b5fa1bdc9c90e271274f09",
        "12dc0e04691dc149619d088717c1b7a6",
    ),
    "page": (PAGE.encode(), None, "4f6272bd270df7c7a1306057b96dcbfb", "10e6d3a40c976bdf4535e9e6c8fee71d"),
    "page in UTF-16": (
        PAGE.encode("utf-16"),
        None,
        "b8107c6aab73fa0a6bff2bfa5e1b177e",
        "10e6d3a40c976bdf4535e9e6c8fee71d",
    ),
    "sidecar": (
        STORY.encode(),
        json.dumps({"url": URL, "fetched_at": "2026-11-03"}).encode(),
        "6b7a4ea845f58636363318b0a7fda238",
        "10e6d3a40c976bdf4535e9e6c8fee71d",
    ),
    "broken sidecar": (STORY.encode(), b"{", "f2918931b7bafb399993166e463449e1", "12dc0e04691dc149619d088717c1b7a6"),
    "bytes": (b"\xff\x00Hujan.", None, "970dc74ed17ccc5a87d6dee01d6770d3", "5ab5da1385285455a6d7c7b71fd1181e"),
    "nothing": (b"", b"{}", "4817bd9f28d881553271ec4983fab31f", "0fa506a661f1b9b16d69a86f31ee8a93"),
}
"""What was delivered, its record_id, its page key."""


@pytest.mark.parametrize(("obj", "record", "page"), OBJECTS.values(), ids=OBJECTS)
def test_names_of_objects_never_change(obj, record, page):
    """Published ids depend on them."""
    assert (record, page) == (record_id_of_object(obj), page_key_of_object(obj))


@pytest.mark.parametrize(("data", "sidecar", "record", "page"), FILES.values(), ids=FILES)
def test_names_of_files_never_change(data, sidecar, record, page):
    """Published ids depend on them."""
    assert (record, page) == (record_id_of_file(data, sidecar), page_key_of_file(data, sidecar))


def test_a_name_of_a_place_never_changes():
    """What cannot be read is known by its place and the reason."""
    assert place_id("a/b.jsonl#7", "broken_json") == "013b4061a447deb52f9665cd7958b7d9"


def test_one_address_names_one_page_however_it_comes():
    """By field, by sidecar, or by what the page itself says."""
    told = json.dumps({"page_url": URL}).encode()
    keys = {
        page_key_of_object({"url": URL, "text": "Satu."}),
        page_key_of_object({"html": PAGE}),
        page_key_of_file(PAGE.encode(), None),
        page_key_of_file(b"Hujan.", told),
    }

    assert len(keys) == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://contoh.id/berita/banjir/?id=7",
        "https://m.contoh.id/berita/banjir?id=7#komentar",
        "https://CONTOH.id:443/berita/banjir/amp?id=7",
        "https://contoh.id/berita/banjir?utm_source=wa&amp;id=7&fbclid=x",
        "https://contoh.id/berita/banjir?page=1&id=7",
        "//contoh.id/berita//banjir?id=7",
        "contoh.id/berita/b%61njir/index.html?id=7",
        "https://contoh-id.cdn.ampproject.org/c/s/contoh.id/berita/banjir?id=7",
        "  https://www.contoh.id/berita/ban\njir?id=7 ",
    ],
)
def test_addresses_of_one_page_are_cleaned_alike(url):
    """Dress, scheme, tracking and order of parameters are not the page."""
    assert clean_url_v1(url) == "contoh.id/berita/banjir?id=7"


@pytest.mark.parametrize(
    "bad",
    ["", "Tanggal tidak ditemukan", "javascript:void(0)", "mailto:a@contoh.id", "http://", "#", "http://[::1",
     "ftp://contoh.id/a", "http://contoh", "http://contoh.id:abc/", "http://contoh.id/" + "a" * 3000, "file:///etc/x"],
)  # fmt: skip
def test_what_is_no_web_address_names_nothing(bad):
    """The text names the page then."""
    assert clean_url_v1(bad) is None


def test_an_address_in_any_letters_is_one_address():
    """Letters beyond ASCII and blanks are the same as their escapes."""
    assert clean_url_v1("https://contoh.id/caf\u00e9 kita?q=\u00e9") == clean_url_v1(
        "contoh.id/caf%c3%A9%20kita?q=%C3%A9"
    )


@given(st.text(max_size=80) | st.text("htps:/.w%&?=#[]@m\\", max_size=60).map("https://".__add__))
def test_cleaning_never_fails(text):
    """Whatever stands in a field named url, the answer is an address or None."""
    cleaned = clean_url_v1(text)

    assert cleaned is None or cleaned


@pytest.mark.parametrize(
    "tag",
    [
        "<link rel=canonical href=https://contoh.id/a>",
        "<LINK HREF='https://contoh.id/a' REL='Canonical'/>",
        '<link data-href="https://salah.id/x" title="a > b" href="https://contoh.id/a" rel="canonical shortlink">',
        '<meta property="og:url" content="https://www.contoh.id/a?utm_source=x&amp;gclid=1">',
        "<meta content=https://contoh.id/a name=og:url>",
        '<link rel="canonical" href="/a"><meta property="og:url" content="https://contoh.id/a">',
        '<link rel="canonical" href="https://contoh.id/"><meta property="og:url" content="https://contoh.id/a">',
        '<!-- <link rel="canonical" href="https://salah.id/x"> --><link rel="canonical" href="https://contoh.id/a">',
        """<script>s = '<link rel="canonical" href="https://salah.id/x">'</script><link rel=canonical href=//x.id/y>
        <meta property="og:url" content="https://contoh.id/a">""",
    ],
)
def test_a_page_names_its_address(tag):
    """In any order and any quotes, absolute, a page's and not a home page's, in no comment and no script."""
    assert address_named(f"<html><head><title>Kabar canonical</title>{tag}</head>".encode()) == "contoh.id/a"


@pytest.mark.parametrize(
    "page",
    [
        '<a rel="canonical" href="https://contoh.id/a">',
        '<link rel="canonical" content="https://contoh.id/a">',
        '<link rel="amphtml" href="https://contoh.id/canonical">',
        '<link rel="canonical" href="https://contoh.id/?utm_source=x">',
        "canonical og:url https://contoh.id/a",
        " " * 2**19 + '<link rel="canonical" href="https://contoh.id/a">',
    ],
)
def test_other_addresses_in_a_page_are_not_its_own(page):
    """Other tags, other attributes, home pages and what lies far inside name nothing."""
    assert address_named(page.encode()) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
RECORDS = st.dictionaries(st.text(max_size=8) | st.sampled_from(["url", "URL", "text", "isi", "html", "link"]), JSON)


@given(RECORDS, st.randoms())
def test_order_of_keys_names_nothing(record, chance):
    """An export that writes its fields in another order delivers the same records."""
    items = list(record.items())
    chance.shuffle(items)
    other = dict(items)

    assert record_id_of_object(record) == record_id_of_object(other)
    assert page_key_of_object(record) == page_key_of_object(other)


@given(RECORDS)
def test_space_between_tokens_names_nothing(record):
    """An export that is indented delivers the same records, as sidecars as well."""
    small, wide = (json.dumps(record, indent=indent).encode() for indent in (None, 3))

    assert record_id_of_object(object_of(small)) == record_id_of_object(object_of(wide))
    assert record_id_of_file(b"x", small) == record_id_of_file(b"x", wide)
    assert page_key_of_file(b"x", small) == page_key_of_file(b"x", wide)


@given(RECORDS, RECORDS)
def test_columns_more_change_the_delivery_and_not_the_page(record, columns):
    """Where an address or a text names the page."""
    added = {f"kolom {key}": value for key, value in columns.items()}
    for told in ({"url": URL}, {"teks": STORY}):
        page = {"judul": record.get("text"), **told}

        assert page_key_of_object(page) == page_key_of_object({**page, **added})
        assert not added or record_id_of_object(page) != record_id_of_object({**page, **added})


@given(st.text("abcdef0123456789", min_size=1, max_size=40))
def test_tokens_that_change_at_each_fetch_name_nothing(token):
    """In scripts, styles, comments and attributes, with an address and without one."""
    for own in ("", f'<link rel="canonical" href="{URL}&amp;fbclid={token}">'):
        first, second = (
            f"""<html><head><meta name=csrf content="{t}">{own}<style>.x{t} {{}}</style></head><!-- {t} --><body>
            <script nonce='{t}'>if (a < b) t="{t}" </script ><p data-x='a > "{t}' id={t}>{STORY}</p>"""
            for t in (token, "0000")
        )

        assert page_key_of_file(first.encode(), None) == page_key_of_file(second.encode(), None)
        assert page_key_of_object({"html": first}) == page_key_of_object({"html": second})


@given(st.sampled_from(["fetched_at", "Crawled-At", "scrapeDate", "timestamp", "warc_date"]), st.integers())
def test_the_time_of_a_fetch_is_no_part_of_a_delivery(field, value):
    """A page that comes again unchanged is the same delivery."""
    record = {"url": URL, "text": STORY}
    sidecars = [json.dumps(told).encode() for told in (record, {**record, field: value})]

    assert record_id_of_object(record) == record_id_of_object({**record, field: value})
    assert len({record_id_of_file(b"x", sidecar) for sidecar in sidecars}) == 1


@given(st.text(max_size=60))
def test_marks_case_and_spaces_are_no_text(text):
    """Two copies of a text that an editor's program dressed in its own way are one."""
    assert fold(STORY + text) == fold(STORY.upper().replace(" ", "\n\n").replace("“", '"').replace("”", '"') + text)


@pytest.mark.parametrize("sidecar", [None, b"", b"{}", b"{"])
def test_a_sidecar_more_is_another_delivery(sidecar):
    """None, an empty and a broken one are told apart."""
    others = {None, b"", b"{}", b"{"} - {sidecar}

    assert record_id_of_file(b"x", sidecar) not in {record_id_of_file(b"x", other) for other in others}


@given(st.binary(max_size=200), st.none() | st.binary(max_size=60))
def test_any_bytes_have_names(data, sidecar):
    """Thirty-two digits each, whatever was delivered."""
    for name in (record_id_of_file(data, sidecar), page_key_of_file(data, sidecar)):
        assert re.fullmatch("[0-9a-f]{32}", name)


def test_depth_is_no_failure():
    """What no parser gives out is named as well."""
    deep: list = []
    for _ in range(100_000):
        deep = [deep]

    assert record_id_of_object({"a": deep}) != record_id_of_object({"a": deep[0]})


@pytest.mark.parametrize(
    "unit",
    ["<link rel=canonical ", "<link 'canonical\"", "canonical", "<script>", "<!--", "<a '\"", "<a \"'<a'\"", "&#9",
     "<style", "<p title='", "&amp", "--", "<link rel=canonical href=https://a.id/>"],
)  # fmt: skip
def test_hostile_pages_do_not_run_away(unit):
    """A million characters of half tags are named in the time that they take to read."""
    page = unit * (1_000_000 // len(unit))
    start = time.process_time()
    page_key_of_file(page.encode(), page.encode())
    page_key_of_object({"url": page, "html": page})

    assert time.process_time() - start < 5
