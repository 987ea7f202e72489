"""Where a story is dated from: the place, and the outlet that prints itself beside it."""
