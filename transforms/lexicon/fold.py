"""
The one fold of words: what is compared with a list is folded as the list is.

Where letters must keep their places, texts are written small letter by letter instead (`str.lower`), which is
another thing: `ß` folds to two letters and stays one in small.
"""

fold = str.casefold
"""Return a word without case. A method of `str` itself: a function around it costs as much again, on every word."""
