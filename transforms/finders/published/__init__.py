"""When a story was published: dates in bylines, text and address, and the choice between witnesses."""
