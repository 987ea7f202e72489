"""pyarrow works without pandas in our own processes, and others may import it."""

import subprocess
import sys

ASKED = """
import sys
from flows.light import leave_pandas_out
leave_pandas_out()
import pyarrow as pa
assert pa.array(["a", None]).to_pylist() == ["a", None]
assert "pandas" not in sys.modules
import pandas
leave_pandas_out()
assert "pandas" in sys.modules
"""


def test_pandas_is_left_out_and_can_be_imported():
    """No array loads it, and who imports it by name gets it."""
    subprocess.run([sys.executable, "-c", ASKED], check=True)
