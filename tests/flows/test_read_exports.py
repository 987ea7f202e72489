"""Exports as people have them: names of fields, clocks apart from days, lists, tables, JSON of every layout."""

from __future__ import annotations

import json

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rawfiles import brief, one, put, read

from flows.errors import UsageError
from flows.mapping import MAPPED, NO_MAP, read_mapping
from flows.read import limits
from flows.read.fields import page_of
from flows.read.names import ALIASES, LISTS, bare
from transforms.identity import page_key_of_object, record_id_of_object
from transforms.records import RawPage

STORY = (
    "Nelayan Muara Lanting menambatkan tiga puluh perahu di dermaga baru sejak Senin pagi, kata kepala dusun.",
    '"Dulu kami harus menunggu air pasang," ujar Sari Wulan, yang sudah dua puluh tahun melaut bersama suaminya.',
    "Dermaga sepanjang enam puluh meter itu dibangun warga dengan kayu ulin sumbangan dari kampung di hulu.",
)
TEXT = "\n".join(STORY)
OTHER = "Pasar Kamis di Bukit Sangka pindah ke lapangan sekolah karena atap los lama bocor di banyak tempat."


def test_the_data_names_every_field_once():
    """A name means one thing, whatever language it is of; a field goes by its own name first."""
    names = [(bare(theirs), ours) for ours in MAPPED for theirs in dict.fromkeys(map(bare, ALIASES[ours]))]

    assert len(dict(names)) == len(names)
    assert {*MAPPED, "nothing", "inner", "separator"} == set(LISTS)


@pytest.mark.parametrize(
    "name", ["isi_lengkap", "Teks Berita", "KANDUNGAN", "postContent", "news-text", "Isi Artikel", "content:encoded"]
)
def test_names_of_the_text_are_known_in_three_languages(tmp_path, name):
    """However they are spelt."""
    assert one(tmp_path, **{name: TEXT}).content == TEXT


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("tajuk", "title"),
        ("judul_artikel", "title"),
        ("tarikh_terbit", "date"),
        ("Tanggal Tayang", "date"),
        ("wartawan", "author"),
        ("penyunting", "editor"),
        ("akhbar", "outlet"),
        ("kata kunci", "tags"),
        ("kanal", "section"),
        ("bahasa", "language"),
        ("Hari/Tanggal:", "date"),
        ("dc:title", "title"),
        ("og:site_name", "outlet"),
    ],
)
def test_names_of_hints_are_known_in_three_languages(tmp_path, name, field):
    """What came along is told under our name."""
    assert one(tmp_path, isi=TEXT, **{name: "Sesuatu"}).hints == {field: "Sesuatu"}


@pytest.mark.parametrize("prose", [TEXT, list(STORY), json.dumps(list(STORY)), f"<p>{TEXT}</p>"])
def test_the_one_field_of_prose_is_the_text(tmp_path, prose):
    """Where no name fits there is no doubt, in whatever form it came."""
    page = one(tmp_path, judul="Dermaga Baru", uraian=prose, jumlah="30", catatan="Sudah diperiksa.")

    assert isinstance(page, RawPage)
    assert all(line in page.content for line in STORY)


def test_two_fields_of_prose_leave_a_doubt(tmp_path):
    """Nobody guesses between them; the reject names both, and the option."""
    refused = one(tmp_path, versi_a=TEXT, versi_b=TEXT.upper() + ".")

    assert refused.reason == "no_content"
    assert "'versi_a', 'versi_b'" in refused.detail
    assert "--map text=" in refused.detail


def test_a_summary_beside_the_prose_is_none(tmp_path):
    """What is much longer than all other prose is the text."""
    assert one(tmp_path, uraian=TEXT * 2, sari=STORY[0]).content == TEXT * 2


def test_a_known_field_that_is_blank_is_not_replaced(tmp_path):
    """The comments of a page are not its story."""
    assert one(tmp_path, isi="", komentar=TEXT).reason == "empty_record"


@pytest.mark.parametrize("wrap", ["_source", "doc", "node", "attributes"])
def test_a_record_inside_a_wrapper_is_read(tmp_path, wrap):
    """Search engines and interfaces put the record into a field; it is named by what is inside."""
    inner = {"title": "Dermaga", "content": TEXT, "url": "https://contoh.id/d"}
    page = one(tmp_path, **{"_id": "x1", "_score": 1.0, wrap: inner})

    assert (page.content, page.url, page.hints) == (TEXT, "https://contoh.id/d", {"title": "Dermaga"})
    assert page.page_id == page_key_of_object(inner)


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ({"tanggal": "3 Desember 2025", "jam": "21.02"}, "3 Desember 2025 21.02"),
        ({"date": "2025-12-03", "time": "07:40 WIB"}, "2025-12-03 07:40 WIB"),
        ({"tarikh": "03/12/2025", "masa": "pukul 9:15 PM"}, "03/12/2025 pukul 9:15 PM"),
        ({"publish_date": "2025-12-03 00:00:00", "publish_time": "07:40"}, "2025-12-03 07:40"),
        ({"date": "3 Desember 2025 10:00 WIB", "time": "11:00"}, "3 Desember 2025 10:00 WIB"),
        ({"date": "15.10.2025", "pukul": "08:20"}, "15.10.2025 08:20"),
        ({"waktu": "Rabu, 3 Desember 2025 20:04 WIB"}, "Rabu, 3 Desember 2025 20:04 WIB"),
        ({"date": "1764727200000", "time": "07:00"}, "1764727200000"),
        ({"date": 1764720000000, "time": "07:00"}, "2025-12-03 07:00"),
        ({"date": 1764720000}, "2025-12-03"),
        ({"date": "3 Desember 2025", "time": "pagi"}, "3 Desember 2025"),
    ],
)
def test_a_clock_apart_belongs_to_the_day_beside_it(tmp_path, fields, date):
    """A day that has one of its own keeps it."""
    assert one(tmp_path, isi=TEXT, **fields).hints == {"date": date}


@pytest.mark.parametrize(
    "value",
    [
        {"$date": "2025-10-14T03:15:00Z"},
        {"$date": {"$numberLong": "1760411700000"}},
        {"$date": 1760411700000},
        '{"$date": "2025-10-14T03:15:00.000Z"}',
    ],
)
def test_a_date_of_a_document_store_is_read(tmp_path, value):
    """In its relaxed form, in its canonical one, and in a cell."""
    page = one(tmp_path, isi=TEXT, published_at=value, fetched_at=value, _id={"$oid": "0" * 24})

    assert page.hints["date"] in {"2025-10-14T03:15:00Z", "2025-10-14T03:15:00.000Z", "1760411700000"}
    assert page.fetched_at.isoformat() == "2025-10-14T03:15:00+00:00"


@pytest.mark.parametrize(
    "cell",
    [
        json.dumps(list(STORY)),
        repr(list(STORY)),
        "[" + "\n ".join(map(repr, STORY)) + "]",
        ",".join(STORY),
        TEXT.replace("\n", "\r"),
        TEXT.replace("\n", "_x000D_\n"),
        TEXT.replace("\n", "\\n"),
        TEXT.replace("\n", "\\r\\n\\r\\n"),
    ],
    ids=["json", "python", "numpy", "commas", "returns", "workbook", "signs", "windows_signs"],
)
def test_a_cell_of_paragraphs_is_parted(tmp_path, cell):
    """Data frames, feeds and workbooks each write a list or its line ends in a way of their own."""
    quoted = '"' + cell.replace('"', '""') + '"'
    put(tmp_path, "a.csv", f"judul,isi\nDermaga,{quoted}\n".encode())
    (page,) = read(tmp_path)

    assert tuple(filter(None, page.content.replace("\r", "\n").split("\n"))) == STORY


@pytest.mark.parametrize("cell", ["Ratna, S.H.,M.H. datang ke balai.", "Beras,Gula dan Minyak.", "[Foto] Warga [kiri]"])
def test_a_cell_that_is_no_list_stays(tmp_path, cell):
    """Degrees, lists in prose and brackets part no paragraphs."""
    put(tmp_path, "a.csv", f'judul,isi\nDermaga,"{cell}"\n')

    assert [cell] == [page.content for page in read(tmp_path)]


@pytest.mark.parametrize("value", ["nan", "NaN", "None", "NULL", "\\N", "<NA>", "NaT", "[]"])
def test_words_for_nothing_say_nothing(tmp_path, value):
    """As data frames, databases and spreadsheets write them."""
    put(tmp_path, "a.csv", f"judul,penulis,isi\n{value},{value},{OTHER}\n")

    assert [{}] == [page.hints for page in read(tmp_path)]


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
@pytest.mark.parametrize("line", ["sep={}\r\n", '"sep={}"\n', "SEP={}\n"])
def test_the_line_that_names_the_separator_is_no_header(tmp_path, sign, line):
    """Spreadsheets write it in front, with a mark of their own before it."""
    table = line.format(sign) + sign.join(["judul", "isi", "tanggal"]) + "\n"
    put(tmp_path, "a.csv", "\ufeff" + table + sign.join(["Pasar", f'"{OTHER}"', "3/12/2025"]) + "\n")
    (page,) = read(tmp_path)

    assert (page.content, page.hints) == (OTHER, {"title": "Pasar", "date": "3/12/2025"})


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_end_as_the_header_does(tmp_path, end):
    """A return inside a cell is text where rows end otherwise; so is a newline where rows end in returns."""
    inner = "\n" if end == "\r" else "\r"
    rows = ["judul,isi", f"Dermaga,{STORY[0]}{inner}{STORY[2]}".replace(", ", " "), "Pasar,Los pindah ke lapangan."]
    put(tmp_path, "a.csv", end.join([*rows, ""]).encode())
    first, second = read(tmp_path)

    assert first.content.splitlines() == [STORY[0].replace(", ", " "), STORY[2]]
    assert (second.content, second.hints) == ("Los pindah ke lapangan.", {"title": "Pasar"})


@pytest.mark.parametrize("sign", [";", ","])
def test_quotes_that_nobody_doubled_are_text(tmp_path, sign):
    """A quote closes a cell where the cell ends."""
    cell = f'"{STORY[0]}\n"Kami lega," ujar Sari sambil tersenyum.\n{STORY[2]}"'
    put(tmp_path, "a.csv", f"isi{sign}tanggal\n{cell.replace(',', ' dan') if sign == ',' else cell}{sign}3/12/2025\n")
    (page,) = read(tmp_path)

    assert len(page.content.splitlines()) == 3
    assert '"Kami lega' in page.content
    assert page.hints == {"date": "3/12/2025"}


@pytest.mark.parametrize("row", ["Pasar,Los pindah.,,", "0,Pasar,Los pindah.", "Pasar,Los pindah."])
def test_cells_that_stand_in_no_column_are_passed_over_where_they_say_nothing(tmp_path, row):
    """Blank ones at the end, and the number of the row in front of a header that lacks it."""
    put(tmp_path, "a.csv", f"judul,isi\n{row}\n")
    (page,) = read(tmp_path)

    assert (page.content, page.hints) == ("Los pindah.", {"title": "Pasar"})


RECORDS = [{"title": "Dermaga", "content": TEXT}, {"title": "Pasar", "content": OTHER}]
COLUMNS = {name: [record[name] for record in RECORDS] for name in RECORDS[0]}
LAYOUTS = {
    "list": json.dumps(RECORDS),
    "list_on_lines": json.dumps(RECORDS, indent=1),
    "lists_behind_one_another": json.dumps(RECORDS[:1]) + "\n" + json.dumps(RECORDS[1:]),
    "lines": "\n".join(map(json.dumps, RECORDS)),
    "objects_on_lines": "\n".join(json.dumps(record, indent=2) for record in RECORDS),
    "under_a_key": json.dumps({"status": "ok", "total": 2, "articles": RECORDS}),
    "behind_another_list": json.dumps({"sources": [{"id": 1}], "data": {"items": RECORDS}}),
    "hits": json.dumps({"hits": {"total": 2, "hits": [{"_id": "1", "_source": record} for record in RECORDS]}}),
    "rows_by_number": json.dumps(dict(enumerate(RECORDS))),
    "columns": json.dumps({name: dict(enumerate(cells)) for name, cells in COLUMNS.items()}),
    "columns_as_lists": json.dumps(COLUMNS),
    "split": json.dumps({"columns": list(COLUMNS), "index": [0, 1], "data": [list(r.values()) for r in RECORDS]}),
    "table": json.dumps({"schema": {"fields": [{"name": "title"}]}, "data": RECORDS}),
}


@pytest.mark.parametrize("name", ["a.json", "a.json.gz"])
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_json_file_is_read_in_every_layout(tmp_path, layout, name):
    """As crawlers, databases, data frames and interfaces write their records."""
    import gzip

    put(tmp_path, name, gzip.compress(layout.encode()) if name.endswith("gz") else layout)
    pages = read(tmp_path)

    assert [(f"{name}#{n}", r["content"], {"title": r["title"]}) for n, r in enumerate(RECORDS)] == [
        (page.source, page.content, page.hints) for page in pages
    ]


@pytest.mark.parametrize("name", ["a.jl", "a.jsonlines", "a.ndjson"])
def test_lines_of_json_go_by_many_names(tmp_path, name):
    """`.jl` is what one crawler calls them."""
    put(tmp_path, name, RECORDS)

    assert brief(read(tmp_path)) == [(f"{name}#0", "text"), (f"{name}#1", "text")]


@pytest.mark.parametrize("layout", ["list", "list_on_lines", "objects_on_lines"])
def test_a_file_of_lines_that_is_one_value_is_read_as_one(tmp_path, layout):
    """What a file is counts more than what it is called."""
    put(tmp_path, "a.jsonl", LAYOUTS[layout])

    assert brief(read(tmp_path)) == [("a.jsonl#0", "text"), ("a.jsonl#1", "text")]


def test_a_json_file_of_one_record_is_one(tmp_path):
    """What stands in its lists belongs to it."""
    put(tmp_path, "a.json", {"title": "Dermaga", "content": list(STORY), "comments": [{"text": OTHER}]})

    assert [TEXT] == [page.content for page in read(tmp_path)]


def test_broken_items_cost_themselves_alone(tmp_path):
    """Each reject names its record; what stands behind is read."""
    good = json.dumps(RECORDS[0])
    put(tmp_path, "a.json", f'[{good}, 7, "kata", {{"content": nope}}, {{"foto": "x.jpg"}}, {good}]')

    assert brief(read(tmp_path)) == [
        ("a.json#0", "text"),
        ("a.json#1", "not_an_object"),
        ("a.json#2", "not_an_object"),
        ("a.json#3", "broken_json"),
        ("a.json#4", "no_content"),
        ("a.json#5", "text"),
    ]


@pytest.mark.parametrize("cut", [5, 60, 200, 700])
def test_a_json_file_that_breaks_off_says_so(tmp_path, cut):
    """What came before is read; while the file is young the rest waits."""
    whole = LAYOUTS["list"]
    written = put(tmp_path, "a.json", whole[: len(whole) - cut]).stat().st_mtime

    old, young = brief(read(tmp_path)), brief(read(tmp_path, now=lambda: written))

    assert {kind for _, kind in old} <= {"text", "broken_json"}
    assert "broken_json" in {kind for _, kind in old}
    assert {kind for _, kind in young} <= {"text", "waiting"}
    assert "waiting" in {kind for _, kind in young}


@pytest.mark.parametrize("layout", ["list", "under_a_key", "behind_another_list", "hits"])
def test_a_long_json_file_is_read_a_record_at_a_time(tmp_path, monkeypatch, layout):
    """One that is longer than a record may be is not held, and gives the same records."""
    put(tmp_path, "a.json", LAYOUTS[layout])
    whole = read(tmp_path)
    monkeypatch.setattr(limits, "MOST_BYTES", 600)
    monkeypatch.setattr(limits, "CHUNK_BYTES", 50)

    assert whole == read(tmp_path)


def test_a_record_that_is_too_long_is_passed_over(tmp_path, monkeypatch):
    """Nothing of it is held, whatever its strings hold."""
    long = {"title": "Panjang", "content": 'Kata \\ "kata" {[ ' * 200}
    put(tmp_path, "a.json", json.dumps([RECORDS[1], long, RECORDS[1]]))
    monkeypatch.setattr(limits, "MOST_BYTES", 600)
    monkeypatch.setattr(limits, "CHUNK_BYTES", 50)

    assert brief(read(tmp_path)) == [("a.json#0", "text"), ("a.json#1", "too_large"), ("a.json#2", "text")]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text('a"\\{}[],: \n', max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('k"\\{', max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.text('k"{', max_size=3), VALUES, max_size=3), max_size=4), st.integers(1, 7))
def test_the_items_of_a_list_are_parted_wherever_its_bytes_are_cut(items, size):
    """However the stream is cut, and whatever the strings hold."""
    from flows.read.jsonvalues import Stream, read_values

    data = orjson.dumps(items)
    stream = Stream(data[at : at + size] for at in range(0, len(data), size))

    assert [orjson.loads(value.data) for value in read_values(stream)] == items
    assert not stream.in_list


def test_a_json_file_beside_a_page_is_no_export(tmp_path):
    """It is what a crawler noted of the page."""
    put(tmp_path, "a.html", f"<p>{TEXT}</p>")
    put(tmp_path, "a.json", {"status": 200})
    put(tmp_path, "a.html.json", {"status": 200})

    assert brief(read(tmp_path)) == [("a.html", "html")]


ESCAPED = {
    "once": "&lt;p&gt;{}&lt;/p&gt;\n&lt;p&gt;{}&lt;/p&gt;",
    "twice": "&amp;lt;p&amp;gt;{}&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;{}&amp;lt;/p&amp;gt;",
    "by_number": "&#60;div&#62;{}&#60;br&#62;{}&#60;/div&#62;",
    "wrapped": "<![CDATA[<p>{}</p><p>{}</p>]]>",
    "with_signs": "<p>{}</p>\\n<p>{}</p>",
}


@pytest.mark.parametrize("name", ["content", "html"])
@pytest.mark.parametrize("form", ESCAPED.values(), ids=ESCAPED)
def test_markup_that_was_escaped_is_markup(tmp_path, form, name):
    """In whichever field it came, however often it was escaped."""
    page = one(tmp_path, **{name: form.format(STORY[0], STORY[2])})

    assert page.kind == "html"
    assert "&lt;" not in page.content
    assert "\\n" not in page.content


@pytest.mark.parametrize(
    "text", ["Harga < 5 &amp; naik.", "Tulis &lt;br&gt; di ujung baris, katanya.", r"Buka C:\naskah."]
)
def test_text_that_speaks_of_signs_is_text(tmp_path, text):
    """A tag that prose names is no markup, a path is no line end."""
    page = one(tmp_path, content=text)

    assert (page.kind, page.content) == ("text", text)


def test_names_that_the_user_tells_go_first(tmp_path):
    """And mean nothing else then."""
    put(tmp_path, "a.jsonl", [{"content": OTHER, "summary": TEXT, "kapan": "3 Mei 2026"}])
    (page,) = read(tmp_path, fields=read_mapping("text=Summary,date=kapan"))

    assert (page.content, page.hints) == (TEXT, {"date": "3 Mei 2026"})


@pytest.mark.parametrize("said", ["", "berita", "text=", "=berita", "tekst=berita", "text:berita"])
def test_a_map_that_cannot_be_is_refused(said):
    """With the fields that there are."""
    with pytest.raises(UsageError, match=r"--map"):
        read_mapping(said)


@given(
    st.dictionaries(
        st.sampled_from([name for names in ALIASES.values() for name in names][::3]) | st.text("abc_", max_size=4),
        st.sampled_from([TEXT, OTHER, "https://contoh.id/a", "nan", "3 Mei 2026", ["Satu.", "Dua."], 5, None]),
        max_size=5,
    ),
    st.lists(st.tuples(st.sampled_from(MAPPED), st.sampled_from(["isi", "abc", "url", "content"])), max_size=3),
)
def test_no_name_and_no_map_moves_an_id(record, pairs):
    """What a record and its page are called hangs on what was delivered alone."""
    own = tuple((ours, (theirs,)) for ours, theirs in dict(pairs).items())

    found = [page_of("a", record, record, names) for names in (NO_MAP, own)]

    assert {record_id_of_object(record)} == {page.record_id for page in found}
    assert {page_key_of_object(record)} == {page.page_id for page in found}


def test_an_order_of_numbers_may_be_told_for_all_records(tmp_path):
    """Where no field says it, the map does; a record that says it goes first."""
    rows = [{"text": TEXT, "date": "05/06/2025"}, {"text": OTHER, "date": "05/06/2025", "date_order": "day_first"}]
    put(tmp_path, "a.jsonl", rows)
    pages = read(tmp_path, fields=read_mapping("date_order=month_first"))

    assert ["month_first", "day_first"] == [page.hints["date_order"] for page in pages]


@pytest.mark.parametrize("block", ["<h3>Catatan</h3>", "<blockquote>Kami lega.</blockquote>", "<ul><li>Satu</li></ul>"])
def test_blank_lines_part_paragraphs_where_no_tag_does(tmp_path, block):
    """What editors store sets paragraphs apart by blank lines, whatever other blocks stand between them."""
    from transforms.html.blocks import visible_lines
    from transforms.html.tree import parse_html

    page = one(tmp_path, post_content=f"{STORY[0]}\n\n<b>{STORY[2]}</b>\n\n{block}\n\n{OTHER}")
    lines = [found.text for found, *_ in visible_lines(parse_html(page.content))]

    assert [STORY[0], STORY[2], OTHER] == [line for line in lines if len(line) > 20]


def test_lists_that_are_alike_are_all_read(tmp_path, monkeypatch):
    """An object with a list for each paper gives the records of all; other lists in it are none."""
    put(tmp_path, "a.json", json.dumps({"kabar": RECORDS[:1], "kota": [{"id": 3}], "harian": RECORDS[1:]}))
    whole = read(tmp_path)
    monkeypatch.setattr(limits, "MOST_BYTES", 500)

    assert [TEXT, OTHER] == [page.content for page in whole]
    assert whole == read(tmp_path)


@pytest.mark.parametrize("end", ['kami tunggu."', 'tunggu?"', 'kata dia, "Kami tunggu."'])
def test_a_line_of_a_cell_may_end_in_a_quote(tmp_path, end):
    """The cell ends where the next quote closes it, a whole short row where none does."""
    rows = f'Dermaga;"{STORY[0]}\n"Kami lega, {end}\n{STORY[2]}";3/12/2025\nPasar;"{OTHER}"\n"Los";"{OTHER}";1/1/2026\n'
    put(tmp_path, "a.csv", "judul;isi;tanggal\n" + rows)
    first, second, third = read(tmp_path)

    assert len(first.content.splitlines()) == 3
    assert first.hints == {"title": "Dermaga", "date": "3/12/2025"}
    assert (second.content, second.hints) == (OTHER, {"title": "Pasar"})
    assert third.hints == {"title": "Los", "date": "1/1/2026"}


def test_markup_that_was_escaped_inside_markup_is_markup(tmp_path):
    """A feed's item may be wrapped once more."""
    page = one(tmp_path, content=f"<div>&lt;p&gt;{STORY[0]}&lt;/p&gt;&lt;p&gt;{STORY[2]}&lt;/p&gt;</div>")

    assert (page.kind, page.content) == ("html", f"<div><p>{STORY[0]}</p><p>{STORY[2]}</p></div>")
