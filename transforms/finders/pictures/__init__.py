"""Captions, credits and stamps of pictures."""
