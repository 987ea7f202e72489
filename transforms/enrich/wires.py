"""Finding wire credits: the agencies and outlets from which copy says it took text or facts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from transforms.enrich.names import is_known
from transforms.enrich.signoff import find_initials
from transforms.enrich.tables import table
from transforms.enrich.wirenames import TITLED, alias_of, known, names_at, unique
from transforms.records import Article, Removal

BARE = re.compile(r"\((?P<name>[A-Za-z][\w. -]{1,24}(?:/[A-Za-z][\w. ]{1,24})?)\)\s*$")
LONGEST_CREDIT_LINE = 60


@dataclass(frozen=True, slots=True)
class Wires:
    """
    Where copy was taken from.

    Attributes:
        wire_sources: Agencies and outlets as printed, in the order of the page.

        republished_from: The paper that a republication notice names.

        removals: Bare credits, kind `credit` (`editor_credit` for a line of its own).
    """

    wire_sources: tuple[str, ...] = ()
    republished_from: str | None = None
    removals: tuple[Removal, ...] = ()


def find_wires(article: Article, outlet: str | None = None) -> Wires:
    """
    Find the outlets and agencies that a copy credits.

    Only bare credits (`(detik)`, `Sumber: Antara`) leave the text; sentences stay.

    Args:
        article: The article to read. Republication notices are read even where a rule struck them.

        outlet: The copy's outlet, which is no source of its own.
    """
    names: list[str] = []
    removals: list[Removal] = []
    story = article.story()
    text = "\n".join(block.text for _, block in story)
    names += cited(text) + reported(text)
    last = max((n for n, (_, block) in enumerate(story) if len(block.text) > LONGEST_CREDIT_LINE), default=0)
    for n, (index, block) in enumerate(story):
        found, spans = bare_credits(block.text, ending=n >= last)
        names += found
        removals += [Removal(index, a, b, kind, f"{kind}.wire", "metadata") for a, b, kind in spans]
    republished = republished_from("\n".join(block.text for block in article.blocks))
    if republished and is_known(republished):
        names.append(republished)
    return Wires(unique(names, outlet), republished, tuple(removals))


@cache
def cue() -> re.Pattern[str]:
    """Return the pattern of a cue with what may stand between it and the name."""
    data = table("wires")
    cues = "|".join(sorted(data["cues"], key=len, reverse=True))
    between = "|".join(sorted(data["between"], key=len, reverse=True))
    return re.compile(rf"(?<![\w])(?P<cue>(?i:{cues}))(?P<between>(?:\s+(?i:{between})(?=[\s,]|[A-Z])){{0,5}})(?:,?\s+[\"“*]?(?=\w)|(?=[A-Z]))")


@cache
def cue_literals() -> tuple[str, ...]:
    """Return what must stand in casefolded text for a cue to match."""
    return ("lansir", "kutip", "ngutip", "sadur", "nyadur", "nukil", "warta", "lapor", "berita", "surat kabar", "koran", "petik", "metik", "ambil", "rangkum", "rujuk", "sitir", "nyitir", "media lokal")


def cited(text: str) -> list[str]:
    """Return the names behind cues: `dilansir dari X dan Y`, `mengutip X`, `dikutip detik dari X`."""
    folded = text.casefold()
    if not any(literal in folded for literal in cue_literals()):
        return []
    names: list[str] = []
    trusted = frozenset(table("wires")["trusting"])
    for match in cue().finditer(text):
        trusting = match["cue"].casefold() in trusted
        found = names_at(text, match.end(), trusting=trusting)
        through = FROM.match(text, match.end() + len(found[0])) if found and len(found) == 1 else QUOTING.match(text, match.end())
        if through:
            found = names_at(text, through.end(), trusting=False) or ()
        names += found
    return names


FROM = re.compile(r"\s*(?:dari|melalui)\s+(?:laman |situs |kantor berita |portal |media |artikel )?(?=[A-Z])")
QUOTING = re.compile(r"[A-Z][\w.-]{2,40}\s+dari\s+(?:laman |situs |kantor berita |portal |media |artikel )?(?=[A-Z])")


@cache
def patterns() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Return the compiled patterns around known names, each with words of which one must stand in the text."""
    rows = []
    for pattern in table("wires")["patterns"]:
        before, after = pattern.split("NAME")
        words = re.findall(r"[A-Za-z]{4,}", re.sub(r"\(\?:the \)\?|news agency|\[Aa\]ccording", "according " if "ccording" in pattern else "", before if before.strip(r"\b") else after))
        rows.append((re.compile(before + r"(?P<name>" + known().pattern + r")" + after), tuple(dict.fromkeys(words))))
    return tuple(rows)


def reported(text: str) -> list[str]:
    """Return the known outlets in other phrasings: `according to X`, `X melaporkan`."""
    hits = {(m.start(), m[0]) for m in known_in(text)}
    if not hits:
        return []
    names = []
    for start, _ in sorted(hits):
        window = text[max(0, start - 60) : start + 80]
        names += [m["name"] for pattern, words in patterns() if any(w in window for w in words) for m in [covering(pattern, window, min(start, 60))] if m]
    return names


def known_in(text: str) -> list[re.Match[str]]:
    """Return where known names stand in a text."""
    return [m for m in capital().finditer(text) if known().match(text, m.start())]


@cache
def capital() -> re.Pattern[str]:
    """Return the pattern of a word that can begin a known name."""
    firsts = sorted({name[:3] for name in table("outlets")["wires"]} | {name[:3] for name in table("outlets")["hosts"]})
    return re.compile(r"(?<![\w@/])(?:" + "|".join(re.escape(f) for f in firsts) + r")[\w.]{0,20}")


def covering(pattern: re.Pattern[str], window: str, at: int) -> re.Match[str] | None:
    """Return the match whose name stands at an offset of a window."""
    return next((m for m in pattern.finditer(window) if m.start("name") == at), None)


def bare_credits(line: str, *, ending: bool) -> tuple[list[str], list[tuple[int, int, str]]]:
    """Find `(detik)` at the end of sentences and lines that are nothing but `Sumber: Antara`; names as printed, `(AFP)`, only where the story ends: captions have them."""
    names: list[str] = []
    spans: list[tuple[int, int, str]] = []
    for start, end, inside in find_initials(line):
        parts = re.split(r"[/ ]", inside.strip("*/ ")) if ending or inside.islower() else []
        found = [alias for part in parts if (alias := alias_of(part))]
        names += found
        if found:
            spans.append((start, end, "credit"))
    bare = BARE.search(line) if ending and line.endswith(")") and not spans else None
    if bare and is_credit(bare["name"]) and line[: bare.start()].rstrip()[-1:] in ".!?\"”":
        names += [part.strip() for part in bare["name"].split("/") if is_known(part.strip())]
        spans.append((bare.start(), bare.end(), "credit"))
    if len(line) <= LONGEST_CREDIT_LINE:
        labelled = label().fullmatch(line)
        if labelled:
            found = list(names_at(labelled["name"], 0, trusting=False))
            names += found
            if found:
                spans = [(0, len(line), "editor_credit")]
    return names, spans


def is_credit(name: str) -> bool:
    """Say whether what stands in brackets is an outlet's name or several."""
    return all(is_known(part.strip()) for part in name.split("/"))


@cache
def label() -> re.Pattern[str]:
    """Return the pattern of a credit line."""
    labels = "|".join(sorted(table("wires")["line_labels"], key=len, reverse=True))
    return re.compile(rf"[^\w]{{0,4}}\(?(?i:{labels})\s?:\s?(?P<name>[A-Za-z][^\n]{{1,44}}?)\)?[^\w]{{0,4}}")


@cache
def republications() -> tuple[re.Pattern[str], ...]:
    """Return the compiled notices of republication."""
    name = rf"(?P<name>[A-Za-z0-9][\w-]{{1,30}}(?:\.[a-z]{{2,6}}){{1,2}}|{TITLED})"
    return tuple(re.compile(f"(?i:{row.split('NAME')[0]}){name}") for row in table("wires")["republished"])


def republished_from(text: str) -> str | None:
    """Return the paper that a republication notice names."""
    folded = text.casefold()
    if not any(word in folded for word in ("tayang di", "artikel asli", "berita asli", "originally", "first appeared", "first published", "terbit di", "dimuat", "sumber berita", "berita ini", "artikel ini", "rencana ini")):
        return None
    for pattern in republications():
        match = pattern.search(text)
        if match:
            return match["name"]
    return None
