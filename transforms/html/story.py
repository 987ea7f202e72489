"""Which of a page's visible lines are its story. trafilatura judges, its answer is mapped onto the lines."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.html.align import lines_in
from transforms.html.tree import Element
from transforms.normal import normalise
from transforms.records import Block, Removal

RULE = "extractor.trafilatura"


def find_chrome(tree: Element, lines: Sequence[tuple[Block, Element]]) -> tuple[Removal, ...]:
    """Return one removal of the whole line for each line that is not story."""
    story = lines_in([block.text for block, _ in lines], normalise(ask_trafilatura(tree)))
    return tuple(
        Removal(n, 0, len(block.text), "chrome", RULE, "extractor")
        for n, (block, _) in enumerate(lines)
        if not story[n]
    )


def ask_trafilatura(tree: Element) -> str:
    """Return the story as trafilatura sees it, empty where it sees none."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - heavy

    document = bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    return (document.text or "") if document else ""


def reset_caches() -> None:
    """Empty trafilatura's caches, which grow with every page; call once per batch."""
    from trafilatura.meta import reset_caches as reset  # noqa: PLC0415 - heavy

    reset()
