"""What is remembered from one page to the next, and forgotten behind a batch: a worker does not grow with its pages."""

from __future__ import annotations

from transforms.html.blocks import is_set_apart, is_set_unseen, stronger_kind
from transforms.html.bylines import is_others_class
from transforms.html.density import names_chrome, says_other
from transforms.html.facts import names_day
from transforms.html.others import kind_of_classes
from transforms.html.words import bears, is_byline_class, names_other, parts_of, stands_apart

REMEMBERED = (
    bears,
    is_byline_class,
    is_others_class,
    is_set_apart,
    is_set_unseen,
    kind_of_classes,
    names_chrome,
    names_day,
    names_other,
    parts_of,
    says_other,
    stands_apart,
    stronger_kind,
)
"""What class lists and styles say. Many sites make them up for each page; a page's own cost it less than .5 ms."""


def reset_caches() -> None:
    """Forget what class lists say, and empty trafilatura's caches, which grow with every page; call once per batch."""
    from trafilatura.meta import reset_caches as reset  # noqa: PLC0415 - heavy

    for remembered in REMEMBERED:
        remembered.cache_clear()
    reset()
