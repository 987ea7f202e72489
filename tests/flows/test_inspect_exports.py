"""`saring inspect`: what a raw folder or a file holds, before a run meets it."""

import datetime as dt
import json

import pytest
from rawfiles import put
from typer.testing import CliRunner

from flows.cli import app
from flows.errors import UNREAD
from flows.inspect.exports import MOST_FILES, inspect
from flows.mapping import NO_MAP, read_mapping
from flows.read import ReadError
from transforms.knowledge import load_knowledge

DAY = dt.date(2026, 11, 20)
STORY = (
    "Nelayan Muara Lanting menambatkan tiga puluh perahu di dermaga baru sejak Senin pagi, kata kepala dusun.\n"
    "Dermaga sepanjang enam puluh meter itu dibangun warga dengan kayu ulin sumbangan dari kampung di hulu."
)
RECORD = {
    "_id": "7",
    "judul": "Dermaga Baru",
    "tgl": "3 Mei 2026",
    "uraian": STORY,
    "situs": "Kabar Lanting",
    "x": None,
}


def look(path, fields=NO_MAP):
    """Look through a path as of a day."""
    return inspect(path, fields, DAY, load_knowledge())


def test_it_says_how_each_field_is_read(tmp_path):
    """Names that are known, the one field of prose, what is named and not used, what is not read."""
    put(tmp_path, "a.jsonl", [RECORD, {**RECORD, "headline": "Dermaga"}])
    (told,) = look(tmp_path).files

    assert (told.name, told.format, told.records, told.pages) == ("a.jsonl", "jsonl", 2, 2)
    assert {field.name: (field.read_as, field.filled) for field in told.fields} == {
        "_id": ("id: named, not used", 2),
        "judul": ("title, where `headline` says nothing", 2),
        "tgl": ("date", 2),
        "uraian": ("text: the one field of prose", 2),
        "situs": ("outlet", 2),
        "x": ("not read", 0),
        "headline": ("title", 1),
    }


def test_it_says_what_the_pages_tell(tmp_path):
    """Languages, outlets, days, and how many pages lack what."""
    put(tmp_path, "a.json", json.dumps([RECORD, {"isi": STORY}]))
    seen = look(tmp_path)

    assert (seen.records, seen.pages, seen.cleaned) == (2, 2, 2)
    assert (seen.languages, seen.outlets) == ({"id": 2}, {"Kabar Lanting": 1, "unknown": 1})
    assert (seen.days, seen.undated, seen.untitled) == ((dt.date(2026, 5, 3),) * 2, 1, 1)
    assert seen.is_whole


def test_it_says_the_first_problem_of_each_reason(tmp_path):
    """With record, reason and remedy; a file without a page is not whole."""
    put(tmp_path, "a.jsonl", b'{"a": 1}\n{"a": 2}\nnope\n')
    seen = look(tmp_path)

    assert seen.files[0].refused == {"no_content": 2, "broken_json": 1}
    assert [problem.partition(":")[0] for problem in seen.files[0].problems] == ["a.jsonl#0", "a.jsonl#2"]
    assert not seen.is_whole


def test_pages_of_their_own_files_are_told_together(tmp_path):
    """And of very many exports the first."""
    for n in range(3):
        put(tmp_path, f"{n}.txt", f"{STORY} {n}")
    for n in range(MOST_FILES + 2):
        put(tmp_path, f"x{n:02d}.jsonl", [RECORD])
    seen = look(tmp_path)

    assert (len(seen.files), seen.more, seen.files[-1].records) == (MOST_FILES + 1, 2, 3)


def test_names_that_are_told_count(tmp_path):
    """The way to try a map before a run."""
    put(tmp_path, "a.csv", f'judul,teras,kapan\nDermaga,"{STORY}",3 Mei 2026\n')
    fields = look(tmp_path, read_mapping("text=teras,date=kapan")).files[0].fields

    assert ["title", "text", "date"] == [field.read_as for field in fields]


def test_a_file_of_an_unknown_kind_is_told(tmp_path):
    """With what is read."""
    with pytest.raises(ReadError, match=r"\.jsonl"):
        look(put(tmp_path, "a.xlsx", b"PK"))


def test_the_command_prints_it_and_ends_with_a_code(tmp_path, monkeypatch):
    """0 where all can be read, 9 where something stays unread; one object for scripts."""
    monkeypatch.chdir(tmp_path)
    put(tmp_path, "raw/a.jsonl", [RECORD])
    good = CliRunner().invoke(app, ["inspect", "raw", "--as-of", "2026-11-20"])
    put(tmp_path, "raw/b.pdf", b"%PDF")
    bad = CliRunner().invoke(app, ["inspect", "raw", "--json"])

    assert good.exit_code == 0
    assert "uraian" in good.stdout
    assert "2026-05-03 to 2026-05-03" in good.stdout
    assert bad.exit_code == UNREAD
    assert json.loads(bad.stdout)["unread"] == {".pdf": 1}


@pytest.mark.parametrize(
    ("dates", "is_month_first"),
    [(["6/18/2025", "05/06/2025"], True), (["18/6/2025", "05/06/2025"], False), (["6/18/2025", "18/6/2025"], False)],
)
def test_it_proposes_the_order_of_numbers(tmp_path, dates, is_month_first):
    """Dates above twelve tell it, if they agree."""
    put(tmp_path, "a.jsonl", [{**RECORD, "tgl": date} for date in dates])
    (told,) = look(tmp_path).files

    assert is_month_first == told.is_month_first
    said = CliRunner().invoke(app, ["inspect", str(tmp_path)]).output
    assert is_month_first == ("--map date_order=month_first" in said)
