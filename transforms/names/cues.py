"""
What a label in front of a name says of the one named: an open class, put together from stems and what is hung on them.

Papers make up new labels all the time (`Peliput/Penyunting`, `Disarikan oleh`, `Wartawan Kabar Rawa`). Listed ones are
known as they are; others are read word by word: each is a role made of a stem, what stands around roles, or the outlet.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of, folded, words
from transforms.names.outlets import is_domain, is_known, is_shaped

Role = Literal["author", "editor", "other"]

MOST_LABEL_WORDS = 6
LONGEST_LABEL = 60

PARTS = re.compile(r"\s?[/&+]\s?")
"""What parts two roles of one label: `Penulis/Editor`."""


@cache
def listed_roles() -> dict[str, Role]:
    """Return the casefolded labels that the lists hold, with their roles."""
    roles: tuple[Role, ...] = ("other", "editor", "author")
    return {fold(label): role for role in roles for label in words("roles", role)}


@cache
def stemmed(role: Role) -> re.Pattern[str]:
    """Return the pattern of a word that is made of a stem for this role."""
    before, behind = any_of("roles", "cue_prefix"), any_of("roles", "cue_suffix")
    stems = any_of("roles", f"{role}_stem")
    return re.compile(rf"(?:{before}-?)?{stems}(?:{behind}){{0,2}}")


def open_role(label: str) -> Role | None:
    """
    Return the role that one label has by its words alone, None where a word of it is neither role nor beside one.

    >>> open_role("disarikan oleh"), open_role("penyunting bahasa"), open_role("pewarta foto"), open_role("pelatih")
    ('author', 'editor', 'other', None)
    """
    found: set[Role] = set()
    for word in label.split():
        role = role_of_word(word)
        if role is None and word not in folded("roles", "cue_beside"):
            return None
        found |= {role} if role else set()
    order: tuple[Role, ...] = ("other", "editor", "author")
    return next((role for role in order if role in found), None)


@lru_cache(maxsize=1024)
def role_of_word(word: str) -> Role | None:
    """Return the role that one folded word names by its stem."""
    order: tuple[Role, ...] = ("other", "editor", "author")
    return next((role for role in order if stemmed(role).fullmatch(word)), None)


@lru_cache(maxsize=4096)
def roles_of(label: str) -> tuple[Role, ...]:
    """
    Return the roles that a label gives to the names behind it, none where it is no label.

    >>> roles_of("Penulis/Editor"), roles_of("Wartawan Kabar Rawa"), roles_of("Pemenang")
    (('author', 'editor'), ('author',), ())
    """
    said = fold(label.strip(" .*_()[]"))
    if not said or len(said) > LONGEST_LABEL or said.count(" ") >= MOST_LABEL_WORDS:
        return ()
    listed = listed_roles().get(said)
    if listed:
        return (listed,)
    parts = re.split(rf"{PARTS.pattern}|\s{any_of('names', 'joints')}\s", said)
    roles = [listed_roles().get(part) or open_role(part) for part in parts]
    if not all(roles):
        return outlet_roles(label.strip(" .*_()[]"))
    named = tuple(dict.fromkeys(role for role in roles if role and role != "other"))
    return named or ("other",)


def outlet_roles(label: str) -> tuple[Role, ...]:
    """Return the role of a label that names its outlet as well: `Wartawan Kabar Rawa`, `Reporter KabarRawa.com`."""
    role, _, outlet = label.partition(" ")
    said = listed_roles().get(fold(role)) or open_role(fold(role))
    if said and outlet and (is_domain(outlet) or is_known(outlet) or is_shaped(outlet)):
        return (said,)
    return ()
