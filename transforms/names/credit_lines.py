"""Lines and brackets that are nothing but credits: labels with persons, a signature beside the paper's name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from transforms.names.credited import (
    BRACKET,
    EDGES,
    Credited,
    between,
    credited,
    labelled,
    names_of,
    people_in,
    suffix,
)
from transforms.names.cues import Role, roles_of
from transforms.names.outlets import is_domain, is_known, is_shaped, same_outlet
from transforms.names.persons import is_name, is_person
from transforms.names.signed import is_full_name
from transforms.names.squeeze import squeeze

LONGEST_DEGREES = 12
"""Letters that a credit may hold beside the name: degrees."""

SHORTEST_SIGN = 6
"""Letters of a lone word beside the paper's name that is a reporter's; initials are shorter."""

INITIALS = re.compile(r"\W{0,2}[A-Za-z]{2,4}\W{0,2}")
NAMED: frozenset[Role] = frozenset(("author", "editor"))
"""Roles that columns hold."""

PARTS = re.compile(r"[/|,]|\s[-–]\s")


def credits_in(line: str) -> Credited | None:
    """
    Return whom a line names that is nothing but labels and persons behind them, None where it says anything else.

    >>> credits_in("Peliput/Fotografer: Rina Dewi (Tenaga Ahli) | Editor: Agus Salim")
    Credited(authors=('Rina Dewi',), editors=('Agus Salim',))
    >>> credits_in("Pelatih: Rina Dewi") is None, credits_in("Penulis: Rina Dewi menang lagi") is None
    (True, True)
    """
    pieces = list(labelled(line.strip(EDGES)))
    if len(pieces) < 2 or any(c.isalnum() for c in pieces[0][1]):  # noqa: PLR2004 - no label stands in the line
        return None
    told = [(roles, is_nothing_but_names(said)) for roles, said in pieces[1:]]
    if not all(only for _, only in told) or not any(role in roles for roles, _ in told for role in NAMED):
        return None
    return credited([line])


def is_nothing_but_names(text: str) -> bool:
    """Return whether what stands behind a label is persons, initials or nothing; a role may stand in brackets."""
    bare = BRACKET.sub("", text).strip(EDGES + ".")
    parts = [part for part in (piece.strip() for piece in between().split(suffix().sub(" ", bare))) if part]
    return all(INITIALS.fullmatch(part) or is_one_person(part) for part in parts)


def is_one_person(part: str) -> bool:
    """Return whether a part of a credit is one person's name and nothing else."""
    names = names_of(part)
    written = len(names) == 1 and is_name().fullmatch(names[0]) is not None
    return written and len(squeeze(part)) - len(squeeze(names[0])) <= LONGEST_DEGREES


def who_signed(bracket: str, outlets: Iterable[str]) -> tuple[str, ...]:
    """
    Return the persons who sign a story in brackets behind its last words, beside their paper or in full.

    >>> who_signed("KabarRawa.com/rinadewi", []), who_signed("rina dewi", []), who_signed("rin/agu", [])
    (('Rinadewi',), ('Rina Dewi',), ())
    """
    parts = [part.strip(" .*()[]") for part in PARTS.split(bracket)]
    own = [part for part in parts if is_paper(part, outlets)]
    names = [part.title() if part.islower() else part for part in parts if part not in own]
    alone = len(parts) == 1
    beside = bool(own) and not alone
    signed = [name for name in names if is_full_name(name) or (beside and is_sign(name))]
    return tuple(people_in(", ".join(signed))) if signed and (own or alone) else ()


def is_paper(part: str, outlets: Iterable[str]) -> bool:
    """Return whether a part of a signature is a paper's name."""
    return is_domain(part) or is_known(part) or is_shaped(part) or any(same_outlet(part, name) for name in outlets)


def is_sign(name: str) -> bool:
    """Return whether a lone word beside the paper's name can be its reporter's."""
    return name.isalpha() and len(name) >= SHORTEST_SIGN and is_person(name)


def named_role(label: str) -> Role | None:
    """
    Return the role of a label that a column holds, None where it has none.

    >>> named_role("Dirangkum oleh"), named_role("Foto")
    ('author', None)
    """
    return next((role for role in roles_of(label) if role in NAMED), None)
