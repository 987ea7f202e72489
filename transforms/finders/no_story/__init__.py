"""Pages that tell no story: errors, gates, forms, a paper's own pages, lists of other pages."""
