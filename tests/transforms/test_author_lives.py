"""An author's life beneath a story leaves with the box; what a story tells of persons stays."""

from __future__ import annotations

import pytest

from transforms import Article, clean_html

TITLE = "Ferry to Run Every Twelve Minutes From Monday"
STORY = (
    "The harbour ferry will run every twelve minutes from Monday, the island council decided after a long meeting.",
    "Fares stay the same. Bicycles travel free outside the morning peak, and a second deckhand will be on every boat.",
    "“We counted forty people left on the quay last Friday,” said Marit Olander, who chairs the transport committee.",
    "A review is planned for March, when the spring timetable is due, and the council wants to hear from schools too.",
)
LIFE = "Tove Lindahl has covered the outer islands since 2014. She lives on Store Holm with two dogs and a boat."


def cleaned(tail: str, author: str = "Tove Lindahl") -> list[str]:
    """Return the lines of a story behind which something stands."""
    body = "".join(f"<p>{line}</p>" for line in STORY)
    meta = f"<meta name=author content='{author}'>" if author else ""
    head = f"<title>{TITLE}</title><meta property='og:title' content='{TITLE}'>{meta}"
    page = f"<html><head>{head}</head><body><main><h1>{TITLE}</h1><div class=q>{body}{tail}</div></main></body></html>"
    article = clean_html(page, url="https://skerry.example/2026/11/03/ferry")
    assert isinstance(article, Article)
    return article.text.split("\n")


@pytest.mark.parametrize(
    "tail",
    [
        f"<p>{LIFE}</p>",
        f"<p><em>{LIFE}</em></p>",
        f"<h3>About the author</h3><div class=k1><p>{LIFE}</p></div>",
        f"<div class=k1><h4>About the author</h4></div><div class=k2><p>{LIFE}</p></div>",
        "<p>Tove Lindahl covers the harbour for The Skerry. Reach her at tove@skerry.example.</p>",
        "<h4>Tentang penulis</h4><p>Tove Lindahl menulis tentang pulau-pulau luar sejak 2014.</p>",
        "<p>Tove Lindahl kini bekerja di Store Holm dan menulis untuk dua majalah.</p>",
    ],
)
def test_an_authors_life_at_the_end_is_no_story(tail: str) -> None:
    """It begins with the author's name and tells what they do; nothing stands behind it."""
    assert cleaned(tail) == list(STORY)


@pytest.mark.parametrize(
    ("tail", "author"),
    [
        (f"<p>{LIFE}</p>", "Ida Voss"),
        (f"<p>{LIFE}</p>", ""),
        (
            "<p>Tove Lindahl is waiting for the late boat as well.</p><p>The last one left at ten that night.</p>",
            "Tove Lindahl",
        ),
        ("<p>Tove Lindahl is late, “and I am not,” said the captain of the boat.</p>", "Tove Lindahl"),
        ("<p>Tove Lindahl Line is the oldest of the companies on the sound.</p>", "Tove Lindahl"),
        ("<p>Tove Lindahl missed the first boat on Monday morning by a minute.</p>", "Tove Lindahl"),
        ("<h3>About the author</h3><p>Nadia Brandt is a novelist who lives in Bergen.</p>", "Tove Lindahl"),
        ("<p>Lindahl is a village on the outer side of the sound, with a pier.</p>", "Tove Lindahl"),
        ("<p>Tove Lindahl menulis surat kepada nakhoda dan meminta agar kapal menunggu warga.</p>", "Tove Lindahl"),
        (
            "<p>Tove Lindahl lives in the old lighthouse now, and no boat has called since May.</p>",
            "Tove Lindahl",
        ),
        (
            "<p>Tove Lindahl bergabung dengan warga yang menarik kapal dan pulang saat subuh.</p>",
            "Tove Lindahl",
        ),
        ("<p>Tove Lindahl joined the crew in 2014 and led the boats out that night.</p>", "Tove Lindahl"),
        ("<p>Tove Lindahl, the captain said, covers the deck with salt each winter.</p>", "Tove Lindahl"),
    ],
)
def test_what_a_story_tells_of_persons_stays(tail: str, author: str) -> None:
    """Others' lives, sentences in which somebody speaks, and those with more story behind them are the story's."""
    last = tail.rsplit("<p>", 1)[1].removesuffix("</p>")
    assert cleaned(tail, author)[-1] == last
