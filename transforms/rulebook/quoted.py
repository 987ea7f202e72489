"""Lines inside a quotation: a hoax message that a fact-check quotes may ask to be shared, and stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from transforms.lexicon.fold import fold
from transforms.text.lines import is_story_like

LONGEST_QUOTATION = 8
"""Lines within which an opened quotation must close; quotes of one speaker seldom run over more."""

LONGEST_MESSAGE = 5
"""Lines that a message runs over which a line with a colon announces, when no mark tells where it ends."""

LONGEST_ANNOUNCING = 400
"""Characters of such a line; its last words count."""

LAST_WORDS = 60
"""Characters at its end in which it says what it announces."""

MARKS = frozenset('"“”')

QUOTED_KINDS = frozenset({"share", "follow", "tags", "newsletter", "widget", "disclaimer", "comments", "app_promo"})
"""What messages that get quoted hold; read-also lines and advertisements break into quotations from outside."""


def quoted_lines(texts: Sequence[str]) -> frozenset[int]:
    """
    Return the lines that stand wholly inside a quotation: between a mark that opens and the one that closes it.

    Curly marks tell which way they face; straight ones do at the head and at the end of a line. A quotation that never
    closes is a slip of the pen, or speech that goes on paragraph by paragraph: it shields nothing.

    >>> sorted(quoted_lines(["Ia menulis: “Kabar baik!", "Bagikan ke semua grup", "Salam” tulis akun itu.", "Bagikan"]))
    [1]
    """
    inside: set[int] = set(in_straight_marks(texts))
    for line, text in enumerate(texts):
        if "“" not in text or text.count("“") <= text.count("”"):
            continue
        for end in range(line + 1, min(line + 1 + LONGEST_QUOTATION, len(texts))):
            opened, closed = texts[end].count("“"), texts[end].count("”")
            if opened > closed:
                break
            if closed > opened:
                inside.update(range(line + 1, end))
                break
    return frozenset(inside)


def in_straight_marks(texts: Sequence[str]) -> Iterator[int]:
    """Yield the lines between one that opens with a straight mark, and leaves it open, and one that ends with one."""
    odd = [n for n, text in enumerate(texts) if '"' in text and text.count('"') % 2]
    for opening, closing in pairwise(odd):
        ends = texts[closing].rstrip(".,!?").endswith('"')
        if texts[opening].startswith('"') and ends and closing - opening <= LONGEST_QUOTATION:
            yield from range(opening + 1, closing)


def is_message(text: str) -> bool:
    """
    Return whether a line is one quotation from end to end, with nobody who says it: a message or a placard.

    >>> is_message("“Bagikan ke semua grup!”"), is_message("“Bagikan,” katanya.")
    (True, False)
    """
    said = text.rstrip(".,!? ")
    ends = said[:1] in MARKS and said[-1:] in MARKS
    return ends and not any(mark in MARKS for mark in said[1:-1])


def announced_lines(texts: Sequence[str], announcing: Sequence[str]) -> frozenset[int]:
    """
    Return the lines below one that announces a message with a colon, where the story goes on behind them.

    >>> story = "Polisi meminta warga tidak menyebarkan kabar yang belum jelas sumbernya itu, Senin."
    >>> sorted(announced_lines(["Berikut narasi lengkapnya:", "Bagikan!", story], ["narasi"]))
    [1]
    """
    inside: set[int] = set()
    for line, text in enumerate(texts):
        if text[-1:] != ":" or len(text) > LONGEST_ANNOUNCING:
            continue
        said = fold(text[-LAST_WORDS:])
        if any(word in said for word in announcing):
            stop = min(line + 1 + LONGEST_MESSAGE, len(texts))
            ends = next((n for n in range(line + 2, stop) if is_story_like(texts[n])), stop)
            if any(is_story_like(after) for after in texts[ends : ends + LONGEST_MESSAGE]):
                inside.update(range(line + 1, ends))
    return frozenset(inside)
