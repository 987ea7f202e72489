"""Reading: files of the raw folder in, `RawPage`s and `Reject`s out."""

from flows.read.discover import discover, discover_feed
from flows.read.feeds import Feed, NothingToRead, ReadError, resolve_feed
from flows.read.files import FileState, Found, RawFile
from flows.read.manifest import FileRead, Plan, Remembered, plan_reading
from flows.read.pathdate import path_date
from flows.read.records import read_records
from flows.read.shards import ShardInfo, lines_of, read_shard, split_shard, spool, unpack

__all__ = [
    "Feed",
    "FileRead",
    "FileState",
    "Found",
    "NothingToRead",
    "Plan",
    "RawFile",
    "ReadError",
    "Remembered",
    "ShardInfo",
    "discover",
    "discover_feed",
    "lines_of",
    "path_date",
    "plan_reading",
    "read_records",
    "read_shard",
    "resolve_feed",
    "split_shard",
    "spool",
    "unpack",
]
