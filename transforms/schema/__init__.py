"""The datasets' columns, and how records become rows."""

from transforms.schema.columns import Columns, Dataset, arrow_schema, columns
from transforms.schema.content import content_digest, digest_of, text_digest
from transforms.schema.datasets import (
    ARTICLES,
    DATASETS,
    INDEX,
    MADE_BY,
    REFUSAL,
    RUNS,
    SCHEMA_VERSION,
    SIGHTINGS,
    SPAN,
    STAGED_FILES,
    STAGED_NAMES,
    STAGED_REJECTS,
    STAGED_REMOVALS,
    STAGED_ROWS,
    TOLD_COLUMNS,
    VERDICT,
)
from transforms.schema.rows import NUMBERED, MadeBy, article_row, reject_row, removal_rows

__all__ = [
    "ARTICLES",
    "DATASETS",
    "INDEX",
    "MADE_BY",
    "NUMBERED",
    "REFUSAL",
    "RUNS",
    "SCHEMA_VERSION",
    "SIGHTINGS",
    "SPAN",
    "STAGED_FILES",
    "STAGED_NAMES",
    "STAGED_REJECTS",
    "STAGED_REMOVALS",
    "STAGED_ROWS",
    "TOLD_COLUMNS",
    "VERDICT",
    "Columns",
    "Dataset",
    "MadeBy",
    "arrow_schema",
    "article_row",
    "columns",
    "content_digest",
    "digest_of",
    "reject_row",
    "removal_rows",
    "text_digest",
]
