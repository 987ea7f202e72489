"""Captions that neither an element nor a class names are told by their place beside a picture."""

from __future__ import annotations

from html_pages import FOOTER, MENU, PROSE, STORY, read

CAPTION = "Warga menyeberangi jalan yang terendam air di Kampung Hulu pada Senin pagi (1/6)."


def lines(body: str) -> list[str]:
    """Return the lines of the story that a page with this body tells."""
    return read(f"{MENU}<main>{body}</main>{FOOTER}").text.split("\n")


def test_bare_text_in_the_box_of_a_picture_is_its_caption() -> None:
    """A `div` with a picture and a line of text, among paragraphs, holds a caption."""
    box = f"<div class=k7><div><img src=x></div><div class=k8>{CAPTION}</div></div>"
    assert lines(f"<p>{PROSE[0]}</p>{box}<p>{PROSE[1]}</p><p>{PROSE[2]}</p>") == list(PROSE)


def test_such_captions_are_struck_as_captions() -> None:
    """The ledger calls them what they are."""
    box = f"<div class=k7><img src=x><div class=k8>{CAPTION}</div></div>"
    found = read(f"<main><p>{PROSE[0]}</p>{box}<p>{PROSE[1]}</p></main>").removals
    assert [(r.kind, r.text) for r in found] == [("caption", CAPTION)]


def test_a_paragraph_beside_a_picture_is_story() -> None:
    """Pictures stand in paragraphs and beside them; a paragraph is story."""
    box = f"<div><img src=x><p>{PROSE[1]}</p></div>"
    assert lines(f"<p>{PROSE[0]}</p>{box}<p>{PROSE[2]}</p>") == list(PROSE)


def test_a_story_in_bare_text_stays() -> None:
    """Where sentences stand in no paragraph at all nothing tells captions apart, and nothing is lost."""
    parts = "".join(f"<div><img src=x><div>{text}</div></div>" for text in PROSE)
    assert lines(parts) == list(PROSE)


def test_labels_beside_pictures_are_left_alone() -> None:
    """Names and prices under pictures are lists of the story."""
    box = "<div><img src=x><div>Perahu kayu</div></div>"
    assert "Perahu kayu" in lines(f"{STORY}{box}<p>{PROSE[0]} Lagi.</p>")
