"""What hypothesis draws: pages full of odd characters, and removals anywhere in them."""

from hypothesis import strategies as st

from transforms.records import KINDS, Article, Removal
from transforms.text.normal import text_blocks

ODD_TEXT = st.text(
    alphabet=st.sampled_from([*"ab. ,&;amp#38x\n\r\t", "\u200b", "\u00a0", "\u2000", "é", "\u0301", "\u037e", "“"]),
    max_size=80,
)
TEXTS = st.one_of(ODD_TEXT, st.text(max_size=80), st.lists(ODD_TEXT, max_size=6).map("\n".join))


@st.composite
def struck_articles(draw: st.DrawFn) -> tuple[Article, list[Removal]]:
    """Draw an article with at least one block, and removals of its blocks, overlaps and all."""
    blocks = text_blocks(draw(TEXTS.filter(lambda t: text_blocks(t) != ())))
    removals = []
    for _ in range(draw(st.integers(0, 7))):
        number = draw(st.integers(0, len(blocks) - 1))
        size = len(blocks[number].text)
        start = draw(st.integers(0, size))
        end = draw(st.integers(start, size))
        kind = draw(st.sampled_from(sorted(KINDS)))
        layer = draw(st.sampled_from(["rule", "repeat", "model"]))
        score = draw(st.none() | st.sampled_from([0.5, 0.97])) if layer == "model" else None
        removals.append(Removal(number, start, end, kind, f"{kind}.any", layer, score, "tiny +0.1" if score else ""))
    return Article("any.txt", None, blocks), removals
