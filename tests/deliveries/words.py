"""Words that made-up stories are made of. Every person, place and outlet is of our own invention."""

PLACE_HEADS = (
    "Kali Tirta Wana Bukit Sela Muara Rawa Lembah Giri Telaga Ranu Batu Sumber Karang Mega Sindang Arga Banyu "
    "Candra Danau Gunung Jati Kebon Lawang Marga Ngarai Padang Randu Sawah Teluk"
).split()
PLACE_TAILS = (
    "maya rejo sari wening lestari jaya buana kencana manik permai asri luhur mukti pura raya teduh dalem geni harja "
    "kembar lama mulya nirmala panggang ringin sakti tani waluyo yasa putih"
).split()
"""Both halves of a place's name: `Kalimaya`, `Tirtarejo`."""

PERSON_HEADS = (
    "Wira Padma Surya Rang Lesta Mang Tirta Prang Hali Kusu Senda Adi Brata Waneng Sastra Ganda Merta Pala Danu Raja "
    "Tung Hadi Indra Jaya Kerta Laksa Marta Nata Puspa Rekso"
).split()
PERSON_TAILS = (
    "sena naba karta kuti luhu gala yasa gono mun jati war krama wangsa pati nagara ria yuda gan wenda dewi "
    "kusuma lana mihar nindya prana rukmi subrata tama wijaya yana"
).split()
"""Both halves of a person's one name, as many Indonesians have: `Wirasena`."""

OFFICES = (
    "Camat Bidan Mandor Penyuluh Nakhoda Perajin Nelayan Petani Guru Dosen Pelatih Pemandu Penjaga Peternak "
    "Penenun Pedagang Sopir Peneliti Pustakawan Penata"
).split()

THINGS = (
    "jembatan dermaga pasar lumbung sumur kebun balai sekolah bendungan perahu kandang menara kolam lapangan saluran "
    "ladang bengkel klinik tambak hutan panggung gudang terminal sanggar kapal warung tungku sawah museum tanggul"
).split()

DEEDS = (
    "memperbaiki membangun meresmikan memeriksa merawat menghitung mengecat memperluas mengganti menjaga meninjau "
    "menyewakan memugar membersihkan menggambar mengukur menanami melindungi membongkar menerangi memagari mendata"
).split()

STATES = "retak berlumpur ramai sepi rusak mengering licin kosong tergenang miring kukuh kelabu aman lapuk".split()
JOINTS = "sementara sedangkan sebelum sesudah ketika lalu sehingga padahal".split()
UNITS = "karung lembar gulung ember bibit peti meter ekor kaleng batang keranjang helai tabung kotak ikat".split()

OUTLETS = (
    ("Kabar Kalimaya", "kabarkalimaya.example"),
    ("Suara Tirtarejo", "suaratirtarejo.example"),
    ("Harian Muarasari", "harianmuarasari.example"),
    ("Warta Selaluhur", "wartaselaluhur.example"),
    ("Pos Lembahmukti", "poslembahmukti.example"),
)
"""Name and host. `.example` is nobody's (RFC 2606)."""

MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
