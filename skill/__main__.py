"""`python -m skill` is `owl`."""

from skill.cli import main

main(prog_name="owl")
