"""Whether one of two texts that share much was put together anew of the other."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from transforms.duplicates.composed import OWN_REPORT, composed_anew, in_order, longest_rise, new_above
from transforms.duplicates.verdict import story_of, verdict

NOTES = [
    "Warga Muara Tenang mengeluh air ledeng keruh sejak hari raya dan baru mengalir menjelang tengah malam.",
    "Kepala perusahaan air minum Rudi Halim bilang pipa induk di bawah jembatan retak tertabrak ponton batu.",
    "Perbaikan makan waktu sepekan karena sambungan baja harus didatangkan dari pelabuhan Rangi lewat laut.",
    "Sementara itu empat truk tangki membagi air bersih di halaman kantor camat setiap pagi sampai siang.",
    "Bidan desa Lastri mencatat belasan anak sakit perut tetapi tidak satu pun harus dirawat di rumah sakit.",
    "Camat meminta warga merebus air lebih lama dan melapor lewat nomor pengaduan bila tangki tidak datang.",
]
DAY_AFTER = "Ombudsman daerah membuka posko aduan dan akan memanggil direksi perusahaan air minum pekan depan."
MADE_UP = ["".join(sounds) for sounds in product("bdkln", "aiu", "mprst", "aeo")]
STORY = [*NOTES, " ".join(MADE_UP[:100])]
OWN = " ".join(MADE_UP[-OWN_REPORT:])
LEAD = " ".join(MADE_UP[12 - OWN_REPORT :])


def relation(one: list[str], other: list[str]) -> str:
    """Return what two texts of such sentences are to one another."""
    return verdict(story_of("\n".join(one)), story_of("\n".join(other))).relation


def test_an_article_of_the_same_notes_in_another_order_is_another_one():
    """A column that retells a case has its sentences, some of its own, and its own course."""
    retold = [NOTES[4], DAY_AFTER, NOTES[5], NOTES[2], NOTES[0], NOTES[1]]

    assert relation(NOTES, retold) == "near?"
    assert relation(NOTES, sorted(retold, key=[DAY_AFTER, *NOTES].index)) == "near"


def test_a_paragraph_that_moved_is_an_edit():
    """An editor takes one up, and adds a sentence."""
    assert relation(NOTES, [NOTES[3], *NOTES[:3], *NOTES[4:], DAY_AFTER]) == "near"


def test_the_same_sentences_in_any_order_tell_the_same():
    """Nothing else is said: a page whose boxes were read in another order."""
    assert relation(NOTES, NOTES[::-1]) == "near"


def test_a_report_above_an_old_one_is_no_edit_of_it():
    """What others answered the day after stands above what was told before; what was cut from its end is an edit."""
    assert relation(STORY, [OWN, *STORY]) == "near?"
    assert relation(STORY, [*STORY, OWN]) == "near"


def test_a_lead_above_an_old_story_is_an_edit_of_it():
    """Two sentences, however new they are."""
    assert relation(STORY, [LEAD, *STORY]) == "near"


def test_what_stands_above_counts_where_it_is_new():
    """A paragraph of the other's that was taken up is not."""
    above = NOTES[3].split()
    rest = " ".join([*NOTES[:3], *NOTES[4:]]).split()

    assert new_above(" ".join(NOTES).split(), above + rest) == 0


def test_words_changed_here_and_there_are_no_report():
    """Below a new lead an office of the old one is named again: what was edited between is many words, no stretch."""
    old = [word + ending for ending in ("", "ng") for word in MADE_UP][:300]
    old[280:283] = old[3:6]
    new = ["baru" + word if place % 4 == 0 or place < 25 else word for place, word in enumerate(old[:280])] + old[280:]

    assert 25 <= new_above(old, new) < OWN_REPORT
    assert new_above(old, [f"lain{word}" for word in old[:OWN_REPORT]] + old) == OWN_REPORT


WORDS = st.lists(
    st.sampled_from("air sungai naik dua meter lalu surut pagi hari warga pulang ke rumah".split()), max_size=60
)


@given(WORDS, WORDS)
def test_order_is_told_whichever_text_comes_first(a, b):
    """What can be read off both is one number."""
    said = len({*zip(a, a[1:], a[2:], strict=False), *zip(b, b[1:], b[2:], strict=False)})

    assert in_order(a, b) == in_order(b, a)
    assert composed_anew(" ".join(a), " ".join(b), said) == composed_anew(" ".join(b), " ".join(a), said)


@given(WORDS)
def test_all_of_a_text_stands_in_its_own_order(words):
    """And nothing new above its opening."""
    assert in_order(words, words) == len({*zip(words, words[1:], words[2:], strict=False)})
    assert new_above(words, words) == 0


@given(st.lists(st.integers(0, 40), unique=True, max_size=9))
def test_the_longest_rise_is_that_of_all_choices(places):
    """Of each place the longest rise that ends there, the slow way."""
    ends: list[int] = []
    for at, place in enumerate(places):
        ends.append(1 + max((ends[before] for before in range(at) if places[before] < place), default=0))

    assert longest_rise(places) == max(ends, default=0)
