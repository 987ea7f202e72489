"""The engine: what each scope claims, and which guards hold it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from transforms.records import Article
from transforms.rulebook import RuleBook, find_furniture, load_rules
from transforms.text.normal import text_blocks

PARAGRAPH = "Air sungai di hulu naik dua meter pada malam hari, lalu surut lagi menjelang pagi tanpa merusak tanggul."
OTHER = "Kereta pertama berjalan lagi pada hari Jumat setelah petugas memeriksa seluruh rel di sepanjang lembah itu."
HEADLINE = "Panen Raya di Lembah Hijau Ditutup Hujan"


def book_of(folder: Path, scope: str, extra: str = "", name: str = "related.toml") -> RuleBook:
    """Return a book of one rule whose pattern is `lihat juga`."""
    path = folder / "rules" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f'[[rule]]\nid = "see"\nlanguages = ["id"]\nscope = "{scope}"\nwhy = "A cue."\nliterals = ["lihat juga"]\n'
        f"pattern = '''lihat juga'''\nstrips = [\"Lihat juga\"]\nspares = [\"Lihat!\", \"Juga.\"]\n{extra}\n",
        encoding="utf-8",
    )
    return load_rules(folder)


def page_of(*lines: str, url: str | None = None) -> Article:
    """Return a page of these lines."""
    return Article("page", url, text_blocks("\n".join(lines)))


def struck(page: Article, book: RuleBook) -> list[str]:
    """Return what a book strikes, in reading order."""
    return [removal.text for removal in page.strike(find_furniture(page, book)).removals]


@pytest.mark.parametrize(
    "line", ["Lihat juga", "LIHAT JUGA:", "» [ Lihat juga ] →", "**Lihat juga...**", "📌 Lihat juga"]
)
def test_a_line_rule_covers_a_whole_line_decoration_aside(tmp_path: Path, line: str) -> None:
    """Bullets, arrows, brackets, colons and capitals do not hide a prompt."""
    assert [line] == struck(page_of(PARAGRAPH, line, OTHER), book_of(tmp_path, "line"))


def test_a_line_rule_leaves_a_line_that_says_more(tmp_path: Path) -> None:
    """The rule must cover the line from end to end."""
    assert [] == struck(page_of(PARAGRAPH, "Lihat juga ke hulu.", OTHER), book_of(tmp_path, "line"))


def test_a_glued_rule_strikes_between_sentences(tmp_path: Path) -> None:
    """A prompt behind a full stop, with a sentence behind it, leaves the line alone otherwise."""
    page = page_of(f"{PARAGRAPH} Lihat juga {OTHER}")
    found = page.strike(find_furniture(page, book_of(tmp_path, "line", 'glued = "any"')))
    assert f"{PARAGRAPH} {OTHER}" == found.text


def test_a_glued_rule_leaves_the_middle_of_a_sentence(tmp_path: Path) -> None:
    """Where no sentence has ended, the words belong to the story."""
    page = page_of("Warga diminta Lihat juga papan di Balai Desa itu.")
    assert [] == struck(page, book_of(tmp_path, "line", 'glued = "any"'))


def test_a_rule_that_says_it_is_not_glued_is_not(tmp_path: Path) -> None:
    """`glued = "no"` is what a rule without the key means: whole lines alone."""
    page = page_of(f"{PARAGRAPH} Lihat juga {OTHER}")
    assert [] == struck(page, book_of(tmp_path, "line", 'glued = "no"'))


def test_a_line_remembered_is_judged_where_it_stands(tmp_path: Path) -> None:
    """The same short line is furniture behind the story, and not before it, however often it was seen."""
    book = book_of(tmp_path, "line", "after = 0.6")
    pages = [page_of(*lines) for lines in (("Lihat juga", PARAGRAPH, OTHER), (PARAGRAPH, OTHER, "Lihat juga"))] * 2
    assert [[], ["Lihat juga"]] * 2 == [struck(page, book) for page in pages]


def test_a_rule_glued_at_the_end_wants_nothing_behind_it(tmp_path: Path) -> None:
    """`end` strikes behind the last sentence and nowhere else."""
    book = book_of(tmp_path, "line", 'glued = "end"')
    pages = (page_of(f"{PARAGRAPH} Lihat juga"), page_of(f"{PARAGRAPH} Lihat juga {OTHER}"))
    assert [1, 0] == [len(struck(page, book)) for page in pages]


def test_a_run_takes_headlines_and_stops_at_the_story(tmp_path: Path) -> None:
    """Under its heading a run takes teasers, not the paragraph behind them."""
    page = page_of(PARAGRAPH, "Lihat juga:", HEADLINE, "Kapal Baru Tiba di Dermaga Utara", OTHER)
    book = book_of(tmp_path, "run", 'most = 4\nunder = "titles"')
    assert ["Lihat juga:", HEADLINE, "Kapal Baru Tiba di Dermaga Utara"] == struck(page, book)


def test_a_run_takes_no_more_than_its_most(tmp_path: Path) -> None:
    """The guard `most` ends a run among teasers."""
    page = page_of(PARAGRAPH, "Lihat juga:", HEADLINE, "Kapal Baru Tiba di Dermaga Utara")
    assert ["Lihat juga:", HEADLINE] == struck(page, book_of(tmp_path, "run", 'most = 1\nunder = "titles"'))


def test_a_rest_takes_all_behind_the_story(tmp_path: Path) -> None:
    """Behind the story a `rest` heading takes what follows, whatever it looks like."""
    page = page_of(PARAGRAPH, OTHER, "Lihat juga", "kapal", "Terkirim.")
    assert ["Lihat juga", "kapal", "Terkirim."] == struck(page, book_of(tmp_path, "rest", "after = 0.9"))


def test_a_rest_waits_for_the_story(tmp_path: Path) -> None:
    """Before its share of the story has passed, a `rest` heading is no heading."""
    page = page_of(PARAGRAPH, "Lihat juga", "kapal", OTHER)
    assert [] == struck(page, book_of(tmp_path, "rest", "after = 0.9"))


def test_a_rest_yields_where_story_resumes(tmp_path: Path) -> None:
    """More paragraphs behind the heading than `resumes` allows, and the story has not ended."""
    page = page_of(PARAGRAPH, "Lihat juga", OTHER, PARAGRAPH)
    assert [] == struck(page, book_of(tmp_path, "rest", "after = 0.2\nresumes = 1"))


def test_a_rest_leaves_a_paragraph_with_a_credit_glued_to_it(tmp_path: Path) -> None:
    """Initials behind the last stop do not make a teaser of a paragraph."""
    page = page_of(PARAGRAPH, OTHER, "Lihat juga", f"{PARAGRAPH} /TYJ", "kapal")
    assert ["Lihat juga", "kapal"] == struck(page, book_of(tmp_path, "rest", "after = 0.3\nresumes = 1"))


def test_a_run_leaves_a_paragraph_with_an_advertisement_glued_to_it() -> None:
    """What stays of a line without the label at its end decides whether it is a teaser."""
    page = page_of(PARAGRAPH, "Baca juga:", f"{OTHER} Advertisement", PARAGRAPH)
    assert {"related", "ad"} == {removal.kind for removal in find_furniture(page, load_rules())}
    assert OTHER in page.strike(find_furniture(page, load_rules())).text


def test_a_run_ends_at_a_sign_off() -> None:
    """Behind the initials of the desk no heading before them has a say."""
    page = page_of(PARAGRAPH, OTHER, "Baca juga:", "Kapal Baru Tiba di Dermaga Utara", "(abc/def)", "kapal baru")
    assert ["related", "related", "editor_credit"] == [r.kind for r in find_furniture(page, load_rules())]


def test_a_numbered_sub_head_under_a_read_also_line_stays() -> None:
    """Headlines under a cue count from one; a list of the story that goes on behind it does not."""
    cue, sub_head = f"Baca juga: {HEADLINE}", "3. Delapan Perahu Karam di Muara"
    assert [cue] == struck(page_of(PARAGRAPH, cue, sub_head, OTHER), load_rules())
    assert [cue, f"1. {HEADLINE} Lagi"] == struck(page_of(PARAGRAPH, cue, f"1. {HEADLINE} Lagi", OTHER), load_rules())


def test_prompts_one_behind_the_other_are_a_tail() -> None:
    """Pages folded into few lines set no mark between credit and call."""
    tail = "Editor: Sri Handayani Ikuti terus Kabar Muara di Instagram, X, dan YouTube"
    assert [f" {tail}"] == struck(page_of(f"{PARAGRAPH} {tail}"), load_rules())


def test_a_numbered_step_is_no_tail() -> None:
    """Instructions name buttons and shops."""
    assert [] == struck(page_of(PARAGRAPH, "1. Unduh aplikasi Cek Bantuan di Play Store.", OTHER), load_rules())


def test_a_site_rule_speaks_of_its_own_host_alone(tmp_path: Path) -> None:
    """A pack under `sites/` runs on its host and the hosts below it."""
    book = book_of(tmp_path, "line", 'kind = "share"', "sites/warta.test.toml")
    urls = ("https://warta.test/a", "https://desa.warta.test/a", "https://bukanwarta.test/a", "http://[broken", None)
    lines = [page_of(PARAGRAPH, "Lihat juga", url=url) for url in urls]
    assert [["site"], ["site"], [], [], []] == [[r.layer for r in find_furniture(page, book)] for page in lines]


def test_a_named_line_keeps_its_kind_inside_an_area() -> None:
    """A comment form behind `Related Posts` is comments, not related."""
    page = page_of(PARAGRAPH, OTHER, "Related Posts", HEADLINE, "Leave a Reply")
    kinds = {page.blocks[r.block].text: r.kind for r in find_furniture(page, load_rules())}
    assert {"Related Posts": "related", HEADLINE: "related", "Leave a Reply": "comments"} == kinds


def test_lines_that_left_the_story_are_not_read_again() -> None:
    """What another finder struck as a whole is no business of the rules."""
    page = page_of(PARAGRAPH, "Related Posts")
    gone = page.strike(find_furniture(page, load_rules()))
    assert () == find_furniture(gone, load_rules())


def test_a_glued_chain_is_taken_link_by_link() -> None:
    """Two prompts in a row behind a sentence both go."""
    page = page_of(f"{PARAGRAPH} Baca selengkapnya Ikuti kami di Google News")
    assert PARAGRAPH == page.strike(find_furniture(page, load_rules())).text


def test_an_empty_page_has_no_furniture() -> None:
    """No lines, no claims."""
    assert () == find_furniture(Article("page", None, ()), load_rules())


def test_the_order_of_rules_is_nothing() -> None:
    """Removals come out sorted, each once."""
    page = page_of(PARAGRAPH, "Related Posts", HEADLINE, "Facebook Twitter WhatsApp", "Komentar *")
    found = find_furniture(page, load_rules())
    assert sorted(set(found), key=lambda r: (r.block, r.start, r.end, r.kind, r.rule)) == list(found)
