"""Where a headline ends that nothing closes."""

from __future__ import annotations

import pytest

from transforms.text.titles import title_end


def split(text: str, cue: str) -> tuple[str, str]:
    """Return the headline behind a cue and what follows it."""
    end = title_end(text, len(cue))
    return text[len(cue) : end], text[end:].strip()


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("Jembatan Baru Dibuka Pekan Depan", "Warga sudah lama menunggu jembatan itu."),
        ("Harga Beras Turun Lagi di Pasar Utara!", "Pedagang mengaku senang dengan kabar itu."),
    ],
)
def test_a_sentence_glued_to_a_headline_stays(title: str, rest: str) -> None:
    """A capital behind a small letter, with prose behind it, begins the next sentence."""
    assert (title, rest) == split(f"Baca juga: {title}{rest}", "Baca juga: ")


def test_a_word_that_opens_sentences_ends_a_headline() -> None:
    """`Namun` with small words behind it is no part of the headline."""
    text = "Baca juga: Panen Raya di Lembah Hijau Ditutup Hujan Namun petani tetap bersyukur atas hasilnya."
    expected = ("Panen Raya di Lembah Hijau Ditutup Hujan", "Namun petani tetap bersyukur atas hasilnya.")
    assert expected == split(text, "Baca juga: ")


def test_a_headlines_own_question_mark_ends_it() -> None:
    """A question in a headline ends it where prose goes on."""
    text = "Baca juga: Mengapa Sungai Itu Kering Lagi? Warga desa menduga hulu sudah gundul."
    expected = ("Mengapa Sungai Itu Kering Lagi?", "Warga desa menduga hulu sudah gundul.")
    assert expected == split(text, "Baca juga: ")


def test_a_full_stop_closes_the_sentence_behind_a_headline() -> None:
    """Where small words turn a large headline into prose, the stop behind them is the prose's own."""
    text = "Baca juga: Harga Beras Turun di Pasar Utara Pedagang mengaku senang. Pembeli kembali ramai sejak pagi."
    expected = ("Harga Beras Turun di Pasar Utara", "Pedagang mengaku senang. Pembeli kembali ramai sejak pagi.")
    assert expected == split(text, "Baca juga: ")


def test_a_headline_with_a_full_stop_of_its_own_ends_there() -> None:
    """A stop behind words written large closes the headline, for no prose has begun."""
    text = "Baca juga: Harga Beras Turun di Pasar Utara Pekan Ini. Pedagang mengaku senang dengan kabar itu."
    expected = ("Harga Beras Turun di Pasar Utara Pekan Ini.", "Pedagang mengaku senang dengan kabar itu.")
    assert expected == split(text, "Baca juga: ")


def test_a_bracket_closes_the_headline_it_holds() -> None:
    """A cue in brackets ends with its bracket, whatever the headline looks like."""
    text = "[Baca juga: Kapal tiba di dermaga] Nelayan menyambut kapal itu."
    assert ("Kapal tiba di dermaga]", "Nelayan menyambut kapal itu.") == split(text, "[Baca juga: ")


def test_a_headline_alone_goes_to_the_end_of_its_line() -> None:
    """Where nothing follows, the headline is the rest of the line."""
    text = "Baca juga: Kapal Baru Tiba di Dermaga Utara"
    assert len(text) == title_end(text, 11)


def test_a_long_text_without_an_end_is_left_alone() -> None:
    """Where no end can be found in a long text, nothing of it is claimed."""
    text = "Baca juga: " + "kapal tiba di dermaga " * 40
    assert 11 == title_end(text, 11)


def test_a_headline_written_small_ends_where_a_sentence_begins():
    """A full stop behind both closes the sentence, so a capital between small words parts the two."""
    text = "Baca juga: Jalan di lereng bukit ditutup bagi kendaraan ringan Pengurus jalan menyatakan batu masih jatuh."
    assert text[title_end(text, 11) :] == " Pengurus jalan menyatakan batu masih jatuh."


def test_a_sentence_begins_before_the_apposition_of_its_subject():
    """The name between the commas belongs to the noun in front of it."""
    text = (
        "Baca juga: Tips Merawat Perahu Kayu di Musim Hujan Perakitnya, Kang Ujang, mengatakan kayu harus kering dulu."
    )
    assert text[title_end(text, 11) :] == " Perakitnya, Kang Ujang, mengatakan kayu harus kering dulu."


def test_a_day_with_its_year_ends_a_headline() -> None:
    """Names in capitals stand behind it, and one small word among them is enough."""
    title, rest = (
        "Jadwal Kapal ke Teluk Rawa, Sabtu 16 Mei 2026",
        "Dinas Pelayaran akan menambah Feri Rawa (17/5/2026).",
    )
    assert (title, rest) == split(f"Baca juga: {title} {rest}", "Baca juga: ")


def test_a_day_inside_a_headline_ends_nothing() -> None:
    """The headline goes on in capitals."""
    title = "Jadwal Kapal 16 Mei 2026 Menuju Teluk Rawa"
    assert (title, "") == split(f"Baca juga: {title}", "Baca juga: ")


def test_a_quotation_opened_behind_a_headline_begins_the_story() -> None:
    """Its first words are capitals as well, so the mark is all there is; a quotation that closes is the headline's."""
    title, rest = (
        "Dermaga Baru di Rawa Dibuka Pekan Depan",
        '"Rawa Tengah dan Rawa Hilir bisa dicapai perahu," kata Ayu.',
    )
    assert (title, rest) == split(f"Baca juga: {title} {rest}", "Baca juga: ")
    title = 'Lurah Sebut "Rawa Tengah" Siap Dibuka'
    assert (title, "Warga diminta menunggu.") == split(f"Baca juga: {title} Warga diminta menunggu.", "Baca juga: ")


def test_the_mark_that_opens_a_quotation_goes_with_it() -> None:
    """No headline ends in a quotation mark that opens."""
    title, rest = "Pasar Rawa Tampung Seribu Pedagang", '"Lapak yang begitu banyak tidak akan kosong lama," kata Ayu.'
    assert (title, rest) == split(f"Baca juga: {title} {rest}", "Baca juga: ")


def test_a_sub_head_behind_a_headline_in_capitals_stays() -> None:
    """A small word stands behind its first; a headline that writes itself large holds such a word too."""
    title, rest = (
        "Dermaga Baru Rawa Dibuka Pekan Depan",
        "Cara daftar Kartu Rawa Penetapan Penerima Kartu dilakukan Senin.",
    )
    assert (title, rest) == split(f"Baca juga: {title} {rest}", "Baca juga: ")
    title = "Dermaga Baru Rawa Dibuka dan Cara Daftar Kartu Rawa"
    assert (title, "") == split(f"Baca juga: {title}", "Baca juga: ")
