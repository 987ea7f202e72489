"""When the next run is scheduled, as a Prefect server tells it over HTTP: Prefect itself takes seconds to import."""

from __future__ import annotations

import json
import os
import urllib.request

SERVER = "PREFECT_API_URL"
"""The variable of the environment that names a Prefect server."""

SECONDS = 3.0
"""For which the server may be silent: status is asked for at night, when things are wrong."""

ASKED = {
    "sort": "EXPECTED_START_TIME_ASC",
    "limit": 1,
    "flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}},
    "deployments": {"name": {"any_": ["daily", "maintain", "backfill"]}},
}


def next_scheduled() -> str:
    """Return in words when the next run is scheduled, or why nothing is known of it."""
    server = os.environ.get(SERVER, "")
    if not server.startswith(("http://", "https://")):
        return f"none that this shell knows of ({SERVER} is not set)"
    request = urllib.request.Request(  # noqa: S310 - the address is the operator's own
        f"{server.rstrip('/')}/flow_runs/filter",
        data=json.dumps(ASKED).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - see above
            runs = json.load(answer)
        return f"{runs[0]['name']} at {runs[0]['expected_start_time']}" if runs else f"none at {server}"
    except (OSError, ValueError, KeyError, TypeError) as error:
        return f"{server} does not answer ({error})"
