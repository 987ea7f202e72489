"""What workers do in tests: tasks that processes of their own can import."""

import os
import signal
import sys
import time

from flows.progress import counted
from flows.read import read_shard
from flows.shard import ShardJob, ShardOutcome, clean_shard, rule_book

DEADLY = "kata yang mematikan"
"""A page that holds these words kills the process that cleans it."""


def die_of_some(job: ShardJob) -> ShardOutcome:
    """Clean a shard, unless a deadly page is in it."""
    for record, _ in read_shard(job.shard):
        if DEADLY in getattr(record, "content", ""):
            os.kill(os.getpid(), signal.SIGKILL)
    return clean_shard(job)


def tell_process(job: ShardJob) -> ShardOutcome:
    """Tell process, parent, whether it was preloaded, and how many rule books it holds without having asked for one."""
    known = rule_book.cache_info().currsize
    return ShardOutcome(f"{os.getpid()} {os.getppid()} {'flows.preload' in sys.modules} {known}", 0, 0)


def fail(job: ShardJob) -> ShardOutcome:
    """Meet a full disk."""
    raise OSError(28, "No space left on device", str(job.shard))


def sleep_long(job: ShardJob) -> ShardOutcome:
    """Sleep until somebody ends the process."""
    job.shard.with_suffix(".begun").write_text(f"{os.getpid()} {os.getppid()}")
    time.sleep(600)
    return ShardOutcome(job.shard.stem, 0, 0)


def count_slowly(job: ShardJob) -> ShardOutcome:
    """Do a shard's records one after the other, telling each."""
    number = 0
    for _ in counted(read_shard(job.shard), job.staging, job.shard.stem):
        time.sleep(0.1)
        number += 1
    return ShardOutcome(job.shard.stem, number, 0)
