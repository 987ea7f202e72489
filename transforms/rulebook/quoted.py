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

LONGEST_POST = 60
"""Lines of a post that a check of facts quotes as its evidence."""

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


def evidence_lines(texts: Sequence[str], announcing: Sequence[str]) -> frozenset[int]:
    """
    Return the lines of posts under examination: from an opening mark that a line announces to the closing one.

    They are the story's evidence, whatever they ask of their readers. A post that never closes ends where the story
    goes on in prose.

    >>> story = "Penelusuran tim menunjukkan bahwa kabar dalam unggahan itu tidak benar sama sekali, Kamis."
    >>> sorted(evidence_lines(["Akun itu menulis pesan:", "“Kabar baik!", "Klik!", "#kabar”", story], ["pesan"]))
    [1, 2, 3]
    """
    inside: set[int] = set()
    for line in range(len(texts) - 1):
        opening = opening_below(texts, line, announcing)
        if opening is not None and opening not in inside:
            inside.update(range(opening, post_end(texts, opening)))
    return frozenset(inside)


def opening_below(texts: Sequence[str], line: int, announcing: Sequence[str]) -> int | None:
    """Return the line in which the post opens that a line announces, at its end or right below; None without one."""
    head, mark, _ = texts[line].rpartition("“")
    if mark and "”" not in texts[line][len(head) :] and is_announced(head, announcing):
        return line
    below = texts[line + 1]
    opens = below[:1] in MARKS and below.count("“") + below.count('"') > below.count("”") + 2 * (below.count('"') // 2)
    return line + 1 if opens and texts[line].endswith(":") and is_announced(texts[line], announcing) else None


def is_announced(text: str, announcing: Sequence[str]) -> bool:
    """Return whether the last words of a text say that a message follows."""
    said = fold(text[-LAST_WORDS:])
    return len(text) <= LONGEST_ANNOUNCING and any(word in said for word in announcing)


def post_end(texts: Sequence[str], opening: int) -> int:
    """Return one past the last line of a post: where its marks close, else where prose goes on."""
    stop = min(opening + LONGEST_POST, len(texts))
    closing = '"' if texts[opening].startswith('"') else "”"
    for end in range(opening + 1, stop):
        if closing in texts[end]:
            return end + 1
    return next((end for end in range(opening + 1, stop) if is_story_like(texts[end])), opening + 1)
