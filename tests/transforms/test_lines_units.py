"""What the model judges: lines, and those sentences inside lines whose words speak."""

from bench.standing import stand

from transforms.finders.lines.chain import joint_odds
from transforms.finders.lines.find import find_unlabelled
from transforms.finders.lines.units import Unit, units_of
from transforms.finders.lines.walls import find_announced
from transforms.lexicon.grams import CLOSES, MOST_WORDS, OPENS, grams_of, load_grams, loud_words, speaks
from transforms.lexicon.senses import MARK
from transforms.records import KINDS, Article, Removal
from transforms.text.normal import text_blocks

STORY = (
    "Bendungan kecil di hulu kampung itu selesai diperbaiki setelah dua pekan dikerjakan bergiliran oleh para petani.",
    "Air mengalir lagi ke empat puluh petak sawah yang kering sejak awal musim, kata ketua kelompok tani setempat.",
    "Panen pertama sesudah perbaikan diperkirakan jatuh pada akhir tahun, sebulan lebih lambat daripada tahun lalu.",
)
PROMPT = "Ikuti berita terkini lainnya di saluran WhatsApp kami."


def standing_of(*lines, struck=()):
    """Return what stands of a page, some spans of it struck as (block, start, end, kind)."""
    article = Article("page", None, text_blocks("\n".join(lines)))
    return stand(article.strike([Removal(n, a, b, k, f"{k}.test", "rule") for n, a, b, k in struck]))


def test_a_prompt_glued_to_a_paragraph_is_judged_by_itself():
    """The paragraph around it is one unit or none, the sentence another."""
    page = standing_of(STORY[0], f"{STORY[1]} {PROMPT}", STORY[2])

    assert [unit.text for unit in units_of(page) if unit.part] == [PROMPT]


def test_what_the_story_quotes_is_not_judged_sentence_by_sentence():
    """A hoax, a placard, a chat that asks its readers to follow: the quotation is the story's."""
    for opens, closes in ("“”", '""'):
        quoted = f"Pesan itu berbunyi: {opens}Bantuan cair pekan ini. {PROMPT} Jangan terlambat.{closes}"
        page = standing_of(STORY[0], quoted, STORY[2])

        assert [unit.text for unit in units_of(page) if unit.part] == []


def test_a_unit_knows_its_place_in_the_block():
    """What is struck of a block is left out of every unit, offsets stay those of the block."""
    line = f"{STORY[1]} Iklan {PROMPT}"
    at = line.index("Iklan")
    page = standing_of(STORY[0], line, STORY[2], struck=[(1, at, at + 6, "ad")])

    for unit in units_of(page, every=True):
        if unit.part:
            assert unit.text == page.blocks[unit.block].text[unit.start : unit.end].strip()
            assert "Iklan" not in unit.text


def test_only_the_sentence_leaves():
    """A prompt glued behind a paragraph leaves, the paragraph stays."""
    article = Article("page", None, text_blocks("\n".join([*STORY[:2], f"{STORY[2]} {PROMPT}"])))

    assert article.strike(find_unlabelled(stand(article))).text == "\n".join(STORY)


def test_a_story_without_loud_words_has_no_units():
    """Plain paragraphs cost next to nothing."""
    assert units_of(standing_of(*STORY)) == []


def test_a_headline_behind_a_cue_goes_with_it():
    """What a struck cue announces goes up to what is struck next, inside a line and below one."""
    line = f"{STORY[0]} Baca juga: Sawah Kering Tiga Bulan, Petani Menanam Kacang Iklan"
    cue, ad = line.index("Baca"), line.index("Iklan")
    inside = standing_of(line, struck=[(0, cue, cue + 10, "related"), (0, ad, ad + 5, "ad")])
    below = standing_of(
        STORY[0], "Baca juga:", "Sawah Kering Tiga Bulan", "Iklan", STORY[1],
        struck=[(1, 0, 10, "related"), (3, 0, 5, "ad")],
    )  # fmt: skip

    assert [line[a:b].strip() for _, a, b in find_announced(inside)] == [line[cue + 11 : ad - 1]]
    assert list(find_announced(below)) == [(2, 0, 23)]


def test_a_sentence_a_quotation_and_an_announcement_behind_a_cue_stay():
    """A post that the story shows, a list that it announces and a whole sentence are no headlines."""
    for kept in ("Sawah itu kering tiga bulan.", "“Kami menanam kacang", "Syarat yang harus dipenuhi petani:"):
        page = standing_of(
            STORY[0], "Baca juga:", kept, "Iklan", STORY[1], struck=[(1, 0, 10, "related"), (3, 0, 5, "ad")]
        )
        assert list(find_announced(page)) == []


def test_open_lines_next_to_each_other_agree():
    """What is likely of one line is likelier of the next, less than it is itself; a gap parts them."""
    joint = joint_odds({3: 4.0, 4: 0.0, 5: 0.0, 7: 0.0})

    assert joint[4] > joint[5] > 0 == joint[7]
    assert joint[4] < 4.0 < joint[3] + 1


def test_what_neighbours_say_is_bounded():
    """No number of sure neighbours overrules a line that is sure itself."""
    joint = joint_odds({n: 20.0 if n != 50 else -4.0 for n in range(100)})

    assert joint[50] < 0


def test_a_page_of_equal_lines_stays_cheap_and_finite():
    """Thousands of lines in one run neither overflow nor recurse."""
    joint = joint_odds(dict.fromkeys(range(20_000), 40.0))

    assert all(0 < value < 1e3 for value in joint.values())


def test_n_grams_are_short_sorted_and_of_known_kinds():
    """Three words at most; `grams.tsv` is sorted; what speaks for furniture names its kind."""
    grams = load_grams()

    assert list(grams) == sorted(grams)
    assert max(len([w for w in gram.split() if w not in (OPENS, CLOSES)]) for gram in grams) <= MOST_WORDS
    assert {one.kind for one in grams.values() if one.weight > 0} - KINDS == set()
    assert {one.kind for one in grams.values() if one.weight < 0} == {""}


def test_n_grams_are_letter_for_letter_what_a_line_is_cut_into():
    """Each is found in a line that is nothing but its words."""
    for gram in [gram for gram in load_grams() if not gram.startswith(MARK)][::50]:
        assert gram in grams_of(gram.strip("^$ "))


def test_loud_words_are_few_and_longer_than_others():
    """They go into the page's one scan: short ones would be hit inside other words all over a page."""
    loud = loud_words()

    assert 50 < len(loud) < 2_000
    assert min(max(map(len, gram.split())) for gram in loud) >= 4


def test_a_story_does_not_speak_like_furniture():
    """Sentences of stories that hold loud words say less than prompts do."""
    assert speaks(PROMPT)
    assert not any(map(speaks, STORY))


def test_units_are_frozen_records():
    """A unit is a value."""
    assert Unit(0, 0, 3, "Air") == Unit(0, 0, 3, "Air")
