"""What stands over a sure dateline is the standfirst, a line of its own or not; leads and digests stay."""

from __future__ import annotations

import pytest
from bench.standing import stand

from transforms.finders.headline.deck import find_deck
from transforms.finders.headline.over_dateline import find_left_over
from transforms.records import Article, Block, Removal

TITLE = "Jembatan Gantung Lembah Sari Dibuka Lagi"
DECK = "Jembatan gantung dibuka lagi. Warga memasang papan baru selama tiga hari dengan alat seadanya."
BODY = (
    "Warga dua dusun menyeberang lagi sejak pagi setelah papan lantai yang lapuk diganti. Kepala dusun berharap "
    "pedagang sayur tidak lagi memutar lewat bukit untuk mencapai pasar di seberang sungai itu, yang ditempuh dua jam "
    "lebih. Anak sekolah yang selama ini menumpang rakit juga kembali berjalan kaki bersama guru mereka setiap pagi."
)
SURE = f"WARTABUKIT.COM, PALEMBANG - {BODY}"
SMALL = f"Palembang - {BODY}"


def left(*lines: str, title: str | None = None) -> list[str]:
    """Return the lines that are left."""
    article = Article("a.txt", None, tuple(Block("paragraph", line) for line in lines))
    deck = find_deck(stand(article), title)
    return article.strike(deck.removals).text.split("\n")


@pytest.mark.parametrize(
    "dateline", ["WARTABUKIT.COM, PALEMBANG - ", "Wartabukit.com - ", "PALEMBANG – ", "PALEMBANG, WARTABUKIT.COM — "]
)
def test_a_text_over_the_first_sure_dateline_goes(dateline):
    """A paper's domain opens the story, or a known place in capitals."""
    assert [dateline + BODY, BODY] == left(DECK, dateline + BODY, BODY)


@pytest.mark.parametrize("label", ["Ringkasan Berita: ", "Intisari: ", "Summary: ", "RUMUSAN : ", "Poin penting: "])
def test_a_labelled_summary_in_front_of_a_dateline_goes(label):
    """A page on one line has all of them behind each other."""
    assert [SURE] == left(f"{label}{DECK} {SURE}")


def test_a_summary_without_a_label_goes_in_front_of_a_papers_domain():
    """The domain cannot be the story's."""
    assert [SURE] == left(f"{DECK} {SURE}")


def test_the_reporter_between_summary_and_dateline_goes_too():
    """The credit is read by others; here it only leaves the text."""
    assert [SURE] == left(f"Ringkasan Berita: {DECK} Reporter: Ayu Lestari {SURE}")


def test_a_text_between_headline_and_dateline_goes():
    """Under its headline a small place is sure enough."""
    assert [TITLE, SMALL, BODY] == left(TITLE, DECK, SMALL, BODY, title=TITLE)


@pytest.mark.parametrize(
    "lines",
    [
        (DECK, SMALL, BODY),  # no headline, no capitals
        (DECK, SURE, BODY, f"WARTABUKIT.COM, MEDAN - {BODY}"),  # a digest of items
        (f"PALEMBANG – {DECK}", SURE, BODY),
        (BODY[:119], DECK, SURE),
        ("Jembatan Gantung Lembah Sari Dibuka Lagi Setelah Tiga Hari", SURE, BODY),
        (DECK, "PALEMBANG – Tamat."),
        (f"{DECK} PALEMBANG – {BODY}",),  # a place in capitals alone may be the story's
        (f"Dilansir dari Wartabukit.com - {BODY} {BODY}",),
        (f"Kabar itu dimuat oleh laman warga WARTABUKIT.COM - {BODY} {BODY}",),
        (f"Ringkasan: {DECK} {BODY} {BODY}",),
    ],
)
def test_a_lead_stays(lines):
    """Nothing is struck where it is not sure that the story begins below."""
    assert list(lines) == left(*lines)


OVER = ("148", "Pedagang sayur menurunkan keranjang di ujung jembatan sebelum hari terang")


def left_over(*lines: str, datelines: tuple[int, ...], titled: bool = True) -> list[str]:
    """Return the lines that are left where the given ones open with a dateline that was struck."""
    page = (TITLE, *lines) if titled else lines
    article = Article("a.txt", None, tuple(Block("paragraph", line) for line in page))
    found = [Removal(n + titled, 0, len("PALEMBANG - "), "dateline", "dateline", "metadata") for n in datelines]
    head = [Removal(0, 0, len(TITLE), "title", "title", "metadata")] if titled else []
    struck = article.strike([*head, *found])
    return struck.strike(find_left_over(stand(struck))).text.split("\n")


def test_what_nobody_knew_over_the_dateline_goes():
    """A counter, a caption without any sign of one."""
    assert [BODY, DECK] == left_over(*OVER, f"PALEMBANG - {BODY}", DECK, datelines=(2,))


def test_over_the_first_of_several_datelines_all_stays():
    """A digest may open with words of its own."""
    line = f"PALEMBANG - {BODY}"
    assert [*OVER, BODY, BODY] == left_over(*OVER, line, line, datelines=(2, 3))


def test_a_story_over_another_dateline_stays():
    """What stands above is longer than what stands below: the dateline is the other story's."""
    assert [BODY, BODY, BODY] == left_over(BODY, BODY, f"PALEMBANG - {BODY}", datelines=(2,))


def test_what_stands_below_must_be_a_story():
    """A dateline over a line or two opens nothing."""
    assert [*OVER, "Jembatan dibuka."] == left_over(*OVER, "PALEMBANG - Jembatan dibuka.", datelines=(2,))


def test_over_a_dateline_without_a_head_all_stays():
    """No headline, standfirst, byline or caption was found above: these lines may be the story's."""
    assert [*OVER, BODY, DECK] == left_over(*OVER, f"PALEMBANG - {BODY}", DECK, datelines=(2,), titled=False)


def test_a_paragraph_over_the_dateline_stays():
    """It may be the lead of a story that tells its town behind it."""
    assert [DECK, BODY, BODY] == left_over(OVER[0], DECK, f"PALEMBANG - {BODY}", BODY, datelines=(2,))
