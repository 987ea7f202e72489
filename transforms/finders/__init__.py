"""What looks for furniture and facts in a page. Finders look; `strike` alone cuts."""
