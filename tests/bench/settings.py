"""What a bench run was asked for, and what it prints."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """
    What every section is given.

    Attributes:
        shared: Folder with labelled sets that may lie beside the project.

        cache: Folder for stores that are built once.

        small: Records of the run that is taken off the large one.

        large: Records of the large run.

        rounds: How often each run of texts is made; the cheapest counts, for a machine that others use.

        only: What the name of a corpus of texts must hold to be timed.

        base: Records that a night falls upon.

        short: Whether the base holds texts of about 60 words, which build in a fifth of the time.

        million: Records of a first load and of a night without news.

        clean: A store to read in place of built ones.
    """

    shared: Path
    cache: Path
    small: int
    large: int
    rounds: int
    only: str
    base: int
    short: bool
    million: int
    clean: Path | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what was measured, the figure, and what it should be."""

    what: str
    figure: str
    target: str = ""
