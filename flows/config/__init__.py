"""
What an operator settled once: `saring.toml`, overruled by the environment, overruled by the command line.

`read_config` gives the frozen record that everybody is handed; nobody else reads the file or the environment.
"""

from flows.config.load import Origin, read_config, told_origins
from flows.config.record import Config, Hook, Schedule, today

__all__ = ["Config", "Hook", "Origin", "Schedule", "read_config", "today", "told_origins"]
