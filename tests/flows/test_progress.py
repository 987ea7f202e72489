"""How far a run is, told while its shards are under way."""

import json
import time

import labour

from flows import forking
from flows.engine import clean_folder
from flows.order import order_of
from flows.progress import count_file, counted, follow, watch_nothing
from flows.workers import Pool


class Watching:
    """A watch that keeps what it hears, with the time."""

    def __init__(self):
        """Begin."""
        self.heard = []

    def __call__(self, *, done=0, found=0, say=None):
        """Hear of `done` more records."""
        self.heard.append(done)


def test_a_watch_sees_movement_before_the_first_shard_ends(tmp_path):
    """Two shards of ten slow records each: the bar moves in small steps, and ends at twenty."""
    texts = [f"cerita {n}" for n in range(10)]
    jobs = [labour.job_of(tmp_path / f"{name}.jsonl", texts, workers=2) for name in "ab"]
    pool, watch = Pool(2, labour.count_slowly), Watching()
    with follow(tmp_path, watch) as follower:
        futures = [pool.submit(job) for job in jobs]
        while not futures[0].done():
            time.sleep(0.02)
        before = list(watch.heard)
        for future in futures:
            outcome = future.result()
            follower.finished(outcome.name, outcome.articles + outcome.rejects)
    pool.close()
    forking.stop_server()

    assert sum(before) >= 4
    assert max(before) < 10
    assert sum(watch.heard) == 20


def test_a_record_is_told_when_it_is_done(tmp_path):
    """The count of a shard is one behind the records it gave out."""
    with follow(tmp_path, Watching()):
        records = counted("abc", tmp_path, "shard-1")
        counts = [int.from_bytes(count_file(tmp_path, "shard-1").read_bytes(), "little") for _ in records]

    assert counts == [0, 1, 2]


def test_the_bar_never_goes_backwards(tmp_path):
    """A shard that is begun anew after a crash is told no second time."""
    watch = Watching()
    with follow(tmp_path, watch) as follower:
        for _ in counted(range(5), tmp_path, "shard-1"):
            follower.look()
        for _ in counted(range(8), tmp_path, "shard-1"):
            follower.look()
        follower.finished("shard-1", 8)

    assert min(watch.heard) > 0
    assert sum(watch.heard) == 8


def test_where_nobody_follows_nothing_is_counted(tmp_path):
    """A run without a bar makes no file for it."""
    with follow(tmp_path, watch_nothing) as follower:
        given = list(counted("abc", tmp_path, "shard-1"))
        follower.finished("shard-1", 3)

    assert (given, list(tmp_path.iterdir())) == (["a", "b", "c"], [])


def test_counting_costs_next_to_nothing(tmp_path):
    """Well below a hundredth of the 1.5 ms that a short text takes."""
    with follow(tmp_path, Watching()):
        start = time.process_time()
        for _ in counted(range(20_000), tmp_path, "shard-1"):
            pass
        each = (time.process_time() - start) / 20_000

    assert each < 15e-6


def test_a_run_moves_its_bar_within_a_shard(tmp_path):
    """The first thing that the watch of a run over one shard hears is less than the shard."""
    story = "Air sungai di hulu {0} naik {0} meter pada malam hari, lalu surut menjelang pagi, kata kepala {0}.\n"
    texts = [(story * 12).format(n) for n in range(900)]
    raw, watch = tmp_path / "raw", Watching()
    raw.mkdir()
    (raw / "export.jsonl").write_text("\n".join(json.dumps({"text": text}) for text in texts))
    clean_folder(order_of(raw, tmp_path / "clean", workers=1), watch=watch)
    heard = [done for done in watch.heard if done]

    assert len(heard) > 1
    assert heard[0] < 900
    assert sum(heard) == 900
