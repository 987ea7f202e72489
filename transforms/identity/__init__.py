"""
Identity v1: what a delivery and a page are called. Frozen.

`record_id` names one delivery of one page as it came and tells no more than a redelivery.
`page_key` names the page, whatever it came in: both are 32 hexadecimal digits, the first half of a
SHA-256. Ids that were published depend on every line of this room, so nothing is imported from the
rest of the project, and nothing here follows when readers, lists of names, decoding or URL cleaning
get better elsewhere. The golden values in its test never change; a change is a v2 with a migration.

Unicode's tables are those of the Python that runs: they only ever add characters.
"""

from transforms.identity.folding import text_of
from transforms.identity.names import (
    page_key_of_file,
    page_key_of_object,
    page_key_of_text,
    place_id,
    record_id_of_file,
    record_id_of_object,
)
from transforms.identity.objects import object_of

__all__ = [
    "object_of",
    "page_key_of_file",
    "page_key_of_object",
    "page_key_of_text",
    "place_id",
    "record_id_of_file",
    "record_id_of_object",
    "text_of",
]
