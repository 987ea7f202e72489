"""What stands inside a quotation is evidence, not furniture."""

import pytest

from transforms.records import Article
from transforms.rulebook import find_furniture, load_rules
from transforms.rulebook.quoted import quoted_lines
from transforms.text.normal import text_blocks

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


ANNOUNCED = (
    f"{PLAIN}\nBerikut narasi lengkapnya:\nVaksin gratis besok!\nBagikan ke semua grup WhatsApp\n{PLAIN}\n{PLAIN}"
)


def test_an_announced_message_keeps_its_own_prompt():
    """Fact-checks set the message without marks under a line with a colon."""
    assert find_furniture(Article("a.txt", None, text_blocks(ANNOUNCED)), load_rules()) == ()


def test_a_prompt_at_the_end_of_the_page_is_no_message():
    """No story goes on behind it."""
    page = f"{PLAIN}\nIa hanya meninggalkan pesan:\nBagikan artikel ini"

    assert {r.kind for r in find_furniture(Article("a.txt", None, text_blocks(page)), load_rules())} == {"share"}


def test_a_sentence_that_goes_on_with_a_word_of_address_is_no_prompt():
    """`Anda` bears its capital in mid-sentence."""
    page = f"{PLAIN} Kirimkan laporan Anda beserta deskripsi masalah ke kantor desa."

    assert find_furniture(Article("a.txt", None, text_blocks(page)), load_rules()) == ()
