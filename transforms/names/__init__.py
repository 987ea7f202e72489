"""Names of persons, papers, agencies and places, and hosts."""
