"""`python -m okrpress` is the command `okr`."""

from okrpress.cli import main

main()
