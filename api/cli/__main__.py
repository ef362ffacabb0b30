"""`python -m api.cli` is the command `dauys`."""

from api.cli.main import main

main()
