"""Reading the box about the author: whom it names. The box itself is furniture and another's business."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.enrich.names import is_domain, is_known, is_shaped
from transforms.enrich.persons import PERSON, is_person, tidy
from transforms.enrich.tables import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.records import Block

LONGEST_LINE = 70
PROSE = 140
"""Characters from which a line is the story's, not a box's."""
MOST_BOXES = 8
"""Names tried; a page with more lists its staff."""
TRADES = ("Seorang", "Jurnalis", "Wartawan", "Reporter", "Penulis", "Kontributor", "A ", "Journalist", "Writer")
BIOGRAPHY = re.compile(
    r"(?:(?:Seorang )?(?:Jurnalis|Wartawan|Reporter|Penulis|Kontributor)|A (?:journalist|reporter|writer)"
    r"|Journalist|Writer)\b.{0,60}\b(?:sejak|since|di|pada|at|yang|who|lepas|for)\b"
)


def boxed_authors(blocks: Sequence[Block], outlet: str | None) -> list[str]:
    """
    Return the authors whom boxes name.

    Args:
        blocks: All blocks of the page, struck ones too; boxes stand in the last two thirds.

        outlet: The copy's outlet, which is no person.
    """
    names = [name for n in range(len(blocks) // 3, len(blocks)) if (name := boxed(blocks, n))]
    tried = [n for n in dict.fromkeys(names) if " " in n and re.fullmatch(PERSON, n)][:MOST_BOXES]
    return [tidy(name) for name in tried if is_author(name, blocks, outlet)]


def boxed(blocks: Sequence[Block], n: int) -> str | None:
    """Return what a box that begins at a block names: `Tentang X`, `About the Author` and X, X and a biography."""
    line = blocks[n].text
    if len(line) > LONGEST_LINE:
        return None
    bare = line if line[:1].isalpha() and line[-1:].isalpha() else re.sub(r"^[^\w]+|[^\w.]+$", "", line)
    folded = bare.casefold()
    after = blocks[n + 1].text if n + 1 < len(blocks) else ""
    if folded in table("roles")["box_heads"]:
        return after
    if after.startswith(TRADES) and BIOGRAPHY.match(after):
        return line
    lead = next((lead for lead in table("roles")["box"] if folded.startswith(lead + " ")), None)
    return bare[len(lead) :].strip(" :") if lead else None


def is_author(name: str, blocks: Sequence[Block], outlet: str | None) -> bool:
    """Say whether a name in a box is a person's, not a subject's: the story does not speak of it."""
    if not is_person(name, outlet) or is_domain(name) or is_known(name) or is_shaped(name):
        return False
    return not any(name in block.text for block in blocks if len(block.text) > PROSE)
