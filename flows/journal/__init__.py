"""
What a run tells while it goes on, as one JSON object a line, where somebody asked for it.

People read the progress bar, the summary and the messages of the command line; machines read this. Each line has
`time`, `level`, `event` and `run`, and what belongs to the event: counts, ids, places. Text of pages never stands in
it. Libraries that write to Python's logging are put into the same form.
"""

from flows.journal.lines import JsonLines
from flows.journal.write import is_json, start, tell, watch_in_lines

__all__ = ["JsonLines", "is_json", "start", "tell", "watch_in_lines"]
