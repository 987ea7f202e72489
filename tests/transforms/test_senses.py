"""What words mean: their forms, and what the model makes of two senses in a line."""

import pytest

from transforms.lexicon.grams import MARK, grams_of, known_grams, load_grams, openers, shares
from transforms.lexicon.lists import lists_of
from transforms.lexicon.senses import ASKS, MOST_SENSES, forms_of, meant, senses_by_word


@pytest.mark.parametrize(
    ("asks", "tells", "language", "sense"),
    [
        ("tonton", "menonton", "id", "watch"),
        ("simak", "menyimak", "id", "read"),
        ("kirimkan", "mengirimkan", "id", "send"),
        ("pasanglah", "dipasang", "id", "install"),
        ("sertai", "menyertai", "ms", "join"),
        ("subscribe", "subscribing", "en", "subscribe"),
        ("tap", "tapped", "en", "press"),
    ],
)
def test_the_asking_form_of_a_verb_is_a_sense_of_its_own(asks, tells, language, sense):
    """Who is asked to watch is a reader, who is said to watch is anybody."""
    words = lists_of("senses")[sense + ASKS][language]
    forms = {pair for word in words for pair in forms_of(word, sense + ASKS, language)}

    assert (asks, sense + ASKS) in forms
    assert (tells, sense) in forms
    assert (tells, sense + ASKS) not in forms


def test_a_noun_of_the_readers_speaks_to_the_reader():
    """`ponselmu` is a device, and `you`."""
    assert {"@device", "@you"} <= set(meant(["ponselmu"]))


def test_one_word_makes_no_pair():
    """Two senses of one word are one word's say, not two that agree."""
    assert not [sense for sense in meant(["ponselmu"]) if " " in sense]
    assert "@device @you" in meant(["ponsel", "anda"])


def test_pairs_of_senses_are_made_in_one_order():
    """Two senses have one name together, whichever word comes first."""
    assert meant(["kami", "tonton"]) == meant(["tonton", "kami"])


def test_a_line_of_some_of_everything_makes_no_pairs():
    """Pairs grow with the square of a line's senses."""
    by_sense = {sense: word for word, senses in sorted(senses_by_word().items()) for sense in senses}
    many = meant(by_sense.values())

    assert len(many) == len(by_sense) > MOST_SENSES
    assert not any(" " in sense for sense in many)


@pytest.mark.parametrize(
    "text", ["Baca juga: 12 desa di Rawa terendam", "Ikuti kami di kanal WhatsApp, tonton videonya, klik tautan ini"]
)
def test_what_is_known_of_a_line_is_what_it_says_of_what_is_known(text):
    """What no n-gram begins with is not put together, and nothing that is known is missed by that."""
    known = load_grams()

    assert known_grams(text, known, openers()) == [gram for gram in grams_of(text) if gram in known]


def test_senses_count_apart_from_words():
    """A line's senses take nothing from the weight of what it says in so many words."""
    told = dict(shares(["baca juga", "@read!", "@other", "@other @read!", "@you"]))

    assert told["baca juga"] == 1.0
    assert told["@read!"] == pytest.approx(0.5)


def test_every_sense_that_is_weighed_is_in_the_lists():
    """A renamed list would take its weights along in silence."""
    weighed = {sense[1:] for gram in load_grams() if gram.startswith(MARK) for sense in gram.split()}
    named = set(lists_of("senses")) | {name.removesuffix(ASKS) for name in lists_of("senses")}

    assert weighed
    assert weighed <= named
