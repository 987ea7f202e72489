"""Lines that no pattern covers as they stand: pieces, broken lines, one unknown word, prompts at a paragraph's head."""

from __future__ import annotations

import pytest

from transforms.records import Article
from transforms.rulebook import find_furniture, load_rules
from transforms.rulebook.lint import BEFORE, BEHIND
from transforms.text.normal import text_blocks

BOOK = load_rules()


def story_left(*lines: str) -> str:
    """Return what stays of lines that stand between two plain paragraphs."""
    page = Article("any", None, text_blocks("\n".join((BEFORE, *lines, BEHIND))))
    left = page.strike(find_furniture(page, BOOK)).text.split("\n")
    return "\n".join(line for line in left if line not in (BEFORE, BEHIND))


@pytest.mark.parametrize(
    "line",
    [
        "Leave a Reply Cancel reply",
        "Newer Post Older Post Home",
        "FacebookTwitterWhatsAppTelegram",
        "=== Baca selengkapnya ===",
        "## Bagikan artikel ini ##".rstrip("# "),
        "[📌 Bagikan artikel ini]",
    ],
)
def test_labels_in_a_row_and_decorated_labels_leave_whole(line: str) -> None:
    """A line that falls into labels is furniture, and so is a label whatever decorates it."""
    assert story_left(line) == ""


@pytest.mark.parametrize("line", ["Daftar Menu", "Video Warga", "Menu Sehat untuk Ibu Hamil", "Profil Google"])
def test_a_short_sub_head_is_not_cut_into_labels(line: str) -> None:
    """Two words that happen to be labels may head a part of the story."""
    assert story_left(line) == line


def test_a_prompt_broken_over_lines_leaves_with_all_of_them() -> None:
    """Short lines that go on in small letters are read as one."""
    assert story_left("Dapatkan", "berita pilihan", "dan", "kabar terbaru di WhatsApp Warta Bukit") == ""


def test_a_poem_in_small_letters_stays() -> None:
    """Short lines that no rule knows when joined are story."""
    poem = ("Aku pulang,", "membawa hujan di saku baju", "tak ada yang menyambut", "selain pintu")
    assert story_left(*poem) == "\n".join(poem)


def test_one_unknown_word_does_not_save_a_prompt() -> None:
    """Verb, object and channel are known: a small word more changes nothing."""
    assert story_left("Ikuti kanal bersahaja kami di Google News") == ""


def test_a_word_of_stories_saves_a_line() -> None:
    """Who speaks or acts in a story does not stand in prompts."""
    line = "Ikuti kanal warga kami di Google News, ujar Darma"
    assert story_left(line) == line


def test_a_prompt_at_the_head_of_a_paragraph_leaves_the_paragraph() -> None:
    """What a mark closes at the head is furniture, the sentence behind it story."""
    story = "Nelayan menyiapkan jaring sejak pagi di dermaga utara."
    assert story_left(f"Ikuti kami di WhatsApp Channel. {story}") == story


def test_the_question_of_a_story_stays_when_its_prompt_leaves() -> None:
    """Only a question to the reader goes with the prompt behind it."""
    assert story_left("Benarkah jembatan itu retak? Simak ulasannya di halaman selanjutnya.") == (
        "Benarkah jembatan itu retak?"
    )
