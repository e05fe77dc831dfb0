"""`python -m edgeconform`."""

from edgeconform.cli import main

main()
