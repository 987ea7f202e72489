"""What the operator sees of an inspection, and what a script is given."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from flows.inspect.faults import Fault


def print_faults(clean: Path, faults: Sequence[Fault], *, as_json: bool) -> None:
    """Print each fault with its place and remedy, or one JSON object."""
    if as_json:
        print(json.dumps({"faults": [asdict(fault) for fault in faults]}, ensure_ascii=False))  # noqa: T201 - the answer
        return
    for fault in faults:
        print(f"{fault.where}\n  {fault.what}\n  -> {fault.remedy}")  # noqa: T201 - the answer
    print(f"{clean}: {len(faults) or 'no'} {'fault' if len(faults) == 1 else 'faults'}")  # noqa: T201 - the answer
