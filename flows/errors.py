"""What the user is told when a run cannot go on, and what a script is told: the exit code."""


class SaringError(Exception):
    """
    A failure with a message for the user: what is wrong, where, and the remedy.

    Attributes:
        exit_code: What the command line ends with. 0 is a run that published or found nothing new,
            3 one that held outlets back, 130 one that was interrupted.
    """

    exit_code = 1


class UsageError(SaringError):
    """The command cannot mean what it says: an option, an argument, a place that is no folder here."""

    exit_code = 2


class NothingToRead(SaringError):  # noqa: N818 - the name is a sentence already
    """The raw folder gave nothing: it is missing, empty, not mounted, or no file of it could be read."""

    exit_code = 4


class RunRefused(SaringError):  # noqa: N818 - the name is a sentence already
    """A guard stopped the whole run: it would have taken away too much."""

    exit_code = 5


class LockHeld(SaringError):  # noqa: N818 - the name is a sentence already
    """Another run is writing into this store."""

    exit_code = 6


class DiskError(SaringError):
    """The disk is full, failed, or may not be written."""

    exit_code = 7


HELD_OUTLETS = 3
"""Exit code of a run that published, and held outlets back."""

UNREAD = 9
"""Exit code of a run that published, and left files unread: nobody knows their format, or none of their records."""

FAULTS = 8
"""Exit code of `saring verify` where something is wrong with the store."""


class Terminated(KeyboardInterrupt):
    """SIGTERM came: the run stops as it does for ^C, and says so by its exit code."""

    exit_code = 143


INTERRUPTED = 130
"""Exit code of a run that was stopped from the keyboard: 128 and the number of the signal."""
