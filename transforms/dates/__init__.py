"""When a story was published: dates in text and URLs, byline furniture, and the choice between witnesses."""
