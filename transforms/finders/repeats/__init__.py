"""Text that stands twice in one document: copies of the headline, of paragraphs, of the whole body."""

from transforms.finders.repeats.find import find_repeats

__all__ = ["find_repeats"]
