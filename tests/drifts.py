"""
Twelve kinds of drift, each in two forms: what becomes of one paper's night when something breaks.

Written before any bound was fitted. `OPEN` is what bounds were fitted with; `KEPT` was run once, when they stood.
A drift takes the records of a usual night and returns those of the broken one.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

from papers import Paper, Record, paragraphs, record_of
from prose import headline

Drift = Callable[[random.Random, Paper, dt.date, list[Record]], list[Record]]

MENU = ("Beranda", "Nasional", "Daerah", "Olahraga", "Kanal Video", "Tentang Kami", "Pedoman Media Siber", "Kontak")


def with_text(change: Callable[[random.Random, list[str]], list[str]]) -> Drift:
    """Return the drift that changes the lines of every page."""

    def drift(rng: random.Random, paper: Paper, day: dt.date, records: list[Record]) -> list[Record]:
        return [r | {"text": "\n".join(change(rng, r["text"].split("\n")))} for r in records]

    return drift


def without(*names: str) -> Drift:
    """Return the drift that loses fields."""
    return lambda rng, paper, day, records: [{k: v for k, v in r.items() if k not in names} for r in records]


def with_field(name: str, value: Callable[[Paper], str]) -> Drift:
    """Return the drift that says the same in a field of every page."""
    return lambda rng, paper, day, records: [r | {name: value(paper)} for r in records]


def menus_left(rng: random.Random, lines: list[str]) -> list[str]:
    """A new template: menu, tickers and other stories' headlines stand in the story's text, as no rule knows them."""
    others = [f"{headline(rng)} – {rng.randint(1, 59)} menit" for _ in range(8)]
    return [*MENU, "Harga emas hari ini naik tipis, cek di sini selengkapnya", *lines, "Pilihan untuk Anda", *others]


def boxes_left(rng: random.Random, lines: list[str]) -> list[str]:
    """The old furniture in new words, and a box about cookies."""
    kept = [line for line in lines if len(line) > 90]
    box = "Situs ini memakai kuki agar Anda nyaman membaca; dengan melanjutkan Anda menyetujui ketentuan kami."
    return [box, *kept, f"Simpan halaman ini ➜ {headline(rng)}", "Dengarkan versi suara dari halaman ini ⏵", box]


def first_half(rng: random.Random, lines: list[str]) -> list[str]:
    """The extractor stops in the middle."""
    return lines[: max(1, len(lines) // 2)]


def last_third(rng: random.Random, lines: list[str]) -> list[str]:
    """The extractor begins late."""
    return lines[-max(1, len(lines) // 3) :]


def as_latin(rng: random.Random, lines: list[str]) -> list[str]:
    """UTF-8 read as Windows wrote it, twice."""
    text = "\n".join(f"{line} – kata dia…" for line in lines)
    for _ in range(2):
        text = text.encode().decode("cp1252", "replace")
    return text.split("\n")


def as_boxes(rng: random.Random, lines: list[str]) -> list[str]:
    """Every mark that is no plain letter has become the replacement character."""
    return ["".join(c if c.isascii() else "\ufffd" for c in f"“{line}”") for line in lines]


def nothing(rng: random.Random, paper: Paper, day: dt.date, records: list[Record]) -> list[Record]:
    """The paper is silent."""
    return []


def one_page(rng: random.Random, paper: Paper, day: dt.date, records: list[Record]) -> list[Record]:
    """The list of new stories is broken: one page comes."""
    return records[:1]


def many_times(times: int) -> Drift:
    """Return the drift that brings so many times the usual number of stories."""

    def drift(rng: random.Random, paper: Paper, day: dt.date, records: list[Record]) -> list[Record]:
        more = [record_of(rng, paper, day, 1000 + n) for n in range(round(max(paper.daily, 1) * times))]
        return [*records, *more][: max(len(more), 1)]

    return drift


def all_on_one_day(rng: random.Random, paper: Paper, day: dt.date, records: list[Record]) -> list[Record]:
    """Every page says that it was printed long ago, on one day."""
    return [r | {"date": "2020-01-01T00:00:00+07:00"} for r in records]


def one_text(rng: random.Random, paper: Paper, day: dt.date, records: list[Record]) -> list[Record]:
    """Every address gives one story."""
    return [r | {"text": records[0]["text"]} for r in records]


def one_notice(rng: random.Random, paper: Paper, day: dt.date, records: list[Record]) -> list[Record]:
    """Every address gives the notice of a maintenance, long enough for a story."""
    notice = "\n".join(paragraphs(random.Random("notice"), "id", 4))  # noqa: S311 - no secret
    return [r | {"text": notice, "title": "Situs sedang dalam perbaikan"} for r in records]


def wall(rng: random.Random, lines: list[str]) -> list[str]:
    """A first paragraph, then the wall."""
    return [lines[0], "Berlangganan sekarang untuk membaca artikel ini secara lengkap."]


def bare_wall(rng: random.Random, lines: list[str]) -> list[str]:
    """A sentence of the story and the way to the door."""
    first = " ".join(lines[0].split()[:14])
    return [f"{first} …", "Silakan masuk dengan akun Anda agar dapat melanjutkan bacaan di halaman ini sampai selesai."]


def in_english(rng: random.Random, paper: Paper, day: dt.date, records: list[Record]) -> list[Record]:
    """The crawler is handed another edition."""
    other = "id" if paper.language == "en" else "en"
    return [r | {"text": "\n".join(paragraphs(rng, other, paper.lines))} for r in records]


def half_in_english(rng: random.Random, paper: Paper, day: dt.date, records: list[Record]) -> list[Record]:
    """Half of the pages are of another edition."""
    return [r if n % 2 else in_english(rng, paper, day, [r])[0] for n, r in enumerate(records)]


def captcha(rng: random.Random, paper: Paper, day: dt.date, records: list[Record]) -> list[Record]:
    """Every page is a question whether one is a robot."""
    return [r | {"text": "Just a moment...\nVerify you are human\nRay ID"} for r in records]


def half_menus(rng: random.Random, paper: Paper, day: dt.date, records: list[Record]) -> list[Record]:
    """Half of the pages are lists without a sentence."""
    return [r | {"text": "\n".join(MENU)} if n % 2 else r for n, r in enumerate(records)]


def desk(paper: Paper) -> str:
    """Return the paper's desk as an author."""
    return f"Redaksi {paper.name}"


OPEN: dict[str, Drift] = {
    "redesign": with_text(menus_left),
    "half_story": with_text(first_half),
    "titles_lost": without("title"),
    "dates_lost": without("date"),
    "author_desk": with_field("author", desk),
    "encoding": with_text(as_latin),
    "silent": nothing,
    "volume": many_times(5),
    "one_text": one_text,
    "login_wall": with_text(wall),
    "language": in_english,
    "rejects": captcha,
}
KEPT: dict[str, Drift] = {
    "redesign": with_text(boxes_left),
    "half_story": with_text(last_third),
    "titles_lost": with_field("title", lambda paper: f"{paper.name} - Berita Terkini"),
    "dates_lost": all_on_one_day,
    "author_desk": without("author"),
    "encoding": with_text(as_boxes),
    "silent": one_page,
    "volume": many_times(9),
    "one_text": one_notice,
    "login_wall": with_text(bare_wall),
    "language": half_in_english,
    "rejects": half_menus,
}
