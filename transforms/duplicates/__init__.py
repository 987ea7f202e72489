"""Which records are one page, which pages are one story, and which of them stands for it."""
