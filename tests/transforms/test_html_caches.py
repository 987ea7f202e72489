"""What HTML pages leave behind in a worker is forgotten with the batch."""

from __future__ import annotations

import gc
from functools import _lru_cache_wrapper

from html_pages import STORY, read

from transforms.html import caches
from transforms.html.words import MOST_NAMES


def test_every_memory_of_class_lists_is_forgotten_behind_a_batch() -> None:
    """Class lists that a site makes up for each page are not kept for the pages of the next batch."""
    read(f"<main class='x1-main'><div class='x1-isi' style='margin:1px'>{STORY}</div></main>")

    caches.reset_caches()

    memories = [one for one in gc.get_objects() if isinstance(one, _lru_cache_wrapper)]
    ours = [memory for memory in memories if memory.__wrapped__.__module__.startswith("transforms.")]
    by_name = [memory for memory in ours if memory.cache_parameters()["maxsize"] == MOST_NAMES]
    assert [] == [memory.__wrapped__ for memory in by_name if memory.cache_info().currsize]
    assert {memory.__wrapped__ for memory in by_name} == {memory.__wrapped__ for memory in caches.REMEMBERED}
