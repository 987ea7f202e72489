"""Languages that share their words are told apart, and what is known of the page decides where little tells."""

import pytest

from transforms import clean_html, clean_text
from transforms.language import detect_language

SHORT = {
    "id": [
        "Lomba dayung ditunda sepekan karena arus sungai deras. Panitia menjadwalkan ulang acara pada Minggu.",
        "Pelari yang sudah mengambil nomor dada tetap dapat ikut apabila cuaca membaik, ujar ketua panitia.",
        "Dermaga kayu itu turut diperbaiki penduduk desa; pengguna perahu diminta bersabar hingga selesai.",
        "Warga menumpuk karung pasir sejak subuh supaya air tidak masuk ke sawah di sepanjang tanggul.",
    ],
    "ms": [
        "Pertandingan mendayung ditangguhkan seminggu kerana arus sungai deras, kata pengerusi jawatankuasa penganjur.",
        "Penduduk kampung memaklumkan jeti baharu dijangka siap selepas musim tengkujuh, manakala notis dilanjutkan.",
        "Polis berkata siasatan sedang dijalankan berhubung kemalangan yang meragut nyawa penunggang motosikal itu.",
        "Majlis perasmian stesen bas dihadiri seramai dua ratus pelajar universiti dan kakitangan syarikat berkenaan.",
    ],
    "jv": [
        "Warga padha gotong royong ndandani tanggul. Banyu kali wis ora mlebu ing sawah, dalane isih licin.",
        "Para tamu ingkang rawuh sampun dipunaturi lenggah, lajeng pambagyaharja kaaturaken dening sesepuh ing dhusun.",
        "Wong-wong ing desa iku kudu ngenteni nganti udan leren, amarga dalan menyang pasar durung didandani.",
    ],
    "su": [
        "Warga keur ngomean tanggul nu bedah ku caah. Cai ti walungan geus henteu asup deui kana sawah.",
        "Para sepuh nu sumping parantos dihaturanan calik, saterasna anjeunna nyarios ngeunaan lembur ieu.",
        "Barudak leuwih resep diajar di saung, sabab hawana tiis sarta loba caritaan ti aki-aki urang dinya.",
    ],
}


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, some in SHORT.items() for text in some])
def test_neighbours_are_told_apart(language, text):
    """A sentence or two are enough, and no hint is asked for."""
    assert detect_language(text) == language


@pytest.mark.parametrize("text", SHORT["id"])
def test_a_short_indonesian_text_of_an_indonesian_house_is_indonesian(text):
    """The ending of the host is a witness, beside which a page's own false code is nothing."""
    assert clean_text(text, url="https://wartarawa.id/a/1", hints={"language": "ms"}).language == "id"


def test_a_pages_own_code_decides_between_neighbours():
    """Where a text has no word that its neighbour lacks, the page and its outlet are asked, the outlet first."""
    plain = "Dia datang ke rumah itu pada hari itu dan membawa ikan untuk mereka di dalam satu bakul yang besar."
    page = f"<html lang='{{}}'><body><p>{plain}</p><p>{plain}</p></body></html>"

    assert [clean_html(page.format(code)).language for code in ("id", "ms-MY")] == ["id", "ms"]
    assert clean_html(page.format("id"), url="https://wartarawa.com.my/a/1").language == "ms"


def test_a_quotation_in_a_neighbours_tongue_changes_nothing():
    """An Indonesian story that quotes a Javanese saying is Indonesian."""
    story = f"{SHORT['id'][0]} “Alon-alon waton kelakon, ora usah kesusu,” kata ketua panitia. {SHORT['id'][3]}"

    assert detect_language(story) == "id"


def test_where_nothing_tells_the_first_of_the_family_is_taken():
    """A sentence of words that both share is Indonesian, unless its host says otherwise."""
    plain = "Air sungai naik dua meter semalam, lalu surut menjelang pagi, kata penjaga pintu air itu."

    assert clean_text(plain).language == "id"
    assert clean_text(plain, url="https://warta.com.my/a").language == "ms"
