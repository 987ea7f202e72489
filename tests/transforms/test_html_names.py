"""What elements are called tells what they hold, where the word names the thing and not its looks."""

from __future__ import annotations

import pytest
from html_pages import FOOTER, MENU, PROSE, read

from transforms.html.words import names_other

NAMED = (
    "related-posts",
    "shareBar",
    "AdContainer",
    "top-ad",
    "ad",
    "post_author",
    "comments",
    "hidden",
    "baca-juga",
    "tags2",
    "cta",
    "article-cta",
    "ej-post-cta",
    "donate-box",
    "text-disclaimer",
    "whatsapp-group",
)
NOT = (
    "overflow-hidden", "field--label-hidden", "with-sidebar", "hasVideo", "c-bb80b6ad2d", "w-node-b5343ad4", "isi",
    "min-h-full", "ksLxRg", "stickyness", "paywall-content", "accordion__item", "page-layout_hasLeadingAdXs",
    "cta_button", "whatsapp-logo",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMED)
def test_words_for_other_things_are_found(name: str) -> None:
    """A part of a name, a whole name or a pair says that the element is no story."""
    assert names_other(name)


@pytest.mark.parametrize("name", NOT)
def test_looks_and_made_up_names_say_nothing(name: str) -> None:
    """How an element looks, what stands beside it, and letters that a machine made up tell nothing of it."""
    assert not names_other(name)


def test_what_pays_for_a_story_does_not_hide_it() -> None:
    """Text that is shown in an element named after the wall is the story behind it."""
    body = "".join(f"<p class=paywall>{text}</p>" for text in PROSE[1:])
    assert read(f"{MENU}<article><p>{PROSE[0]}</p>{body}</article>{FOOTER}").text == "\n".join(PROSE)


def test_questions_that_unfold_are_story() -> None:
    """Answers that unfold stand in the story's own element."""
    fold = f"<div class=accordion><div class='accordion-item overflow-hidden'><p>{PROSE[2]}</p></div></div>"
    assert read(f"{MENU}<article><p>{PROSE[0]}</p><p>{PROSE[1]}</p>{fold}</article>{FOOTER}").text == "\n".join(PROSE)
