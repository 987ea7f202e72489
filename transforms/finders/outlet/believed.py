"""A claim about the outlet that is believed: its weight, and its name as readers know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.names.outlets import is_domain, known_names
from transforms.names.squeeze import squeeze

if TYPE_CHECKING:
    from transforms.evidence import Claim


def believed(claim: Claim[str], weight: float, name: str | None = None) -> Claim[str]:
    """Return a claim with its weight, its name as readers know it."""
    return claim._replace(value=for_readers(claim.value) if name is None else name, weight=weight, raw=claim.value)


def for_readers(name: str) -> str:
    """
    Return an outlet's name as readers know it.

    >>> for_readers("KABAR RAWA"), for_readers("TRIBUNJOGJA.COM"), for_readers("kabarrawa.net")
    ('Kabar Rawa', 'TribunJogja.com', 'kabarrawa.net')
    """
    known = known_names().get(squeeze(name))
    if known:
        return known
    if name.isupper() and is_domain(name):
        return name.capitalize()
    return name.title() if name.isupper() and " " in name else name
