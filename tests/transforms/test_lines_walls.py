"""Labels that furniture walls in, and tables of contents, give themselves away."""

from bench.standing import stand

from transforms.finders.lines.walls import find_contents, find_walled
from transforms.records import Article, Removal
from transforms.text.normal import text_blocks

STORY = (
    "Perahu penyeberangan di muara berjalan lagi setelah tiga hari berhenti karena gelombang tinggi, kata nakhodanya.",
    "Penumpang pertama adalah rombongan guru yang hendak pulang ke pulau seberang sebelum libur panjang dimulai lagi.",
    "Nakhoda meminta mereka memakai rompi sejak di dermaga, sebab arus di mulut muara masih kuat pada sore hari ini.",
)


def standing_of(*lines, struck=()):
    """Return what stands of a page, some of its lines struck as (place, kind)."""
    article = Article("page", None, text_blocks("\n".join(lines)))
    furniture = [Removal(n, 0, len(lines[n]), k, f"{k}.test", "rule") for n, k in struck]
    return stand(article.strike(furniture))


def walled(*lines, struck=()):
    """Return the lines that furniture walls in."""
    return {lines[n]: kind for n, kind in find_walled(standing_of(*lines, struck=struck), frozenset()).items()}


def test_a_label_between_struck_lines_behind_the_story_goes_with_them():
    """Buttons stand in rows."""
    lines = (*STORY, "Facebook", "Buffer", "Bebas", "Telegram")
    assert {"Buffer": "share", "Bebas": "share"} == walled(*lines, struck=[(3, "share"), (6, "share")])


def test_a_sentence_between_struck_lines_stays():
    """A last sentence may stand between an advertisement and the share buttons."""
    assert {} == walled(*STORY, "Iklan", "Semua selamat.", "Facebook", struck=[(3, "ad"), (5, "share")])


def test_a_sub_head_between_furniture_of_two_kinds_stays():
    """Inside the story only a lone label between two lines of one kind goes."""
    lines = (STORY[0], "Iklan", "Rompi Wajib Dipakai", "Baca juga: Ombak", STORY[1])
    assert {} == walled(*lines, struck=[(1, "ad"), (3, "related")])


def test_a_label_at_the_end_of_the_page_has_one_wall():
    """Nothing stands below the last line."""
    assert {} == walled(*STORY, "Facebook", "Rukmini", struck=[(3, "share")])


def test_lines_that_stand_again_as_sub_heads_are_a_table_of_contents():
    """Their numbers aside."""
    lines = ("1. Rompi", "2. Arus", STORY[0], "Rompi", STORY[1], "Arus", STORY[2])
    assert frozenset({0, 1}) == find_contents(standing_of(*lines))


def test_labels_under_each_item_of_a_list_are_none():
    """They stand more often than twice."""
    lines = ("Muara", "Jam buka", "Alamat", STORY[0], "Hulu", "Jam buka", "Alamat", STORY[1], "Jam buka", "Alamat")
    assert frozenset() == find_contents(standing_of(*lines))


def test_a_single_line_that_stands_again_is_none():
    """A kicker may be said twice."""
    assert frozenset() == find_contents(standing_of("Rompi", STORY[0], "Rompi", STORY[1]))
