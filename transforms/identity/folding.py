"""A text's letters and digits, and the text in some bytes."""

from __future__ import annotations

import html
import re
import unicodedata

HEAD_BYTES = 512 * 2**10
"""Bytes in which a page names its own address."""

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
