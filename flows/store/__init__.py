"""
The snapshot store: many readers, one writer, never half a run.

Six functions: `files` tells what is published, `begin` starts a snapshot, `replace` writes rows in the place of
some files, `keep` takes over the others as hard links, `commit` validates and swaps one symlink, `lock` keeps
other writers out.
"""

from flows.store.catalogue import DataFile
from flows.store.errors import StoreError
from flows.store.exporting import export
from flows.store.layout import PUBLIC, resolved_root
from flows.store.lock import lock
from flows.store.parquet import code_version
from flows.store.probe import check_target
from flows.store.publishing import commit
from flows.store.snapshot import (
    Draft,
    add_tier,
    begin,
    discard,
    files,
    is_outdated,
    keep,
    replace,
    replace_query,
    replace_table,
    scan,
)
from flows.store.staging import begin_staging

__all__ = [
    "PUBLIC",
    "DataFile",
    "Draft",
    "StoreError",
    "add_tier",
    "begin",
    "begin_staging",
    "check_target",
    "code_version",
    "commit",
    "discard",
    "export",
    "files",
    "is_outdated",
    "keep",
    "lock",
    "replace",
    "replace_query",
    "replace_table",
    "resolved_root",
    "scan",
]
