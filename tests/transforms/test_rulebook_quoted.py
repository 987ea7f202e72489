"""What stands inside a quotation is evidence, not furniture."""

import pytest

from transforms.normal import text_blocks
from transforms.records import Article
from transforms.rulebook import find_furniture, load_rules
from transforms.rulebook.quoted import quoted_lines

PLAIN = "Air sungai di hulu naik dua meter pada malam hari, lalu surut menjelang pagi tanpa merusak tanggul baru."
QUOTED = "Pesan itu berbunyi “Vaksin gratis besok!\nBagikan ke semua grup WhatsApp\nSalam sehat” tulisnya."
MESSAGE = f"{PLAIN}\n{QUOTED}\n{PLAIN}"


def test_a_quoted_message_keeps_its_own_prompt():
    """A hoax message that asks to be shared is quoted whole."""
    assert find_furniture(Article("a.txt", None, text_blocks(MESSAGE)), load_rules()) == ()


def test_the_same_prompt_outside_a_quotation_is_furniture():
    """Without the marks around it, the prompt is the page's own."""
    bare = MESSAGE.replace("“", "").replace("”", "")

    assert [r.kind for r in find_furniture(Article("a.txt", None, text_blocks(bare)), load_rules())] == ["share"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["“Satu", "dua", "tiga”"], {1}),
        (["“Satu", "“dua", "tiga”"], set()),
        (["“Satu", *["dua"] * 9, "tiga”"], set()),
        (["“Satu”", "dua", "“tiga”"], set()),
        (["“Satu", "dua"], set()),
    ],
)
def test_a_quotation_must_close_soon(lines, expected):
    """Marks that never close, close late, or open again shield nothing."""
    assert set(quoted_lines(lines)) == expected
