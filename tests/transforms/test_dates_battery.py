"""
Small pages that print their day in every way that we know of, and pages that print days of other things.

A frame is a line as papers print it above a story; each is filled with a day of its own and laid between headline and
story, as text and as HTML. `{d}` is the day, `{dd}` with two digits, `{m}` and `{mm}` the month in numbers, `{M}` and
`{Mon}` its name and short name, `{W}` the weekday.
"""

import datetime as dt

from transforms.knowledge import load_knowledge
from transforms.page import clean_page
from transforms.records import Article, RawPage

KNOWLEDGE = load_knowledge()
SEEN = dt.date(2026, 11, 20)

MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "ms": "Januari Februari Mac April Mei Jun Julai Ogos September Oktober November Disember",
    "en": "January February March April May June July August September October November December",
}
SHORT = {
    "id": "Jan Feb Mar Apr Mei Jun Jul Agt Sep Okt Nov Des",
    "ms": "Jan Feb Mac Apr Mei Jun Jul Ogo Sep Okt Nov Dis",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}
WEEKDAYS = {
    "id": "Senin Selasa Rabu Kamis Jumat Sabtu Minggu",
    "ms": "Isnin Selasa Rabu Khamis Jumaat Sabtu Ahad",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}

FRAMES = {
    "id": """
        {d} {M} {y}
        {d} {Mon} {y}
        {W}, {d} {M} {y}
        {W} {d} {M} {y}
        {W}, {dd} {Mon} {y}
        {W}, {d} {M} {y} 20:15 WIB
        {W}, {d} {M} {y} - 20:15 WIB
        {W}, {d} {M} {y} | 20:15 WIB
        {W}, {d} {M} {y} | 20.15 WITA
        {W}, {d} {M} {y} pukul 20.15 WIB
        {W}, {d} {M} {y} Pukul: 20:15 WIT
        {W}, {d} {M} {y}, Jam 20.15 WIB
        {W}, {d} {M} {y}, pkl 20.15 WIB
        {W}, {d} {M} {y}, pk. 20.15 WIB
        {W}, {d} {M} {y} (20:15 WIB)
        {W}, {d} {M} {y} @ 20:15 WIB
        {W},{d} {M} {y},20:15 WIB
        {W},{dd}/{mm}/{y},20:15
        {W} {dd}-{mm}-{y},20:15 WIB
        {W}, {dd}/{mm}/{y} 20:15 WIB
        {W} ({dd}/{mm}/{y}) 20:15 WIB
        {dd}-{Mon}-{y} 20:15
        {y}-{mm}-{dd} 20:15:00
        {y}/{mm}/{dd} 20:15 WIB
        {W} Kliwon, {d} {M} {y}
        {W} Legi {d} {M} {y} | 20:15 WIB
        {W} Pahing, {d} {M} {y} 20.15 WIB
        {W} Pon, {dd}/{mm}/{y}
        {W} Wage, {d} {Mon} {y}
        {W}, {d} {M} {y} / 12 Rabiul Awal 1447 H
        {W}, {d} {M} {y} M / 12 Dzulhijjah 1446 H
        {W}, {d} {M} {y} (3 Syawal 1446 H) 20:15 WIB
        {W}, {d} {M} {y} | 9 Ramadhan 1446 Hijriah
        {W}, 15 Sya'ban 1446 H / {d} {M} {y}
        1 Muharram 1447 H / {d} {M} {y}
        1 Muharram 1447 H bertepatan dengan {d} {M} {y} M
        {W} Kliwon, {d} {M} {y} / 12 Rajab 1447
        20:15 WIB, {d} {M} {y}
        20.15 WIB - {W}, {d} {M} {y}
        Pukul 20.15 WIB, {W} {d} {M} {y}
        20:15 | {W}, {d} {M} {y}
        20:15:41 WIB {W}, {dd}/{mm}/{y}
        Jam 20:15 WIB, pada {d} {M} {y}
        {d} {M} {y} (Ahad)
        Diterbitkan {d} {M} {y}, 20:15 WIB
        Diterbitkan pada: {W}, {d} {M} {y} 20:15 WIB
        Dipublikasikan {d} {Mon} {y} 20:15
        Tayang: {W}, {d} {M} {y} 20:15 WITA
        Tanggal: {dd}/{mm}/{y} Jam: 20:15
        Tanggal Terbit {d} {M} {y}
        Waktu: {d} {M} {y} 20:15 WIB
        Terbit pada {W}, {d} {M} {y}
        Diperbarui {d} {M} {y}, 20:15 WIB
        Update: {W}, {d} {M} {y} 20:15 WIB
        Terakhir diperbarui: {d} {M} {y}
        Oleh Ayu Lestari - {d} {M} {y}
        Oleh: Ayu Lestari | {W}, {d} {M} {y} 20:15 WIB
        Oleh Ayu Lestari, {d} {M} {y}
        Ayu Lestari, {d} {M} {y}
        Ayu Lestari - {W}, {d} {M} {y} 20:15 WIB
        Ayu Lestari {d} {M} {y}
        Ayu Lestari | {d} {Mon} {y} 20:15
        Penulis: Ayu Lestari | {W}, {d} {M} {y}
        Reporter: Ayu Lestari, {d} {M} {y}
        Admin - {d} {M} {y}
        Redaksi | {W}, {d} {M} {y} 20:15 WIB
        Redaksi Kabar Rawa - {dd}/{mm}/{y} 20:15
        Kabar Rawa - {W}, {d} {M} {y} 20:15 WIB
        KabarRawa.com - {dd}/{mm}/{y}, 20:15 WIB
        Jurnalis - {W}, {d} {M} {y} | 20:15 WIB
        {d} {M} {y} • 3 menit baca
        {d} {M} {y} | Dibaca 120 kali
        {d} {M} {y} 20:15 · 0 komentar
        Daerah | {W}, {d} {M} {y}
        {d} {M} {y} 8.15 malam
        {d} {M} {y} Ayu Lestari
        Admin, {d} {M} {y} 20:15:11 WIB 120 Kali
        Ditulis oleh Admin | {W}, {d} {M} {y} | 120x dibaca
        Redaksi | {W}, {d} {M} {y} - 20:15:00 WIB | Dibaca: 1.204
        Penulis : Ayu Lestari - {W}, {d} {M} {y} 20:15 WIB | Editor : Budi Santoso
        {W}, {d} {M} {y} 20:15 WIB (3 hari lalu)
        {d} {M} {y} · 20:15 WIB · 3 mnt
        Oleh AYU LESTARI ayu@kabarrawa.example - {d} {M} {y} @ 8:15pm
        Terakhir diubah pada {W}, {d} {M} {y} 20:15
        Dibuat: {d} {M} {y}
    """,
    "ms": """
        {d} {M} {y}
        {W}, {d} {M} {y}
        {W}, {d} {Mon} {y}
        {d} {M} {y} 8:15 PM
        {d} {M} {y}, 8.15 malam
        {d} {M} {y} @ 8:15pm
        {d} {M} {y} @ 8.15 malam
        {W}, {d} {M} {y} | 8:15pm
        {W}, {d} {M} {y} 20:15 MYT
        {W} | {d} {M} {y}
        {W}, {d} {M} {y} jam 20:15
        Diterbitkan: {d} {M} {y} 8:15 PM
        Diterbitkan pada {d} {M} {y}
        Diterbitkan: {W}, {d} {M} {y} 8:15 PM
        Disiarkan pada {d} {M} {y}
        Tarikh: {dd}/{mm}/{y} Masa: 8.15 malam
        Tarikh {d} {M} {y}
        Dikemas kini {d} {M} {y} 8:15 PM
        Oleh Ayu Lestari - {d} {M} {y} @ 8:15pm
        Oleh Nurul Ain, {d} {M} {y}
        Nurul Ain | {d} {M} {y}
        8.15 malam, {d} {M} {y}
        8:15 PM, {W}, {d} {M} {y}
        {d} {M} {y} / 12 Zulhijah 1446
        {d} {M} {y} bersamaan 12 Syawal 1446 H
        {dd}-{mm}-{y} 20:15
        {d}/{m}/{y}, 8:15 PM
        Isn {d} {Mon} {y}
        Diterbitkan {d} {M} {y} 8:15PM Dikemas kini 3 jam lalu
    """,
    "en": """
        {M} {d}, {y}
        {Mon} {d}, {y}
        {Mon}. {d}, {y}
        {d} {M} {y}
        {W}, {M} {d}, {y}
        {W} {d} {M} {y}
        {W}, {d} {M} {y} 20:15
        {W}, {d} {M} {y} 20.15 GMT
        {M} {d}, {y} 8:15 PM
        {M} {d}, {y}, 8:15 p.m.
        {M} {d}, {y} at 8:15 p.m. EST
        {M} {d}, {y} | 8:15 pm
        {M} {d}th, {y}
        {d}th of {M}, {y}
        {d}-{Mon}-{y}
        8:15 p.m. on {M} {d}, {y}
        8:15 p.m. EST, {M} {d}, {y}
        8:15 PM - {d} {Mon} {y}
        8:15 PM · {Mon} {d}, {y}
        20:15 GMT, {W} {d} {M} {y}
        8 p.m. EST {M} {d}, {y}
        2015 GMT {M} {d}, {y}
        Published 8:15 p.m. EST {M} {d}, {y}
        Published {M} {d}, {y} at 8:15 pm
        Published: {d} {M} {y}, 20:15 GMT
        Published on {M} {d}, {y}
        Published on: {W}, {M} {d}, {y}
        Posted {M} {d}, {y}
        Posted at 8:15 p.m. on {M} {d}, {y}
        Posted on {d} {M} {y} by Ayu Lestari
        Posted by Ayu Lestari on {M} {d}, {y}
        First published {d} {M} {y}
        Updated {M} {d}, {y} 8:15 PM
        Last updated: {d} {M} {y}
        Last updated on {M} {d}, {y} at 8:15 pm
        By Ayu Lestari - {M} {d}, {y}
        By Ayu Lestari | {M} {d}, {y} | 8:15 PM
        By Ayu Lestari, {M} {d}, {y}
        By AYU LESTARI {M} {d}, {y}
        Ayu Lestari, {d} {M} {y}
        Ayu Lestari - {W}, {d} {M} {y} 20:15
        Staff Writer | {M} {d}, {y}
        Date: {d} {M} {y} Time: 20:15
        {M} {d}, {y} · 4 min read
        {M} {d}, {y} - 3 comments
        {y}-{mm}-{dd}
        {y}-{mm}-{dd}T20:15:00Z
        {W}, {dd} {Mon} {y} 20:15:00 GMT
        {dd}.{mm}.{y} 20:15
        News | {M} {d}, {y}
        Video - {M} {d}, {y}
        by Ayu Lestari {M} {d}, {y} 0
    """,
}
"""Lines by language, as they stand between headline and story."""

STORIES = {
    "id": (
        "Warga Rawa Cempaka Bangun Jembatan Bambu",
        (
            "Warga Kampung Rawa Cempaka membangun jembatan bambu sepanjang dua puluh meter setelah yang lama hanyut "
            "terbawa arus sungai yang meluap."
        ),
        (
            "Ketua kelompok warga menyebut bahan diambil dari kebun bersama, sedangkan paku dan tali dibeli dari iuran "
            "seluruh keluarga di kampung itu."
        ),
        (
            "Anak sekolah kini tidak lagi menyeberang dengan rakit, dan pedagang sayur dapat membawa gerobak sampai ke "
            "pasar di seberang sungai."
        ),
    ),
    "ms": (
        "Penduduk Kampung Sireh Bina Perpustakaan Kecil",
        (
            "Penduduk Kampung Sireh membina sebuah perpustakaan kecil di tepi padang dengan kayu terpakai yang "
            "disumbangkan oleh kilang berhampiran kampung itu."
        ),
        (
            "Pengerusi jawatankuasa kampung memberitahu tiga ratus buah buku telah dikumpulkan, kebanyakannya "
            "buku cerita kanak-kanak dan majalah lama."
        ),
        (
            "Kanak-kanak boleh meminjam dua buah buku pada satu-satu masa, dan ibu bapa bergilir-gilir menjaga kaunter "
            "selepas waktu persekolahan."
        ),
    ),
    "en": (
        "Village Band Finds a New Hall",
        (
            "The brass band of a small river village has moved into a former boat shed, which its members cleared and "
            "painted over the course of several weekends."
        ),
        (
            "The owner of the shed asked for no rent, the bandmaster told neighbours, on condition that nobody "
            "would rehearse marches before breakfast."
        ),
        (
            "A stove was given by the baker, chairs came from the school, and the first rehearsal drew more "
            "listeners than the hall could seat."
        ),
    ),
}
"""Own prose without a day in it."""

UNDATED = {
    "id": (
        "Penyanyi kelahiran Rawa Cempaka 31 Mei 2002 itu merilis lagu, papar manajernya, kemarin.",
        "Perempuan yang lahir di Kota Rangi, Selasa 14 Mei 1996 itu kini mengajar menari.",
        "Koperasi itu didirikan pada 12 Januari 1998, kata ketuanya.",
        "Sekolah itu berdiri sejak Senin, 7 Juli 1975, ujar kepala sekolah.",
        "Jumat, 25 Desember 2026 adalah libur bersama, kata camat.",
        "Lomba digelar Sabtu, 5 Desember 2026, ujar panitia.",
        "Pendaftaran dibuka hingga 30 Desember 2026 dan tidak dipungut biaya.",
        "Skor akhir 3/4 dan 2-1, harga naik Rp 12.500 sejak pukul 14.05.",
        "Nomor 0812-2025-0618 dapat dihubungi pada jam kerja.",
        "4 bulan lalu",
        "3 jam yang lalu",
        "Kemarin, 13:20 WIB",
        "© 2019 Kabar Rawa",
        "Versi 3.11.2 dirilis bersama buku panduan 2024.",
        "Pasal 28 ayat 3 UU 12/2025 mengatur hal itu.",
        "Dibaca 2.025 kali",
    ),
    "ms": (
        "Beliau dilahirkan pada 31 Mei 1972 di Kampung Sireh.",
        "Persatuan itu ditubuhkan pada 12 Januari 1998, katanya.",
        "Pertandingan akan diadakan pada 5 Disember 2026.",
        "2 tahun lalu",
        "Semalam, 8.05 malam",
        "Bahagian 3/4 daripada dana itu telah digunakan.",
    ),
    "en": (
        "The drummer, born in Wetherlow on 31 May 1972, has played in three bands, he said.",
        "The band was founded on January 12, 1898, its chronicle says.",
        "The next concert is due on December 5, 2026.",
        "Open from May 2019 until June 30, 2021.",
        "2 months ago",
        "Yesterday at 8:05 pm",
        "The score was 3-2 and the odds 11/2.",
        "Tickets from 12.50 at the door, call 020 2025 0618.",
    ),
}
"""Lines of a story that name no day of publication; these pages were not said to be fetched."""


def fill(frame, day, language):
    """Return a frame with a day filled in."""
    month, weekday = day.month - 1, WEEKDAYS[language].split()[day.weekday()]
    names = {"M": MONTHS[language].split()[month], "Mon": SHORT[language].split()[month], "W": weekday}
    numbers = {"d": day.day, "dd": f"{day.day:02}", "m": day.month, "mm": f"{day.month:02}", "y": day.year}
    return frame.format(**names, **numbers)


def day_of(number):
    """Return a day for a frame: above the twelfth, and a Sunday where the frame says so by itself."""
    return dt.date(2019 + number % 7, 1 + number % 12, 13 + number % 15)


def pages():
    """Yield (name, page, day, line) of the battery; the day is None where the page tells none."""
    number = 0
    for language, frames in FRAMES.items():
        title, *story = STORIES[language]
        for frame in filter(None, map(str.strip, frames.splitlines())):
            number += 1
            day = day_of(number)
            line = fill(frame.replace("(Ahad)", "({W})").replace("Isn ", ""), day, language)
            text = "\n".join([title, line, *story])
            yield frame, RawPage(f"{number}.txt", "text", text), day, line
            body = "".join(f"<p>{p}</p>" for p in story)
            html = (
                f'<!doctype html><html lang="{language}"><head><title>{title}</title></head><body><nav><a href="/">Home'
                f'</a></nav><article><h1>{title}</h1><div class="meta"><span>{line}</span></div>{body}</article></body>'
                "</html>"
            )
            yield frame, RawPage(f"{number}.html", "html", html), day, line
    for language, lines in UNDATED.items():
        title, *story = STORIES[language]
        for line in lines:
            yield line, RawPage("u.txt", "text", "\n".join([title, story[0], line, *story[1:]])), None, None


def test_the_battery():
    """Of more than 300 pages nearly all are dated, none wrongly, no day is made up, and every byline is struck."""
    wrong, missed, left, count = [], [], [], 0
    for name, page, day, line in pages():
        outcome = clean_page(page, knowledge=KNOWLEDGE, today=SEEN)
        assert isinstance(outcome, Article), name
        count += 1
        found = outcome.published_date
        if found is None and day is not None:
            missed.append(name)
        elif found != day:
            wrong.append((name, page.kind, found))
        if line and line in outcome.text:
            left.append((name, page.kind))
    assert ([], [], []) == (wrong, left, missed[count * 3 // 100 :])
    assert count >= 300
