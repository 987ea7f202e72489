"""What signs a story behind its last words."""

from __future__ import annotations

import pytest
from bench.standing import stand

from transforms.finders.credits.signature import find_closing, signature
from transforms.records import Article, Block

LEAD = "Pasar ikan di tepi sungai dibuka lagi setelah atap sengnya selesai diganti."
LAST = "Kepala pasar meminta pedagang kembali ke los masing-masing mulai besok pagi."


def closed(*lines: str, names: tuple[str, ...] = ()) -> list[tuple[int, str]]:
    """Return what signs a story of these lines, as (block, words)."""
    blocks = tuple(Block("paragraph", line) for line in lines)
    article = Article("test", None, blocks)
    found = find_closing(stand(article), names).removals
    return [(r.block, blocks[r.block].text[r.start : r.end].strip()) for r in found]


@pytest.mark.parametrize(
    "sign",
    [
        "[ek]",
        "[EK]",
        "[rt-07]",
        "[*]",
        "(ek/02)",
        "(EK-1)***",
        "** ( WN-01 )",
        "(PT/OL-7)",
        "|KR-04",
        "K|Rwa-50",
        "/ptr",
        "/PTR",
        "(Diskominfo)",
        "(Humas Polres Lereng)",
        "(ayu/humas)",
        "###",
        "-30-",
        "– BERNAMA",
        "— RawaKini",
        "– Utusan",
        "(Kabar Rawa/Ayu)",
    ],
)
def test_signature_behind_the_last_sentence_is_found(sign: str) -> None:
    """Initials, codes, desks, end marks and papers sign a story."""
    assert closed(LEAD, LEAD, LEAD, f"{LAST} {sign}") == [(3, sign)]


@pytest.mark.parametrize(
    "aside",
    ["(tertawa)", "(12/5/2024)", "(KPK)", "[sic]", "(5 cm)", "– Chairil Anwar", "2-1", "(baca halaman 3)"],
)
def test_aside_behind_the_last_sentence_stays(aside: str) -> None:
    """Not every bracket signs."""
    assert closed(LEAD, f"{LAST} {aside}") == []


def test_brackets_inside_the_story_stay() -> None:
    """Four paragraphs from the end nobody signs."""
    assert closed(f"{LEAD} [ek]", LEAD, LAST, LAST) == []


def test_speaker_behind_a_quotation_stays() -> None:
    """A single name behind a closing quotation mark is who said so."""
    assert closed(LEAD, "“Hidup itu sederhana, hanya tafsirannya yang rumit bagi kita semua.” — Rumi") == []


def test_short_name_of_a_firm_in_a_list_stays() -> None:
    """A short line ends in an abbreviation, not in a paper."""
    assert closed(LEAD, "Rawa Energi Ltd. - RWEL") == []


def test_signature_on_a_line_of_its_own_stands_below_the_story() -> None:
    """The line goes as a whole, behind the last paragraph only."""
    assert closed(LEAD, "/ptr", LAST, "[EK]") == [(3, "[EK]")]


def test_outlet_signs_in_any_spelling() -> None:
    """The outlet's own name needs no shape."""
    assert signature("Pasar dibuka lagi. – kabarrawa", ("Kabar Rawa",), alone=False) == (18, None)


def test_agency_behind_a_dash_is_the_source() -> None:
    """The copy was taken from it."""
    article = Article("test", None, (Block("paragraph", LEAD), Block("paragraph", f"{LAST} — BERNAMA")))
    assert find_closing(stand(article)).sources == ("BERNAMA",)


@pytest.mark.parametrize(
    "sign",
    [
        "/ayu/",
        "{ayu}",
        "<ayu>",
        "[#]",
        "(ayu_bd)",
        "(ayu:bd)",
        "(ayu, bd)",
        "(Ayu)",
        "*ayu",
        "**Ayu",
        "-ayu",
        "--zul",
        "(Ayu Lestari)",
        "(Ayu Lestari/Palu)",
        "(Ayu Lestari, Palu)",
    ],
)
def test_odd_marks_and_reporters_in_brackets_sign(sign: str) -> None:
    """Outlets have their own; a name in full signs as well."""
    assert closed(LEAD, f"{LAST} {sign}") == [(1, sign)]


@pytest.mark.parametrize(
    "aside",
    [
        "(UU ITE)",
        "(Hadis Riwayat Muslim)",
        "(Pasar Rawa)",
        "(ya, dll)",
        "(Kabupaten Sigi)",
        "- ya",
        "(bersambung)",
        "(Tidak untuk Dijual)",
    ],
)
def test_abbreviations_and_asides_in_brackets_stay(aside: str) -> None:
    """They belong to what is told."""
    assert closed(LEAD, f"{LAST} {aside}") == []


def test_a_name_of_which_the_paragraph_speaks_signs_nothing() -> None:
    """It is who said so."""
    assert closed(LEAD, f"Ayu Lestari pulang. {LAST} (Ayu Lestari)") == []
