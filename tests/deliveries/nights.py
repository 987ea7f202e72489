"""All deliveries in the order of their nights."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import chain, zip_longest

from deliveries import copies, exports, sheets
from deliveries.delivery import Delivery
from deliveries.folder import Night
from deliveries.site import FIRST_NIGHT, N_PAGES, Desk, first_folder

FIRST = Delivery("the_first_night", lambda desk, folder: first_folder(desk), more=N_PAGES)


def interleaved() -> tuple[Delivery, ...]:
    """Return every delivery, those of exports, pages and copies by turns, each kind in its own order."""
    turns = zip_longest(exports.NIGHTS, sheets.NIGHTS, copies.NIGHTS)
    return tuple(delivery for delivery in chain.from_iterable(turns) if delivery)


DELIVERIES = (FIRST, *interleaved())


def nights(deliveries: tuple[Delivery, ...] = DELIVERIES) -> Iterator[tuple[Delivery, Night]]:
    """Give out what lies in the raw folder on each night."""
    desk, folder, day = Desk(), {}, FIRST_NIGHT
    for number, delivery in enumerate(deliveries, 1):
        day += dt.timedelta(days=delivery.days if number > 1 else 0)
        folder = delivery.change(desk.on(day, number), folder)
        touched = frozenset(folder) if delivery.touched else frozenset()
        yield delivery, Night(delivery.name, day, folder, delivery.within, delivery.just_now, touched)
