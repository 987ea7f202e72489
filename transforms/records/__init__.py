"""The records that travel through the house: frozen, slotted, and known to every room."""

from transforms.records.article import TOLD, Article, Column
from transforms.records.cut import rebuild
from transforms.records.facts import NO_FACTS, PageFacts
from transforms.records.page import NO_HINTS, PageKind, RawPage, Reject
from transforms.records.spans import KINDS, Block, BlockKind, Kind, Layer, Removal, source_text

__all__ = [
    "KINDS",
    "NO_FACTS",
    "NO_HINTS",
    "TOLD",
    "Article",
    "Block",
    "BlockKind",
    "Column",
    "Kind",
    "Layer",
    "PageFacts",
    "PageKind",
    "RawPage",
    "Reject",
    "Removal",
    "rebuild",
    "source_text",
]
