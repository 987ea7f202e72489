"""The records that travel through the house: frozen, slotted, and known to every room."""

from transforms.records.article import NO_HINTS, Article, PageKind, RawPage, Reject
from transforms.records.cut import rebuild
from transforms.records.facts import NO_FACTS, PageFacts
from transforms.records.spans import KINDS, Block, BlockKind, Layer, Removal, source_text

__all__ = [
    "KINDS",
    "NO_FACTS",
    "NO_HINTS",
    "Article",
    "Block",
    "BlockKind",
    "Layer",
    "PageFacts",
    "PageKind",
    "RawPage",
    "Reject",
    "Removal",
    "rebuild",
    "source_text",
]
