"""Filters of lists that a member keeps for the next time."""
