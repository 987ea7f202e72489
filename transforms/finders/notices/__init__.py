"""What a paper says of its own story: that it took it back, that it mended it."""

from transforms.finders.notices.find import with_notices

__all__ = ["with_notices"]
