"""An address without what only tells how a page was reached or dressed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

Host: TypeAlias = str
Parameter: TypeAlias = str
"""The host of an address, and a `name=value` of it."""

LONGEST_URL = 2_000
"""Characters of an address; longer ones are traps or embedded data."""

SAME_PAGE_HOSTS = ("www.", "m.", "amp.", "mobile.", "wap.")

SAME_PAGE_FILES = ("/index.html", "/index.htm", "/index.php")

AMP_CACHE = ".cdn.ampproject.org"

AMP_CACHE_PATH = re.compile(r"/[a-z]/(?:s/)?(.+)\Z", re.DOTALL)

TRACKING = frozenset(
    "fbclid gclid gclsrc gbraid wbraid dclid msclkid yclid twclid ttclid igshid igsh li_fat_id mc_cid mc_eid _ga _gl "
    "_hsenc _hsmi __tn__ ref ref_src ref_url referer referrer source src from cmpid cid_source ncid smid ocid ito xtor "
    "wt_mc share shared sharetype share_from share_id s_kwcid spm scm jxconn jxrecoid jxwid tag_from lgnmark wtag "
    "device app_view rand nocache replytocom showcomment".split()
)

TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "hsa_", "at_", "ns_", "__twitter")

AMP_PARAMETERS = frozenset({("amp", ""), ("amp", "1"), ("outputtype", "amp"), ("m", "0"), ("m", "1"), ("single", "1")})

FIRST_PAGES = frozenset({"", "0", "1", "all"})

BLOGGER = re.compile(r"\.blogspot\.(?:co\.[a-z]{2}|com\.[a-z]{2}|[a-z]{2,3})\Z")

ADDRESS = re.compile(
    r"(?:https?:)?//(?:[^/?#@]*@)?([^/?#:@]+)(?::\d*)?((?:/[^?#]*)?)(?:\?([^#]*))?(?:#.*)?\Z", re.IGNORECASE | re.DOTALL
)

HOST = re.compile(r"[^\s/?#@\\<>\"']{1,250}\.[^\s/?#@\\<>\"'.]{2,60}\Z")

PLAIN = re.compile(r"[A-Za-z0-9._~/-]*\Z")

ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")

UNPRINTED = re.compile(r"[\t\r\n]+")

UNQUOTED = re.compile(r"[^!-~]+")

UNRESERVED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")

SLASHES = re.compile(r"/{2,}")


def page_address(url: str) -> str | None:
    """Return a cleaned address, None where it is none or names a home page, as some sites do on every page."""
    cleaned = clean_url_v1(url)
    return cleaned if cleaned and ("/" in cleaned or "?" in cleaned) else None


def clean_url_v1(url: str) -> str | None:
    """
    Return an address without what only tells how a page was reached or dressed; None where it is none.

    >>> clean_url_v1("https://www.contoh.id/berita/banjir/?utm_source=wa&id=7#komentar")
    'contoh.id/berita/banjir?id=7'
    """
    url = url.strip()
    if not url.isprintable():
        url = UNPRINTED.sub("", url)
    if len(url) > LONGEST_URL:
        return None
    if "://" not in url[:12] and not url.startswith("//"):
        if "@" in url.partition("/")[0]:
            return None
        url = "//" + url
    parts = ADDRESS.match(url)
    host = bare_host(parts[1]) if parts else None
    if parts is None or host is None:
        return None
    if host.endswith(AMP_CACHE) and (inner := AMP_CACHE_PATH.match(parts[2])):
        return None if AMP_CACHE in inner[1].lower() else clean_url_v1(f"//{inner[1]}?{parts[3] or ''}")
    query = page_parameters(parts[3]) if parts[3] else ""
    return host + bare_path(parts[2]) + (f"?{query}" if query else "")


@lru_cache(maxsize=4096)
def bare_host(host: Host) -> Host | None:
    """Return a host in small letters without labels that only change the dress, None where it is none."""
    host = host.lower().rstrip(".")
    while host.startswith(SAME_PAGE_HOSTS) and "." in host.partition(".")[2]:
        host = host.partition(".")[2]
    return BLOGGER.sub(".blogspot.com", host) if HOST.match(host) else None


def bare_path(path: str) -> str:
    """Return a path without AMP marks, default file and trailing slash, its escapes written one way."""
    if not PLAIN.match(path):
        path = UNQUOTED.sub(escaped, ESCAPE.sub(one_escape, path))
    path = (SLASHES.sub("/", path) if "//" in path else path).rstrip("/")
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


def escaped(match: re.Match[str]) -> str:
    """Return characters that no address may hold as percent escapes."""
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "surrogatepass"))


def page_parameters(query: str) -> str:
    """Return the parameters that choose a page, sorted."""
    if not query.isascii() or "%" in query or " " in query:
        query = UNQUOTED.sub(escaped, ESCAPE.sub(one_escape, query))
    kept = {pair for pair in query.replace("&amp;", "&").split("&") if pair and not is_dress(pair)}
    return "&".join(sorted(kept))


def is_dress(pair: Parameter) -> bool:
    """Return whether a `name=value` tells how a page was reached or dressed, not which page it is."""
    name, _, value = pair.partition("=")
    name, value = name.lower(), value.lower()
    return (
        name in TRACKING
        or name.startswith(TRACKING_PREFIXES)
        or (name, value) in AMP_PARAMETERS
        or (name == "page" and value in FIRST_PAGES)
    )
