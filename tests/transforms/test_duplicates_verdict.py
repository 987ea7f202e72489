"""What two texts are to one another."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.duplicates.verdict import JOINING, SHORT_WORDS, story_of, verdict

WORDS = (
    "air sungai naik dua meter pada malam hari lalu surut menjelang pagi kepala stasiun bilang kereta pertama berjalan "
    "setelah petugas memeriksa rel di sepanjang lembah warga mengungsi pulang ke rumah masing masing sejak siang pasar "
    "dibuka seperti biasa pedagang beras menata karung basah anak sekolah membersihkan kelas guru membawa buku kering "
    "camat menghitung kerugian tukang perahu mengantar obat bidan desa memeriksa bayi sopir truk menunggu jembatan "
    "tentara memasang tenda dapur umum memasak nasi bungkus relawan membagi selimut hujan berhenti menjelang sore"
).split()
DAY = dt.date(2026, 11, 18)
STORY = " ".join(WORDS)
"""90 words, each run of three once."""

PRICES = f"Pada {{}} November harga beras {{}} rupiah dan gula {{}} rupiah per kilo di pasar. {STORY}"
PRAYERS = "Subuh {} WIB, terbit {} WIB, zuhur {} WIB, asar {} WIB. " + STORY


def without(*places):
    """Return the story without the words at some places."""
    return " ".join(word for at, word in enumerate(WORDS) if at not in places)


def relation(one, other, *, days=0, titles=("", ""), places=(None, None)):
    """Return the relation of two texts whose days lie so far apart; None is an unknown day."""
    later = None if days is None else DAY + dt.timedelta(days=days)
    a = story_of(one, titles[0], DAY, places[0])
    b = story_of(other, titles[1], later, places[1])
    assert verdict(a, b) == verdict(b, a)
    return verdict(a, b).relation


def test_a_light_edit_is_near():
    """Words taken out here and there leave the story what it was, however late it comes again."""
    assert relation(STORY, without(10, 40)) == "near"
    assert relation(STORY, without(10, 40), days=30) == "near"
    assert relation(STORY, without(10, 40), days=None) == "near"


def test_typography_is_no_difference():
    """Quotes, capitals, dashes, paragraphs."""
    assert (
        relation(STORY.replace("warga ", "“Warga” — "), STORY.replace("warga ", '"warga"\n\n'), days=90) == "same_text"
    )


def test_marks_inside_numbers_are_a_difference():
    """1.5 is not 15, though letters and digits are equal."""
    assert relation(f"{STORY} 1.5 meter", f"{STORY} 15 meter", days=0) == "near"
    assert relation(f"{STORY} 1.5 meter", f"{STORY} 15 meter", days=9) == "template"


def test_a_text_inside_a_longer_one_is_contained():
    """A round-up is another story; both stand."""
    longer = f"{STORY} {' '.join(f'lain{n}' for n in range(60))}"

    assert relation(STORY, longer) == "contained"


def test_half_of_a_text_is_too_little():
    """Shared background makes no copy."""
    other = " ".join([*WORDS[:45], *(f"lain{n}" for n in range(45))])

    assert relation(STORY, other) == "apart"


def test_between_copy_and_rewrite_nothing_is_joined():
    """Each text has paragraphs of its own: of all that both say, less than three fifths stand in both."""
    longer = f"{without(20, 33, 45, 70)} {' '.join(f'lain{n}' for n in range(28))}"
    found = verdict(story_of(without(3, 60), day=DAY), story_of(longer, day=DAY))
    said = [
        verdict(*(story_of(f"{STORY} {' '.join(f'{own}{n}' for n in range(count))}", day=DAY) for own, count in both))
        for both in ((("satu", 25), ("dua", 30)), (("satu", 22), ("dua", 22)))
    ]

    assert 0.75 <= found.containment < 0.80
    assert 0.70 <= found.length < 0.80
    assert found.relation == "near?"
    assert ["near?", "near"] == [one.relation for one in said]


@pytest.mark.parametrize(
    ("more", "edits", "found"), [(26, (), "near"), (26, (20, 45), "near?"), (18, (20, 45), "near")]
)
def test_a_shorter_text_with_words_of_its_own_is_no_copy_of_a_longer_one(more, edits, found):
    """
    A fifth more in one of them, and edits in the other: another report with the same background.

    The text as it is with a tail, or edits of two texts nearly as long, are copies.
    """
    longer = f"{STORY} {' '.join(f'lain{n}' for n in range(more))}"
    edited = " ".join(f"baru{at}" if at in edits else word for at, word in enumerate(WORDS))

    assert relation(edited, longer) == found


@pytest.mark.parametrize(("days", "found"), [(0, "near"), (2, "near"), (3, "template"), (60, "template")])
def test_days_apart_another_number_means_another_issue(days, found):
    """A weekly advertisement is the last one but for its day; an edit within two days corrects a number."""
    one, other = PRICES.format(17, "14.000", "18.000"), PRICES.format(24, "14.000", "18.000")

    assert relation(one, other, days=days) == found


def test_without_a_day_all_numbers_must_be_equal():
    """The two may be any days apart."""
    one, other = PRICES.format(17, "14.000", "18.000"), PRICES.format(24, "14.000", "18.000")

    assert relation(one, other, days=None) == "template"
    assert relation(one, one.replace("14.000", "14,000"), days=None) == "near"


def test_many_other_numbers_mean_another_issue_on_any_day():
    """Prayer times of two days differ in a few minutes."""
    one, other = PRAYERS.format("4.02", "5.20", "11.44", "15.03"), PRAYERS.format("4.02", "5.21", "11.45", "15.03")

    assert relation(one, other, days=1) == "template"


@given(st.integers(1, 60))
def test_prices_of_sixty_days_are_never_joined(days):
    """Whichever two of them are compared."""
    one, other = (PRICES.format(1 + n % 28, 14_000 + 10 * n, 18_000 + 30 * n) for n in (0, days))

    assert relation(one, other, days=days) == "template"


SHORT = "Simak video lengkap dari kota Rangi malam ini bersama pembawa acara Sari Lestari pukul 19.30 WIB"


@pytest.mark.parametrize(
    ("days", "other", "titles", "found"),
    [
        (0, SHORT + " ya", ("a", "b"), "near"),
        (2, SHORT + " ya", ("a", "b"), "near"),
        (3, SHORT + " ya", ("a", "a"), "template"),
        (None, SHORT + " ya", ("a", "a"), "near"),
        (None, SHORT + " ya", ("a", "b"), "near?"),
        (0, SHORT.replace("19.30", "20.30"), ("a", "a"), "template"),
        (9, SHORT.upper(), ("a", "a"), "same_text"),
        (9, SHORT.upper(), ("a", "b"), "template"),
        (9, SHORT, ("", ""), "template"),
    ],
)
def test_short_texts_must_agree_in_all(days, other, titles, found):
    """Stock phrases of a house are short, and stand under many headlines."""
    assert len(SHORT.split()) < SHORT_WORDS
    assert relation(SHORT, other, days=days, titles=titles) == found


def test_pages_of_one_place_need_agree_in_less():
    """What stands at one address is one story where texts or titles agree; a stub of it is told as such."""
    place = ("kabar.example/air", "kabar.example/air")
    half = " ".join([*WORDS[:60], *(f"lain{n}" for n in range(30))])

    assert relation(STORY, half, places=place) == "same_url"
    assert relation(STORY, " ".join(WORDS[:40]), places=place) == "truncated"
    assert relation(STORY, "login dahulu", places=place, titles=("Air Naik", "air naik!")) == "same_url"
    assert relation(STORY, "login dahulu", places=place) == "apart"


def test_other_languages_of_a_story_are_other_stories():
    """They share names alone."""
    english = STORY.replace("a", "o").replace("e", "i")

    assert relation(STORY, english) == "apart"


def test_empty_texts_are_no_copies():
    """Nothing shares nothing."""
    assert relation("", "") == "apart"
    assert relation("…", "—", titles=("a", "a")) == "apart"


TEXTS = st.lists(st.sampled_from([*WORDS[:12], "3.000", "14", "水"]), max_size=80).map(" ".join)
STORIES = st.builds(
    story_of,
    TEXTS,
    st.sampled_from([None, "a", "b"]),
    st.sampled_from([None, DAY, DAY + dt.timedelta(2), DAY + dt.timedelta(9)]),
    st.sampled_from([None, "p", "q"]),
)


@given(STORIES, STORIES)
def test_a_verdict_has_no_direction(a, b):
    """Whichever page is asked first."""
    assert verdict(a, b) == verdict(b, a)


@given(STORIES)
def test_a_text_of_words_is_one_with_itself_under_its_title(story):
    """On one day, at least."""
    if story.words and story.title:
        assert verdict(story, story).relation == "same_text"


@given(STORIES, STORIES)
def test_only_copies_join(a, b):
    """Beyond one place, what joins shares three quarters, and neither text is much longer."""
    found = verdict(a, b)

    assert found.joins == (found.relation in JOINING)
    if found.joins and (a.place is None or a.place != b.place):
        assert found.containment >= 0.75
        assert found.length >= 0.70
        assert found.containment >= 0.80 or found.length >= 0.80
