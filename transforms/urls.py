"""
The key under which two addresses of one page are the same.

Host, path and the parameters that choose a page stay; how one got there goes. Two pages with
one key need not be the same story: `transforms.dedupe` looks at texts and titles as well.
"""

from __future__ import annotations

import re
from typing import TypeAlias
from urllib.parse import SplitResult, urlsplit

Parameter: TypeAlias = str
"""A `name=value` of an address."""

LONGEST_URL = 2_000
"""Characters; what browsers and servers take. Longer ones are traps or embedded data."""

SAME_PAGE_HOSTS = ("www.", "m.", "amp.", "mobile.", "wap.")
"""Labels in front of a host that serve the same pages in another dress."""

SAME_PAGE_FILES = ("/index.html", "/index.htm", "/index.php")
AMP_CACHE = ".cdn.ampproject.org"
AMP_CACHE_PATH = re.compile(r"^/[a-z]/(?:s/)?(.+)$")

TRACKING_NAMES = """
    fbclid gclid gclsrc gbraid wbraid dclid msclkid yclid twclid ttclid igshid igsh li_fat_id mc_cid mc_eid
    _ga _gl _hsenc _hsmi __tn__ ref ref_src ref_url referer referrer source src from cmpid cid_source ncid smid ocid ito
    xtor wt_mc share shared sharetype share_from share_id s_kwcid spm scm jxconn jxrecoid jxwid tag_from lgnmark wtag
    device app_view rand nocache replytocom showcomment
"""
TRACKING = frozenset(TRACKING_NAMES.split())
"""Parameters that say how a reader came, or how a page is dressed; never which page it is."""

TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "hsa_", "at_", "ns_", "__twitter")
AMP_PARAMETERS = frozenset({("amp", ""), ("amp", "1"), ("outputtype", "amp"), ("m", "0"), ("m", "1"), ("single", "1")})
"""(name, value) that choose the dress of a page: AMP, Blogger's phone layout, everything on one page."""

FIRST_PAGES = frozenset({"", "0", "1", "all"})
"""Values of `page` under which a story begins at its beginning."""

BLOGGER = re.compile(r"\.blogspot\.(?:co\.[a-z]{2}|com\.[a-z]{2}|[a-z]{2,3})$")
"""Blogger answers under every country's domain."""

HOST = re.compile(r"^[^\s/?#@\\<>\"']{1,250}\.[^\s/?#@\\<>\"'.]{2,60}$")
ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
UNRESERVED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
SLASHES = re.compile(r"/{2,20}")


def url_key(url: str | None) -> str | None:
    """
    Return the key of an address, or None where it is none. Never raises.

    >>> url_key("https://www.contoh.id/berita/banjir/?utm_source=wa&id=7#komentar")
    'contoh.id/berita/banjir?id=7'
    >>> url_key("http://m.contoh.id/berita/banjir/amp?id=7&page=all")
    'contoh.id/berita/banjir?id=7'
    """
    parts = split_url(url)
    if parts is None:
        return None
    host = bare_host(parts)
    if host is None:
        return None
    if host.endswith(AMP_CACHE) and (inner := AMP_CACHE_PATH.match(parts.path)):
        return None if AMP_CACHE in inner[1] else url_key(f"https://{inner[1]}?{parts.query}")
    query = page_parameters(parts.query)
    return host + bare_path(parts.path) + (f"?{query}" if query else "")


def split_url(url: str | None) -> SplitResult | None:
    """Return the parts of a web address, also of one without a scheme; None where it is none."""
    url = (url or "").strip()
    if not url or len(url) > LONGEST_URL:
        return None
    if "://" not in url[:12]:
        if "@" in url.partition("/")[0]:
            return None
        url = "http:" + url if url.startswith("//") else "http://" + url
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts if parts.scheme in {"http", "https"} else None


def bare_host(parts: SplitResult) -> str | None:
    """
    Return the host in small letters, without port, user and the labels that only change the dress.

    This is no reading of whose page it is, as `names.hosts.host_of` is, but a part of keys that stores keep:
    `m.kabar.id` is `kabar.id` here, so that it may not follow what the house learns of outlets.
    """
    try:
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    while host.startswith(SAME_PAGE_HOSTS) and "." in host.partition(".")[2]:
        host = host.partition(".")[2]
    if not HOST.match(host):
        return None
    return BLOGGER.sub(".blogspot.com", host)


def bare_path(path: str) -> str:
    """Return a path without AMP marks, default file and trailing slash, its escapes written one way."""
    path = SLASHES.sub("/", ESCAPE.sub(one_escape, path) if "%" in path else path).rstrip("/")
    if path.endswith(SAME_PAGE_FILES):
        path = path.rpartition("/")[0]
    if path.endswith(".amp.html"):
        path = path.removesuffix(".amp.html") + ".html"
    path = path.removesuffix("/amp").removesuffix(".amp")
    return path.removeprefix("/amp").rstrip("/") if path.startswith("/amp/") else path.rstrip("/")


def one_escape(match: re.Match[str]) -> str:
    """Return a percent escape as its plain letter where it needs none, else in capitals."""
    letter = chr(int(match[1], 16))
    return letter if letter in UNRESERVED else match[0].upper()


def page_parameters(query: str) -> str:
    """Return the parameters that choose a page, sorted."""
    if not query:
        return ""
    kept = {pair for pair in query.replace("&amp;", "&").split("&") if pair and not is_dress(pair)}
    return "&".join(sorted(kept))


def is_dress(pair: Parameter) -> bool:
    """Return whether a `name=value` says how a page was reached or dressed, not which page it is."""
    name, _, value = pair.partition("=")
    name, value = name.casefold(), value.casefold()
    return (
        name in TRACKING
        or name.startswith(TRACKING_PREFIXES)
        or (name, value) in AMP_PARAMETERS
        or (name == "page" and value in FIRST_PAGES)
    )
