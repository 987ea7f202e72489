"""All deliveries in the order of their nights."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest

from deliveries import copies, exports, sheets
from deliveries.delivery import Delivery
from deliveries.folder import Night
from deliveries.sheets import several
from deliveries.site import FIRST_NIGHT, N_PAGES, Desk, first_folder

FIRST = Delivery("the_first_night", lambda desk, folder: first_folder(desk), more=N_PAGES)


def interleaved() -> tuple[Delivery, ...]:
    """Return every delivery, those of exports, pages and copies by turns, each kind in its own order."""
    turns = zip_longest(exports.NIGHTS, sheets.NIGHTS, copies.NIGHTS)
    return tuple(delivery for delivery in chain.from_iterable(turns) if delivery)


def together(*deliveries: Delivery) -> Delivery:
    """Return the delivery of several in one night. Only what all of them foretell is foretold."""
    names = set.intersection(*(set(delivery.counts) for delivery in deliveries))
    known = all(delivery.more is not None for delivery in deliveries)
    return Delivery(
        " and ".join(delivery.name for delivery in deliveries),
        several(*(delivery.change for delivery in deliveries)),
        more=sum(delivery.more or 0 for delivery in deliveries) if known else None,
        untouched=all(delivery.untouched for delivery in deliveries),
        counts={name: sum(delivery.counts[name] for delivery in deliveries) for name in sorted(names)},
        days=max(delivery.days for delivery in deliveries),
        within="".join(delivery.within for delivery in deliveries),
        just_now=frozenset().union(*(delivery.just_now for delivery in deliveries)),
        touched=any(delivery.touched for delivery in deliveries),
    )


def crowded() -> tuple[Delivery, ...]:
    """Return the same deliveries in a third of the nights; one that is pointed below the raw folder stays alone."""
    turns = ([one for one in turn if one] for turn in zip_longest(exports.NIGHTS, sheets.NIGHTS, copies.NIGHTS))
    nights: list[Delivery] = []
    for turn in turns:
        nights += [one for one in turn if one.within]
        rest = [one for one in turn if not one.within]
        nights += [together(*rest)] if rest else []
    return tuple(nights)


DELIVERIES = (FIRST, *interleaved())
CROWDED = (FIRST, *crowded())


def nights(deliveries: Sequence[Delivery] = DELIVERIES) -> Iterator[tuple[Delivery, Night]]:
    """Give out what lies in the raw folder on each night."""
    desk, folder, day = Desk(), {}, FIRST_NIGHT
    for number, delivery in enumerate(deliveries, 1):
        day += dt.timedelta(days=delivery.days if number > 1 else 0)
        folder = delivery.change(desk.on(day, number), folder)
        touched = frozenset(folder) if delivery.touched else frozenset()
        yield delivery, Night(delivery.name, day, folder, delivery.within, delivery.just_now, touched)
