"""What stands under a heading: the headlines of other stories, or all that follows on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.rulebook.page import covers
from transforms.rulebook.teasers import is_teaser
from transforms.text.lines import has_sentences, is_story_like

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transforms.rulebook.page import Claim, Page
    from transforms.rulebook.rule import Rule


@dataclass(frozen=True, slots=True)
class Standing:
    """
    What the rules for single lines leave of a page.

    Attributes:
        left: The lines without what was struck inside them; a line that goes whole stays as it is.

        signed: Lines right behind a sign-off, which ends what a heading before it announced.

        named: Lines that are struck whole.
    """

    left: Sequence[str]
    signed: set[int]
    named: set[int]


def find_areas(
    page: Page, claims: Mapping[int, Sequence[Claim]], headings: Mapping[int, Sequence[Rule]]
) -> dict[int, Claim]:
    """Return for each line that stands in the area of a heading the claim of the first heading that takes it."""
    if not headings:
        return {}
    standing = standing_of(page, claims)
    areas: dict[int, Claim] = {}
    for line, rule in ((line, rule) for line, rules in headings.items() for rule in rules):
        for taken in area_of(line, rule, standing):
            areas.setdefault(taken, (0, len(page.texts[taken]), rule))
    return {line: claim for line, claim in areas.items() if line not in standing.named}


def standing_of(page: Page, claims: Mapping[int, Sequence[Claim]]) -> Standing:
    """Return what the claims on single lines leave of a page."""
    left, named, signed = list(page.texts), set[int](), set[int]()
    for line, found in claims.items():
        text = page.texts[line]
        covering = [rule for start, end, rule in found if covers(start, end, text)]
        if covering:
            named.add(line)
        elif found:
            left[line] = without(text, found).strip() or text
        if any(rule.kind == "editor_credit" for rule in covering):
            signed.add(line + 1)
    return Standing(left, signed, named)


def without(text: str, found: Sequence[Claim]) -> str:
    """Return a line without the spans found in it, which may overlap."""
    kept, at = [], 0
    for start, end, _ in sorted(found, key=lambda claim: claim[:2]):
        kept.append(text[at : max(at, start)])
        at = max(at, end)
    return "".join([*kept, text[at:]])


def area_of(line: int, rule: Rule, standing: Standing) -> Iterator[int]:
    """Yield the lines that a `rest` or `run` rule claims from the heading on that it covers."""
    left = standing.left
    behind = range(line + 1, len(left))
    if rule.scope == "run":
        yield line
        yield from teasers_under(standing, behind, rule)
    elif sum(is_story_like(left[n]) for n in behind) <= rule.resumes:
        yield line
        yield from (n for n in behind if not has_sentences(left[n]))


def teasers_under(standing: Standing, behind: Sequence[int], rule: Rule) -> Iterator[int]:
    """Yield the teasers under a heading, up to the rule's `most`; lines that other rules name are passed over."""
    left, taken = standing.left, 0
    for n in behind:
        if n in standing.signed:
            return
        if n in standing.named:
            continue
        following = left[n + 1] if n + 1 < len(left) else ""
        if taken >= rule.most or not is_teaser(left[n], following, rule.under, first=not taken):
            return
        taken += 1
        yield n
