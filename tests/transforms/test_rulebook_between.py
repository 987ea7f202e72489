"""What two prompts to pay hold between them goes with them, where all of it is the offer."""

from __future__ import annotations

from transforms.records import Article, Block
from transforms.rulebook import find_furniture, load_rules

BOOK = load_rules()
STORY = (
    "Air sungai di hulu naik dua meter pada malam hari, lalu surut lagi menjelang pagi tanpa merusak tanggul baru.",
    "Kereta pertama berjalan lagi pada hari Jumat setelah petugas selesai memeriksa rel di sepanjang lembah itu.",
)
ABOVE, BELOW = "Subscribe to continue reading", "Already a subscriber? Log in"


def struck(*lines: str) -> list[str]:
    """Return which of some lines between paragraphs the rules strike whole."""
    article = Article("a.txt", None, tuple(Block("paragraph", line) for line in (*STORY, *lines)))
    removals = find_furniture(article, BOOK)
    return [
        line for n, line in enumerate(lines, 2) if any(r.block == n and r.end - r.start == len(line) for r in removals)
    ]


def test_an_offer_between_two_prompts_to_pay_goes_with_them() -> None:
    """Points of a list, and sentences to the reader about what is sold."""
    offer = (
        "When you join the Valley Times family, you get our stories before anybody else does.",
        "— Maps of every footpath in the valley",
        "— Letters from people who moved away",
        "Members also receive a welcome gift made by potters of the valley.",
    )
    assert [ABOVE, *offer, BELOW] == struck(ABOVE, *offer, BELOW)


def test_a_story_between_two_prompts_to_pay_stays() -> None:
    """One line that is no part of an offer, and all of them stay."""
    told = (
        "The river rose again on Monday and the ferry stayed at the pier.",
        "— Maps of every footpath in the valley",
    )
    assert [ABOVE, BELOW] == struck(ABOVE, *told, BELOW)


def test_what_somebody_says_between_two_prompts_stays() -> None:
    """A speaker addresses people as offers do."""
    assert [ABOVE, BELOW] == struck(ABOVE, "“You get our support and we get your boats,” the mayor told them.", BELOW)


def test_an_offer_with_one_prompt_stays() -> None:
    """Nothing closes it."""
    line = "— Maps of every footpath in the valley"
    assert [ABOVE] == struck(ABOVE, line)
