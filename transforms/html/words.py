"""The words by which pages name their parts, from `words.toml`."""

from __future__ import annotations

import tomllib
from importlib.resources import files

WORDS: dict[str, dict[str, list[str]]] = tomllib.loads(
    files("transforms.html").joinpath("words.toml").read_text(encoding="utf-8")
)
