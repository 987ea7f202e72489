"""
The folder in which a run works before it publishes, and what stopped runs left there for the next.

```
CLEAN/.saring/staging/run-k3x9/run.json               what the run was: its stamp, what it read, when it began
CLEAN/.saring/staging/run-k3x9/rows-….parquet, mark-….json    staged rows, and the marks of shards that are whole
CLEAN/.saring/staging/run-k3x9/shards, spill, progress        gone as soon as another run begins
```
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from flows.errors import DiskError, RunRefused
from flows.store.errors import disk_errors
from flows.store.layout import home

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT_DAYS = 7
"""What a stopped run left is of use to a run of the same rules and raw pages; a week bridges a long weekend."""

NOTE = "run.json"


@dataclass(frozen=True, slots=True)
class Note:
    """
    What a run was.

    Attributes:
        stamp: What its rows are made by.

        within: What the sources began with that it looked through.

        again: Whether it cleaned known records anew.

        begun: When it began.
    """

    stamp: str
    within: str
    again: bool
    begun: dt.datetime


@dataclass(frozen=True, slots=True)
class Left:
    """What a stopped run left: its folder, and what the run was."""

    folder: Path
    note: Note

    @property
    def size(self) -> int:
        """Its bytes on the disk."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())


def staging_folder(clean: Path) -> Path:
    """Return the folder in which runs stage; it is there while a run goes on, and after one that was stopped."""
    return home(clean) / "staging"


@contextmanager
def begin_staging(clean: Path) -> Iterator[Path]:
    """
    Yield an empty folder of a run's own, removed at the end. Hold `lock` around it.

    What other runs left is swept, but for what they noted for the next, see `note_run`. A run that is stopped
    or refused leaves its own for the next one; a run that fails does not, for what it staged may be the cause.
    Where the disk failed, what others left goes too: a full one wants room.

    Raises:
        StoreError: The disk is full or the folder cannot be written.
    """
    staging = staging_folder(clean)
    with disk_errors(staging):
        sweep_staging(clean)
        staging.mkdir(parents=True, exist_ok=True)
        # A name of its own: a worker of a killed run must not write into the next run's folder.
        own = Path(mkdtemp(prefix="run-", dir=staging))
        try:
            yield own
        except BaseException as error:
            if not is_stop(error):
                remove(own)
            if isinstance(error, (OSError, DiskError)):
                for left in left_by_stopped_runs(clean):
                    remove(left.folder)
            raise
        else:
            shutil.rmtree(own, ignore_errors=True)
        finally:
            sweep_staging(clean)


def is_stop(error: BaseException) -> bool:
    """Return whether an error means that a run was stopped, by a person or a guard: nothing in it is broken."""
    return isinstance(error, RunRefused) or not isinstance(error, Exception)


def note_run(staging: Path, note: Note) -> None:
    """Note what a run is: from then on what it stages stays for the next run, should it be stopped."""
    (staging / NOTE).write_text(json.dumps(asdict(note), default=str) + "\n", encoding="utf-8")


def left_by_stopped_runs(clean: Path) -> list[Left]:
    """Return what stopped runs left for the next one, sorted; what a run stages that goes on is among it."""
    folders = sorted(staging_folder(clean).glob("run-*"))
    return [Left(folder, note) for folder in folders if (note := read_note(folder))]


def read_note(folder: Path) -> Note | None:
    """Return what a run was; None where it did not say so, or not to the end."""
    try:
        said = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        begun = dt.datetime.fromisoformat(said["begun"])
        return Note(str(said["stamp"]), str(said["within"]), bool(said["again"]), begun)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def sweep_staging(clean: Path) -> None:
    """Remove what no run can use: folders without a note or a mark, old ones, copies of raw pages; hold the lock."""
    staging = staging_folder(clean)
    old = dt.datetime.now(tz=dt.UTC) - dt.timedelta(days=KEPT_DAYS)
    for folder in staging.iterdir() if staging.is_dir() else ():
        note = read_note(folder)
        if note is None or note.begun < old or not any(folder.glob("mark-*")):
            remove(folder)
            continue
        for inside in folder.iterdir():
            if inside.is_dir():
                remove(inside)
    with suppress(OSError):  # somebody's is left in it
        staging.rmdir()


def remove(path: Path) -> None:
    """Remove a file or a folder; what cannot be removed now is swept by the next run."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
