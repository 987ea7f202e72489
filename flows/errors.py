"""What the user is told when a run cannot go on."""


class SaringError(Exception):
    """A failure with a message for the user: what is wrong, where, and the remedy."""
