"""Tables for people hold every value whole, wherever they are printed."""

import re

from flows.tables import print_table

ID = "b1d73509a721c041a8f4e0c2d97b6a53"
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def test_a_pipe_has_no_right_edge(capsys):
    """A row is one line there, however long its values are, so that an id can be copied."""
    print_table([(ID, f"https://contoh.id/{'a' * 300}", None)], "id", "url", "title")

    assert [ID in line and "a" * 300 in line for line in capsys.readouterr().out.splitlines()].count(True) == 1


def test_a_narrow_terminal_shows_whole_values(capsys, monkeypatch):
    """What is too wide goes on in the next line; nothing ends in an ellipsis."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "30")
    print_table([(ID, 7)], "id", "articles", numbers=("articles",))
    printed = ANSI.sub("", capsys.readouterr().out)

    assert max(map(len, printed.splitlines())) <= 30
    assert ID in "".join(line[2:].split(" ", 1)[0] for line in printed.splitlines() if line.startswith("│"))
    assert "…" not in printed


def test_text_of_pages_is_no_markup(capsys):
    """Brackets of headlines stay: they were styles, and one that closed nothing was an error."""
    print_table([("[bold]Longsor[/b]",), ("[video] Banjir",)], "title")
    printed = capsys.readouterr().out

    assert "[bold]Longsor[/b]" in printed
    assert "[video] Banjir" in printed
