"""Files of whole days: how rows in order of their days come to lie in files and row groups."""

import datetime as dt
import io
import random
from collections import Counter

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from flows.store.parquet import dataset_schema
from flows.store.writing import write_files

FIRST = dt.date(2026, 11, 1)
WIDE = 16_000_000


def articles(counts, *, characters=10):
    """Return articles with so many rows on each day from the first on; texts cannot be compressed away."""
    chance = random.Random(7)  # noqa: S311 - filler
    days = [FIRST + dt.timedelta(n) for n, count in enumerate(counts) for _ in range(count)]
    texts = [chance.randbytes(characters // 2).hex() for _ in days]
    known = {"id": texts, "text": texts, "date": pa.array(days, pa.date32())}
    schema = dataset_schema("articles")
    columns = [known.get(field.name, pa.nulls(len(days), field.type)) for field in schema]
    return pa.table(columns, schema=schema)


def write(folder, table, *, fill=WIDE, late=False):
    """Write articles and return what was written, with the open files."""
    done = write_files(folder, "articles", "000007", [table], fill=fill, late=late, number=0)
    return done, [pq.ParquetFile(folder / file.name) for file in done]


def groups_of(file):
    """Return the days of each row group."""
    return [file.read_row_group(n, ["date"]).column("date").to_pylist() for n in range(file.num_row_groups)]


def test_a_file_is_described_by_what_it_holds(tmp_path):
    """Name, rows, bytes, month and the first and last day."""
    (file,), _ = write(tmp_path, articles([2, 0, 3]))

    size = (tmp_path / "month=2026-11/part-000007-01.parquet").stat().st_size
    assert (file.name, file.rows, file.bytes) == ("month=2026-11/part-000007-01.parquet", 5, size)
    assert (file.month, file.first, file.last, file.late) == ("2026-11", FIRST, dt.date(2026, 11, 3), False)


def test_row_groups_end_at_days_and_are_small(tmp_path):
    """No group holds more than a thousand rows, and no day that fits into one is parted."""
    _, (file,) = write(tmp_path, articles([400, 500, 300, 1, 999, 2]))

    groups = groups_of(file)
    assert max(map(len, groups)) <= 1_000
    assert set(Counter(day for group in groups for day in set(group)).values()) == {1}


def test_a_day_of_more_rows_has_row_groups_of_its_own(tmp_path):
    """A reader of a neighbouring day does not read it."""
    _, (file,) = write(tmp_path, articles([400, 2_500, 400]))

    assert [(len(group), len(set(group))) for group in groups_of(file)] == [
        (400, 1),
        (1_000, 1),
        (1_000, 1),
        (500, 1),
        (400, 1),
    ]


def test_a_file_that_is_full_ends_with_its_day(tmp_path):
    """Files hold whole days: no day stands in two of them."""
    done, files = write(tmp_path, articles([300] * 9, characters=400), fill=200_000)

    days = [{day for group in groups_of(file) for day in group} for file in files]
    assert len(done) > 2
    assert sum(map(len, days)) == len(set.union(*days)) == 9
    assert [(file.first, file.last) for file in done] == [(min(some), max(some)) for some in days]


def test_a_day_beyond_the_size_of_a_file_is_several(tmp_path, monkeypatch):
    """Nothing grows without bound."""
    monkeypatch.setattr("flows.store.writing.MOST_BYTES", 300_000)

    done, _ = write(tmp_path, articles([5_000], characters=400), fill=300_000)

    assert len(done) > 1
    assert sum(file.rows for file in done) == 5_000
    assert {(file.first, file.last) for file in done} == {(FIRST, FIRST)}


def test_a_month_has_files_of_its_own(tmp_path):
    """A file never holds rows of two months; its folder names the month."""
    done, _ = write(tmp_path, articles([1] * 40))

    assert [(file.name, file.rows) for file in done] == [
        ("month=2026-11/part-000007-01.parquet", 30),
        ("month=2026-12/part-000007-02.parquet", 10),
    ]


def test_a_late_file_says_so_in_its_name(tmp_path):
    """It stands beside the month's base files."""
    (file,), _ = write(tmp_path, articles([1]), late=True)

    assert (file.name, file.late) == ("month=2026-11/late-000007-01.parquet", True)


def test_rows_keep_their_order_and_all_their_columns(tmp_path):
    """What was handed over in order is read in order."""
    table = articles([700, 700, 3])

    _, (file,) = write(tmp_path, table)

    assert file.read().equals(table)


class CountedFile(io.FileIO):
    """A file that counts the bytes that are read from it."""

    bytes_read = 0

    def read(self, size=-1):
        """Read and count."""
        data = super().read(size)
        self.bytes_read += len(data or b"")
        return data

    def readinto(self, buffer):
        """Read and count."""
        size = super().readinto(buffer)
        self.bytes_read += size or 0
        return size


@pytest.fixture(scope="module")
def thirty_days(tmp_path_factory):
    """Return a file with thirty days of 800 articles."""
    folder = tmp_path_factory.mktemp("thirty")
    (file,), _ = write(folder, articles([800] * 30, characters=500))
    return folder / file.name, file.bytes


@pytest.mark.parametrize("day", [FIRST, dt.date(2026, 11, 17), dt.date(2026, 11, 30)])
def test_a_reader_of_one_day_of_thirty_reads_little_else(thirty_days, day):
    """At most a tenth of the file's bytes, for every column of the day."""
    path, size = thirty_days

    with CountedFile(path) as counted:
        table = pq.read_table(counted, filters=[("date", "==", day)])

    assert table.num_rows == 800
    assert counted.bytes_read <= 0.1 * size


def test_statistics_prune_all_row_groups_but_one(thirty_days):
    """A dataset's fragment knows by its footer which row groups hold a day."""
    path, _ = thirty_days
    (fragment,) = ds.dataset(path).get_fragments()

    kept = fragment.subset(pc.field("date") == FIRST)

    assert (fragment.num_row_groups, kept.num_row_groups) == (30, 1)
