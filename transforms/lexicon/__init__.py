"""The words that the house knows: tables of data, each with one reader."""
