"""
The snapshot store: many readers, one writer, never half a run.

A snapshot is a folder of datasets; files that a run leaves alone are hard links to the last
one's. One symlink is swapped when everything is written, validated and on the disk.
"""

from flows.store.errors import StoreError
from flows.store.exporting import export
from flows.store.layout import PUBLIC, dataset_files, resolved_root
from flows.store.lock import writer_lock
from flows.store.parquet import code_version
from flows.store.probe import check_target
from flows.store.publishing import publish
from flows.store.snapshot import Draft, begin_snapshot, discard, link_unchanged
from flows.store.staging import begin_staging

__all__ = [
    "PUBLIC",
    "Draft",
    "StoreError",
    "begin_snapshot",
    "begin_staging",
    "check_target",
    "code_version",
    "dataset_files",
    "discard",
    "export",
    "link_unchanged",
    "publish",
    "resolved_root",
    "writer_lock",
]
