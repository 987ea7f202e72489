"""
Identity v1: what a delivery and a page are called. Frozen.

`record_id` names one delivery of one page as it came and tells no more than a redelivery.
`page_key` names the page, whatever it came in: both are 32 hexadecimal digits, the first half of a
SHA-256. Ids that were published depend on every line here, so nothing is imported from the rest of
the project, and nothing here follows when readers, lists of names, decoding or URL cleaning get
better elsewhere. The golden values in its test never change; a change is a v2 with a migration.

Unicode's tables are those of the Python that runs: they only ever add characters.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import orjson

HEAD_BYTES = 512 * 2**10
"""Bytes in which a page names its own address."""

FEWEST_FOLDED = 20
"""Letters and digits; fewer than these are no text of one page only."""

LONGEST_URL = 2_000
"""Characters of an address; longer ones are traps or embedded data."""

DEEPEST_VALUE = 4
"""Levels of objects and lists looked through for a field's words."""

MOST_KEY_CHARACTERS = 4_000
"""Characters of all of a record's keys, above which what they mean is not kept."""

MOST_TRIES = 100
"""Places in a page that are tried for an address."""

FETCH_TIME_FIELDS = frozenset(
    "fetchedat crawledat scrapedat downloadedat retrievedat fetchdate fetchtime crawldate crawltime scrapedate "
    "scrapetime downloaddate datedownload datecrawled datescraped accessdate accessedat warcdate timestamp".split()
)
"""Names, folded, of what differs whenever a page is fetched."""

URL_FIELDS = tuple(
    "url link permalink canonicalurl pageurl articleurl sourceurl weburl newsurl href uri tautan".split()
)
"""Names, folded, of what holds a page's address, the surest first. A source that is an address is an outlet's."""

CONTENT_FIELDS = tuple(
    "text content body articlebody articletext articlecontent fulltext maintext maintext bodytext article story "
    "contenttext plaintext rawtext isi konten isiberita isiartikel berita naskah teks "
    "html rawhtml htmlcontent contenthtml bodyhtml htmlbody pagehtml pagesource rawcontent".split()
)
"""Names, folded, of what holds a page. Text goes first: the rest of a page changes from fetch to fetch."""

URL_PARTS = ("@id", "url", "href", "rendered", "#text", "@value", "value")
CONTENT_PARTS = ("rendered", "#text", "@value", "value", "content", "text")
"""Where a field that is an object keeps its words."""

NAME_MARKS = str.maketrans(dict.fromkeys("_- .:\ufeff", ""))

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

NAMING_TAG = re.compile(rb"<(link|meta)[\s/](?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>")
ATTRIBUTE = re.compile(rb"(?<![\w:-])([a-zA-Z]{2,20})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>`]+))")
ABSOLUTE = re.compile(r"https?://", re.IGNORECASE)
HIDING = ((b"<!--", b"-->"), (b"<script", b"</script"))
"""What opens and what closes a stretch in which a tag is none."""

MARKUP = re.compile(
    r"<!--[^-]*+(?:-(?!->)[^-]*+)*+(?:-->)?"
    r"|<script\b[^<]*+(?:<(?!/script)[^<]*+)*+(?:</script[^<>]*>?)?"
    r"|<style\b[^<]*+(?:<(?!/style)[^<]*+)*+(?:</style[^<>]*>?)?"
    r"|<[a-z/!?](?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+>",
    re.IGNORECASE | re.ASCII,
)
"""Comments, scripts, styles, tags; one that never ends goes on to the end."""

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
ASCII_MARKS = bytes(code for code in range(128) if not chr(code).isalnum())
COMMON_MARKS = tuple(mark.encode() for mark in "“”‘’–—…•\u00a0\u200b")
MARKS = re.compile(r"[\W_]+")
MARKS_OF_ORDER = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))


def record_id_of_file(data: bytes, sidecar: bytes | None) -> str:
    """
    Return the name of one delivery of a one-page file.

    Args:
        data: The file, unpacked.

        sidecar: Its sidecar, unpacked. Of a JSON object neither the order of its fields counts nor
            when the page was fetched.
    """
    said = b"" if sidecar is None else sidecar_bytes(sidecar)
    return digest(b"file %d:" % len(data), data, b"alone" if sidecar is None else b"%d:" % len(said), said)


def record_id_of_object(obj: Mapping[str, Any]) -> str:
    """Return the name of one delivery of an object: all that it says but for when it was fetched, in any order."""
    return digest(b"object:", object_bytes(obj))


def page_key_of_object(obj: Mapping[str, Any]) -> str:
    """
    Return the name of the page that an object holds.

    By the address that came with it, else the one that its HTML names, else its text, else all of it.
    """
    places = places_in(obj)
    address = address_said(obj, places)
    if address:
        return key_of_address(address)
    contents = [words for key in places[1] if (words := "\n".join(strings_in(obj[key], CONTENT_PARTS)))]
    for content in contents:
        if "<" in content and (address := address_named(content[:HEAD_BYTES].encode("utf-8", "replace"))):
            return key_of_address(address)
    for content in (*contents, longest_string(obj)):
        folded = fold(content)
        if len(folded) >= FEWEST_FOLDED:
            return key_of_text(folded)
    return digest(b"page of object:", object_bytes(obj))


def page_key_of_file(data: bytes, sidecar: bytes | None) -> str:
    """Return the name of the page in a one-page file: by the address in its sidecar, else as `page_key_of_object`."""
    told = None if sidecar is None else object_of(sidecar)
    address = address_said(told, places_in(told)) if told else None
    address = address or address_named(as_utf8(data))
    if address:
        return key_of_address(address)
    folded = fold(text_of(data))
    return key_of_text(folded) if len(folded) >= FEWEST_FOLDED else digest(b"page of bytes:", data)


def place_id(source: str, reason: str) -> str:
    """Return the name of what could not be read in a place: there is nothing else to call it by."""
    return digest(b"place:", f"{len(source)}:{source}{reason}".encode("utf-8", "surrogatepass"))


def key_apart(page_key: str, record_id: str) -> str:
    """Return the name of a page that shares its key with another one, by the delivery that showed it."""
    return digest(b"page apart:", f"{page_key}:{record_id}".encode())


def key_of_address(address: str) -> str:
    """Return the key of the page at a cleaned address."""
    return digest(b"page at:", address.encode("utf-8", "surrogatepass"))


def key_of_text(folded: str) -> str:
    """Return the key of the page with these letters and digits."""
    return digest(b"page of text:", folded.encode("utf-8", "surrogatepass"))


def digest(*parts: bytes) -> str:
    """Return the first 128 bits of a SHA-256, in hex."""
    hashed = hashlib.sha256(parts[0])
    for part in parts[1:]:
        hashed.update(part)
    return hashed.hexdigest()[:32]


def object_bytes(obj: Mapping[str, Any]) -> bytes:
    """Return an object as bytes that do not depend on the order of its keys, fetch times left out."""
    dropped = places_in(obj)[2]
    kept = {key: value for key, value in obj.items() if key not in dropped} if dropped else dict(obj)
    try:
        return orjson.dumps(kept, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # numbers beyond 64 bits, lone surrogates, great depth
        return "".join(tokens(kept)).encode("utf-8", "surrogatepass")


def tokens(value: object) -> Iterator[str]:
    """Yield a value of any depth in pieces that say what it is and how long, keys in order."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Mapping):
            yield f"{{{len(item)}"
            for key in sorted(item, key=str, reverse=True):
                waiting += (item[key], str(key))
        elif isinstance(item, list | tuple):
            yield f"[{len(item)}"
            waiting += reversed(item)
        elif isinstance(item, int) and not isinstance(item, bool):
            yield f"i{item:x};"  # in base 16 there is no limit to its digits
        else:
            words = item if isinstance(item, str) else repr(item)
            yield f"{type(item).__name__}{len(words)}:{words}"


def sidecar_bytes(sidecar: bytes) -> bytes:
    """Return what a sidecar says, in one order, without its fetch times; as it is where it is no JSON object."""
    told = object_of(sidecar)
    return sidecar if told is None else object_bytes(told)


def object_of(data: bytes) -> dict[str, Any] | None:
    """Return the JSON object in some bytes, None if there is none; almost JSON is taken, as readers do."""
    try:
        value = orjson.loads(as_utf8(data, len(data)))
    except orjson.JSONDecodeError:
        try:
            value = json.loads(text_of(data), strict=False)
        except (ValueError, RecursionError):
            return None
    return value if isinstance(value, dict) else None


Places = tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]
"""Keys of an object that may hold an address, those that may hold a page, those that hold a fetch time."""


def places_in(obj: Mapping[str, Any]) -> Places:
    """Return where an object keeps what matters here."""
    keys = tuple(obj)
    known = places_of if sum(map(len, keys)) <= MOST_KEY_CHARACTERS else places_of.__wrapped__
    return known(keys)


@lru_cache(maxsize=256)
def places_of(keys: tuple[str, ...]) -> Places:
    """Return which of some keys mean what, however they are spelt; of those spelt alike the first by letters leads."""
    folded: dict[str, list[str]] = {}
    for key in sorted(keys):
        folded.setdefault(key.translate(NAME_MARKS).lower(), []).append(key)
    urls, contents = (
        tuple(key for name in names for key in folded.get(name, ())) for names in (URL_FIELDS, CONTENT_FIELDS)
    )
    return urls, contents, frozenset(key for name in FETCH_TIME_FIELDS for key in folded.get(name, ()))


def address_said(obj: Mapping[str, Any], places: Places) -> str | None:
    """Return the address in the first field that holds one of a page."""
    for key in places[0]:
        for words in strings_in(obj[key], URL_PARTS):
            if found := page_address(words):
                return found
    return None


def strings_in(value: object, parts: tuple[str, ...], depth: int = 0) -> Iterator[str]:
    """Yield the strings of a field: a list's items, of an object those in its first part that says something."""
    if isinstance(value, str):
        if value and not value.isspace():
            yield value
    elif depth == DEEPEST_VALUE:
        return
    elif isinstance(value, list):
        for item in value:
            yield from strings_in(item, parts, depth + 1)
    elif isinstance(value, Mapping):
        said = (list(strings_in(value.get(name), parts, depth + 1)) for name in parts)
        yield from next(filter(None, said), ())


def longest_string(value: object, depth: int = 0) -> str:
    """Return the longest string anywhere in a value, of equally long ones the last by letters."""
    if isinstance(value, str):
        return value
    if depth == DEEPEST_VALUE or not isinstance(value, Mapping | list):
        return ""
    items = value.values() if isinstance(value, Mapping) else value
    return max((longest_string(item, depth + 1) for item in items), key=lambda words: (len(words), words), default="")


def address_named(page: bytes) -> str | None:
    """Return the address that a page names as its own: `rel=canonical`, else `og:url`."""
    head = page[:HEAD_BYTES]
    small = head.lower()
    return address_beside(b"canonical", head, small) or address_beside(b"og:url", head, small)


def address_beside(word: bytes, head: bytes, small: bytes) -> str | None:
    """Return the address in the first tag that is marked with a word. `small` is `head` in small letters."""
    at = -1
    for _ in range(MOST_TRIES):
        at = small.find(word, at + 1)
        if at < 0:
            return None
        start = small.rfind(b"<", max(0, at - 2 * LONGEST_URL), at)
        tag = NAMING_TAG.match(small, start, start + 4 * LONGEST_URL) if start >= 0 else None
        if tag and not any(small.rfind(opens, 0, start) > small.rfind(closes, 0, start) for opens, closes in HIDING):
            found = address_in_tag(word, head[start : tag.end()])
            if found:
                return found
    return None


def address_in_tag(word: bytes, tag: bytes) -> str | None:
    """Return the address of a page in a tag, if it is marked with a word in the right attribute."""
    values = {name.lower(): a or b or c for name, a, b, c in reversed(ATTRIBUTE.findall(tag))}
    marks = b" ".join(values.get(name, b"") for name in (b"rel", b"property", b"name"))
    said = unescaped(text_of(values.get(b"href" if word == b"canonical" else b"content", b""))).strip()
    return page_address(said) if word in marks.lower().split() and ABSOLUTE.match(said) else None


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
def bare_host(host: str) -> str | None:
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


def is_dress(pair: str) -> bool:
    """Return whether a `name=value` tells how a page was reached or dressed, not which page it is."""
    name, _, value = pair.partition("=")
    name, value = name.lower(), value.lower()
    return (
        name in TRACKING
        or name.startswith(TRACKING_PREFIXES)
        or (name, value) in AMP_PARAMETERS
        or (name == "page" and value in FIRST_PAGES)
    )


def fold(text: str) -> str:
    """
    Return a text's letters and digits, all that two copies of it are sure to share.

    >>> fold("<p>Banjir&nbsp;surut, “warga” PULANG ke rumah.</p>")
    'banjirsurutwargapulangkerumah'
    """
    if "<" in text:
        text = MARKUP.sub("", text)
    if "&" in text:
        text = unescaped(text)
    data = text.encode("utf-8", "replace").translate(None, ASCII_MARKS)
    if not data.isascii():  # most texts are ASCII but for these, and a third as long to fold without them
        for mark in COMMON_MARKS:
            data = data.replace(mark, b"")
    text = data.decode()
    return text.lower() if text.isascii() else MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())


def unescaped(text: str) -> str:
    """Return a text with its character references resolved; those of no character stay."""
    return ENTITY.sub(lambda found: html.unescape(found[0]), text)


def as_utf8(data: bytes, most: int = HEAD_BYTES) -> bytes:
    """Return the first bytes of a text as UTF-8 where they are marked as UTF-16, else as they are, without a mark."""
    for mark, charset in MARKS_OF_ORDER:
        if data.startswith(mark):
            inner = data[len(mark) : len(mark) + 2 * most]
            return inner if charset == "utf-8" else inner.decode(charset, "replace").encode("utf-8", "replace")
    return data


def text_of(data: bytes) -> str:
    """Return the text of some bytes: UTF-16 by its mark, UTF-8, else windows-1252, else Latin-1."""
    data = as_utf8(data, len(data))
    for charset in ("utf-8", "cp1252"):
        try:
            return data.decode(charset)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")
