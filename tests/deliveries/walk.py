"""Going through the nights: deliver, run, run again, and write down every law that is broken."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from deliveries import house, laws
from deliveries.folder import Folder, Night, lay_aside, lay_out, start_anew

if TYPE_CHECKING:
    from pathlib import Path

    from deliveries.delivery import Delivery
    from deliveries.house import Row


@dataclass(slots=True)
class Walk:
    """
    A raw and a clean folder that nights go over.

    Attributes:
        home: Where both lie.

        standing: What the raw folder holds.

        replica: The copy of the articles that is kept by `changes`.

        number: Nights so far.
    """

    home: Path
    standing: Folder = field(default_factory=dict)
    replica: laws.Replica = field(default_factory=laws.Replica)
    number: int = 0

    @property
    def raw(self) -> Path:
        """The raw folder as a site's crawler keeps it."""
        return self.home / "raw"

    @property
    def clean(self) -> Path:
        """The datasets."""
        return self.home / "clean"

    @property
    def everything(self) -> Path:
        """Every version of every file, in a folder for each night."""
        return self.home / "everything"

    def deliver(self, night: Night) -> None:
        """Make the raw folder that of a night, and keep what is new in it."""
        self.number += 1
        lay_out(night, self.raw, self.standing)
        lay_aside(night, self.everything, self.standing, self.number)
        self.standing = night.folder

    def spend(self, delivery: Delivery, night: Night, *, fresh: bool) -> list[str]:
        """
        Spend one night and return what is wrong in the morning.

        Args:
            delivery: What was delivered, with what readers should see of it.

            night: The folder to run on.

            fresh: Whether to run over everything that was ever delivered as well.
        """
        before, seen = house.by_id(self.clean), house.ids_of(self.clean)
        self.deliver(night)
        done = house.clean(self.raw / night.within, self.clean, night.day)
        if done.code:
            return [f"exit code {done.code}: {done.said} {done.summary}"]
        named = self.replica.follow(self.clean, house.run_name(done.summary)) if done.summary["snapshot"] else set()
        return [
            *laws.unreconciled(done.summary),
            *(f"{key} is gone without a change" for key in laws.lost(seen, self.clean, named)),
            *(f"{key} stands twice" for key in laws.doubled(self.clean)),
            *self.replica.differs(self.clean),
            *unexpected(delivery, before, house.by_id(self.clean), done.summary),
            *self.again(night),
            *(self.fresh(night) if fresh else []),
        ]

    def again(self, night: Night) -> list[str]:
        """Run the same night once more and return what it did, which should be nothing."""
        before = house.snapshots(self.clean)
        done = house.clean(self.raw / night.within, self.clean, night.day)
        if done.code:
            return [f"the same night again: exit code {done.code}: {done.said}"]
        found = [f"the same night again: {wrong}" for wrong in laws.unreconciled(done.summary)]
        if done.summary["snapshot"] is not None:
            found.append(f"the same night again published: {done.summary}")
        if before != house.snapshots(self.clean):
            found.append("the same night again wrote into the snapshots")
        return found

    def fresh(self, night: Night) -> list[str]:
        """Run over everything ever delivered, given the arrivals, and return how the datasets differ."""
        once = start_anew(self.home / "once")
        done = house.clean(self.everything, once, night.day, arrivals=self.clean)
        if done.code:
            return [f"one run over everything: exit code {done.code}: {done.said}"]
        return laws.differ(self.clean, once)


def unexpected(delivery: Delivery, before: dict[str, Row], after: dict[str, Row], summary: Row) -> list[str]:
    """Return where readers see something else than the delivery says."""
    found = []
    if delivery.more is not None and len(after) - len(before) != delivery.more:
        new = [laws.brief(after[key]) for key in sorted(after.keys() - before.keys())]
        gone = [laws.brief(before[key]) for key in sorted(before.keys() - after.keys())]
        found.append(f"{len(after) - len(before)} articles more, expected {delivery.more}: came {new}, went {gone}")
    if delivery.untouched:
        changed = [laws.brief(row) for key, row in before.items() if text_of(after, key) != row["text"]]
        found += [f"{row} should stand as it was" for row in changed]
    said = {name: summary.get(name) for name in delivery.counts}
    if said != delivery.counts:
        found.append(f"the summary says {said}, expected {delivery.counts}")
    return found


def text_of(rows: dict[str, Row], key: str) -> str | None:
    """Return an article's text, None where it is gone."""
    return rows[key]["text"] if key in rows else None
