"""Looking at copies: the pages of a story, what keeps other pages apart from it, the largest stories."""

from flows.copies.alike import Alike, alike_anywhere, alike_to
from flows.copies.story import Member, largest_stories, story_pages

__all__ = ["Alike", "Member", "alike_anywhere", "alike_to", "largest_stories", "story_pages"]
