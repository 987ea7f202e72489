"""
Pages in the structure of systems that news is published with: what becomes of each, made to be read in a diff.

    python tests/systems_pages.py     # write the texts anew; read the diff before you commit it

Pages and prose are our own. Beside each page stands its clean text, with title, people, day and standfirst above it.
"""

import datetime as dt
from pathlib import Path

from transforms.knowledge import load_knowledge
from transforms.page import clean_page
from transforms.records import RawPage, Reject

SYSTEMS = Path(__file__).parent / "golden" / "systems"
TODAY = dt.date(2026, 11, 20)
FACTS = "title authors published_date description captions body_from".split()


def system_names() -> list[str]:
    """Return the names of the pages, without the ending."""
    return sorted(path.stem for path in SYSTEMS.glob("*.html"))


def render_system(name: str) -> str:
    """Return what becomes of a page."""
    markup = (SYSTEMS / f"{name}.html").read_text(encoding="utf-8")
    host = name.partition(".")[0]
    page = RawPage(f"{name}.html", "html", markup, f"https://www.{host}.example/2026/11/kabar")
    outcome = clean_page(page, knowledge=load_knowledge(), today=TODAY)
    if isinstance(outcome, Reject):
        return f"reject {outcome.reason} ({outcome.stage})\n"
    facts = ((name, getattr(outcome, name)) for name in FACTS)
    head = [f"{name}: {'; '.join(value) if isinstance(value, tuple) else value}" for name, value in facts if value]
    return "\n".join([*head, "", outcome.text]) + "\n"


if __name__ == "__main__":
    for one in system_names():
        (SYSTEMS / f"{one}.txt").write_text(render_system(one), encoding="utf-8")
