"""`python -m flows.cli` is `saring`."""

from flows.cli import main

main()
