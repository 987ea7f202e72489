"""
Bytes into text, and what kind of thing bytes and text are.

UTF-8 is tried before any declaration: text that decodes as UTF-8 by accident is
rare, pages that declare the wrong charset are not.
"""

from __future__ import annotations

import codecs
import re

HEAD_BYTES = 8_192
"""Where a page declares its charset; browsers look at the first 1,024 bytes, real pages put scripts first."""

SAMPLE_BYTES = 16_384
"""What the guesser sees: its time grows with the sample, its answers do not change beyond this."""

BINARY_SHARE = 0.05
"""Share of control bytes that no text has; random bytes have .10, pages with some stray NULs below .01."""

WESTERN_RUN = 1.5
"""Mean run of non-ASCII bytes in Latin text with accents and curly quotes; other scripts have runs of a word."""

UTF8_SEQUENCES_PER_STRAY = 2
"""Whole UTF-8 sequences for each stray byte in a page that is UTF-8 with damage; by accident it is below 1."""

MAGIC: tuple[bytes, ...] = (
    b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"%PDF-", b"PK\x03\x04", b"PK\x05\x06",
    b"\x1f\x8b\x08",
    b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x7fELF",
    b"\xd0\xcf\x11\xe0\xa1\xb1",
    b"\x1a\x45\xdf\xa3", b"wOFF\x00", b"wOF2\x00", b"\xca\xfe\xba\xbe", b"SQLite format 3\x00", b"OggS\x00", b"ID3\x03",
)  # fmt: skip
"""How files begin that no reader of text can use."""

BZIP2 = re.compile(rb"BZh[1-9]1AY&SY")

BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: begins with its mark
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

SUPERSETS: dict[str, str] = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
"""What browsers read when a page declares the narrower charset (WHATWG Encoding Standard)."""

CHARSETS: frozenset[str] = frozenset(
    {*SUPERSETS.values(), *SUPERSETS, "big5", "big5hkscs", "euc_jp", "iso2022_jp", "koi8-r", "koi8-u", "cp866"}
    | {f"cp{n}" for n in range(1250, 1259)}
    | {f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
)
"""The charsets a page may declare. Others (unicode_escape, idna, utf-7) are codecs, or traps."""

META = re.compile(rb"<(?:meta\s|\?xml\s)([^<>]{1,500})>", re.IGNORECASE)
CHARSET = re.compile(rb"(?:charset|encoding)\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
HIGH_RUN = re.compile(rb"[\x80-\xff]+")
CONTROL_BYTES = bytes(c for c in range(32) if c not in b"\t\n\x0b\x0c\r\x1b") + b"\x7f"
C1_CONTROLS = re.compile("[\x80-\x84\x86-\x9f\ufffd\ue000-\uf8ff]")
TORN_END = re.compile("[\udcc2-\udcf4][\udc80-\udcbf]{0,2}\\Z")
STRAY = re.compile("[\udc80-\udcff]")
WIDE = re.compile("[\x80-\ud7ff\ue000-\U0010ffff]")
STRAY_AS_WESTERN = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)
}  # surrogateescape stands U+DC80…U+DCFF for the bytes 0x80…0xFF

PAIRED_TAGS = (
    "html|head|body|main|article|section|header|footer|aside|nav|div|p|span|a|b|i|u|s|em|strong|small|mark|sub|sup|ul|ol|li|dl|dt|dd|"
    "h[1-6]|blockquote|figure|figcaption|table|thead|tbody|tr|td|th|pre|code|font|center|iframe|script|style|video|time|cite|del|ins"
)
OPENING = re.compile(rf"<({PAIRED_TAGS})(?:\s[^<>]{{0,4000}})?>", re.IGNORECASE)
CLOSING = re.compile(rf"</({PAIRED_TAGS})\s{{0,20}}>", re.IGNORECASE)
VOID = re.compile(r"<(?:(?:br|hr)\s{0,20}/?|img\s[^<>]{0,4000})>|<!doctype\s{1,20}html", re.IGNORECASE)
BLOCK = re.compile(r"<(?:p|div|br|li|h[1-6]|tr|blockquote|article|section|body|pre|figure)[\s/>]", re.IGNORECASE)
LINE_TAG = re.compile(r"<(?:p|br|div|pre)[\s/>]", re.IGNORECASE)
"""What a fragment sets its paragraphs apart by; without, blank lines do, whatever other blocks stand between them."""
BLANK_LINE = re.compile(r"\n[ \t]*\n")
ANY_TAG = re.compile(r"<[A-Za-z!/?]")


def decode(data: bytes, declared: str | None, *, is_html: bool) -> str:
    """
    Return the text of some bytes. Never fails.

    In order: byte order mark, UTF-8, UTF-8 with some damage, `declared`, the page's own
    declaration, a guess, windows-1252. U+FFFD stands only for bytes that nothing explains.
    NULs are dropped, since parsers end the page at one.

    Args:
        data: A page, a text or a line.

        declared: The charset that came along (HTTP header, sidecar). Unknown names are ignored.

        is_html: Whether to look for a declaration inside `data`.

    >>> decode("“Banjir surut”".encode("cp1252"), "iso-8859-1", is_html=False)
    '“Banjir surut”'
    """
    text = by_mark(data)
    return without_nuls(by_content(data, declared, is_html=is_html) if text is None else text)


def by_mark(data: bytes) -> str | None:
    """Return the text of bytes with a byte order mark, or of UTF-16 without one; else None."""
    for mark, charset in BOMS:
        # Some files carry a UTF-8 mark in front of windows-1252: the mark alone proves nothing there.
        if data.startswith(mark) and (charset != "utf-8" or strictly(data, charset) is not None):
            return data[len(mark) :].decode(charset, "replace")
    wide = unmarked_utf16(data)
    return data.decode(wide, "replace") if wide else None


def by_content(data: bytes, declared: str | None, *, is_html: bool) -> str:
    """Return the text of bytes without a usable mark."""
    data = data.removeprefix(codecs.BOM_UTF8)
    names = [name for name in (declared, declaration(data) if is_html else None) if name]
    shifted = next((c for c in map(known_charset, names) if c == "iso2022_jp"), None) if b"\x1b" in data else None
    text: str | None = strictly(data, shifted or "utf-8")
    if text is None:
        text = damaged_utf8(data)
    for charset in map(known_charset, names):
        if text is None and charset:
            text = readable(data, charset)
    return guessed(data) if text is None else text


def without_nuls(text: str) -> str:
    """Return the text without NULs."""
    return text.replace("\0", "") if "\0" in text else text


def strictly(data: bytes, charset: str) -> str | None:
    """Return the text if every byte fits the charset."""
    try:
        return data.decode(charset)
    except UnicodeDecodeError:
        return None


def readable(data: bytes, charset: str) -> str | None:
    """Return the text if it fits the charset and holds no character that real text lacks."""
    text = strictly(data, charset)
    return None if text is None or C1_CONTROLS.search(text) else text


def known_charset(name: str) -> str | None:
    """Return Python's name for a declared charset, widened as browsers do; None for UTF-8, unknown and unsafe ones."""
    try:
        found = codecs.lookup(name.strip().lower()).name
    except (LookupError, ValueError):
        return None
    return SUPERSETS.get(found, found) if found in CHARSETS else None


def declaration(data: bytes) -> str | None:
    """Return the charset that a page's head declares for itself."""
    for tag in META.finditer(data, 0, HEAD_BYTES):
        found = CHARSET.search(tag[1])
        if found:
            return found[1].decode("ascii")
    return None


def unmarked_utf16(data: bytes) -> str | None:
    """Name the UTF-16 that text without a mark is in: every other byte of Latin text is NUL."""
    head = data[: HEAD_BYTES // 2 * 2]
    if head.count(0) * 3 < len(head) or not head:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    big, small = max(even, odd), min(even, odd)
    if small * 10 > big:
        return None
    charset = "utf-16-le" if odd > even else "utf-16-be"
    return None if strictly(data[: len(data) // 2 * 2], charset) is None else charset


def damaged_utf8(data: bytes) -> str | None:
    """
    Return the text of UTF-8 with a torn end or some stray bytes, else None.

    A stray byte is read as windows-1252: pages pasted together from two sources hold those.
    """
    text = TORN_END.sub("\ufffd", data.decode("utf-8", "surrogateescape"))
    stray = len(STRAY.findall(text))
    whole = len(WIDE.findall(text)) - text.endswith("\ufffd")
    if whole < UTF8_SEQUENCES_PER_STRAY * max(stray, 1):
        return None
    return text.translate(STRAY_AS_WESTERN)


def guessed(data: bytes) -> str:
    """Return the text in the charset its bytes look like; windows-1252 where they look like Latin letters."""
    runs = HIGH_RUN.findall(data)
    western = sum(map(len, runs)) <= WESTERN_RUN * len(runs)
    text = None if western else by_guess(data)
    return data.decode("utf-8", "surrogateescape").translate(STRAY_AS_WESTERN) if text is None else text


def by_guess(data: bytes) -> str | None:
    """Return the text in the charset that a statistical guess names, if it is one of ours and fits."""
    from bs4.dammit import UnicodeDammit  # noqa: PLC0415 - rare, and a tenth of a second to import

    first = HIGH_RUN.search(data)
    start = max(0, first.start() - HEAD_BYTES) if first else 0
    name = UnicodeDammit(data[start : start + SAMPLE_BYTES], exclude_encodings=["utf-8"]).original_encoding
    charset = known_charset(name) if name else None
    return readable(data, charset) if charset else None


def looks_binary(data: bytes) -> bool:
    """
    Return whether bytes are something other than text: an image, a PDF, an archive, noise.

    Looks at the first some kB. A few stray NULs are not enough; UTF-16 is text.
    """
    head = data[:HEAD_BYTES]
    if head.startswith(MAGIC) or BZIP2.match(head) or head[4:8] == b"ftyp":
        return True
    if head.startswith(tuple(mark for mark, _ in BOMS)) or unmarked_utf16(head):
        return False
    controls = len(head) - len(head.translate(None, CONTROL_BYTES))
    return controls > BINARY_SHARE * len(head)


def holds_tags(text: str) -> bool:
    """
    Return whether a text is markup: a known tag that opens and closes, or one that stands alone.

    >>> holds_tags("<p>Banjir surut.</p>"), holds_tags("Aku <3 kamu, a < b > c, <redaksi@contoh.id>")
    (True, False)
    """
    if "<" not in text:
        return False
    if VOID.search(text):
        return True
    closed = {m[1].lower() for m in CLOSING.finditer(text)}
    return bool(closed) and any(m[1].lower() in closed for m in OPENING.finditer(text))


def holds_any_tag(text: str) -> bool:
    """Return whether anything in a text could be a tag, paired or not."""
    return ANY_TAG.search(text) is not None


def keep_line_breaks(fragment: str) -> str:
    r"""
    Return a fragment whose lines survive as markup.

    Editors' exports set lines apart by newlines and use tags inside lines only; read as HTML,
    such a text would be one line. In a fragment with headings or quotes but no paragraphs blank lines part these; one
    with paragraphs comes back as it is.

    >>> keep_line_breaks("Hujan <b>deras</b>.\nJalan tutup.")
    'Hujan <b>deras</b>.<br>\nJalan tutup.'
    """
    if not BLOCK.search(fragment):
        return fragment.replace("\n", "<br>\n")
    return fragment if LINE_TAG.search(fragment) else BLANK_LINE.sub("<br>\n\n", fragment)
