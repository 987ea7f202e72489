"""Keys of addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.urls import url_key

ONE_PAGE = [
    "https://www.contoh.id/berita/banjir?id=7",
    "http://contoh.id/berita/banjir/?id=7",
    "https://m.contoh.id/berita/banjir?id=7#komentar",
    "https://amp.contoh.id/berita/banjir?id=7",
    "https://CONTOH.id:443/berita/banjir/amp?id=7",
    "https://contoh.id/amp/berita/banjir/?id=7",
    "https://contoh.id/berita/banjir?utm_source=wa&id=7&fbclid=x",
    "https://contoh.id/berita/banjir?id=7&page=all",
    "https://contoh.id/berita/banjir?page=1&id=7",
    "//contoh.id/berita//banjir?id=7",
    "contoh.id/berita/banjir?id=7",
    "https://contoh.id/berita/b%61njir?id=7",
    "https://contoh.id/berita/banjir/index.html?id=7",
    "https://contoh-id.cdn.ampproject.org/c/s/contoh.id/berita/banjir?id=7",
]


@pytest.mark.parametrize("url", ONE_PAGE)
def test_addresses_of_one_page_share_a_key(url):
    """Dress, scheme, tracking and order of parameters are not the page."""
    assert url_key(url) == "contoh.id/berita/banjir?id=7"


@pytest.mark.parametrize(
    "other",
    [
        "https://contoh.id/berita/banjir?id=8",
        "https://contoh.id/berita/banjir?id=7&page=2",
        "https://daerah.contoh.id/berita/banjir?id=7",
        "https://contoh.id/Berita/banjir?id=7",
        "https://contoh.id/berita/banjir-lagi?id=7",
    ],
)
def test_other_pages_have_other_keys(other):
    """Ids, later pages, other hosts and other paths are other pages."""
    assert url_key(other) != "contoh.id/berita/banjir?id=7"


@pytest.mark.parametrize(
    "bad",
    [None, "", "  ", "Tanggal tidak ditemukan", "javascript:void(0)", "mailto:a@contoh.id", "http://", "#",
     "http://[::1",
     "ftp://contoh.id/a", "http://contoh", "http://contoh.id:abc:1/" + "a" * 3000, "file:///etc/hosts"],
)  # fmt: skip
def test_what_is_no_web_address_has_no_key(bad):
    """Bad addresses give None."""
    assert url_key(bad) is None


def test_a_host_keeps_its_last_two_labels():
    """`m.id` is a host of its own, not the phone dress of `id`."""
    assert url_key("https://m.id/a") == "m.id/a"


def test_blogger_answers_under_every_country():
    """A blog is one blog under each of Blogger's domains, on the phone as well."""
    phone = url_key("http://desa.blogspot.co.id/2021/06/a.html?m=1")

    assert phone == "desa.blogspot.com/2021/06/a.html"


@given(st.text(max_size=80) | st.text("htps:/.w%&?=#[]@m\\", max_size=60).map("https://".__add__))
def test_a_key_is_never_an_error(text):
    """Whatever stands in a field named url, the answer is a key or None."""
    key = url_key(text)

    assert key is None or (key and len(key) <= 6000)


@given(st.lists(st.sampled_from(["id=7", "p=3", "utm_source=a", "page=2", "gclid=1"]), unique=True))
def test_a_key_is_its_own_key(pairs):
    """Keying a key again changes nothing."""
    key = url_key("https://www.contoh.id/a/amp?" + "&".join(pairs))

    assert key == url_key(key)
