"""Passages that a house sets under many of its pages."""

import random

from transforms.duplicates.passages import cut, find_passages, line_of, standing

WORDS = "air sungai naik kereta jalan pagi malam warga pasar sekolah guru buku hujan lembah stasiun petugas".split()


def prose(seed, words):
    """Return words by chance, always the same for one seed."""
    return " ".join(random.Random(seed).choices(WORDS, k=words))  # noqa: S311


FOOTER = "\n".join(prose(seed, 60) for seed in range(5))
"""Three hundred words in five lines."""


def keys(text):
    """Return the keys of a text's lines."""
    return tuple(line_of(line).key for line in text.split("\n"))


def pages(count, words=60, footer=FOOTER):
    """Return pages that tell each something else, with one footer."""
    return {f"p{n}": f"{prose(100 + n, words)}\n{footer}" for n in range(count)}


def test_a_footer_is_a_passage_from_three_pages_on():
    """And is cut from each, whatever its typography; what stands around it stays."""
    told = pages(3)
    (passage,) = find_passages(told)
    loud = told["p1"].upper().replace(" ", "  ")

    assert keys(FOOTER) == passage
    assert [] == find_passages(pages(2))
    assert [prose(101, 60), prose(101, 60).upper().replace(" ", "  ")] == [
        cut(text, [frozenset(passage)]) for text in (told["p1"], loud)
    ]


def test_a_passage_may_lack_a_line_and_stand_with_others():
    """A line of the day between its lines breaks nothing; a page with a few of its lines alone keeps them."""
    (passage,) = find_passages(pages(4))
    lines = FOOTER.split("\n")
    broken = "\n".join([prose(7, 50), *lines[:2], "Selasa hari ini", *lines[3:]])
    few = "\n".join([prose(7, 50), lines[0]])

    assert [f"{prose(7, 50)}\nSelasa hari ini", few] == [cut(text, [frozenset(passage)]) for text in (broken, few)]


def test_copies_of_a_story_are_no_passage():
    """Neither whole copies, nor edits of one line, nor pages that tell nothing beside."""
    story = [prose(n, 50) for n in range(6)]
    edits = {f"p{n}": "\n".join([*story, prose(200, 25)[: 60 + n]]) for n in range(6)}
    bare = {f"p{n}": "\n".join([*story, f"satu {n}"]) for n in range(6)}

    assert [[], [], []] == [find_passages(texts) for texts in (edits, bare, dict.fromkeys("abcd", "\n".join(story)))]


def test_short_lines_that_stories_share_are_no_passage():
    """A lead-in of forty words, a list of names."""
    assert [] == find_passages(pages(9, footer=prose(1, 60)))


def test_a_page_that_is_a_passage_alone_stays():
    """It is the notice itself."""
    (passage,) = find_passages(pages(4))

    assert FOOTER == cut(FOOTER, [frozenset(passage)])


def test_two_passages_share_no_line():
    """A house that changed its footer has both."""
    other = "\n".join(prose(seed, 60) for seed in range(50, 54))
    told = pages(4) | {f"q{n}": f"{prose(300 + n, 60)}\n{other}" for n in range(4)}

    assert sorted([keys(FOOTER), keys(other)]) == sorted(find_passages(told))


def test_many_editions_of_one_story_hide_none_of_the_others():
    """Forty come first by name and count as one page."""
    editions = {f"a{n:02d}": f"{prose(7, 60)} edisi {n}\n{FOOTER}" for n in range(40)}
    told = editions | pages(2)
    few = editions | pages(1)

    assert [keys(FOOTER)] == find_passages(told)
    assert {keys(FOOTER): ("a00", "p0", "p1")} == standing([keys(FOOTER)], told)
    assert ([], {}) == (find_passages(few), standing([keys(FOOTER)], few))


def test_lines_in_other_orders_are_asked_once(monkeypatch):
    """Pages that tell one story over the same lines make a stretch for each order, and no passage."""
    asked = []

    def answer(told, passage):
        asked.append(passage)
        return ()

    monkeypatch.setattr("transforms.duplicates.passages.tell_otherwise", answer)
    lines = FOOTER.split("\n")
    turned = {f"p{n}": "\n".join([prose(1, 60), *lines[n % 5 :], *lines[: n % 5]]) for n in range(20)}
    assert find_passages(turned) == []
    assert len(asked) == len({frozenset(passage) for passage in asked})
