"""Worker processes: what they share, how they are renewed, and how they end."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import CancelledError
from pathlib import Path

import labour
import pyarrow.parquet as pq
import pytest
from running import HOUSE

from flows import engine, forking, lane, workers
from flows.order import count_cores, order_of
from flows.shard import ShardJob
from flows.workers import Pool, close_pools, outcome_of, submit, unstage

STORY = "Air sungai di hulu {n} naik dua meter pada malam hari, lalu surut menjelang pagi tanpa merusak tanggul baru."
LONGEST_WAIT = 120.0
"""Seconds; processes end within milliseconds, machines may be busy."""


@pytest.fixture(scope="module", autouse=True)
def server():
    """Keep one fork server for all tests of this module, and stop it behind them."""
    yield
    forking.stop_server()


@pytest.fixture
def pool_of():
    """Return a maker of pools, which are closed behind the test."""
    pools = []

    def make(size, task):
        pools.append(Pool(size, task))
        return pools[-1]

    yield make
    for pool in pools:
        pool.close()


def job_of(folder: Path, texts, name="a", **options) -> ShardJob:
    """Return the job of a shard with these texts; its staging folder is `folder`."""
    return labour.job_of(folder / f"{name}.jsonl", texts, **options)


def stories(number):
    """Return so many different stories."""
    return [STORY.format(n=n) for n in range(number)]


def wait_for(holds) -> bool:
    """Wait until something holds; say whether it does."""
    end = time.monotonic() + LONGEST_WAIT
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


def is_alive(process: int) -> bool:
    """Say whether a process runs; one that ended and was not yet waited for does not."""
    try:
        return ") Z" not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False


def test_workers_inherit_what_the_fork_server_loaded(tmp_path, pool_of):
    """All workers are forked from one server, which is not the parent, and have the rules before they ask."""
    pool = pool_of(2, labour.tell_process)
    jobs = [job_of(tmp_path, stories(1), str(n)) for n in range(8)]
    told = {pool.submit(job).result().name for job in jobs} | {f.result().name for f in map(pool.submit, jobs)}
    parents = {line.split()[1] for line in told}

    assert {line.split(maxsplit=2)[2] for line in told} == {"True 1"}
    assert len(parents) == 1
    assert str(os.getpid()) not in parents


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted in /proc")
def test_the_fork_server_has_one_thread(tmp_path, pool_of):
    """A thread of the server would be missing in its forks, with whatever lock it held."""
    told = pool_of(1, labour.tell_process).submit(job_of(tmp_path, stories(1))).result().name
    server = told.split()[1]

    assert len(list(Path(f"/proc/{server}/task").iterdir())) == 1


def test_few_pages_start_no_process(tmp_path, monkeypatch):
    """What a process could help with is done before it has started."""
    raw = tmp_path / "raw"
    raw.mkdir()
    for number, story in enumerate(stories(engine.FEWEST_FOR_PROCESSES)):
        (raw / f"{number}.txt").write_text(f"{story}\n{story}")
    monkeypatch.setattr(engine, "submit", lambda job: pytest.fail(f"{job.shard} went to a process"))
    summary = engine.clean_folder(order_of(raw, tmp_path / "clean", workers=2))

    assert summary.records_in == engine.FEWEST_FOR_PROCESSES


def test_what_was_preloaded_is_all_that_a_page_needs(tmp_path):
    """The model of languages without word lists, the slowest to load, is there as well."""
    pool = Pool(1, labour.tell_modules)
    told = pool.submit(job_of(tmp_path, stories(1))).result().name
    pool.close()

    assert told == "py3langid pyarrow.parquet trafilatura"


def test_the_server_loads_the_folder_of_the_run(tmp_path):
    """A user's knowledge is preloaded too; a worker that needs another than the server's loads it itself."""
    forking.stop_server()
    folders = [tmp_path / "ours", tmp_path / "theirs"]
    for folder in folders:
        folder.mkdir()
    pool = Pool(1, labour.tell_knowledge)
    jobs = [job_of(tmp_path, stories(1), str(n), knowledge=folder) for n, folder in enumerate(folders)]
    told = [pool.submit(job).result().name for job in jobs]
    pool.close()
    forking.stop_server()

    assert told == [f"0 {folders[0]}", f"1 {folders[1]}"]


def test_a_deadly_page_is_refused_by_name_and_harms_no_other(tmp_path, pool_of):
    """The shard is halved until the page stands alone; its neighbours are cleaned, and so is the other shard."""
    pool = pool_of(2, labour.die_of_some)
    bad = job_of(tmp_path, [*stories(3), labour.DEADLY, *stories(2)], "bad")
    good = job_of(tmp_path, stories(4), "good")
    futures = [pool.submit(bad), pool.submit(good)]
    ended = [(o.articles, o.rejects) for o in (future.result() for future in futures)]
    rejects = [row for path in tmp_path.glob("rejects-*.parquet") for row in pq.read_table(path).to_pylist()]
    rows = sum(pq.read_metadata(path).num_rows for path in tmp_path.glob("rows-*.parquet"))

    assert ended == [(5, 1), (4, 0)]
    assert [(row["source"], row["reason"]) for row in rejects] == [("export.jsonl#3", "crashed")]
    assert rows == 9


def test_a_crash_ends_no_other_lane(tmp_path, pool_of):
    """While one lane's process dies again and again, another's cleans on in the same process."""
    pool = pool_of(2, labour.sleep_long)
    job = job_of(tmp_path, stories(1), "long")
    future = pool.submit(job)
    begun = job.shard.with_suffix(".begun")
    assert wait_for(lambda: begun.exists() and begun.read_text())
    other = lane.Lane(labour.die_of_some)
    with pytest.raises(lane.WorkerDiedError):
        other.clean(job_of(tmp_path, [labour.DEADLY], "bad"))
    other.end()

    assert is_alive(int(begun.read_text().split()[0]))
    assert not future.done()


def test_a_record_whose_process_was_ended_by_others_is_cleaned(tmp_path, pool_of):
    """One death is no proof: a single record is tried once more before it is refused."""
    outcome = pool_of(1, labour.die_once).submit(job_of(tmp_path, stories(1))).result()

    assert (outcome.articles, outcome.rejects) == (1, 0)


def test_a_worker_that_died_idle_costs_no_record(tmp_path, pool_of):
    """The next shard starts a fresh process, and is cleaned once."""
    pool = pool_of(1, labour.tell_process)
    first, *_ = pool.submit(job_of(tmp_path, stories(1), "a")).result().name.split()
    os.kill(int(first), signal.SIGKILL)
    assert wait_for(lambda: not is_alive(int(first)))
    second, *_ = pool.submit(job_of(tmp_path, stories(1), "b")).result().name.split()

    assert first != second


def test_a_worker_is_kept_while_it_is_small(tmp_path, pool_of):
    """One process cleans shard after shard."""
    pool = pool_of(1, labour.tell_process)
    told = {pool.submit(job_of(tmp_path, stories(1), str(n))).result().name for n in range(3)}

    assert len(told) == 1


def test_a_worker_that_grew_is_renewed_between_shards(tmp_path, pool_of, monkeypatch):
    """A fresh process takes the place of one above the bound."""
    monkeypatch.setattr(lane, "MOST_WORKER_BYTES", 1)
    pool = pool_of(1, labour.tell_process)
    told = [pool.submit(job_of(tmp_path, stories(1), str(n))).result().name.split()[0] for n in range(3)]

    assert len(set(told)) == 3
    assert wait_for(lambda: not any(is_alive(int(process)) for process in told))


def test_what_goes_wrong_with_a_shard_is_raised(tmp_path, pool_of):
    """A full disk is no page's fault: the error comes back as it was, with where it came from."""
    future = pool_of(1, labour.fail).submit(job_of(tmp_path, stories(1)))

    with pytest.raises(OSError, match="No space left") as caught:
        future.result()
    assert caught.value.errno == 28
    assert "in fail" in caught.value.__notes__[0]


def test_closing_gives_up_what_is_under_way(tmp_path):
    """A pool that is closed waits for no shard and leaves no process."""
    pool = Pool(1, labour.sleep_long)
    jobs = [job_of(tmp_path, stories(1), name) for name in "ab"]
    futures = [pool.submit(job) for job in jobs]
    begun = jobs[0].shard.with_suffix(".begun")
    assert wait_for(lambda: begun.exists() and begun.read_text())
    start = time.monotonic()
    pool.close()

    assert time.monotonic() - start < lane.PATIENCE / 2
    assert wait_for(lambda: not is_alive(int(begun.read_text().split()[0])))
    for future in futures:
        with pytest.raises(CancelledError):
            future.result()


def test_the_interface_of_engine_and_flow(tmp_path):
    """`submit`, `outcome_of` and `close_pools` open a pool when it is needed and end it, and the server with it."""
    job = job_of(tmp_path, stories(2), workers=2)
    outcome = outcome_of(submit(job), job)
    close_pools(2)
    close_pools(2)

    assert (outcome.articles, outcome.rejects) == (2, 0)
    assert workers.POOLS == {}
    assert forking.OPENED == []


def start_house(script: str, folder: Path, *, shell: str = 'exec "$@"', **environment) -> subprocess.Popen:
    """Run a script of this house in a process of its own, started by a shell."""
    path = os.pathsep.join((str(HOUSE), str(HOUSE / "tests")))
    return subprocess.Popen(
        ["sh", "-c", shell, "sh", sys.executable, "-c", script],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": path} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


SCRIPT = """
import pathlib, labour
from flows.workers import Pool
pool = Pool(1, labour.{task})
outcome = pool.submit(labour.job_of(pathlib.Path({shard!r}), ["cerita"])).result()
pool.close()
pathlib.Path("told").write_text(outcome.name)
"""


def test_nobody_survives_a_parent_that_was_killed(tmp_path):
    """After kill -9 worker and fork server end, also in the middle of a shard."""
    job = job_of(tmp_path, stories(1))
    parent = start_house(SCRIPT.format(task="sleep_long", shard=str(job.shard)), tmp_path)
    begun = job.shard.with_suffix(".begun")
    assert wait_for(lambda: begun.exists() and begun.read_text())
    children = [int(number) for number in begun.read_text().split()]
    alive = [is_alive(process) for process in children]
    parent.kill()
    parent.communicate()

    assert alive == [True, True]
    assert parent.pid not in children
    assert wait_for(lambda: not any(map(is_alive, children)))


def test_an_interrupt_is_the_parents_alone(tmp_path):
    """^C reaches every process of the terminal; workers and fork server print no traceback of their own."""
    job = job_of(tmp_path, stories(1))
    script = "import os; os.setsid()\n" + SCRIPT.format(task="sleep_long", shard=str(job.shard))
    parent = start_house(script, tmp_path)
    begun = job.shard.with_suffix(".begun")
    assert wait_for(lambda: begun.exists() and begun.read_text())
    worker, server = map(int, begun.read_text().split())
    for process in (worker, server):
        os.kill(process, signal.SIGINT)
    time.sleep(0.3)
    alive = is_alive(worker) and is_alive(server)
    parent.kill()

    assert alive
    assert "Traceback" not in parent.communicate()[1]


@pytest.mark.parametrize("shell", ['exec "$@" <&-', 'exec "$@" <&- >&- 2>&-'])
def test_workers_start_where_standard_streams_are_closed(tmp_path, shell):
    """A scheduler may start a run without standard input, or without any stream."""
    job = job_of(tmp_path, stories(1))
    parent = start_house(SCRIPT.format(task="tell_process", shard=str(job.shard)), tmp_path, shell=shell)
    with contextlib.suppress(subprocess.TimeoutExpired):
        parent.communicate(timeout=60)

    assert parent.returncode == 0
    assert "True 1" in (tmp_path / "told").read_text()


def test_workers_start_where_no_server_can(tmp_path):
    """Where no socket can be made, here for too long a path, each worker is started anew."""
    job = job_of(tmp_path, stories(1))
    deep = tmp_path / ("d" * 120)
    deep.mkdir()
    script = SCRIPT.format(task="tell_process", shard=str(job.shard))
    parent = start_house(f"if __name__ == '__main__':\n  exec({script!r})", tmp_path, TMPDIR=str(deep))
    _, said = parent.communicate(timeout=60)

    assert (parent.returncode, said) == (0, "")
    assert "False 0" in (tmp_path / "told").read_text()


def test_where_nothing_can_be_forked_processes_are_started_anew(monkeypatch):
    """Systems without a fork server start each worker by itself."""
    monkeypatch.setattr(forking, "get_all_start_methods", lambda: ["spawn"])

    assert forking.open_context(None).get_start_method() == "spawn"


def test_memory_is_told_in_bytes():
    """A Python process with libraries holds between 10 MB and the bound."""
    assert 10_000_000 < lane.memory_of_process() < 2**40
    assert 10_000_000 < lane.peak_of_process() < 2**40


def test_there_is_a_core():
    """Somebody runs this test."""
    assert count_cores() >= 1


def test_a_script_without_a_guard_is_told_so(tmp_path):
    """Workers import the script that started them; where that starts a run of its own, no page is to blame."""
    raw = tmp_path / "raw"
    raw.mkdir()
    lines = (f'{{"text": "Berita nomor {n}. {"kata " * 60}", "url": "https://x.example/{n}"}}' for n in range(100))
    (raw / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    script = tmp_path / "unguarded.py"
    script.write_text(
        "from flows.engine import clean_folder\nfrom flows.order import count_cores, order_of\n"
        f"clean_folder(order_of({str(raw)!r}, {str(tmp_path / 'clean')!r}, workers=1))\n",
        encoding="utf-8",
    )
    home = os.environ | {"PYTHONPATH": str(HOUSE)}
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False, env=home)
    assert ["WorkerNotStartedError" in done.stderr, (tmp_path / "clean" / "articles").exists()] == [True, False]


def test_what_is_unstaged_is_the_shard_with_its_halves(tmp_path):
    """A shard that is tried again leaves no half of the earlier try, and its neighbours alone."""
    job = job_of(tmp_path, [], "shard-000001")
    for name in ("shard-000001", "shard-000001a", "shard-000001ba", "shard-0000010", "shard-000002"):
        (job.staging / f"rows-{name}.parquet").touch()

    unstage(job)

    assert sorted(path.stem for path in job.staging.glob("*.parquet")) == ["rows-shard-0000010", "rows-shard-000002"]
