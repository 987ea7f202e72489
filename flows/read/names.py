"""What exports call their fields. Data: a new name is a word in a line."""

from collections.abc import Mapping

ALIASES: Mapping[str, tuple[str, ...]] = {
    ours: tuple(theirs.split())
    for ours, theirs in {
        "html": "html raw_html html_content content_html body_html html_body page_html page_source raw_content",
        "text": (
            "text content body article_body article_text article_content full_text maintext main_text body_text "
            "article story content_text plain_text raw_text isi konten isi_berita isi_artikel naskah teks berita"
        ),
        "url": "url link permalink canonical_url page_url article_url source_url web_url news_url href uri tautan",
        "fetched_at": (
            "fetched_at crawled_at scraped_at downloaded_at retrieved_at fetch_date fetch_time crawl_date crawl_time "
            "scrape_date scrape_time download_date date_download date_crawled date_scraped access_date accessed_at "
            "warc_date timestamp"
        ),
        "title": "title headline page_title article_title judul judul_berita",
        "date": (
            "date published published_at date_published publish_date date_publish published_date publication_date "
            "pub_date published_time published_on publish_time posted_at post_date date_time datetime date_gmt "
            "created_at tanggal_terbit tanggal_publikasi waktu_terbit tanggal tgl"
        ),
        "author": "author authors byline creator dc_creator writer reporter penulis",
        "outlet": (
            "outlet publisher site_name sitename source_name source_hostname source media newspaper portal "
            "source_domain domain hostname host sumber"
        ),
        "description": "description summary excerpt deck subtitle abstract lead ringkasan deskripsi",
        "tags": "tags keywords tag topics",
        "section": "section category categories channel rubrik kategori",
        "date_order": "date_order",
        "modified": "modified modified_at date_modified updated updated_at last_modified date_modify modified_gmt",
        "language": "language lang locale in_language",
        "editor": "editor editors penyunting",
        "charset": "charset encoding",
    }.items()
}
"""
Our field, and what others call it, the surest name first.

Spelling does not count: `publishedAt`, `Published At` and `published-at` are one name. `timestamp`
is a crawl's time in the public corpora that have it (C4, mC4, OSCAR, CulturaX).
"""

INNER_NAMES = ("rendered", "#text", "@value", "value", "content", "name", "title", "text")
"""Where a field that is an object keeps its words: WordPress, XML turned JSON, feed readers, schema.org."""
