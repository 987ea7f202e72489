"""Records whose page has no name that we know: the one field that holds prose, the one object that holds all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flows.read.names import bare
from transforms.text.decode import holds_tags
from transforms.text.lines import is_story_like

CLEARLY_LONGER = 3
"""Times the length of any other field of prose: what is shorter is a summary, a caption or a comment."""

FEWEST_WORDS = 12
"""Words of a field that is taken for a story; of shorter sentences many are titles or notes."""


def prose_field(
    record: Mapping[str, Any], names: Mapping[str, tuple[str, ...]], words_of: Callable[[object], str]
) -> str | None:
    """
    Return the key of the one field that holds prose and has no other meaning; None where there is none, or two.

    Args:
        record: The record.

        names: The bare names that mean something.

        words_of: Gives a field's words.
    """
    known = {name for theirs in names.values() for name in theirs}
    unnamed = ((key, words_of(value)) for key, value in record.items() if bare(key) not in known)
    prose = sorted(((len(said), key) for key, said in unnamed if is_prose(said)), reverse=True)
    if not prose or (len(prose) > 1 and prose[0][0] < CLEARLY_LONGER * prose[1][0]):
        return None
    return prose[0][1]


def is_prose(said: str) -> bool:
    """Return whether a field's words are sentences: a paragraph stands among them, or markup of many words."""
    if len(said.split()) < FEWEST_WORDS:
        return False
    return holds_tags(said) or any(is_story_like(line.strip()) for line in said.replace("\\n", "\n").splitlines())


def inner_record(record: Mapping[str, Any], holds_page: Callable[[Mapping[str, Any]], bool]) -> str | None:
    """Return the key of the one object in a record that holds a page: search engines and interfaces wrap them so."""
    found = [key for key, value in record.items() if isinstance(value, Mapping) and holds_page(value)]
    return found[0] if len(found) == 1 else None
