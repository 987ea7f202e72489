"""How much of a hostile file is taken in. Read as `limits.NAME`, so that tests can make them small."""

MOST_BYTES = 16 * 2**20
"""Bytes of one page or one record. The largest real article page seen in public crawls is below 6 MB."""

MOST_HINT_CHARACTERS = 4_000
"""Characters of one hint; a longer one is a body in the wrong field."""

MOST_SIDECAR_BYTES = 2**20
"""Bytes of one sidecar."""

CHUNK_BYTES = 256 * 2**10
"""Bytes read from disk, and given out by a decompressor, at a time."""

MOST_PACKINGS = 3
"""Layers of compression around a file; servers and crawlers each add one at most."""

FREE_UNPACKED_BYTES = 64 * 2**20
"""Unpacked bytes that are never held against a file, however well it packs."""

MOST_EXPANSION = 300
"""Unpacked bytes for each packed one beyond the free ones. News packs 4 to 30 times, zeros a thousand times."""

SHARD_RECORDS = 1_000
SHARD_BYTES = 64 * 2**20
"""Bounds of a staging shard: one task's work, minutes at most, and what a worker can lose."""
