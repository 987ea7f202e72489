"""Lists of other pages: cards of one shape, each with a link to a page of its own, and no prose beside them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, TypeAlias

from transforms.lexicon.fold import fold
from transforms.lexicon.lists import folded
from transforms.text.lines import is_story_like

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transforms.sheet import Standing

Element = Any
"""An element of lxml, which this room does not import."""

Shape: TypeAlias = tuple[Element, str, str]
"""What siblings of one shape share: their parent, tag and classes."""

FEWEST_CARDS = 5
FEWEST_HINTED = 3
"""Cards of a page that is called a list."""

FEWEST_LINKED = 0.6
"""The share of a line's characters that is link text, where the line is a card by itself."""

MOST_UP = 6
"""Elements from a line up to its card."""

MOST_CARD_WORDS = 80
"""Words of a card; entries of a list that tells a story say more."""

MOST_BESIDE = 40
"""Words of prose beside the cards: a line about the section, the footer's remains."""

MOST_SHARE_BESIDE = 0.3
LONGEST_MORE = 40
"""Characters of a line that is nothing but the way to a story."""


def is_list(standing: Standing, text: str, *, hinted: bool) -> bool:
    """
    Return whether what stands of a page is a list of other pages.

    Args:
        standing: The page.

        text: Its clean text.

        hinted: The page is called a list; fewer cards are enough.
    """
    fewest = FEWEST_HINTED if hinted else FEWEST_CARDS
    if standing.sheet.kind == "html":
        return is_made_of_cards(standing, fewest)
    return is_made_of_teasers(standing.sheet.texts, text, fewest)


def may_be_list(standing: Standing) -> bool:
    """Return whether a page may be a list: the quick question, as nearly no text is one."""
    if standing.sheet.kind == "html":
        return True
    return sum(is_more(line) for line in standing.sheet.texts if len(line) <= LONGEST_MORE) >= FEWEST_HINTED


def is_made_of_cards(standing: Standing, fewest: int) -> bool:
    """Return whether the standing lines lie in cards of one shape, each of which leads to a page of its own."""
    if standing.sheet.facts.published and fewest > FEWEST_HINTED:
        return False
    elements, links = standing.sheet.markup.elements, standing.sheet.markup.links
    lines = standing.story or tuple(enumerate(standing.blocks))  # what is nothing but links is struck whole
    if len(lines) < fewest or len(elements) != len(standing.blocks):
        return False
    cards: dict[Element, list[int]] = {}
    beside: list[str] = []
    shapes: Counter[Shape] = Counter()
    families = Families()
    for number, block in lines:
        card = families.card_of(elements[number])
        if card is elements[number] and links[number] < FEWEST_LINKED:
            card = None  # a paragraph with a link in it is no card
        if card is None:
            beside.append(block.text)
            continue
        if card not in cards:
            shapes[shape_of(card)] += 1
        cards.setdefault(card, []).append(len(block.text.split()))
    if not shapes or shapes.most_common(1)[0][1] < fewest:
        return False
    words = sorted(map(sum, cards.values()))
    prose = sum(len(line.split()) for line in beside if is_story_like(line))
    return words[len(words) // 2] <= MOST_CARD_WORDS and prose <= min(MOST_BESIDE, MOST_SHARE_BESIDE * sum(words))


def shape_of(element: Element) -> Shape:
    """Return an element's shape."""
    return element.getparent(), element.tag, element.get("class") or ""


class Families:
    """The elements of a page by shape, each parent looked through once, and which shapes lead to pages of their own."""

    def __init__(self) -> None:
        """Know no parent yet."""
        self._members: dict[Element, dict[Shape, list[Element]]] = {}
        self._leads: dict[Shape, bool] = {}

    def card_of(self, element: Element) -> Element | None:
        """Return the card in which a line stands: an element among others of its shape, each with a link of its own."""
        for _ in range(MOST_UP):
            parent = element.getparent()
            if parent is None:
                return None
            if self._has_twins(element, parent):
                return element
            if element.tag in ("body", "main", "article"):
                return None
            element = parent
        return None

    def _has_twins(self, element: Element, parent: Element) -> bool:
        """Return whether an element and enough of its siblings are of one shape, and lead to as many other pages."""
        if parent not in self._members:
            self._members[parent] = members_of(parent)
        shape = shape_of(element)
        if shape not in self._leads:
            self._leads[shape] = lead_apart(self._members[parent][shape])
        return self._leads[shape] and target_of(element) is not None


def members_of(parent: Element) -> dict[Shape, list[Element]]:
    """Return the children of an element by shape."""
    members: dict[Shape, list[Element]] = defaultdict(list)
    for child in parent:
        members[parent, child.tag, child.get("class") or ""].append(child)
    return members


def lead_apart(twins: Sequence[Element]) -> bool:
    """Return whether most elements of one shape lead to pages of their own."""
    if len(twins) < FEWEST_HINTED:
        return False
    targets = {target for target in map(target_of, twins) if target}
    return len(targets) >= max(FEWEST_HINTED, (2 * len(twins)) // 3)


def target_of(card: Element) -> str | None:
    """Return where the first link with words of its own in a card leads, None where none does."""
    for link in card.iter("a"):
        address = (link.get("href") or "").strip()
        if address and not address.startswith("#") and "".join(link.itertext()).strip():
            return address
    return None


def is_made_of_teasers(lines: Sequence[str], text: str, fewest: int) -> bool:
    """
    Return whether a text repeats `headline, teaser, read more`: no two paragraphs stand together anywhere.

    Where a headline between two of them was struck as furniture, the page as it came still shows the cards.
    """
    more = [number for number, line in enumerate(lines) if len(line) <= LONGEST_MORE and is_more(line)]
    if len(more) < fewest:
        return False
    prose = [is_story_like(line) for line in text.split("\n")]
    whole = sum(n > 1 and is_story_like(lines[n - 1]) and not is_story_like(lines[n - 2]) for n in more)
    return (longest_run(iter(prose)) <= 1 or whole >= fewest) and sum(prose) <= len(more) + 1


def is_more(line: str) -> bool:
    """Return whether a line is nothing but the way to a story."""
    return fold(line.strip(" .…»›→>[]()")) in folded("no_story", "more")


def longest_run(some: Iterator[bool]) -> int:
    """Return how many times yes is said in a row at most."""
    longest = now = 0
    for yes in some:
        now = now + 1 if yes else 0
        longest = max(longest, now)
    return longest
