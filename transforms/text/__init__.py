"""Text as such: decoding, normal form, folded words."""
