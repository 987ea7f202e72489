"""
Sketches: a few numbers for each text by which its copies are found.

A text's words are folded, each run of three words is a 64-bit hash, and of these the eighth below a limit is kept
(FracMinHash): what two sketches share is what the texts share, whatever else they hold. Two paths make equal bytes:
one compiled pass for many texts, and numpy for a few, which waits for no compiler.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from transforms.duplicates.runs import Parts

COMPILED_SLICE, PLAIN_SLICE = 8 * 2**20, 2**19
"""Bytes of text that each path sketches at once; numpy takes a hundred times as much memory."""

FEWEST_COMPILED = 10 * 2**20
"""Bytes of text from which loading the compiled pass (.4 s) costs less than it saves; some 5,000 texts."""

MOST_CHARACTERS = 500_000
"""Characters of a text that are looked at; twenty thousand words have a third of them."""

NOT_IN_FORM = "[^\\x00-\\x7f\u00a0“”‘’–—…•À-ÖØ-öø-ÿ]"
"""
A character that may have another form (NFKC); the others keep theirs, or are no part of a word in either.

Bringing all texts that are not ASCII into one form costs more than all else; of clean texts one in twenty-five has such
a character.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Sketches:
    """
    The sketches of texts, one behind the other.

    Attributes:
        hashes: Kept hashes, those of one text together, ascending and each once.

        starts: Where the hashes of each text begin, and behind the last where they end.

        words: How many words each text has.
    """

    hashes: NDArray[np.uint64]
    starts: NDArray[np.int64]
    words: NDArray[np.int32]

    def of(self, number: int) -> NDArray[np.uint64]:
        """Return the hashes of one text."""
        return self.hashes[self.starts[number] : self.starts[number + 1]]


def sketch(texts: pa.Array | pa.ChunkedArray, *, compiled: bool | None = None) -> Sketches:
    """
    Return the sketches of texts.

    Args:
        texts: Strings; null is a text without words.

        compiled: Whether the compiled pass is taken; None lets the size of the texts decide.

    Returns:
        Equal bytes on either path.
    """
    import numpy as np  # noqa: PLC0415 - heavy
    import pyarrow as pa  # noqa: PLC0415

    whole = texts if isinstance(texts, pa.ChunkedArray) else pa.chunked_array([texts])
    path, most = path_for(whole.nbytes, compiled=compiled)
    parts = [path(data, offsets) for data, offsets in slices(whole, most)]
    none = (np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, np.int32))
    hashes, counts, words = (np.concatenate(column) for column in zip(none, *parts, strict=True))
    return Sketches(hashes, np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)]), words)


def path_for(
    size: int, *, compiled: bool | None
) -> tuple[Callable[[NDArray[np.uint8], NDArray[np.int64]], Parts], int]:
    """Return the path for so many bytes of text, and how many it takes at once."""
    if compiled or (compiled is None and size >= FEWEST_COMPILED):
        # Without the compiler, or a folder that it may keep its work in, every run would wait for it anew.
        with contextlib.suppress(ImportError, RuntimeError):
            from transforms.duplicates.compiled import sketch_slice  # noqa: PLC0415 - loads the compiler

            return sketch_slice, COMPILED_SLICE
    from transforms.duplicates.plain import sketch_slice as plain_slice  # noqa: PLC0415 - loads numpy

    return plain_slice, PLAIN_SLICE


def slices(texts: pa.ChunkedArray, most: int) -> Iterator[tuple[NDArray[np.uint8], NDArray[np.int64]]]:
    """Yield the folded bytes of some texts at a time, about `most`, and where each begins and the last ends."""
    import numpy as np  # noqa: PLC0415 - heavy
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    for chunk in texts.chunks:
        sizes = np.cumsum(pc.fill_null(pc.binary_length(chunk), 0).to_numpy(zero_copy_only=False))
        at = 0
        while at < len(chunk):
            done = int(sizes[at - 1]) if at else 0
            behind = max(at + 1, int(np.searchsorted(sizes, done + most, side="right")))
            folded = fold_texts(chunk.slice(at, behind - at)).cast(pa.large_string())
            _, offsets, data = folded.buffers()
            begins = np.frombuffer(offsets, np.int64)[folded.offset : folded.offset + len(folded) + 1]
            yield np.frombuffer(data or b"", np.uint8)[begins[0] : begins[-1]], begins - begins[0]
            at = behind


def fold_texts(texts: pa.Array) -> pa.Array:
    """Return texts in one form of their characters and in small letters; null becomes empty."""
    import pyarrow as pa  # noqa: PLC0415 - heavy
    import pyarrow.compute as pc  # noqa: PLC0415

    texts = pc.fill_null(texts, "")
    if (pc.max(pc.binary_length(texts)).as_py() or 0) > MOST_CHARACTERS:
        texts = pc.utf8_slice_codeunits(texts, 0, MOST_CHARACTERS)
    other = pc.match_substring_regex(texts, NOT_IN_FORM)
    if pc.any(other).as_py():
        texts = pc.replace_with_mask(texts, other, pc.utf8_normalize(texts.filter(other), form="NFKC"))
    lowered = pc.utf8_lower(texts)
    return lowered if isinstance(lowered, pa.Array) else lowered.combine_chunks()
