"""What workers do in tests: tasks that processes of their own can import."""

import datetime as dt
import os
import signal
import sys
import time
from pathlib import Path

from flows.progress import counted
from flows.read import read_shard
from flows.read.shards import pack
from flows.shard import ShardJob, ShardOutcome, clean_shard, load
from transforms.knowledge import load_once
from transforms.records import RawPage
from transforms.schema import MadeBy

DEADLY = "kata yang mematikan"
"""A page that holds these words kills the process that cleans it."""


def job_of(shard: Path, texts, *, workers=1, knowledge=None) -> ShardJob:
    """Write a shard of these texts and return its job; its folder is the staging folder."""
    pages = (RawPage(f"export.jsonl#{n}", "text", text, None, None, {}) for n, text in enumerate(texts))
    shard.write_bytes(b"".join(pack(page, dt.date(2026, 11, 20)) for page in pages))
    return ShardJob(shard, shard.parent, workers, MadeBy("", "", ""), knowledge)


def die_of_some(job: ShardJob) -> ShardOutcome:
    """Clean a shard, unless a deadly page is in it."""
    for record, _ in read_shard(job.shard):
        if DEADLY in getattr(record, "content", ""):
            os.kill(os.getpid(), signal.SIGKILL)
    return clean_shard(job)


def die_once(job: ShardJob) -> ShardOutcome:
    """Clean a shard, but for the first time."""
    if not (mark := job.shard.with_suffix(".died")).exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return clean_shard(job)


def tell_process(job: ShardJob) -> ShardOutcome:
    """Tell process, parent, whether it was preloaded, and how much knowledge it holds without having asked for any."""
    known = load_once.cache_info().currsize
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


def tell_knowledge(job: ShardJob) -> ShardOutcome:
    """Tell whether the knowledge that the job needs was there before it was asked for, and the folder of it."""
    before = load_once.cache_info().misses
    knowledge = load(job.knowledge)
    return ShardOutcome(f"{load_once.cache_info().misses - before} {knowledge.folder}", 0, 0)


def tell_modules(job: ShardJob) -> ShardOutcome:
    """Tell which of the slowest libraries are loaded, their models with them."""
    model = "py3langid.langid" in sys.modules and sys.modules["py3langid.langid"].IDENTIFIER is not None
    loaded = [name for name in ("pyarrow.parquet", "trafilatura") if name in sys.modules]
    return ShardOutcome(" ".join(["py3langid"] * model + loaded), 0, 0)
