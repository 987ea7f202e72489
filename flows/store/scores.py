"""
The ledger as it was before schema 3, read as it is since.

What the model struck was named `related.shape:0.97` and was of layer `rule`. `widget.contents` stays as it was: a rule
of the book has that name as well.
"""

SHAPE = r"regexp_full_match(rule, '[a-z_]+\.shape:[01]\.\d\d')"
PLACED = r"regexp_full_match(rule, '[a-z_]+\.(?:header|walled-in)')"
"""Which rows were the model's: those of its score, and those of a line's place."""

SCORED = f"""SELECT * REPLACE (
    if({SHAPE}, split_part(rule, ':', 1), rule) AS rule,
    if(layer = 'rule' AND ({SHAPE} OR {PLACED}), 'model', layer) AS layer
), if({SHAPE}, split_part(rule, ':', 2)::DOUBLE, NULL) AS score, NULL::VARCHAR AS why"""


def with_scores(read: str) -> str:
    """Return the SQL that reads a ledger without scores as one with them; why a line was struck it never told."""
    return f"({SCORED} FROM {read})"
