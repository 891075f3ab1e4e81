"""`python -m network.cli`, for where the console command is not on the path."""

from network.cli import main

main(prog_name="pristan")
