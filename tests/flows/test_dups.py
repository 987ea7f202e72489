"""`saring dups`: who else tells a story, and what is alike but stands apart."""

import json

import pytest
from rawfiles import put
from running import AS_OF, saring

from flows.copies import alike_anywhere, alike_to, largest_stories, story_pages
from flows.copies.story import word_diff
from flows.errors import SaringError

STORY = (
    "Warga Rangi memperbaiki jembatan kayu yang rusak karena banjir besar pekan lalu di hulu sungai.",
    "Kepala dusun mengatakan pekerjaan itu akan rampung sebelum musim tanam tiba di lembah yang subur itu.",
    "Pedagang sayur berharap lapak mereka kembali ramai setelah jembatan dibuka untuk umum akhir bulan ini.",
    "Anak sekolah selama ini menyeberang dengan perahu yang dikayuh para nelayan tua sejak pagi buta.",
    "Pemerintah kabupaten menyumbang semen, paku dan dua truk pasir dari tambang di kaki bukit Beluh.",
)
MORE = (
    "Di kecamatan tetangga petani kopi menunggu harga naik sambil menjemur biji di halaman masjid.",
    "Bidan desa memeriksa bayi di posyandu keliling yang datang setiap Rabu dengan mobil tua berwarna biru.",
    "Guru mengaji menambal atap surau bersama remaja yang pulang dari kota untuk libur panjang sekolah.",
    "Sopir truk antre solar di dua pompa bensin yang masih buka hingga larut malam di jalan lintas.",
)
PAGES = {
    "wire": STORY,
    "salinan": STORY,
    "suntingan": (STORY[0].replace("besar", "bandang"), *STORY[1:]),
    "rangkuman": (*STORY, *MORE),
    "lain": MORE,
}


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """Return a store with a story, its copy, an edit of it, a round-up that holds it, and a stranger."""
    house = tmp_path_factory.mktemp("dups")
    pages = [
        {"text": "\n".join(lines), "title": f"Judul {name}", "url": f"https://{name}contoh.id/2026/11/0{n + 1}/{name}"}
        for n, (name, lines) in enumerate(PAGES.items())
    ]
    put(house / "raw", "pages.jsonl", pages)
    saring("clean", house / "raw", house / "clean", "--as-of", AS_OF, "--workers", 1)
    return house / "clean"


def named(one):
    """Return the name of the page in an article's title."""
    return one["title"].removeprefix("Judul ")


def test_a_story_is_shown_with_all_its_pages(clean):
    """The canonical first; each with what it shares and why."""
    members = story_pages("https://salinancontoh.id/2026/11/02/salinan", clean)

    assert [(member.dataset, member.title, member.verdict) for member in members] == [
        ("articles", "Judul wire", None),
        ("duplicates", "Judul salinan", "same_text"),
        ("duplicates", "Judul suntingan", "near"),
    ]
    assert [0.9 < member.containment < 1 for member in members] == [False, False, True]


def test_what_is_alike_and_stands_apart_is_found(clean):
    """The round-up that holds the story; the edit belongs to it, the stranger is none."""
    (canonical, *_) = story_pages("https://wirecontoh.id/2026/11/01/wire", clean)

    found = {named(one.b): one.verdict.relation for one in alike_to(canonical, clean)}

    assert found == {"rangkuman": "contained"}


def test_all_pairs_that_are_alike_are_found(clean):
    """The round-up holds the story and the stranger's."""
    found = {frozenset((named(one.a), named(one.b))): one.verdict.relation for one in alike_anywhere(clean)}

    assert set(found.values()) == {"contained"}
    assert any({"rangkuman", "lain"} == pair for pair in found)


def test_the_largest_stories_are_listed(clean):
    """A story of one page is none of them."""
    (story,) = largest_stories(clean)

    assert (story["pages"], story["outlets"], story["title"]) == (3, 3, "Judul wire")


def test_a_page_that_was_refused_belongs_to_no_story(cleaned_house):
    """The reason is named."""
    with pytest.raises(SaringError, match="empty_file"):
        story_pages("reject-empty", cleaned_house / "data" / "clean")


def test_the_command_prints_tables_and_words(clean):
    """Pages, pairs and the words that differ, on one call."""
    said = saring("dups", "pages.jsonl#2", "--alike", "--diff", "--clean", clean).stdout

    assert "canonical" in said
    assert "contained" in said
    assert "bandang" in said
    assert "The story has one page." in saring("dups", "pages.jsonl#4", "--diff", "--clean", clean).stdout
    assert "same_text" in saring("dups", "https://wirecontoh.id/2026/11/01/wire", "--diff", "--clean", clean).stdout


def test_scripts_are_answered_in_json(clean):
    """With a page, without one, and for all pairs; texts stay in the datasets."""
    story = json.loads(saring("dups", "pages.jsonl#2", "--alike", "--json", "--clean", clean).stdout)
    largest = json.loads(saring("dups", "--json", "--clean", clean).stdout)
    pairs = json.loads(saring("dups", "--alike", "--json", "--clean", clean).stdout)

    assert [page["title"] for page in story["pages"]] == ["Judul wire", "Judul salinan", "Judul suntingan"]
    assert "text" not in story["pages"][0]
    assert {one["verdict"]["relation"] for one in story["alike"]} == {"contained"}
    assert [one["pages"] for one in largest["stories"]] == [3]
    assert len(pairs["alike"]) >= 1


def test_words_are_compared_with_a_page(clean):
    """Without one there is nothing to lay side by side."""
    done = saring("dups", "--diff", "--clean", clean, check=False)

    assert done.returncode == 2
    assert "saring dups PAGE --diff" in done.stderr
    assert list(word_diff("a b", "a c")) == [(" ", "a"), ("-", "b"), ("+", "c")]
