"""What a page is about, in words of its own."""
