"""The dataset card that readers find beside the datasets."""

from __future__ import annotations

import importlib.resources
from typing import TYPE_CHECKING

from transforms.records import TOLD

if TYPE_CHECKING:
    from pathlib import Path

SHOWN_TYPES = {"list<string>": "list of string", "timestamp": "timestamp, UTC", "date32": "date"}
"""What readers know a type by, where it is not by its name."""


def card_text() -> str:
    """Return the card: what stands in `card.md`, with a row for each column that `TOLD` lists."""
    card = importlib.resources.files("flows.store").joinpath("card.md").read_text(encoding="utf-8")
    rows = [f"| `{column.name}` | {SHOWN_TYPES.get(column.kind, column.kind)} | {column.meaning} |" for column in TOLD]
    return card.replace("{told}", "\n".join(rows))


def write_card(clean: Path) -> None:
    """Write the card, unless it stands as it should: `README.md` belongs to the store."""
    card = card_text()
    path = clean / "README.md"
    if path.is_file() and path.read_text(encoding="utf-8", errors="replace") == card:
        return
    fresh = path.with_name(".README.md.saring-new")
    fresh.write_text(card, encoding="utf-8")
    fresh.replace(path)
