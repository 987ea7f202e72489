"""News stories of our own making: places, people and outlets that do not exist, furniture lines mixed in."""

import datetime as dt
import random
from dataclasses import dataclass

PLACES = (
    "Lembayung, Wanasari, Merawan, Rangi, Beluh, Lanting, Teratai Hilir, Gemuruh, Teluk Bayan, Serayan, Kertapala, "
    "Bukit Tenun, Sungai Aren, Pulau Rumbia, Karang Setu, Tanjung Lestari, Ujung Padan, Rawa Kelapa, Simpang Damar"
).split(", ")
PEOPLE = (
    "Sari Wulandari, Damar Prasetyo, Ratna Kusumawati, Bayu Anggoro, Mega Lestiani, Joko Wirawan, Tiara Maheswari, "
    "Yusran Hamidin, Lintang Pramesti, Galih Nurcahyo, Wening Astutik, Hendra Saputra, Dewi Larasati, Rusdi Harahap"
).split(", ")
ROLES = (
    "Kepala Dinas Perhubungan, Ketua Koperasi Nelayan, Lurah setempat, Kepala Sekolah, Juru Bicara Balai Benih, "
    "Ketua Panitia, Kepala Puskesmas, Pengelola Pasar Induk, Camat, Koordinator Relawan, Direktur Perusahaan Air"
).split(", ")
ACTORS = (
    "Warga kampung, Petani kopi, Para nelayan, Pemerintah kabupaten, Guru sekolah dasar, Pedagang pasar, Tim relawan, "
    "Pengurus koperasi, Panitia lomba, Dinas pekerjaan umum, Kelompok perajin tenun, Pengemudi bus, Mahasiswa, "
    "Perusahaan air minum, Pengelola pelabuhan, Petugas puskesmas, Komunitas pesepeda, Penjaga mercusuar"
).split(", ")
DEEDS = (
    "memperbaiki, membangun, membersihkan, meresmikan, mengusulkan, menanam, memindahkan, membagikan, menghitung, "
    "menata, memeriksa, menunda, mempercepat, mengunjungi, mengawasi, mendukung, merawat, memperluas, menjual, mencatat"
).split(", ")
THINGS = (
    "jembatan gantung, saluran irigasi, bibit mangrove, sumur tua, jalur kereta, kebun sayur, perahu kayu, balai desa, "
    "pasar terapung, jadwal feri, gudang beras, lampu jalan, taman bermain, tanggul sungai, kain tenun, bus listrik, "
    "rumah panggung, papan nama, ladang garam, perpustakaan keliling, pos kesehatan, kolam ikan, jalan setapak"
).split(", ")
MANNERS = (
    "sejak pagi, menjelang musim hujan, secara bergotong royong, tanpa menunggu bantuan, dengan biaya sendiri, "
    "setelah rapat panjang, meski hujan turun, bersama para pemuda, dalam suasana ramai, sebelum libur panjang, "
    "pada akhir pekan, sesuai rencana, di luar perkiraan, dengan hati-hati, untuk pertama kalinya, seperti tahun lalu"
).split(", ")
REASONS = (
    "agar anak-anak dapat berangkat sekolah dengan aman, karena air sungai naik lebih cepat dari biasanya, "
    "supaya harga di pasar tidak lagi naik turun, sebab jalan lama sudah tidak bisa dilewati truk, "
    "sehingga antrean di dermaga berkurang separuh, walaupun anggaran baru turun sebagian, "
    "karena tamu dari kampung tetangga terus berdatangan, agar hasil panen tidak membusuk di gudang, "
    "sementara perbaikan tahap kedua masih menunggu giliran, supaya warga lanjut usia tidak berjalan jauh"
).split(", ")
UNITS = "keluarga, ekor ikan, batang bibit, karung beras, meter kain, kursi, lembar tiket, tong sampah".split(", ")
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
DESKS = ("kota", "desa", "pasar", "laut", "sekolah", "olahraga")
WIB = dt.timezone(dt.timedelta(hours=7))
"""The zone of every outlet here."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A paper that does not exist: how it is called, and where it stands."""

    name: str
    host: str


OUTLETS = tuple(
    Outlet(name, name.lower().replace(" ", "") + ".example")
    for name in (
        "Kabar Lembah, Suara Rangi, Portal Merawan, Harian Teluk Bayan, Radar Beluh, Berita Serayan, Warta Kertapala, "
        "Lensa Wanasari, Gema Teratai, Jurnal Lanting, Media Gemuruh, Pena Rumbia"
    ).split(", ")
)


@dataclass(frozen=True, slots=True)
class Story:
    """One story as it would be printed: its outlet, address and headline, and lines of which some are furniture."""

    outlet: Outlet
    url: str
    title: str
    lines: tuple[str, ...]


def story_of(number: int, day: dt.date | None, *, short: bool = False) -> Story:
    """
    Write the story of this number: the same one every time, and no other like it.

    Args:
        number: Which story.

        day: The day that half of the bylines print; None prints none.

        short: About 60 words in place of 250 to 400.
    """
    rng = random.Random(number)  # noqa: S311 - no secret
    outlet = rng.choice(OUTLETS)
    title = headline(rng)
    url = f"https://{outlet.host}/{rng.choice(DESKS)}/{number}/{'-'.join(title.lower().split())}"
    paragraphs = [paragraph(rng, 2) for _ in range(1 if short else rng.randint(7, 10))] + [paragraph(rng, 1)]
    opening = f"{rng.choice(PLACES).upper()}, {outlet.name} - {paragraphs[0]}"
    return Story(outlet, url, title, tuple(with_furniture(rng, outlet, day, [opening, *paragraphs[1:]], short=short)))


def headline(rng: random.Random) -> str:
    """Return a headline of some eight words."""
    return f"{rng.choice(ACTORS)} {rng.choice(PLACES)} {rng.choice(DEEDS)} {rng.choice(THINGS)}".title()


def paragraph(rng: random.Random, sentences: int) -> str:
    """Return so many sentences."""
    return " ".join(sentence(rng) for _ in range(sentences))


def sentence(rng: random.Random) -> str:
    """Return a sentence of twelve to twenty words; one in four quotes somebody, one in four counts something."""
    what = f"{rng.choice(DEEDS)} {rng.choice(THINGS)} di {rng.choice(PLACES)} {rng.choice(MANNERS)}"
    if (form := rng.random()) < 0.25:
        return f'"Kami {what}, {rng.choice(REASONS)}," kata {rng.choice(PEOPLE)}, {rng.choice(ROLES)}.'
    if form < 0.5:
        count = f"Sebanyak {rng.randint(12, 9_800)} {rng.choice(UNITS)}"
        return f"{count} disiapkan ketika {rng.choice(ACTORS).lower()} {what}."
    return f"{rng.choice(ACTORS)} {what}, {rng.choice(REASONS)}."


def with_furniture(
    rng: random.Random, outlet: Outlet, day: dt.date | None, paragraphs: list[str], *, short: bool
) -> list[str]:
    """Return the lines of a page: byline, paragraphs with teasers between them, what stands at the end."""
    lines = list(paragraphs)
    if rng.random() < (0.2 if short else 0.6):
        lines.insert(rng.randint(1, len(lines)), f"Baca Juga: {headline(rng)}")
    if not short and rng.random() < 0.5:
        lines.insert(0, byline(rng, outlet, day))
    if rng.random() < 0.3:
        lines.append(f"({rng.choice(('ant', 'dam', 'rat'))}/{rng.choice(('sws', 'bay', 'lin'))})")
    if not short and rng.random() < 0.4:
        lines += ["Bagikan Artikel ini:", "error: Content is protected !!"][: rng.randint(1, 2)]
    return lines


def byline(rng: random.Random, outlet: Outlet, day: dt.date | None) -> str:
    """Return who wrote it, and when where there is a day."""
    if day is None:
        return f"Oleh {rng.choice(PEOPLE)} | {outlet.name}"
    printed = f"{DAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"Oleh {rng.choice(PEOPLE)} | {printed} - {rng.randint(6, 20):02}:{rng.randint(0, 59):02} WIB"


def page_of(story: Story, number: int) -> str:
    """Return a story as an HTML page with a menu, other stories beside it and a footer."""
    menu = "".join(f"<li><a href='/{desk}/{n}'>Rubrik {desk} {n}</a></li>" for desk in DESKS for n in range(10))
    body = "".join(f"<p>{line}</p>" for line in story.lines)
    cards = "".join(
        f"<div class='card'><h4><a href='/{number + n}'>Judul ke-{n} hari ini</a></h4></div>" for n in range(40)
    )
    paper = story.outlet.name
    head = f"<title>{story.title} - {paper}</title><meta property='og:title' content='{story.title}'>"
    return (
        f"<!DOCTYPE html><html lang='id'><head>{head}<meta property='og:site_name' content='{paper}'></head>"
        f"<body><nav><ul>{menu}</ul></nav><article><h1>{story.title}</h1><div class='isi'>{body}</div></article>"
        f"<aside>{cards}</aside><footer>Hak cipta {paper}</footer></body></html>"
    )
