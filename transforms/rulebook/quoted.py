"""Lines inside a quotation: a hoax message that a fact-check quotes may ask to be shared, and stays."""

from __future__ import annotations

from collections.abc import Sequence

LONGEST_QUOTATION = 8
"""Lines within which an opened quotation must close; quotes of one speaker seldom run over more."""

QUOTED_KINDS = frozenset({"share", "follow", "tags", "newsletter", "widget", "disclaimer", "comments", "app_promo"})
"""What messages that get quoted hold; read-also lines and advertisements break into quotations from outside."""


def quoted_lines(texts: Sequence[str]) -> frozenset[int]:
    """
    Return the lines that stand wholly inside a quotation: between a mark that opens and the one that closes it.

    Only curly marks tell which way they face. A quotation that never closes is a slip of the pen,
    or speech that goes on paragraph by paragraph: it shields nothing.

    >>> sorted(quoted_lines(["Ia menulis: “Kabar baik!", "Bagikan ke semua grup", "Salam” tulis akun itu.", "Bagikan"]))
    [1]
    """
    inside: set[int] = set()
    for line, text in enumerate(texts):
        if text.count("“") <= text.count("”"):
            continue
        for end in range(line + 1, min(line + 1 + LONGEST_QUOTATION, len(texts))):
            opened, closed = texts[end].count("“"), texts[end].count("”")
            if opened > closed:
                break
            if closed > opened:
                inside.update(range(line + 1, end))
                break
    return frozenset(inside)
