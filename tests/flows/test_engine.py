"""One run end to end: what comes in is accounted for, and coming again changes nothing."""

import gzip
import json

import pyarrow.dataset as ds
import pytest
from running import AS_OF, saring

STORY = (
    "Air sungai di hulu naik dua meter pada malam hari, lalu surut menjelang pagi tanpa merusak tanggul baru.\n"
    "Kereta pertama berjalan lagi setelah petugas memeriksa rel di sepanjang lembah itu, kata kepala stasiun."
)
MORE = "\nJalan di bawah jembatan masih ditutup sampai malam nanti, kata petugas."


def clean(raw, out, *options):
    """Clean a folder and return the summary."""
    return json.loads(saring("clean", raw, out, "--as-of", AS_OF, "--json", *options).stdout)


def rows(out, dataset):
    """Return a dataset's rows, by source."""
    table = ds.dataset((out / dataset).resolve(), partitioning="hive").to_table()
    return sorted(table.to_pylist(), key=lambda row: row["source"])


def listing(folder):
    """List what is published, with times; the store's own work folder comes and goes in `.saring`."""
    paths = (p for p in folder.rglob("*") if p.name not in (".saring", "lock"))
    return {(str(p.relative_to(folder)), p.lstat().st_mtime_ns) for p in paths}


@pytest.fixture
def raw(tmp_path):
    """Return a raw folder with two stories, one of them with a share prompt."""
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY + "\nBagikan Artikel ini:\n")
    (folder / "b.txt").write_text(STORY.replace("dua meter", "tiga meter").replace("Kereta", "Trem"))
    return folder


def test_a_second_run_writes_nothing(raw, tmp_path):
    """The same input again publishes nothing and leaves every file and folder as it was."""
    out = tmp_path / "clean"
    first = clean(raw, out)
    before = listing(out)
    second = clean(raw, out)

    assert first["snapshot"] == 1
    assert second["snapshot"] is None
    assert listing(out) == before


def test_every_record_ends_in_one_place(raw, tmp_path):
    """Articles, duplicates, rejects and what came twice add up to the records read."""
    (raw / "copy.txt").write_text((raw / "a.txt").read_text())
    (raw / "elsewhere.txt").write_text((raw / "a.txt").read_text())
    (raw / "elsewhere.meta.json").write_text('{"url": "https://lain.example/1"}')
    (raw / "empty.txt").write_text("")
    summary = clean(raw, tmp_path / "clean")

    names = ("records_in", "articles", "duplicates", "rejects", "redelivered")
    assert [summary[name] for name in names] == [5, 2, 1, 1, 1]


def test_the_ledger_rebuilds_the_page(raw, tmp_path):
    """Text and ledger as published give the source text back, character for character."""
    from transforms.records import Removal, rebuild
    from transforms.text.normal import normalise

    out = tmp_path / "clean"
    clean(raw, out)
    fields = ("block", "start", "end", "kind", "rule", "layer", "text", "whole", "joint")
    ledger = [r for r in rows(out, "removals") if r["source"] == "a.txt"]
    (article,) = [r for r in rows(out, "articles") if r["source"] == "a.txt"]

    rebuilt = rebuild(article["text"], [Removal(**{name: row[name] for name in fields}) for row in ledger])

    assert rebuilt == normalise((raw / "a.txt").read_text())


def test_a_changed_page_takes_the_place_of_its_row(raw, tmp_path):
    """A page with an address that changed is one page: its id stays, the older state stands in the duplicates."""
    out = tmp_path / "clean"
    (raw / "a.meta.json").write_text('{"url": "https://a.example/1"}')
    clean(raw, out)
    before = {row["source"]: row["id"] for row in rows(out, "articles")}
    (raw / "a.txt").write_text(STORY + MORE)
    clean(raw, out, "--as-of", "2026-11-21")

    assert {row["source"]: row["id"] for row in rows(out, "articles")} == before
    assert [row["text"].endswith("kata petugas.") for row in rows(out, "articles")] == [True, False]
    assert [(row["id"], row["verdict"]) for row in rows(out, "duplicates")] == [(before["a.txt"], "same_url")]


def test_a_changed_text_without_an_address_is_another_page_of_its_story(raw, tmp_path):
    """Nothing but its text can name it; the newer page is the article."""
    out = tmp_path / "clean"
    clean(raw, out)
    (before,) = (row["id"] for row in rows(out, "articles") if row["source"] == "a.txt")
    (raw / "a.txt").write_text(STORY + MORE)
    clean(raw, out)

    assert [(row["id"], row["verdict"]) for row in rows(out, "duplicates")] == [(before, "same_source")]
    assert {row["cluster_id"] for row in rows(out, "articles") if row["source"] == "a.txt"} == {before}


def test_an_empty_file_takes_nothing_away(raw, tmp_path):
    """A page that cannot be read tonight stands; the reject beside it leaves when the page is back."""
    out = tmp_path / "clean"
    clean(raw, out)
    before, content = rows(out, "articles"), (raw / "a.txt").read_text()
    (raw / "a.txt").write_text("")
    broken = clean(raw, out)
    beside = [row["source"] for row in rows(out, "rejects")]
    (raw / "a.txt").write_text(content)
    mended = clean(raw, out)

    assert (broken["rejects"], beside, mended["healed"]) == (1, ["a.txt"], 1)
    assert rows(out, "articles") == before
    assert rows(out, "rejects") == []


def test_a_file_that_vanished_changes_nothing(raw, tmp_path):
    """It is counted."""
    out = tmp_path / "clean"
    clean(raw, out)
    before = rows(out, "articles")
    (raw / "a.txt").unlink()

    assert clean(raw, out)["vanished"] == 1
    assert rows(out, "articles") == before


def test_a_renamed_file_is_the_same_page(raw, tmp_path):
    """Neither id nor row change; `source` tells where it came from first."""
    out = tmp_path / "clean"
    clean(raw, out)
    before = rows(out, "articles")
    (raw / "a.txt").rename(raw / "z.txt")
    clean(raw, out)

    assert rows(out, "articles") == before


def test_workers_and_shards_change_no_row(raw, tmp_path):
    """One process or two, one file or many: the rows are the same."""
    lines = [json.dumps({"text": STORY.replace("dua", str(n)), "url": f"https://a.example/{n}"}) for n in range(150)]
    with gzip.open(raw / "many.jsonl.gz", "wt") as file:
        file.write("\n".join(lines))
    clean(raw, tmp_path / "one", "--workers", "1")
    clean(raw, tmp_path / "two", "--workers", "2")

    for dataset in ("articles", "duplicates", "removals"):
        assert rows(tmp_path / "one", dataset) == rows(tmp_path / "two", dataset)


def test_a_backfill_without_new_rules_changes_nothing(raw, tmp_path):
    """`--again` cleans everything anew; equal rows by the same rules are not written again."""
    out = tmp_path / "clean"
    clean(raw, out)

    assert clean(raw, out, "--again")["snapshot"] is None


def test_files_that_nobody_reads_are_an_exit_code_and_a_sentence(raw, tmp_path):
    """A file of an unknown suffix, or one of many records without a page, is not passed over in silence."""
    (raw / "notes.pdf").write_bytes(b"%PDF-1.4")
    (raw / "states.jsonl").write_text('{"jalan": 1}\n{"jalan": 2}\n')
    (raw / "none.jsonl").write_text("")

    done = saring("clean", raw, tmp_path / "clean", "--as-of", AS_OF, check=False)

    assert done.returncode == 9
    assert "nobody knows their format: 1 × .pdf." in done.stderr
    assert "states.jsonl was left unread" in done.stderr
    assert "none.jsonl" not in done.stderr
    assert rows(tmp_path / "clean", "articles")


def test_files_that_hold_no_pages_may_be_named(raw, tmp_path):
    """What the user says is none is passed over."""
    (raw / "crawl.log").write_text("started")
    (tmp_path / "saring.toml").write_text('ignore = [".log"]')

    done = saring("--config", tmp_path / "saring.toml", "clean", raw, tmp_path / "clean", "--as-of", AS_OF, "--json")

    assert json.loads(done.stdout)["unread"] == {}
