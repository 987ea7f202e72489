"""
False alarms among quiet nights, and drifts among broken ones, each night through the engine.

Quiet nights are sixty of forty papers that do not exist (a holiday week, an outage of two days, an archive of ninety
days at once, weekends), and the printed days of the labelled pairs as nights. Then one paper breaks in each of the
ways of `drifts`: found means that the night holds this paper back, or, where there is nothing to hold back, says so.
"""

import datetime as dt
import json
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import duckdb
from children import Checkout
from corpora import PAIRS, read_lines
from drifts import KEPT, OPEN, Drift
from papers import FIRST_NIGHT, Paper, Record, papers_of, records_of
from settings import Row, Settings

from flows import engine
from flows.alarms import LOOK_BACK, Night, judge, read_bounds
from flows.corpus.database import connect
from flows.corpus.nights import measure, nights_in
from flows.order import order_of

engine.FEWEST_FOR_PROCESSES = 10_000
"""Pages of a night are cleaned in this process: to start others took longer, night after night."""

NIGHTS = 60
SEEDS = (1, 2, 3)
OUTAGE = (25, 26)
"""Nights without a crawl; the next one brings the days of all."""

ARCHIVE_NIGHT, ARCHIVE_DAYS = 50, 90
"""The night on which one paper's ninety days before the first come in at once."""

ONLY_SAID = {"silent"}
"""Drifts of which there is nothing, or no harm, to hold back."""


@dataclass(slots=True)
class Tally:
    """What became of quiet nights."""

    nights: int = 0
    outlet_nights: int = 0
    held: Counter[str] = field(default_factory=Counter)
    flagged: int = 0
    said: list[str] = field(default_factory=list)

    def row(self, what: str) -> Row:
        """Return the figure."""
        holds, shown = sum(self.held.values()), max(self.outlet_nights, 1)
        figure = (
            f"{holds} false holds in {self.outlet_nights:,} outlet-nights = {1000 * holds / shown:.2f} in 1,000; "
            f"{self.flagged} warnings = {1000 * self.flagged / shown:.1f} in 1,000"
        )
        return Row(f"{what}, {self.nights} nights", figure, "≤ 1 false hold in 1,000")


def alarms_rows(checkout: Checkout, settings: Settings) -> Iterator[Row]:
    """Yield false alarms by kind of night, then the drifts that were found, those kept unread apart."""
    del checkout  # the nights run in this process
    with tempfile.TemporaryDirectory(dir=settings.cache if settings.cache.is_dir() else None) as folder:
        for seed in SEEDS:
            tally, world = quiet_nights(Path(folder, str(seed)), seed)
            yield tally.row(f"forty papers of seed {seed}")
            for name, drifts in (("open", OPEN), ("kept", KEPT)):
                yield drift_row(world, seed, name, drifts)
            shutil.rmtree(world)
        yield pairs_nights(Path(folder, "pairs"), settings.shared).row("printed days of the labelled pairs")


def quiet_nights(folder: Path, seed: int, nights: int = NIGHTS) -> tuple[Tally, Path]:
    """Run quiet nights into a store and return what the alarms said, and the folder."""
    papers, tally, waiting = papers_of(seed), Tally(), []
    for number in range(nights):
        day = FIRST_NIGHT + dt.timedelta(days=number)
        waiting += [record for paper in papers for record in records_of(seed, paper, day)]
        if number in OUTAGE:
            continue
        night = day + dt.timedelta(days=1)
        write_export(folder / "raw" / f"{night}.jsonl", waiting)
        if number == ARCHIVE_NIGHT:
            write_archive(folder / "raw" / "archive", seed, papers[1])
        run_night(folder, night, tally)
        waiting = []
    return tally, folder


def write_archive(folder: Path, seed: int, paper: Paper) -> None:
    """Write what a paper printed in the ninety days before the first, a file for each day."""
    for back in range(1, ARCHIVE_DAYS + 1):
        day = FIRST_NIGHT - dt.timedelta(days=back)
        write_export(folder / f"{day}.jsonl", records_of(seed, paper, day))


def write_export(path: Path, records: list[Record]) -> None:
    """Write records as an export."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def run_night(folder: Path, night: dt.date, tally: Tally) -> None:
    """Run one scheduled night and count what the alarms say."""
    summary = engine.clean_folder(order_of(folder / "raw", folder / "clean", as_of=night, workers=2, scheduled=True))
    tally.nights += 1
    tally.outlet_nights += outlets_of(folder / "clean", night)
    tally.held.update(list(summary.held_outlets))
    tally.flagged += len(summary.flagged)
    tally.said += [f"{night} HELD {name}: {why}" for name, why in summary.held_outlets.items()]
    tally.said += [f"{night} {name}: {why}" for name, why in summary.flagged.items()]


def outlets_of(clean: Path, night: dt.date) -> int:
    """Return how many outlets brought pages in a night."""
    sql = "SELECT count(DISTINCT outlet) FROM read_parquet($files) WHERE night = $night AND printed IS NULL"
    found = duckdb.execute(sql, {"files": f"{clean}/outlet_nights/*.parquet", "night": night}).fetchone()
    return int(found[0]) if found else 0


def drift_row(world: Path, seed: int, name: str, drifts: dict[str, Drift]) -> Row:
    """Break one paper in each way on the night after the quiet ones, and return which were found."""
    papers = papers_of(seed)
    found, missed, others = [], [], 0
    for number, kind in enumerate(drifts):
        paper = victim(papers, seed, number)
        held, flagged = broken_night(world, seed, paper, drifts[kind])
        seen = paper.host in held or (kind in ONLY_SAID and paper.host in flagged)
        (found if seen else missed).append(kind)
        others += len(set(held) - {paper.host})
    figure = f"{len(found)} of {len(drifts)} found, {others} others held"
    return Row(
        f"drifts, {name}, seed {seed}", figure + (f"; missed: {', '.join(missed)}" if missed else ""), "12 of 12, 0"
    )


def victim(papers: list[Paper], seed: int, number: int) -> Paper:
    """Return the paper that breaks: one of those that print enough for a night to say something."""
    large = [p for p in papers if p.daily >= 12 and p.weekend > 0 and p.signed > 0.5 and p.dated and p.titled > 0.9]
    return random.Random(f"{seed} {number}").choice(large)  # noqa: S311 - no secret


def broken_night(
    world: Path, seed: int, paper: Paper, drift: Drift, nights: int = 8
) -> tuple[dict[str, str], dict[str, str]]:
    """
    Run the nights after the quiet ones with one paper broken, until something is said of it.

    Returns:
        What is held back in that night, and what was flagged in any.
    """
    folder = world.with_name(f"{world.name}-broken")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(world / "clean", folder / "clean", symlinks=True)
    flagged: dict[str, str] = {}
    for number in range(NIGHTS, NIGHTS + nights):
        day = FIRST_NIGHT + dt.timedelta(days=number)
        records = [r for p in papers_of(seed) if p != paper for r in records_of(seed, p, day)]
        rng = random.Random(f"{seed} {number}")  # noqa: S311 - no secret
        records += drift(rng, paper, day, records_of(seed, paper, day))
        night = day + dt.timedelta(days=1)
        write_export(folder / "raw" / f"{night}.jsonl", records)
        summary = engine.clean_folder(
            order_of(folder / "raw", folder / "clean", as_of=night, workers=2, scheduled=True, feed="x")
        )
        flagged |= summary.flagged
        if summary.held_outlets or paper.host in summary.flagged:
            break
    shutil.rmtree(folder)
    return summary.held_outlets, flagged


def pairs_nights(folder: Path, shared: Path) -> Tally:
    """
    Judge the printed days of the labelled pairs as nights: the crawls that they were gathered from, each by itself.

    They are cleaned and published at once; each crawl's pages of a day are measured as a night's.
    """
    tally = Tally()
    records = read_lines(shared / PAIRS, 1_000_000)
    if not records:
        return tally
    write_export(folder / "raw" / "pairs.jsonl", records)
    engine.clean_folder(order_of(folder / "raw", folder / "clean", as_of=dt.date(2026, 11, 20), workers=2))
    with connect() as con:
        open_pairs(con, folder / "clean", records)
        for crawl, nights in nights_of_crawls(con).items():
            judge_crawl(tally, crawl, nights)
    return tally


def open_pairs(con: duckdb.DuckDBPyConnection, clean: Path, records: list[Record]) -> None:
    """Make the tables that a night is measured from, of all pages at once, and of their crawls."""
    crawls = [(number, record["id"].rstrip("0123456789").rstrip("-")[:12]) for number, record in enumerate(records)]
    con.execute("CREATE TABLE crawls (number INTEGER, crawl VARCHAR)")
    con.executemany("INSERT INTO crawls VALUES (?, ?)", crawls)
    told = "* EXCLUDE (month, outlet_domain), id AS page_key, first_seen AS seen_day, length(text) AS n_chars"
    both = " UNION ALL BY NAME ".join(
        f"SELECT {told}, coalesce(outlet_domain, outlet, '') AS own, {verdict} AS said "  # noqa: S608 - our own words
        f"FROM read_parquet('{clean}/{name}/*/*.parquet', hive_partitioning = true)"
        for name, verdict in (("articles", "NULL"), ("duplicates", "verdict"))
    )
    con.execute(f"""
        CREATE TABLE all_rows AS
        SELECT p.*, concat_ws('|', c.crawl, p.published_date, p.own) AS outlet_domain FROM ({both}) p
        JOIN crawls c ON c.number = regexp_extract(p.source, '#([0-9]+)$', 1)::INTEGER
        WHERE p.published_date IS NOT NULL
    """)  # noqa: S608 - our own words
    con.execute("CREATE TABLE after AS SELECT record_id, said AS verdict, 'article' AS outcome FROM all_rows")
    con.execute(f"CREATE TABLE all_removals AS FROM read_parquet('{clean}/removals/*/*.parquet')")
    con.execute("CREATE TABLE old (record_id VARCHAR, page_key VARCHAR, outcome VARCHAR)")
    con.execute("CREATE TABLE all_rejects (record_id VARCHAR, page_key VARCHAR, host VARCHAR)")
    con.execute("CREATE TABLE nights (outlet VARCHAR, night DATE, printed DATE, held BOOLEAN, author_keys VARCHAR[])")


def nights_of_crawls(con: duckdb.DuckDBPyConnection) -> dict[str, dict[dt.date, list[Night]]]:
    """Return what each crawl brought on each printed day; all days are measured at once, each as outlets of its own."""
    found: dict[str, dict[dt.date, list[Night]]] = {}
    measure(con, dt.date(1970, 1, 1))
    for row in nights_in(con, "tonight", dt.date(1970, 1, 1)):
        crawl, day, outlet = row.outlet.split("|")
        printed = dt.date.fromisoformat(day)
        own = replace(row, outlet=outlet, night=printed + dt.timedelta(days=1))
        found.setdefault(crawl, {}).setdefault(printed, []).append(own)
    return found


def judge_crawl(tally: Tally, crawl: str, nights: dict[dt.date, list[Night]]) -> None:
    """Judge the nights of one crawl in order; a night that holds an outlet back does not teach of it."""
    taught: list[Night] = []
    for day, came in sorted(nights.items()):
        night = day + dt.timedelta(days=1)
        found = judge(came, taught, night, read_bounds())
        tally.nights += 1
        tally.outlet_nights += len({row.outlet for row in came})
        tally.held.update(list(found.held))
        tally.flagged += sum(1 for name in found.flagged if any(row.outlet == name for row in came))
        tally.said += [f"{crawl} {night} HELD {name}: {why}" for name, why in found.held.items()]
        tally.said += [f"{crawl} {night} {name}: {why}" for name, why in found.flagged.items()]
        taught = [row for row in taught if row.night >= night - LOOK_BACK]
        taught += [row for row in came if row.outlet not in found.held]
