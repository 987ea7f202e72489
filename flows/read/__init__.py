"""Reading: files of the raw folder in, `RawPage`s and `Reject`s out."""

from flows.read.discover import Found, RawFile, ReadError, discover
from flows.read.fields import FieldMapping, mapping_with
from flows.read.pathdate import path_date
from flows.read.records import read_records, record_digest
from flows.read.shards import ShardInfo, read_shard, split_shard, spool

__all__ = [
    "FieldMapping",
    "Found",
    "RawFile",
    "ReadError",
    "ShardInfo",
    "discover",
    "mapping_with",
    "path_date",
    "read_records",
    "read_shard",
    "record_digest",
    "split_shard",
    "spool",
]
