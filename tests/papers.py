"""
Forty papers that do not exist, and what a night's crawl of each brings: raw records, the same ones every time.

Each has habits of its own: how much it prints on which weekday, how long its stories are, what it prints beside them,
whether it names authors and days. A year of nights is a pure function of a seed.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).parent / "bench"))

from prose import PEOPLE, PLACES, headline, sentence

Record = dict[str, str]

FIRST_NIGHT = dt.date(2026, 8, 3)
"""A Monday; each night brings what was printed on the day before."""

SMALL_SHARE = 0.4
"""Of the papers, those that print a handful of stories a week."""

HOLIDAY = range(38, 45)
"""Days of a holiday week: a third of the usual, from many papers nothing."""

FURNITURE = (
    "Baca Juga: {title}",
    "Bagikan Artikel ini:",
    "error: Content is protected !!",
    "Simak juga video: {title}",
    "Ikuti berita terbaru di Google News",
    "Copyright © 2026 {name}",
)
"""Lines that the house's rules know; which of them a paper prints is its habit."""

ENGLISH = {
    "who": "the mayor, traders, fishermen, engineers, the council, teachers, volunteers, farmers, the harbour master, "
    "students, bus drivers, the water company, nurses, residents, weavers, the library, surveyors, the ministry",
    "did": "repaired, opened, counted, moved, planted, cleaned, postponed, visited, painted, sold, inspected, "
    "proposed, closed, measured, replaced, lit, watched, recorded, praised",
    "what": "the hanging bridge, an old well, the ferry timetable, rice stores, street lamps, a fish pond, the dyke, "
    "wooden boats, the night market, salt fields, vegetable gardens, a bus line, the village hall, railway tracks",
    "why": "because the river rose faster than usual, so that children could walk to school, after a long meeting, "
    "although only half of the money had arrived, before the holidays, as they had in earlier years, despite the rain",
}
MALAY = {
    "who": "penduduk kampung, pihak majlis, para nelayan, guru besar, sukarelawan, peniaga pasar, jurutera daerah, "
    "ketua polis, pekebun kecil, pelajar universiti, pemandu bas, jawatankuasa masjid, pegawai kanan, wakil rakyat",
    "did": "membaiki, merasmikan, mengira, memindahkan, menanam, membersihkan, menangguhkan, melawat, mengecat, "
    "memanjangkan, menjual, memeriksa, mencadangkan, menutup, mengukur, menggantikan, memuji",
    "what": "jambatan gantung, perigi lama, jadual feri, stor beras, lampu jalan, kolam ikan, tembok sungai, "
    "perahu kayu, pasar malam, kebun sayur, laluan bas, dewan orang ramai, landasan kereta api",
    "why": "kerana paras air naik lebih cepat daripada biasa, supaya kanak-kanak dapat ke sekolah, selepas mesyuarat, "
    "walaupun peruntukan belum diterima sepenuhnya, sebelum cuti perayaan, seperti tahun sebelumnya, meskipun hujan",
}
"""What sentences of other languages are put together from."""


@dataclass(frozen=True, slots=True)
class Paper:
    """
    A paper and its habits.

    Attributes:
        name: What it is called.

        host: Where it stands.

        daily: Stories on a weekday, on average.

        weekend: Share of that on Saturday and Sunday.

        lines: Paragraphs of a story, on average.

        titled: Share of pages that come with a title.

        signed: Share of pages that come with an author.

        dated: Share of pages that come with a day.

        furniture: Lines that it prints beside a story.

        refused: Share of pages that hold no story.

        copied: Share of pages that repeat another of the same night.

        language: id, ms or en.
    """

    name: str
    host: str
    daily: float
    weekend: float
    lines: int
    titled: float
    signed: float
    dated: float
    furniture: tuple[str, ...]
    refused: float
    copied: float
    language: str


def papers_of(seed: int, count: int = 40) -> list[Paper]:
    """Return the papers of a world; two of five are small."""
    rng = random.Random(f"papers {seed}")  # noqa: S311 - no secret
    return [paper_of(rng, n, small=n >= count * (1 - SMALL_SHARE)) for n in range(count)]


def paper_of(rng: random.Random, number: int, *, small: bool) -> Paper:
    """Make up one paper."""
    name = f"{rng.choice(('Kabar', 'Suara', 'Warta', 'Radar', 'Harian'))} {rng.choice(PLACES)} {number}"
    return Paper(
        name=name,
        host=f"{name.lower().replace(' ', '')}.id",
        daily=rng.uniform(0.2, 0.6) if small else rng.choice((4, 8, 15, 30)) * rng.uniform(0.7, 1.4),
        weekend=rng.choice((1.0, 0.7, 0.4, 0.0)),
        lines=rng.randint(4, 12),
        titled=rng.choice((1.0, 1.0, 0.97, 0.6)),
        signed=rng.choice((1.0, 0.8, 0.3, 0.0)),
        dated=rng.choice((1.0, 1.0, 0.9, 0.0)),
        furniture=tuple(rng.sample(FURNITURE, rng.randint(0, 4))),
        refused=rng.choice((0.0, 0.0, 0.02, 0.1)),
        copied=rng.choice((0.0, 0.02, 0.1)),
        language=rng.choices(("id", "ms", "en"), (8, 1, 1))[0],
    )


def records_of(seed: int, paper: Paper, day: dt.date) -> list[Record]:
    """Return what a paper printed on a day, as an export holds it."""
    rng = random.Random(f"{seed} {paper.host} {day}")  # noqa: S311 - no secret
    records: list[Record] = []
    for number in range(stories_on(rng, paper, day)):
        if records and rng.random() < paper.copied:
            records.append(rng.choice(records) | {"url": address(paper, day, f"{number}-salinan")})
        else:
            records.append(record_of(rng, paper, day, number))
    return records


def stories_on(rng: random.Random, paper: Paper, day: dt.date) -> int:
    """Return how many stories a paper prints on a day: a big one now and then, little on weekends and holidays."""
    usual = paper.daily * (paper.weekend if day.weekday() >= 5 else 1.0)
    if (day - FIRST_NIGHT).days in HOLIDAY:
        usual *= rng.choice((0.0, 0.3, 0.5))
    if rng.random() < 0.02:
        usual *= 2
    spread = usual * rng.gammavariate(8, 1 / 8)
    return min(sum(1 for _ in range(200) if rng.random() < spread / 200), 200)


def record_of(rng: random.Random, paper: Paper, day: dt.date, number: int) -> Record:
    """Write one page of a paper."""
    title = headline(rng)
    record = {"url": address(paper, day, f"{number}-{'-'.join(title.lower().split()[:5])}")}
    if rng.random() < paper.titled:
        record["title"] = title
    if rng.random() < paper.signed:
        record["author"] = rng.choice(PEOPLE)
    if rng.random() < paper.dated:
        record["date"] = f"{day}T{rng.randint(6, 21):02}:{rng.randint(0, 59):02}:00+07:00"
    if rng.random() < paper.refused:
        return record | {"text": "Beranda\nPolitik\nOlahraga\nMasuk\nDaftar"}
    return record | {"text": "\n".join(page_lines(rng, paper, title))}


def address(paper: Paper, day: dt.date, rest: str) -> str:
    """Return an address without a day in it: else no page would come without one."""
    return f"https://{paper.host}/baca/{(day - FIRST_NIGHT).days + 9000}/{rest}"


def page_lines(rng: random.Random, paper: Paper, title: str) -> list[str]:
    """Return a story's paragraphs and the furniture that its paper prints."""
    lines = paragraphs(rng, paper.language, max(2, round(rng.gauss(paper.lines, paper.lines / 4))))
    for said in paper.furniture:
        lines.insert(rng.randint(1, len(lines)), said.format(title=headline(rng), name=paper.name))
    return lines


def paragraphs(rng: random.Random, language: str, count: int) -> list[str]:
    """Return so many paragraphs in a language, quotation marks as papers print them."""
    if language == "id":
        return [f"{sentence(rng)} {sentence(rng)}".replace(' "', " “").replace('," ', ",” ") for _ in range(count)]
    table = MALAY if language == "ms" else ENGLISH
    return [" ".join(filled(rng, table) for _ in range(3)) for _ in range(count)]


def filled(rng: random.Random, table: dict[str, str]) -> str:
    """Return a sentence that names a place, a person and a number."""
    who, did, what, why = (rng.choice(table[part].split(", ")) for part in ("who", "did", "what", "why"))
    said = f"{who} {rng.choice(PLACES)} {did} {what} {why}, {rng.choice(PEOPLE)} {rng.randint(12, 980)}."
    return said[0].upper() + said[1:]
