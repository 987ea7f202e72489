"""Public benchmarks of extraction are read as they are laid out, and scored as they score."""

import gzip
import json

import pytest
from board_pages import NoBoardError, read_board
from board_peers import installed
from board_scores import difference, figures_of, pair_of
from boards import table

BODY = "\n".join(
    f"Perahu ke-{n} warga Kampung Lumbung kembali melayani penyeberangan setelah dermaga kayu selesai dibangun."
    for n in range(1, 6)
)
URL = "https://wartarawa.example/kota/perahu"
HTML = (
    "<html><head><title>Perahu Kembali</title></head><body><nav><a href='/'>Beranda</a> <a href='/kota'>Kota</a></nav>"
    f"<article><h1>Perahu Kembali</h1>{''.join(f'<p>{line}</p>' for line in BODY.splitlines())}</article>"
    "<footer><p>Redaksi | Kontak</p></footer></body></html>"
)


def put_html(folder, name, html=HTML):
    """Put the markup of a page into a benchmark."""
    (folder / "html").mkdir(parents=True, exist_ok=True)
    (folder / "html" / f"{name}.html.gz").write_bytes(gzip.compress(html.encode()))


@pytest.fixture
def articles(tmp_path):
    """Return a benchmark with one file of gold for all pages."""
    put_html(tmp_path, "a1")
    gold = {"a1": {"articleBody": BODY, "url": URL}, "gone": {"articleBody": BODY}}
    (tmp_path / "ground-truth.json").write_text(json.dumps(gold), encoding="utf-8")
    return tmp_path


@pytest.fixture
def kinds(tmp_path):
    """Return the half of a benchmark with a file of gold for each page, and kinds of pages."""
    half = tmp_path / "dev"
    for name, kind in (("0001", "article"), ("0002", "forum")):
        put_html(half, name)
        gold = {"url": URL, "_internal": {"page_type": {"primary": kind}}, "ground_truth": {"main_content": BODY}}
        (half / "ground-truth").mkdir(exist_ok=True)
        (half / "ground-truth" / f"{name}.json").write_text(json.dumps(gold), encoding="utf-8")
    return half


def test_a_benchmark_with_one_file_of_gold_is_read(articles):
    """A page without markup is none."""
    assert [(p.name, p.kind, p.url, p.html, p.body) for p in read_board(articles)] == [
        ("a1", "article", URL, HTML, BODY)
    ]


def test_a_benchmark_with_a_file_of_gold_for_each_page_is_read(kinds):
    """Kinds of pages are told apart."""
    assert [(p.name, p.kind, p.url, p.html, p.body) for p in read_board(kinds)] == [
        ("0001", "article", URL, HTML, BODY),
        ("0002", "forum", URL, HTML, BODY),
    ]


def test_a_folder_of_another_layout_is_refused_with_a_hint(kinds):
    """Who names the folder around the halves is told to name one."""
    with pytest.raises(NoBoardError, match=r"its halves are: .*dev"):
        list(read_board(kinds.parent))


def test_the_table_has_a_row_for_each_extractor_that_is_there(articles):
    """Our own row comes first, the others say by how much it is ahead."""
    head, _, *rows = table(list(read_board(articles)))

    assert head == "1 pages: 1 article"
    assert [row.split(" ")[0] for row in rows] == [name.split(" ")[0] for name in installed()]
    assert rows[0].startswith("saring ")
    assert "1.000 ± .000" in rows[0]


def test_a_page_found_empty_counts_for_recall_alone():
    """Nothing was found wrongly, and nothing at all."""
    assert pair_of(BODY, "") == (None, 0.0)
    assert pair_of("satu dua", "satu dua") == (1.0, 1.0)


def test_half_of_a_body_is_half_found():
    """Four words of five in a row are one shingle of two."""
    assert pair_of("satu dua tiga empat lima", "satu dua tiga empat") == (1.0, 0.5)


def test_extractors_that_are_alike_differ_by_nothing():
    """The difference is resampled page by page, so that pages that are hard for both make no error."""
    pairs = [(1.0, 0.5), (0.5, 1.0), (1.0, 1.0)]
    f1, precision, recall = figures_of(pairs)

    assert f1.value == pytest.approx(5 / 6)
    assert precision.error > 0 < recall.error
    assert str(difference(pairs, pairs)) == ".000 ± .000"
