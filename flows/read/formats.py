"""What the name of a raw file promises, and what the sidecar of a page is called."""

from collections.abc import Mapping
from typing import TypeAlias

FORMATS: Mapping[str, str] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jl": "jsonl",
    ".jsonlines": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
}
"""What a suffix promises. The content decides where the two clearly disagree."""

PACKED_SUFFIXES = (".gz", ".bz2", ".xz")
SIDECAR = ".meta.json"
FORMATS_OF_ONE_PAGE = frozenset({"html", "text"})
Format: TypeAlias = str
"""What is read in one way: a value of `FORMATS`."""


def bare_name(name: str) -> str:
    """Return a file name without the suffixes of packings."""
    while name.lower().endswith(PACKED_SUFFIXES):
        name = name[: name.rindex(".")]
    return name


def format_of(name: str) -> Format | None:
    """Return what a file name promises, None if no reader knows it or it is a page's sidecar."""
    bare = bare_name(name)
    return None if bare.endswith(SIDECAR) else FORMATS.get(suffix_in(bare))


def suffix_in(name: str) -> str:
    """Return a name's last suffix in small letters; a name has none that only begins with a dot."""
    return f".{parts[2].lower()}" if (parts := name.rpartition("."))[0] else ""


def suffix_of(name: str) -> str:
    """Return the suffix that an unread file is counted under."""
    if name.endswith(SIDECAR):
        return SIDECAR
    bare = bare_name(name)
    return suffix_in(bare) + name[len(bare) :].lower()


def sidecar_names(name: str) -> tuple[str, ...]:
    """Return what a page's sidecar may be called, the most particular name first."""
    bare = bare_name(name)
    return tuple(dict.fromkeys(stem + SIDECAR for stem in (name, bare, bare[: len(bare) - len(suffix_in(bare))])))
