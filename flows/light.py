"""
Keeping pandas out of our own processes.

With the first array that is made of a list pyarrow imports pandas, where it is installed, to be able to tell its
types: .2 to .4 CPU s a process, for a library that no command of ours asks. Readers who want their rows as data frames
call pyarrow in processes of their own.
"""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

PANDAS = "pandas"


class Refusing(MetaPathFinder):
    """Says of one module that it is not installed."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """
        Return None for every other module, as a finder does that does not know it.

        Raises:
            ModuleNotFoundError: It is the module that is refused.
        """
        del path, target
        if fullname == PANDAS:
            raise ModuleNotFoundError(f"{PANDAS} is left out of this process", name=fullname)
        return None


def leave_pandas_out() -> None:
    """
    Have pyarrow work without pandas in this process, which it decides once; others may import pandas afterwards.

    Nothing happens where pandas is loaded already. Call it in processes that are ours alone.
    """
    if PANDAS in sys.modules:
        return
    import pyarrow as pa

    refusing = Refusing()
    sys.meta_path.insert(0, refusing)
    try:
        pa.array([""])
    finally:
        sys.meta_path.remove(refusing)
