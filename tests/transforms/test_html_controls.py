"""What asks readers for an address or a vote is known by what it asks with; what a story asks stays."""

from __future__ import annotations

import pytest
from html_pages import FOOTER, MENU, PROSE, STORY, read

ADDRESS = "<input type=email placeholder='Surel'><button>Kirim</button>"
ANSWERS = "".join(f"<label><input type=radio name=a><div>{answer}</div></label>" for answer in ("Perahu", "Rakit"))


def lines(box: str) -> list[str]:
    """Return the lines of a story in the midst of which a box stands."""
    first, rest = STORY.split("</p>", 1)
    return read(f"{MENU}<div class=isi>{first}</p>{box}{rest}</div>{FOOTER}").text.split("\n")


@pytest.mark.parametrize(
    "box",
    [
        f"<div class=x1><p>Suka cerita ini?</p><p>Satu surat tiap Minggu.</p>{ADDRESS}</div>",
        f"<div class=x1><div><b>Surat dari hulu</b></div><div><form>{ADDRESS}</form></div><p>Tanpa iklan.</p></div>",
        f"<section><h3>Enjoying this?</h3><p>A letter each week.</p><div><div>{ADDRESS}</div></div></section>",
        f"<div><div><p>Mana yang Anda pilih?</p></div>{ANSWERS}</div>",
        "<div><p>Naik apa?</p><ul>" + 2 * "<li><input type=radio name=n>Perahu</li>" + "</ul></div>",
    ],
)
def test_a_box_that_asks_is_no_story(box: str) -> None:
    """No class and no word says that a letter is offered or a vote is held: the input does."""
    assert lines(box) == list(PROSE)


LONG = " ".join([PROSE[0], PROSE[1]])
"""Longer than what stands beside an input in a box."""


@pytest.mark.parametrize(
    ("box", "kept"),
    [
        (f"<div><p>{LONG}</p>{ADDRESS}</div>", LONG),
        (
            "<div><p>Cari jadwal kapal menurut pelabuhan.</p><input type=text></div>",
            "Cari jadwal kapal menurut pelabuhan.",
        ),
        ("<div><p>Hitung ongkosnya di sini.</p><input type=number></div>", "Hitung ongkosnya di sini."),
        (f"<div><ul><li>Tepung 200 gram</li><li>Gula aren</li></ul>{ADDRESS}</div>", "Gula aren"),
        (f"<div><table><tr><td>Hulu FC</td><td>2-1</td></tr></table>{ADDRESS}</div>", "Hulu FC"),
        (f"<div><div><p>Apa kata warga?</p></div></div><div>{ADDRESS}</div>", "Apa kata warga?"),
        ("<div><h3>Mana yang lebih murah?</h3><ul><li>Perahu</li><li>Rakit</li></ul></div>", "Rakit"),
    ],
)
def test_what_stands_beside_other_inputs_stays(box: str, kept: str) -> None:
    """Searches and sums, long paragraphs, lists and tables are no question for readers, nor are those of the story."""
    assert kept in lines(box)


SENTENCE = "Perahu terakhir ke pulau seberang berangkat pukul enam sore, kata juru mudi yang menunggu di ujung dermaga."
SHORT = "Kapal kayu berangkat pukul enam sore dari dermaga lama."


def radio(n: int) -> str:
    """Return an input that opens a panel of its own, with its label."""
    return f"<input type=radio name=t id=t{n}><label for=t{n}>Bagian {n}</label>"


@pytest.mark.parametrize(
    ("box", "kept"),
    [
        ("".join(f"<div class=x>{radio(n)}<div><p>{SHORT} {n}.</p></div></div>" for n in (1, 2, 3)), f"{SHORT} 2."),
        (f"<div>{radio(1)}{radio(2)}<div><p>{SHORT}</p></div><div><p>Tiket dijual di loket.</p></div></div>", SHORT),
        (f"<div><h3>Putusan</h3><p>{SENTENCE}</p><div><input type=radio name=s><input type=radio name=s></div></div>",
         SENTENCE),
        (f"<section><h3>Jadwal</h3><p>{SENTENCE}</p><form>{ADDRESS}</form></section>", SENTENCE),
        (f"<div><div><p>{SENTENCE}</p></div><div><form>{ADDRESS}</form></div></div>", SENTENCE),
        (f"<ul><li>Dermaga lama</li><li><p>{SENTENCE}</p><div>{ADDRESS}</div></li></ul>", SENTENCE),
        (f"<div><p>{SHORT}</p><input type=email name=q style='display: none'></div>", SHORT),
        (f"<div><p>{SHORT}</p><div hidden>{ADDRESS}</div></div>", SHORT),
        (f"<div><p>{SHORT}</p><input type=radio name=only></div>", SHORT),
    ],
)  # fmt: skip
def test_sentences_of_the_story_beside_an_input_stay(box: str, kept: str) -> None:
    """Tabs open by votes, marks stand under verdicts, and letters are offered within a part of the story."""
    assert kept in lines(box)


def test_a_form_leaves_a_part_of_the_story() -> None:
    """What asks is struck by itself where a full sentence stands around it."""
    box = f"<div class=x><p>{SENTENCE}</p><div><p>Surat tiap Minggu.</p>{ADDRESS}</div></div>"
    assert lines(box) == [PROSE[0], SENTENCE, *PROSE[1:]]


def test_a_page_that_tells_little_keeps_it() -> None:
    """A note of two lines over an address is the story where nothing else is."""
    note = "Kapal pagi tidak berangkat hari ini. Kapal siang berangkat pukul satu."
    assert read(f"{MENU}<div class=isi><h1>Kapal</h1><p>{note}</p>{ADDRESS}</div>{FOOTER}").text == note
