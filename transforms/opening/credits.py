"""How pictures are credited in print: labels, brackets, agencies with a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from transforms.opening.vocabulary import alternatives, read_vocabulary

LONGEST_INLINE = 320
"""Characters an inline caption may hold before its credit; more is a paragraph with a bracket in it."""
TAIL_MARKS = r"(?:\s?(?:\.{2,3}|…)\s?)"
NAME = r"[^\W\d_][\w.'’&-]{0,24}"
OPENS_CREDIT = re.compile(r"[(/\[]|(?i:foto|photo|gambar|image|ilustra|caption|dok|credit|kredit)")


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Build the patterns from the vocabulary, once."""
    v = {name: alternatives(words) for name, words in read_vocabulary("captions").items()}
    tail = rf"(?:{TAIL_MARKS}(?i:{v['tails']})?)?\s?"
    picture = (
        rf"[(\[]\s?(?:(?i:{v['labels']})\s?[:/.|]\s?[^()\[\]]{{1,100}}|(?i:{v['bracket_whole']})"
        rf"|(?i:{v['bracket_starts']})[ :/.][^()\[\]]{{0,100}}|(?i:{v['sources']}) ?/[^()\[\]]{{1,100}}"
        rf"|[^()\[\]]{{1,40}}/(?i:{v['sources']})|(?i:foto|photo|photo by|foto oleh) [^()\[\]]{{1,80}})\s?[)\]]"
    )
    return {
        "picture": re.compile(picture),
        "picture_end": re.compile(rf"{picture}\.?{tail}$"),
        "agency_end": re.compile(rf"\((?i:{v['agencies']})\)\.?{tail}$"),
        "inside_end": re.compile(rf"^\([^()]{{3,300}}\b(?i:{v['strong_labels']})\s?[:/][^()]{{1,80}}\)\.?{tail}$"),
        "label": re.compile(rf"^\W{{0,3}}(?i:{v['strong_labels']})\s?[:/]\s?\S"),
        "photo_by": re.compile(r"^(?i:photo|image|foto) (?i:by|oleh|courtesy of) [^.!?]{2,80}$"),
        "source": re.compile(rf"^(?:(?i:dok)\.? [\w ]{{2,30}}|(?i:{v['sources']}))/[@\w]"),
        "alt_end": re.compile(rf"^[^.!?:\"“(]{{3,90}} {v['alt']}{tail}$"),
        "alt_start": re.compile(rf"^(?i:{v['alt']})\b[^.!?]{{2,120}}$"),
        "tail": re.compile(rf"{TAIL_MARKS}(?i:{v['tails']})\s?$"),
        "inline_source": re.compile(
            rf"(?:(?<=[.!?\"”')\]\w] )|^)(?:Foto|FOTO|Photo) ?[/:] ?(?:@[\w.]{{2,40}}|(?:{NAME}[/ ]){{0,3}}(?:@?[\w.]{{2,40}}))"
        ),
        "inline_agency": re.compile(r"(?:FOTO|Foto|ANTARA FOTO)[ /:]{1,2}(?:ANTARA)?/?[A-Z][\w./ -]{2,40}?[A-Z]{2,}\."),
    }


def may_credit(text: str) -> bool:
    """Say whether a text holds any mark or word of a credit; the quick look in front of the patterns."""
    return OPENS_CREDIT.search(text) is not None


def has_label(text: str) -> bool:
    """Say whether a line begins with a caption's label: `Foto: …`, `Photo by …`."""
    p = patterns()
    return p["label"].match(text) is not None or p["photo_by"].match(text) is not None


def starts_with_source(text: str) -> bool:
    """Say whether a line begins with a picture source and its name: `PIXABAY/lestariPemandangan sawah`."""
    return patterns()["source"].match(text) is not None


def closing_bracket(text: str) -> str | None:
    """Return what the bracket at a line's end credits: `picture`, `agency`, or None."""
    p = patterns()
    if p["picture_end"].search(text) or p["inside_end"].match(text):
        return "picture"
    return "agency" if p["agency_end"].search(text) else None


def is_unspoken(text: str) -> bool:
    """Say whether a line quotes nobody."""
    return not any(mark in text for mark in "\"“”")


def ends_as_alt(text: str) -> bool:
    """Say whether a line is a generated alt text: `pasar terapung ilustrasi`, `Ilustrasi pasar`."""
    p = patterns()
    return p["alt_end"].match(text) is not None


def without_tail(text: str) -> str:
    """Return a caption without the `... Selengkapnya` that a gallery hangs on it."""
    return patterns()["tail"].sub("", text)


def inline_captions(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the captions inside a longer line: the sentence in front of a picture credit, with the credit."""
    p = patterns()
    for match in p["picture"].finditer(text):
        start = sentence_start(text, match.start())
        if match.start() - start <= LONGEST_INLINE:
            tail = p["tail"].match(text, match.end())
            yield start, tail.end() if tail else match.end(), "caption.inline"


def sentence_start(text: str, at: int) -> int:
    """Return where the sentence in front of a place begins."""
    start = 0
    for match in re.finditer(r"[.!?…][\"'”’)\]]{0,2} (?=[\"“'A-Z0-9])", text[:at].rstrip(" .")):
        start = match.end()
    return start
