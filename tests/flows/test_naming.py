"""What exports call their fields, as a store remembers it."""

import datetime as dt
import json

import pytest

from flows.engine import clean_folder
from flows.inspect import verify
from flows.mapping import NO_MAP, read_mapping
from flows.order import order_of
from flows.store import StoreError
from flows.store.naming import fields_file, read_fields

DAY = dt.date(2026, 11, 20)
STORY = (
    "Air sungai di hulu naik dua meter pada malam hari, lalu surut menjelang pagi tanpa merusak tanggul baru.\n"
    "Kereta pertama berjalan lagi setelah petugas memeriksa rel di sepanjang lembah itu, kata kepala stasiun."
)


def night(raw, clean, said=None):
    """Clean what is new, with names of fields or without."""
    return clean_folder(order_of(raw, clean, as_of=DAY, workers=1, fields=said and read_mapping(said)))


@pytest.fixture
def raw(tmp_path):
    """Return a folder with an export whose text has a name of its own, and a summary that is prose as well."""
    raw = tmp_path / "raw"
    raw.mkdir()
    lines = [json.dumps({"badan": STORY, "ringkas": f"{STORY} {n}", "url": f"https://a.example/{n}"}) for n in range(2)]
    (raw / "a.jsonl").write_text("\n".join([*lines, json.dumps({"text": STORY})]))
    return raw


def test_the_store_remembers_what_exports_call_their_fields(raw, tmp_path):
    """A map lets in what was refused, in an unchanged file too; later runs and other commands know it."""
    out = tmp_path / "clean"
    before = night(raw, out)
    mapped = night(raw, out, "text=badan")
    (raw / "b.jsonl").write_text(json.dumps({"badan": STORY.replace("dua", "enam"), "ringkas": STORY}))
    later = night(raw, out)

    assert (before.rejects, before.useless) == (2, ())
    assert (mapped.articles + mapped.duplicates, mapped.rejects) == (2, 0)
    assert (later.articles, later.rejects) == (1, 0)
    assert verify(out) == []


def test_a_store_forgets_the_names_where_it_is_told(raw, tmp_path):
    """`none` is said, not guessed from a command that names none."""
    out = tmp_path / "clean"
    night(raw, out, "text=badan")
    told = read_fields(out)
    night(raw, out, "none")

    assert (told, read_fields(out)) == ((("text", ("badan",)),), NO_MAP)


def test_a_broken_memory_of_names_is_told(tmp_path):
    """Nothing is read under names that somebody else may have meant."""
    path = fields_file(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_text("[1]")

    with pytest.raises(StoreError, match="--map"):
        read_fields(tmp_path)
