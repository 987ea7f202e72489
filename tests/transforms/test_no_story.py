"""Pages that tell no story are refused, each kind by a reason of its own; stories about such pages are stories."""

import pytest

from transforms import clean_html, clean_text
from transforms.records import Reject

FRAME = (
    "<html><head><title>{title}</title>{head}</head><body><nav><a href='/'>Beranda</a> <a href='/kota'>Kota</a></nav>"
    "<main>{body}</main><footer><p>Redaksi | Kontak</p><p>© 2026 Warta Rawa</p></footer></body></html>"
)
STORY = [
    "Perahu dayung warga Kampung Lumbung kembali melayani penyeberangan setelah dermaga kayu selesai dibangun.",
    "Dermaga itu dikerjakan bersama selama tiga bulan dengan kayu ulin sumbangan para pemilik kebun di hulu.",
    "Ketua kelompok Mardiana menyebut ongkos sekali menyeberang tetap dua ribu rupiah bagi anak sekolah dan guru.",
    "Warga berharap pemerintah kabupaten memasang lampu di kedua ujung dermaga sebelum musim hujan tiba.",
    "Seorang guru mengatakan murid-muridnya kini datang sebelum lonceng, karena perahu berangkat tiap sepuluh menit.",
]


def page(title: str, *lines: str, heading: str = "", head: str = "") -> str:
    """Return a page with a title, a heading and paragraphs."""
    body = f"<h1>{heading or title}</h1>" + "".join(f"<p>{line}</p>" for line in lines)
    return FRAME.format(title=f"{title} - Warta Rawa", head=head, body=body)


def card(n: int, kind: str = "div") -> str:
    """Return a card of a list."""
    return (
        f"<{kind} class='kartu'><h3><a href='/b/{n}'>Kabar ke {n} dari Rawa Hulu</a></h3><span>{n} Mei 2026</span>"
        f"<p>{STORY[n % 5]}</p><a href='/b/{n}'>Selengkapnya</a></{kind}>"
    )


NO_STORIES = [
    ("error_page", page("404", "Maaf, laman yang anda cari tidak dijumpai. Sila kembali ke laman utama.")),
    ("error_page", page("Oops! Page Not Found", "We can't seem to find the page you're looking for.", heading="Oops!")),
    ("error_page", page("Halaman tidak tersedia", "Artikel ini mungkin telah dihapus atau dipindahkan.")),
    ("error_page", page("403 Forbidden", "You don't have permission to access this resource on the server.")),
    ("error_page", page("Warta", "The page you requested could not be found. Try the search box above.", heading="Hm")),
    (
        "error_page",
        page("500 Internal Server Error", "The server encountered an error, try again later."),
    ),
    ("login_page", page("Log Masuk", "Sila log masuk untuk meneruskan bacaan. Belum mempunyai akaun? Daftar percuma.")),
    ("login_page", page("Sign in to your account", "Please sign in to read on. Forgot your password? Reset it here.")),
    ("login_page", page("Daftar Akun Baru", "Isi nama, surel dan kata sandi untuk membuat akun baru pada situs kami.")),
    ("challenge_page", page("Attention Required!", "Please complete the security check to access wartarawa.example.")),
    ("challenge_page", page("wartarawa.example", "Verifying you are human. This may take a few seconds to complete.")),
    ("challenge_page", page("Mohon tunggu", "Kami sedang memastikan bahwa Anda bukan robot. Aktifkan JavaScript.")),
    (
        "consent_page",
        page("Before you continue", "We and our 214 partners store information on your device."),
    ),
    (
        "consent_page",
        page("Kami menghargai privasi Anda", "Kami dan mitra kami menggunakan cookie. Terima semua"),
    ),
    (
        "consent_page",
        page("Cookie settings", "We use cookies to make this site work. Accept all or choose."),
    ),
    (
        "maintenance_page",
        page("Sedang dalam pemeliharaan", "Situs kami sedang dalam perbaikan. Kembali nanti."),
    ),
    ("maintenance_page", page("Under maintenance", "We are down for scheduled maintenance and will be back shortly.")),
    (
        "maintenance_page",
        page("Penyelenggaraan sistem", "Laman web kami sedang diselenggara. Sila cuba lagi nanti."),
    ),
    (
        "masthead_page",
        page("Susunan Redaksi", "Pemimpin Redaksi: Sekar", "Redaktur: Bayu", *STORY[:2]),
    ),
    ("masthead_page", page("Tim Kami", *(f"{role}: Sekar" for role in ("Penerbit", "Wartawan", "Redaktur", "Iklan")))),
    (
        "masthead_page",
        page("About us", "Warta Rawa is a paper for the people of the marshes, made by four teachers."),
    ),
    ("masthead_page", page("Pedoman Media Siber", *STORY)),
    (
        "search_page",
        page('Hasil pencarian untuk "dermaga"', "Tidak ada berita yang cocok dengan kata itu."),
    ),
    ("search_page", page("Search results for dermaga", "No stories matched your search, try another word or two.")),
    ("search_page", FRAME.format(title="Hasil carian: jeti", head="", body="".join(map(card, range(4))))),
    ("index_page", FRAME.format(title="Kota", head="", body=f"<h1>Kota</h1><div>{''.join(map(card, range(6)))}</div>")),
    ("index_page", FRAME.format(title="Tag: dermaga", head="", body="".join(card(n, "article") for n in range(4)))),
    ("index_page", FRAME.format(title="x", head="", body=f"<ul>{''.join(card(n, 'li') for n in range(7))}</ul>")),
    (
        "index_page",
        FRAME.format(
            title="Latest news",
            head="",
            body="".join(f"<a class='c' href='/n/{n}'><h2>Story {n}</h2><p>{STORY[n]}</p></a>" for n in range(5)),
        ),
    ),
]


@pytest.mark.parametrize(("reason", "html"), NO_STORIES)
def test_a_page_without_a_story_is_refused(reason, html):
    """Error, login, challenge, consent, maintenance, masthead, search and list, in three languages."""
    outcome = clean_html(html, url="https://wartarawa.example/x/1")

    assert isinstance(outcome, Reject)
    assert (outcome.stage, outcome.reason) == ("validate", reason)


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        (
            "error_page",
            "Halaman Tidak Ditemukan\nMaaf, halaman yang Anda cari tidak ada atau sudah dipindahkan.",
        ),
        (
            "login_page",
            "Masuk\nSilakan masuk dengan akun Anda untuk membaca artikel ini.\nLupa kata sandi?",
        ),
        ("challenge_page", "Just a moment...\nEnable JavaScript and cookies to continue to the site you asked for."),
        ("index_page", "\n".join(f"Kabar ke {n}\n{STORY[n]}\nSelengkapnya" for n in range(5))),
        ("index_page", "\n".join(f"Kabar ke {n}\n2 Mei 2026\n{STORY[n]}\nBaca selengkapnya »" for n in range(5))),
    ],
)
def test_text_that_somebody_extracted_from_such_a_page_is_refused_as_well(reason, text):
    """The first line is what the page is called; teasers with the way to their stories are a list."""
    outcome = clean_text(text)

    assert isinstance(outcome, Reject)
    assert outcome.reason == reason


@pytest.mark.parametrize(
    "html",
    [
        page("Halaman 404 Situs Kabupaten Jadi Galeri Lukisan", *STORY[:2]),
        page("Mengapa Muncul Halaman Tidak Ditemukan? Begini Cara Mengatasinya", *STORY[:3]),
        page("404", *STORY, *STORY[::-1], heading="404: Pameran Halaman yang Hilang"),
        page("Warga Diminta Masuk ke Akun Baru Sebelum Jumat", *STORY[:2]),
        page("Masuk Angin", *STORY),
        page("Situs Pendaftaran Sekolah Sedang dalam Perbaikan", *STORY[:3]),
        page("Search for the missing ferry goes on", *STORY[:3]),
        page("Redaksi Koran Kampus Rayakan Ulang Tahun", *STORY[:3]),
        page("Tag Merek Dibuang, Toko Baju Bekas Ramai", *STORY[:3]),
        page("Lima Dermaga", *(f"<a href='/d/{n}'>Dermaga {n}</a> {line}" for n, line in enumerate(STORY))),
        FRAME.format(
            title="Dermaga Kayu Selesai",
            head="",
            body="<h1>Dermaga Kayu Selesai</h1>"
            + "".join(f"<p>{line}</p>" for line in STORY)
            + "".join(map(card, range(6))),
        ),
    ],
)
def test_a_story_about_such_a_page_is_a_story(html):
    """It has a headline of its own, says more, and its teasers stand beside prose."""
    assert not isinstance(clean_html(html, url="https://wartarawa.example/x/2"), Reject)


def test_a_short_story_that_quotes_such_words_is_a_story():
    """What somebody says in a story is said to nobody who opened the page."""
    story = f"Dermaga Selesai\n{STORY[0]}\n“Ingat saya setiap kali menyeberang,” kata tukang kayu itu.\n{STORY[2]}"

    assert not isinstance(clean_text(story), Reject)


@pytest.mark.parametrize("name", ["Tentang Kami", "Redaksi", "Kontak", "About Us", "Disclaimer"])
def test_a_story_over_a_part_that_is_called_like_such_a_page_is_a_story(name):
    """The footer's heading is the second of a page whose headline is its title."""
    title = "Dermaga Kayu Kampung Lumbung Selesai"
    body = f"<article><h1>{title}</h1>{''.join(f'<p>{line}</p>' for line in STORY * 2)}</article>"
    part = f"<footer><h4>{name}</h4><p>Warta Rawa terbit sejak 2010.</p></footer>"
    html = f"<html><head><title>{title} - Warta Rawa</title></head><body>{body}{part}</body></html>"
    assert not isinstance(clean_html(html, url="https://wartarawa.example/x/2"), Reject)


@pytest.mark.parametrize("line", ["Tentang Kami", "Redaksi", "Cari Berita", "Masuk", "Login", "Kontak", "Pasang Iklan"])
def test_a_story_below_a_button_of_the_menu_is_a_story(line):
    """What stands in the first line of a text need not be what the page is called."""
    assert not isinstance(clean_text("\n".join([line, *STORY[:3]]), url="https://warta.example/a"), Reject)


@pytest.mark.parametrize("line", [",", ":", "!, :"])
def test_a_page_of_marks_alone_is_no_story(line):
    """What would be its name holds no word."""
    outcome = clean_text(line)

    assert isinstance(outcome, Reject)
    assert outcome.reason == "no_story"
