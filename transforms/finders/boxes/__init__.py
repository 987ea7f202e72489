"""Boxes of furniture in the markup around a story, told by the line at their head."""
