"""The paper that a page is of."""
