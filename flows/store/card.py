"""The dataset card that readers find beside the datasets."""

from __future__ import annotations

import importlib.resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_card(clean: Path) -> None:
    """Write the card, unless it stands as it should: `README.md` belongs to the store."""
    card = importlib.resources.files("flows.store").joinpath("card.md").read_text(encoding="utf-8")
    path = clean / "README.md"
    if path.is_file() and path.read_text(encoding="utf-8", errors="replace") == card:
        return
    fresh = path.with_name(".README.md.saring-new")
    fresh.write_text(card, encoding="utf-8")
    fresh.replace(path)
