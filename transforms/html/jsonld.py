"""
What a page says about its story in JSON-LD.

Real ones are broken in every way: control characters, trailing commas, comments and CDATA marks around,
entities inside, several objects in a row. All of it is read within bounds.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from transforms.lexicon.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from transforms.html.tree import Element

Type: TypeAlias = str
"""What schema.org calls a thing, in small letters: `newsarticle`."""

LONGEST_SCRIPT = 500_000
"""Characters. The longest on 432 saved pages has 34,000."""

MOST_SCRIPTS = 40
MOST_NODES = 5_000
"""Objects and lists that are visited over all scripts."""

STORY_TYPES: Final = frozenset(
    "article newsarticle blogposting analysisnewsarticle askpublicnewsarticle backgroundnewsarticle opinionnewsarticle "
    "reportagenewsarticle reviewnewsarticle liveblogposting report socialmediaposting techarticle scholarlyarticle "
    "advertisercontentarticle satiricalarticle discussionforumposting review recipe howto".split()
)
PAGE_TYPES: Final = frozenset(
    "webpage itempage medicalwebpage aboutpage videoobject newsvideoobject podcastepisode".split()
)
ELSEWHERE: Final = frozenset(
    "itemlistelement comment review reviews haspart ispartof liveblogupdate breadcrumb mentions relatedlink citation "
    "subjectof about video image publisher author creator editor potentialaction".split()
)
"""Properties that lead to other things than the page's own story."""

ORGANIZATIONS: Final = frozenset("organization newsmediaorganization corporation localbusiness".split())
"""What schema.org calls those that are no persons."""

WRAPPING = re.compile(r"^\s{0,99}(?:<!--|//\s{0,9}<!\[CDATA\[|/\*\s{0,9}<!\[CDATA\[\s{0,9}\*/|<!\[CDATA\[)")
UNWRAPPING = re.compile(r"(?:-->|(?://|/\*)?\s{0,9}\]\]>(?:\s{0,9}\*/)?);?\s{0,99}$")
LONGEST_END = 150
"""Characters at the end of a script in which a comment or CDATA mark is looked for."""

TRAILING_COMMA = re.compile(r",(\s{0,999}[}\]])")
REPAIRS: Final[Sequence[Callable[[str], str]]] = (
    lambda text: text,
    lambda text: TRAILING_COMMA.sub(r"\1", text),
    lambda text: TRAILING_COMMA.sub(r"\1", html.unescape(text)),
)
"""How a script is tried, one behind the other: as it is first, as most can be read."""

DECODER = json.JSONDecoder(strict=False)

Json = Any
"""A decoded JSON value: what stands in a page, of any shape."""

Node = dict[str, Json]


def story_node(scripts: Iterable[Element]) -> Node:
    """
    Return the JSON-LD object in a page's script elements that speaks about the page's story, empty where none does.

    An article comes before a page; of several articles the first that is not reached through a list, a
    comment or another article. `author`, `editor` and `publisher` given by `@id` are filled in.
    """
    named: dict[str, Node] = {}
    stories: list[Node] = []
    pages: list[Node] = []
    for node in nodes(scripts):
        types = types_of(node)
        if isinstance(node.get("@id"), str) and len(node) > 1:
            named.setdefault(node["@id"], node)
        if types & STORY_TYPES:
            stories.append(node)
        elif types & PAGE_TYPES:
            pages.append(node)
    found = first_with(stories, "headline") or first_with(pages, "headline") or first_with(pages, "datePublished")
    return {key: fill_in(value, named) for key, value in found.items()}


def first_with(candidates: list[Node], key: str) -> Node:
    """Return the first object that has a value for the key, else the first, else an empty one."""
    return next((node for node in candidates if node.get(key)), candidates[0] if candidates else {})


def fill_in(value: Json, named: dict[str, Node]) -> Json:
    """Replace `{"@id": …}` by the object of that name, in a value or a list of values."""
    if isinstance(value, list):
        return [fill_in(one, named) if not isinstance(one, list) else one for one in value[:100]]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return named.get(value["@id"], value)
    return value


def types_of(node: Node) -> set[Type]:
    """Return an object's types in lower case, without a vocabulary's address."""
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return {fold(one.rsplit("/", 1)[-1].rsplit(":", 1)[-1]) for one in kinds if isinstance(one, str)}


def nodes(scripts: Iterable[Element]) -> Iterator[Node]:
    """Yield every object that may be about the page, outer ones first, at most `MOST_NODES`."""
    left = MOST_NODES
    for script in scripts:
        if "ld+json" not in fold(script.get("type", "")):
            continue
        waiting: list[Json] = list(read_values(script.text or ""))
        while waiting and left > 0:
            left -= 1
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting[:0] = value[:500]
            elif isinstance(value, dict):
                yield value
                inner = (v for key, v in value.items() if isinstance(v, dict | list) and fold(key) not in ELSEWHERE)
                waiting.extend(inner)


def read_values(text: str) -> Iterator[Json]:
    """Yield the JSON values of one script; what cannot be read even after repair is left out."""
    if len(text) > LONGEST_SCRIPT or not text.strip():
        return
    text = WRAPPING.sub("", text)
    text = (text[:-LONGEST_END] + UNWRAPPING.sub("", text[-LONGEST_END:])).strip()
    for repair in REPAIRS:
        try:
            yield from decode_all(repair(text))
        except (ValueError, RecursionError):
            continue
        return


def decode_all(text: str) -> list[Json]:
    """Return all JSON values that stand one after the other, perhaps with `,` or `;` between them."""
    values: list[Json] = []
    at = 0
    while at < len(text) and len(values) < MOST_SCRIPTS:
        value, at = DECODER.raw_decode(text, at)
        values.append(value)
        while at < len(text) and text[at] in " \t\r\n,;":
            at += 1
    return values


def strings(value: Json) -> list[str]:
    """Return a value's strings: itself, those of a list, the names of objects, given and family names joined."""
    values = value if isinstance(value, list) else [value]
    found: list[str] = []
    for one in values[:100]:
        name = (one.get("name") or joined_name(one)) if isinstance(one, dict) else one
        if isinstance(name, list):
            found += [n for n in name if isinstance(n, str)]
        elif isinstance(name, str):
            found.append(name)
    return [text for text in found if text.strip()]


def joined_name(person: Node) -> str:
    """
    Return the name of a person whose given and family names stand apart, empty where neither is there.

    >>> joined_name({"@type": "Person", "givenName": "Rina", "familyName": "Dewi"})
    'Rina Dewi'
    """
    parts = (person.get(key) for key in ("givenName", "additionalName", "familyName"))
    return " ".join(part.strip() for part in parts if isinstance(part, str) and part.strip())
