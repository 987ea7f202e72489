"""
Texts that are compared, laid into a file: of a million pages of one house each may be asked for, in any order.

What stays in memory is where each text lies, with title, printed day and house.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """
    Texts in a file, and what else is known of each.

    Attributes:
        file: The texts, one behind the other, in UTF-8.

        starts: Where each begins, and behind the last where they end.

        facts: The other columns, `number` among them.

        places: The places of the texts, by ascending number.
    """

    file: IO[bytes]
    starts: NDArray[np.int64]
    facts: pa.Table
    places: NDArray[np.int64]

    def row(self, number: int) -> dict[str, Any]:
        """
        Return a page by its number.

        Raises:
            KeyError: It is not among them.
        """
        import numpy as np

        numbers = self.facts["number"].to_numpy()
        at = int(np.searchsorted(numbers, number, sorter=self.places))
        place = int(self.places[at]) if at < len(self.places) else -1
        if place < 0 or numbers[place] != number:
            raise KeyError(number)
        begin, end = self.starts[place : place + 2].tolist()
        text = os.pread(self.file.fileno(), end - begin, begin).decode()
        return {"text": text, **self.facts.slice(place, 1).to_pylist()[0]}


@contextmanager
def files_in(folder: Path) -> Iterator[Callable[[], IO[bytes]]]:
    """
    Give out files without a name in a folder, one at a time: each is gone once the next is asked for.

    The last is gone behind it, or with the process.
    """
    with ExitStack() as stack:

        def new_file() -> IO[bytes]:
            stack.close()
            return stack.enter_context(TemporaryFile(dir=folder))

        yield new_file


def lay_texts(batches: Iterable[pa.RecordBatch], schema: pa.Schema, file: IO[bytes]) -> Laid:
    """
    Lay texts into a file, some at a time.

    Args:
        batches: Pages with columns `number` and `text`, and whatever else is asked of them.

        schema: Their columns.

        file: Where the texts go.
    """
    import numpy as np
    import pyarrow as pa

    others = [name for name in schema.names if name != "text"]
    facts, sizes = [], [np.zeros(1, np.int64)]
    for batch in batches:
        data, lengths = bytes_of(batch["text"])
        file.write(data)
        sizes.append(lengths)
        facts.append(batch.select(others))
    file.flush()
    table = pa.Table.from_batches(facts, pa.schema([schema.field(name) for name in others])).combine_chunks()
    return Laid(file, np.cumsum(np.concatenate(sizes)), table, np.argsort(table["number"].to_numpy()))


def bytes_of(texts: pa.Array) -> tuple[memoryview, NDArray[np.int64]]:
    """Return texts one behind the other in UTF-8, and the length of each; none is an empty one."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    plain = pc.fill_null(texts.cast(pa.large_string()), "")
    _, offsets, data = plain.buffers()
    bounds = np.frombuffer(offsets, np.int64)[plain.offset : plain.offset + len(plain) + 1]
    whole = memoryview(data) if data is not None else memoryview(b"")
    return whole[bounds[0] : bounds[-1]], np.diff(bounds)
