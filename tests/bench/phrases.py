"""
Recall on phrasings that the rule book was not written from, and false alarms on story that looks like them.

    python tests/bench/phrases.py [--kind KIND ...] [--quiet]

Each line of `tests/golden/phrases.tsv` stands alone between plain paragraphs of a page: in the middle, at the
end, and with one paragraph behind it. Prints for each kind how many lines leave the text, and how many under
the right kind, by rules alone and by the whole page; then each line of `tests/golden/decoys.tsv` that loses a
word; then each phrase that stays, with what would have taken it.

    MISS    stays                         PAGE    only finders beside the rules take it
    KIND    a rule of another kind takes  SPOILS  story leaves with it
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from transforms.knowledge import load_knowledge
from transforms.page import clean_page
from transforms.records import Article, RawPage, Reject
from transforms.rulebook import find_furniture, load_rules
from transforms.rulebook.core import core_of
from transforms.rulebook.whole import covers_whole
from transforms.text.normal import split_lines, text_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transforms.records import Block, Removal
    from transforms.rulebook import RuleBook

GOLDEN = Path(__file__).parents[1] / "golden"
AS_OF = dt.date(2026, 11, 20)

STORY = """\
Ratusan petani garam di pesisir Kecamatan Banyuputih menghentikan produksi sejak Senin karena hujan turun hampir \
setiap sore. Tambak yang biasanya putih kini kembali digenangi air payau.
Slamet Riyadi, salah seorang petani, mengaku kehilangan separuh hasil panennya dalam dua pekan terakhir. Ia terpaksa \
menjual sisa garam dengan harga murah agar tidak larut.
Dinas perikanan setempat mencatat luas tambak yang terdampak mencapai delapan puluh hektare. Angka itu bisa bertambah \
apabila cuaca tidak segera membaik sampai akhir bulan.
Pemerintah kabupaten menyiapkan gudang sementara untuk menampung garam yang sudah dipanen. Pengangkutannya dibantu \
kelompok nelayan yang sedang tidak melaut.
Petani berharap kemarau kembali sebelum musim tanam berakhir. Mereka juga meminta tanggul di sisi utara ditinggikan \
supaya air pasang tidak lagi masuk ke tambak.""".split("\n")

PLACES = {"middle": (STORY[:2], STORY[2:]), "among": (STORY[:4], STORY[4:]), "end": (STORY[:4], [])}
"""Paragraphs before and behind the line; `among` leaves one behind it, as a box near the end does."""

MIDDLE_FIRST = frozenset("related ad video pagination share follow".split())
"""Kinds that stand between paragraphs as often as behind them; the others are judged at the end."""

ENOUGH = 0.8
"""Share of the letters and digits of a phrase that must leave; what stays of decoration is nobody's loss."""

Row: TypeAlias = dict[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one line: the share of it that left, what took it, and whether story left with it."""

    gone: float
    kinds: frozenset[str]
    rules: str
    spoiled: bool

    @property
    def caught(self) -> bool:
        """Whether the phrase left."""
        return self.gone >= ENOUGH

    @property
    def hurt(self) -> bool:
        """Whether anything left, were the line story."""
        return self.gone > 0 or self.spoiled


@dataclass(frozen=True, slots=True)
class Measured:
    """A row and what became of it at each place, by rules alone and by the whole page."""

    row: Row
    rules: dict[str, Outcome]
    page: dict[str, Outcome]

    @property
    def first(self) -> str:
        """The place at which lines of this kind are judged."""
        return "middle" if self.row["kind"] in MIDDLE_FIRST else "end"


def read_rows(name: str, kinds: Sequence[str]) -> list[Row]:
    """Return the rows of a table under `tests/golden`; those of some kinds where kinds are given."""
    with (GOLDEN / name).open(encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row for row in rows if not kinds or row["kind"] in kinds]


def weight(text: str) -> int:
    """Return how many letters and digits a text holds; its characters where it holds none."""
    return len(re.sub(r"[\W_]", "", text)) or len(text)


def phrase_of(line: str) -> str:
    """Return the furniture of a line: what its marks enclose, or all of it."""
    found = re.search("⟦(.+)⟧", line)
    return (found[1] if found else line).strip()


def judge(blocks: Sequence[Block], removals: Sequence[Removal], numbers: range, phrase: str) -> Outcome:
    """Return what became of a phrase that stands in some blocks of a page; all else on the page is story."""
    took = [r for r in removals if r.block in numbers]
    spoiled = any(r.block not in numbers for r in removals)
    total = gone = 0
    for number in numbers:
        text = blocks[number].text
        start = max(text.find(phrase), 0)
        wanted = range(start, start + len(phrase)) if phrase in text else range(len(text))
        struck = sorted({at for r in took if r.block == number for at in range(r.start, r.end)})
        total += weight(text[wanted.start : wanted.stop])
        gone += weight("".join(text[at] for at in struck if at in wanted)) if struck else 0
        spoiled |= any(text[at].isalnum() for at in struck if at not in wanted)
    rules = ",".join(sorted({r.rule for r in took}))
    return Outcome(gone / max(total, 1), frozenset(r.kind for r in took), rules, spoiled)


def try_line(line: str, place: str, book: RuleBook) -> tuple[Outcome, Outcome]:
    """Return what rules alone, and what the whole page, make of one line at one place."""
    before, behind = PLACES[place]
    plain = line.replace("⟦", "").replace("⟧", "")
    numbers = range(len(before), len(before) + len(split_lines(plain)))
    page = RawPage("phrase.txt", "text", "\n\n".join((*before, plain, *behind)))
    article = Article(page.source, None, text_blocks(page.content))
    rules = judge(article.blocks, find_furniture(article, book), numbers, phrase_of(line))
    cleaned = clean_page(page, knowledge=load_knowledge(), today=AS_OF)
    if isinstance(cleaned, Reject):
        return rules, Outcome(1.0, frozenset(), cleaned.reason, spoiled=True)
    return rules, judge(cleaned.blocks, cleaned.removals, numbers, phrase_of(line))


def measure(rows: Iterable[Row], book: RuleBook) -> list[Measured]:
    """Try each row at each place."""
    measured = []
    for row in rows:
        tried = {place: try_line(row["line"], place, book) for place in PLACES}
        rules, page = ({place: pair[n] for place, pair in tried.items()} for n in (0, 1))
        measured.append(Measured(row, rules, page))
    return measured


def percent(right: Sequence[bool]) -> str:
    """Return the share that is right, as seven characters."""
    return f"{100 * sum(right) / max(len(right), 1):7.1f}"


def print_recall(measured: Sequence[Measured]) -> None:
    """Print recall of each kind where it is judged, then of the whole page at each place."""
    print(f"{'kind':15} {'lines':>5}  rules  right   page  right | page: {'  '.join(PLACES)}  spoiled")
    for kind in ("", *dict.fromkeys(m.row["kind"] for m in measured)):
        some = [m for m in measured if kind in ("", m.row["kind"])]
        rules, page = [m.rules[m.first] for m in some], [m.page[m.first] for m in some]
        kinds = [m.row["kind"] for m in some]
        figures = "".join(
            percent([o.caught for o in side])
            + percent([o.caught and k in o.kinds for o, k in zip(side, kinds, strict=True)])
            for side in (rules, page)
        )
        places = "".join(percent([m.page[place].caught for m in some]) for place in PLACES)
        spoiled = sum(any(outcome.spoiled for outcome in m.page.values()) for m in some)
        print(f"{kind or 'all':15} {len(some):5}{figures} |     {places}  {spoiled:7}")


def print_alarms(decoys: Sequence[Measured]) -> None:
    """Print how many decoys lose a word at each place, then which."""
    for place in PLACES:
        rules = sum(m.rules[place].hurt for m in decoys)
        page = sum(m.page[place].hurt for m in decoys)
        print(f"false alarms, {place:6}: {rules} by rules, {page} by the page, of {len(decoys)} decoys")
    for m in decoys:
        places = [place for place in PLACES if m.page[place].hurt]
        if places:
            print(f"ALARM {m.row['kind']:15} {m.row['line']}   {m.page[places[0]].rules} ({', '.join(places)})")


def nearest(phrase: str, book: RuleBook) -> str:
    """Say what would take a phrase: a rule that fits but may not act here, or the phrase without a word or two."""
    core = core_of(phrase)
    fitting = sorted(rule.name for rule in book.rules if rule.scope != "span" and covers_whole(rule, core))
    if fitting:
        return f"fits {', '.join(fitting)}"
    words = core.split()
    for size in (1, 2):
        for at in range(len(words) - size + 1 if len(words) > size else 0):
            rest = core_of(" ".join(words[:at] + words[at + size :]))
            near = [rule.name for rule in book.rules if rule.scope != "span" and covers_whole(rule, rest)]
            if near:
                return f"without <{' '.join(words[at : at + size])}> {min(near)}"
    return "-"


def print_misses(measured: Iterable[Measured], book: RuleBook) -> None:
    """Print each phrase that does not leave as it should where it is judged."""
    for m in measured:
        rules, page, kind = m.rules[m.first], m.page[m.first], m.row["kind"]
        if not page.caught:
            part = f"{page.gone:.0%} by {page.rules}; " if page.gone else ""
            print(f"MISS {kind:15} {m.row['line']}   {part}{nearest(phrase_of(m.row['line']), book)}")
        elif not rules.caught:
            print(f"PAGE {kind:15} {m.row['line']}   {page.rules}")
        elif kind not in rules.kinds:
            print(f"KIND {kind:15} {m.row['line']}   {rules.rules}")
        if page.spoiled:
            print(f"SPOILS {kind:13} {m.row['line']}   {page.rules}")


def main() -> None:
    """Print figures, false alarms and misses."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kind", nargs="*", default=[], help="only these kinds")
    parser.add_argument("--quiet", action="store_true", help="no misses")
    options = parser.parse_args()
    book = load_rules()
    measured = measure(read_rows("phrases.tsv", options.kind), book)
    print_recall(measured)
    print_alarms(measure(read_rows("decoys.tsv", options.kind), book))
    if not options.quiet:
        print_misses(measured, book)


if __name__ == "__main__":
    main()
