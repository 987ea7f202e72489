"""Who was believed stands in the row, and a run counts the fields of which witnesses disagree."""

import datetime as dt
import json

from nights import clean, rows, story
from rawfiles import put

from flows.report import summary_rows

NIGHT = dt.date(2026, 11, 7)
HEAD = "Oleh: Ayu Lestari\nSenin, 2 November 2026 14:33 WIB"


def test_a_run_counts_the_pages_whose_witnesses_disagree(tmp_path):
    """A printed day that is not the one of the address; a page whose witnesses agree is not counted."""
    raw, target = tmp_path / "raw", tmp_path / "clean"
    for n, day in ((1, "2026/11/05"), (2, "2026/11/02"), (3, "2026/11/04")):
        put(raw, f"{n}.txt", f"{HEAD}\n{story(n)}")
        put(raw, f"{n}.meta.json", {"url": f"https://contoh.id/{day}/p{n}", "author": "Ayu Lestari"})
    summary = clean(raw, target, NIGHT)

    assert {"published_date": 2} == summary.conflicts
    assert ("witnesses disagree: published date", 2) in summary_rows(summary)
    assert [{"published_date": 2}] == [json.loads(facts)["conflicts"] for (facts,) in rows(target, "runs", "facts")]
    assert [(["credit"], "host", [])] == rows(target, "articles", "authors_from, outlet_from, conflicts", "1")[:1]
