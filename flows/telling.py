"""
What a Prefect server is told of a run: artifacts, assets, an event. Ids and counts, never text.

The server's pages show them; an automation starts a reader's flow by the event.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from prefect.artifacts import create_link_artifact, create_table_artifact
from prefect.assets import Asset, AssetProperties, add_asset_metadata, materialize
from prefect.cache_policies import NO_CACHE
from prefect.events import emit_event

from flows.corpus import RunSummary
from flows.report import headline, notices, summary_rows
from flows.store import PUBLIC

PUBLISHED = "saring.snapshot.published"
"""The event that readers' flows wait for."""

MOST_OF_A_PATH = 400
"""Characters; an asset's key may have 512."""

COUNTED = "records_in articles duplicates rejects replaced held".split()
"""What the event counts."""


def tell(summary: RunSummary, raw: Path, clean: Path) -> None:
    """Leave a run's summary as a table, a link to the card and, of a new snapshot, the assets and an event."""
    told = "\n\n".join([headline(summary), f"From `{raw}` into `{clean}`.", *notices(summary)])
    table = [{"what": name, "number": number} for name, number in summary_rows(summary)]
    create_table_artifact(key="run-summary", table=table, description=told)
    create_link_artifact(
        key="card",
        link=(clean / "README.md").absolute().as_uri(),
        link_text="The card beside the datasets: what each column holds",
        description=f"Datasets: `{clean}`. `saring query` asks them.",
    )
    if summary.snapshot is not None:
        tell_assets(summary.snapshot, summary.corpus, clean)
        tell_published(summary.snapshot, clean, {name: getattr(summary, name) for name in COUNTED})


def store_key(clean: Path) -> str:
    """Return how assets and events name a store: its path as an address of plain letters."""
    path = re.sub(r"[^\w./-]", "_", str(clean.absolute()), flags=re.ASCII)
    return f"file://{path[-MOST_OF_A_PATH:]}"


def tell_assets(snapshot: int, rows: dict[str, int], clean: Path) -> None:
    """Tell that the datasets were made anew, with their rows."""
    keys = {name: f"{store_key(clean)}/{name}" for name in PUBLIC}
    assets = [Asset(key=key, properties=AssetProperties(name=name)) for name, key in keys.items()]

    @materialize(
        *assets, by="saring", name="datasets", task_run_name="datasets", persist_result=False, cache_policy=NO_CACHE
    )
    def note_rows() -> None:
        for name, key in keys.items():
            add_asset_metadata(key, {"snapshot": snapshot, "rows": rows.get(name, 0)})

    note_rows()


def tell_published(snapshot: int, clean: Path, counts: Mapping[str, int]) -> None:
    """Emit the event that a snapshot was published, with what came in."""
    emit_event(
        event=PUBLISHED,
        resource={"prefect.resource.id": store_key(clean), "prefect.resource.name": clean.name},
        payload={"clean": str(clean.absolute()), "snapshot": snapshot, **counts},
    )
