"""
Papers under a network's host: who names them, and how much each counts.

A network lends its host to papers, each under a subdomain (`rawa.tribunnews.com`). A row of the registry settles which;
else the letters of the subdomain tell something, and the page prints the paper's name in its dateline and its notices.
Copies of rivals' stories print theirs, so that a name has to be borne out by another voice or by the letters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.evidence import Claim
from transforms.finders.outlet.believed import believed
from transforms.names.hosts import bears_label, bears_network, has_row, is_section, known_at, network_of, spelled_out
from transforms.names.outlets import hosts, is_domain, is_known, known_names
from transforms.names.squeeze import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WEIGHT = {
    "row": 6.0,
    "own_address": 6.0,
    "spelled": 5.0,
    "dateline": 4.0,
    "style": 3.0,
    "notice": 2.0,
    "network": 1.5,
    "site": 1.5,
    "host": 0.5,
}
"""
How much each voice counts. `row`: the registry's for the host. `own_address`: a notice that names the paper beside an
address of the page's own host. `spelled`: the subdomain read as a paper's name. `dateline`: a paper in front of the
story, which a copy of a rival's has as well. `style`: as the network calls its papers by towns. `notice`: where the
story stood, by the network's name or a domain that bears the label. `network`: the network's own name, where nothing
tells more. Where nothing is known of the host, the site's name by the markup counts, and the network's host itself.
"""


def under_network(
    host: str, known: str | None, heard: Sequence[Claim[str]], stood: tuple[str | None, bool]
) -> list[Claim[str]]:
    """
    Return the claims at a network's subdomain.

    Args:
        host: The host, which lies under a network.

        known: What the registry, or the letters of the subdomain, call its outlet.

        heard: What each voice says, with no weight yet.

        stood: Where a notice says that the story stood, and whether it gives an address of the page's own host.
    """
    label, network = host.partition(".")[0], network_of(host)
    row = [Claim("outlet", known, "registry", weight_of_letters(host, known, label, network))] if known else []
    if has_row(host):
        return [*row, *heard]
    least = [] if known else [Claim("outlet", network, "host", WEIGHT["host"])]
    said = [*(weighed(claim, host, known) for claim in heard), *republished(host, *stood)]
    return [*row, *said, *least]


def weight_of_letters(host: str, known: str, label: str, network: str) -> float:
    """Return how much the name counts that is known of a host."""
    if has_row(host):
        return WEIGHT["row"]
    if known == known_at(network):
        return WEIGHT["network"]
    return WEIGHT["spelled" if spelled_out(label) else "style"]


def weighed(claim: Claim[str], host: str, known: str | None) -> Claim[str]:
    """
    Return what a page prints with its weight: papers in datelines, and domains in notices that bear the label.

    A site's name by the markup counts where nothing is known of the host. In a section only what bears the network's
    name and the section's counts: `TribunTravel.com`.
    """
    name = claim.value
    bears = bears_label(name, host)
    if is_section(host) and not (bears and bears_network(name, host)):
        return claim
    if claim.origin == "dateline" and not is_rivals(name, host) and (bears or is_domain(name) or is_known(name)):
        return believed(claim, WEIGHT["dateline"])
    if claim.origin == "notice" and bears and is_domain(name):
        return believed(claim, WEIGHT["notice"])
    if claim.origin == "markup" and not known and not is_rivals(name, host):
        return believed(claim, WEIGHT["site"])
    return claim


def is_rivals(name: str, host: str) -> bool:
    """Return whether a name is known as that of a house whose pages stand elsewhere alone: its story was taken over."""
    known = known_names().get(squeeze(name))
    stands = [where for where, whose in hosts().items() if whose == known] if known else []
    return bool(stands) and not any(where.endswith(network_of(host)) for where in stands)


def republished(host: str, name: str | None, own: bool) -> Iterator[Claim[str]]:  # noqa: FBT001 - a pair, unpacked
    """
    Yield the paper that a notice says the story stood in: by the page's own address, or by the network's name.

    A rival's story is printed again with an address of the page's own behind it, under which more can be read.
    """
    if name and own and not is_rivals(name, host):
        yield believed(Claim("outlet", name, "notice"), WEIGHT["own_address"])
    elif name and bears_network(name, host):
        yield believed(Claim("outlet", name, "notice"), WEIGHT["notice"])
