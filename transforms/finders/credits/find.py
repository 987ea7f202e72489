"""Finding the people: who wrote and who edited, by the copy, the markup and the hints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.evidence import Claim
from transforms.finders.credits.above_story import names_at_head
from transforms.finders.credits.author_box import biographies, boxed_authors
from transforms.finders.credits.labels import find_credits
from transforms.finders.credits.notes import Notes
from transforms.finders.credits.signed_names import (
    labelled_below,
    names_above,
    names_below,
    office_below,
    town_beside,
)
from transforms.finders.credits.whole_lines import read_line
from transforms.finders.credits.with_line_below import names_by_trade, names_with_paper
from transforms.finders.credits.within_lines import has_label, read_block, read_phrases
from transforms.finders.credits.wordings import phrases
from transforms.names.credited import credited, people_in
from transforms.names.squeeze import squeeze
from transforms.records import Removal
from transforms.sheet import LONGEST_BYLINE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transforms.sheet import Standing


@dataclass(frozen=True, slots=True)
class People:
    """
    Who made a copy.

    Attributes:
        authors: Reporters and writers, in the order of the page.

        editors: Editors.

        removals: The credits as they stand in the text: byline, editor_credit, credit,
            copyright, copy_protection.

        place: The town that a byline names beside them.

        authored, edited: Who says of whom that they wrote or edited it.
    """

    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    removals: tuple[Removal, ...] = ()
    place: str | None = None
    authored: tuple[Claim[str], ...] = ()
    edited: tuple[Claim[str], ...] = ()


def find_people(standing: Standing, *, outlet: str | None = None) -> People:
    """
    Find who wrote and who edited a copy.

    Args:
        standing: The article. Credits are cut from blocks still standing; boxes about the
            author are read even where a rule has struck them. Of what came along with the page,
            `author` and `editor` are read.

        outlet: The copy's outlet, which is no person.

    Returns:
        Names without duplicates: the copy's own first, then the markup's, then the hints'.
    """
    notes = Notes(outlet, standing.struck - standing.mute)
    facts, hints = standing.sheet.facts, standing.sheet.hints
    story = standing.credited
    held = [(literal, pattern) for literal, pattern in phrases() if literal.lower() in standing.sheet.places]
    for n in range(len(story)) if held else standing.marked:
        index, block = story[n]
        so_far = notes.read_so_far()
        if len(block.text) > LONGEST_BYLINE or not read_line(notes, story, n, index, block.text):
            read_block(notes, len(story), n, index, block.text)
            read_phrases(notes, index, block.text, held)
        if is_whole(notes.removals[so_far[-1] :], block.text) and standing.in_midst(index):
            notes.forget(so_far)
    notes.authors += find_heads(notes, standing)
    above = names_above(standing)
    place = read_with_line_below(notes, standing) or town_beside(standing, above) or notes.place
    notes.authors += find_signed(notes, standing, above)
    read_labelled(notes, standing)
    read_tagged(notes, standing)
    notes.authors += boxed_authors(standing.blocks, outlet)
    notes.authors += find_lives(notes, standing)
    outlets = [outlet] if outlet else []
    came = credited([hints.get("author", "")], outlets)
    edits = credited([hints.get("editor", "")], outlets)
    authored = (
        *claims_of("authors", "credit", notes.authors),
        *claims_of("authors", "markup", credited(facts.authors).authors),
        *claims_of("authors", "hint", came.authors),
    )
    edited = (
        *claims_of("editors", "credit", notes.editors),
        *claims_of("editors", "markup", facts.editors),
        *claims_of("editors", "hint", (*edits.editors, *edits.authors, *came.editors)),
    )
    authors, editors = (unique_names([claim.value for claim in claims]) for claims in (authored, edited))
    return People(authors, editors, tuple(notes.removals), place, authored, edited)


def claims_of(field: str, origin: str, names: Iterable[str]) -> list[Claim[str]]:
    """Return a claim for each person whom one voice names."""
    return [Claim(field, name, origin) for name in names]


def is_whole(removals: Iterable[Removal], line: str) -> bool:
    """Return whether a line was read as nothing but a credit."""
    return any(removal.start == 0 and removal.end >= len(line) for removal in removals)


def find_heads(notes: Notes, standing: Standing) -> list[str]:
    """Note the persons whose names stand alone among headline, date and share row, and cut them."""
    named = names_at_head(standing, notes.outlet)
    for index, _ in named:
        notes.cut(index, 0, len(standing.blocks[index].text), "byline", "name")
    return [name for _, name in named if name]


def read_with_line_below(notes: Notes, standing: Standing) -> str | None:
    """
    Note the persons whom the line below their names shows, cut these lines, and return the town among them.

    A writer's card is left to those who find author boxes: it may go on below.
    """
    with_paper, place = names_with_paper(standing, notes.outlet)
    found = with_paper or names_by_trade(standing, notes.outlet)
    lines = {index: standing.blocks[index].text for index, _ in found}
    first, last = (lines[min(lines)], lines[max(lines)]) if lines else ("", "")
    for index, line in lines.items() if with_paper or not last.startswith(first) else ():
        notes.cut(index, 0, len(line), "byline", "name")
    notes.authors += [name for _, name in found if name]
    return place


def find_signed(notes: Notes, standing: Standing, above: list[tuple[int, str]]) -> list[str]:
    """Note the persons who sign by where their names stand, and cut these lines and an office's."""
    noted = {removal.block for removal in notes.removals}
    found = [pair for pair in (*above, *names_below(standing)) if pair[0] not in noted]
    office = office_below(standing) if not found else None
    boxes = {removal.block for removal in standing.removals if removal.kind == "author_box"}
    for index in (*(index for index, _ in found), *([office] if office is not None else [])):
        kind = "author_box" if {index - 1, index + 1} & boxes else "byline"
        notes.cut(index, 0, len(standing.blocks[index].text), kind, "signed")
    return [name for _, names in found for name in people_in(names, notes.outlet)]


def read_labelled(notes: Notes, standing: Standing) -> None:
    """Note the persons behind a label and a dash that close the story, and cut both."""
    for index, start, names, editor in labelled_below(standing):
        (notes.editors if editor else notes.authors).extend(people_in(names, notes.outlet))
        notes.cut(
            index, start, len(standing.blocks[index].text), "byline" if not editor else "editor_credit", "labelled"
        )


def read_tagged(notes: Notes, standing: Standing) -> None:
    """Note the persons behind labels in front of topics, in lines that a rule struck for the topics."""
    for removal in standing.removals:
        if removal.kind == "tags" and removal.whole and len(removal.text) <= LONGEST_BYLINE and has_label(removal.text):
            for credit in find_credits(removal.text, notes.outlet):
                notes.authors += credit.names if credit.role == "author" else ()
                notes.editors += credit.names if credit.role == "editor" else ()


def find_lives(notes: Notes, standing: Standing) -> list[str]:
    """Note the authors whose lives stand in prose beneath the story, and cut these lines."""
    lives = biographies(standing, (*notes.authors, *standing.sheet.facts.authors))
    for index, _ in lives:
        notes.cut(index, 0, len(standing.blocks[index].text), "author_box", "life")
    return [name for _, name in lives]


def unique_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return names without duplicates, each as it is spelt first."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(squeeze(name), name)
    return tuple(kept.values())
