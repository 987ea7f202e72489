"""
What the house knows, as one value: rules, tables, words, weights, and what a user's folder adds.

It is loaded once and handed in. Its digest, that of the code and the versions of three libraries make the
stamp of a row; none of these parses anything, so whoever only compares stamps needs not load the knowledge.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import metadata
from typing import TYPE_CHECKING

from transforms.lexicon.additions import read_additions, table_files
from transforms.lexicon.digests import CODE, DIGITS, code_digest, digest_of_files, files_below
from transforms.lexicon.schema import RuleError
from transforms.lexicon.tables import NOTHING, PACKAGE, Additions, derive_all, use_additions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from transforms.rulebook import RuleBook

LIBRARIES = ("trafilatura", "lxml", "py3langid", "babel")
"""Libraries whose versions change what becomes of a page."""

KNOWLEDGES_KEPT = 4

WITHOUT_MODEL = "without model"
"""What a digest says where the model is switched off."""


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """
    All that pages are read with.

    Attributes:
        book: The rules, a user's among them.

        additions: What a user's folder adds to the tables.

        digest: Digest of every packaged data file and of the folder's, for the column `knowledge`; another one
            where the model is switched off.

        model: Whether the model may strike.
    """

    book: RuleBook
    additions: Additions
    digest: str
    model: bool = True

    @property
    def folder(self) -> Path | None:
        """The user's folder; None where there is none."""
        return self.additions.folder

    @property
    def rulebook(self) -> str:
        """Digest of what the rules and their words do, for the column `rulebook`."""
        return self.book.digest

    def use(self) -> None:
        """Read every table with this knowledge's additions from here on. A process has one knowledge at a time."""
        use_additions(self.additions)


def load_knowledge(folder: Path | None = None, *, model: bool = True) -> Knowledge:
    """
    Load what the house knows; the same again as long as no file of it changes.

    Args:
        folder: A user's folder, laid out as the package is: `rules/…`, `lexicon/outlets.toml` and
            so on. It adds to what is packaged and changes nothing of it.

        model: Whether the model may strike; without it only rules, metadata and copies leave a text.

    Raises:
        RuleError: A file of the folder cannot be used. The message names file, place and remedy.
    """
    knowledge = load_once(folder, knowledge_digest(folder))
    return knowledge if model else without_model(knowledge)


@cache
def packaged_knowledge() -> Knowledge:
    """Return the packaged knowledge as its files were when it was first asked for: to look at them takes 4 ms."""
    return load_knowledge()


@lru_cache(maxsize=KNOWLEDGES_KEPT)
def load_once(folder: Path | None, digest: str) -> Knowledge:
    """Load the knowledge of this digest."""
    from transforms.rulebook.load import book_with  # noqa: PLC0415 - .06 s, and digests do without

    additions = read_additions(folder)
    knowledge = Knowledge(book_with(additions), additions, digest)
    if folder is not None:
        check_derived(knowledge, folder)
    return knowledge


@lru_cache(maxsize=KNOWLEDGES_KEPT)
def without_model(knowledge: Knowledge) -> Knowledge:
    """Return the same knowledge with the model switched off."""
    return replace(knowledge, digest=joined(knowledge.digest, WITHOUT_MODEL), model=False)


def check_derived(knowledge: Knowledge, folder: Path) -> None:
    """Refuse a folder from which the finders cannot derive what they need, such as patterns that do not compile."""
    try:
        derive(knowledge)
    except Exception as error:
        use_additions(NOTHING)
        fault = f"{type(error).__name__}: {error}"
        raise RuleError(f"{folder}: its tables cannot be used: {fault}. Take away what was added last.") from error


def derive(knowledge: Knowledge) -> None:
    """Use a knowledge, and derive from its tables all that the finders need."""
    import transforms.finders.all  # noqa: PLC0415 - they are many
    import transforms.finders.notices  # noqa: PLC0415
    import transforms.html.story  # noqa: PLC0415 - heavy: lxml
    import transforms.language  # noqa: F401, PLC0415

    knowledge.use()
    derive_all()


def preload(knowledge: Knowledge) -> None:
    """Import, derive and compile all that pages need, once before processes are forked."""
    from transforms.rulebook.compiled import compile_book  # noqa: PLC0415 - rules wait until they are asked for
    from transforms.rulebook.scan import scan_for  # noqa: PLC0415

    derive(knowledge)
    scan_for(knowledge.book.index)
    compile_book(knowledge.book)


def knowledge_digest(folder: Path | None = None, *, model: bool = True) -> str:
    """
    Return the digest of every packaged data file and of the files in a user's folder, and of whether the model is on.

    Raises:
        RuleError: The folder, or a file in it, cannot be read.
    """
    ours = digest_of_files(PACKAGE, (path for path in files_below(PACKAGE) if not path.endswith(CODE)))
    try:
        every = ours if folder is None else joined(ours, digest_of_files(folder, table_files(folder)))
    except OSError as error:
        raise RuleError(f"{error.filename}: cannot be read: {error.strerror}. Mend its permissions.") from error
    return every if model else joined(every, WITHOUT_MODEL)


def library_versions() -> tuple[str, ...]:
    """Return the versions of the libraries that read pages, without loading them."""
    return tuple(f"{name} {metadata.version(name)}" for name in LIBRARIES)


def stamp_of(knowledge: str, code: str, libraries: Iterable[str]) -> str:
    """
    Return the stamp of what is cleaned with this knowledge, this code and these libraries.

    Args:
        knowledge: What `knowledge_digest` returns.

        code: What `code_digest` returns.

        libraries: What `library_versions` returns.
    """
    return joined(knowledge, code, *libraries)


def joined(*parts: str) -> str:
    """Return one digest of several."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:DIGITS]


__all__ = [
    "Knowledge",
    "RuleError",
    "code_digest",
    "knowledge_digest",
    "library_versions",
    "load_knowledge",
    "packaged_knowledge",
    "preload",
    "stamp_of",
]
