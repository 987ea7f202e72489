"""Who wrote, edited and signed a story."""
