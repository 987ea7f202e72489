"""The headline is found where it is printed, and nothing else is taken for it."""

from __future__ import annotations

import pytest
from bench.standing import stand

from transforms.finders.headline.find import find_title
from transforms.records import Article, Block, Removal
from transforms.records.facts import NO_FACTS, PageFacts

TITLE = "Jembatan Gantung Lembah Sari Dibuka Lagi"
URL = "https://kabarlembah.example/2025/03/jembatan-gantung-lembah-sari-dibuka-lagi.html"
LEAD = (
    "Jembatan gantung di Lembah Sari dibuka lagi pekan ini setelah papan lantainya yang lapuk diganti seluruhnya "
    "oleh warga dusun yang bergotong royong."
)


def find(*lines: str, url: str | None = None, hint: str | None = None, facts: PageFacts = NO_FACTS):
    """Return the title's text and the text that is left."""
    article = Article("a.txt", url, tuple(Block("paragraph", line) for line in lines))
    title = find_title(stand(article, facts=facts, hints={"title": hint} if hint else {}))
    return title.text, article.strike(title.removals).text


@pytest.mark.parametrize(
    "above",
    [
        [],
        ["Beranda", "Berita Terkini Selengkapnya"],
        ["jembatan gantung ilustrasi"],
        ["Beranda » Desa", "Ayu Lestari. (AFP)"],
        ["oleh Ayu Lestari", "Senin, 3 Maret 2025 08:18 WIB"],
    ],
    ids=["alone", "menu", "alt", "caption", "byline"],
)
def test_the_headline_line_is_found(above):
    """Navigation, captions and bylines above it are not taken for it."""
    assert (TITLE, "\n".join([*above, LEAD])) == find(*above, TITLE, LEAD)


@pytest.mark.parametrize(
    "tail", ["Tayang: Senin, 3 Maret 2025 08:18 WIB", " Posted by Ayu Lestari on March 3, 2025", "! March 3, 2025"]
)
def test_a_byline_glued_behind_is_left(tail):
    """The headline ends where the byline begins."""
    title, _ = find(TITLE + tail, LEAD)
    assert TITLE == title.rstrip("!")


def test_a_glued_headline_is_known_by_the_address():
    """The address says where the headline ends."""
    assert (TITLE, LEAD) == find(f"{TITLE} {LEAD}", url=URL)


def test_a_glued_headline_is_known_by_its_copy():
    """Twice the same words in capitals are two headlines."""
    title, rest = find(f"{TITLE} {TITLE.upper()} {LEAD}")
    assert (TITLE, f"{TITLE.upper()} {LEAD}") == (title, rest)


def test_a_glued_headline_is_known_by_the_dateline():
    """A domain with a dash behind it opens the lead."""
    assert (TITLE, f"kabarlembah.com – {LEAD}") == find(f"{TITLE} kabarlembah.com – {LEAD}")


def test_a_lead_that_begins_as_the_address_does_stays():
    """A sentence that goes on is the lead."""
    lead = f"Jembatan gantung Lembah Sari dibuka lagi, kata kepala dusun. {LEAD}"
    assert (None, lead) == find(lead, url=URL)


@pytest.mark.parametrize(
    "lines",
    [
        [LEAD, LEAD],
        ["Pasar itu ramai sejak pagi.", LEAD],
        ["Wali kota menyebut jembatan di", "Lembah Sari", "dibuka pekan ini.", LEAD],
        ["LEMBAH SARI, kabarlembah.com -", LEAD],
        ["LEMBAH SARI: 'Jembatan gantung ini dibuka lagi untuk warga.'", LEAD],
    ],
    ids=["lead", "sentence", "broken-lines", "dateline", "quotation"],
)
def test_no_headline_is_made_up(lines):
    """A lead, a sentence, broken lines and a dateline are no headlines; one in the address alone is None."""
    assert (None, "\n".join(lines)) == find(*lines)


def test_a_hint_is_taken_where_no_headline_stands():
    """The title that came along is the title, and nothing is struck."""
    assert (TITLE, LEAD) == find(LEAD, hint=f"{TITLE} - Kabar Lembah")


def test_the_printed_form_wins_over_the_hint():
    """The page's own line is the title, the hint its witness."""
    assert (TITLE, LEAD) == find(TITLE, LEAD, hint=TITLE.upper())


def test_markup_names_the_title():
    """A claimed title is struck where it stands and taken where it does not."""
    facts = PageFacts(titles=(TITLE,))
    assert (TITLE, LEAD) == find(TITLE, LEAD, facts=facts)
    assert (TITLE, LEAD) == find(LEAD, facts=facts)


@pytest.mark.parametrize("text", ["A " * 50_000, "Judul - " * 12_000, "J" * 100_000, "Posted by " * 10_000])
def test_hostile_first_lines_end(text):
    """No pattern runs away on 100 kB of one mark."""
    assert find(text, LEAD, url=URL)[1]


def test_a_paragraph_may_be_short():
    """A line of ninety characters that ends in a full stop is story, not a rival of the headline."""
    lead = "Jembatan gantung di Lembah Sari dibuka lagi pekan ini setelah papan lantainya diganti warga dusun."
    assert (TITLE, f"{lead}\n{LEAD}") == find(TITLE, lead, LEAD)


@pytest.mark.parametrize("piece", ["in Ekonomi", "by"])
def test_pieces_of_a_byline_do_not_hide_the_headline(piece):
    """A sentence broken over lines goes on in small letters too, but not in two words."""
    assert (TITLE, f"{piece}\n{LEAD}") == find(TITLE, piece, LEAD)


def test_a_headline_may_hold_a_clock_and_end_in_a_capitalised_function_word():
    """Fixtures print their hour, title case prints `Ini`."""
    headline = "Jadwal Pembukaan Jembatan Gantung Lembah Sari Pukul 18.00 WIB Hari Ini"
    assert headline == find(headline, LEAD)[0]


def test_a_day_in_digits_is_no_headline():
    """A bare ISO date stands above stories as well."""
    assert find("2020-04-22 14:56", LEAD)[0] is None


def test_the_breadcrumbs_last_step_is_the_headline_where_no_line_is():
    """Some themes print the headline there alone in running text."""
    crumbs = f"Beranda / Desa / {TITLE}"
    article = Article("a.txt", None, tuple(Block("paragraph", line) for line in (crumbs, LEAD)))
    struck = article.strike([Removal(0, 0, len(crumbs), "nav", "nav.crumbs", "rule")])
    assert TITLE == find_title(stand(struck)).text


SMALL = (
    "Dahulu warga menambal jembatan dengan papan bekas, dan sampai kini papan itu masih disimpan di balai dusun kami."
)


@pytest.mark.parametrize("day", ["March 3, 2025", "3 Maret 2025"])
def test_two_words_over_a_day_are_a_headline_where_the_story_writes_them_small(day):
    """Blogs have short ones."""
    assert ("Menambal Jembatan", f"{day}\n{SMALL}\n{LEAD}") == find("Menambal Jembatan", day, SMALL, LEAD)


@pytest.mark.parametrize("line", ["Ayu Lestari", "Kabar Desa", "Menambal jembatan", "Menambal Sungai"])
def test_two_words_that_the_story_lacks_are_no_headline(line):
    """Names and sections stand over a day as well."""
    assert find(line, "March 3, 2025", SMALL, LEAD)[0] is None
