r"""
What a field of an export holds as a page: text or markup, however often it was written into something else.

Line ends may have become the two signs `\n`, markup `&lt;p&gt;`, a spreadsheet's line ends `_x000D_`.
"""

from __future__ import annotations

import html
import re

from transforms.records import PageKind
from transforms.text.decode import holds_tags, keep_line_breaks

SPREADSHEET_SIGN = re.compile(r"_x000[DA]_\n?")
"""How workbooks write a control character that XML forbids."""

LINE_SIGN = re.compile(r"(?<![A-Za-z]:)(?<!\\)(?:\\r)?\\n|(?<![A-Za-z]:)(?<!\\)\\r(?=\\n|[A-Z\"“])")
SURE_LINE_SIGN = re.compile(
    r"(?:(?<=[.!?:;,\"”’)\]>…\s])|(?<=\\n))(?<![A-Za-z]:)(?:\\r)?\\n(?=\s|\Z|\\[rn\"]|[A-Z0-9\"“‘'(\[<•–—-])"
)
"""Behind the end of a sentence and in front of the next one; a path (`C:\\news`) or a formula has no such."""

OTHER_SIGNS = {r"\t": " ", r"\'": "'", r"\/": "/"}
CODE_POINT = re.compile(
    r"\\u(?:[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?![dD][89a-fA-F])[0-9a-fA-F]{4})"
)
"""A letter by its number, or the two halves of one beyond 16 bits."""

CDATA = re.compile(r"\s*<!\[CDATA\[(.*)\]\]>\s*", re.DOTALL)

MOST_ESCAPES = 3
"""How often markup may have been escaped: once by a feed, once more by what stored it."""

JOINT = re.compile(r"((?:(?<=[a-z]{3})|(?<=\d\)))[.!?][\"”’')]?),(?=[\"“‘'(]?[A-Z])")
SHORTEST_PIECE = 20
"""Characters of a paragraph in a list; what is shorter stands between commas for another reason."""

FEWEST_TAGS = 4
"""Escaped tags of a page in markup that does not begin with one; prose about markup names one or two."""

TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,10}[\s/>]")
SCRIPT = re.compile(r"<script\b", re.IGNORECASE)


def read_content(text: str) -> tuple[PageKind, str]:
    r"""
    Return what a field holds, and as which kind of page it is read.

    >>> read_content("Hujan deras.\\n\\nJalan tutup.")
    ('text', 'Hujan deras.\n\nJalan tutup.')
    >>> read_content("&lt;p&gt;Hujan deras.&lt;/p&gt;")
    ('html', '<p>Hujan deras.</p>')
    """
    text = bare = mend_escapes(text)
    if holds_tags(text):
        bare = html.unescape(text) if text.count("&lt;") > text.count("<") else text
        more = len(TAG.findall(bare)) - len(TAG.findall(text))
        return "html", keep_line_breaks(bare if more >= FEWEST_TAGS else text)
    for _ in range(MOST_ESCAPES):
        bare, before = html.unescape(bare) if "&" in bare else bare, bare
        if bare == before:
            break
        if holds_tags(bare) and (bare.lstrip().startswith("<") or len(TAG.findall(bare)) >= FEWEST_TAGS):
            return "html", keep_line_breaks(bare)
    return "text", text


def mend_escapes(text: str) -> str:
    r"""
    Return a text in which signs that stand for line ends, quotes and letters are these.

    `\n` counts where some of it stands between two sentences, `\"`, `\u201c` and `_x000D_` anywhere. What a
    page's scripts hold is left alone.

    >>> mend_escapes(r'Hujan.\n\n\"Banjir,\" kata warga'), mend_escapes(r"Buka C:\news dan D:\naskah.")
    ('Hujan.\n\n"Banjir," kata warga', 'Buka C:\\news dan D:\\naskah.')
    """
    if wrapped := CDATA.fullmatch(text):
        text = wrapped[1]
    if "_x000" in text:
        text = SPREADSHEET_SIGN.sub("\n", text)
    if "\\" not in text or SCRIPT.search(text):
        return text
    text = CODE_POINT.sub(letter_of, text)
    if SURE_LINE_SIGN.search(text):
        text = LINE_SIGN.sub("\n", text)
        for sign, meant in OTHER_SIGNS.items():
            text = text.replace(sign, meant)
    return text.replace('\\"', '"')


def part_joined(cell: str) -> str:
    r"""
    Return a cell's text with a line for each of the paragraphs that somebody joined by commas.

    Scrapers write lists so into tables. A comma counts where no space stands around it, one sentence ends before and
    another begins behind; degrees (`S.H.,M.H.`) end in no word.

    >>> part_joined("Air sungai naik dua meter.,Warga mengungsi ke balai desa.")
    'Air sungai naik dua meter.\nWarga mengungsi ke balai desa.'
    """
    if "\n" in cell or "," not in cell:
        return cell
    pieces = JOINT.sub(r"\1\n", cell).split("\n")
    return "\n".join(pieces) if all(len(piece) >= SHORTEST_PIECE for piece in pieces) else cell


def letter_of(sign: re.Match[str]) -> str:
    """Return the letter that a sign stands for."""
    return bytes.fromhex(sign[0].replace("\\u", "")).decode("utf-16-be")
