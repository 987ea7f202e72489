"""Disks that fill while a run is published."""

import datetime as dt
import random
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.corpus import publish_run
from flows.store import resolved_root
from transforms.schema import STAGED_ROWS, arrow_schema, page_id, text_digest

HOUSE = Path(__file__).parents[2]
RUN = """
import datetime as dt, pathlib, resource, sys
from flows.corpus import publish_run
from flows.store import StoreError
clean, staging, size = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))
try:
    publish_run(pathlib.Path(clean), pathlib.Path(staging), as_of=dt.date(2021, 6, 29), facts={})
except StoreError as error:
    print(error)
"""


def stage(folder, count):
    """Stage articles whose text cannot be compressed away."""
    chance = random.Random(7)  # noqa: S311 - filler
    rows = []
    for n in range(count):
        text = f"{n} " + " ".join(f"{chance.getrandbits(64):x}" for _ in range(40))
        row = {name: [] if kind.startswith("list") else None for name, kind in STAGED_ROWS}
        row |= {"id": page_id(f"s{n}"), "source": f"s{n}", "text": text, "text_sha256": text_digest(text)}
        rows.append(row | {"published_date": dt.date(2021, 6, 29), "raw_sha256": f"{n:064x}"})
    folder.mkdir()
    pq.write_table(pa.Table.from_pylist(rows, arrow_schema(STAGED_ROWS)), folder / "rows-a.parquet")
    return folder


@pytest.mark.parametrize("size", [20_000, 200_000])
def test_a_file_that_cannot_grow_publishes_nothing(tmp_path, size):
    """The message names a path and the remedy, the published snapshot stays, no draft is left."""
    clean = tmp_path / "clean"
    publish_run(clean, stage(tmp_path / "first", 3), as_of=dt.date(2021, 6, 29), facts={})

    done = subprocess.run(
        [sys.executable, "-c", RUN, str(clean), str(stage(tmp_path / "second", 1000)), str(size)],
        capture_output=True,
        text=True,
        check=True,
        cwd=HOUSE,
    )

    assert str(tmp_path) in done.stdout
    assert "raise the limit (ulimit -f), then run again. Nothing was published." in done.stdout
    assert resolved_root(clean).name == "000001"
    assert list((clean / ".saring").glob("building/*")) == []
