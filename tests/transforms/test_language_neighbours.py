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


EUROPE = {
    "de": "Die Gemeinde hat gestern mitgeteilt, dass die alte Brücke nicht vor dem Sommer öffnet. Die Händler "
    "sagen, dass die Arbeiten länger dauern als geplant, und bitten um einen Steg für die Kunden.",
    "nl": "De gemeente heeft gisteren gemeld dat de oude brug niet voor de zomer opengaat. De winkeliers zeggen"
    " dat het werk langer duurt dan gepland en vragen om een loopbrug voor hun klanten aan deze kant van "
    "het water.",
    "fr": "La mairie a annoncé hier que le vieux pont ne rouvrira pas avant cet été. Les commerçants disent que"
    " les travaux durent depuis trop longtemps et demandent une passerelle pour leurs clients dans la rue"
    " du marché.",
    "es": "El ayuntamiento anunció ayer que el puente viejo no abrirá hasta el verano. Los comerciantes dicen "
    "que las obras duran más de lo previsto y piden una pasarela para los vecinos del barrio.",
    "it": "Il comune ha annunciato ieri che il vecchio ponte non riaprirà prima della fine dei lavori. I "
    "negozianti chiedono una passerella nella piazza del mercato, che è la più vicina alla riva.",
    "pt": "A câmara anunciou ontem que a ponte velha não abrirá antes das férias. Os comerciantes pedem uma "
    "passagem em madeira, já que são muitos os clientes que vêm a pé da outra margem com os sacos das "
    "compras.",
    "tr": "Belediye, eski köprünün yaz gelene kadar açılmayacağını duyurdu. Esnaf, çalışmaların çok uzun "
    "sürdüğünü ve müşteriler için bir yaya köprüsü gerektiğini, ancak bunun için ödenek olduğunu söyledi.",
}

WITHOUT_A_LIST = {
    "gl": "O concello anunciou onte que a ponte vella non abrirá ata o verán, segundo informou a alcaldesa. Os "
    "veciños das dúas beiras do río piden que se faga unha pasarela.",
    "ca": "L'ajuntament va anunciar ahir que el pont vell no obrirà fins a l'estiu. Els veïns de les dues ribes"
    " demanen una passarel·la, i l'associació de comerciants diu que les obres ja duren més del previst.",
    "af": "Die munisipaliteit het gister aangekondig dat die ou brug nie voor die somer sal oopmaak nie. Die "
    "inwoners vra vir 'n voetbrug, en die winkeliers sê dat die werk langer duur as wat hulle verwag het.",
    "da": "Kommunen meddelte i går, at den gamle bro ikke åbner før sommeren. De handlende siger, at arbejdet "
    "allerede varer længere end planlagt, og der er ingen biler på vejen.",
}


@pytest.mark.parametrize(("language", "text"), EUROPE.items())
def test_languages_of_europe_are_told_without_the_library(language, text, monkeypatch):
    """Their function words say it; the library takes a hundred times as long."""
    monkeypatch.setattr("transforms.language.ask_library", None)

    assert detect_language(text) == language


@pytest.mark.parametrize(("language", "text"), WITHOUT_A_LIST.items())
def test_what_has_no_list_is_left_to_the_library(language, text):
    """A language beside one that has a list shares too few of its words to be taken for it."""
    assert detect_language(text) == language
